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
  const { lon, lat, ringOf, positionIn, lengthOf, count } = edges
  const cells = cellsOf(edges)
  let found: 'none' | 'touching' = 'none'
  for (const cell of cells) {
    for (let m = 1; m < cell.length; m++) {
      const i = cell[m]!
      for (let n = 0; n < m; n++) {
        const j = cell[n]!
        const contact = contactOf(lon, lat, count, i, j)
        if (contact === 'none') continue
        const sameRing = ringOf[i] === ringOf[j]
        if (contact === 'point') {
          const apart = Math.abs(positionIn[i]! - positionIn[j]!)
          const consecutive = sameRing && (apart === 1 || apart === lengthOf[ringOf[i]!]! - 1)
          if (sameRing && !consecutive) found = 'touching'
        } else return 'crossing'
      }
    }
  }
  return found
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

/** About one cell an edge; each list holds the edges that touch its cell. */
function cellsOf({ lon, lat, count }: Edges): Iterable<number[]> {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let i = 0; i < count; i++) {
    west = Math.min(west, lon[i]!)
    east = Math.max(east, lon[i]!)
    south = Math.min(south, lat[i]!)
    north = Math.max(north, lat[i]!)
  }
  const side = Math.max(1, Math.ceil(Math.sqrt(count)))
  const grid = { columns: side, rows: side }
  const perLon = side / (east - west || 1)
  const perLat = side / (north - south || 1)
  const cells = new Map<number, number[]>()
  for (let i = 0; i < count; i++)
    eachCellOnSegment(
      grid,
      (lon[i]! - west) * perLon,
      (lat[i]! - south) * perLat,
      (lon[count + i]! - west) * perLon,
      (lat[count + i]! - south) * perLat,
      (column, row) => {
        const key = row * side + column
        const cell = cells.get(key)
        if (cell === undefined) cells.set(key, [i])
        else cell.push(i)
      },
    )
  return cells.values()
}

/** `point`: they meet in one point that ends at least one of them; `line`: they cross or overlap. */
function contactOf(
  lon: Float64Array,
  lat: Float64Array,
  count: number,
  i: number,
  j: number,
): 'none' | 'point' | 'line' {
  const [ax, ay, bx, by] = [lon[i]!, lat[i]!, lon[count + i]!, lat[count + i]!]
  const [cx, cy, dx, dy] = [lon[j]!, lat[j]!, lon[count + j]!, lat[count + j]!]
  if (Math.max(ax, bx) < Math.min(cx, dx) || Math.max(cx, dx) < Math.min(ax, bx)) return 'none'
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
