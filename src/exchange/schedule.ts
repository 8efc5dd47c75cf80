/** When a source is asked next: at its pace while all is well, ever more slowly while it isn't; time and chance are arguments. */
import { epochMilliseconds, hour, instantOf, minute, second, type Instant, type Milliseconds } from '#base'
import type { CapSource } from './arrival.ts'

/** What a source says of its own pace. */
export interface PaceHints {
  /** The document says how often it is made: RSS `ttl`, `sy:updatePeriod` with `sy:updateFrequency`. */
  readonly madeEverySeconds?: number
  /** For so long caches give the same answer (RFC 9111 §4.2), so asking again is of no use. */
  readonly freshForSeconds?: number
}

export type PollOutcome =
  | { readonly kind: 'good'; readonly hints: PaceHints }
  | { readonly kind: 'failed'; readonly retryAfter?: Instant }
  | { readonly kind: 'gone' }

export interface NextPoll {
  /** Null: not until somebody changes the source. */
  readonly at: Instant | null
  /** In a row, up to now. */
  readonly failures: number
}

/** A wait is made longer by up to this share of it, so that a thousand readers don't ask at once. */
export const jitter = 0.1
/** After failures a source is asked at least this often; one that needs longer than its `maxSeconds` sets the longer one. */
export const longestBackoff = 15 * minute
/** A source can't keep itself from being asked for longer than this. */
export const longestRetryAfter = hour
/** Sources that are due at once when the server starts are spread over this time. */
const startSpread = 5 * second

/**
 * `failures` counts those in a row before this outcome; `random` lies in [0, 1). With `pushed` a hub tells of news, and
 * polling is only a safety net at the slowest pace.
 */
export function nextPoll(
  poll: CapSource['poll'],
  before: { readonly failures: number; readonly news: 'polled' | 'pushed' },
  outcome: PollOutcome,
  at: Instant,
  random: number,
): NextPoll {
  if (outcome.kind === 'gone') return { at: null, failures: before.failures + 1 }
  const atMs = epochMilliseconds(at)
  if (outcome.kind === 'good') {
    const pace = before.news === 'pushed' ? poll.maxSeconds * second : paceOf(poll, outcome.hints)
    return { at: instantOf(atMs + spread(pace, random)), failures: 0 }
  }
  const failures = before.failures + 1
  const wait = spread(backoff(poll, failures), random)
  const asked =
    outcome.retryAfter === undefined
      ? 0
      : Math.min(epochMilliseconds(outcome.retryAfter) - atMs, longestRetryAfter)
  return { at: instantOf(atMs + Math.max(wait, asked)), failures }
}

/**
 * What the document says of its making may hasten or slow; what HTTP says of its freshness may only slow, because a cache
 * in front of a feed that keeps it for a second asks nobody to come every second.
 */
export function paceOf(poll: CapSource['poll'], hints: PaceHints): Milliseconds {
  const wanted = Math.max(hints.madeEverySeconds ?? poll.everySeconds, hints.freshForSeconds ?? 0)
  return Math.min(Math.max(wanted, poll.minSeconds), poll.maxSeconds) * second
}

/** Twice as long after each failure, from the usual pace on. */
export function backoff(poll: CapSource['poll'], failures: number): Milliseconds {
  const longest = Math.max(poll.maxSeconds * second, longestBackoff)
  return Math.min(poll.everySeconds * second * 2 ** Math.min(failures - 1, 30), longest)
}

/** The first time a source is asked in this life of the server: when it was due before, or soon. */
export function firstPoll(dueAt: Instant | undefined, at: Instant, random: number): Instant {
  if (dueAt !== undefined && dueAt > at) return dueAt
  return instantOf(epochMilliseconds(at) + Math.floor(startSpread * random))
}

function spread(wait: Milliseconds, random: number): Milliseconds {
  return Math.ceil(wait * (1 + jitter * random))
}
