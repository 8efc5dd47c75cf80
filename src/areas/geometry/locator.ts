/** Finds the areas a point lies in: a grid says at once what a cell lies in, and near borders a ray is counted, exactly. */
import type { Area, AreaCode, LonLat } from '../area.ts'
import { boundsOf, squareKilometresOf, unite, type Bounds } from './shape.ts'
import { eachCellOnSegment } from './raster.ts'

export interface Locator {
  /** The areas with a shape that contain the point, smallest first; the rule for borders is that of `containsPoint`. */
  locate(point: LonLat): AreaCode[]
  /** How many areas have a shape here. */
  readonly size: number
  /** What the index holds in memory, without the areas themselves. */
  readonly bytes: number
}

/** An area's edges, sorted into bands of latitude so that a ray meets only the few edges of its band. */
interface Bands {
  readonly bounds: Bounds
  readonly bandsPerDegree: number
  /** Edges of band b are `edges[starts[b]] … edges[starts[b + 1] - 1]`. */
  readonly starts: Uint32Array
  readonly edges: Uint32Array
  /** Four numbers an edge: southern longitude and latitude, northern longitude and latitude. */
  readonly ends: Float64Array
}

/** One grid over all areas below one root. */
interface Grid {
  readonly bounds: Bounds
  readonly columns: number
  readonly rows: number
  readonly columnsPerDegree: number
  readonly rowsPerDegree: number
  /** Entries of cell c are `entries[starts[c]] … entries[starts[c + 1] - 1]`: twice the area's rank, plus one near its border. */
  readonly starts: Uint32Array
  readonly entries: Uint32Array
}

const cellsPerArea = 64
const mostCells = 1 << 20

/** Indexes every area that has a shape. Areas of different roots may lie far apart, so each root gets its own grid. */
export function buildLocator(areas: Iterable<Area>): Locator {
  const all = [...areas]
  const parents = new Map(all.map((area) => [area.code, area.parent]))
  const shaped = all
    .filter((area) => area.shape !== undefined && area.shape.length > 0)
    .map((area) => ({ area, size: squareKilometresOf(area.shape!) }))
    .sort((a, b) => a.size - b.size || (a.area.code < b.area.code ? -1 : 1))
    .map(({ area }) => area)
  const codes = shaped.map((area) => area.code)
  const bands = shaped.map(bandsOf)
  const ranksByRoot = Map.groupBy(codes.keys(), (rank) => rootOf(codes[rank]!, parents))
  const grids = [...ranksByRoot.values()].map((ranks) => gridOf(ranks, bands))
  const bytes =
    bands.reduce((sum, b) => sum + b.starts.byteLength + b.edges.byteLength + b.ends.byteLength, 0) +
    grids.reduce((sum, g) => sum + g.starts.byteLength + g.entries.byteLength, 0)
  return {
    size: shaped.length,
    bytes,
    locate({ lon: anyLon, lat }) {
      // The antimeridian has two longitudes; shapes are cut so that the eastern hemisphere's edge belongs to -180.
      const lon = anyLon === 180 ? -180 : anyLon
      const found: number[] = []
      for (const grid of grids) collect(grid, bands, lon, lat, found)
      if (grids.length > 1) found.sort((a, b) => a - b)
      return found.map((rank) => codes[rank]!)
    },
  }
}

function rootOf(code: AreaCode, parents: ReadonlyMap<AreaCode, AreaCode | null>): AreaCode {
  const seen = new Set<AreaCode>()
  for (let at = code; !seen.has(at);) {
    seen.add(at)
    const parent = parents.get(at)
    if (parent === undefined || parent === null) return at
    at = parent
  }
  return code
}

function collect(grid: Grid, bands: readonly Bands[], lon: number, lat: number, found: number[]): void {
  const { west, south, east, north } = grid.bounds
  if (!(lon >= west && lon <= east && lat >= south && lat <= north)) return
  const column = Math.min(grid.columns - 1, Math.floor((lon - west) * grid.columnsPerDegree))
  const row = Math.min(grid.rows - 1, Math.floor((lat - south) * grid.rowsPerDegree))
  const cell = row * grid.columns + column
  for (let i = grid.starts[cell]!; i < grid.starts[cell + 1]!; i++) {
    const entry = grid.entries[i]!
    const rank = entry >>> 1
    if ((entry & 1) === 0 || isInside(bands[rank]!, lon, lat)) found.push(rank)
  }
}

/** The rule of `containsPoint`, to the last bit, on the edges of one band. */
function isInside({ bounds, bandsPerDegree, starts, edges, ends }: Bands, lon: number, lat: number): boolean {
  if (!(lat >= bounds.south && lat <= bounds.north && lon <= bounds.east)) return false
  const band = Math.min(starts.length - 2, Math.floor((lat - bounds.south) * bandsPerDegree))
  let inside = false
  for (let i = starts[band]!; i < starts[band + 1]!; i++) {
    const at = edges[i]! * 4
    const southern = ends[at + 1]!
    const northern = ends[at + 3]!
    if (lat < southern || lat >= northern) continue
    const low = ends[at]!
    if (lon < low + ((lat - southern) * (ends[at + 2]! - low)) / (northern - southern)) inside = !inside
  }
  return inside
}

function bandsOf(area: Area): Bands {
  const shape = area.shape!
  const bounds = boundsOf(shape)
  const flat: number[] = []
  for (const polygon of shape)
    for (const ring of polygon)
      for (let i = 1; i < ring.length; i++) {
        const a = ring[i - 1]!
        const b = ring[i]!
        if (a.lat < b.lat) flat.push(a.lon, a.lat, b.lon, b.lat)
        else flat.push(b.lon, b.lat, a.lon, a.lat)
      }
  const ends = Float64Array.from(flat)
  const count = ends.length / 4
  const bandCount = Math.min(1024, Math.max(1, count >> 1))
  const bandsPerDegree = bandCount / (bounds.north - bounds.south || 1)
  const bandOf = (lat: number) => Math.min(bandCount - 1, Math.floor((lat - bounds.south) * bandsPerDegree))
  const starts = new Uint32Array(bandCount + 1)
  const eachBand = (edge: number, visit: (band: number) => void) => {
    // An edge along a parallel is never crossed by a ray along a parallel.
    if (ends[edge * 4 + 1] === ends[edge * 4 + 3]) return
    for (let band = bandOf(ends[edge * 4 + 1]!); band <= bandOf(ends[edge * 4 + 3]!); band++) visit(band)
  }
  for (let edge = 0; edge < count; edge++) eachBand(edge, (band) => starts[band + 1]!++)
  for (let band = 0; band < bandCount; band++) starts[band + 1]! += starts[band]!
  const edges = new Uint32Array(starts[bandCount]!)
  const next = starts.slice()
  for (let edge = 0; edge < count; edge++) eachBand(edge, (band) => (edges[next[band]!++] = edge))
  return { bounds, bandsPerDegree, starts, edges, ends }
}

function gridOf(ranks: readonly number[], bands: readonly Bands[]): Grid {
  const bounds = ranks.map((rank) => bands[rank]!.bounds).reduce(unite)
  const width = bounds.east - bounds.west || 1e-9
  const height = bounds.north - bounds.south || 1e-9
  const wanted = Math.min(mostCells, Math.max(1024, ranks.length * cellsPerArea))
  const columns = Math.max(1, Math.min(4096, Math.round(Math.sqrt((wanted * width) / height))))
  const rows = Math.max(1, Math.min(4096, Math.round(wanted / columns)))
  const empty = {
    bounds,
    columns,
    rows,
    columnsPerDegree: columns / width,
    rowsPerDegree: rows / height,
  }
  const cells: number[] = []
  const values: number[] = []
  for (const rank of ranks)
    markCells(empty, bands[rank]!, (cell, border) => {
      cells.push(cell)
      values.push(rank * 2 + border)
    })
  const starts = new Uint32Array(columns * rows + 1)
  for (const cell of cells) starts[cell + 1]!++
  for (let cell = 0; cell < columns * rows; cell++) starts[cell + 1]! += starts[cell]!
  const entries = new Uint32Array(cells.length)
  const next = starts.slice()
  // Ranks were visited in order, so each cell's entries stay sorted, smallest area first.
  for (let i = 0; i < cells.length; i++) entries[next[cells[i]!]!++] = values[i]!
  return { ...empty, starts, entries }
}

/** Tells the cells that touch an area's border, and those wholly within it. */
function markCells(
  grid: Omit<Grid, 'starts' | 'entries'>,
  area: Bands,
  tell: (cell: number, border: 0 | 1) => void,
): void {
  const { west, south } = grid.bounds
  const x = (lon: number) => (lon - west) * grid.columnsPerDegree
  const y = (lat: number) => (lat - south) * grid.rowsPerDegree
  const clampColumn = (column: number) => Math.max(0, Math.min(grid.columns - 1, column))
  const clampRow = (row: number) => Math.max(0, Math.min(grid.rows - 1, row))
  const left = clampColumn(Math.floor(x(area.bounds.west)) - 1)
  const right = clampColumn(Math.floor(x(area.bounds.east)) + 1)
  const bottom = clampRow(Math.floor(y(area.bounds.south)) - 1)
  const top = clampRow(Math.floor(y(area.bounds.north)) + 1)
  const columns = right - left + 1
  const touched = new Uint8Array(columns * (top - bottom + 1))
  for (let at = 0; at < area.ends.length; at += 4)
    eachCellOnSegment(
      grid,
      x(area.ends[at]!),
      y(area.ends[at + 1]!),
      x(area.ends[at + 2]!),
      y(area.ends[at + 3]!),
      (column, row) => {
        touched[(row - bottom) * columns + (column - left)] = 1
      },
    )
  for (let row = bottom; row <= top; row++) {
    const lat = south + (row + 0.5) / grid.rowsPerDegree
    // Between two border cells nothing changes, so one test serves all cells of the stretch.
    let inside: boolean | undefined
    for (let column = left; column <= right; column++) {
      const cell = row * grid.columns + column
      if (touched[(row - bottom) * columns + (column - left)] === 1) {
        tell(cell, 1)
        inside = undefined
        continue
      }
      inside ??= isInside(area, west + (column + 0.5) / grid.columnsPerDegree, lat)
      if (inside) tell(cell, 0)
    }
  }
}
