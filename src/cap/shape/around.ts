/** Rings with few corners around rings with many: whatever lay inside still does, so that nobody falls off the map of a warning. */
import { cheapestFirst } from './cheapest-first.ts'
import {
  cross,
  hullOf,
  isSimple,
  latticeOf,
  meet,
  signedArea,
  triangleHolds,
  unitsPerDegree,
  type Spot,
} from './lattice.ts'
import type { CapPoint } from '../message.ts'
import { spotGrid } from './spot-grid.ts'

/**
 * The ring, closed, with at most `corners` points, the closing one included (5 at least).
 * A ring within the budget comes back as it is. A larger one is drawn around: dents are bridged and edges are carried on
 * until they meet, the smallest added area first, never across another part of the ring; at the end it is grown by two
 * metres, so that rounding takes nothing away. Where that would cross itself, the convex hull is drawn around instead.
 * Undefined for a ring without an inside. Rings that cross the antimeridian must be cut there first.
 */
export function ringAround(ring: readonly CapPoint[], corners: number): readonly CapPoint[] | undefined {
  const most = Math.max(4, corners - 1)
  const spots = latticeOf(ring)
  if (spots.length < 3 || signedArea(spots) === 0) return undefined
  if (spots.length <= most) return ring
  if (signedArea(spots) < 0) spots.reverse()
  return closed(closely(spots, most) ?? convexly(spots, most))
}

/** The convex hull around any points, closed and counter-clockwise, with at most `corners` points; undefined for points on one line. */
export function hullAround(points: readonly CapPoint[], corners: number): readonly CapPoint[] | undefined {
  const spots = latticeOf(points)
  return hullOf(spots).length < 3 ? undefined : closed(convexly(spots, Math.max(4, corners - 1)))
}

function convexly(spots: readonly Spot[], most: number): Spot[] {
  return grown(fewer(hullOf(spots), most)) ?? box(spots)
}

function closed(around: readonly Spot[]): CapPoint[] {
  return [...around, around[0]!].map(({ x, y }) => ({ lon: x / unitsPerDegree, lat: y / unitsPerDegree }))
}

/** Where two metres of growth would close a narrow inlet upon itself, a ring with fewer corners has usually filled it. */
function closely(spots: readonly Spot[], most: number): Spot[] | undefined {
  for (let corners = most; corners >= most / 2; corners = Math.floor(corners * 0.85)) {
    const ring = grown(fewer(spots, corners))
    if (ring !== undefined) return ring
  }
  return undefined
}

/** A way to lose one corner: bridge the dent at `at`, or let the edges on either side of the edge after `at` run on to `tip`. */
interface Step {
  readonly at: number
  readonly age: number
  readonly tip?: Spot
}

/** Running edges on asks every edge of the ring; above this many corners only dents are bridged. */
const cornersForTips = 4_000

/** At most `most` corners around a counter-clockwise ring; undefined when every way left would cross the ring. */
function fewer(spots: readonly Spot[], most: number): Spot[] | undefined {
  const place = [...spots]
  const next = place.map((_, i) => (i + 1) % place.length)
  const last = place.map((_, i) => (i + place.length - 1) % place.length)
  const alive = place.map(() => true)
  const age = place.map(() => 0)
  const grid = spotGrid(place)
  const queue = cheapestFirst<Step>()
  let left = place.length
  let blocked: number[] = []
  let moved = true

  const consider = (b: number) => {
    age[b]! += 1
    const [a, c] = [last[b]!, next[b]!]
    const dent = -cross(place[a]!, place[b]!, place[c]!)
    if (dent >= 0) queue.add(dent, { at: b, age: age[b]! })
    if (left > cornersForTips) return
    const corners = [place[a]!, place[b]!, place[c]!, place[next[c]!]!] as const
    const tip = tipOf(...corners)
    if (tip !== undefined) queue.add(addedBy(corners, tip), { at: b, age: age[b]!, tip })
  }

  const isFree = (b: number, tip: Spot | undefined) => {
    const [a, c] = [last[b]!, next[b]!]
    const d = next[c]!
    const own = tip === undefined ? [a, b, c] : [a, b, c, d]
    const [pa, pb, pc, pd] = [place[a]!, place[b]!, place[c]!, place[d]!]
    const isIn = (spot: Spot) =>
      tip === undefined
        ? triangleHolds(pa, pb, pc, spot)
        : triangleHolds(pa, tip, pb, spot) ||
          triangleHolds(pb, tip, pc, spot) ||
          triangleHolds(pc, tip, pd, spot)
    const around = tip === undefined ? [pa, pb, pc] : [pa, tip, pc, pd]
    if (grid.some(around, (i) => alive[i]! && !own.includes(i) && isIn(place[i]!))) return false
    if (tip === undefined) return true
    // An edge can cut off the tip without having an end near it.
    const [west, east] = [Math.min(pa.x, tip.x, pd.x), Math.max(pa.x, tip.x, pd.x)]
    const [south, north] = [Math.min(pa.y, tip.y, pd.y), Math.max(pa.y, tip.y, pd.y)]
    for (let i = next[d]!; next[i] !== a && i !== a; i = next[i]!) {
      const [p, q] = [place[i]!, place[next[i]!]!]
      if ((p.x < west && q.x < west) || (p.x > east && q.x > east)) continue
      if ((p.y < south && q.y < south) || (p.y > north && q.y > north)) continue
      if (meet(pa, tip, p, q) || meet(tip, pd, p, q)) return false
    }
    return true
  }

  for (let i = 0; i < place.length; i++) consider(i)
  let tips = left <= cornersForTips
  while (left > most) {
    const step = queue.take()
    if (step === undefined || (!tips && left <= cornersForTips)) {
      // What stood in the way may be gone by now; if nothing moved since, it never will be.
      if (tips && (blocked.length === 0 || !moved)) return undefined
      const again = tips ? blocked : place.map((_, i) => i)
      tips = true
      blocked = []
      moved = false
      for (const i of again) if (alive[i]) consider(i)
      continue
    }
    const b = step.at
    if (!alive[b] || age[b] !== step.age) continue
    if (!isFree(b, step.tip)) {
      blocked.push(b)
      continue
    }
    const gone = step.tip === undefined ? b : next[b]!
    if (step.tip !== undefined) {
      place[b] = step.tip
      grid.put(b, step.tip)
    }
    alive[gone] = false
    const [before, after] = [last[gone]!, next[gone]!]
    next[before] = after
    last[after] = before
    left -= 1
    moved = true
    for (const i of new Set([last[last[before]!]!, last[before]!, before, after])) consider(i)
  }
  return place.filter((_, i) => alive[i])
}

/** Where a→b and d→c meet beyond b and c, moved outwards to a whole unit; undefined where they don't, or off the map. */
function tipOf(a: Spot, b: Spot, c: Spot, d: Spot): Spot | undefined {
  if (cross(a, b, c) <= 0 || cross(b, c, d) <= 0) return undefined
  const turn = (b.x - a.x) * (d.y - c.y) - (b.y - a.y) * (d.x - c.x)
  if (turn <= 0) return undefined
  const along = cross(c, d, b) / turn
  const [x, y] = [b.x + (b.x - a.x) * along, b.y + (b.y - a.y) * along]
  if (!(Math.abs(x) < 180 * unitsPerDegree && Math.abs(y) < 90 * unitsPerDegree)) return undefined
  let best: Spot | undefined
  for (let i = -1; i <= 2; i++) {
    for (let j = -1; j <= 2; j++) {
      const tip = { x: Math.floor(x) + i, y: Math.floor(y) + j }
      // Both old corners have to lie on the inner side of both new edges.
      if (cross(a, tip, b) < 0 || cross(tip, d, c) < 0) continue
      if (cross(b, tip, c) <= 0) continue
      if (best === undefined || cross(b, tip, c) < cross(b, best, c)) best = tip
    }
  }
  return best
}

function addedBy([a, b, c, d]: readonly [Spot, Spot, Spot, Spot], tip: Spot): number {
  return signedArea([a, tip, d, c, b])
}

/** Two metres outwards on every side: more than the diagonal of a unit, twice rounded. */
const growth = 2

/** The ring moved outwards; undefined where it would then cross itself. */
function grown(ring: readonly Spot[] | undefined): Spot[] | undefined {
  if (ring === undefined) return undefined
  const outwards = ring.map((corner, i) => {
    const [ax, ay] = normal(ring.at(i - 1)!, corner)
    const [bx, by] = normal(corner, ring[(i + 1) % ring.length]!)
    // A needle's point would run away to infinity; a hundredfold is enough for one degree.
    const reach = growth / Math.max(0.0002, 1 + ax * bx + ay * by)
    return onMap({ x: Math.round(corner.x + (ax + bx) * reach), y: Math.round(corner.y + (ay + by) * reach) })
  })
  return isSimple(outwards) ? outwards : undefined
}

/** Nothing lies beyond the edge of the map, and no ring may either. */
function onMap({ x, y }: Spot): Spot {
  const [east, north] = [180 * unitsPerDegree, 90 * unitsPerDegree]
  return { x: Math.max(-east, Math.min(east, x)), y: Math.max(-north, Math.min(north, y)) }
}

function normal(from: Spot, to: Spot): readonly [number, number] {
  const length = Math.hypot(to.x - from.x, to.y - from.y)
  return [(to.y - from.y) / length, (from.x - to.x) / length]
}

function box(spots: readonly Spot[]): Spot[] {
  const west = spots.reduce((least, spot) => Math.min(least, spot.x), Infinity) - growth
  const east = spots.reduce((most, spot) => Math.max(most, spot.x), -Infinity) + growth
  const south = spots.reduce((least, spot) => Math.min(least, spot.y), Infinity) - growth
  const north = spots.reduce((most, spot) => Math.max(most, spot.y), -Infinity) + growth
  return [
    { x: west, y: south },
    { x: east, y: south },
    { x: east, y: north },
    { x: west, y: north },
  ].map(onMap)
}
