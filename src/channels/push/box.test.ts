import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { placesIn, placesText } from './push-rows.ts'
import { boxAround, cornersOf, shownPlace } from './subscription.ts'

describe('a box that an app of a dialect subscribes', () => {
  test('is kept in hundredths of a degree: never smaller, and no more than one larger at each side', () => {
    const lon = fc.double({ min: -180, max: 180, noNaN: true })
    const lat = fc.double({ min: -90, max: 90, noNaN: true })
    const rounded = (degrees: number) => Math.round(degrees * 100) / 100
    fc.assert(
      fc.property(lon, lon, lat, lat, fc.boolean(), (west, east, a, b, whole) => {
        const fit = whole ? rounded : (degrees: number) => degrees
        const box = {
          west: fit(west),
          east: fit(east),
          south: fit(Math.min(a, b)),
          north: fit(Math.max(a, b)),
        }
        const kept = boxAround(box)
        assert.ok(kept.kind === 'box')
        const around = cornersOf(kept)
        assert.ok(around.west <= box.west && around.south <= box.south)
        assert.ok(around.east >= box.east && around.north >= box.north)
        for (const side of ['west', 'east', 'south', 'north'] as const) {
          assert.ok(Math.abs(around[side] - box[side]) < 0.010_000_1)
          // What is whole already stays as it is.
          if (whole) assert.equal(around[side], box[side] + 0)
        }
      }),
    )
  })

  test('is written down with its four sides, and shown with them', () => {
    const box = boxAround({ west: 179.999, south: -18, east: -179.5, north: -16.001 })
    assert.deepEqual(box, { kind: 'box', west: 17_999, south: -1_800, east: -17_950, north: -1_600 })
    const square = { kind: 'square', west: 3_959, south: -5_261 } as const
    assert.deepEqual(placesIn(placesText([box, square])), [box, square])
    assert.deepEqual(shownPlace(box), { west: 179.99, south: -18, east: -179.5, north: -16 })
  })
})
