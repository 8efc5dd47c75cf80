/** One generation of places, packed once and then only read: a row that changes is struck out here and stands in a newer one. */
import { meetsGround, type AreaId, type Ground } from './ground.ts'
import {
  bytesOfTree,
  emptyPlaces,
  markMet,
  mergeTrees,
  packTree,
  type PackedTree,
  type Places,
} from './packed-tree.ts'
import { addRow, emptyRowSet, hasRow, rowCount, takeRow, type RowSet } from './row-set.ts'
import type { ShapeIndex } from './shape-index.ts'
import { wideZone, zoneTree, type Zone, type ZoneBook } from './zones.ts'

/** Small boxes and large ones keep apart, so that the extents of small ones stay small. */
export const treeNames = ['points', 'boxes', 'wide'] as const
export type TreeName = (typeof treeNames)[number]
/** Degrees: five times the side of a coarse location. */
const largestSmallBox = 0.05

export interface Level {
  readonly trees: { readonly [name in TreeName]: PackedTree }
  /** Whoever named an area has no spot on the plane. */
  readonly named: { readonly rows: Uint32Array; zones: Uint32Array }
  /** The rows of zone z, of all trees and of the named, are `rows[starts[z]] … rows[starts[z + 1] - 1]`. */
  posted: { readonly rows: Uint32Array; readonly starts: Uint32Array }
  /** Rows whose places here are in force. */
  readonly valid: RowSet
  /** How many these are, and how many there were. */
  count: number
  readonly countAtFirst: number
}

/** Columns that grow while rows come in. */
export interface Gathering {
  readonly sorts: { readonly [name in TreeName]: { places: Places; count: number } }
  readonly named: { rows: Uint32Array; zones: Uint32Array; count: number }
  readonly valid: RowSet
}

export function startGathering(): Gathering {
  const sort = (name: TreeName) => ({
    places: emptyPlaces(64, name === 'points' ? 'points' : 'boxes'),
    count: 0,
  })
  return {
    sorts: { points: sort('points'), boxes: sort('boxes'), wide: sort('wide') },
    named: { rows: new Uint32Array(64), zones: new Uint32Array(64), count: 0 },
    valid: emptyRowSet(),
  }
}

export function gatherNamed({ named, valid }: Gathering, row: number, zone: Zone): void {
  if (named.count === named.rows.length) {
    named.rows = grown(named.rows)
    named.zones = grown(named.zones)
  }
  named.rows[named.count] = row
  named.zones[named.count++] = zone
  addRow(valid, row)
}

/** Degrees on the plane: see `boxesOf`. Zones are found when the level is made. */
export function gatherBox(
  gathering: Gathering,
  row: number,
  west: number,
  south: number,
  east: number,
  north: number,
): void {
  const name =
    west === east && south === north
      ? 'points'
      : east - west <= largestSmallBox && north - south <= largestSmallBox
        ? 'boxes'
        : 'wide'
  const sort = gathering.sorts[name]
  const at = sort.count++
  if (at === sort.places.rows.length) sort.places = grownPlaces(sort.places)
  const { places } = sort
  places.rows[at] = row
  places.west[at] = west
  places.south[at] = south
  places.east[at] = east
  places.north[at] = north
  addRow(gathering.valid, row)
}

function grown<Column extends Uint32Array | Float64Array>(column: Column): Column {
  const longer = new (column.constructor as new (length: number) => Column)(column.length * 2)
  longer.set(column)
  return longer
}

function grownPlaces(places: Places): Places {
  const west = grown(places.west)
  const south = grown(places.south)
  return {
    rows: grown(places.rows),
    zones: grown(places.zones),
    west,
    south,
    east: places.east === places.west ? west : grown(places.east),
    north: places.north === places.south ? south : grown(places.north),
  }
}

export function makeLevel({ sorts, named, valid }: Gathering, zones: ZoneBook): Level {
  const tree = (name: TreeName) => {
    const packed = packTree(sorts[name].places, sorts[name].count)
    zoneTree(zones, packed)
    return packed
  }
  return levelOf(
    { points: tree('points'), boxes: tree('boxes'), wide: tree('wide') },
    { rows: named.rows.slice(0, named.count), zones: named.zones.slice(0, named.count) },
    valid,
  )
}

function levelOf(trees: Level['trees'], named: Level['named'], valid: RowSet): Level {
  const count = rowCount(valid)
  return { trees, named, posted: postRows(trees, named), valid, count, countAtFirst: count }
}

/** Sorts rows by zone, so that a query touches those alone who are told. */
function postRows(trees: Level['trees'], named: Level['named']): Level['posted'] {
  const parts = [...treeNames.map((name) => trees[name]), named]
  let greatest = -1
  let count = 0
  for (const { zones } of parts) {
    for (let i = 0; i < zones.length; i++) if (zones[i]! > greatest) greatest = zones[i]!
    count += zones.length
  }
  const starts = new Uint32Array(greatest + 2)
  for (const { zones } of parts) for (let i = 0; i < zones.length; i++) starts[zones[i]! + 1]!++
  for (let zone = 0; zone <= greatest; zone++) starts[zone + 1]! += starts[zone]!
  const next = starts.slice()
  const posted = new Uint32Array(count)
  for (const { rows, zones } of parts)
    for (let i = 0; i < zones.length; i++) posted[next[zones[i]!]!++] = rows[i]!
  return { rows: posted, starts }
}

/** One level of what is in force in two; no row is in force in both. */
export function mergeLevels(a: Level, b: Level): Level {
  const tree = (name: TreeName) => mergeTrees(a.trees[name], a.valid, b.trees[name], b.valid)
  const rows: number[] = []
  const zones: number[] = []
  for (const { named, valid } of [a, b])
    for (const [i, row] of named.rows.entries())
      if (hasRow(valid, row)) {
        rows.push(row)
        zones.push(named.zones[i]!)
      }
  const valid = emptyRowSet(32 * Math.max(a.valid.words.length, b.valid.words.length))
  for (const from of [a, b]) for (const [i, word] of from.valid.words.entries()) valid.words[i]! |= word
  return levelOf(
    { points: tree('points'), boxes: tree('boxes'), wide: tree('wide') },
    { rows: Uint32Array.from(rows), zones: Uint32Array.from(zones) },
    valid,
  )
}

export function strikeOut(level: Level, row: number): void {
  if (takeRow(level.valid, row)) level.count--
}

/** Marks all rows, in force or not, that stand in a told zone. */
export function markZones({ posted: { rows, starts } }: Level, told: Uint8Array, found: RowSet): void {
  const { words } = found
  for (let zone = 0; zone < starts.length - 1; zone++)
    if (told[zone] === 1)
      for (let i = starts[zone]!; i < starts[zone + 1]!; i++) words[rows[i]! >>> 5]! |= 1 << (rows[i]! & 31)
}

/** Marks all rows, in force or not, with a place that the shape meets. */
export function markShape({ trees }: Level, shape: ShapeIndex, found: RowSet): void {
  for (const name of treeNames) markMet(trees[name], shape, found)
}

/** Marks the rows whose places are in no zone because they lie in too many areas, by the ground of these areas. */
export function markWide(
  { trees: { wide }, posted: { starts } }: Level,
  ground: Ground,
  told: Iterable<AreaId>,
  found: RowSet,
): void {
  if ((starts[wideZone + 1] ?? 0) === 0) return
  for (const id of told) {
    if (ground.margins[id] === 0) markMet(wide, ground.shapes[id]!, found)
    else
      for (let i = 0; i < wide.count; i++) {
        const [west, south, east, north] = [wide.west[i]!, wide.south[i]!, wide.east[i]!, wide.north[i]!]
        if (meetsGround(ground, id, { west, south, east, north })) addRow(found, wide.rows[i]!)
      }
  }
}

/** On another map: the zones of named areas by `renamed`, all others by where they lie. */
export function rezone(level: Level, zones: ZoneBook, renamed: (zone: Zone) => Zone): void {
  for (const name of treeNames) zoneTree(zones, level.trees[name])
  level.named.zones = level.named.zones.map(renamed)
  level.posted = postRows(level.trees, level.named)
}

export function bytesOfLevel({ trees, named, posted, valid }: Level): number {
  return (
    treeNames.reduce((sum, name) => sum + bytesOfTree(trees[name]), 0) +
    named.rows.byteLength +
    named.zones.byteLength +
    posted.rows.byteLength +
    posted.starts.byteLength +
    valid.words.byteLength
  )
}
