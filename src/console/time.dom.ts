/** Times as the duty room says them: the authority’s clock and UTC, ages that count on, and what is left. */
import { language } from './words.dom.ts'
import { serverNow } from '../web/people/ask.dom.ts'

export { serverNow } from '../web/people/ask.dom.ts'

/** The authority’s, IANA name. */
export const timeZone = document.body.dataset['zone'] || 'UTC'

const short = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
const made = new Map<string, Intl.DateTimeFormat>()
/** Making one takes longer than using it a thousand times. */
function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify(options)
  const known = made.get(key)
  if (known !== undefined) return known
  const one = new Intl.DateTimeFormat(locale(), options)
  made.set(key, one)
  return one
}

/** Day before month, and 24 hours, as everywhere the product speaks English. */
function locale(): string {
  return language === 'en' ? 'en-GB' : language
}

type At = string | number

function at(instant: At): number {
  return typeof instant === 'number' ? instant : Date.parse(instant)
}

/** “00:37”, and the day before it where that isn’t today. */
export function timeSaid(instant: At): string {
  const day = format({ day: 'numeric', month: 'short', timeZone })
  const clock = format({ ...short, timeZone }).format(at(instant))
  const on = day.format(at(instant))
  return on === day.format(serverNow()) ? clock : `${on} ${clock}`
}

/** “00:37:05”. */
export function clockSaid(instant: At, zone = timeZone): string {
  return format({ ...short, second: '2-digit', timeZone: zone }).format(at(instant))
}

/** “2 Nov 2025”. */
export function daySaid(instant: At): string {
  return format({ day: 'numeric', month: 'short', year: 'numeric', timeZone }).format(at(instant))
}

/** The zone’s short name at that time: “MSK”, “GMT+3”. */
export function zoneSaid(instant: At = serverNow()): string {
  const parts = format({ ...short, timeZoneName: 'short', timeZone }).formatToParts(at(instant))
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone
}

/** “45 s”, “23 min”, “2 h 5 min”: never negative, in this language’s short units. */
export function lengthSaid(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1_000))
  if (seconds < 60) return unit(seconds, 'second')
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return unit(minutes, 'minute')
  const hours = Math.floor(minutes / 60)
  if (hours >= 48) return unit(Math.floor(hours / 24), 'day')
  return minutes % 60 === 0 ? unit(hours, 'hour') : `${unit(hours, 'hour')} ${unit(minutes % 60, 'minute')}`
}

/** “9:05”, “1:02:05”: what is left of a countdown; “0:00” when nothing is. */
export function leftSaid(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1_000))
  const two = (count: number) => String(count).padStart(2, '0')
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60]
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
}

function unit(count: number, of: 'second' | 'minute' | 'hour' | 'day'): string {
  return count.toLocaleString(language, { style: 'unit', unit: of, unitDisplay: 'short' })
}
