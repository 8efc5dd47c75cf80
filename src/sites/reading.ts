/** One value of one station at one moment, and what the station says of itself; what its clock can't mean is told, not kept. */
import { day, minute } from '#base'
import type { Quantity } from './quantity.ts'
import type { StationId } from './site.ts'

/** What a station says of itself, as bits, so that a block keeps them in a byte. */
export const flagBits = { battery: 1, 'low-battery': 2, maintenance: 4, suspect: 8 } as const
export type Flag = keyof typeof flagBits

export interface Reading {
  readonly station: StationId
  /** Milliseconds since 1970-01-01T00:00:00Z: there are a hundred thousand a minute. */
  readonly atMs: number
  /** In the unit of the quantity. */
  readonly value: number
  readonly flags: number
}

/** What came, before anybody knows whether the station is ours and its clock right. */
export interface Heard {
  readonly station: string
  /** Null where what it says is no date. */
  readonly atMs: number | null
  /** Null where it says how it is, and no value. */
  readonly value: number | null
  /** Null where the form has no unit: the station’s own quantity, in its unit. */
  readonly quantity: Quantity | null
  readonly flags: number
}

export const distrusts = [
  'no-date',
  'future',
  'long-past',
  'no-value',
  'unknown-station',
  'other-quantity',
] as const
export type Distrust = (typeof distrusts)[number]

/** What was not kept, and why: by station, so that somebody can go there and set its clock. */
export interface Told {
  readonly station: string
  readonly why: Distrust
  readonly times: number
}

export interface Taken {
  readonly readings: readonly Reading[]
  readonly told: readonly Told[]
  /** Stations that said how they are, the latest word: also those with no value and those with a wrong clock. */
  readonly spoke: ReadonlyMap<StationId, number>
}

/** Clocks of networks run some minutes ahead; more is wrong. */
export const mostAhead = 10 * minute
/** What is older comes from a clock that was reset, or is an import of the past, which says so. */
export const mostBehind = 31 * day

/**
 * Keeps what can be true. `since` is the oldest moment that is believed: an import of the past gives its own, anything else
 * the last 31 days. A value of a station under maintenance is kept with its flag; rules leave it out.
 */
export function take(
  heard: readonly Heard[],
  quantityOf: (station: string) => Quantity | undefined,
  receivedAtMs: number,
  sinceMs: number = receivedAtMs - mostBehind,
): Taken {
  const readings: Reading[] = []
  const told = new Map<string, { station: string; why: Distrust; times: number }>()
  const spoke = new Map<StationId, number>()
  const tell = (station: string, why: Distrust) => {
    const key = `${why} ${station}`
    const one = told.get(key)
    if (one === undefined) told.set(key, { station: station.slice(0, 64), why, times: 1 })
    else one.times++
  }
  for (const { station, atMs, value, quantity, flags } of heard) {
    const own = quantityOf(station)
    if (own === undefined) {
      tell(station, 'unknown-station')
      continue
    }
    spoke.set(station as StationId, flags)
    if (quantity !== null && quantity !== own) tell(station, 'other-quantity')
    else if (atMs === null || Number.isNaN(atMs)) tell(station, 'no-date')
    else if (atMs > receivedAtMs + mostAhead) tell(station, 'future')
    else if (atMs < sinceMs) tell(station, 'long-past')
    else if (value === null || !Number.isFinite(value)) tell(station, 'no-value')
    else readings.push({ station: station as StationId, atMs, value, flags })
  }
  return { readings, told: [...told.values()], spoke }
}
