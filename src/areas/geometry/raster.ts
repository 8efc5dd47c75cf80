/** Which cells of a grid a line touches: a little more than it crosses, never less, so that no border slips between cells. */

/** How far beside the line a cell still counts as touched, in cells; far above rounding errors, far below a cell. */
const margin = 1e-6

/** Visits the cells that the segment touches; coordinates in cells from the grid's corner, cells outside are left out. */
export function eachCellOnSegment(
  grid: { readonly columns: number; readonly rows: number },
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  visit: (column: number, row: number) => void,
): void {
  const [lowX, lowY, highX, highY] = y0 <= y1 ? [x0, y0, x1, y1] : [x1, y1, x0, y0]
  const firstRow = Math.max(0, Math.floor(lowY - margin))
  const lastRow = Math.min(grid.rows - 1, Math.floor(highY + margin))
  const slope = highY > lowY ? (highX - lowX) / (highY - lowY) : 0
  for (let row = firstRow; row <= lastRow; row++) {
    let [a, b] = [lowX, highX]
    if (highY > lowY) {
      a = lowX + (Math.max(lowY, row - margin) - lowY) * slope
      b = lowX + (Math.min(highY, row + 1 + margin) - lowY) * slope
    }
    if (a > b) [a, b] = [b, a]
    const firstColumn = Math.max(0, Math.floor(a - margin))
    const lastColumn = Math.min(grid.columns - 1, Math.floor(b + margin))
    for (let column = firstColumn; column <= lastColumn; column++) visit(column, row)
  }
}
