/** What meets what, by every edge and in whole numbers: slow, exact, and with nothing in common with the product's own ways. */
import assert from 'node:assert/strict'
import type { Bounds, LonLat, Shape } from '#areas'

interface Spot {
  readonly x: bigint
  readonly y: bigint
}
type Edge = readonly [Spot, Spot]

/** Degrees as whole numbers of 2^-70: exact for every double from 2^-18 up, and for multiples of 2^-70. */
function whole(degrees: number): bigint {
  const scaled = degrees * 2 ** 70
  assert.ok(Number.isInteger(scaled), `${degrees} is finer than is reckoned here`)
  return BigInt(scaled)
}

const spotOf = ({ lon, lat }: LonLat): Spot => ({ x: whole(lon), y: whole(lat) })

function edgesOf(shape: Shape): Edge[] {
  return shape.flatMap((polygon) =>
    polygon.flatMap((ring) => ring.slice(1).map((to, i): Edge => [spotOf(ring[i]!), spotOf(to)])),
  )
}

const cross = (a: Spot, b: Spot, p: Spot) => (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x)
const on = (a: Spot, b: Spot, p: Spot) =>
  cross(a, b, p) === 0n && (p.x - a.x) * (p.x - b.x) <= 0n && (p.y - a.y) * (p.y - b.y) <= 0n

function holds(edges: readonly Edge[], p: Spot): boolean {
  let winding = 0
  for (const [a, b] of edges) {
    if (on(a, b, p)) return true
    if (a.y <= p.y && b.y > p.y && cross(a, b, p) > 0n) winding++
    if (b.y <= p.y && a.y > p.y && cross(a, b, p) < 0n) winding--
  }
  return winding !== 0
}

function edgesCross([a, b]: Edge, [c, d]: Edge): boolean {
  if (on(a, b, c) || on(a, b, d) || on(c, d, a) || on(c, d, b)) return true
  const parted = (s: bigint, t: bigint) => (s > 0n && t < 0n) || (s < 0n && t > 0n)
  return parted(cross(a, b, c), cross(a, b, d)) && parted(cross(c, d, a), cross(c, d, b))
}

/** Whether the shape, its border with it, holds the point. Outer rings run counter-clockwise, holes clockwise. */
export function plainlyHolds(shape: Shape, point: LonLat): boolean {
  return holds(edgesOf(shape), spotOf(point))
}

/** Whether two shapes have a point in common. */
export function plainlyMeet(one: Shape, other: Shape): boolean {
  const [a, b] = [edgesOf(one), edgesOf(other)]
  if (a.some((edge) => b.some((foreign) => edgesCross(edge, foreign)))) return true
  return a.some(([from]) => holds(b, from)) || b.some(([from]) => holds(a, from))
}

/** A box as a shape; one without width or height has edges that lie on each other. */
export function boxShape({ west, south, east, north }: Bounds): Shape {
  const corner = (lon: number, lat: number): LonLat => ({ lon, lat })
  return [
    [
      [
        corner(west, south),
        corner(east, south),
        corner(east, north),
        corner(west, north),
        corner(west, south),
      ],
    ],
  ]
}
