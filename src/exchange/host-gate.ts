/** How hard a host may be pressed: so many requests at once and so long between two of them, whichever source they are for. */
import type { Milliseconds } from '#base'

export interface HostLimits {
  /** Requests to one host at the same time. */
  readonly atOnce: number
  /** From the beginning of one request to a host to that of the next. */
  readonly between: Milliseconds
  /** Requests to all hosts together. */
  readonly atOnceInAll: number
}

export const politeLimits: HostLimits = { atOnce: 2, between: 250, atOnceInAll: 16 }

/** What is known of a host's load. Times are milliseconds since 1970. */
export interface HostLoad {
  readonly running: number
  readonly lastBegunMs: number
  /** The host asked for a rest (Retry-After). */
  readonly restsUntilMs: number
}

export const idle: HostLoad = { running: 0, lastBegunMs: -Infinity, restsUntilMs: -Infinity }

/** Whether a request may begin now, when it may at the earliest, or that another must end first. */
export type Entrance =
  | { readonly kind: 'now' }
  | { readonly kind: 'at'; readonly atMs: number }
  | { readonly kind: 'when-one-ends' }

export function entrance(load: HostLoad, runningInAll: number, limits: HostLimits, nowMs: number): Entrance {
  if (load.running >= limits.atOnce || runningInAll >= limits.atOnceInAll) return { kind: 'when-one-ends' }
  const atMs = Math.max(load.lastBegunMs + limits.between, load.restsUntilMs)
  return atMs <= nowMs ? { kind: 'now' } : { kind: 'at', atMs }
}

/** Whoever waits: for a host, on behalf of a source. */
export interface Waiting {
  readonly host: string
  readonly source: string
}

/**
 * Who of those that wait goes first: of the sources that wait for a host the one that was let in longest ago, so that a
 * feed of 500 entries doesn't hold up its neighbours; within a source whoever came first.
 */
export function firstOf<Waiter extends Waiting>(
  queue: readonly Waiter[],
  host: string,
  letInMs: (source: string) => number,
): Waiter | undefined {
  let first: Waiter | undefined
  for (const waiter of queue) {
    if (waiter.host !== host) continue
    if (first === undefined || letInMs(waiter.source) < letInMs(first.source)) first = waiter
  }
  return first
}
