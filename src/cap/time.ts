/** CAP's way of writing a time: whole seconds and a numeric zone, `2025-11-02T00:37:00+03:00`; UTC is `-00:00`, never `Z` (CAP 1.2 §3.3.2). */
import { epochMilliseconds, instantOf, minute, second, type Brand, type Instant } from '#base'

export type CapTime = Brand<string, 'CapTime'>

/**
 * The instant in a zone named as the IANA database names it (`Europe/Moscow`, `UTC`), cut to the whole second.
 * Throws a RangeError on a zone that is not in the database: settings are checked when they are read.
 */
export function capTime(at: Instant, zone: string): CapTime {
  const offset = offsetMinutes(at, zone)
  const local = instantOf(Math.floor(epochMilliseconds(at) / second) * second + offset * minute)
  return `${local.slice(0, 19)}${sayOffset(offset)}` as CapTime
}

export function instantOfCapTime(time: CapTime): Instant {
  return instantOf(epochOfCapTime(time))
}

/** Milliseconds since 1970-01-01T00:00:00Z, for comparisons: every digit has its place, which is faster than `Date.parse`. */
export function epochOfCapTime(time: CapTime): number {
  const year = twoDigitsAt(time, 0) * 100 + twoDigitsAt(time, 2)
  // `Date.UTC` takes these years for those of the 20th century.
  if (!(year >= 100)) return Date.parse(time.replace('-00:00', '+00:00'))
  const local = Date.UTC(
    year,
    twoDigitsAt(time, 5) - 1,
    twoDigitsAt(time, 8),
    twoDigitsAt(time, 11),
    twoDigitsAt(time, 14),
    twoDigitsAt(time, 17),
  )
  const offset = (twoDigitsAt(time, 20) * 60 + twoDigitsAt(time, 23)) * minute
  return time.charCodeAt(19) === 0x2d ? local + offset : local - offset
}

function twoDigitsAt(time: CapTime, at: number): number {
  return (time.charCodeAt(at) - 0x30) * 10 + time.charCodeAt(at + 1) - 0x30
}

/** The same instant as Atom writes it (RFC 4287 §3.3). */
export function atomTime(time: CapTime): string {
  return time.replace('-00:00', 'Z')
}

const formats = new Map<string, Intl.DateTimeFormat>()
const offsets = new Map<string, number>()
const mostOffsets = 1_000

/** Zones change their offset at quarters of an hour at most; to ask the database for each time of a long list takes milliseconds. */
function offsetMinutes(at: Instant, zone: string): number {
  const quarter = `${zone} ${Math.floor(epochMilliseconds(at) / (15 * minute))}`
  let offset = offsets.get(quarter)
  if (offset === undefined) {
    if (offsets.size >= mostOffsets) offsets.clear()
    offsets.set(quarter, (offset = readOffset(at, zone)))
  }
  return offset
}

function readOffset(at: Instant, zone: string): number {
  let format = formats.get(zone)
  if (format === undefined) {
    // The language is fixed, so that the machine's own never shows in a message.
    format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' })
    formats.set(zone, format)
  }
  const name = format.formatToParts(new Date(at)).find((part) => part.type === 'timeZoneName')?.value ?? ''
  const [, sign, hours = '0', minutes = '0'] = /^GMT(?:([+-])(\d\d):(\d\d))?/.exec(name) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
}

function sayOffset(offset: number): string {
  if (offset === 0) return '-00:00'
  const size = Math.abs(offset)
  return `${offset < 0 ? '-' : '+'}${twoDigits(Math.floor(size / 60))}:${twoDigits(size % 60)}`
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0')
}
