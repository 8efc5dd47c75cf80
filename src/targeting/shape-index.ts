/**
 * A shape made ready to be asked: a grid knows which of its cells lie inside, outside or on the border, and the border's
 * cells know the edges that cross them. Every answer is exact; the border belongs to the shape.
 */
import { eachCellOnSegment, type Bounds, type Shape } from '#areas'
import { refuse, ok, type Result } from '#base'
import { edgesOf, type Edges } from './edges.ts'
import { orientation } from './orientation.ts'

export interface ShapeIndex {
  /** The shape's extent; the grid reaches a little beyond it on every side. */
  readonly bounds: Bounds
  readonly edges: Edges
  readonly columns: number
  readonly rows: number
  /** The south-west corner of the grid, and how many cells a degree holds. */
  readonly west: number
  readonly south: number
  readonly columnsPerDegree: number
  readonly rowsPerDegree: number
  /** Edges that touch cell c are `listed[starts[c]] … listed[starts[c + 1] - 1]`. */
  readonly starts: Uint32Array
  readonly listed: Uint32Array
  /** How often the shape winds around each cell's south-west corner; `onBorder` where an edge runs through it. */
  readonly windings: Int32Array
  /** How many border cells lie south-west of each grid point: any box of cells is counted by four of them. */
  readonly borderCells: Uint32Array
}

export const onBorder = 0x7fffffff

/** Cells for each edge: enough that few people live in a cell with an edge, few enough that the index stays small. */
const cellsPerEdge = 8
const mostCells = 1 << 20
/** Where the grid begins west and south of the shape, in cells: no round coordinate falls on its lines. */
const lead = 0.381966

/**
 * Makes a shape ready: about 100 ms for 90,000 vertices. A shape is read as in RFC 7946: outer rings, then their holes;
 * parts may overlap and belong to it all the same. A ring over the antimeridian is cut there; one that can't be is refused.
 */
export function indexShape(shape: Shape): Result<ShapeIndex, 'targeting/bad-shape'> {
  const edges = edgesOf(shape)
  return edges.ok ? ok(indexEdges(edges.value)) : refuse('targeting/bad-shape', edges.problem.details)
}

function indexEdges(edges: Edges): ShapeIndex {
  const { bounds, count } = edges
  const [width, height] = [bounds.east - bounds.west, bounds.north - bounds.south]
  const wanted = Math.min(mostCells, Math.max(16, count * cellsPerEdge))
  const columns = Math.max(2, Math.min(4096, Math.round(Math.sqrt((wanted * width) / height))))
  const rows = Math.max(2, Math.min(4096, Math.round(wanted / columns)))
  const [columnsPerDegree, rowsPerDegree] = [(columns - 0.9) / width, (rows - 0.9) / height]
  const grid = {
    bounds,
    edges,
    columns,
    rows,
    columnsPerDegree,
    rowsPerDegree,
    west: bounds.west - lead / columnsPerDegree,
    south: bounds.south - lead / rowsPerDegree,
  }
  const { starts, listed } = listEdges(grid)
  return { ...grid, starts, listed, windings: windCorners(grid), borderCells: countBorderCells(grid, starts) }
}

type Grid = Omit<ShapeIndex, 'starts' | 'listed' | 'windings' | 'borderCells'>

function listEdges(grid: Grid): { starts: Uint32Array; listed: Uint32Array } {
  const { columns, rows, west, south, columnsPerDegree, rowsPerDegree } = grid
  const { ends, count } = grid.edges
  const cells: number[] = []
  const firsts = new Uint32Array(count + 1)
  const take = (column: number, row: number) => void cells.push(row * columns + column)
  for (let edge = 0; edge < count; edge++) {
    const at = edge * 4
    eachCellOnSegment(
      grid,
      (ends[at]! - west) * columnsPerDegree,
      (ends[at + 1]! - south) * rowsPerDegree,
      (ends[at + 2]! - west) * columnsPerDegree,
      (ends[at + 3]! - south) * rowsPerDegree,
      take,
    )
    firsts[edge + 1] = cells.length
  }
  const starts = new Uint32Array(columns * rows + 1)
  for (const cell of cells) starts[cell + 1]!++
  for (let cell = 0; cell < columns * rows; cell++) starts[cell + 1]! += starts[cell]!
  const next = starts.slice()
  const listed = new Uint32Array(cells.length)
  for (let edge = 0; edge < count; edge++)
    for (let i = firsts[edge]!; i < firsts[edge + 1]!; i++) listed[next[cells[i]!]!++] = edge
  return { starts, listed }
}

export function cornerLon(grid: Pick<ShapeIndex, 'west' | 'columnsPerDegree'>, column: number): number {
  return grid.west + column / grid.columnsPerDegree
}

export function cornerLat(grid: Pick<ShapeIndex, 'south' | 'rowsPerDegree'>, row: number): number {
  return grid.south + row / grid.rowsPerDegree
}

/**
 * Along each line of the grid to the east, the winding changes at every edge that crosses it: by one where the edge runs
 * south, by minus one where it runs north. An edge counts from its southern end to just below its northern one.
 */
function windCorners(grid: Grid): Int32Array {
  const { columns, rows, south, west, columnsPerDegree, rowsPerDegree } = grid
  const { ends, count } = grid.edges
  const windings = new Int32Array(columns * rows)
  const through: number[] = []
  for (let at = 0; at < count * 4; at += 4) {
    const north = ends[at + 1]! < ends[at + 3]!
    const [lowLon, lowLat] = north ? [ends[at]!, ends[at + 1]!] : [ends[at + 2]!, ends[at + 3]!]
    const [highLon, highLat] = north ? [ends[at + 2]!, ends[at + 3]!] : [ends[at]!, ends[at + 1]!]
    let row = Math.max(0, Math.floor((lowLat - south) * rowsPerDegree) - 1)
    for (; row < rows; row++) {
      const lat = cornerLat(grid, row)
      if (lat < lowLat) continue
      if (lat >= highLat) break
      const crossing = lowLon + ((lat - lowLat) * (highLon - lowLon)) / (highLat - lowLat)
      let column = Math.max(0, Math.min(columns, Math.ceil((crossing - west) * columnsPerDegree)))
      const side = (c: number) => orientation(lowLon, lowLat, highLon, highLat, cornerLon(grid, c), lat)
      // The estimate is off by at most a corner; the exact test settles it.
      while (column > 0 && side(column - 1) <= 0) column--
      for (; column < columns; column++) {
        const corner = side(column)
        if (corner === 0) through.push(row * columns + column)
        if (corner < 0) break
      }
      if (column < columns) windings[row * columns + column]! += north ? -1 : 1
    }
  }
  for (let row = 0; row < rows; row++)
    for (let at = row * columns + 1; at < (row + 1) * columns; at++) windings[at]! += windings[at - 1]!
  for (const corner of through) windings[corner] = onBorder
  return windings
}

function countBorderCells({ columns, rows }: Grid, starts: Uint32Array): Uint32Array {
  const sums = new Uint32Array((columns + 1) * (rows + 1))
  for (let row = 0; row < rows; row++) {
    let inRow = 0
    for (let column = 0; column < columns; column++) {
      const cell = row * columns + column
      if (starts[cell + 1]! > starts[cell]!) inRow++
      const at = (row + 1) * (columns + 1) + column + 1
      sums[at] = sums[at - columns - 1]! + inRow
    }
  }
  return sums
}
