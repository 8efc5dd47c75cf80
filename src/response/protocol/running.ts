/** Decides what happens to protocols: which start with an alert, what makes a task done, what the clock and the all-clear bring. */
import {
  canonicalJson,
  ok,
  refuse,
  type ActorId,
  type AlertId,
  type Instant,
  type Json,
  type Mode,
  type Result,
  type Sha256,
} from '#base'
import { isFor, type DoneBy, type Protocol, type TaskKey, type WarnedOf, type ZoneKey } from './protocol.ts'
import type { RunFact } from './run-facts.ts'
import { climbsDue, climbsNextAt, tasksOf, type Given, type Run, type RunId, type ZoneState } from './run.ts'

export interface RunAsked {
  readonly at: Instant
  readonly by: ActorId
}

export interface Warned extends WarnedOf {
  readonly alert: AlertId
  readonly mode: Mode
  /** Where, by code. */
  readonly areas: readonly string[]
}

/** One protocol runs once for one alert, whatever is said to it how often. */
export function runIdOf(alert: AlertId, protocol: Pick<Protocol, 'id'>): RunId {
  return `run-${alert}-${protocol.id}` as RunId
}

/**
 * What starts when an alert is issued, or is now at another level: the protocols for it that do not run for it yet. Those that run
 * go on, with what was done.
 */
export function startFor(
  warned: Warned,
  protocols: readonly Protocol[],
  running: ReadonlySet<RunId>,
  { at, by }: RunAsked,
): RunFact[] {
  const { alert, mode, threat, ladder, level, areas } = warned
  return protocols
    .filter((protocol) => isFor(protocol, warned))
    .filter((protocol) => !running.has(runIdOf(warned.alert, protocol)))
    .map((protocol) => ({
      ...{ type: 'protocol-started', run: runIdOf(alert, protocol), at, by },
      data: {
        ...{ mode, alert, about: { threat, ladder, level, areas } },
        protocol: { id: protocol.id, version: protocol.version, hash: protocol.hash },
      },
    }))
}

/** Done again with the same is nothing new; with something else it takes the earlier one's place. */
export function doTask(
  run: Run,
  protocol: Protocol,
  { task: key, given }: { readonly task: TaskKey; readonly given: Given },
  { at, by }: RunAsked,
): Result<RunFact[]> {
  const view = tasksOf(run, protocol, at).find(({ task }) => task.key === key)
  if (view === undefined) return refuse('response/unknown-task', { run: run.id, task: key })
  if (run.phase === 'closed') return refuse('response/run-closed', { run: run.id })
  if (view.state === 'not-needed') return refuse('response/task-not-needed', { task: key })
  const fault = faultOf(view.task.done, given)
  if (fault !== undefined) return refuse('response/not-what-is-needed', { task: key, why: fault })
  // What comes back from the ledger names its parts in another order.
  if (view.done !== null && saidIn(view.done.given) === saidIn(given)) return ok([])
  return ok([{ type: 'protocol-task-done', run: run.id, at, by, data: { task: key, given } }])
}

function saidIn(given: Given): string {
  return canonicalJson(given as unknown as Json)
}

/** What is wrong with what was given, in words; undefined where nothing is. */
function faultOf(done: DoneBy, given: Given): string | undefined {
  if (done.how !== given.how) return `it needs a ${done.how}`
  if (done.how === 'choice' && given.how === 'choice')
    return done.of.includes(given.choice) ? undefined : `it is one of ${done.of.join(', ')}`
  if (done.how !== 'value' || given.how !== 'value') return undefined
  if (!Number.isFinite(given.value)) return 'it needs a number'
  if (done.least !== null && given.value < done.least) return `it is at least ${done.least} ${done.unit}`
  if (done.most !== null && given.value > done.most) return `it is at most ${done.most} ${done.unit}`
  return undefined
}

export function undoTask(run: Run, task: TaskKey, { at, by }: RunAsked): Result<RunFact[]> {
  if (run.phase === 'closed') return refuse('response/run-closed', { run: run.id })
  if (!run.done.has(task)) return ok([])
  return ok([{ type: 'protocol-task-undone', run: run.id, at, by, data: { task } }])
}

/** An all-clear lifts nothing by itself: a zone is told to stay, to go or to return by a person, also in the closing list. */
export function changeZone(
  run: Run,
  protocol: Protocol,
  { zone, to }: { readonly zone: ZoneKey; readonly to: ZoneState },
  { at, by }: RunAsked,
): Result<RunFact[]> {
  if (!protocol.zones.some(({ key }) => key === zone))
    return refuse('response/unknown-zone', { run: run.id, zone })
  if (run.phase === 'closed') return refuse('response/run-closed', { run: run.id })
  const now = run.zones.get(zone)?.state
  if (now === to) return ok([])
  if (now === undefined && to === 'lifted') return refuse('response/nothing-to-lift', { zone })
  return ok([{ type: 'protocol-zone-changed', run: run.id, at, by, data: { zone, to } }])
}

/**
 * What the clock brings: each late task climbs as far as it should have by now, in one step also after an outage; of one that
 * nobody is next for it is written once that it is late.
 */
export function climbTasks(run: Run, protocol: Protocol, { at, by }: RunAsked): RunFact[] {
  if (run.phase === 'closed') return []
  return tasksOf(run, protocol, at).flatMap((view): RunFact[] => {
    const { key, line } = view.task
    if (view.state === 'late' && line.length === 1 && !run.lateWritten.has(key))
      return [{ type: 'protocol-task-late', run: run.id, at, by, data: { task: key } }]
    const to = climbsDue(view, protocol.climbAfter, at)
    if (to <= view.climbed) return []
    return [{ type: 'protocol-task-climbed', run: run.id, at, by, data: { task: key, to } }]
  })
}

/** When the clock will next bring something, if nobody does anything; undefined when it never will. */
export function nextClimbAt(run: Run, protocol: Protocol, at: Instant): Instant | undefined {
  if (run.phase === 'closed') return undefined
  return tasksOf(run, protocol, at)
    .flatMap((view) => {
      const { state, dueAt, task } = view
      const isAlone = (state === 'open' || state === 'late') && task.line.length === 1
      if (isAlone && !run.lateWritten.has(task.key)) return dueAt
      return climbsNextAt(view, protocol.climbAfter) ?? []
    })
    .toSorted()[0]
}

/** What the end of the alert brings: the closing list, once. */
export function startClosing(
  run: Run,
  why: 'all-clear' | 'retracted' | 'lapsed',
  { at, by }: RunAsked,
): RunFact[] {
  if (run.phase !== 'running') return []
  return [{ type: 'protocol-closing-started', run: run.id, at, by, data: { why } }]
}

/**
 * Closed by a person: with tasks still open it takes a reason, and while a zone is told to leave or to stay it can't be closed at
 * all, because somebody would wait for a word that never comes.
 */
export function closeRun(
  run: Run,
  protocol: Protocol,
  why: Sha256 | null,
  { at, by }: RunAsked,
): Result<RunFact[]> {
  if (run.phase === 'closed') return ok([])
  if (run.phase === 'running') return refuse('response/alert-goes-on', { alert: run.alert })
  const held = [...run.zones].find(([, { state }]) => state !== 'lifted')
  if (held !== undefined) return refuse('response/zone-not-lifted', { zone: held[0] })
  const open = tasksOf(run, protocol, at).filter(({ state }) => state !== 'done' && state !== 'not-needed')
  if (open.length > 0 && why === null) return refuse('response/tasks-open', { count: open.length })
  return ok([{ type: 'protocol-closed', run: run.id, at, by, data: { why } }])
}
