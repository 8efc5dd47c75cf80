/** The shapes of a whole message within one budget of corners: each holds all of its original, islands are joined where they are too many. */
import { hullAround, ringAround } from './around.ts'
import { cutAtAntimeridian } from './antimeridian.ts'
import { fewerIslands } from './islands.ts'
import { isSimple, latticeOf, signedArea, unitsPerDegree, type Spot } from './lattice.ts'
import type { CapPoint } from '../message.ts'
import { ringContacts } from '../rules/ring-contacts.ts'

type Ring = readonly CapPoint[]

export interface CornerBudget {
  /** Points of one ring, the closing one included; 5 at least. */
  readonly ring: number
  /** Points of all rings together. */
  readonly message: number
}

/** Below this a ring is hardly more than a box, and joining islands tells more. */
const fewCorners = 9
const fewestCorners = 5

/**
 * For each area (a list of outer rings, whatever way they wind) its rings: closed, counter-clockwise (RFC 7946 §3.1.6),
 * simple, cut at the antimeridian, together holding every point of the original. The budget of the message is kept
 * unless it has not even five points for each area: then each area gets a box.
 */
export function ringsWithin(
  areas: readonly (readonly Ring[])[],
  budget: CornerBudget,
): readonly (readonly Ring[])[] {
  const cut = areas.map((rings) =>
    rings.flatMap(cutAtAntimeridian).filter((ring) => signedArea(latticeOf(ring)) !== 0),
  )
  const mostInRing = Math.max(fewestCorners, budget.ring)
  const joined = joinIslands(cut, mostInRing, budget.message)
  const cap = fairShare(
    joined.flatMap((rings) => rings.map((ring) => Math.min(ring.length, mostInRing))),
    budget.message,
  )
  return joined.map((rings) =>
    rings.flatMap((ring) => {
      const drawn = drawnWithin(ring, Math.min(cap, mostInRing))
      return drawn === undefined ? [] : [drawn]
    }),
  )
}

function joinIslands(
  areas: readonly (readonly Ring[])[],
  mostInRing: number,
  budget: number,
): readonly (readonly Ring[])[] {
  const sizes = areas.flatMap((rings) => rings.map((ring) => Math.min(ring.length, fewCorners, mostInRing)))
  const needed = sizes.reduce((sum, size) => sum + size, 0)
  if (needed <= budget) return areas
  const all = sizes.length
  const most = Math.floor(budget / Math.min(fewCorners, mostInRing))
  return areas.map((rings) => {
    // Rounded down for each area, so that together they stay below; one is left to every area whatever it costs.
    const share = Math.max(1, Math.floor((rings.length * most) / all))
    if (rings.length <= share) return rings
    return fewerIslands(rings.map(latticeOf), share).map((island) =>
      island.kind === 'alone' ? rings[island.place]! : grownHull(island.hull),
    )
  })
}

function grownHull(hull: readonly Spot[]): Ring {
  const points = hull.map(pointOf)
  return hullAround(points, points.length + 1) ?? points
}

function pointOf({ x, y }: Spot): CapPoint {
  return { lon: x / unitsPerDegree, lat: y / unitsPerDegree }
}

/** The most that each may have so that together they stay within the budget: large rings give way before small ones do. */
function fairShare(sizes: readonly number[], budget: number): number {
  const sorted = [...sizes].sort((a, b) => a - b)
  let left = budget
  for (const [i, size] of sorted.entries()) {
    const share = Math.floor(left / (sorted.length - i))
    if (size > share) return Math.max(fewestCorners, share)
    left -= size
  }
  return Infinity
}

function drawnWithin(ring: Ring, corners: number): Ring | undefined {
  // What crosses itself has no inside that two readers would agree on.
  if (ringContacts(ring).crossing !== undefined) return hullAround(ring, corners)
  const around = ringAround(ring, corners)
  if (around === undefined) return undefined
  const spots = latticeOf(around)
  if (signedArea(spots) < 0) spots.reverse()
  if (!isSimple(spots)) return hullAround(ring, corners)
  if (around !== ring) return around
  const closed = isClosed(ring) ? ring : [...ring, ring[0]!]
  return signedArea(latticeOf(ring)) < 0 ? closed.toReversed() : closed
}

function isClosed(ring: Ring): boolean {
  return ring[0]!.lon === ring.at(-1)!.lon && ring[0]!.lat === ring.at(-1)!.lat
}
