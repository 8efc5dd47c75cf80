/** Whether a shape's rings meet where they must not: crossings and overlaps anywhere, touches within one ring. */
import type { Ring } from '../area.ts'
import { eachCellOnSegment } from './raster.ts'

/**
 * `crossing`: two edges cross or run over each other. `touching`: a ring meets itself in a point. Two rings that only
 * touch in points are fine. Edges are compared by grid cell, so that the work grows with the edges, not with their square.
 */
export function findContact(rings: readonly Ring[]): 'none' | 'touching' | 'crossing' {
  const edges = edgesOf(rings)
  if (edges.count === 0) return 'none'
  const { starts, edges: listed } = cellsOf(edges)
  let found: 'none' | 'touching' = 'none'
  for (let cell = 0; cell + 1 < starts.length; cell++)
    for (let m = starts[cell]! + 1; m < starts[cell + 1]!; m++)
      for (let n = starts[cell]!; n < m; n++) {
        const [i, j] = [listed[m]!, listed[n]!]
        const contact = contactOf(edges, i, j)
        if (contact === 'line') return 'crossing'
        if (contact === 'point' && isSelfTouch(edges, i, j)) found = 'touching'
      }
  return found
}

/** Consecutive edges of a ring meet where they should. */
function isSelfTouch({ ringOf, positionIn, lengthOf }: Edges, i: number, j: number): boolean {
  if (ringOf[i] !== ringOf[j]) return false
  const apart = Math.abs(positionIn[i]! - positionIn[j]!)
  return apart !== 1 && apart !== lengthOf[ringOf[i]!]! - 1
}

interface Edges {
  /** Starts in [0, count), ends in [count, 2·count). */
  readonly lon: Float64Array
  readonly lat: Float64Array
  readonly ringOf: Uint32Array
  readonly positionIn: Uint32Array
  readonly lengthOf: readonly number[]
  readonly count: number
}

function edgesOf(rings: readonly Ring[]): Edges {
  const count = rings.reduce((sum, ring) => sum + Math.max(0, ring.length - 1), 0)
  const lon = new Float64Array(2 * count)
  const lat = new Float64Array(2 * count)
  const ringOf = new Uint32Array(count)
  const positionIn = new Uint32Array(count)
  let at = 0
  for (const [index, ring] of rings.entries())
    for (let i = 1; i < ring.length; i++, at++) {
      lon[at] = ring[i - 1]!.lon
      lat[at] = ring[i - 1]!.lat
      lon[count + at] = ring[i]!.lon
      lat[count + at] = ring[i]!.lat
      ringOf[at] = index
      positionIn[at] = i - 1
    }
  return { lon, lat, ringOf, positionIn, lengthOf: rings.map((ring) => ring.length - 1), count }
}

/** About one cell an edge. Cell c holds the edges `edges[starts[c]] … edges[starts[c + 1] - 1]`. */
function cellsOf({ lon, lat, count }: Edges): { readonly starts: Uint32Array; readonly edges: Uint32Array } {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let i = 0; i < count; i++) {
    if (lon[i]! < west) west = lon[i]!
    if (lon[i]! > east) east = lon[i]!
    if (lat[i]! < south) south = lat[i]!
    if (lat[i]! > north) north = lat[i]!
  }
  const side = Math.max(1, Math.ceil(Math.sqrt(count)))
  const grid = { columns: side, rows: side }
  const perLon = side / (east - west || 1)
  const perLat = side / (north - south || 1)
  const cells: number[] = []
  const owners: number[] = []
  for (let i = 0; i < count; i++)
    eachCellOnSegment(
      grid,
      (lon[i]! - west) * perLon,
      (lat[i]! - south) * perLat,
      (lon[count + i]! - west) * perLon,
      (lat[count + i]! - south) * perLat,
      (column, row) => {
        cells.push(row * side + column)
        owners.push(i)
      },
    )
  const starts = new Uint32Array(side * side + 1)
  for (const cell of cells) starts[cell + 1]!++
  for (let cell = 0; cell < side * side; cell++) starts[cell + 1]! += starts[cell]!
  const next = starts.slice()
  const edges = new Uint32Array(owners.length)
  for (let i = 0; i < owners.length; i++) edges[next[cells[i]!]!++] = owners[i]!
  return { starts, edges }
}

/** `point`: they meet in one point that ends at least one of them; `line`: they cross or overlap. */
function contactOf({ lon, lat, count }: Edges, i: number, j: number): 'none' | 'point' | 'line' {
  const ax = lon[i]!
  const bx = lon[count + i]!
  const cx = lon[j]!
  const dx = lon[count + j]!
  if (Math.max(ax, bx) < Math.min(cx, dx) || Math.max(cx, dx) < Math.min(ax, bx)) return 'none'
  const ay = lat[i]!
  const by = lat[count + i]!
  const cy = lat[j]!
  const dy = lat[count + j]!
  if (Math.max(ay, by) < Math.min(cy, dy) || Math.max(cy, dy) < Math.min(ay, by)) return 'none'
  const c = Math.sign((bx - ax) * (cy - ay) - (by - ay) * (cx - ax))
  const d = Math.sign((bx - ax) * (dy - ay) - (by - ay) * (dx - ax))
  if (c * d > 0) return 'none'
  const a = Math.sign((dx - cx) * (ay - cy) - (dy - cy) * (ax - cx))
  const b = Math.sign((dx - cx) * (by - cy) - (dy - cy) * (bx - cx))
  if (a * b > 0) return 'none'
  if (a !== 0 && b !== 0 && c !== 0 && d !== 0) return 'line'
  if (a !== 0 || b !== 0 || c !== 0 || d !== 0) return 'point'
  // All on one line: they overlap unless the two stretches share a single point.
  const [lowI, highI] =
    ax !== bx ? [Math.min(ax, bx), Math.max(ax, bx)] : [Math.min(ay, by), Math.max(ay, by)]
  const [lowJ, highJ] =
    ax !== bx ? [Math.min(cx, dx), Math.max(cx, dx)] : [Math.min(cy, dy), Math.max(cy, dy)]
  const [low, high] = [Math.max(lowI, lowJ), Math.min(highI, highJ)]
  return low < high ? 'line' : low === high ? 'point' : 'none'
}
