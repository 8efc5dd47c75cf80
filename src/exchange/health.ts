/** A source's health as people need it: how it is, since when, what failed, and what to do. */
import {
  baseProblems,
  between,
  hour,
  minute,
  sayProblem,
  second,
  type Instant,
  type JsonObject,
  type Milliseconds,
  type Problem,
  type ProblemKind,
} from '#base'
import type { CapSource, SourceId } from './arrival.ts'
import { exchangeProblems } from './problems.ts'
import { isStale, type Counts, type Noted, type SourceState } from './source-state.ts'

/**
 * `new`: not read yet. `good`. `stale`: it answers, but is no longer written. `failing`: the last try failed. `refused`:
 * it can be read, but the message dealt with last was not let in. `paused`: by the administrator. `gone`: by its publisher.
 */
export type SourceCondition = 'new' | 'good' | 'stale' | 'failing' | 'refused' | 'paused' | 'gone'

export interface ExplainedProblem {
  readonly at: Instant
  readonly code: string
  readonly says: string
  readonly advice: string
  /** Fill the sentence in any language. */
  readonly details: JsonObject
}

/** What somebody should do about a source, for whoever says it in another language. */
export type SourceTodo =
  | { readonly kind: 'wait-or-try' | 'resume' | 'require-signatures' }
  | { readonly kind: 'solve'; readonly problem: ExplainedProblem }
  | { readonly kind: 'look-elsewhere'; readonly unreadFor: Milliseconds }
  | { readonly kind: 'moved'; readonly to: string }

export interface SourceHealth {
  readonly source: SourceId
  readonly name: string
  readonly condition: SourceCondition
  readonly lastTriedAt?: Instant
  readonly lastGoodAt?: Instant
  readonly lastMessageAt?: Instant
  /** Undefined while nothing is planned. */
  readonly nextTryAt?: Instant
  /** Tries that failed in a row. */
  readonly failures: number
  readonly lastFailure?: ExplainedProblem
  readonly counts: Counts
  /** How news comes: asked for, or told by a hub until the end of a lease. */
  readonly news:
    | { readonly kind: 'polled' }
    | { readonly kind: 'asked-hub'; readonly hub: string }
    | {
        readonly kind: 'pushed'
        readonly hub: string
        readonly until: Instant
        readonly signed: 'strongly' | 'weakly'
      }
    | { readonly kind: 'hub-failed'; readonly hub: string; readonly problem: ExplainedProblem }
  /** Where it is really read from, where the publisher moved it for good. */
  readonly movedTo?: string
  /** What was wrong with single messages, newest first. */
  readonly notes: readonly ExplainedProblem[]
  /** What somebody should do now; empty when nothing. */
  readonly todos: readonly SourceTodo[]
  /** The same in English. */
  readonly advice: readonly string[]
}

export function healthOf(source: CapSource, state: SourceState, at: Instant): SourceHealth {
  const condition = conditionOf(source, state, at)
  const failure = state.failure === undefined ? undefined : explain(state.failure)
  const stale = condition === 'stale' ? explain(staleness(state, at)) : undefined
  const shown = stale ?? failure
  const todos = todosOf(condition, source, state, shown, at)
  return {
    ...{ source: source.id, name: source.name, condition, failures: state.failures, counts: state.counts },
    ...(state.triedAt === undefined ? {} : { lastTriedAt: state.triedAt }),
    ...(state.goodAt === undefined ? {} : { lastGoodAt: state.goodAt }),
    ...(state.messageAt === undefined ? {} : { lastMessageAt: state.messageAt }),
    ...(source.paused === 'yes' || state.nextAt === null ? {} : { nextTryAt: state.nextAt }),
    ...(shown === undefined ? {} : { lastFailure: shown }),
    ...(state.movedTo === undefined ? {} : { movedTo: state.movedTo }),
    news: newsOf(state),
    notes: state.notes.map(explain),
    todos,
    advice: todos.map(sayTodo),
  }
}

function conditionOf(source: CapSource, state: SourceState, at: Instant): SourceCondition {
  if (source.paused === 'yes') return 'paused'
  if (state.goneAt !== undefined) return 'gone'
  if (state.failures > 0) return 'failing'
  if (state.goodAt === undefined) return 'new'
  if (isStale(state, at)) return 'stale'
  return state.last === 'refused' ? 'refused' : 'good'
}

function staleness({ heartbeat }: SourceState, at: Instant): Noted {
  return {
    at,
    problem: {
      code: 'exchange/stale',
      details: { updated: heartbeat?.updated ?? '', usual: sayLength(heartbeat?.usual ?? 0) },
    },
  }
}

function newsOf(state: SourceState): SourceHealth['news'] {
  const { subscription } = state
  if (subscription === undefined) return { kind: 'polled' }
  const { hub } = subscription
  switch (subscription.kind) {
    case 'asked':
      return { kind: 'asked-hub', hub }
    case 'active':
      return { kind: 'pushed', hub, until: subscription.until, signed: subscription.signed }
    case 'failed':
      return { kind: 'hub-failed', hub, problem: explain(subscription.failure) }
  }
}

function todosOf(
  condition: SourceCondition,
  source: CapSource,
  state: SourceState,
  shown: ExplainedProblem | undefined,
  at: Instant,
): readonly SourceTodo[] {
  const todos: SourceTodo[] = []
  switch (condition) {
    case 'new':
      todos.push({ kind: 'wait-or-try' })
      break
    case 'paused':
      todos.push({ kind: 'resume' })
      break
    case 'gone':
    case 'stale':
    case 'failing':
      if (shown !== undefined) todos.push({ kind: 'solve', problem: shown })
      break
    case 'refused': {
      const [note] = state.notes
      if (note !== undefined) todos.push({ kind: 'solve', problem: explain(note) })
      break
    }
    case 'good':
      break
  }
  // Whoever relies on a source must know for how long they have been without it.
  if (condition === 'failing' && state.goodAt !== undefined && between(state.goodAt, at) > hour)
    todos.push({ kind: 'look-elsewhere', unreadFor: between(state.goodAt, at) })
  if (state.movedTo !== undefined && condition !== 'paused') todos.push({ kind: 'moved', to: state.movedTo })
  if (source.takes === 'relayed' && source.signature.policy !== 'required')
    todos.push({ kind: 'require-signatures' })
  return todos
}

function sayTodo(todo: SourceTodo): string {
  switch (todo.kind) {
    case 'wait-or-try':
      return 'Wait for the first try, or try it now.'
    case 'resume':
      return 'Nothing comes from it until it is resumed.'
    case 'solve':
      return todo.problem.advice
    case 'look-elsewhere':
      return `It was last read ${sayLength(todo.unreadFor)} ago: look for its warnings elsewhere until it is back.`
    case 'moved':
      return `The publisher moved it for good: change the address to ${todo.to}.`
    case 'require-signatures':
      return 'It goes straight onto the board without having to sign: require signatures if the publisher signs.'
  }
}

const kinds: { readonly [code: string]: ProblemKind } = { ...baseProblems, ...exchangeProblems }

function explain({ at, problem }: Noted): ExplainedProblem {
  const kind = kinds[problem.code]
  return {
    ...{ at, code: problem.code },
    says: kind === undefined ? problem.code : sayProblem(kind, problem as Problem),
    ...{ advice: kind?.advice ?? '', details: problem.details },
  }
}

/** “5 minutes”, “3 hours”, “2 days”: as exact as it helps. */
export function sayLength(length: Milliseconds): string {
  const units = [
    [24 * hour, 'day'],
    [hour, 'hour'],
    [minute, 'minute'],
    [second, 'second'],
  ] as const
  for (const [unit, name] of units) {
    const count = Math.floor(length / unit)
    if (count >= 2 || (unit === second && count >= 0)) return `${count} ${name}${count === 1 ? '' : 's'}`
  }
  return '0 seconds'
}
