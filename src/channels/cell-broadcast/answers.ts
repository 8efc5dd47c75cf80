/** What a centre's answer means for what is on the air, and for the one who asked. */
import type { Instant } from '#base'
import type { Outcome } from '../channel.ts'
import { isSettled, type Air } from './on-air.ts'

export type Said =
  | { readonly kind: 'answered'; readonly status: number; readonly text: string }
  | { readonly kind: 'not-sent'; readonly why: 'unreachable' | 'called-off' }
  | { readonly kind: 'unanswered' }

/** The message as it is known then (undefined: certainly not there), and why one can't go on, where one can't. */
export interface Meant {
  readonly air: Air | undefined
  readonly outcome?: Outcome
  /** The identifier is somebody else's: another one may be free. */
  readonly foreign?: number
}

const later = (problem: string): Outcome => ({ kind: 'refused', problem, retry: 'later' })
const notSent = (why: 'unreachable' | 'called-off') => later(`cell-broadcast/${why}`)
const noAnswer: Outcome = { kind: 'unknown', problem: 'cell-broadcast/no-answer' }
const isTaken = (status: number) => status >= 200 && status < 300

/**
 * `before` is the message as it was written down before the order went out, `asked` already and counted as unanswered. Asked
 * for `again`, a centre that refuses the identifier says that it has the message.
 */
export function startMeans(before: Air, said: Said, does: 'start' | 'again' = 'start'): Meant {
  const answered: Air = { ...before, unanswered: before.unanswered - 1 }
  const gone =
    answered.unanswered > 0 || before.stopUnansweredAt !== undefined
      ? { ...answered, state: 'stopped' as const }
      : undefined
  if (said.kind === 'not-sent')
    return { air: does === 'again' ? { ...answered, state: 'on-air' } : gone, outcome: notSent(said.why) }
  if (said.kind === 'unanswered') return { air: before, outcome: noAnswer }
  const { status } = said
  if (isTaken(status)) return { air: { ...answered, state: 'on-air' } }
  if (status === 409) {
    if (does === 'again') return { air: { ...answered, state: 'on-air' } }
    // An order of ours that nobody answered may have come through just now: then it is ours, and is stopped first.
    if (answered.unanswered > 0)
      return { air: { ...answered, state: 'asked' }, outcome: later('cell-broadcast/busy') }
    return { air: undefined, foreign: before.messageId }
  }
  // What stood between may have given up waiting for a centre that went on.
  if (status === 502 || status === 504) return { air: before, outcome: noAnswer }
  if (status >= 500 || status === 429) return { air: before, outcome: later('cell-broadcast/busy') }
  if (status === 404 || (status >= 300 && status < 400))
    return { air: gone, outcome: later('cell-broadcast/not-a-centre') }
  const retry = status === 400 || status === 413 || status === 422 ? 'never' : 'later'
  return { air: gone, outcome: { kind: 'refused', problem: 'cell-broadcast/rejected', retry } }
}

/** `before` is the message as it was written down before the order went out; `at` when it did. */
export function stopMeans(before: Air, said: Said, at: Instant): Meant {
  if (said.kind === 'not-sent') return { air: before, outcome: notSent(said.why) }
  const unsure: Meant = { air: { ...before, stopUnansweredAt: at }, outcome: noAnswer }
  if (said.kind === 'unanswered') return unsure
  const { status } = said
  if (isTaken(status) || status === 404) {
    // What was stopped was the one that nobody had answered.
    const unanswered = before.unanswered - (isTaken(status) && before.state === 'asked' ? 1 : 0)
    const stopped: Air = { ...before, unanswered, state: 'stopped' }
    const mayComeLate = unanswered > 0 || before.stopUnansweredAt !== undefined
    return { air: mayComeLate && !isSettled(stopped, at) ? stopped : undefined }
  }
  if (status === 502 || status === 504) return unsure
  const problem = status >= 500 || status === 429 ? 'cell-broadcast/busy' : 'cell-broadcast/rejected'
  return { air: before, outcome: later(problem) }
}
