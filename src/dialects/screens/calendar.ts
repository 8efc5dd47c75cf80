/** The calendar face: an event for each alert and area, with one identity from the first notice to the last. */
import { instantOf, plus, second, type AlertId, type Instant, type Mode } from '#base'
import type { AreaCode } from '#areas'
import { fill } from '#web/html'
import type { DialectGround, Picture } from '../dialect.ts'
import type { Span } from '../spans.ts'
import { escapedText, icsLine, utcTime } from './ics.ts'
import { concerns, sayer, toldFor, type Sayer, type ScreenView } from './view.ts'
import { headOf, issuerOf, lengthFor } from './text.ts'

/** How soon subscribers come back, if they heed it. */
const refreshAfter = 'PT5M'
/** A calendar of a whole country stays under a megabyte; what goes on is never left out for it. */
const mostPast = 500

interface CalendarEvent {
  readonly alert: AlertId
  readonly area: AreaCode
  readonly revision: number
  readonly from: Instant
  readonly to: Instant
  /** Of the last notice. */
  readonly at: Instant
  readonly language: string
  readonly summary: string
  readonly place: string
  /** Empty where nothing more is to be said. */
  readonly told: string
  /** As they stand in the line. */
  readonly categories: string
  readonly status: 'CONFIRMED' | 'CANCELLED'
}

export function calendarFace(
  view: ScreenView,
  picture: Picture,
  spans: readonly Span[],
  ground: DialectGround,
): string {
  const said = sayer(ground, view.language)
  const began = beginnings(spans)
  const now = nowEvents(view, began)
  const going = new Set(now.map(keyOf))
  const events = [...now, ...pastEvents(view, picture, spans, { began, going, said })]
  const name = `${view.mode === 'drill' ? `${view.words.drill}: ` : ''}${fill(view.words.title, { place: view.place })}`
  const host = hostOf(ground.sender)
  const told = remembered((text: string) =>
    icsLine(`DESCRIPTION;LANGUAGE=${view.language}`, escapedText(text)),
  )
  return [
    'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Tocsin//Screens//EN\r\nCALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n',
    icsLine('NAME', escapedText(name)),
    icsLine('X-WR-CALNAME', escapedText(name)),
    icsLine('X-WR-TIMEZONE', ground.timeZone),
    icsLine('REFRESH-INTERVAL;VALUE=DURATION', refreshAfter),
    icsLine('X-PUBLISHED-TTL', refreshAfter),
    // RFC 5545 §3.6: a calendar without any component is none.
    ...(events.length === 0 ? utcZone.map((line) => `${line}\r\n`) : []),
    ...events.map((event) => eventText(event, host, told)),
    'END:VCALENDAR\r\n',
  ].join('')
}

function eventText(event: CalendarEvent, host: string, told: (text: string) => string): string {
  const { alert, area, at, language, from, to } = event
  const stamp = utcTime(at)
  return [
    'BEGIN:VEVENT\r\n',
    icsLine('UID', `${escapedText(`${alert}.${area}`)}@${host}`),
    `DTSTAMP:${stamp}\r\nLAST-MODIFIED:${stamp}\r\nSEQUENCE:${event.revision}\r\nSTATUS:${event.status}\r\n`,
    `DTSTART:${utcTime(from)}\r\nDTEND:${utcTime(to)}\r\n`,
    icsLine(`SUMMARY;LANGUAGE=${language}`, escapedText(event.summary)),
    icsLine(`LOCATION;LANGUAGE=${language}`, escapedText(event.place)),
    icsLine('CATEGORIES', event.categories),
    // A warning makes nobody busy.
    'TRANSP:TRANSPARENT\r\n',
    event.told === '' ? '' : told(event.told),
    'END:VEVENT\r\n',
  ].join('')
}

/** The same words stand at every area of an alert. */
function remembered(make: (text: string) => string): (text: string) => string {
  const made = new Map<string, string>()
  return (text) => {
    let found = made.get(text)
    if (found === undefined) made.set(text, (found = make(text)))
    return found
  }
}

function nowEvents(view: ScreenView, began: ReadonlyMap<string, Instant>): CalendarEvent[] {
  const { standing, words, language } = view
  const count = standing.reduce((sum, { places }) => sum + places.length, 0)
  const length = lengthFor(count)
  return standing.flatMap((one) => {
    const { alert, mode, gravity, since } = one
    const { threat } = alert.content
    const told = [
      ...(length === 'none' ? [] : [one.text(length).text]),
      ...(length === 360 ? [words.endMoves, fill(words.issuedBy, { issuer: issuerOf(one, view) })] : []),
    ].join('\n\n')
    const categories = categoriesOf([threat, gravity], mode)
    const head = headOf(one, view)
    return one.places.map(({ code, name }): CalendarEvent => {
      const from = began.get(`${alert.id} ${code}`) ?? since
      return {
        ...{ alert: alert.id, area: code, revision: alert.revision, from, at: alert.revisedAt, language },
        to: after(from, alert.renewBy),
        summary: `${head} · ${name}`,
        place: name,
        ...{ told, categories },
        status: 'CONFIRMED',
      }
    })
  })
}

const headings = { 'all-clear': 'allClear', retracted: 'retracted', lapsed: 'lapsed' } as const

/** What ended: for one area all that is known, for the whole installation a day. */
function pastEvents(
  { area, at, words, language }: ScreenView,
  picture: Picture,
  spans: readonly Span[],
  {
    began,
    going,
    said,
  }: {
    readonly began: ReadonlyMap<string, Instant>
    readonly going: ReadonlySet<string>
    readonly said: Sayer
  },
): CalendarEvent[] {
  const oldest = area === undefined ? plus(at, -toldFor) : instantOf(0)
  const last = new Map<string, Span>()
  for (const span of spans) {
    const key = keyOf(span)
    if (span.mode === 'test' || going.has(key) || !concerns(picture, area, span.area)) continue
    const known = last.get(key)
    if (known === undefined || (span.until ?? '') >= (known.until ?? '')) last.set(key, span)
  }
  return [...last.values()]
    .filter(({ until }) => until !== undefined && until > oldest)
    .sort((a, b) => (a.until! < b.until! ? 1 : -1))
    .slice(0, mostPast)
    .map((span): CalendarEvent => {
      const { mode, gravity, threat } = span
      const how = span.how === undefined || span.how === 'moved-on' ? 'all-clear' : span.how
      const until = span.until as Instant
      const from = began.get(keyOf(span)) ?? span.since
      const name = said.danger(span)
      const place = said.area(span)
      const mark = mode === 'drill' ? `${words.drill}: ` : ''
      return {
        ...{ alert: span.alert, area: span.area, revision: span.revision, from, at: until, language, place },
        to: after(from, until),
        // An all-clear needs no word before it: the event is over.
        summary: `${mark}${how === 'all-clear' ? '' : `${words[headings[how]]}: `}${name} · ${place}`,
        told:
          how === 'lapsed'
            ? words.lapsedMeans
            : how === 'retracted'
              ? fill(words.retractedMeans, { danger: name })
              : '',
        categories: categoriesOf([threat, gravity], mode),
        status: how === 'retracted' ? 'CANCELLED' : 'CONFIRMED',
      }
    })
}

function beginnings(spans: readonly Span[]): ReadonlyMap<string, Instant> {
  const began = new Map<string, Instant>()
  // Oldest first.
  for (const span of spans) if (!began.has(keyOf(span))) began.set(keyOf(span), span.since)
  return began
}

function keyOf({ alert, area }: Pick<Span, 'alert' | 'area'>): string {
  return `${alert} ${area}`
}

function categoriesOf(names: readonly string[], mode: Mode): string {
  return [...names, ...(mode === 'drill' ? ['DRILL'] : [])].map(escapedText).join(',')
}

/** RFC 5545 §3.6.1: an event ends later than it begins, and here seconds are the finest. */
function after(from: Instant, to: Instant): Instant {
  return to.slice(0, 19) > from.slice(0, 19) ? to : plus(from, second)
}

/** The part of a CAP sender that names the installation. */
function hostOf(sender: string): string {
  return sender.slice(sender.lastIndexOf('@') + 1).replaceAll(/[^A-Za-z0-9.-]/g, '-')
}

const utcZone = [
  ...['BEGIN:VTIMEZONE', 'TZID:Etc/UTC', 'BEGIN:STANDARD', 'DTSTART:19700101T000000'],
  ...['TZOFFSETFROM:+0000', 'TZOFFSETTO:+0000', 'END:STANDARD', 'END:VTIMEZONE'],
]
