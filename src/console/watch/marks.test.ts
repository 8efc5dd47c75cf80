import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { BoardEnding, BoardLine } from '../duty.ts'
import { marksOf, type MarkWords } from './marks.ts'

const now = Date.parse('2025-11-02T03:00:00Z')
const areas = new Map([
  ['district', { parent: null, shape: 'surveyed' as const }],
  ['town', { parent: 'district', shape: 'none' as const }],
  ['oblast', { parent: null, shape: 'surveyed' as const }],
  ['inside', { parent: 'oblast', shape: 'surveyed' as const }],
])
const words: MarkWords = {
  line: ({ level }) => level,
  letter: ({ level }) => level.charAt(0),
  ending: ({ how }) => how,
  partly: 'part',
  nothing: 'nothing',
}
const line = (area: string, gravity: 'danger' | 'advisory', level: string) =>
  ({ area, gravity, level, height: 1 }) as BoardLine
const ending = (area: string, how: string, at: string) => ({ area, how, at }) as BoardEnding
const marks = (lines: BoardLine[], endings: BoardEnding[] = [], chosen?: string) =>
  marksOf({ lines, endings }, areas, now, words, chosen)

describe('the map of what is in force', () => {
  test('shows the gravest of what holds in an area', () => {
    const found = marks([line('district', 'danger', 'red'), line('district', 'advisory', 'yellow')])
    assert.deepEqual(found.get('district'), { state: 'danger', letter: 'r', said: 'red' })
  })
  test('shows a district as partly where a town without a shape is warned', () => {
    const found = marks([line('town', 'danger', 'red')])
    assert.deepEqual(found.get('district'), {
      state: 'partly',
      gravity: 'danger',
      letter: 'r',
      said: 'red, part',
    })
    assert.equal(found.get('town')?.state, 'danger')
  })
  test('shows what ended within the hour, and a lapse for as long as it is not cleared', () => {
    assert.equal(
      marks([], [ending('district', 'all-clear', '2025-11-02T02:30:00Z')]).get('district')?.state,
      'ended',
    )
    assert.equal(marks([], [ending('district', 'all-clear', '2025-11-02T01:30:00Z')]).size, 0)
    assert.equal(
      marks([], [ending('district', 'lapsed', '2025-11-01T01:30:00Z')]).get('district')?.state,
      'lapsed',
    )
  })
  test('hides a lapse behind nothing milder than danger', () => {
    const lapse = [ending('district', 'lapsed', '2025-11-02T02:00:00Z')]
    const later = [...lapse, ending('district', 'all-clear', '2025-11-02T02:30:00Z')]
    assert.equal(marks([], later).get('district')?.state, 'lapsed')
    assert.equal(marks([line('district', 'advisory', 'yellow')], lapse).get('district')?.state, 'lapsed')
    assert.equal(marks([line('district', 'danger', 'red')], lapse).get('district')?.state, 'danger')
  })
  test('hides nothing that holds around an area: not behind its own ending, nor behind something milder', () => {
    const yellow = line('oblast', 'advisory', 'yellow')
    const ended = [ending('inside', 'all-clear', '2025-11-02T02:30:00Z')]
    assert.equal(marks([], ended).get('inside')?.state, 'ended')
    assert.equal(marks([yellow], ended).get('inside')?.state, 'advisory')
    assert.equal(
      marks([line('oblast', 'danger', 'red'), line('inside', 'advisory', 'yellow')]).get('inside')?.state,
      'danger',
    )
    assert.equal(marks([yellow, line('inside', 'danger', 'red')]).get('inside')?.state, 'danger')
    assert.deepEqual(marks([yellow], [], 'inside').get('inside'), {
      ...{ state: 'advisory', letter: 'y', said: 'yellow' },
      chosen: 'yes',
    })
  })
  test('hides no danger in a part behind something milder in the whole', () => {
    const found = marks([line('town', 'danger', 'red'), line('district', 'advisory', 'yellow')])
    assert.equal(found.get('district')?.state, 'partly')
    assert.equal(found.get('district')?.gravity, 'danger')
  })
  test('marks the chosen area whatever holds there', () => {
    assert.deepEqual(marks([], [], 'district').get('district'), {
      state: 'nothing',
      said: 'nothing',
      chosen: 'yes',
    })
  })
})
