/** Shapes and spots to try geometry with: corners on round coordinates and between them, rings that touch, cross and overlap. */
import fc from 'fast-check'
import { signedAreaOf, type LonLat, type Ring, type Shape } from '#areas'

/** Doubles of few digits, so that middles of edges are exact too. */
export const coarsely = (degrees: number) => Math.round(degrees * 2 ** 20) / 2 ** 20

export const corners = fc
  .oneof(
    fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 12 })),
    fc.tuple(fc.double({ min: 0, max: 12, noNaN: true }), fc.double({ min: 0, max: 12, noNaN: true })),
  )
  .map(([lon, lat]): LonLat => ({ lon: coarsely(lon), lat: coarsely(lat) }))

const rings = fc
  .array(corners, { minLength: 3, maxLength: 12 })
  .map((points): Ring => [...points, points[0]!])
  .filter((ring) => Math.abs(signedAreaOf(ring)) > 1e-3)

export const wound = (ring: Ring, place: 'outer' | 'hole'): Ring =>
  signedAreaOf(ring) > 0 === (place === 'outer') ? ring : ring.toReversed()

/** One to three parts that may overlap, or a part with a hole that may stick out of it. */
export const shapes: fc.Arbitrary<Shape> = fc.oneof(
  fc
    .array(rings, { minLength: 1, maxLength: 3 })
    .map((parts): Shape => parts.map((ring) => [wound(ring, 'outer')])),
  fc.tuple(rings, rings).map(([outer, hole]): Shape => [[wound(outer, 'outer'), wound(hole, 'hole')]]),
)

/** The corners, the exact middles of the edges, and what doubles make of a point further along them. */
export function spotsOn(shape: Shape): LonLat[] {
  return shape.flat().flatMap((ring) =>
    ring.slice(1).flatMap((to, i) => {
      const from = ring[i]!
      return [
        to,
        { lon: (from.lon + to.lon) / 2, lat: (from.lat + to.lat) / 2 },
        { lon: coarsely(from.lon * 0.7 + to.lon * 0.3), lat: coarsely(from.lat * 0.7 + to.lat * 0.3) },
      ]
    }),
  )
}
