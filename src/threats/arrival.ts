/**
 * When something that moves could reach an area, so that people there are warned in time: the earliest at its fastest,
 * the latest at its slowest, going straight to the nearest point that lies in its direction. It says when to warn and
 * nothing else; what it can't know it calls unknown.
 */
import { containsPoint, kilometresBetween, type Area, type LonLat, type Ring } from '#areas'
import { between, hour, minute, plus, type Instant } from '#base'
import { bearingBetween, type Motion } from './track.ts'

export type Arrival =
  | {
      readonly reach: 'possible'
      readonly earliest: Instant
      readonly latest: Instant
      /** Measured to the nearest point of its shape, or only to its centre: its edge may then be reached before. */
      readonly to: 'shape' | 'centre'
      readonly kilometres: number
    }
  | { readonly reach: 'not-in-its-direction' }
  | { readonly reach: 'unknown'; readonly why: 'no-speed' | 'no-place' }

/** Half of the cone around a heading when it is just seen. */
const coneDegrees = 30
/** By how much the cone widens to each side for each minute without news; after 75 minutes it may have turned anywhere. */
const wideningDegreesPerMinute = 2

/** Half the angle within which it is reckoned to go, `now`; 180 is every direction. */
export function spreadDegrees({ seen, headingDegrees }: Motion, now: Instant): number {
  if (headingDegrees === 'unknown') return 180
  const silentMinutes = Math.max(0, between(seen.at, now)) / minute
  return Math.min(180, coneDegrees + wideningDegreesPerMinute * silentMinutes)
}

export function arrivalAt(motion: Motion, area: Pick<Area, 'shape' | 'centre'>, now: Instant): Arrival {
  const hasShape = area.shape !== undefined && area.shape.length > 0
  if (!hasShape && area.centre === undefined) return { reach: 'unknown', why: 'no-place' }
  const cone = { heading: motion.headingDegrees, half: spreadDegrees(motion, now) }
  const kilometres = hasShape
    ? nearestOf(motion.seen, area.shape!, cone)
    : toPoint(motion.seen, area.centre!, cone)
  if (kilometres === undefined) return { reach: 'not-in-its-direction' }
  const { speedKmPerHour: speed } = motion
  if (speed === 'unknown') return { reach: 'unknown', why: 'no-speed' }
  const after = (kmPerHour: number) => plus(motion.seen.at, Math.round((kilometres / kmPerHour) * hour))
  return {
    ...{ reach: 'possible', earliest: after(speed.to), latest: after(speed.from) },
    ...{ to: hasShape ? 'shape' : 'centre', kilometres },
  }
}

interface Cone {
  readonly heading: number | 'unknown'
  readonly half: number
}

function toPoint(from: LonLat, point: LonLat, cone: Cone): number | undefined {
  const kilometres = kilometresBetween(from, point)
  return kilometres === 0 || isWithin(bearingBetween(from, point), cone) ? kilometres : undefined
}

function isWithin(bearing: number, { heading, half }: Cone): boolean {
  if (heading === 'unknown' || half >= 180) return true
  const apart = Math.abs(bearing - heading) % 360
  return Math.min(apart, 360 - apart) <= half + 1e-9
}

/** Kilometres east and north on a plane that keeps every distance and direction from its origin. */
interface Flat {
  readonly x: number
  readonly y: number
}

const radians = Math.PI / 180
/** As `kilometresBetween` has it: a degree of a great circle is 111.195 km. */
const earthRadiusKm = 111.195 / radians

function nearestOf(from: LonLat, shape: NonNullable<Area['shape']>, cone: Cone): number | undefined {
  if (containsPoint(shape, from)) return 0
  const flatOf = flatAround(from)
  let nearest: number | undefined
  for (const polygon of shape)
    for (const ring of polygon) {
      const found = nearestOnRing(flatOf, ring, cone)
      if (found !== undefined && (nearest === undefined || found < nearest)) nearest = found
    }
  return nearest
}

function nearestOnRing(flatOf: (point: LonLat) => Flat, ring: Ring, cone: Cone): number | undefined {
  let nearest: number | undefined
  let before: Flat | undefined
  for (const point of ring) {
    const flat = flatOf(point)
    if (before !== undefined) {
      const found = nearestOnEdge(before, flat, cone)
      if (found !== undefined && (nearest === undefined || found < nearest)) nearest = found
    }
    before = flat
  }
  return nearest
}

/** Azimuthal equidistant around a point. Edges are short beside the distance to them, so that they stay straight on it. */
function flatAround(from: LonLat): (point: LonLat) => Flat {
  const sinFrom = Math.sin(from.lat * radians)
  const cosFrom = Math.cos(from.lat * radians)
  return ({ lon, lat }) => {
    const sin = Math.sin(lat * radians)
    const cos = Math.cos(lat * radians)
    const cosEast = Math.cos((lon - from.lon) * radians)
    const x = cos * Math.sin((lon - from.lon) * radians)
    const y = cosFrom * sin - sinFrom * cos * cosEast
    const across = Math.hypot(x, y)
    const angle = Math.atan2(across, sinFrom * sin + cosFrom * cos * cosEast)
    const scale = across === 0 ? 0 : (angle * earthRadiusKm) / across
    return { x: x * scale, y: y * scale }
  }
}

/**
 * The distance along an edge falls and then rises. So the nearest point that counts is the nearest of all if it lies in
 * the cone, else an end of the edge, or where a side of the cone cuts it.
 */
function nearestOnEdge(a: Flat, b: Flat, cone: Cone): number | undefined {
  const dx = b.x - a.x
  const dy = b.y - a.y
  const length = dx * dx + dy * dy
  const at = (t: number): Flat => ({ x: a.x + t * dx, y: a.y + t * dy })
  const foot = at(length === 0 ? 0 : Math.min(1, Math.max(0, -(a.x * dx + a.y * dy) / length)))
  if (isInCone(foot, cone)) return Math.hypot(foot.x, foot.y)
  if (cone.heading === 'unknown') return undefined
  const candidates = [a, b].filter((point) => isInCone(point, cone))
  for (const side of [cone.heading - cone.half, cone.heading + cone.half]) {
    const sx = Math.sin(side * radians)
    const sy = Math.cos(side * radians)
    const across = dx * sy - dy * sx
    if (across === 0) continue
    const t = -(a.x * sy - a.y * sx) / across
    const cut = at(t)
    if (t >= 0 && t <= 1 && cut.x * sx + cut.y * sy > 0) candidates.push(cut)
  }
  return candidates.length === 0 ? undefined : Math.min(...candidates.map(({ x, y }) => Math.hypot(x, y)))
}

function isInCone({ x, y }: Flat, cone: Cone): boolean {
  if (x === 0 && y === 0) return true
  return isWithin((Math.atan2(x, y) / radians + 360) % 360, cone)
}
