/** The machine's clock. It never hands out an instant earlier than one it handed out before, and says when it had to hold. */
import { instantOf, type Clock, type Instant } from './clock.ts'

/**
 * `floor` is the latest instant already written down (the ledger's last fact): after a jump back, time stands still
 * at the floor until the machine's clock has caught up. `onJump` is told once per jump, with its size in milliseconds.
 */
export function systemClock(
  options: {
    readonly floor?: Instant
    readonly onJump?: (backBy: number) => void
    readonly read?: () => number
  } = {},
): Clock {
  const read = options.read ?? Date.now
  let latest = options.floor === undefined ? 0 : Date.parse(options.floor)
  let held = false
  return {
    now() {
      const machine = read()
      if (machine >= latest) {
        latest = machine
        held = false
      } else if (!held) {
        held = true
        options.onJump?.(latest - machine)
      }
      return instantOf(latest)
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
