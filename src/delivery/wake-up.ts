/** One wake-up for everything that waits, however much that is; and a time that never stands still between two of them. */
import { epochMilliseconds, instantOf, type Clock, type Instant, type Milliseconds } from '#base'

export interface WakeUp {
  /** Asks to be woken at this time or earlier; asking again for later changes nothing. */
  by(dueMs: Milliseconds): void
  nowMs(): Milliseconds
  now(): Instant
  cancel(): void
}

export function wakeUp(clock: Clock, wake: () => void): WakeUp {
  let wakeMs = Infinity
  let call = () => {}
  let cancelled = false
  // A machine clock that jumped back stands still; a wake-up that came proves that its wait has passed all the same.
  let floorMs = 0
  const epoch = rememberingEpoch()
  const nowMs = () => (floorMs = Math.max(floorMs, epoch(clock.now())))
  return {
    by(dueMs) {
      if (cancelled || dueMs >= wakeMs) return
      call()
      wakeMs = dueMs
      call = clock.after(Math.max(0, dueMs - nowMs()), () => {
        floorMs = Math.max(floorMs, wakeMs)
        wakeMs = Infinity
        call = () => {}
        wake()
      })
    },
    nowMs,
    now() {
      const at = clock.now()
      floorMs = Math.max(floorMs, epoch(at))
      return floorMs === epoch(at) ? at : instantOf(floorMs)
    },
    cancel() {
      cancelled = true
      call()
    },
  }
}

/** Reads instants as milliseconds; a thousand readings of one moment cost one. */
export function rememberingEpoch(): (at: Instant) => Milliseconds {
  let last = '' as Instant
  let ms = 0
  return (at) => {
    if (at !== last) [last, ms] = [at, epochMilliseconds(at)]
    return ms
  }
}
