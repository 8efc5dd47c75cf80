/** A protocol that runs: which tasks are there, who has to do each of them now, which are late. */
import {
  epochMilliseconds,
  plus,
  type ActorId,
  type AlertId,
  type Brand,
  type Instant,
  type Mode,
  type Sha256,
} from '#base'
import type { Condition, Protocol, ProtocolId, Task, TaskKey, ZoneKey } from './protocol.ts'

export type RunId = Brand<string, 'RunId'>

/** What somebody gave when they said that a task was done. */
export type Given =
  | { readonly how: 'tick' }
  | { readonly how: 'value'; readonly value: number }
  | { readonly how: 'choice'; readonly choice: string }
  | { readonly how: 'photo'; readonly photo: Sha256 }

export interface TaskDone {
  readonly given: Given
  readonly at: Instant
  readonly by: ActorId
}

/** What people in a zone are told. Nothing is lifted but by somebody who lifts it. */
export const zoneStates = ['order', 'warning', 'shelter-in-place', 'lifted'] as const
export type ZoneState = (typeof zoneStates)[number]

export type Phase = 'running' | 'closing' | 'closed'

/** What was warned of when a list started: its alert is forgotten before the list is done. */
export interface About {
  readonly threat: string
  readonly ladder: string
  readonly level: string
  readonly areas: readonly string[]
}

export interface Run {
  readonly id: RunId
  readonly version: number
  readonly mode: Mode
  readonly alert: AlertId
  readonly protocol: { readonly id: ProtocolId; readonly version: number; readonly hash: Sha256 }
  /** Absent in lists that started before it was written down. */
  readonly about?: About
  readonly startedAt: Instant
  readonly phase: Phase
  /** When the closing list began. */
  readonly closingAt: Instant | null
  readonly closedAt: Instant | null
  readonly closedBy: ActorId | null
  /** Of the reason for which it was closed with tasks open. */
  readonly closedWhy: Sha256 | null
  readonly done: ReadonlyMap<TaskKey, TaskDone>
  /** How often a late task climbed: 0 it is with its owner. */
  readonly climbed: ReadonlyMap<TaskKey, number>
  /** Tasks of which it was written that they are late, where nobody is next in line. */
  readonly lateWritten: ReadonlySet<TaskKey>
  readonly zones: ReadonlyMap<
    ZoneKey,
    { readonly state: ZoneState; readonly at: Instant; readonly by: ActorId }
  >
}

/** `waiting`: nobody knows yet whether it is needed, because what it hangs on is open. */
export type TaskState = 'waiting' | 'open' | 'late' | 'done' | 'not-needed'

export interface TaskView {
  readonly task: Task
  readonly list: 'main' | 'closing'
  readonly state: TaskState
  readonly dueAt: Instant
  /** Who has to do it now. */
  readonly owner: string
  readonly climbed: number
  readonly done: TaskDone | null
  /** Of each of its conditions whether it holds; `unknown` while what it hangs on is open. */
  readonly held: readonly Held[]
}

export type Held = 'yes' | 'no' | 'unknown'

/** Every task of the lists that have begun, in the order of doing. */
export function tasksOf(run: Run, protocol: Pick<Protocol, 'tasks' | 'closing'>, at: Instant): TaskView[] {
  const states = new Map<TaskKey, 'done' | 'not-needed' | 'waiting' | 'open'>()
  const view = (list: TaskView['list'], begun: Instant) => (task: Task) => {
    const done = run.done.get(task.key) ?? null
    const held = task.onlyIf.map((condition) => holds(condition, run, states))
    const plain = done === null ? needed(held) : 'done'
    states.set(task.key, plain)
    const dueAt = plus(begun, task.dueAfter)
    const climbed = Math.min(run.climbed.get(task.key) ?? 0, task.line.length - 1)
    const state: TaskState = plain === 'open' && at >= dueAt ? 'late' : plain
    return { task, list, state, dueAt, climbed, done, held, owner: task.line[climbed]! }
  }
  return [
    ...protocol.tasks.map(view('main', run.startedAt)),
    ...(run.closingAt === null ? [] : protocol.closing.map(view('closing', run.closingAt))),
  ]
}

/** Conditions speak of tasks before theirs, so that one pass suffices. */
function needed(held: readonly Held[]): 'open' | 'waiting' | 'not-needed' {
  if (held.includes('no')) return 'not-needed'
  return held.includes('unknown') ? 'waiting' : 'open'
}

function holds(condition: Condition, run: Run, before: ReadonlyMap<TaskKey, TaskState>): Held {
  const state = before.get(condition.task)
  if ('is' in condition) {
    if (state === condition.is) return 'yes'
    return state === 'done' || state === 'not-needed' ? 'no' : 'unknown'
  }
  const given = run.done.get(condition.task)?.given
  // A task that is not needed gives no value: what hangs on its value is not needed either.
  if (given === undefined) return state === 'not-needed' ? 'no' : 'unknown'
  if ('chose' in condition) return given.how === 'choice' && given.choice === condition.chose ? 'yes' : 'no'
  if (given.how !== 'value') return 'no'
  if ('atLeast' in condition) return given.value >= condition.atLeast ? 'yes' : 'no'
  return given.value < condition.below ? 'yes' : 'no'
}

/** How often a task that is late should have climbed by now: once when it is due, then at every `climbAfter`, to the end of its line. */
export function climbsDue(view: TaskView, climbAfter: number, at: Instant): number {
  if (view.state !== 'late') return view.climbed
  const late = epochMilliseconds(at) - epochMilliseconds(view.dueAt)
  return Math.min(1 + Math.floor(late / climbAfter), view.task.line.length - 1)
}

/** When it goes on to the next in line, if nobody does it before; undefined where it is with the last. */
export function climbsNextAt(
  { state, climbed, dueAt, task }: TaskView,
  climbAfter: number,
): Instant | undefined {
  if ((state !== 'open' && state !== 'late') || climbed >= task.line.length - 1) return undefined
  return plus(dueAt, climbed * climbAfter)
}
