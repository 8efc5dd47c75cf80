/** Plane geometry on whole numbers, where left and right are never a matter of rounding: one unit is 0.00001°, as CAP is written. */
import type { CapPoint } from '../message.ts'

export interface Spot {
  readonly x: number
  readonly y: number
}

/** 360° are 3.6e7 units, so that products stay below 2^53 and every sign is exact. */
export const unitsPerDegree = 100_000

/** The ring without its closing point and without neighbours that fall on the same spot. */
export function latticeOf(ring: readonly CapPoint[]): Spot[] {
  const spots: Spot[] = []
  for (const { lon, lat } of ring) {
    const spot = { x: Math.round(lon * unitsPerDegree), y: Math.round(lat * unitsPerDegree) }
    const before = spots.at(-1)
    if (before === undefined || !isSame(before, spot)) spots.push(spot)
  }
  while (spots.length > 1 && isSame(spots[0]!, spots.at(-1)!)) spots.pop()
  return spots
}

export function isSame(a: Spot, b: Spot): boolean {
  return a.x === b.x && a.y === b.y
}

/** Positive when c lies left of the way from a to b; twice the triangle's area. */
export function cross(a: Spot, b: Spot, c: Spot): number {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
}

/** Twice the area, positive for a counter-clockwise ring. */
export function signedArea(ring: readonly Spot[]): number {
  let sum = 0
  // Measured from the first corner, or a small ring far from zero would lose its area to rounding.
  for (let i = 1; i + 1 < ring.length; i++) sum += cross(ring[0]!, ring[i]!, ring[i + 1]!)
  return sum
}

/** Whether a spot lies in a triangle or on its edge, whichever way it turns; a flat triangle is the stretch it covers. */
export function triangleHolds(a: Spot, b: Spot, c: Spot, spot: Spot): boolean {
  if (spot.x < Math.min(a.x, b.x, c.x) || spot.x > Math.max(a.x, b.x, c.x)) return false
  if (spot.y < Math.min(a.y, b.y, c.y) || spot.y > Math.max(a.y, b.y, c.y)) return false
  const ab = cross(a, b, spot)
  const bc = cross(b, c, spot)
  const ca = cross(c, a, spot)
  return (ab >= 0 && bc >= 0 && ca >= 0) || (ab <= 0 && bc <= 0 && ca <= 0)
}

/** Whether two stretches share a spot, ends included. */
export function meet(a: Spot, b: Spot, c: Spot, d: Spot): boolean {
  const sides = (p: Spot, q: Spot) => [Math.sign(cross(p, q, a)), Math.sign(cross(p, q, b))] as const
  const [a1, b1] = sides(c, d)
  const c1 = Math.sign(cross(a, b, c))
  const d1 = Math.sign(cross(a, b, d))
  if (a1 * b1 > 0 || c1 * d1 > 0) return false
  if (a1 !== 0 || b1 !== 0 || c1 !== 0 || d1 !== 0) return true
  // All on one line: they meet when their boxes do.
  const apart = (one: number, two: number, three: number, four: number) =>
    Math.max(one, two) < Math.min(three, four) || Math.max(three, four) < Math.min(one, two)
  return !apart(a.x, b.x, c.x, d.x) && !apart(a.y, b.y, c.y, d.y)
}

/** Whether no two edges but neighbours touch. Quadratic: for rings of a few hundred corners. */
export function isSimple(ring: readonly Spot[]): boolean {
  const corner = (i: number) => ring[i % ring.length]!
  for (let i = 0; i < ring.length; i++) {
    for (let j = i + 2; j < ring.length; j++) {
      if (i === 0 && j === ring.length - 1) continue
      if (meet(corner(i), corner(i + 1), corner(j), corner(j + 1))) return false
    }
  }
  return signedArea(ring) > 0
}

/** The convex hull, counter-clockwise, without corners on straight edges. */
export function hullOf(spots: readonly Spot[]): Spot[] {
  const sorted = [...spots].sort((a, b) => a.x - b.x || a.y - b.y)
  const half = (side: readonly Spot[]) => {
    const chain: Spot[] = []
    for (const spot of side) {
      while (chain.length > 1 && cross(chain.at(-2)!, chain.at(-1)!, spot) <= 0) chain.pop()
      chain.push(spot)
    }
    chain.pop()
    return chain
  }
  return [...half(sorted), ...half(sorted.toReversed())]
}
