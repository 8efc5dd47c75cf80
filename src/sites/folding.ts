/** What came is folded into hours and days: decided here once for every database, so that all of them keep the same bytes. */
import { day, hour } from '#base'
import {
  decodeDay,
  decodeHour,
  encodeDay,
  encodeHour,
  joinRollups,
  joinTimed,
  rollUp,
  startOf,
  steps,
  type Rollup,
  type Timed,
} from './block.ts'
import type { Reading } from './reading.ts'
import type { StationId } from './site.ts'

/** A station's hour or day; `place` counts hours or days since 1970-01-01T00:00:00Z. */
export interface BlockKey {
  readonly station: StationId
  readonly place: number
}
export interface BlockRow extends BlockKey {
  readonly bytes: Uint8Array
}
export interface Folded {
  readonly hours: readonly BlockRow[]
  readonly days: readonly BlockRow[]
}

export interface Touched {
  readonly hours: readonly BlockKey[]
  readonly days: readonly BlockKey[]
}

/** The hours and days that readings fall in, each once. */
export function touchedBy(readings: readonly Reading[]): Touched {
  const keys = (length: number) => {
    const found = new Map<string, BlockKey>()
    for (const { station, atMs } of readings) {
      const place = Math.floor(atMs / length)
      const key = `${place} ${station}`
      if (!found.has(key)) found.set(key, { station, place })
    }
    return [...found.values()]
  }
  return { hours: keys(hour), days: keys(day) }
}

/** `kept` holds what stands of the hours and days touched; where readings were forgotten and their roll-ups were not, these are joined. */
export function fold(readings: readonly Reading[], kept: Folded): Folded {
  const keyOf = ({ station, place }: BlockKey) => `${place} ${station}`
  const hoursKept = new Map(kept.hours.map((row) => [keyOf(row), row.bytes]))
  const daysKept = new Map(kept.days.map((row) => [keyOf(row), row.bytes]))
  const byHour = new Map<string, { key: BlockKey; readings: Timed[] }>()
  for (const { station, ...timed } of readings) {
    const key = { station, place: Math.floor(timed.atMs / hour) }
    const one = byHour.get(keyOf(key))
    if (one === undefined) byHour.set(keyOf(key), { key, readings: [timed] })
    else one.readings.push(timed)
  }
  const days = new Map<string, { key: BlockKey; rollups: Rollup[] }>()
  const hours = [...byHour].map(([name, { key, readings: later }]): BlockRow => {
    const hourAtMs = key.place * hour
    const before = hoursKept.get(name)
    const joined = joinTimed(before === undefined ? [] : decodeHour(before, hourAtMs), inOrder(later))
    const dayKey = { station: key.station, place: Math.floor(hourAtMs / day) }
    let ofDay = days.get(keyOf(dayKey))
    if (ofDay === undefined) {
      const bytes = daysKept.get(keyOf(dayKey))
      ofDay = { key: dayKey, rollups: bytes === undefined ? [] : [...decodeDay(bytes, dayKey.place * day)] }
      days.set(keyOf(dayKey), ofDay)
    }
    const isOfHour = ({ atMs }: Rollup) => startOf(atMs, hour) === hourAtMs
    const forgotten = before === undefined ? ofDay.rollups.filter(isOfHour) : []
    const anew = joinRollups([...forgotten, ...rollUp(joined, steps['10min'])], steps['10min'])
    ofDay.rollups = [...ofDay.rollups.filter((one) => !isOfHour(one)), ...anew]
    return { ...key, bytes: encodeHour(joined, hourAtMs) }
  })
  return {
    hours,
    days: [...days.values()].map(({ key, rollups }) => ({
      ...key,
      bytes: encodeDay(
        rollups.sort((a, b) => a.atMs - b.atMs),
        key.place * day,
      ),
    })),
  }
}

/** The last one of a moment holds. */
function inOrder(readings: readonly Timed[]): readonly Timed[] {
  if (readings.every(({ atMs }, index) => index === 0 || atMs > readings[index - 1]!.atMs)) return readings
  return [...new Map(readings.map((one) => [one.atMs, one])).values()].sort((a, b) => a.atMs - b.atMs)
}
