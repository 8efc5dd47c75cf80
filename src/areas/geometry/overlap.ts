/** How much of one shape lies in another, and which areas a foreign shape covers enough of to mean them. */
import type { Area, AreaCode, Ring, Shape } from '../area.ts'
import type { Hierarchy } from '../hierarchy.ts'
import { boundsOf, squareKilometresOf, type Bounds } from './shape.ts'

/** Parallels along which the two are compared; within two per cent for shapes that are not thinner than a fiftieth of themselves. */
const rows = 96
const kilometresPerDegree = 111.195

/** Square kilometres that lie in both. */
export function overlapOf(a: Shape, b: Shape): number {
  const common = commonBounds(boundsOf(a), boundsOf(b))
  if (common === undefined) return 0
  const step = (common.north - common.south) / rows
  let total = 0
  for (let row = 0; row < rows; row++) {
    const lat = common.south + (row + 0.5) * step
    const width = sharedLength(crossings(a, lat), crossings(b, lat))
    total += width * Math.cos((lat * Math.PI) / 180) * step
  }
  return total * kilometresPerDegree ** 2
}

/** Below this share of either, an overlap is a border drawn by somebody else, not a warning for both its sides. */
const meantShare = 0.02

/**
 * The areas that a shape from elsewhere means: all that have nothing below them with a shape, of which it covers two per
 * cent, or that hold two per cent of it. Empty where it lies outside every area.
 */
export function areasMeantBy(shape: Shape, hierarchy: Hierarchy): AreaCode[] {
  const size = squareKilometresOf(shape)
  const bounds = boundsOf(shape)
  const meant: AreaCode[] = []
  for (const area of leavesWithShape(hierarchy)) {
    if (commonBounds(bounds, boundsOf(area.shape!)) === undefined) continue
    const shared = overlapOf(shape, area.shape!)
    if (shared > 0 && shared >= meantShare * Math.min(size, squareKilometresOf(area.shape!)))
      meant.push(area.code)
  }
  return meant
}

function* leavesWithShape(hierarchy: Hierarchy): Generator<Area> {
  for (const area of hierarchy.all())
    if (
      area.shape !== undefined &&
      area.shape.length > 0 &&
      !hierarchy.children(area.code).some((child) => child.shape !== undefined)
    )
      yield area
}

function commonBounds(a: Bounds, b: Bounds): Bounds | undefined {
  const west = Math.max(a.west, b.west)
  const east = Math.min(a.east, b.east)
  const south = Math.max(a.south, b.south)
  const north = Math.min(a.north, b.north)
  return west < east && south < north ? { west, east, south, north } : undefined
}

/** Longitudes at which the parallel enters and leaves the shape, in turn. */
function crossings(shape: Shape, lat: number): number[] {
  const found: number[] = []
  for (const polygon of shape) for (const ring of polygon) crossRing(ring, lat, found)
  return found.sort((a, b) => a - b)
}

function crossRing(ring: Ring, lat: number, found: number[]): void {
  for (let i = 1; i < ring.length; i++) {
    const a = ring[i - 1]!
    const b = ring[i]!
    if (a.lat > lat !== b.lat > lat) found.push(a.lon + ((lat - a.lat) / (b.lat - a.lat)) * (b.lon - a.lon))
  }
}

function sharedLength(a: readonly number[], b: readonly number[]): number {
  let [i, j, length] = [0, 0, 0]
  while (i + 1 < a.length && j + 1 < b.length) {
    length += Math.max(0, Math.min(a[i + 1]!, b[j + 1]!) - Math.max(a[i]!, b[j]!))
    if (a[i + 1]! < b[j + 1]!) i += 2
    else j += 2
  }
  return length
}
