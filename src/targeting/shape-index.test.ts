import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { containsPoint, repairShape, type LonLat, type Shape } from '#areas'
import { meetsBox, meetsPoint, meetsShape } from './meets.ts'
import { orientation } from './orientation.ts'
import { indexShape, type ShapeIndex } from './shape-index.ts'

/** The border and the winding by every edge in whole numbers: slow, and with nothing in common with the index. */
function plainlyMeets(shape: Shape, { lon, lat }: LonLat): boolean {
  const whole = (degrees: number) => {
    // Test coordinates are multiples of 2^-30 or sums of such: exact in whole numbers of 2^-60.
    const scaled = degrees * 2 ** 60
    assert.ok(Number.isInteger(scaled), `${degrees} is finer than the test reckons`)
    return BigInt(scaled)
  }
  const [x, y] = [whole(lon), whole(lat)]
  let winding = 0
  for (const polygon of shape)
    for (const ring of polygon)
      for (let i = 1; i < ring.length; i++) {
        const [ax, ay] = [whole(ring[i - 1]!.lon), whole(ring[i - 1]!.lat)]
        const [bx, by] = [whole(ring[i]!.lon), whole(ring[i]!.lat)]
        const cross = (bx - ax) * (y - ay) - (by - ay) * (x - ax)
        const along = (x - ax) * (x - bx) <= 0n && (y - ay) * (y - by) <= 0n
        if (cross === 0n && along) return true
        if (ay <= y && by > y && cross > 0n) winding++
        if (by <= y && ay > y && cross < 0n) winding--
      }
  return winding !== 0
}

const coarse = (degrees: number) => Math.round(degrees * 2 ** 20) / 2 ** 20
const must = (shape: Shape): ShapeIndex => {
  const index = indexShape(shape)
  assert.ok(index.ok, JSON.stringify(index))
  return index.value
}
const ringOf = (...pairs: [number, number][]) => pairs.map(([lon, lat]) => ({ lon, lat }))
const box = (west: number, south: number, east: number, north: number): Shape => [
  [ringOf([west, south], [east, south], [east, north], [west, north], [west, south])],
]

const corner = fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 12 }))
const anyCorner = fc.oneof(
  corner,
  fc.tuple(fc.double({ min: 0, max: 12, noNaN: true }), fc.double({ min: 0, max: 12, noNaN: true })),
)
/** Shapes of one to three rings, repaired, with corners on round coordinates and elsewhere. */
const shapes = fc
  .array(fc.array(anyCorner, { minLength: 3, maxLength: 12 }), { minLength: 1, maxLength: 3 })
  .map((rings) => repairShape(rings.map((ring) => [ring.map(([lon, lat]) => [coarse(lon), coarse(lat)])])))
  .filter((repaired) => repaired.ok)
  .map((repaired) => (repaired.ok ? exact(repaired.value.shape) : []))
  .filter((shape) => indexShape(shape).ok)
function exact(shape: Shape): Shape {
  return shape.map((polygon) =>
    polygon.map((ring) => ring.map(({ lon, lat }) => ({ lon: coarse(lon), lat: coarse(lat) }))),
  )
}

/** Points anywhere, on corners, and as near to the middle of edges as doubles go. */
function spotsOf(shape: Shape): LonLat[] {
  const rings = shape.flat()
  return rings.flatMap((ring) =>
    ring.slice(1).flatMap((to, i) => {
      const from = ring[i]!
      return [
        to,
        { lon: (from.lon + to.lon) / 2, lat: (from.lat + to.lat) / 2 },
        { lon: coarse(from.lon * 0.7 + to.lon * 0.3), lat: coarse(from.lat * 0.7 + to.lat * 0.3) },
      ]
    }),
  )
}

describe('an indexed shape', () => {
  test('holds the points that lie in it or on its border, and no other', () => {
    fc.assert(
      fc.property(shapes, fc.array(anyCorner, { minLength: 1, maxLength: 20 }), (shape, points) => {
        const index = must(shape)
        const spots = points.map(([lon, lat]) => ({ lon: coarse(lon), lat: coarse(lat) }))
        for (const spot of [...spots, ...spotsOf(shape)])
          assert.equal(meetsPoint(index, spot.lon, spot.lat), plainlyMeets(shape, spot), JSON.stringify(spot))
      }),
      { numRuns: 60 },
    )
  })
})
