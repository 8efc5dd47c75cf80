/** An attempt as a row of a table: the columns a database filters by, and JSON for what it only keeps. */
import type { AttemptState, Attempt } from './attempt.ts'

/** Every column, in the order of the tables; the JSON ones hold text. */
export const attemptColumns = [
  'id',
  'notice',
  'alert',
  'revision',
  'seq',
  'kind',
  'mode',
  'channel',
  'target',
  'serves',
  'areas',
  'loud_for',
  'priority',
  'state',
  'tries',
  'next_try_at',
  'deadline_at',
  'planned_at',
  'changed_at',
  'superseded_by',
  'last_outcome',
  'history',
] as const

/** Those that change after the plan; the others are written once, and so are their indexes. */
export const changingColumns = [
  'state',
  'tries',
  'next_try_at',
  'deadline_at',
  'changed_at',
  'superseded_by',
  'last_outcome',
  'history',
] as const

export type AttemptRow = { readonly [column in (typeof attemptColumns)[number]]: string | number | null }

export function rowOf(attempt: Attempt): AttemptRow {
  return {
    id: attempt.id,
    notice: attempt.notice,
    alert: attempt.alert,
    revision: attempt.revision,
    seq: attempt.seq,
    kind: attempt.kind,
    mode: attempt.mode,
    channel: attempt.channel,
    target: attempt.target,
    serves: JSON.stringify(attempt.serves),
    areas: JSON.stringify(attempt.areas),
    loud_for: JSON.stringify(attempt.loudFor),
    priority: attempt.priority,
    state: attempt.state,
    tries: attempt.tries,
    next_try_at: attempt.nextTryAt,
    deadline_at: attempt.deadlineAt,
    planned_at: attempt.plannedAt,
    changed_at: attempt.changedAt,
    superseded_by: attempt.state === 'superseded' ? attempt.supersededBy : null,
    last_outcome: attempt.lastOutcome === null ? null : JSON.stringify(attempt.lastOutcome),
    history: JSON.stringify(attempt.history),
  }
}

export function attemptOf(row: AttemptRow): Attempt {
  const json = (text: string | number | null): unknown => JSON.parse(text as string)
  // The database's checks hold the state to its list, and only this module writes the rest.
  return {
    id: row.id,
    notice: row.notice,
    alert: row.alert,
    revision: Number(row.revision),
    seq: Number(row.seq),
    kind: row.kind,
    mode: row.mode,
    channel: row.channel,
    target: row.target,
    serves: json(row.serves),
    areas: json(row.areas),
    loudFor: json(row.loud_for),
    priority: Number(row.priority),
    deadlineAt: row.deadline_at,
    plannedAt: row.planned_at,
    tries: Number(row.tries),
    lastOutcome: row.last_outcome === null ? null : json(row.last_outcome),
    history: json(row.history),
    changedAt: row.changed_at,
    state: row.state,
    nextTryAt: row.next_try_at,
    ...(row.state === 'superseded' ? { supersededBy: row.superseded_by } : {}),
  } as unknown as Attempt
}

export const attemptStates: readonly AttemptState[] = [
  'waiting',
  'sending',
  'accepted',
  'refused',
  'unknown',
  'confirmed',
  'superseded',
  'expired',
]

/** The rows about which something may still be done. */
export const openCondition = "(next_try_at is not null or state = 'sending')"
