/** Counts in windows of a minute, at once and in memory; for what is answered too often to wait for a counter. */
import { epochMilliseconds, minute, type Clock } from '#base'

export interface WindowCount {
  /** One more of somebody, in the window that is open. */
  take(who: string): { readonly count: number; readonly secondsLeft: number }
}

/** Whoever owns a network has more addresses than anybody has memory: then all begin anew. */
const mostCounted = 200_000

export function openWindowCount(clock: Pick<Clock, 'now'>): WindowCount {
  let counts = new Map<string, number>()
  let endsAt = 0
  return {
    take(who) {
      const now = epochMilliseconds(clock.now())
      // A clock that jumps back must not keep a full count for hours.
      if (now >= endsAt || endsAt - now > minute || counts.size >= mostCounted) {
        counts = new Map()
        endsAt = now + minute
      }
      const count = (counts.get(who) ?? 0) + 1
      counts.set(who, count)
      return { count, secondsLeft: Math.max(1, Math.ceil((endsAt - now) / 1_000)) }
    },
  }
}
