/** Finds which numbered spots may lie in a box, without asking all of them. */
import type { Spot } from './lattice.ts'

export interface SpotGrid {
  /** A spot may be put again somewhere else; it is then found in both places, and the caller looks where it is now. */
  put(index: number, spot: Spot): void
  /** Whether any index that may lie in the box around `corners` passes. */
  some(corners: readonly Spot[], passes: (index: number) => boolean): boolean
}

export function spotGrid(spots: readonly Spot[]): SpotGrid {
  const xs = spots.map((spot) => spot.x)
  const ys = spots.map((spot) => spot.y)
  const least = { x: lowest(xs), y: lowest(ys) }
  const side = Math.max(1, Math.ceil(Math.sqrt(spots.length / 2)))
  const width = Math.max(1, (-lowest(xs.map((x) => -x)) - least.x) / side)
  const height = Math.max(1, (-lowest(ys.map((y) => -y)) - least.y) / side)
  const cells: number[][] = Array.from({ length: side * side }, () => [])
  // Whatever lies outside belongs to the cell at the rim.
  const column = (x: number) => Math.min(side - 1, Math.max(0, Math.floor((x - least.x) / width)))
  const row = (y: number) => Math.min(side - 1, Math.max(0, Math.floor((y - least.y) / height)))
  const grid: SpotGrid = {
    put: (index, spot) => void cells[row(spot.y) * side + column(spot.x)]!.push(index),
    some(corners, passes) {
      const columns = corners.map((corner) => column(corner.x))
      const rows = corners.map((corner) => row(corner.y))
      for (let r = Math.min(...rows); r <= Math.max(...rows); r++)
        for (let c = Math.min(...columns); c <= Math.max(...columns); c++)
          if (cells[r * side + c]!.some(passes)) return true
      return false
    },
  }
  for (const [index, spot] of spots.entries()) grid.put(index, spot)
  return grid
}

function lowest(numbers: readonly number[]): number {
  return numbers.reduce((least, number) => Math.min(least, number), Infinity)
}
