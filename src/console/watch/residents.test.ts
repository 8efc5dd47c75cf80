import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { ResidentReportView } from '../duty.ts'
import { bearingOf, inOrder, mergeable, photosOf, placeOf, placeSaid, textsOf } from './residents.ts'

type Telling = ResidentReportView['tellings'][number]
const telling = (more: Partial<Telling> = {}): Telling => ({
  ...{ late: 'in-time', text: '', at: null, precision: 'area', bearing: null, photo: null },
  ...more,
})
const report = (id: string, more: Partial<ResidentReportView> = {}): ResidentReportView => ({
  ...{
    id,
    kind: 'sighting',
    what: 'drone',
    area: 'a',
    state: 'open',
    lastSeenAt: '2026-11-23T02:00:00.000Z',
  },
  ...{ told: 1, atLeast: 1, tellings: [telling()], contact: 'none' },
  ...more,
})

describe('what residents told', () => {
  test('is looked at in the order of who needs help, then of the newest', () => {
    const all = [
      report('a'),
      report('b', { lastSeenAt: '2026-11-23T02:05:00.000Z' }),
      report('c', { kind: 'help', lastSeenAt: '2026-11-23T01:00:00.000Z' }),
    ]
    assert.deepEqual(
      inOrder(all).map(({ id }) => id),
      ['c', 'b', 'a'],
    )
  })

  test('is said once, the latest first', () => {
    const said = ['one', '', 'two', 'one', 'three', 'four'].map((text) => telling({ text }))
    assert.deepEqual(textsOf(report('a', { tellings: said })), ['four', 'three', 'one'])
  })

  test('has each photo once, and the surest bearing', () => {
    const photo = { hash: 'f', widthPixels: 4, heightPixels: 3 }
    const bearing = (degrees: number, accuracyDegrees: number) =>
      telling({ bearing: { degrees, accuracyDegrees } })
    const shown = report('a', {
      tellings: [telling({ photo }), telling({ photo }), bearing(10, 20), bearing(12, 6)],
    })
    assert.deepEqual(
      photosOf(shown).map(({ path }) => path),
      ['/v1/resident-reports/a/photos/f'],
    )
    assert.equal(bearingOf(shown)?.degrees, 12)
    assert.equal(bearingOf(report('b')), undefined)
  })

  test('has a place as fine as it was told, latitude first', () => {
    const at = { lon: 38.925, lat: 52.395 }
    const two = [
      telling({ at, precision: 'exact' }),
      telling({ at: { lon: 1, lat: 2 }, precision: 'coarse' }),
    ]
    assert.deepEqual(placeOf(report('a', { tellings: two })), { ...at, precision: 'exact' })
    assert.equal(placeOf(report('a')), undefined)
    assert.equal(placeSaid(at, 2), '52.40, 38.92')
  })

  test('may be put together with others of its kind, and a call for help with none', () => {
    const all = [report('a'), report('b'), report('c', { kind: 'damage' }), report('d', { kind: 'help' })]
    assert.deepEqual(
      mergeable(all[0]!, all).map(({ id }) => id),
      ['b'],
    )
    assert.deepEqual(mergeable(all[3]!, [...all, report('e', { kind: 'help' })]), [])
  })
})
