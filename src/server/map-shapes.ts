/** The shapes of a map as plain numbers, so that they go to another thread at no cost, and how large their drawing may become. */
import type { Area, AreaCode, LonLat } from '#areas'

/**
 * Every shape, ring after ring. `ringsOf` counts the rings of each polygon and `polygonsOf` the polygons of each area; `pointsOf`
 * counts the points of each ring, first and last the same.
 */
export interface FlatShapes {
  readonly codes: readonly AreaCode[]
  readonly polygonsOf: Uint32Array<ArrayBuffer>
  readonly ringsOf: Uint32Array<ArrayBuffer>
  readonly pointsOf: Uint32Array<ArrayBuffer>
  /** WGS 84 degrees: longitude, latitude, longitude, … */
  readonly degrees: Float64Array<ArrayBuffer>
}

export function flatten(areas: Iterable<Area>): FlatShapes {
  const codes: AreaCode[] = []
  const [polygonsOf, ringsOf, pointsOf]: [number[], number[], number[]] = [[], [], []]
  const rings: (readonly LonLat[])[] = []
  let points = 0
  for (const { code, shape = [] } of areas) {
    if (shape.length === 0) continue
    codes.push(code)
    polygonsOf.push(shape.length)
    for (const polygon of shape) {
      ringsOf.push(polygon.length)
      for (const ring of polygon) {
        pointsOf.push(ring.length)
        points += ring.length
        rings.push(ring)
      }
    }
  }
  const degrees = new Float64Array(points * 2)
  let next = 0
  for (const ring of rings)
    for (const { lon, lat } of ring) {
      degrees[next++] = lon
      degrees[next++] = lat
    }
  return {
    codes,
    degrees,
    polygonsOf: new Uint32Array(polygonsOf),
    ringsOf: new Uint32Array(ringsOf),
    pointsOf: new Uint32Array(pointsOf),
  }
}

/** What the points of one shape cost a page, on average, and what all of them may: a weak laptop reads that in a second. */
const bytesPerArea = 2_500
const fewestBytes = 20_000
const mostBytes = 1_400_000

/** Uncompressed bytes that the drawing of so many areas may have. */
export function bytesFor(areas: number): number {
  return Math.min(mostBytes, Math.max(fewestBytes, areas * bytesPerArea))
}
