/** What can be read from a shape: extent, size, centroid, and whether a point is in it, by the one rule the product uses. */
import type { LonLat, Ring, Shape } from '../area.ts'

/** WGS 84 degrees. A shape that crosses the antimeridian is cut there, so `west` is never east of `east`. */
export interface Bounds {
  readonly west: number
  readonly south: number
  readonly east: number
  readonly north: number
}

export function boundsOf(shape: Shape): Bounds {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const polygon of shape)
    for (const { lon, lat } of polygon[0] ?? []) {
      if (lon < west) west = lon
      if (lon > east) east = lon
      if (lat < south) south = lat
      if (lat > north) north = lat
    }
  return { west, south, east, north }
}

export function unite(a: Bounds, b: Bounds): Bounds {
  return {
    west: Math.min(a.west, b.west),
    south: Math.min(a.south, b.south),
    east: Math.max(a.east, b.east),
    north: Math.max(a.north, b.north),
  }
}

/** Square degrees, positive when the ring runs counter-clockwise. */
export function signedAreaOf(ring: Ring): number {
  let twice = 0
  // Relative to the first point, so that small rings far from 0° keep their digits.
  const origin = ring[0]
  if (origin === undefined) return 0
  for (let i = 1; i < ring.length; i++) {
    const a = ring[i - 1]!
    const b = ring[i]!
    twice += (a.lon - origin.lon) * (b.lat - origin.lat) - (b.lon - origin.lon) * (a.lat - origin.lat)
  }
  return twice / 2
}

const kilometresPerDegree = 111.195 // mean radius of the Earth, 6,371.0088 km

/** Square kilometres on the mean sphere, within half a per cent of the ellipsoid; the areas of tiles add up to that of the whole. */
export function squareKilometresOf(shape: Shape): number {
  const radians = Math.PI / 180
  const radius = kilometresPerDegree / radians
  let total = 0
  for (const polygon of shape)
    for (const [index, ring] of polygon.entries()) {
      let twice = 0
      for (let i = 1; i < ring.length; i++) {
        const a = ring[i - 1]!
        const b = ring[i]!
        twice += (a.lon - b.lon) * radians * (Math.sin(a.lat * radians) + Math.sin(b.lat * radians))
      }
      total += ((index === 0 ? 1 : -1) * Math.abs(twice) * radius * radius) / 2
    }
  return total
}

/** Great-circle distance on the mean sphere. */
export function kilometresBetween(a: LonLat, b: LonLat): number {
  const radians = Math.PI / 180
  const halfLat = ((b.lat - a.lat) * radians) / 2
  const halfLon = ((b.lon - a.lon) * radians) / 2
  const h =
    Math.sin(halfLat) ** 2 + Math.cos(a.lat * radians) * Math.cos(b.lat * radians) * Math.sin(halfLon) ** 2
  return (2 * Math.asin(Math.min(1, Math.sqrt(h))) * kilometresPerDegree) / radians
}

/** The centre of gravity of the shape's plane; for a bent shape it may lie outside: see `innerPointOf`. */
export function centroidOf(shape: Shape): LonLat {
  let [weight, lon, lat] = [0, 0, 0]
  for (const polygon of shape)
    for (const ring of polygon) {
      const origin = ring[0]!
      for (let i = 1; i < ring.length; i++) {
        const ax = ring[i - 1]!.lon - origin.lon
        const ay = ring[i - 1]!.lat - origin.lat
        const bx = ring[i]!.lon - origin.lon
        const by = ring[i]!.lat - origin.lat
        const cross = ax * by - bx * ay
        weight += cross
        // Holes run clockwise, so their weight is negative and they take their part away.
        lon += cross * (origin.lon + (ax + bx) / 3)
        lat += cross * (origin.lat + (ay + by) / 3)
      }
    }
  if (weight === 0) return shape[0]?.[0]?.[0] ?? { lon: 0, lat: 0 }
  return { lon: lon / weight, lat: lat / weight }
}

/** A point that is certainly inside: the centroid, or the middle of the widest stretch at one of a few latitudes. */
export function innerPointOf(shape: Shape): LonLat {
  const centroid = centroidOf(shape)
  if (containsPoint(shape, centroid)) return centroid
  const { south, north } = boundsOf(shape)
  let best = { width: 0, point: centroid }
  for (const part of [0.5, 0.31, 0.69, 0.13, 0.87]) {
    const lat = south + (north - south) * part
    const crossings = shape.flatMap((polygon) => polygon.flatMap((ring) => crossingsAt(ring, lat)))
    crossings.sort((a, b) => a - b)
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      const width = crossings[i + 1]! - crossings[i]!
      if (width > best.width) best = { width, point: { lon: (crossings[i]! + crossings[i + 1]!) / 2, lat } }
    }
  }
  return best.point
}

function crossingsAt(ring: Ring, lat: number): number[] {
  const crossings: number[] = []
  for (let i = 1; i < ring.length; i++) {
    const a = ring[i - 1]!
    const b = ring[i]!
    if (a.lat > lat !== b.lat > lat)
      crossings.push(a.lat < b.lat ? lonOnEdge(a, b, lat) : lonOnEdge(b, a, lat))
  }
  return crossings
}

/** Where an edge meets a latitude; always reckoned from its southern end, so that both neighbours of a border agree to the last bit. */
export function lonOnEdge(southern: LonLat, northern: LonLat, lat: number): number {
  return southern.lon + ((lat - southern.lat) * (northern.lon - southern.lon)) / (northern.lat - southern.lat)
}

/**
 * Whether a point is in a shape: a ray to the east crosses the border an odd number of times. An edge counts from its
 * southern end to just below its northern end, and only when it lies east of the point. So of areas that share a
 * border, a point on it belongs to exactly one: the area to the east, or on a border along a parallel the one to the north.
 */
export function containsPoint(shape: Shape, { lon, lat }: LonLat): boolean {
  let inside = false
  for (const polygon of shape)
    for (const ring of polygon)
      for (let i = 1; i < ring.length; i++) {
        const a = ring[i - 1]!
        const b = ring[i]!
        if (a.lat > lat === b.lat > lat) continue
        if (lon < (a.lat < b.lat ? lonOnEdge(a, b, lat) : lonOnEdge(b, a, lat))) inside = !inside
      }
  return inside
}
