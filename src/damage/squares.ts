/** What a drawn outline may show to everybody: the squares of a fixed grid that it touches, about a kilometre wide; never its corners. */
import type { LonLat } from '#areas'
import { ok, refuse, type Brand, type Result } from '#base'

/** Its place in the grid, as `1946:5239`. */
export type Square = Brand<string, 'Square'>

export interface SquareBounds {
  readonly west: number
  readonly south: number
  readonly east: number
  readonly north: number
}

/** Squares in a degree: at 50° a square is 1.4 km wide and 1.1 km high. */
const perDegree = { lon: 50, lat: 100 }
export const mostSquares = 400
export const mostCorners = 200

/** In the order of their rows. The ring may be closed or not. */
export function squaresOf(
  ring: readonly LonLat[],
): Result<readonly Square[], 'damage/bad-outline' | 'damage/outline-too-large'> {
  const corners = ring.map(({ lon, lat }) => ({ x: lon * perDegree.lon, y: lat * perDegree.lat }))
  if (new Set(corners.map(({ x, y }) => `${x} ${y}`)).size < 3) return refuse('damage/bad-outline')
  const [west, east] = spanOf(corners.map(({ x }) => x))
  const [south, north] = spanOf(corners.map(({ y }) => y))
  const wholly = (east - west + 1) * (north - south + 1)
  // Whoever draws around a country is told before anything is reckoned.
  if (wholly > mostSquares * 4)
    return refuse('damage/outline-too-large', { squares: wholly, most: mostSquares })
  const touched: Square[] = []
  for (let y = south; y <= north; y++)
    for (let x = west; x <= east; x++) if (touches(corners, x, y)) touched.push(`${x}:${y}` as Square)
  return touched.length > mostSquares
    ? refuse('damage/outline-too-large', { squares: touched.length, most: mostSquares })
    : ok(touched)
}

/** With two decimals at most: what it came of can’t be told from it. */
export function boundsOf(square: Square): SquareBounds {
  const [x = 0, y = 0] = square.split(':').map(Number)
  const at = (place: number, of: number) => Math.round((place / of) * 100) / 100
  return {
    ...{ west: at(x, perDegree.lon), south: at(y, perDegree.lat) },
    ...{ east: at(x + 1, perDegree.lon), north: at(y + 1, perDegree.lat) },
  }
}

interface Corner {
  readonly x: number
  readonly y: number
}

function spanOf(places: readonly number[]): readonly [number, number] {
  return [Math.floor(Math.min(...places)), Math.floor(Math.max(...places))]
}

/** By an edge that goes through it, or because it lies inside as a whole. */
function touches(corners: readonly Corner[], x: number, y: number): boolean {
  return (
    corners.some((from, i) => crosses(from, corners[(i + 1) % corners.length]!, x, y)) ||
    isInside(corners, { x: x + 0.5, y: y + 0.5 })
  )
}

/** Whether the way between two corners has any place in the square (Liang and Barsky, 1984). */
function crosses(from: Corner, to: Corner, x: number, y: number): boolean {
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  let [enters, leaves] = [0, 1]
  for (const [by, room] of [
    [-dx, from.x - x],
    [dx, x + 1 - from.x],
    [-dy, from.y - y],
    [dy, y + 1 - from.y],
  ] as const) {
    if (by === 0 && room < 0) return false
    if (by === 0) continue
    const part = room / by
    if (by < 0) enters = Math.max(enters, part)
    else leaves = Math.min(leaves, part)
  }
  return enters <= leaves
}

function isInside(corners: readonly Corner[], at: Corner): boolean {
  let inside = false
  corners.forEach((one, i) => {
    const before = corners[(i + corners.length - 1) % corners.length]!
    if (one.y > at.y === before.y > at.y) return
    const crossing = one.x + ((at.y - one.y) / (before.y - one.y)) * (before.x - one.x)
    if (at.x < crossing) inside = !inside
  })
  return inside
}
