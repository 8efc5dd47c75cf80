/** All areas of an installation as one tree: who lies in whom. Every answer is precomputed; none walks the tree. */
import { canonicalJson, ok, refuse, sha256, type Json, type Result } from '#base'
import type { Area, AreaCode } from './area.ts'

export interface Hierarchy {
  /** Changes whenever any area changes: SHA-256 over the canonical areas. */
  readonly version: string
  readonly size: number
  get(code: AreaCode): Area | undefined
  all(): Iterable<Area>
  roots(): readonly Area[]
  /** Direct children, in the pack's order. */
  children(code: AreaCode): readonly Area[]
  /** From the parent up to the root. */
  ancestors(code: AreaCode): readonly Area[]
  /** Everything below, at any depth. */
  descendants(code: AreaCode): readonly Area[]
  /** Whether `inner` is `outer` or lies below it. */
  contains(outer: AreaCode, inner: AreaCode): boolean
}

interface Place {
  readonly area: Area
  readonly children: Area[]
  ancestors: readonly Area[]
  /** Position in the depth-first order; everything below has a position in [first, end). */
  first: number
  end: number
}

const none: readonly Area[] = []

/** Builds the tree from areas in any order; a parent may come after its children. */
export function buildHierarchy(
  areas: readonly Area[],
): Result<Hierarchy, 'areas/duplicate-code' | 'areas/unknown-parent' | 'areas/cycle'> {
  const places = new Map<AreaCode, Place>()
  for (const [index, area] of areas.entries()) {
    if (places.has(area.code))
      return refuse('areas/duplicate-code', { at: `areas[${index}]`, area: area.code })
    places.set(area.code, { area, children: [], ancestors: none, first: -1, end: -1 })
  }
  const roots: Area[] = []
  for (const [index, area] of areas.entries()) {
    if (area.parent === null) {
      roots.push(area)
      continue
    }
    const parent = places.get(area.parent)
    if (parent === undefined)
      return refuse('areas/unknown-parent', { at: `areas[${index}]`, area: area.code, parent: area.parent })
    parent.children.push(area)
  }
  const order = placeInOrder(roots, places)
  if (order.length < areas.length) return refuse('areas/cycle', { areas: findCycle(areas, places) })
  return ok(hierarchyOf(areas, roots, places, order))
}

/** Numbers the places depth first without recursion, because a pack decides how deep the tree is. */
function placeInOrder(roots: readonly Area[], places: ReadonlyMap<AreaCode, Place>): Area[] {
  const order: Area[] = []
  const open: { place: Place; next: number }[] = []
  const enter = (area: Area, ancestors: readonly Area[]) => {
    const place = places.get(area.code)!
    place.ancestors = ancestors
    place.first = order.push(area) - 1
    open.push({ place, next: 0 })
  }
  for (const root of roots) {
    enter(root, none)
    while (open.length > 0) {
      const top = open[open.length - 1]!
      const child = top.place.children[top.next++]
      if (child === undefined) {
        top.place.end = order.length
        open.pop()
      } else {
        const parent = top.place
        // Siblings share one array of ancestors.
        const first = parent.children[0] === child ? undefined : places.get(parent.children[0]!.code)
        enter(child, first === undefined ? [parent.area, ...parent.ancestors] : first.ancestors)
      }
    }
  }
  return order
}

/** The codes of one cycle, in order, the first repeated at the end. */
function findCycle(areas: readonly Area[], places: ReadonlyMap<AreaCode, Place>): AreaCode[] {
  const start = areas.find((area) => places.get(area.code)!.first < 0)!
  const path: AreaCode[] = []
  for (let at: AreaCode = start.code; ; at = places.get(at)!.area.parent!) {
    const seen = path.indexOf(at)
    if (seen >= 0) return [...path.slice(seen), at]
    path.push(at)
  }
}

function hierarchyOf(
  areas: readonly Area[],
  roots: readonly Area[],
  places: ReadonlyMap<AreaCode, Place>,
  order: readonly Area[],
): Hierarchy {
  let version: string | undefined
  return {
    get version() {
      return (version ??= versionOf(areas))
    },
    size: areas.length,
    get: (code) => places.get(code)?.area,
    all: () => areas,
    roots: () => roots,
    children: (code) => places.get(code)?.children ?? none,
    ancestors: (code) => places.get(code)?.ancestors ?? none,
    descendants(code) {
      const place = places.get(code)
      return place === undefined ? none : order.slice(place.first + 1, place.end)
    },
    contains(outer, inner) {
      const above = places.get(outer)
      const below = places.get(inner)
      return (
        above !== undefined && below !== undefined && above.first <= below.first && below.first < above.end
      )
    },
  }
}

/** Areas don't change once they are made, so each is hashed once, however many hierarchies it appears in. */
const hashes = new WeakMap<Area, string>()

function versionOf(areas: readonly Area[]): string {
  const lines = areas.map((area) => {
    let hash = hashes.get(area)
    if (hash === undefined) hashes.set(area, (hash = sha256(canonicalJson(area as unknown as Json))))
    return `${area.code} ${hash}`
  })
  return sha256(lines.sort().join('\n'))
}
