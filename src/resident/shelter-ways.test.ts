import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Instant } from '#base'
import type { ShelterId, ShelterView } from '#shelters'
import { dotMap, pointOf, waysFrom } from './shelter-ways.ts'

const now = '2025-11-01T21:41:07.000Z' as Instant
const here = { lon: 39, lat: 52 }

function shelter(id: string, change: Partial<ShelterView> = {}): ShelterView {
  return {
    ...{ id: id as ShelterId, names: { en: id }, address: '', lon: 39, lat: 52.002, type: 'basement' },
    ...{ protects: [], capacity: null, wheelchair: 'unknown', pets: 'unknown', opening: { when: 'always' } },
    ...{ admits: 'everyone', use: 'in-use', note: '', photo: null, status: { state: 'unknown', last: null } },
    ...change,
  }
}
const wanted = { from: here, now, needs: [], only: 'any', most: 10 } as const

describe('shelters on a phone', () => {
  test('are told with distance, direction and minutes, the nearest first', () => {
    const { ways } = waysFrom(
      [shelter('far', { lat: 52.02 }), shelter('east', { lon: 39.005, lat: 52 })],
      wanted,
    )
    assert.deepEqual(
      ways.map(({ view, bearingDegrees }) => [view.id, pointOf(bearingDegrees)]),
      [
        ['east', 2],
        ['far', 0],
      ],
    )
    assert.ok(ways[0]!.metres > 330 && ways[0]!.metres < 350)
    assert.ok(ways[0]!.isBest)
  })

  test('are passed over when they are shut, and doubted when nobody knows', () => {
    const shut = {
      state: 'closed',
      power: 'unknown',
      people: null,
      at: now,
      by: 'warden',
      until: now,
    } as const
    const { ways } = waysFrom(
      [
        shelter('shut', { status: shut }),
        shelter('doubtful', { opening: { when: 'unknown' }, lat: 52.0021 }),
      ],
      wanted,
    )
    assert.deepEqual(
      ways.map(({ view }) => view.id),
      ['doubtful'],
    )
  })

  test('are said to be too far when the danger is quicker; then an inner room is said instead', () => {
    const soon = '2025-11-01T21:44:07.000Z' as Instant
    const { ways, instead } = waysFrom([shelter('far', { lat: 52.01 })], { ...wanted, arrival: soon })
    assert.equal(ways[0]!.reached, 'too-late')
    assert.equal(ways[0]!.isBest, false)
    assert.equal(instead, 'inner-room')
    assert.equal(waysFrom([], wanted).instead, null)
  })

  test('are drawn with north up and no street: dots in their order, and where one stands', () => {
    const map = dotMap(
      [
        { lon: 39, lat: 52.01 },
        { lon: 39.01, lat: 52 },
      ],
      here,
    )
    const [north, east] = map.dots
    assert.ok(north!.y < map.you!.y && Math.abs(north!.x - map.you!.x) < 1)
    assert.ok(east!.x > map.you!.x && Math.abs(east!.y - map.you!.y) < 1)
    assert.equal(east!.label, '2')
    for (const { x, y } of map.dots) assert.ok(x > 0 && x < map.side && y > 0 && y < map.side)
    assert.ok(dotMap([]).metresAcross > 0, 'an empty one is a map too')
  })

  test('lie in eight directions', () => {
    assert.deepEqual([0, 22, 23, 90, 181, 337, 338, 359, -45].map(pointOf), [0, 0, 1, 2, 4, 7, 0, 0, 7])
  })
})
