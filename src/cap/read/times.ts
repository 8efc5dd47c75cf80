/** Times as messages have them: CAP's own form exactly, others where only one instant can be meant, none without a zone. */
import type { CapVersion } from '../reading.ts'
import type { CapTime } from '../time.ts'
import type { XmlElement } from '../xml/tree.ts'
import { readFindings } from './read-findings.ts'
import type { Reader } from './reader.ts'
import { readToken, type Need } from './text.ts'

export function readTime(
  element: XmlElement | undefined,
  reader: Reader,
  need: Need = 'optional',
): CapTime | undefined {
  const text = readToken(element, reader, need)
  return text === undefined ? undefined : readTimeText(text, element!, reader)
}

/** The time in a text that stands in the element. */
export function readTimeText(text: string, element: XmlElement, reader: Reader): CapTime | undefined {
  const time = understandTime(text)
  const { version } = reader
  for (const oddity of time.oddities) {
    const code = isAllowedIn(version, oddity) ? 'cap/time-of-old-version' : oddity
    reader.found.report(readFindings, code, element, { element: element.name, text, meant: time.at, version })
  }
  return time.at
}

/** Any xs:dateTime would do at first; CAP 1.1 forbade letters for zones, and 1.2 fixed the rest of the form. */
function isAllowedIn(version: CapVersion, oddity: Oddity): boolean {
  return (
    (oddity === 'cap/time-fraction' && version !== '1.2') || (oddity === 'cap/time-zulu' && version === '1.0')
  )
}

type Oddity =
  | 'cap/time-zulu'
  | 'cap/time-fraction'
  | 'cap/time-without-zone'
  | 'cap/time-format'
  | 'cap/invalid-time'

export interface TimeUnderstood {
  /** Undefined where it is no time, or one of an unknown zone. */
  readonly at: CapTime | undefined
  readonly oddities: readonly Oddity[]
}

const exact = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/
const loose =
  /^(\d{4})-(\d\d?)-(\d\d?)(?:[T\s]+(\d\d?):(\d\d)(?::(\d\d)([.,]\d+)?)?)?\s*(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?$/i
/** RFC 822 §5 and RFC 2822 §3.3, with a year of four digits. */
const mail =
  /^(?:[a-z]{3,9},?\s+)?(\d\d?)[\s-]([a-z]{3})[a-z]*[\s-](\d{4})\s+(\d\d?):(\d\d)(?::(\d\d))?\s*([a-z]{1,4}|[+-]\d\d:?\d\d)?$/i

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
/** The zones that RFC 822 gives a meaning; any other letters could be several places. */
const zones: ReadonlyMap<string, string> = new Map(
  Object.entries({
    z: '-00:00',
    ut: '-00:00',
    utc: '-00:00',
    gmt: '-00:00',
    est: '-05:00',
    edt: '-04:00',
    cst: '-06:00',
    cdt: '-05:00',
    mst: '-07:00',
    mdt: '-06:00',
    pst: '-08:00',
    pdt: '-07:00',
  }),
)

const quiet: readonly Oddity[] = []

export function understandTime(text: string): TimeUnderstood {
  if (exact.test(text)) return isReal(text) ? { at: text as CapTime, oddities: quiet } : invalid
  if (text.length > 64) return invalid
  const iso = loose.exec(text)
  if (iso !== null) {
    const [, year, month, day, hour, minute, seconds, fraction, zone] = iso
    if (hour === undefined) return zone === undefined ? withoutZone : invalid
    if (zone === undefined) return withoutZone
    const at = written(year!, month!, day!, hour, minute!, seconds, zone)
    if (at === undefined) return invalid
    const oddities: Oddity[] = []
    if (/^[a-z]/i.test(zone)) oddities.push('cap/time-zulu')
    if (fraction !== undefined) oddities.push('cap/time-fraction')
    if (oddities.length === 0 || !tidy.test(text)) oddities.push('cap/time-format')
    return { at, oddities }
  }
  const letter = mail.exec(text)
  if (letter === null) return invalid
  const [, day, month, year, hour, minute, seconds, zone] = letter
  if (zone === undefined) return withoutZone
  const offset = /^[a-z]/i.test(zone) ? zones.get(zone.toLowerCase()) : zone
  const at =
    offset === undefined
      ? undefined
      : written(
          year!,
          String(months.indexOf(month!.toLowerCase()) + 1),
          day!,
          hour!,
          minute!,
          seconds,
          offset,
        )
  return at === undefined ? invalid : { at, oddities: ['cap/time-format'] }
}

/** Nothing odd but a Z or a fraction. */
const tidy = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/
const invalid: TimeUnderstood = { at: undefined, oddities: ['cap/invalid-time'] }
const withoutZone: TimeUnderstood = { at: undefined, oddities: ['cap/time-without-zone'] }

function written(
  year: string,
  month: string,
  day: string,
  hour: string,
  minute: string,
  seconds: string | undefined,
  zone: string,
): CapTime | undefined {
  const digits = zone.replace(':', '')
  const offset = zones.get(zone.toLowerCase()) ?? `${digits.slice(0, 3)}:${digits.slice(3) || '00'}`
  const text = `${year}-${two(month)}-${two(day)}T${two(hour)}:${minute}:${seconds ?? '00'}${offset}`
  return exact.test(text) && isReal(text) ? (text as CapTime) : undefined
}

function two(digits: string): string {
  return digits.padStart(2, '0')
}

/** The day is in the calendar, the clock shows that time, and some place has that offset (XML Schema 1.0 part 2 §3.2.7). */
function isReal(text: string): boolean {
  const month = number2(text, 5)
  const day = number2(text, 8)
  if (month < 1 || month > 12 || day < 1 || number2(text, 14) > 59 || number2(text, 17) > 59) return false
  if (day > 28 && day > daysIn(Number(text.slice(0, 4)), month)) return false
  const hour = number2(text, 11)
  // 24:00:00 is the end of the day.
  if (hour > 23 && (hour !== 24 || number2(text, 14) !== 0 || number2(text, 17) !== 0)) return false
  const hours = number2(text, 20)
  const minutes = number2(text, 23)
  return minutes <= 59 && hours * 60 + minutes <= 14 * 60
}

function number2(text: string, at: number): number {
  return (text.charCodeAt(at) - 48) * 10 + text.charCodeAt(at + 1) - 48
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}
