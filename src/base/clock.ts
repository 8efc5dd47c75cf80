/** Time as an argument: instants, durations and the clock that hands them out. No pure file reaches for the time itself. */
import type { Brand } from './brand.ts'
import { ok, refuse, type Result } from './result.ts'

/** An instant in UTC with milliseconds, always `YYYY-MM-DDTHH:mm:ss.sssZ` (RFC 3339), so that text order is time order. */
export type Instant = Brand<string, 'Instant'>

/** A length of time in milliseconds. */
export type Milliseconds = number

export const second: Milliseconds = 1_000
export const minute: Milliseconds = 60 * second
export const hour: Milliseconds = 60 * minute
export const day: Milliseconds = 24 * hour

/** A source of time and of wake-ups; `after` returns the way to call the wake-up off. */
export interface Clock {
  now(): Instant
  after(wait: Milliseconds, act: () => void): () => void
}

const rfc3339 = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d(\.\d+)?)?([Zz]|[+-]\d\d:?\d\d)$/

/** Reads an RFC 3339 time with its zone; a time without a zone is refused, because nobody knows whose clock it was. */
export function parseInstant(text: string): Result<Instant, 'base/not-an-instant'> {
  const milliseconds = rfc3339.test(text) ? Date.parse(text.replace(' ', 'T')) : Number.NaN
  if (Number.isNaN(milliseconds)) return refuse('base/not-an-instant', { text: text.slice(0, 64) })
  return ok(instantOf(milliseconds))
}

/** The instant a number of milliseconds after 1970-01-01T00:00:00Z. */
export function instantOf(epochMilliseconds: number): Instant {
  return new Date(epochMilliseconds).toISOString() as Instant
}

/** Milliseconds since 1970-01-01T00:00:00Z. */
export function epochMilliseconds(at: Instant): number {
  return Date.parse(at)
}

export function plus(at: Instant, wait: Milliseconds): Instant {
  return instantOf(epochMilliseconds(at) + wait)
}

/** How long from `from` to `to`; negative when `to` is the earlier. */
export function between(from: Instant, to: Instant): Milliseconds {
  return epochMilliseconds(to) - epochMilliseconds(from)
}

export function isBefore(a: Instant, b: Instant): boolean {
  return a < b
}

/** A clock that a test or a replay moves by hand: `advance` runs every wake-up that falls due, in order. */
export interface VirtualClock extends Clock {
  advance(by: Milliseconds): void
  advanceTo(at: Instant): void
}

export function virtualClock(start: Instant): VirtualClock {
  let now = epochMilliseconds(start)
  let said = start
  let saidAt = now
  let order = 0
  const waiting: { due: number; order: number; act: () => void }[] = []
  const runUntil = (end: number) => {
    for (;;) {
      let next: (typeof waiting)[number] | undefined
      for (const wake of waiting) {
        if (wake.due > end) continue
        if (next === undefined || wake.due < next.due || (wake.due === next.due && wake.order < next.order))
          next = wake
      }
      if (next === undefined) break
      waiting.splice(waiting.indexOf(next), 1)
      now = Math.max(now, next.due)
      next.act()
    }
    now = Math.max(now, end)
  }
  return {
    now() {
      // Asked for far more often than moved.
      if (saidAt !== now) {
        said = instantOf(now)
        saidAt = now
      }
      return said
    },
    after(wait, act) {
      const wake = { due: now + Math.max(0, wait), order: order++, act }
      waiting.push(wake)
      return () => {
        const at = waiting.indexOf(wake)
        if (at >= 0) waiting.splice(at, 1)
      }
    },
    advance: (by) => runUntil(now + by),
    advanceTo: (at) => runUntil(epochMilliseconds(at)),
  }
}
