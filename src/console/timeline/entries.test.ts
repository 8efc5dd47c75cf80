import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { gravestIn, holding, modeOf, stoodAt, summariesOf, type Entry } from './entries.ts'

let seq = 0
function entry(
  minute: number,
  kind: string,
  alert: string,
  inForce: readonly string[],
  more: object = {},
): Entry {
  seq += 1
  return {
    ...{ seq, at: new Date(Date.UTC(2025, 10, 2, 0, minute)).toISOString(), stream: `alert:${alert}`, kind },
    ...{ group: 'alerts', what: kind, mode: 'drill', alert, by: null, areas: inForce },
    data: {
      inForce,
      threat: 'drone',
      ladder: 'lipetsk',
      level: 'red',
      gravity: 'danger',
      height: 2,
      ...more,
    },
  }
}
const yellow = { level: 'yellow', gravity: 'advisory', height: 1 }
const at = (minute: number) => Date.UTC(2025, 10, 2, 0, minute)

describe('a timeline', () => {
  const night = [
    entry(0, 'alert-issued', 'a', ['x', 'y'], yellow),
    entry(5, 'alert-issued', 'b', ['y', 'z']),
    entry(10, 'areas-cleared', 'b', ['z']),
    entry(20, 'alert-cleared', 'b', []),
    entry(30, 'alert-lapsed', 'a', [], yellow),
  ]

  test('tells what stood at any moment of it, the gravest where two overlap', () => {
    const levels = (minute: number) =>
      [...stoodAt(night, at(minute))].map(([code, { level }]) => `${code} ${level}`)
    assert.deepEqual(levels(-1), [])
    assert.deepEqual(levels(0), ['x yellow', 'y yellow'])
    assert.deepEqual(levels(5), ['x yellow', 'y red', 'z red'])
    assert.deepEqual(levels(10), ['x yellow', 'y yellow', 'z red'])
    assert.deepEqual(levels(25), ['x yellow', 'y yellow'])
    assert.deepEqual(levels(31), [])
  })

  test('is one line an alert in a report: where it ever stood, how high, and how it ended', () => {
    assert.deepEqual(
      summariesOf(night).map(({ alert, areas, highest, how }) => [alert, areas, highest?.level, how]),
      [
        ['a', ['x', 'y'], 'yellow', 'lapsed'],
        ['b', ['y', 'z'], 'red', 'all-clear'],
      ],
    )
    assert.equal(summariesOf(night.slice(0, 2))[0]!.endedAt, null)
  })

  test('hides nothing grave that holds around an area behind something milder in it', () => {
    const areas = new Map([
      ['z', { parent: 'region' }],
      ['region', { parent: null }],
    ])
    const both = [entry(0, 'alert-issued', 'a', ['z'], yellow), entry(5, 'alert-issued', 'b', ['region'])]
    assert.equal(gravestIn(stoodAt(both, at(1)), 'z', areas)?.level, 'yellow')
    assert.equal(gravestIn(stoodAt(both, at(6)), 'z', areas)?.level, 'red')
    assert.equal(gravestIn(stoodAt([], at(6)), 'z', areas), undefined)
  })

  test('is of what was real as soon as anything was, whatever was tried beside it', () => {
    const [of] = night
    const channelTested = { ...of!, alert: null, mode: 'test' } as const
    const real = { ...of!, mode: 'live' } as const
    assert.equal(modeOf([channelTested, of!], 'live'), 'drill')
    assert.equal(modeOf([channelTested, of!, real], 'live'), 'live')
    assert.equal(modeOf([channelTested], 'live'), 'live')
    assert.equal(modeOf([], 'drill'), 'drill')
  })

  test('is searched in what it says', () => {
    assert.deepEqual(
      holding(night, ' CLEARED ', ({ kind }) => kind).map(({ kind }) => kind),
      ['areas-cleared', 'alert-cleared'],
    )
    assert.equal(holding(night, '', () => '').length, night.length)
  })
})
