/** A shape of few corners that holds all of another one: it may add people, and loses none. */
import { boundsOf, type LonLat, type Ring, type Shape } from '#areas'
import { orientation } from './orientation.ts'

/**
 * Covers a shape with at most so many corners (four or more; eight for a shape on both sides of the antimeridian), the
 * closing points not counted. Parts become their convex hulls, or one hull where there are too many; then edges whose loss
 * adds least are taken out. That it covers is not estimated: every old corner is held against every new edge exactly.
 */
export function coveringShape(shape: Shape, mostCorners: number): Shape {
  const corners = shape.reduce((sum, polygon) => sum + polygon.reduce((n, ring) => n + ring.length - 1, 0), 0)
  if (corners <= mostCorners) return shape
  const groups = groupsOf(shape, mostCorners)
  const most = Math.floor(mostCorners / groups.length)
  if (most < 4) throw new RangeError(`${mostCorners} corners are too few to cover ${groups.length} parts`)
  return groups.map((points) => [closed(covered(points, most))])
}

/** The corners to cover together: part by part where corners suffice, else all on one side of the antimeridian. */
function groupsOf(shape: Shape, mostCorners: number): LonLat[][] {
  const parts = shape.map((polygon) => polygon.flat())
  if (parts.length * 8 <= mostCorners) return parts
  const { west, east } = boundsOf(shape)
  if (west > -180 || east < 180) return [parts.flat()]
  return [
    parts.filter((points) => points.every(({ lon }) => lon <= 0)).flat(),
    parts.filter((points) => points.some(({ lon }) => lon > 0)).flat(),
  ].filter((points) => points.length > 0)
}

function covered(points: readonly LonLat[], most: number): LonLat[] {
  const hull = hullOf(points)
  while (hull.length > most) if (!takeOutAnEdge(hull)) return boxAround(points)
  return hull.length >= 3 ? hull : boxAround(points)
}

/** Counter-clockwise, without corners on straight lines (Andrew’s monotone chain). */
function hullOf(points: readonly LonLat[]): LonLat[] {
  const sorted = points.toSorted((a, b) => a.lon - b.lon || a.lat - b.lat)
  const chain = (through: readonly LonLat[]) => {
    const line: LonLat[] = []
    for (const point of through) {
      while (line.length >= 2 && side(line.at(-2)!, line.at(-1)!, point) <= 0) line.pop()
      line.push(point)
    }
    return line.slice(0, -1)
  }
  return [...chain(sorted), ...chain(sorted.toReversed())]
}

/** Lets the neighbours of one edge meet beyond it, where that adds least; false where none can. */
function takeOutAnEdge(hull: LonLat[]): boolean {
  let best: { at: number; corner: LonLat; added: number } | undefined
  const n = hull.length
  for (let at = 0; at < n; at++) {
    const [a, b, c, d] = [0, 1, 2, 3].map((step) => hull[(at + step) % n]!) as [
      LonLat,
      LonLat,
      LonLat,
      LonLat,
    ]
    const corner = beyond(a, b, c, d)
    if (corner === undefined) continue
    const added = side(b, corner, c)
    if (best === undefined || Math.abs(added) < best.added) best = { at, corner, added: Math.abs(added) }
  }
  if (best === undefined) return false
  // The edge from b to c goes; where they stood is the corner beyond.
  hull[(best.at + 1) % n] = best.corner
  hull.splice((best.at + 2) % n, 1)
  return true
}

/** Where the line from a by b meets that from d by c, moved out until both b and c are certainly held. */
function beyond(a: LonLat, b: LonLat, c: LonLat, d: LonLat): LonLat | undefined {
  const [ux, uy, vx, vy] = [b.lon - a.lon, b.lat - a.lat, c.lon - d.lon, c.lat - d.lat]
  const turn = ux * vy - uy * vx
  if (!(turn > 0)) return undefined
  const along = ((d.lon - a.lon) * vy - (d.lat - a.lat) * vx) / turn
  let [lon, lat] = [a.lon + along * ux, a.lat + along * uy]
  const middle = { lon: (b.lon + c.lon) / 2, lat: (b.lat + c.lat) / 2 }
  for (let step = 1e-15; step < 1e-6; step *= 4) {
    const corner = { lon, lat }
    if (Math.abs(lon) > 180 || Math.abs(lat) > 90) return undefined
    if (side(a, corner, b) >= 0 && side(corner, d, c) >= 0 && side(a, corner, d) > 0) return corner
    lon += (lon - middle.lon) * step
    lat += (lat - middle.lat) * step
  }
  return undefined
}

function side(a: LonLat, b: LonLat, p: LonLat): number {
  return orientation(a.lon, a.lat, b.lon, b.lat, p.lon, p.lat)
}

function boxAround(points: readonly LonLat[]): LonLat[] {
  const { west, south, east, north } = boundsOf([[points]])
  return [
    { lon: west, lat: south },
    { lon: east, lat: south },
    { lon: east, lat: north },
    { lon: west, lat: north },
  ]
}

function closed(corners: readonly LonLat[]): Ring {
  return [...corners, corners[0]!]
}
