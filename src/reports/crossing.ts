/**
 * Where lines of sight cross: a hint of where something was when people at two places or more pointed at it. It is no track, and it
 * says how wrong it may be; where the lines do not meet, nothing.
 */
import { kilometresBetween, type LonLat } from '#areas'
import type { Bearing } from './told.ts'

export interface Sight {
  /** Where whoever saw it stands. */
  readonly from: LonLat
  /** How far from there they may be. */
  readonly withinKm: number
  readonly bearing: Bearing
  /** How far what they saw may have gone between their sight and the moment that is asked about. */
  readonly movedKm: number
}

export interface Crossing {
  readonly at: LonLat
  /** Half the longer axis of the ellipse in which it is 95 of 100 times, if the bearings are as good as they say. */
  readonly withinKm: number
  readonly sights: number
  readonly farthestKm: number
}

export type NoCrossing = 'one-place' | 'too-alike' | 'do-not-meet' | 'behind' | 'too-far'

/** Nobody sees a thing in the sky, and knows its direction, from farther. */
const farthestKm = 60
/** A hint that may be anywhere in a district is none. */
const widestKm = 25
/** Places nearer than this to each other are one: phones don't know theirs better. */
const leastApartKm = 1.5
const kmPerDegree = 111.195
const rounds = 12
/** Two standard deviations of two dimensions: √5.99. */
const ninetyFive = 2.447
/** Chi-squared over its degrees of freedom, beyond which lines are of more than one thing. */
const worstFit = 4

interface Flat {
  readonly x: number
  readonly y: number
}

export function crossingOf(
  sights: readonly Sight[],
):
  | { readonly found: 'yes'; readonly crossing: Crossing }
  | { readonly found: 'no'; readonly why: NoCrossing } {
  const origin = sights[0]?.from
  if (origin === undefined || !areApart(sights)) return none('one-place')
  // On a flat map round the first of them: over such distances the earth's curve is nothing beside a hand's aim.
  const narrow = Math.cos((origin.lat * Math.PI) / 180)
  const flat = ({ lon, lat }: LonLat): Flat => ({
    x: (lon - origin.lon) * kmPerDegree * narrow,
    y: (lat - origin.lat) * kmPerDegree,
  })
  const lines = sights.map(({ from, withinKm, bearing, movedKm }) => {
    const angle = (bearing.degrees * Math.PI) / 180
    return {
      from: flat(from),
      along: { x: Math.sin(angle), y: Math.cos(angle) },
      sine: Math.sin((Math.min(60, bearing.accuracyDegrees) * Math.PI) / 180),
      still: withinKm ** 2 + movedKm ** 2,
    }
  })
  let at: Flat = { x: 0, y: 0 }
  let distances = lines.map(() => 10)
  let [a, b, c] = [0, 0, 0]
  let fit = 0
  for (let round = 0; round < rounds; round++) {
    let [u, v] = [0, 0]
    ;[a, b, c] = [0, 0, 0]
    lines.forEach(({ from, along, sine, still }, i) => {
      // Across the line: an error of the angle grows with the distance.
      const weight = 1 / (still + (sine * distances[i]!) ** 2)
      const across = { x: along.y, y: -along.x }
      const off = across.x * from.x + across.y * from.y
      a += weight * across.x * across.x
      b += weight * across.x * across.y
      c += weight * across.y * across.y
      u += weight * across.x * off
      v += weight * across.y * off
    })
    const determinant = a * c - b * b
    if (determinant < 1e-9 * (a + c) ** 2 || determinant === 0) return none('too-alike')
    at = { x: (c * u - b * v) / determinant, y: (a * v - b * u) / determinant }
    distances = lines.map(({ from }) => Math.max(0.5, Math.hypot(at.x - from.x, at.y - from.y)))
    if (!distances.every((km) => km < 1_000)) return none('too-alike')
  }
  for (const [i, { from, along, sine, still }] of lines.entries()) {
    const [x, y] = [at.x - from.x, at.y - from.y]
    const deviation = Math.sqrt(still + (sine * distances[i]!) ** 2)
    if (along.x * x + along.y * y < -deviation) return none('behind')
    fit += (along.y * x - along.x * y) ** 2 / deviation ** 2
  }
  if (Math.max(...distances) > farthestKm) return none('too-far')
  if (sights.length > 2 && fit / (sights.length - 2) > worstFit) return none('do-not-meet')
  // The covariance is the inverse of the sums; its greater eigenvalue is the longer axis.
  const determinant = a * c - b * b
  const [mean, half] = [(a + c) / 2, Math.hypot((a - c) / 2, b)]
  const withinKm = ninetyFive * Math.sqrt((mean + half) / determinant)
  if (withinKm > widestKm) return none('too-alike')
  const place = { lon: origin.lon + at.x / kmPerDegree / narrow, lat: origin.lat + at.y / kmPerDegree }
  return {
    found: 'yes',
    crossing: {
      at: { lon: rounded(place.lon, 3), lat: rounded(place.lat, 3) },
      withinKm: Math.ceil(withinKm * 10) / 10,
      sights: sights.length,
      farthestKm: rounded(Math.max(...distances), 1),
    },
  }
}

function none(why: NoCrossing) {
  return { found: 'no', why } as const
}

function areApart(sights: readonly Sight[]): boolean {
  return sights.some(({ from }, i) =>
    sights.slice(0, i).some((other) => kilometresBetween(from, other.from) >= leastApartKm),
  )
}

function rounded(value: number, decimals: number): number {
  return Math.round(value * 10 ** decimals) / 10 ** decimals
}
