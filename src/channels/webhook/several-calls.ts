/**
 * One notice that is several calls: those that say whom they are about go side by side, all others strictly one after the other.
 * A try that failed goes on with what was not confirmed, and begins with what has not failed yet.
 */
import type { Notice } from '#alerts'
import type { Outcome } from '../channel.ts'
import { messageId, type SaidText } from './event.ts'
import { openLanes, type Lanes } from './lanes.ts'

/** Side by side at one receiver, over all that it is told at the time. */
const mostAtOnce = 8
/** So many calls that fail with none between them that succeeds: then it is the receiver, and not what the calls are about. */
const mostInARow = 8

export interface SeveralCalls {
  /** All of `said` at the receiver of this id, each by `call`, and what came of it. */
  tell(
    notice: Notice,
    receiver: string,
    said: readonly SaidText[],
    call: (id: string, text: string) => Promise<Outcome>,
    signal: AbortSignal,
  ): Promise<Outcome>
}

export function severalCalls(): SeveralCalls {
  /** Of the calls of a notice, what came of them in earlier tries. */
  const tried = new WeakMap<Notice, Map<string, 'confirmed' | 'failed'>>()
  const shared = new Map<string, Lanes>()

  return {
    async tell(notice, receiver, said, call, signal) {
      const before = tried.get(notice) ?? new Map<string, 'confirmed' | 'failed'>()
      tried.set(notice, before)
      const all = said.map(({ text, about, key }) => ({ text, key, id: messageId(about, receiver) }))
      const open = all.filter(({ id }) => before.get(id) !== 'confirmed')
      // Somebody wants to be sure although all were confirmed: one call shows whether the receiver is there.
      const due = open.length === 0 ? all.slice(-1) : open
      const hasFailed = new Set(due.flatMap(({ id, key }) => (before.get(id) === 'failed' ? [key] : [])))
      const ordered = [
        ...due.filter(({ key }) => !hasFailed.has(key)),
        ...due.filter(({ key }) => hasFailed.has(key)),
      ]

      const failed: Outcome[] = []
      let [confirmed, inARow] = [0, 0]
      const calls = ordered.map(({ id, text, key = '' }) => ({
        key,
        call: async () => {
          const outcome = await call(id, text)
          if (outcome.kind === 'confirmed') {
            before.set(id, 'confirmed')
            confirmed += 1
            inARow = 0
            return 'go-on'
          }
          before.set(id, 'failed')
          failed.push(outcome)
          inARow += 1
          return inARow < mostInARow && isOfOne(outcome, confirmed) ? 'hold-key' : 'hold-all'
        },
      }))
      const isKeyed = ordered.every(({ key }) => key !== undefined)
      const lanes = isKeyed ? (shared.get(receiver) ?? openLanes(mostAtOnce)) : openLanes(1)
      if (isKeyed) shared.set(receiver, lanes)
      try {
        await lanes.run(calls, signal)
      } finally {
        if (isKeyed && lanes.isIdle && shared.get(receiver) === lanes) shared.delete(receiver)
      }
      if (calls.length === 0) return { kind: 'refused', problem: 'webhook/nothing-to-say', retry: 'never' }
      if (confirmed === calls.length) return { kind: 'confirmed', by: 'device' }
      return whole(failed)
    },
  }
}

/** Whether the receiver may still take other calls, although it did not take this one. */
function isOfOne(outcome: Outcome, confirmed: number): boolean {
  if (outcome.kind !== 'refused') return true
  return (
    outcome.problem === 'webhook/rejected' || (outcome.problem === 'webhook/unreachable' && confirmed > 0)
  )
}

/** What is known of all of it: what is final before all else, then when to come back, then that something may have been taken. */
function whole(failed: readonly Outcome[]): Outcome {
  const ends = failed.find((it) => it.kind === 'refused' && it.retry === 'never')
  const [latest] = failed
    .filter((it) => it.kind === 'refused')
    .filter(({ notBefore }) => notBefore !== undefined)
    .toSorted((a, b) => (a.notBefore! > b.notBefore! ? -1 : 1))
  return (
    ends ??
    latest ??
    failed.find(({ kind }) => kind === 'unknown') ??
    failed[0] ?? { kind: 'refused', problem: 'webhook/called-off', retry: 'later' }
  )
}
