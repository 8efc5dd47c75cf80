/** Which list and which task is the most urgent now: a task turns late by the clock, whether or not anybody wrote it. Pure. */
import type { RunView, TaskView } from './answers.ts'

export function stateAt({ state, dueAt }: Pick<TaskView, 'state' | 'dueAt'>, now: number): TaskView['state'] {
  return state === 'open' && now >= Date.parse(dueAt) ? 'late' : state
}

export interface Standing {
  readonly late: number
  readonly done: number
  /** What has to be done or may have to be. */
  readonly all: number
  /** Of what can be done and is not late, the one that is due first. */
  readonly next: TaskView | undefined
}

export function standingOf({ tasks, phase }: Pick<RunView, 'tasks' | 'phase'>, now: number): Standing {
  const isClosed = phase === 'closed'
  const states = tasks.map((task) => stateAt(task, now))
  const count = (...of: readonly TaskView['state'][]) => states.filter((state) => of.includes(state)).length
  const open = tasks.filter((_, i) => states[i] === 'open')
  return {
    late: isClosed ? 0 : count('late'),
    done: count('done'),
    all: tasks.length - count('not-needed'),
    next: isClosed ? undefined : open.toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1))[0],
  }
}

/** Those with late tasks first, then what is due first, then the newest; closed ones at the end. */
export function byUrgency(runs: readonly RunView[], now: number): readonly RunView[] {
  const ranked = runs.map((run) => ({ run, standing: standingOf(run, now) }))
  const isLate = ({ standing }: (typeof ranked)[number]) => Number(standing.late > 0)
  const isOpen = ({ run }: (typeof ranked)[number]) => Number(run.phase !== 'closed')
  return ranked
    .toSorted(
      (a, b) =>
        isOpen(b) - isOpen(a) ||
        isLate(b) - isLate(a) ||
        (a.run.phase === 'closed' ? 0 : earlier(a.standing.next?.dueAt, b.standing.next?.dueAt)) ||
        -earlier(a.run.startedAt, b.run.startedAt),
    )
    .map(({ run }) => run)
}

/** Of two times, the one that is there and comes first. */
function earlier(one: string | undefined, other: string | undefined): number {
  if (one === other) return 0
  if (one === undefined || other === undefined) return one === undefined ? 1 : -1
  return one < other ? -1 : 1
}

/** How many are late by now, of times in order. */
export function lateBy(due: readonly string[], now: number): number {
  return due.filter((at) => Date.parse(at) <= now).length
}

/** Who has it when it climbs next. */
export function nextInLine({ line, climbed }: Pick<TaskView, 'line' | 'climbed'>): string | undefined {
  return line[climbed + 1]
}
