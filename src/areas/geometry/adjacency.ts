/** Who lies next to whom: by shared border where shapes are known, by nearest centres where they are not. */
import type { Area, AreaCode } from '../area.ts'
import type { Hierarchy } from '../hierarchy.ts'
import { eachCellOnSegment } from './raster.ts'
import { kilometresBetween } from './shape.ts'

export interface Adjacency {
  /**
   * The neighbours at the same depth of the tree, the closest ties first: those with the longest common border, and for
   * an area without a shape the nearest centres. Empty when nothing is known.
   */
  neighbours(code: AreaCode): readonly AreaCode[]
}

/** Borders that come within one cell of each other count as common; data sets draw one border twice, a little apart. */
const cellsPerDegree = 100
/** How many nearest centres stand in for unknown borders. */
const nearest = 5

/** Computes each depth of the tree when it is first asked for. */
export function adjacency(hierarchy: Hierarchy): Adjacency {
  const byDepth = new Map<number, ReadonlyMap<AreaCode, readonly AreaCode[]>>()
  return {
    neighbours(code) {
      if (hierarchy.get(code) === undefined) return []
      const depth = hierarchy.ancestors(code).length
      let level = byDepth.get(depth)
      if (level === undefined) {
        const areas = [...hierarchy.all()].filter((area) => hierarchy.ancestors(area.code).length === depth)
        byDepth.set(depth, (level = neighboursAmong(areas)))
      }
      return level.get(code) ?? []
    },
  }
}

function neighboursAmong(areas: readonly Area[]): Map<AreaCode, readonly AreaCode[]> {
  const borders = commonBorders(areas)
  const found = new Map<AreaCode, readonly AreaCode[]>()
  for (const area of areas) {
    const along = borders.get(area.code)
    if (along !== undefined)
      found.set(
        area.code,
        [...along].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([code]) => code),
      )
    else if (area.centre !== undefined) found.set(area.code, nearestCentres(area, areas))
  }
  return found
}

/** For each area with a shape, how many border cells it has in common with each other one. */
function commonBorders(areas: readonly Area[]): Map<AreaCode, Map<AreaCode, number>> {
  const columns = 360 * cellsPerDegree
  const rows = 180 * cellsPerDegree
  const grid = { columns, rows }
  const owners = new Map<number, number[]>()
  for (const [index, area] of areas.entries())
    for (const polygon of area.shape ?? [])
      for (const ring of polygon)
        for (let i = 1; i < ring.length; i++)
          eachCellOnSegment(
            grid,
            (ring[i - 1]!.lon + 180) * cellsPerDegree,
            (ring[i - 1]!.lat + 90) * cellsPerDegree,
            (ring[i]!.lon + 180) * cellsPerDegree,
            (ring[i]!.lat + 90) * cellsPerDegree,
            (column, row) => {
              const cell = row * columns + column
              const here = owners.get(cell)
              if (here === undefined) owners.set(cell, [index])
              else if (here[here.length - 1] !== index) here.push(index)
            },
          )
  const shared = new Map<AreaCode, Map<AreaCode, number>>()
  const count = (a: AreaCode, b: AreaCode) => {
    const along = shared.get(a)!
    along.set(b, (along.get(b) ?? 0) + 1)
  }
  for (const area of areas) if (area.shape !== undefined) shared.set(area.code, new Map())
  for (const here of owners.values())
    for (let i = 1; i < here.length; i++)
      for (let j = 0; j < i; j++) {
        const a = areas[here[i]!]!.code
        const b = areas[here[j]!]!.code
        count(a, b)
        count(b, a)
      }
  return shared
}

function nearestCentres(area: Area, areas: readonly Area[]): AreaCode[] {
  return areas
    .filter((other) => other.code !== area.code && other.centre !== undefined)
    .map((other) => ({ code: other.code, away: kilometresBetween(area.centre!, other.centre!) }))
    .sort((a, b) => a.away - b.away || (a.code < b.code ? -1 : 1))
    .slice(0, nearest)
    .map(({ code }) => code)
}
