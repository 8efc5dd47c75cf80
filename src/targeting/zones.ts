/** Places that every set of areas treats alike share a zone, so that who is told is decided once a zone and not once a person. */
import type { AreaCode, Bounds } from '#areas'
import { hasGap, meetsGround, smallest, withoutGaps, type AreaId, type Ground } from './ground.ts'
import { sideOfBox } from './meets.ts'
import { fanOut, nodesAt, type PackedTree } from './packed-tree.ts'

/** A zone's number in its book. */
export type Zone = number

/** Boxes over very many areas: told by where they lie, each time. */
export const wideZone: Zone = 0

/** A zone of more areas than this costs more memory than looking at the box costs time. */
const mostAreas = 64

export type ZoneEntry =
  /** Places that meet these areas. */
  | { readonly how: 'located'; readonly areas: readonly AreaId[] }
  /** Whoever named this area. */
  | { readonly how: 'named'; readonly area: AreaId }
  /** Whoever named an area that is not on the map: told of everything. */
  | { readonly how: 'unknown'; readonly code: AreaCode }
  | { readonly how: 'wide' }

export interface ZoneBook {
  readonly ground: Ground
  readonly zones: ZoneEntry[]
  /** By the areas' numbers, joined. */
  readonly located: Map<string, Zone>
  readonly named: Map<AreaCode, Zone>
}

export function openZones(ground: Ground): ZoneBook {
  return { ground, zones: [{ how: 'wide' }], located: new Map(), named: new Map() }
}

/** The zone of whoever named an area, on the map or not. */
export function namedZone({ ground, zones, named }: ZoneBook, code: AreaCode): Zone {
  let zone = named.get(code)
  if (zone === undefined) {
    const area = ground.idOf.get(code)
    zone = zones.push(area === undefined ? { how: 'unknown', code } : { how: 'named', area }) - 1
    named.set(code, zone)
  }
  return zone
}

/** The same people on another map: an area that is gone is the nearest above it that is still there. */
export function zoneOnNewMap(before: ZoneBook, zone: Zone, book: ZoneBook): Zone {
  const entry = before.zones[zone]!
  if (entry.how === 'unknown') return namedZone(book, entry.code)
  if (entry.how !== 'named') return zone
  const { codes, parents } = before.ground
  for (let id = entry.area; id >= 0; id = parents[id]!)
    if (book.ground.idOf.has(codes[id]!)) return namedZone(book, codes[id]!)
  return namedZone(book, codes[entry.area]!)
}

/** The zone of a place that meets these areas, given in ascending order. */
export function locatedZone(book: ZoneBook, met: readonly AreaId[], box: Bounds): Zone {
  const areas = smallest(book.ground, met)
  if (hasGap(book.ground, areas)) return zoneOf(book, withoutGaps(book.ground, areas, box))
  return plainZone(book, areas)
}

function plainZone(book: ZoneBook, areas: readonly AreaId[]): Zone {
  return areas.length > mostAreas ? wideZone : zoneOf(book, areas)
}

function zoneOf({ zones, located }: ZoneBook, areas: readonly AreaId[]): Zone {
  const key = areas.join()
  let zone = located.get(key)
  if (zone === undefined) {
    zone = zones.push({ how: 'located', areas }) - 1
    located.set(key, zone)
  }
  return zone
}

/** Finds the zones of all places of a tree; the areas that matter become fewer with every step down. */
export function zoneTree(book: ZoneBook, tree: PackedTree): void {
  if (tree.count > 0) zoneNode(book, tree, tree.firsts.length - 1, 0, [...book.ground.shaped], [])
}

function zoneNode(
  book: ZoneBook,
  tree: PackedTree,
  level: number,
  node: number,
  candidates: readonly AreaId[],
  around: readonly AreaId[],
): void {
  const { ground } = book
  const { extents } = tree
  const at = (tree.firsts[level]! + node) * 4
  const west = extents[at]!
  const south = extents[at + 1]!
  const east = extents[at + 2]!
  const north = extents[at + 3]!
  const open: AreaId[] = []
  const sure: AreaId[] = [...around]
  for (const id of candidates) {
    const margin = ground.margins[id]!
    const side = sideOfBox(ground.shapes[id]!, west - margin, south - margin, east + margin, north + margin)
    // What holds the extent with its margin holds every place in it with theirs.
    if (side === 'inside') sure.push(id)
    else if (side === 'border') open.push(id)
  }
  if (open.length === 0 || level === 0) {
    zonePlaces(book, tree, level, node, open, sure)
    return
  }
  const end = Math.min(nodesAt(tree, level - 1), (node + 1) * fanOut)
  for (let child = node * fanOut; child < end; child++) zoneNode(book, tree, level - 1, child, open, sure)
}

function zonePlaces(
  book: ZoneBook,
  tree: PackedTree,
  level: number,
  node: number,
  open: readonly AreaId[],
  around: readonly AreaId[],
): void {
  const { ground } = book
  const { zones, west, south, east, north } = tree
  const size = fanOut ** (level + 1)
  const end = Math.min(tree.count, (node + 1) * size)
  const sure = around.toSorted(ascending)
  if (open.length === 0 && !hasGap(ground, smallest(ground, sure))) {
    zones.fill(plainZone(book, smallest(ground, sure)), node * size, end)
    return
  }
  /** The areas of the place before, and whether all that meet these share a zone. */
  let last: AreaId[] = []
  let shared = false
  for (let i = node * size; i < end; i++) {
    // Many people share one coarse box.
    if (i > node * size && samePlace(tree, i, i - 1)) {
      zones[i] = zones[i - 1]!
      continue
    }
    const box = { west: west[i]!, south: south[i]!, east: east[i]!, north: north[i]! }
    const met: AreaId[] = []
    let next = 0
    for (const id of open) {
      if (!meetsGround(ground, id, box)) continue
      while (next < sure.length && sure[next]! < id) met.push(sure[next++]!)
      met.push(id)
    }
    while (next < sure.length) met.push(sure[next++]!)
    if (shared && same(met, last)) {
      zones[i] = zones[i - 1]!
      continue
    }
    zones[i] = locatedZone(book, met, box)
    last = met
    // In a gap the nearest parts differ from place to place.
    shared = !hasGap(ground, smallest(ground, met))
  }
}

function samePlace({ west, south, east, north }: PackedTree, i: number, j: number): boolean {
  return west[i] === west[j] && south[i] === south[j] && east[i] === east[j] && north[i] === north[j]
}

function same(a: readonly AreaId[], b: readonly AreaId[]): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}

function ascending(a: number, b: number): number {
  return a - b
}
