/** Tells the log who was refused what, once a minute each with how often since: whoever probes is seen, and fills no log. */
import { between, minute, type Clock, type Instant, type Log } from '#base'

export interface RefusedAccess {
  /** `who` is a key, a session, or the address of a stranger; `what` the route that was asked for. */
  add(who: string, what: string, code: string): void
}

/** Within a minute; those beyond are counted as one, because whoever asks chooses as whom. */
const mostKept = 1_000
const others = { who: 'others', what: 'others', code: 'others' }

export function openRefusedAccess({
  log,
  clock,
}: {
  readonly log: Log
  readonly clock: Pick<Clock, 'now'>
}): RefusedAccess {
  const told = new Map<string, { readonly at: Instant; readonly untold: number }>()
  const forgetOld = (now: Instant) => {
    // In the order in which they were told: the first that is fresh ends the search.
    for (const [key, { at }] of told) {
      if (between(at, now) < minute) return
      told.delete(key)
    }
  }
  return {
    add(who, what, code) {
      const now = clock.now()
      if (told.size >= mostKept) forgetOld(now)
      const details = told.size < mostKept ? { who, what, code } : others
      const key = JSON.stringify(details)
      const { at, untold } = told.get(key) ?? { at: undefined, untold: 0 }
      const isTold = at !== undefined && between(at, now) < minute
      if (isTold) return void told.set(key, { at, untold: untold + 1 })
      log.info('Access was refused', { ...details, times: untold + 1 })
      told.delete(key)
      told.set(key, { at: now, untold: 0 })
    },
  }
}
