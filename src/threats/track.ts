/** Something that moves and was seen: where it goes and how fast, as far as that is known; nothing is made up. */
import { kilometresBetween, type LonLat } from '#areas'
import { between, hour, minute, ok, refuse, type Instant, type Result } from '#base'
import type { SpeedRange, ThreatId } from './threat.ts'

export interface Seen extends LonLat {
  readonly at: Instant
}

export interface Track {
  readonly threat: ThreatId
  /** At least one; the earliest first. */
  readonly seen: readonly Seen[]
  /** Where it heads, as somebody said: degrees from north, clockwise. Left out, two positions tell. */
  readonly headingDegrees?: number
  /** As somebody said. Left out, two positions or the threat's own range tell. */
  readonly speedKmPerHour?: SpeedRange
}

/** How it moves since it was last seen. */
export interface Motion {
  readonly seen: Seen
  /** Degrees from north, clockwise, in [0, 360). */
  readonly headingDegrees: number | 'unknown'
  readonly speedKmPerHour: SpeedRange | 'unknown'
}

/** Two positions closer than this tell no heading: a witness's place is no better known. */
const leastStretchKm = 1
/** How far a speed reckoned from two witnesses may be wrong, either way. */
const mayDiffer = 0.25
/** Clocks of those who report differ. */
const clocksMayDifferBy = minute

export const positionsKeptFor = 24 * hour

/** Whether positions make a track at this time: in order, none still to come, none older than what is kept. */
export function checkSeen(
  seen: readonly Seen[],
  now: Instant,
): Result<void, 'threats/times-out-of-order' | 'threats/seen-in-the-future' | 'threats/seen-too-long-ago'> {
  for (const [index, { at }] of seen.entries()) {
    const place = `seen[${index}].at`
    const before = seen[index - 1]
    if (before !== undefined && at <= before.at) return refuse('threats/times-out-of-order', { at: place })
    if (between(now, at) > clocksMayDifferBy)
      return refuse('threats/seen-in-the-future', { at: place, seenAt: at })
    if (between(at, now) > positionsKeptFor)
      return refuse('threats/seen-too-long-ago', { at: place, seenAt: at })
  }
  return ok()
}

/** `usual` is the threat's own range of speeds, where it has one. */
export function motionOf(track: Track, usual: SpeedRange | undefined): Motion {
  const seen = track.seen.at(-1)!
  const before = track.seen.at(-2)
  const stretch =
    before === undefined || kilometresBetween(before, seen) < leastStretchKm ? undefined : { before, seen }
  return {
    seen,
    headingDegrees:
      track.headingDegrees ??
      (stretch === undefined ? 'unknown' : onward(bearingBetween(stretch.seen, stretch.before))),
    speedKmPerHour: track.speedKmPerHour ?? speedOf(stretch, usual) ?? 'unknown',
  }
}

/**
 * What two positions say, with its error, as far as the kind can fly so; where they say something the kind can't, both
 * stand, because the kind may have been mistaken.
 */
function speedOf(
  stretch: { readonly before: Seen; readonly seen: Seen } | undefined,
  usual: SpeedRange | undefined,
): SpeedRange | undefined {
  if (stretch === undefined) return usual
  const hours = between(stretch.before.at, stretch.seen.at) / hour
  const measured = kilometresBetween(stretch.before, stretch.seen) / hours
  const told = { from: measured * (1 - mayDiffer), to: measured * (1 + mayDiffer) }
  if (usual === undefined) return told
  const within = { from: Math.max(told.from, usual.from), to: Math.min(told.to, usual.to) }
  if (within.from <= within.to) return within
  return { from: Math.min(told.from, usual.from), to: Math.max(told.to, usual.to) }
}

const radians = Math.PI / 180

/** The direction in which the great circle leaves `from` for `to`: degrees from north, clockwise, in [0, 360). */
export function bearingBetween(from: LonLat, to: LonLat): number {
  const east = (to.lon - from.lon) * radians
  const y = Math.sin(east) * Math.cos(to.lat * radians)
  const x =
    Math.cos(from.lat * radians) * Math.sin(to.lat * radians) -
    Math.sin(from.lat * radians) * Math.cos(to.lat * radians) * Math.cos(east)
  return inCircle(Math.atan2(y, x) / radians)
}

/** At the second position the great circle from the first leads straight on: away from where it came. */
function onward(backward: number): number {
  return inCircle(backward + 180)
}

function inCircle(degrees: number): number {
  const turned = degrees % 360
  return turned < 0 ? turned + 360 : turned
}
