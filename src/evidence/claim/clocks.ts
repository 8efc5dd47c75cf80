/** What clocks show where: the time zones of places and of texts, by the IANA database that comes with the runtime. */
import { hour, minute } from '#base'
import type { AreaCode } from '#areas'
import { clockOfRegion } from './words/zones.ts'

/** A zone of the IANA database, or `±hh:00`; `unknown` reads days by the offset that `saidAt` is written with, and no clock times. */
export type WallClock = string

export const moscow: WallClock = 'Europe/Moscow'
export const kyiv: WallClock = 'Europe/Kiev'

/** What shows the time in an area, by its code or by that of what it lies in. */
export function clockOfArea(code: AreaCode | undefined, parent: AreaCode | null): WallClock {
  for (const own of [code ?? '', parent ?? '']) {
    if (own.startsWith('UA')) return kyiv
    if (own.startsWith('RU-')) return clockOfRegion[own.slice(0, 6).replace(/-$/, '')] ?? moscow
  }
  return 'unknown'
}

const formats = new Map<WallClock, Intl.DateTimeFormat>()

function formatOf(clock: WallClock): Intl.DateTimeFormat {
  const known = formats.get(clock)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone: clock, hourCycle: 'h23', era: 'short' },
    ...{ year: 'numeric', month: 'numeric', day: 'numeric' },
    ...{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
  })
  formats.set(clock, made)
  return made
}

/** Milliseconds before UTC that a clock shows at an instant; `own` for an unknown one. */
export function offsetAt(clock: WallClock, at: number, own: number): number {
  if (clock === 'unknown') return own
  if (clock === 'UTC') return 0
  const fixed = /^([+-])(\d\d):(\d\d)$/.exec(clock)
  if (fixed !== null)
    return (fixed[1] === '-' ? -1 : 1) * (Number(fixed[2]) * hour + Number(fixed[3]) * minute)
  if (Number.isNaN(at) || Math.abs(at) > 8e15) return 0
  const parts: { [type: string]: number } = {}
  for (const { type, value } of formatOf(clock).formatToParts(at)) parts[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour: hours = 0, minute: minutes = 0, second = 0 } = parts
  const wall = Date.UTC(year, month - 1, day, hours, minutes, second)
  return wall - Math.floor(at / 1000) * 1000
}

/** How many hours a clock is ahead of UTC, in winter and in summer. */
export function hoursAhead(clock: WallClock): readonly number[] {
  const seasons = [Date.UTC(2025, 0, 15), Date.UTC(2025, 6, 15)]
  return [...new Set(seasons.map((at) => offsetAt(clock, at, 0) / hour))]
}
