/** Places on the plane, sorted along a curve, with the extents of every sixteen, of sixteen times sixteen, and so on above them. */
import { hilbertKey, orderOf } from './hilbert.ts'
import { meetsBox, meetsPoint, sideOfBox } from './meets.ts'
import { addRow, hasRow, type RowSet } from './row-set.ts'
import type { ShapeIndex } from './shape-index.ts'

/** Places side by side: whose, in which zone, and where. Of points `east` is `west` and `north` is `south`, the same arrays. */
export interface Places {
  readonly rows: Uint32Array
  zones: Uint32Array
  readonly west: Float64Array
  readonly south: Float64Array
  readonly east: Float64Array
  readonly north: Float64Array
}

export interface PackedTree extends Places {
  readonly count: number
  /** Where each place stands on the curve; ascending. */
  readonly keys: Uint32Array
  /** Four numbers a node: west, south, east, north. Node n of level l stands at `firsts[l] + n`, over 16^(l + 1) places. */
  readonly extents: Float64Array
  readonly firsts: readonly number[]
}

export const fanOut = 16

/** Sorts places into a tree; theirs may be longer than `count`, and are not kept. */
export function packTree(places: Places, count: number): PackedTree {
  const { west, south, east, north } = places
  const keys = new Uint32Array(count)
  for (let i = 0; i < count; i++) keys[i] = hilbertKey((west[i]! + east[i]!) / 2, (south[i]! + north[i]!) / 2)
  const order = orderOf(keys)
  return overPlaces(reorder(places, order), reordered(keys, order))
}

function reorder(places: Places, order: Uint32Array): Places {
  const west = reordered(places.west, order)
  const south = reordered(places.south, order)
  return {
    rows: reordered(places.rows, order),
    zones: reordered(places.zones, order),
    west,
    south,
    east: places.east === places.west ? west : reordered(places.east, order),
    north: places.north === places.south ? south : reordered(places.north, order),
  }
}

function reordered<Column extends Uint32Array | Float64Array>(column: Column, order: Uint32Array): Column {
  const sorted = new (column.constructor as new (length: number) => Column)(order.length)
  for (let i = 0; i < order.length; i++) sorted[i] = column[order[i]!]!
  return sorted
}

/** Both trees' places whose rows are still valid in theirs, in one tree. */
export function mergeTrees(a: PackedTree, validInA: RowSet, b: PackedTree, validInB: RowSet): PackedTree {
  const count = countValid(a, validInA) + countValid(b, validInB)
  const points = (a.count === 0 || a.east === a.west) && (b.count === 0 || b.east === b.west)
  const merged = emptyPlaces(count, points ? 'points' : 'boxes')
  const keys = new Uint32Array(count)
  let at = 0
  const take = (from: PackedTree, i: number) => {
    merged.rows[at] = from.rows[i]!
    merged.zones[at] = from.zones[i]!
    merged.west[at] = from.west[i]!
    merged.south[at] = from.south[i]!
    merged.east[at] = from.east[i]!
    merged.north[at] = from.north[i]!
    keys[at++] = from.keys[i]!
  }
  for (let i = 0, j = 0; i < a.count || j < b.count;) {
    if (j === b.count || (i < a.count && a.keys[i]! <= b.keys[j]!)) {
      if (hasRow(validInA, a.rows[i]!)) take(a, i)
      i++
    } else {
      if (hasRow(validInB, b.rows[j]!)) take(b, j)
      j++
    }
  }
  return overPlaces(merged, keys)
}

function countValid({ rows, count }: PackedTree, valid: RowSet): number {
  let valids = 0
  for (let i = 0; i < count; i++) if (hasRow(valid, rows[i]!)) valids++
  return valids
}

export function emptyPlaces(count: number, kind: 'points' | 'boxes'): Places {
  const west = new Float64Array(count)
  const south = new Float64Array(count)
  return {
    rows: new Uint32Array(count),
    zones: new Uint32Array(count),
    west,
    south,
    east: kind === 'points' ? west : new Float64Array(count),
    north: kind === 'points' ? south : new Float64Array(count),
  }
}

function overPlaces(places: Places, keys: Uint32Array): PackedTree {
  const count = keys.length
  const firsts: number[] = []
  let nodes = 0
  for (let left = count; firsts.length === 0 || left > 1;) {
    left = Math.ceil(left / fanOut)
    firsts.push(nodes)
    nodes += left
  }
  const extents = new Float64Array(nodes * 4)
  let below = count
  for (const [level, first] of firsts.entries()) {
    const here = Math.ceil(below / fanOut)
    for (let node = 0; node < here; node++) {
      const at = (first + node) * 4
      extents[at] = extents[at + 1] = Infinity
      extents[at + 2] = extents[at + 3] = -Infinity
      const end = Math.min(below, (node + 1) * fanOut)
      for (let i = node * fanOut; i < end; i++)
        if (level === 0)
          widen(extents, at, places.west[i]!, places.south[i]!, places.east[i]!, places.north[i]!)
        else {
          const child = (firsts[level - 1]! + i) * 4
          widen(extents, at, extents[child]!, extents[child + 1]!, extents[child + 2]!, extents[child + 3]!)
        }
    }
    below = here
  }
  return { ...places, count, keys, extents, firsts }
}

function widen(
  extents: Float64Array,
  at: number,
  west: number,
  south: number,
  east: number,
  north: number,
): void {
  if (west < extents[at]!) extents[at] = west
  if (south < extents[at + 1]!) extents[at + 1] = south
  if (east > extents[at + 2]!) extents[at + 2] = east
  if (north > extents[at + 3]!) extents[at + 3] = north
}

/** Marks the rows of all places that the shape meets. */
export function markMet(tree: PackedTree, index: ShapeIndex, found: RowSet): void {
  if (tree.count > 0) markNode(tree, index, found, tree.firsts.length - 1, 0)
}

function markNode(tree: PackedTree, index: ShapeIndex, found: RowSet, level: number, node: number): void {
  const { extents, rows, west, south, east, north } = tree
  const at = (tree.firsts[level]! + node) * 4
  const side = sideOfBox(index, extents[at]!, extents[at + 1]!, extents[at + 2]!, extents[at + 3]!)
  if (side === 'outside') return
  const { words } = found
  if (side === 'inside') {
    const size = fanOut ** (level + 1)
    const end = Math.min(tree.count, (node + 1) * size)
    for (let i = node * size; i < end; i++) words[rows[i]! >>> 5]! |= 1 << (rows[i]! & 31)
    return
  }
  const below = level === 0 ? tree.count : nodesAt(tree, level - 1)
  const end = Math.min(below, (node + 1) * fanOut)
  if (level > 0) {
    for (let child = node * fanOut; child < end; child++) markNode(tree, index, found, level - 1, child)
    return
  }
  const points = east === west
  for (let i = node * fanOut; i < end; i++)
    if (
      points
        ? meetsPoint(index, west[i]!, south[i]!)
        : meetsBox(index, west[i]!, south[i]!, east[i]!, north[i]!)
    )
      addRow(found, rows[i]!)
}

/** How many nodes a level has. */
export function nodesAt(tree: PackedTree, level: number): number {
  return (tree.firsts[level + 1] ?? tree.extents.length / 4) - tree.firsts[level]!
}

export function bytesOfTree(tree: PackedTree): number {
  const points = tree.east === tree.west
  return tree.count * (points ? 28 : 44) + tree.extents.byteLength
}
