/** The machine's clock. It never hands out an instant earlier than one it handed out before, and says when it had to hold. */
import { instantOf, second, type Clock, type Instant, type Milliseconds } from './clock.ts'

export interface SystemClock extends Clock {
  /** From now on no earlier instant is handed out: another machine has written this one down already. */
  raise(floor: Instant): void
}

/** While the machine's clock is behind, time here goes at this pace, so that waits still end and the gap closes. */
const pace = 0.9
/** Less than this is how clocks are kept right, and nothing to tell of. */
const worthTelling = second

/**
 * `floor` is the latest instant already written down (the ledger's last fact). When the machine's clock falls behind what
 * was handed out, time goes on from there, a tenth slower, until the machine has caught up. `onJump` is told once
 * per jump of a second or more, with its size. `elapsed` counts milliseconds that no setting of the clock changes.
 */
export function systemClock(
  options: {
    readonly floor?: Instant
    readonly onJump?: (backBy: Milliseconds) => void
    readonly read?: () => Milliseconds
    readonly elapsed?: () => Milliseconds
  } = {},
): SystemClock {
  const read = options.read ?? Date.now
  const elapsed = options.elapsed ?? (() => performance.now())
  let latest: Milliseconds = options.floor === undefined ? 0 : Date.parse(options.floor)
  let lastElapsed = elapsed()
  let behind = false
  return {
    now() {
      const machine = read()
      const tick = elapsed()
      // What passed since it was last asked has passed, wherever the machine's clock was put meanwhile.
      const onward = latest + (tick - lastElapsed) * pace
      lastElapsed = tick
      if (machine >= (behind ? onward : latest)) {
        latest = machine
        behind = false
      } else {
        if (!behind && onward - machine >= worthTelling) options.onJump?.(onward - machine)
        behind = true
        latest = onward
      }
      return instantOf(Math.floor(latest))
    },
    raise(floor) {
      latest = Math.max(latest, Date.parse(floor))
    },
    after(wait, act) {
      // setTimeout takes 31 bits; longer waits are taken in legs.
      const longest = 2 ** 31 - 1
      let timer: NodeJS.Timeout
      const leg = (left: number) => {
        timer = setTimeout(() => (left > longest ? leg(left - longest) : act()), Math.min(left, longest))
      }
      leg(Math.max(0, wait))
      return () => clearTimeout(timer)
    },
  }
}
