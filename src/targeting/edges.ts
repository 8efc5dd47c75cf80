/** A shape's border as directed edges in one typed array, wound so that ground of the shape lies to their left; or why it has none. */
import { boundsOf, repairShape, signedAreaOf, unite, type Bounds, type Ring, type Shape } from '#areas'
import { ok, refuse, type Result } from '#base'

export interface Edges {
  readonly bounds: Bounds
  readonly count: number
  /** Four numbers an edge: longitude and latitude of its start, then of its end. */
  readonly ends: Float64Array
  /** The first edge of each ring. */
  readonly rings: Uint32Array
}

/** Outer rings run counter-clockwise and holes clockwise, however they were given. */
export function edgesOf(shape: Shape): Result<Edges, 'areas/bad-shape'> {
  const whole = withoutCrossing(shape)
  if (!whole.ok) return whole
  const rings = whole.value.flatMap((polygon) => polygon.map((ring, index) => ({ ring, outer: index === 0 })))
  for (const [index, { ring }] of rings.entries()) {
    const why = faultOf(ring)
    if (why !== undefined) return bad(`ring ${index} ${why}`)
  }
  if (rings.length === 0) return bad('it has no ring')
  // Not only the outer rings: a hole that sticks out is no reason to lose an edge.
  const bounds = rings.map(({ ring }) => boundsOf([[ring]])).reduce(unite)
  if (!(bounds.east > bounds.west && bounds.north > bounds.south)) return bad('it encloses nothing')
  const count = rings.reduce((sum, { ring }) => sum + ring.length - 1, 0)
  const ends = new Float64Array(count * 4)
  const firsts = new Uint32Array(rings.length)
  let edge = 0
  for (const [index, { ring, outer }] of rings.entries()) {
    firsts[index] = edge
    const turn = signedAreaOf(ring) > 0 !== outer
    for (let i = 1; i < ring.length; i++, edge++) {
      const [from, to] = turn ? [ring[i]!, ring[i - 1]!] : [ring[i - 1]!, ring[i]!]
      ends[edge * 4] = from.lon
      ends[edge * 4 + 1] = from.lat
      ends[edge * 4 + 2] = to.lon
      ends[edge * 4 + 3] = to.lat
    }
  }
  return ok({ bounds, count, ends, rings: firsts })
}

function faultOf(ring: Ring): string | undefined {
  if (ring.length < 4) return 'has fewer than four points'
  for (const { lon, lat } of ring)
    if (!(lon >= -180 && lon <= 180 && lat >= -90 && lat <= 90)) return 'leaves the Earth'
  const [first, last] = [ring[0]!, ring[ring.length - 1]!]
  return first.lon === last.lon && first.lat === last.lat ? undefined : 'is not closed'
}

/**
 * A step of more than half a turn is how a ring over the antimeridian looks that nobody cut. Read in the plane it would
 * be the rest of the Earth, and those who are meant would be lost; so it is cut, or refused when it runs around a pole.
 */
function withoutCrossing(shape: Shape): Result<Shape, 'areas/bad-shape'> {
  const long = shape.some((polygon) =>
    polygon.some((ring) => ring.some((point, i) => i > 0 && Math.abs(point.lon - ring[i - 1]!.lon) > 180)),
  )
  if (!long) return ok(shape)
  const repaired = repairShape(
    shape.map((polygon) => polygon.map((ring) => ring.map(({ lon, lat }) => [lon, lat]))),
  )
  return repaired.ok ? ok(repaired.value.shape) : repaired
}

function bad(why: string) {
  return refuse('areas/bad-shape', { why })
}
