/** A call-out: people asked to come, how many with which skill, and what each of them said. What is still wanted follows from it. */
import type { ActorId, AlertId, Brand, Instant, Milliseconds, Mode, PersonId } from '#base'

export type CallOutId = Brand<string, 'CallOutId'>
/** A name of the authority's own list (“breathing-apparatus”, “driver-c”). */
export type Skill = Brand<string, 'Skill'>

/** `wanted` people who each have all of `skills`; none: anybody. */
export interface Quota {
  readonly skills: readonly Skill[]
  readonly wanted: number
}

/** Somebody who can be asked, with the skills they had when the call-out was opened. */
export interface Callee {
  readonly person: PersonId
  readonly skills: readonly Skill[]
}

/** What somebody said. `stood-down`: they are told not to come, or to go home. */
export const answers = ['coming', 'cannot', 'arrived', 'stood-down'] as const
export type Answer = (typeof answers)[number]

/** Over which way it came in. `desk`: an officer wrote it down for them. */
export const answeredOver = ['page', 'push', 'sms', 'email', 'voice', 'pager', 'desk'] as const
export type AnsweredOver = (typeof answeredOver)[number]

export interface Answered {
  readonly answer: Answer
  readonly at: Instant
  readonly over: AnsweredOver
  readonly by: ActorId
  /** When they expect to arrive; only of `coming`, and null where nobody said. */
  readonly arrivingAt: Instant | null
}

export interface Asked {
  readonly person: PersonId
  readonly skills: readonly Skill[]
  /** The circle they were asked in: 0 the first. */
  readonly circle: number
  readonly askedAt: Instant
  /** All that was said, the latest last. */
  readonly answers: readonly Answered[]
}

/** How it ended: by a person, by the end of its time, or by the end of the alert that it was for. */
export const closings = ['by-person', 'time-over', 'alert-over'] as const
export type Closing = (typeof closings)[number]

export interface CallOut {
  readonly id: CallOutId
  /** Of its stream. */
  readonly version: number
  readonly mode: Mode
  /** The alert that it is for; null where it is for none. */
  readonly alert: AlertId | null
  readonly openedAt: Instant
  readonly openedBy: ActorId
  /** Nobody is asked after it. */
  readonly until: Instant
  readonly quotas: readonly Quota[]
  /** Who is asked first, who next if that does not suffice, and so on. Nobody is in two. */
  readonly circles: readonly (readonly Callee[])[]
  /** How long one circle may take before the next is asked as well, and how often somebody silent is asked again. */
  readonly widenAfter: Milliseconds
  readonly repeatEvery: Milliseconds
  /** In the order of asking. */
  readonly asked: readonly Asked[]
  /** The widest circle that was asked, and since when. */
  readonly circle: number
  readonly widenedAt: Instant
  readonly closed: { readonly at: Instant; readonly why: Closing; readonly by: ActorId } | null
}

/** What somebody said last; undefined where they were silent. */
export function answerOf({ answers: said }: Asked): Answered | undefined {
  return said.at(-1)
}

/** Whether they will be there, or are. */
export function counts(asked: Asked): boolean {
  const last = answerOf(asked)?.answer
  return last === 'coming' || last === 'arrived'
}
