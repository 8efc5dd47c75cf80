import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { kilometresBetween, type LonLat } from '#areas'
import { buildNearestIndex } from './nearest-index.ts'

const seed = 20261123

const anywhere = fc.record({
  lon: fc.double({ min: -180, max: 180, noNaN: true }),
  lat: fc.double({ min: -90, max: 90, noNaN: true }),
})
/** A town that the antimeridian goes through, and one at a pole. */
const acrossTheLine = fc
  .record({
    lon: fc.double({ min: -0.05, max: 0.05, noNaN: true }),
    lat: fc.double({ min: -17, max: -16.9, noNaN: true }),
  })
  .map(({ lon, lat }) => ({ lon: lon < 0 ? 180 + lon : -180 + lon, lat }))
const atThePole = fc.record({
  lon: fc.double({ min: -180, max: 180, noNaN: true }),
  lat: fc.double({ min: 89.9, max: 90, noNaN: true }),
})
/** Doors of one house have the same point. */
const inFewHouses = fc.record({
  lon: fc.constantFrom(39.6, 39.601, -180, 180),
  lat: fc.constantFrom(52.6, 52.601),
})
const point = fc.oneof(anywhere, acrossTheLine, atThePole, inFewHouses)

/** Every one, by the great circle. */
function slowly(points: readonly LonLat[], from: LonLat, most: number, takes: (at: number) => boolean) {
  return points
    .map((at, position) => ({ position, kilometres: kilometresBetween(from, at) }))
    .filter(({ position }) => takes(position))
    .sort((a, b) => a.kilometres - b.kilometres || a.position - b.position)
    .slice(0, most)
}

describe('the nearest of many points', () => {
  test(`are those that a slow look at every one finds, over the antimeridian and the poles (seed ${seed})`, () => {
    fc.assert(
      fc.property(
        fc.array(point, { maxLength: 400 }),
        point,
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 4 }),
        (points, from, most, every) => {
          const takes = (position: number) => position % every === 0
          const found = buildNearestIndex(points).nearest(from, most, takes)
          const wanted = slowly(points, from, most, takes)
          assert.equal(found.length, wanted.length)
          assert.equal(new Set(found).size, found.length)
          for (const [i, position] of found.entries()) {
            assert.ok(takes(position))
            // Two that are as far may change places; a tenth of a millimetre is as far.
            const kilometres = kilometresBetween(from, points[position]!)
            assert.ok(Math.abs(kilometres - wanted[i]!.kilometres) < 1e-4, `${kilometres} instead of ${i}`)
          }
        },
      ),
      { seed, numRuns: 400 },
    )
  })

  test('of the same place are in the order of the list', () => {
    const at = { lon: 39.6, lat: 52.6 }
    const points = Array.from({ length: 100 }, () => at)
    assert.deepEqual(buildNearestIndex(points).nearest(at, 5), [0, 1, 2, 3, 4])
  })

  test('are none where there is none', () => {
    assert.deepEqual(buildNearestIndex([]).nearest({ lon: 0, lat: 0 }, 3), [])
  })
})
