/** Which zones a set of areas, or a drawn shape, tells. */
import { sayWholes, type AreaCode } from '#areas'
import type { AreaId, Ground } from './ground.ts'
import { meetsBox, meetsShape } from './meets.ts'
import type { ShapeIndex } from './shape-index.ts'
import type { ZoneBook, ZoneEntry } from './zones.ts'

export interface Told {
  /** 1 for each zone that is told. */
  readonly zones: Uint8Array
  /** The areas by whose ground the wide zone is told, where it isn't as a whole. */
  readonly wide: Iterable<AreaId>
}

/**
 * Somebody in a place is told when it lies in one of the areas, or in anything below it. Whoever named an area is told
 * about it, all below it and all above it. Areas that together are all of another one are that one too: nobody between
 * their shapes is lost. An area without a shape stands for the ground of the nearest above that has one, and for all
 * ground there is where none has, or where nobody knows the area.
 */
export function toldByAreas(book: ZoneBook, codes: readonly AreaCode[]): Told {
  const { ground } = book
  const ids = [...new Set([...codes, ...sayWholes(ground.map, codes)])].map((code) => ground.idOf.get(code))
  if (ids.includes(undefined)) return { zones: new Uint8Array(book.zones.length).fill(1), wide: [] }
  const located = new Uint8Array(ground.codes.length)
  const named = new Uint8Array(ground.codes.length)
  for (const id of ids as AreaId[]) {
    const standing = ground.standsFor[id]!
    if (standing >= 0) located.fill(1, standing, ground.ends[standing])
    named.fill(1, id, ground.ends[id])
    for (let above = id; above >= 0; above = ground.parents[above]!) named[above] = 1
  }
  const everywhere = (ids as AreaId[]).some((id) => ground.standsFor[id]! < 0)
  const zones = zonesWhere(book, (zone) =>
    zone.how === 'named'
      ? named[zone.area] === 1
      : everywhere || (zone.how === 'located' && zone.areas.some((id) => located[id] === 1)),
  )
  return { zones, wide: everywhere ? [] : ground.shaped.filter((id) => located[id] === 1) }
}

/** The zones of whoever named an area whose ground meets the drawn shape; places are asked one by one, not here. */
export function namedByShape(book: ZoneBook, drawn: ShapeIndex): Uint8Array {
  const met = new Int8Array(book.ground.codes.length)
  const zones = new Uint8Array(book.zones.length)
  for (const zone of book.named.values()) {
    const entry = book.zones[zone]!
    if (entry.how !== 'named' || groundMeets(book.ground, entry.area, drawn, met)) zones[zone] = 1
  }
  return zones
}

/** `met` remembers: 1 an area's own shape meets the drawn one, -1 it doesn't. */
function groundMeets(ground: Ground, id: AreaId, drawn: ShapeIndex, met: Int8Array): boolean {
  const standing = ground.standsFor[id]!
  if (standing < 0) return true
  for (let part = standing; part < ground.ends[standing]!; part++) {
    const shape = ground.shapes[part]
    if (shape === undefined) continue
    if (met[part] === 0) met[part] = areaMeets(ground, part, shape, drawn) ? 1 : -1
    if (met[part] === 1) return true
  }
  return false
}

function areaMeets(ground: Ground, id: AreaId, shape: ShapeIndex, drawn: ShapeIndex): boolean {
  if (ground.margins[id] === 0) return meetsShape(shape, drawn)
  // Nobody knows where an approximate border runs, so its whole extent counts.
  const [west, south, east, north] = ground.extents.subarray(id * 4, id * 4 + 4)
  return meetsBox(drawn, west!, south!, east!, north!)
}

function zonesWhere(book: ZoneBook, told: (zone: ZoneEntry) => boolean): Uint8Array {
  const zones = new Uint8Array(book.zones.length)
  for (let zone = 0; zone < zones.length; zone++) {
    const entry = book.zones[zone]!
    if (entry.how === 'unknown' || told(entry)) zones[zone] = 1
  }
  return zones
}
