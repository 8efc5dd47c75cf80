/** Whether a point, a box or another shape meets an indexed shape. Closed on both sides: to touch is to meet. */
import { eachCellOnSegment } from '#areas'
import { orientation } from './orientation.ts'
import { onBorder, cornerLat, cornerLon, type ShapeIndex } from './shape-index.ts'

export type Side = 'outside' | 'border' | 'inside'

/** Where a box of degrees lies, by the grid alone: `border` where an edge may be near, which only `meetsBox` settles. */
export function sideOfBox(index: ShapeIndex, west: number, south: number, east: number, north: number): Side {
  const { bounds, columns } = index
  if (east < bounds.west || west > bounds.east || north < bounds.south || south > bounds.north)
    return 'outside'
  const left = columnOf(index, west)
  const right = columnOf(index, east)
  const bottom = rowOf(index, south)
  const top = rowOf(index, north)
  const width = columns + 1
  const sums = index.borderCells
  const crossed =
    sums[(top + 1) * width + right + 1]! -
    sums[(top + 1) * width + left]! -
    sums[bottom * width + right + 1]! +
    sums[bottom * width + left]!
  if (crossed > 0) return 'border'
  return index.windings[bottom * columns + left] === 0 ? 'outside' : 'inside'
}

function columnOf({ west, columns, columnsPerDegree }: ShapeIndex, lon: number): number {
  return Math.max(0, Math.min(columns - 1, Math.floor((lon - west) * columnsPerDegree)))
}

function rowOf({ south, rows, rowsPerDegree }: ShapeIndex, lat: number): number {
  return Math.max(0, Math.min(rows - 1, Math.floor((lat - south) * rowsPerDegree)))
}

/** Whether the shape or its border holds the point. */
export function meetsPoint(index: ShapeIndex, lon: number, lat: number): boolean {
  const { bounds, starts, listed } = index
  if (!(lon >= bounds.west && lon <= bounds.east && lat >= bounds.south && lat <= bounds.north)) return false
  const column = columnOf(index, lon)
  const row = rowOf(index, lat)
  const cell = row * index.columns + column
  let winding = index.windings[cell]!
  const first = starts[cell]!
  const end = starts[cell + 1]!
  if (first === end) return winding !== 0
  let lost = winding === onBorder
  const { ends } = index.edges
  // From the corner, whose winding is known, north to the point's latitude, then east to the point.
  const cornerX = cornerLon(index, column)
  const cornerY = cornerLat(index, row)
  for (let i = first; i < end; i++) {
    const at = listed[i]! * 4
    const ax = ends[at]!
    const ay = ends[at + 1]!
    const bx = ends[at + 2]!
    const by = ends[at + 3]!
    const spansLat = ay <= lat !== by <= lat
    const spansLon = ax <= cornerX !== bx <= cornerX
    if (spansLat || ((ay === lat || by === lat) && (lon - ax) * (lon - bx) <= 0)) {
      const side = orientation(ax, ay, bx, by, lon, lat)
      if (side === 0) return true
      if (spansLat && side > 0) winding++
    }
    if (spansLat || spansLon) {
      const turn = orientation(ax, ay, bx, by, cornerX, lat)
      if (turn === 0) lost = true
      if (spansLat && turn > 0) winding--
      if (spansLon && turn > 0) winding++
      if (spansLon && orientation(ax, ay, bx, by, cornerX, cornerY) > 0) winding--
    }
  }
  // The way runs through a border at its turn or its start: so rare that all edges may be looked at.
  return lost ? windsAround(index, lon, lat) : winding !== 0
}

/** The winding by every edge west of the point, for a point that is on none. */
function windsAround({ edges: { ends, count } }: ShapeIndex, lon: number, lat: number): boolean {
  let winding = 0
  for (let at = 0; at < count * 4; at += 4) {
    const ay = ends[at + 1]!
    const by = ends[at + 3]!
    if (ay <= lat === by <= lat) continue
    const side = orientation(ends[at]!, ay, ends[at + 2]!, by, lon, lat)
    if (ay < by ? side < 0 : side > 0) winding += ay < by ? -1 : 1
  }
  return winding !== 0
}

/** Whether the shape and the box of degrees have ground, or a point of their borders, in common. */
export function meetsBox(
  index: ShapeIndex,
  west: number,
  south: number,
  east: number,
  north: number,
): boolean {
  const side = sideOfBox(index, west, south, east, north)
  if (side !== 'border') return side === 'inside'
  const { columns, starts, listed } = index
  const { ends } = index.edges
  const left = columnOf(index, west)
  const right = columnOf(index, east)
  const top = rowOf(index, north)
  for (let row = rowOf(index, south); row <= top; row++) {
    // The edges of neighbouring cells stand side by side.
    const end = starts[row * columns + right + 1]!
    for (let i = starts[row * columns + left]!; i < end; i++) {
      const at = listed[i]! * 4
      if (edgeMeetsBox(ends[at]!, ends[at + 1]!, ends[at + 2]!, ends[at + 3]!, west, south, east, north))
        return true
    }
  }
  // No edge comes near, so the box is wholly in or wholly out, and any of its points tells.
  return meetsPoint(index, west, south)
}

/** Two convex figures are apart exactly when one of their sides parts them: the box's four, or the edge's own line. */
function edgeMeetsBox(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  west: number,
  south: number,
  east: number,
  north: number,
): boolean {
  if ((ax < west && bx < west) || (ax > east && bx > east)) return false
  if ((ay < south && by < south) || (ay > north && by > north)) return false
  if (ax >= west && ax <= east && ay >= south && ay <= north) return true
  if (bx >= west && bx <= east && by >= south && by <= north) return true
  const first = orientation(ax, ay, bx, by, west, south)
  if (first === 0) return true
  return (
    first > 0 !== orientation(ax, ay, bx, by, east, south) > 0 ||
    first > 0 !== orientation(ax, ay, bx, by, east, north) > 0 ||
    first > 0 !== orientation(ax, ay, bx, by, west, north) > 0 ||
    orientation(ax, ay, bx, by, east, south) === 0 ||
    orientation(ax, ay, bx, by, east, north) === 0 ||
    orientation(ax, ay, bx, by, west, north) === 0
  )
}

/** Whether two shapes have ground, or a point of their borders, in common. */
export function meetsShape(a: ShapeIndex, b: ShapeIndex): boolean {
  const [few, many] = a.edges.count <= b.edges.count ? [a, b] : [b, a]
  const { west, south, east, north } = few.bounds
  if (sideOfBox(many, west, south, east, north) === 'outside') return false
  return anyCornerOf(many, few) || anyCornerOf(few, many) || anyEdgeMeets(few, many)
}

/** One corner of each ring is enough: a ring of which no edge meets the other's border lies wholly in it or out of it. */
function anyCornerOf(shape: ShapeIndex, other: ShapeIndex): boolean {
  const { ends, rings } = shape.edges
  return rings.some((edge) => meetsPoint(other, ends[edge * 4]!, ends[edge * 4 + 1]!))
}

function anyEdgeMeets(few: ShapeIndex, many: ShapeIndex): boolean {
  const { ends, count } = few.edges
  const { west, south, east, north } = many.bounds
  const others = many.edges.ends
  let met = false
  for (let at = 0; at < count * 4 && !met; at += 4) {
    const [ax, ay, bx, by] = [ends[at]!, ends[at + 1]!, ends[at + 2]!, ends[at + 3]!]
    if ((ax < west && bx < west) || (ax > east && bx > east)) continue
    if ((ay < south && by < south) || (ay > north && by > north)) continue
    eachCellOnSegment(
      many,
      (ax - many.west) * many.columnsPerDegree,
      (ay - many.south) * many.rowsPerDegree,
      (bx - many.west) * many.columnsPerDegree,
      (by - many.south) * many.rowsPerDegree,
      (column, row) => {
        const cell = row * many.columns + column
        for (let i = many.starts[cell]!; i < many.starts[cell + 1]! && !met; i++) {
          const o = many.listed[i]! * 4
          met = edgesMeet(ax, ay, bx, by, others[o]!, others[o + 1]!, others[o + 2]!, others[o + 3]!)
        }
      },
    )
  }
  return met
}

function edgesMeet(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  cx: number,
  cy: number,
  dx: number,
  dy: number,
): boolean {
  if (Math.max(ax, bx) < Math.min(cx, dx) || Math.max(cx, dx) < Math.min(ax, bx)) return false
  if (Math.max(ay, by) < Math.min(cy, dy) || Math.max(cy, dy) < Math.min(ay, by)) return false
  const c = Math.sign(orientation(ax, ay, bx, by, cx, cy))
  const d = Math.sign(orientation(ax, ay, bx, by, dx, dy))
  if (c === d && c !== 0) return false
  const a = Math.sign(orientation(cx, cy, dx, dy, ax, ay))
  const b = Math.sign(orientation(cx, cy, dx, dy, bx, by))
  return a !== b || a === 0
}
