/** From “in the night to the 5th” to a range of instants, as far as the text, the day it was said and the clock it was said by allow. */
import { day, hour, instantOf, minute, type Instant } from '#base'
import type { PartOfDay } from './words/times.ts'
import { offsetAt, type WallClock } from './clocks.ts'
import type { SaidMoment } from './days.ts'
import type { SaidWhen } from './times.ts'

export interface Range {
  readonly from: Instant
  readonly to: Instant
}

/** From and to which hour, of the day itself; below zero the evening before. */
const hoursOf: { readonly [part in PartOfDay]: readonly [number, number] } = {
  'last-night': [-6, 6],
  night: [0, 6],
  'small-hours': [0, 6],
  morning: [5, 12],
  day: [12, 18],
  evening: [17, 24],
}
const around = 5 * minute
/** A clock time that is still to come today was yesterday's only where that is this short ago. */
const justPassed = 12 * hour

/** Milliseconds of the wall clock, as if it were UTC. */
type Wall = number

/**
 * From when to when, by the clock that the words name, else by any of `places`: where it isn't known which of them the text
 * means, from the earliest to the latest that it may be.
 */
export function rangeOf(when: SaidWhen, saidAt: string | null, places: readonly WallClock[]): Range | null {
  const clocks = when.zone === null || when.zone === 'local' ? places : [when.zone]
  const ranges = (clocks.length > 0 ? clocks : ['unknown']).map((clock) => rangeBy(when, saidAt, clock))
  return ranges.reduce((all, one) => {
    if (all === null || one === null) return null
    return { from: all.from < one.from ? all.from : one.from, to: all.to > one.to ? all.to : one.to }
  })
}

function rangeBy(when: SaidWhen, saidAt: string | null, clock: WallClock): Range | null {
  const own = /([+-])(\d\d):?(\d\d)$/.exec(saidAt ?? '')
  const ownOffset =
    own === null ? 0 : (own[1] === '-' ? -1 : 1) * (Number(own[2]) * hour + Number(own[3]) * minute)
  const said = saidAt === null ? Number.NaN : Date.parse(saidAt)
  const toWall = (at: number): Wall => at + offsetAt(clock, at, ownOffset)
  const toInstant = (wall: Wall) => wall - offsetAt(clock, wall, ownOffset)
  const now = Number.isNaN(said) ? null : toWall(said)

  const { begins, ends, about } = when
  if (begins.window !== undefined)
    return begins.window === 0 || Number.isNaN(said)
      ? null
      : { from: instantOf(said - begins.window * hour), to: instantOf(said) }
  const hasClock = begins.clock !== undefined || ends?.clock !== undefined
  if (hasClock && clock === 'unknown') return null
  const range = ends === null ? single(begins, now) : span(begins, ends, now)
  if (range === null) return null
  const [from, to] = range
  if (!isSane(from) || !isSane(to) || to < from) return null
  const slack = about === 'yes' && hasClock ? around : 0
  return { from: instantOf(toInstant(from) - slack), to: instantOf(toInstant(to) + slack) }
}

function isSane(wall: Wall): boolean {
  return wall > Date.UTC(1900, 0, 1) && wall < Date.UTC(2200, 0, 1)
}

function single(moment: SaidMoment, now: Wall | null): readonly [Wall, Wall] | null {
  const { clock, part } = moment
  const date = dateOf(moment, now)
  if (clock !== undefined) {
    const at = clock.hour * hour + clock.minute * minute
    if (date !== null) {
      if (date.length !== day) return null
      // “In the night to the 5th, at 23:40” was on the 4th.
      const early =
        isNight(part) && (moment.nightTo === 'yes' || part === 'last-night') && clock.hour >= 18 ? day : 0
      return [date.from + at - early, date.from + at - early]
    }
    if (now === null) return null
    const today = midnight(now) + at
    if (today <= now) return [today, today]
    return now - (today - day) <= justPassed ? [today - day, today - day] : null
  }
  if (part !== undefined) {
    const own = date ?? (now === null ? null : { from: midnight(now), length: day })
    if (own === null || own.length !== day) return null
    const [from, to] = moment.nightTo === 'yes' ? hoursOf['last-night'] : hoursOf[part]
    const back = date === null && now !== null && own.from + from * hour > now ? day : 0
    return [own.from + from * hour - back, own.from + to * hour - back]
  }
  return date === null ? null : [date.from, date.from + date.length]
}

function span(begins: SaidMoment, ends: SaidMoment, now: Wall | null): readonly [Wall, Wall] | null {
  const opens = dateOf(begins, now)
  const closes = dateOf(ends, now)
  if (begins.clock === undefined || ends.clock === undefined) {
    const [a, b] = [single(begins, now), single(ends, now)]
    return a === null || b === null ? null : [a[0], b[1]]
  }
  const first = begins.clock.hour * hour + begins.clock.minute * minute
  const last = ends.clock.hour * hour + ends.clock.minute * minute
  const over = last <= first ? day : 0
  if (opens !== null && closes !== null) return [opens.from + first, closes.from + last]
  if (closes !== null) return [closes.from + first - over, closes.from + last]
  if (opens !== null) {
    const early = begins.nightTo === 'yes' ? over : 0
    return [opens.from + first - early, opens.from + last + over - early]
  }
  if (now === null) return null
  const end = midnight(now) + last
  // Not yet over today: it was yesterday's, or it is still to come, and nobody knows which.
  if (end > now) return null
  return [midnight(now) + first - over, end]
}

function isNight(part: PartOfDay | undefined): boolean {
  return part === 'night' || part === 'last-night' || part === 'small-hours'
}

interface Days {
  readonly from: Wall
  readonly length: number
}

function dateOf(moment: SaidMoment, now: Wall | null): Days | null {
  const { year, month, day: date, weekday, relative } = moment
  if (relative !== undefined)
    return now === null ? null : { from: midnight(now) + relative * day, length: day }
  if (month !== undefined) {
    const own = year ?? nearestYear(month, date ?? 1, now)
    if (own === null) return null
    if (date !== undefined) {
      const from = Date.UTC(own, month - 1, date)
      // The 31st of June is no day.
      return new Date(from).getUTCMonth() === month - 1 ? { from, length: day } : null
    }
    return {
      from: Date.UTC(own, month - 1, 1),
      length: Date.UTC(own, month, 1) - Date.UTC(own, month - 1, 1),
    }
  }
  if (year !== undefined)
    return { from: Date.UTC(year, 0, 1), length: Date.UTC(year + 1, 0, 1) - Date.UTC(year, 0, 1) }
  if (weekday === undefined || now === null) return null
  const today = new Date(now).getUTCDay() || 7
  return { from: midnight(now) - ((today - weekday + 7) % 7) * day, length: day }
}

/** News tells what was: the last such day, or one in the coming week. */
function nearestYear(month: number, date: number, now: Wall | null): number | null {
  if (now === null) return null
  const year = new Date(now).getUTCFullYear()
  return Date.UTC(year, month - 1, date) > now + 7 * day ? year - 1 : year
}

function midnight(wall: Wall): Wall {
  return Math.floor(wall / day) * day
}
