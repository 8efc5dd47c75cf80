/** Rings of few corners that are clear at a glance, as most are: every two edges are compared, which up to here is faster than a sweep. */
import type { CapPoint } from '../message.ts'
import { orientation } from './orientation.ts'

const mostCorners = 128
const xs = new Float64Array(mostCorners)
const ys = new Float64Array(mostCorners)

/** What lies closer to zero could make products that are no longer exact. */
const leastDegrees = 1e-20

/** True for a closed ring that meets itself nowhere; false where that would take a closer look. Neighbours in the same place count once. */
export function isPlainlySimple(ring: readonly CapPoint[]): boolean {
  if (ring.length > mostCorners) return false
  let n = -1
  for (let i = 0; i < ring.length; i++) {
    const { lon, lat } = ring[i]!
    if ((lon !== 0 && Math.abs(lon) < leastDegrees) || (lat !== 0 && Math.abs(lat) < leastDegrees))
      return false
    if (n >= 0 && xs[n] === lon && ys[n] === lat) continue
    n += 1
    xs[n] = lon
    ys[n] = lat
  }
  if (n < 3 || xs[0] !== xs[n] || ys[0] !== ys[n]) return false
  for (let edge = 0; edge < n; edge++) {
    if (!goesOn(edge, edge + 1, edge + 2 > n ? 1 : edge + 2)) return false
    // The first edge is the last one's neighbour.
    if (!isApart(edge, edge + 2, edge === 0 ? n - 1 : n)) return false
  }
  return true
}

/** Whether the way from a by b to c is none that turns back upon itself. */
function goesOn(a: number, b: number, c: number): boolean {
  const ax = xs[a]!
  const ay = ys[a]!
  const bx = xs[b]!
  const by = ys[b]!
  const cx = xs[c]!
  const cy = ys[c]!
  if (orientation(ax, ay, bx, by, cx, cy) !== 0) return true
  if (ax !== bx) return ax < bx ? bx < cx : bx > cx
  return ay < by ? by < cy : by > cy
}

/** Whether an edge has no point in common with those that begin in corners `from` to before `to`. */
function isApart(edge: number, from: number, to: number): boolean {
  const ax = xs[edge]!
  const ay = ys[edge]!
  const bx = xs[edge + 1]!
  const by = ys[edge + 1]!
  const west = ax < bx ? ax : bx
  const east = ax < bx ? bx : ax
  const south = ay < by ? ay : by
  const north = ay < by ? by : ay
  let cx = xs[from]!
  let cy = ys[from]!
  for (let other = from; other < to; other++) {
    const dx = xs[other + 1]!
    const dy = ys[other + 1]!
    const isAside =
      (cx < west && dx < west) ||
      (cx > east && dx > east) ||
      (cy < south && dy < south) ||
      (cy > north && dy > north)
    if (
      !isAside &&
      !isOneSided(ax, ay, bx, by, cx, cy, dx, dy) &&
      !isOneSided(cx, cy, dx, dy, ax, ay, bx, by)
    )
      return false
    cx = dx
    cy = dy
  }
  return true
}

/** Whether c and d lie on the same side of the line through a and b, and not on it. */
function isOneSided(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  cx: number,
  cy: number,
  dx: number,
  dy: number,
): boolean {
  const c = orientation(ax, ay, bx, by, cx, cy)
  const d = orientation(ax, ay, bx, by, dx, dy)
  return (c > 0 && d > 0) || (c < 0 && d < 0)
}
