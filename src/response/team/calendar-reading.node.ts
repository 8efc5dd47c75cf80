/**
 * Shifts out of an iCalendar document: single and repeating entries (RFC 5545 §3.8.5), with what was moved or left out, in
 * the zones that the document brings along or, where it only names one, in that of the zone database.
 */
import ICAL from 'ical.js'
import { day, instantOf, ok, plus, refuse, type Instant, type PersonId, type Result } from '#base'
import { longestCalendar, type Shift } from './team.ts'

/** How entries name people: by the address of an attendee, or by a name that stands in their title. */
export interface CalendarPerson {
  readonly person: PersonId
  readonly name: string
  readonly email?: string
}

export interface ReadCalendar {
  readonly shifts: readonly Shift[]
  /** Titles of entries that name nobody of the team, as they stand there: they mean the whole team. */
  readonly wholeTeam: number
}

const mostEntries = 5_000
/** Of one repeating entry within the time that is asked for; a rule of every second would never end. */
const mostRepeats = 3_000

/** All shifts that touch the time between `from` and `until`, in their order. */
export function readCalendar(
  text: string,
  people: readonly CalendarPerson[],
  { from, until }: { readonly from: Instant; readonly until: Instant },
): Result<ReadCalendar, 'response/bad-calendar'> {
  const bad = (why: string) => refuse('response/bad-calendar', { why })
  if (text.length > longestCalendar) return bad('it is longer than a megabyte')
  let calendar: ICAL.Component
  try {
    const parsed = ICAL.parse(text) as unknown[]
    calendar = new ICAL.Component((Array.isArray(parsed[0]) ? parsed[0] : parsed) as never)
  } catch {
    return bad('it is no iCalendar document')
  }
  if (calendar.name !== 'vcalendar') return bad('it is no VCALENDAR')
  const zones = new Map<string, ICAL.Timezone>()
  for (const zone of calendar.getAllSubcomponents('vtimezone')) {
    const id = zone.getFirstPropertyValue('tzid')
    if (typeof id === 'string') zones.set(id, new ICAL.Timezone(zone))
  }
  const entries = calendar.getAllSubcomponents('vevent')
  if (entries.length > mostEntries) return bad(`it has more than ${mostEntries} entries`)
  const moved = entries.filter((entry) => entry.hasProperty('recurrence-id'))
  const shifts: Shift[] = []
  let wholeTeam = 0
  try {
    for (const entry of entries) {
      if (entry.hasProperty('recurrence-id') || isCancelled(entry)) continue
      const event = new ICAL.Event(entry, {
        exceptions: moved.filter(
          (one) => one.getFirstPropertyValue('uid') === entry.getFirstPropertyValue('uid'),
        ),
        strictExceptions: true,
      })
      for (const found of occurrencesOf(event, zones, until)) {
        if (found.until <= from || found.from >= until || isCancelled(found.entry)) continue
        const named = peopleIn(found.entry, people)
        if (named.length === 0) wholeTeam++
        shifts.push({ from: found.from, until: found.until, people: named })
      }
    }
  } catch (error) {
    return bad(error instanceof TooMany ? error.message : 'an entry has no times that can be read')
  }
  shifts.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.until < b.until ? -1 : 1))
  return ok({ shifts, wholeTeam })
}

class TooMany extends Error {}

interface Occurrence {
  readonly from: Instant
  readonly until: Instant
  readonly entry: ICAL.Component
}

function* occurrencesOf(
  event: ICAL.Event,
  zones: ReadonlyMap<string, ICAL.Timezone>,
  until: Instant,
): Generator<Occurrence> {
  const zoneOf = (entry: ICAL.Component) => {
    const id = entry.getFirstProperty('dtstart')?.getParameter('tzid')
    return typeof id === 'string' ? id : undefined
  }
  const at = (time: ICAL.Time, entry: ICAL.Component) => instantIn(time, zoneOf(entry), zones)
  const spanOf = (start: ICAL.Time, end: ICAL.Time, entry: ICAL.Component) => {
    const from = at(start, entry)
    const given = at(end, entry)
    // RFC 5545 §3.6.1: a day without an end is that day.
    return { from, until: given > from ? given : plus(from, start.isDate ? day : 0), entry }
  }
  if (!event.isRecurring()) {
    yield spanOf(event.startDate, event.endDate, event.component)
    return
  }
  const repeats = event.iterator()
  for (let count = 0; ; count++) {
    const next = repeats.next()
    if (!next) return
    if (count > mostRepeats * 10) throw new TooMany('an entry repeats too often')
    const { item, startDate, endDate } = event.getOccurrenceDetails(next)
    const found = spanOf(startDate, endDate, item.component)
    // A moved occurrence may lie later than those after it: a month is looked beyond.
    if (at(next, event.component) > plus(until, 31 * day)) return
    yield found
  }
}

/** A local time of a zone as an instant. A time without any zone is taken for UTC. */
function instantIn(
  time: ICAL.Time,
  zone: string | undefined,
  zones: ReadonlyMap<string, ICAL.Timezone>,
): Instant {
  const local = Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute, time.second)
  if (Number.isNaN(local)) throw new Error('no time')
  if (zone === undefined || time.zone === ICAL.Timezone.utcTimezone) return instantOf(local)
  const brought = zones.get(zone)
  const offset = brought === undefined ? offsetOf(zone, local) : brought.utcOffset(time) * 1_000
  return instantOf(local - offset)
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** Milliseconds that the zone is ahead of UTC at a local time; in the hour that comes twice the first is meant. */
function offsetOf(zone: string, local: number): number {
  const at = (instant: number) => {
    const parts = Object.fromEntries(
      formatOf(zone)
        .formatToParts(instant)
        .map(({ type, value }) => [type, Number(value)]),
    )
    const { year = 0, month = 1, day: date = 1, hour = 0, minute = 0, second = 0 } = parts
    return Date.UTC(year, month - 1, date, hour, minute, second) - instant
  }
  const [before, after] = [at(local - day / 2), at(local + day / 2)]
  if (at(local - before) === before) return before
  // A time that the clocks leap over is meant as if they had not been moved yet (RFC 5545 §3.3.5).
  return at(local - after) === after ? after : before
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone)
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      ...{ timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric' },
      ...{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
    })
    formats.set(timeZone, format)
  }
  return format
}

function isCancelled(entry: ICAL.Component): boolean {
  return String(entry.getFirstPropertyValue('status') ?? '').toUpperCase() === 'CANCELLED'
}

function peopleIn(entry: ICAL.Component, people: readonly CalendarPerson[]): PersonId[] {
  const attending = entry
    .getAllProperties('attendee')
    .filter((one) => String(one.getParameter('partstat') ?? '').toUpperCase() !== 'DECLINED')
    .map((one) =>
      String(one.getFirstValue() ?? '')
        .toLowerCase()
        .replace(/^mailto:/, ''),
    )
  const title = String(entry.getFirstPropertyValue('summary') ?? '').toLowerCase()
  return people
    .filter(
      ({ name, email }) =>
        (email !== undefined && attending.includes(email.toLowerCase())) ||
        (name !== '' && title.includes(name.toLowerCase())),
    )
    .map(({ person }) => person)
}
