/**
 * Makes a usable shape of raw rings, or says why it can't: every repair is reported, and nothing is dropped unsaid.
 * Long because what is cleaned, cut and wound must each be right for the step after it.
 */
import { intersection, setPrecision, union, type Geom } from 'polyclip-ts'
import { ok, refuse, type Result } from '#base'
import type { LonLat, Polygon, Ring, Shape } from '../area.ts'
import { findContact } from './contacts.ts'
import { containsPoint, innerPointOf, signedAreaOf } from './shape.ts'

export type RepairKind =
  | 'ring-closed'
  | 'repeated-points-removed'
  | 'spikes-removed'
  | 'ring-turned' // outer rings counter-clockwise, holes clockwise: RFC 7946 §3.1.6
  | 'empty-ring-removed' // it enclosed nothing
  | 'crossing-resolved'
  | 'cut-at-antimeridian' // RFC 7946 §3.1.9

export interface Repair {
  readonly what: RepairKind
  readonly count: number
}

/** A word for the program, so that it can act on it; `why` in the problem's details is the sentence for the reader. */
export type ShapeFault =
  | 'not-a-polygon'
  | 'not-numbers'
  | 'out-of-range'
  | 'swapped'
  | 'too-few-points'
  | 'around-a-pole'
  | 'hole-outside'
  | 'tangled'

export interface Repaired {
  readonly shape: Shape
  readonly repairs: readonly Repair[]
}

/** Raw positions as in GeoJSON: longitude, latitude, and perhaps a height, which is left out. */
export type RawPolygons = readonly (readonly (readonly (readonly unknown[])[])[])[]

/**
 * Repairs unclosed rings, repeated points, spikes, wrong winding, self-intersections and rings over the antimeridian;
 * refuses what can't be read one way only. Degrees in WGS 84; new points are rounded to 1e-7 degrees, about a centimetre.
 */
export function repairShape(raw: RawPolygons): Result<Repaired, 'areas/bad-shape'> {
  const counts = new Map<RepairKind, number>()
  const note = (what: RepairKind) => void counts.set(what, (counts.get(what) ?? 0) + 1)
  let polygons: Polygon[] = []
  for (const [p, rawRings] of raw.entries()) {
    const rings: Ring[] = []
    for (const [r, rawRing] of rawRings.entries()) {
      const at = `polygon ${p}, ring ${r}`
      const points = readPoints(rawRing, at)
      if (!points.ok) return points
      const unrolled = unroll(points.value)
      const [first, last] = [unrolled[0], unrolled[unrolled.length - 1]]
      if (first !== undefined && last !== undefined && Math.abs(last.lon - first.lon) > 180)
        return bad('around-a-pole', `${at} runs around a pole; cut it along a meridian`)
      const ring = cleanRing(unrolled, note)
      if (ring.length >= 4) rings.push(ring)
      else if (rawRings.length === 1 && raw.length === 1)
        return bad('too-few-points', `${at} encloses nothing: fewer than four different points remain`)
      else {
        note('empty-ring-removed')
        // A polygon without its outer ring is nothing; its holes go with it.
        if (r === 0) break
      }
    }
    if (rings.length > 0) polygons.push(rings)
  }
  if (polygons.length === 0) return bad('too-few-points', 'no ring encloses anything')
  const cut = clip(() => cutAtAntimeridian(polygons, note))
  if (cut === undefined) return bad('tangled', 'its rings cross in ways that can’t be resolved')
  polygons = cut
  const contact = findContact(polygons.flat())
  const overlaps = overlap(polygons)
  if (contact !== 'none' || overlaps) {
    const resolved = clip(() => resolveCrossings(polygons))
    // What only touches itself, as a repaired shape may, is left as it is.
    if (resolved === undefined && (contact === 'crossing' || overlaps))
      return bad('tangled', 'its rings cross in ways that can’t be resolved')
    if (resolved !== undefined) {
      polygons = resolved
      note('crossing-resolved')
    }
    if (polygons.length === 0) return bad('too-few-points', 'nothing is left once its crossings are resolved')
  }
  for (const [p, polygon] of polygons.entries())
    for (const hole of polygon.slice(1))
      if (!containsPoint([[polygon[0]!]], innerPointOf([[hole]])))
        return bad('hole-outside', `polygon ${p} has a hole outside its outer ring`)
  const shape = polygons.map((polygon) =>
    polygon.map((ring, index) => wind(ring, index === 0 ? 'outer' : 'hole', note)),
  )
  return ok({ shape, repairs: [...counts].map(([what, count]) => ({ what, count })) })
}

function bad(fault: ShapeFault, why: string) {
  return refuse('areas/bad-shape', { fault, why })
}

function readPoints(rawRing: unknown, at: string): Result<LonLat[], 'areas/bad-shape'> {
  if (!Array.isArray(rawRing)) return bad('not-numbers', `${at} is no list of positions`)
  const points: LonLat[] = []
  let swappedWouldFit = true
  let outside: string | undefined
  for (const [i, position] of rawRing.entries()) {
    const [lon, lat] = Array.isArray(position) ? (position as unknown[]) : []
    if (typeof lon !== 'number' || typeof lat !== 'number' || !Number.isFinite(lon) || !Number.isFinite(lat))
      return bad('not-numbers', `${at}, point ${i} is not two numbers`)
    // Longitudes a little over half a turn are how some tools write rings across the antimeridian.
    if (Math.abs(lat) > 90 || Math.abs(lon) > 360) outside ??= `${at}, point ${i} is [${lon}, ${lat}]`
    if (Math.abs(lon) > 90) swappedWouldFit = false
    points.push({ lon, lat })
  }
  if (outside !== undefined)
    return swappedWouldFit
      ? bad('swapped', `${outside}: latitude and longitude seem to be swapped`)
      : bad('out-of-range', `${outside}, which is not on Earth`)
  return ok(points)
}

function same(a: LonLat, b: LonLat): boolean {
  return a.lon === b.lon && a.lat === b.lat
}

/** Closes the ring and takes out repeated points and spikes; fewer than four points mean that it enclosed nothing. */
function cleanRing(points: readonly LonLat[], note: (what: RepairKind) => void): Ring {
  const first = points[0]
  if (first === undefined) return []
  const closed = same(first, points[points.length - 1]!) && points.length > 1
  if (!closed) note('ring-closed')
  // Open while it is cleaned, so that the seam is treated like every other place.
  const open: LonLat[] = []
  let [repeated, spikes] = [false, false]
  for (const point of closed ? points.slice(0, -1) : points) {
    open.push(point)
    for (let settled = false; !settled;) {
      settled = true
      const last = open.length - 1
      if (last >= 1 && same(open[last]!, open[last - 1]!)) {
        open.pop()
        repeated = true
      } else if (last >= 2 && turnsBack(open[last - 2]!, open[last - 1]!, open[last]!)) {
        open.splice(last - 1, 1)
        spikes = true
        settled = false
      }
    }
  }
  for (let settled = false; !settled && open.length >= 3;) {
    settled = true
    const n = open.length
    if (same(open[0]!, open[n - 1]!)) {
      open.pop()
      repeated = true
      settled = false
    } else if (turnsBack(open[n - 2]!, open[n - 1]!, open[0]!)) {
      open.pop()
      spikes = true
      settled = false
    } else if (turnsBack(open[n - 1]!, open[0]!, open[1]!)) {
      open.shift()
      spikes = true
      settled = false
    }
  }
  if (repeated) note('repeated-points-removed')
  if (spikes) note('spikes-removed')
  if (open.length < 3) return []
  const ring = [...open, open[0]!]
  return open.length === 3 && signedAreaOf(ring) === 0 ? [] : ring
}

/** Whether the way from a by b to c goes straight back over itself: nothing is enclosed on the way to b. */
function turnsBack(a: LonLat, b: LonLat, c: LonLat): boolean {
  const cross = (b.lon - a.lon) * (c.lat - b.lat) - (b.lat - a.lat) * (c.lon - b.lon)
  const along = (b.lon - a.lon) * (c.lon - b.lon) + (b.lat - a.lat) * (c.lat - b.lat)
  return cross === 0 && along < 0
}

/** Whether one part lies in another: the crossings of their borders are found elsewhere. */
function overlap(polygons: readonly Polygon[]): boolean {
  if (polygons.length < 2) return false
  return polygons.some((a, i) =>
    polygons.some((b, j) => i !== j && b[0]!.every((point) => containsPoint([a], point))),
  )
}

/**
 * Runs a clipping operation. polyclip-ts throws on about one in a thousand random tangles, because crossings that should
 * be one point differ in the last digit; with its points snapped it resolves those too. What fails even so is refused.
 */
function clip<Value>(operation: () => Value): Value | undefined {
  try {
    return operation()
  } catch {
    try {
      setPrecision(1e-12)
      return operation()
    } catch {
      return undefined
    } finally {
      setPrecision()
    }
  }
}

/** Rounding can bring borders that nearly touch to cross again, so it is repeated until it holds; that it doesn't is a tangle. */
function resolveCrossings(polygons: readonly Polygon[]): Polygon[] {
  let resolved = resolveOnce(polygons)
  for (let round = 0; findContact(resolved.flat()) === 'crossing'; round++) {
    if (round === 3) throw new RangeError('its crossings don’t settle')
    resolved = resolveOnce(resolved)
  }
  return resolved
}

function resolveOnce(polygons: readonly Polygon[]): Polygon[] {
  // One polygon at a time first: within one polygon a hole takes away, between polygons everything adds.
  const single = polygons.map((polygon) => union([toPairs(polygon)] as Geom))
  const [first, ...others] = single.filter((part) => part.length > 0)
  if (first === undefined) return []
  return fromPairs(others.length === 0 ? first : union(first, ...others))
}

function toPairs(polygon: Polygon): [number, number][][] {
  return polygon.map((ring) => ring.map(({ lon, lat }) => [lon, lat]))
}

function fromPairs(pairs: [number, number][][][]): Polygon[] {
  const round = (degrees: number) => Math.round(degrees * 1e7) / 1e7
  return pairs
    .map((polygon) =>
      polygon
        .map((ring) =>
          cleanRing(
            ring.map(([lon, lat]) => ({ lon: round(lon), lat: round(lat) })),
            () => {},
          ),
        )
        .filter((ring) => ring.length >= 4),
    )
    .filter((polygon) => polygon.length > 0)
}

/** Cuts what runs over the antimeridian into parts that don't (RFC 7946 §3.1.9). */
function cutAtAntimeridian(polygons: readonly Polygon[], note: (what: RepairKind) => void): Polygon[] {
  return polygons.flatMap((polygon) => {
    const [west, east] = extremes(polygon[0]!.map((point) => point.lon))
    if (west >= -180 && east <= 180) return [polygon]
    note('cut-at-antimeridian')
    const pairs = toPairs(polygon.map((hole, index) => (index === 0 ? hole : besideOuter(hole, west, east))))
    const parts: Polygon[] = []
    for (let turn = Math.floor((west + 180) / 360); turn * 360 - 180 < east; turn++) {
      const [from, to] = [turn * 360 - 180, turn * 360 + 180]
      const window: Geom = [
        [
          [from, -90],
          [to, -90],
          [to, 90],
          [from, 90],
          [from, -90],
        ],
      ]
      for (const part of fromPairs(intersection(pairs as Geom, window)))
        parts.push(part.map((ring) => ring.map(({ lon, lat }) => ({ lon: lon - turn * 360, lat }))))
    }
    return parts
  })
}

/** A hole may be written a whole turn away from the ring it lies in. */
function besideOuter(hole: Ring, west: number, east: number): Ring {
  const [holeWest, holeEast] = extremes(hole.map((point) => point.lon))
  const turn = [0, 360, -360].find((by) => holeWest + by >= west && holeEast + by <= east) ?? 0
  return hole.map(({ lon, lat }) => ({ lon: lon + turn, lat }))
}

/** The same points without jumps over the antimeridian: each longitude within half a turn of the one before. */
function unroll(ring: readonly LonLat[]): readonly LonLat[] {
  const jumps = ring.some(({ lon }, i) => i > 0 && Math.abs(lon - ring[i - 1]!.lon) > 180)
  if (!jumps) return ring
  let turn = 0
  return ring.map(({ lon, lat }, i) => {
    const step = i === 0 ? 0 : lon - ring[i - 1]!.lon
    if (step > 180) turn -= 360
    else if (step < -180) turn += 360
    return { lon: lon + turn, lat }
  })
}

function extremes(numbers: readonly number[]): [number, number] {
  let [low, high] = [Infinity, -Infinity]
  for (const number of numbers) {
    if (number < low) low = number
    if (number > high) high = number
  }
  return [low, high]
}

function wind(ring: Ring, place: 'outer' | 'hole', note: (what: RepairKind) => void): Ring {
  if (signedAreaOf(ring) > 0 === (place === 'outer')) return ring
  note('ring-turned')
  return [...ring].reverse()
}
