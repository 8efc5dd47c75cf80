/** When to try again, and when to stop: backoff with jitter up to a deadline. */
import type { Notice } from '#alerts'
import { epochMilliseconds, hour, instantOf, minute, second, type Instant, type Milliseconds } from '#base'
import type { Outcome } from '#channels'

export interface RetrySchedule {
  /** The wait after the first try. */
  readonly firstAfter: Milliseconds
  /** Each wait is so many times the one before. */
  readonly factor: number
  readonly longest: Milliseconds
  /** The share of a wait that chance may take off, 0 to 1, so that a thousand targets don't come back at once. */
  readonly jitter: number
  /** Tries end so long after the plan, and never go on past the notice's own `renewBy`. */
  readonly giveUpAfter: Milliseconds
  /** What to do when a carrier took it and the channel's target could still confirm it. */
  readonly afterAccepted: 'try-again' | 'wait'
}

/** For machines that dedupe by notice and must sound now: sirens. */
export const urgentSchedule: RetrySchedule = {
  firstAfter: second,
  factor: 1.6,
  longest: 15 * second,
  jitter: 0.2,
  giveUpAfter: 30 * minute,
  afterAccepted: 'try-again',
}

/** For servers that may be down for a while: webhooks. */
export const patientSchedule: RetrySchedule = {
  firstAfter: 2 * second,
  factor: 2,
  longest: 5 * minute,
  jitter: 0.3,
  giveUpAfter: 24 * hour,
  afterAccepted: 'try-again',
}

/** The last moment at which a try of this notice may begin. A warning is pointless once it has lapsed; an end is not. */
export function deadlineOf(
  notice: Pick<Notice, 'renewBy'>,
  schedule: Pick<RetrySchedule, 'giveUpAfter'>,
  at: Instant,
): Instant {
  const latest = instantOf(epochMilliseconds(at) + schedule.giveUpAfter)
  return notice.renewBy !== undefined && notice.renewBy < latest ? notice.renewBy : latest
}

/** The wait after `tries` tries; `random` lies in [0, 1). */
export function backoff(schedule: RetrySchedule, tries: number, random: number): Milliseconds {
  const full = Math.min(schedule.longest, schedule.firstAfter * schedule.factor ** Math.max(0, tries - 1))
  return Math.round(full * (1 - schedule.jitter * random))
}

/** When the next try is due after this outcome, or null: nothing is left to learn, or no time is left to try. */
export function nextTry(
  schedule: RetrySchedule,
  attempt: { readonly tries: number; readonly deadlineAt: Instant },
  outcome: Outcome,
  confirms: 'nothing' | 'device' | 'person',
  at: Instant,
  random: number,
): Instant | null {
  if (outcome.kind === 'confirmed') return null
  if (outcome.kind === 'refused' && outcome.retry === 'never') return null
  if (outcome.kind === 'accepted' && (confirms === 'nothing' || schedule.afterAccepted === 'wait'))
    return null
  let due = instantOf(epochMilliseconds(at) + backoff(schedule, attempt.tries, random))
  if (outcome.kind === 'refused' && outcome.notBefore !== undefined && outcome.notBefore > due)
    due = outcome.notBefore
  return due < attempt.deadlineAt ? due : null
}
