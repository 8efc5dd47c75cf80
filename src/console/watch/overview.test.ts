import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { AlertView, BoardView, MapArea, ReportView, SightingView, SirenView } from '../duty.ts'
import { inForce, incoming, justOver, quietSince, sirensIn, watchedAreas } from './overview.ts'

const now = Date.parse('2025-11-02T03:00:00Z')
const alert = (id: string, more: object = {}, step: object = { gravity: 'danger', height: 2 }) =>
  ({
    id,
    status: 'issued',
    issuedAt: '2025-11-02T00:00:00Z',
    content: { step },
    ...more,
  }) as unknown as AlertView
const ended = (id: string, endedAt: string, how = 'all-clear') => alert(id, { status: 'ended', endedAt, how })
const ids = (alerts: readonly { readonly id: string }[]) => alerts.map(({ id }) => id)
const areas = new Map(
  [
    ['oblast', null],
    ['district', 'oblast'],
    ['town', 'district'],
    ['other', 'oblast'],
  ].map(([code, parent]) => [code, { code, parent }] as unknown as [string, MapArea]),
)

describe('the overview', () => {
  test('puts danger before advisory, the higher step first, then what stands longest', () => {
    const all = [
      alert('new', { issuedAt: '2025-11-02T02:00:00Z' }),
      alert('mild', {}, { gravity: 'advisory', height: 9 }),
      alert('old'),
      alert('low', {}, { gravity: 'danger', height: 1 }),
      alert('draft', { status: 'draft' }),
    ]
    assert.deepEqual(ids(inForce(all)), ['old', 'new', 'low', 'mild'])
  })
  test('shows what ended within the hour, and a lapse until it is cleared', () => {
    const all = [
      ended('now', '2025-11-02T02:30:00Z'),
      ended('long-ago', '2025-11-02T01:30:00Z'),
      ended('lapse', '2025-11-01T22:00:00Z', 'lapsed'),
      ended('cleared-lapse', '2025-11-01T22:00:00Z', 'lapsed'),
    ]
    const board = { endings: [{ alert: 'lapse', how: 'lapsed' }] } as unknown as BoardView
    assert.deepEqual(ids(justOver(all, board, now)), ['now', 'lapse'])
  })
  test('knows since when it is quiet, and says nothing where it cannot know', () => {
    assert.equal(
      quietSince([ended('a', '2025-11-02T01:00:00Z'), ended('b', '2025-11-02T02:00:00Z')], undefined),
      '2025-11-02T02:00:00Z',
    )
    assert.equal(quietSince([], undefined), undefined)
  })
  test('counts the parts of what one may warn in', () => {
    assert.equal(watchedAreas(areas, ['oblast']), 2)
    assert.equal(watchedAreas(areas, ['town']), 1)
  })
  test('counts a siren for the areas it stands in and for those in its own', () => {
    const siren = (area: string, status: string) => ({ area, status }) as SirenView
    const sirens = [siren('town', 'sounding'), siren('district', 'silent'), siren('other', 'passed')]
    assert.deepEqual(sirensIn(sirens, ['district'], areas), { total: 2, counts: { sounding: 1, silent: 1 } })
    assert.deepEqual(sirensIn(sirens, ['town'], areas).total, 2)
    assert.deepEqual(sirensIn(sirens, ['oblast'], areas).total, 3)
  })
  test('has what came in in one list, the newest first, without what was judged', () => {
    const report = { id: 'r', state: 'open', receivedAt: '2025-11-02T01:00:00Z' } as ReportView
    const judged = { ...report, id: 'j', state: 'dismissed' } as ReportView
    const sighting = { id: 's', state: 'open', at: '2025-11-02T02:00:00Z' } as SightingView
    assert.deepEqual(ids(incoming([report, judged], [sighting])), ['s', 'r'])
  })
})
