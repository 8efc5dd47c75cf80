/** One attempt to tell one target of one notice: what is known of it, and the only moves it can make. */
import type { Notice, NoticeKind } from '#alerts'
import type { AreaCode } from '#areas'
import type { AlertId, Brand, Instant, Mode, NoticeId } from '#base'
import type { Outcome, Target } from '#channels'
import type { Seq } from '#ledger'

/** `{notice}/{channel}/{target}`: the same thing to tell the same target is the same attempt, however often it is tried. */
export type AttemptId = Brand<string, 'AttemptId'>

export function attemptId(notice: NoticeId, channel: string, target: string): AttemptId {
  return `${notice}/${channel}/${target}` as AttemptId
}

export interface Tried {
  readonly at: Instant
  readonly outcome: Outcome
}

interface Planned {
  readonly id: AttemptId
  readonly notice: NoticeId
  readonly alert: AlertId
  readonly revision: number
  readonly seq: Seq
  readonly kind: NoticeKind
  readonly mode: Mode
  readonly channel: string
  readonly target: string
  /** The target's own areas when the attempt was planned. */
  readonly serves: Target['areas']
  /** The notice's areas that concern this target. */
  readonly areas: readonly AreaCode[]
  /** Where it is new or worse for this target: the notice's own, and what an earlier revision never got through with. */
  readonly loudFor: readonly AreaCode[]
  /** Lower goes first. */
  readonly priority: number
  readonly plannedAt: Instant
  /** No try begins after it. */
  readonly deadlineAt: Instant
  /** Tries begun. More than none means: the target may have heard it. */
  readonly tries: number
  readonly lastOutcome: Outcome | null
  /** The latest outcomes, oldest first, `longestHistory` at most. */
  readonly history: readonly Tried[]
  readonly changedAt: Instant
}

/** Never tried yet. */
export interface Waiting extends Planned {
  readonly state: 'waiting'
  readonly nextTryAt: Instant
}
export interface Sending extends Planned {
  readonly state: 'sending'
  readonly nextTryAt: null
}
/** Tried; `nextTryAt` says whether another try will come. */
export interface Accepted extends Planned {
  readonly state: 'accepted'
  readonly nextTryAt: Instant | null
}
export interface Refused extends Planned {
  readonly state: 'refused'
  readonly nextTryAt: Instant | null
}
export interface Unknown extends Planned {
  readonly state: 'unknown'
  readonly nextTryAt: Instant | null
}
export interface Confirmed extends Planned {
  readonly state: 'confirmed'
  readonly nextTryAt: null
}
/** Overtaken: what it says is no longer true, so nobody is told it any more. */
export interface Superseded extends Planned {
  readonly state: 'superseded'
  readonly nextTryAt: null
  /** The notice that overtook it; null when the ledger was already further than the courier's plans. */
  readonly supersededBy: NoticeId | null
}
/** Its time ran out before anything but refusals was known of it; an unknown or accepted one keeps its own state. */
export interface Expired extends Planned {
  readonly state: 'expired'
  readonly nextTryAt: null
}

export type Attempt = Waiting | Sending | Accepted | Refused | Unknown | Confirmed | Superseded | Expired
export type AttemptState = Attempt['state']

/** An attempt that has a next try. */
export type Tryable = (Waiting | Accepted | Refused | Unknown) & { readonly nextTryAt: Instant }

export const longestHistory = 12

export function isTryable(attempt: Attempt): attempt is Tryable {
  return attempt.nextTryAt !== null
}

/** Whether something may still be done about it. */
export function isOpen(attempt: Attempt): attempt is Tryable | Sending {
  return attempt.nextTryAt !== null || attempt.state === 'sending'
}

/** Whether a carrier or the target itself took it; only then is it no longer new there. */
export function isHeard(attempt: Attempt): boolean {
  return attempt.state === 'confirmed' || attempt.state === 'accepted'
}

export type PlannedFrom = Pick<
  Planned,
  'channel' | 'target' | 'serves' | 'areas' | 'loudFor' | 'priority' | 'deadlineAt'
>

/** A new attempt, due at once. */
export function planned(notice: Notice, from: PlannedFrom, at: Instant): Waiting {
  return {
    id: attemptId(notice.id, from.channel, from.target),
    notice: notice.id,
    alert: notice.alert,
    revision: notice.revision,
    seq: notice.seq,
    kind: notice.kind,
    mode: notice.mode,
    ...from,
    plannedAt: at,
    tries: 0,
    lastOutcome: null,
    history: [],
    changedAt: at,
    state: 'waiting',
    nextTryAt: at,
  }
}

/** A try begins. */
export function begin(attempt: Tryable, at: Instant): Sending {
  return { ...attempt, state: 'sending', nextTryAt: null, tries: attempt.tries + 1, changedAt: at }
}

/** A try that was begun is called off before anything left the building. */
export function callOff(attempt: Sending, by: NoticeId | null, at: Instant): Superseded {
  return {
    ...attempt,
    state: 'superseded',
    nextTryAt: null,
    supersededBy: by,
    tries: attempt.tries - 1,
    changedAt: at,
  }
}

/** A try has an outcome. `next` is when to try again, null when no other try will come. */
export function settle(
  attempt: Sending | Tryable,
  outcome: Outcome,
  at: Instant,
  next: Instant | null,
): Accepted | Refused | Unknown | Confirmed | Expired {
  const known = { ...attempt, ...recorded(attempt, outcome, at) }
  switch (outcome.kind) {
    case 'confirmed':
      return { ...known, state: 'confirmed', nextTryAt: null }
    case 'accepted':
      return { ...known, state: 'accepted', nextTryAt: next }
    case 'unknown':
      return { ...known, state: 'unknown', nextTryAt: next }
    case 'refused':
      if (outcome.retry === 'later' && next === null) return { ...known, state: 'expired', nextTryAt: null }
      return { ...known, state: 'refused', nextTryAt: outcome.retry === 'never' ? null : next }
  }
}

/** A try that was overtaken in flight has an outcome: what arrived, arrived; what didn't is not tried again. */
export function settleOvertaken(
  attempt: Sending,
  outcome: Outcome,
  by: NoticeId | null,
  at: Instant,
): Accepted | Confirmed | Superseded {
  const known = { ...attempt, ...recorded(attempt, outcome, at) }
  if (outcome.kind === 'confirmed') return { ...known, state: 'confirmed', nextTryAt: null }
  if (outcome.kind === 'accepted') return { ...known, state: 'accepted', nextTryAt: null }
  return { ...known, state: 'superseded', nextTryAt: null, supersededBy: by }
}

/** A later notice overtakes it: it is not tried again. What a carrier already took stays taken. */
export function supersede(attempt: Tryable, by: NoticeId | null, at: Instant): Superseded | Accepted {
  if (attempt.state === 'accepted') return { ...attempt, nextTryAt: null, changedAt: at }
  return { ...attempt, state: 'superseded', nextTryAt: null, supersededBy: by, changedAt: at }
}

/** Its time is up. Unknown stays unknown and accepted stays accepted: running out of time teaches nothing. */
export function expire(attempt: Tryable, at: Instant): Expired | Accepted | Unknown {
  if (attempt.state === 'accepted' || attempt.state === 'unknown')
    return { ...attempt, nextTryAt: null, changedAt: at }
  return { ...attempt, state: 'expired', nextTryAt: null, changedAt: at }
}

/** The process died while it was being sent: nobody can say whether it arrived. */
export function interrupted(attempt: Sending, at: Instant): Unknown & Tryable {
  const outcome: Outcome = { kind: 'unknown', problem: 'delivery/interrupted' }
  return { ...attempt, ...recorded(attempt, outcome, at), state: 'unknown', nextTryAt: at }
}

/** A person asks for another try, at once. */
export function reopen(
  attempt: Waiting | Accepted | Refused | Unknown | Expired,
  at: Instant,
  deadlineAt: Instant,
): Waiting {
  return { ...attempt, state: 'waiting', nextTryAt: at, deadlineAt, changedAt: at }
}

/** How much an outcome tells; a late outcome never replaces a better one. */
const worth: { readonly [kind in Outcome['kind']]: number } = {
  unknown: 0,
  refused: 1,
  accepted: 2,
  confirmed: 3,
}

/**
 * Something becomes known after the try: a siren's answer, a delivery report. It can close an attempt or say more of a
 * closed one; it never reopens one, never takes a confirmation back, and leaves what is superseded superseded.
 */
export function hear(attempt: Exclude<Attempt, Sending>, outcome: Outcome, at: Instant): Attempt {
  const before = attempt.lastOutcome
  const isNews =
    before === null ||
    worth[outcome.kind] > worth[before.kind] ||
    // A carrier that took it may still say that it failed.
    (before.kind === 'accepted' && outcome.kind === 'refused')
  const history = recorded(attempt, outcome, at).history
  if (attempt.state === 'confirmed' || !isNews) return { ...attempt, history, changedAt: at }
  const known = { ...attempt, history, lastOutcome: outcome, changedAt: at }
  if (known.state === 'superseded') return known
  const next = attempt.nextTryAt
  switch (outcome.kind) {
    case 'confirmed':
      return { ...known, state: 'confirmed', nextTryAt: null }
    case 'accepted':
      return { ...known, state: 'accepted', nextTryAt: next }
    case 'unknown':
      return { ...known, state: 'unknown', nextTryAt: next }
    case 'refused':
      return { ...known, state: 'refused', nextTryAt: outcome.retry === 'never' ? null : next }
  }
}

function recorded(
  attempt: Planned,
  outcome: Outcome,
  at: Instant,
): { history: readonly Tried[]; lastOutcome: Outcome; changedAt: Instant } {
  const history = [...attempt.history.slice(1 - longestHistory), { at, outcome }]
  return { history, lastOutcome: outcome, changedAt: at }
}
