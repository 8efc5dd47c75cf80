/** What happens to a protocol that runs, as the ledger keeps it, and the run that follows from it. */
import type { ActorId, AlertId, Instant, Mode, Sha256 } from '#base'
import type { ProtocolId, TaskKey, ZoneKey } from './protocol.ts'
import type { About, Given, Run, RunId, ZoneState } from './run.ts'

interface Happened<Type extends string, Data> {
  readonly type: Type
  readonly run: RunId
  readonly at: Instant
  readonly by: ActorId
  readonly data: Data
}

export type RunFact =
  | Happened<
      'protocol-started',
      {
        readonly mode: Mode
        readonly alert: AlertId
        readonly protocol: { readonly id: ProtocolId; readonly version: number; readonly hash: Sha256 }
        readonly about?: About
      }
    >
  | Happened<'protocol-task-done', { readonly task: TaskKey; readonly given: Given }>
  | Happened<'protocol-task-undone', { readonly task: TaskKey }>
  /** A late task went on to this one of its line, counted from 0. */
  | Happened<'protocol-task-climbed', { readonly task: TaskKey; readonly to: number }>
  /** A task is late that nobody else can take on. */
  | Happened<'protocol-task-late', { readonly task: TaskKey }>
  | Happened<'protocol-zone-changed', { readonly zone: ZoneKey; readonly to: ZoneState }>
  | Happened<'protocol-closing-started', { readonly why: 'all-clear' | 'retracted' | 'lapsed' }>
  | Happened<'protocol-closed', { readonly why: Sha256 | null }>

/** The run after the fact; undefined before it started. Kinds that it does not know change nothing but its version. */
export function evolveRun(before: Run | undefined, fact: RunFact): Run | undefined {
  if (fact.type === 'protocol-started')
    return {
      ...{ id: fact.run, version: 1, ...fact.data, startedAt: fact.at, phase: 'running' },
      ...{ closingAt: null, closedAt: null, closedBy: null, closedWhy: null },
      ...{ done: new Map(), climbed: new Map(), lateWritten: new Set(), zones: new Map() },
    }
  if (before === undefined) return undefined
  const next = { ...before, version: before.version + 1 }
  switch (fact.type) {
    case 'protocol-task-done': {
      const { task, given } = fact.data
      return { ...next, done: new Map(before.done).set(task, { given, at: fact.at, by: fact.by }) }
    }
    case 'protocol-task-undone': {
      const done = new Map(before.done)
      done.delete(fact.data.task)
      return { ...next, done }
    }
    case 'protocol-task-climbed':
      return { ...next, climbed: new Map(before.climbed).set(fact.data.task, fact.data.to) }
    case 'protocol-task-late':
      return { ...next, lateWritten: new Set(before.lateWritten).add(fact.data.task) }
    case 'protocol-zone-changed': {
      const { zone, to } = fact.data
      return { ...next, zones: new Map(before.zones).set(zone, { state: to, at: fact.at, by: fact.by }) }
    }
    case 'protocol-closing-started':
      return { ...next, phase: 'closing', closingAt: fact.at }
    case 'protocol-closed':
      return { ...next, phase: 'closed', closedAt: fact.at, closedBy: fact.by, closedWhy: fact.data.why }
    default:
      return next
  }
}
