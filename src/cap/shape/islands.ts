/** Fewer islands around many: neighbours share a hull, those first for which it adds the least sea. */
import { cheapestFirst } from './cheapest-first.ts'
import { hullOf, signedArea, type Spot } from './lattice.ts'

/** A ring left alone, by its place in the list; or the hull, counter-clockwise, of several. */
export type Island =
  | { readonly kind: 'alone'; readonly place: number }
  | { readonly kind: 'joined'; readonly hull: readonly Spot[] }

interface Standing {
  /** Undefined once it is several. */
  readonly place: number | undefined
  readonly hull: readonly Spot[]
  readonly size: number
  readonly x: number
  readonly y: number
}

/** More than these are first thrown together by where they lie, all but the largest half: sorting them out would take minutes. */
const sortedOut = 600
const neighboursAsked = 8

/** At most `most` (1 or more), holding all that the rings held. */
export function fewerIslands(rings: readonly (readonly Spot[])[], most: number): readonly Island[] {
  if (rings.length <= most) return rings.map((_, place) => ({ kind: 'alone', place }))
  const alive = new Map<number, Standing>()
  let next = 0
  const add = (island: Standing) => {
    alive.set(next, island)
    return next++
  }
  for (const island of thrownTogether(rings.map(standing))) add(island)
  const queue = cheapestFirst<readonly [number, number]>()
  const consider = (id: number) => {
    const island = alive.get(id)!
    for (const near of nearest(island, id, alive)) {
      const other = alive.get(near)!
      const hull = hullOf([...island.hull, ...other.hull])
      queue.add(signedArea(hull) - island.size - other.size, [id, near])
    }
  }
  for (const id of alive.keys()) consider(id)
  while (alive.size > Math.max(1, most)) {
    const pair = queue.take()
    if (pair === undefined) {
      for (const id of alive.keys()) consider(id)
      continue
    }
    const [one, other] = [alive.get(pair[0]), alive.get(pair[1])]
    if (one === undefined || other === undefined) continue
    alive.delete(pair[0])
    alive.delete(pair[1])
    consider(add(standing([...one.hull, ...other.hull])))
  }
  return [...alive.values()].map(({ place, hull }) =>
    place === undefined ? { kind: 'joined', hull } : { kind: 'alone', place },
  )
}

function standing(spots: readonly Spot[], place?: number): Standing {
  const hull = hullOf(spots)
  const middle = (of: (spot: Spot) => number) =>
    hull.reduce((sum, spot) => sum + of(spot), 0) / Math.max(1, hull.length)
  return {
    ...{ place, hull },
    size: Math.abs(signedArea(place === undefined ? hull : spots)),
    x: middle((spot) => spot.x),
    y: middle((spot) => spot.y),
  }
}

function nearest(of: Standing, id: number, alive: ReadonlyMap<number, Standing>): number[] {
  const found: { readonly other: number; readonly far: number }[] = []
  for (const [other, { x, y }] of alive) {
    if (other === id) continue
    const far = (x - of.x) ** 2 + (y - of.y) ** 2
    if (found.length === neighboursAsked && far >= found.at(-1)!.far) continue
    found.push({ other, far })
    found.sort((a, b) => a.far - b.far)
    if (found.length > neighboursAsked) found.pop()
  }
  return found.map(({ other }) => other)
}

function thrownTogether(islands: readonly Standing[]): readonly Standing[] {
  if (islands.length <= sortedOut) return islands
  const bySize = [...islands].sort((a, b) => b.size - a.size)
  const kept = bySize.slice(0, sortedOut / 2)
  const small = bySize.slice(sortedOut / 2)
  const side = Math.floor(Math.sqrt(sortedOut / 2))
  const cell = cellOf(small, side)
  const cells = new Map<number, Spot[]>()
  for (const island of small) {
    const key = cell(island)
    cells.set(key, [...(cells.get(key) ?? []), ...island.hull])
  }
  return [...kept, ...[...cells.values()].map((spots) => standing(spots))]
}

function cellOf(islands: readonly Standing[], side: number): (island: Standing) => number {
  const range = (of: (island: Standing) => number) => {
    const low = islands.reduce((least, island) => Math.min(least, of(island)), Infinity)
    const high = islands.reduce((most, island) => Math.max(most, of(island)), -Infinity)
    return (island: Standing) =>
      Math.min(side - 1, Math.floor(((of(island) - low) / Math.max(1, high - low)) * side))
  }
  const [column, row] = [range(({ x }) => x), range(({ y }) => y)]
  return (island) => row(island) * side + column(island)
}
