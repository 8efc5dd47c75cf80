/** Tries that wait for what becomes of their order: each is settled once, by an answer, by its end, or by the clock. */
import type { Clock, Milliseconds } from '#base'
import type { Outcome } from '../channel.ts'
import type { SirenId } from './siren.ts'

export interface Waiters {
  /** Resolves with the first outcome that is settled for it; unknown when nobody answers in time or it is called off. */
  wait(siren: SirenId, counter: number, signal: AbortSignal): Promise<Outcome>
  /** Settles those of a siren whose counter fits, and says how many there were. */
  settle(siren: SirenId, outcome: Outcome, fits: (counter: number) => boolean): number
  settleAll(outcome: Outcome): void
}

export function waitersFor(clock: Clock, patienceFor: Milliseconds): Waiters {
  const waiting = new Map<SirenId, Set<{ readonly counter: number; settle(outcome: Outcome): void }>>()
  const settle: Waiters['settle'] = (siren, outcome, fits) => {
    let settled = 0
    for (const waiter of waiting.get(siren) ?? [])
      if (fits(waiter.counter)) {
        waiter.settle(outcome)
        settled++
      }
    return settled
  }
  return {
    wait: (siren, counter, signal) =>
      new Promise((resolve) => {
        const mine = waiting.get(siren) ?? new Set()
        waiting.set(siren, mine)
        const waiter = {
          counter,
          settle(outcome: Outcome) {
            mine.delete(waiter)
            callOff()
            signal.removeEventListener('abort', giveUp)
            resolve(outcome)
          },
        }
        const giveUp = () => waiter.settle({ kind: 'unknown', problem: 'siren/no-answer' })
        const callOff = clock.after(patienceFor, giveUp)
        signal.addEventListener('abort', giveUp)
        mine.add(waiter)
      }),
    settle,
    settleAll(outcome) {
      for (const siren of waiting.keys()) settle(siren, outcome, () => true)
    },
  }
}
