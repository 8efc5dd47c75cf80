/** A drill as it runs, folded from its facts, and what it does next. A server that starts anew goes on where the one before stopped. */
import { minute, plus, type ActorId, type AlertId, type Instant } from '#base'
import type { Fact } from '#ledger'
import { asDrillFact, type DrillEnding, type DrillFact, type DrillId } from './facts.ts'
import type { DrillScript, DrillStep } from './script.ts'

export interface Given {
  readonly step: string
  readonly at: Instant
}

interface Announced {
  readonly id: DrillId
  readonly script: DrillScript
  readonly announcedAt: Instant
  readonly announcedBy: ActorId
  /** As announced; what began late says so in `begunAt`. */
  readonly beginsAt: Instant
  readonly despite?: string
}

export type DrillRun = Announced &
  (
    | { readonly state: 'announced' }
    | { readonly state: 'running'; readonly begunAt: Instant; readonly given: readonly Given[] }
    | {
        readonly state: 'over'
        /** Null where it never began. */
        readonly begunAt: Instant | null
        readonly given: readonly Given[]
        readonly endedAt: Instant
        readonly endedBy: ActorId
        readonly how: DrillEnding
        readonly reason?: string
        readonly alerts?: readonly AlertId[]
      }
  )

/** All drills that were ever held. */
export interface DrillBook {
  /** The version of the stream of drills. */
  readonly version: number
  /** The one that is announced or runs. */
  now(): Exclude<DrillRun, { state: 'over' }> | undefined
  get(id: DrillId): DrillRun | undefined
  /** The oldest first. */
  all(): readonly DrillRun[]
  /** Facts in ledger order; one that was applied before is passed over. Whether it changed anything. */
  apply(fact: Fact): boolean
}

export function emptyDrillBook(): DrillBook {
  const runs = new Map<DrillId, DrillRun>()
  let version = 0
  let current: DrillId | undefined
  const book: DrillBook = {
    get version() {
      return version
    },
    now() {
      const run = current === undefined ? undefined : runs.get(current)
      return run === undefined || run.state === 'over' ? undefined : run
    },
    get: (id) => runs.get(id),
    all: () => [...runs.values()],
    apply(fact) {
      const typed = asDrillFact(fact)
      if (typed === undefined || typed.version <= version) return false
      version = typed.version
      const { drill } = typed.data
      const after = runAfter(runs.get(drill), typed)
      if (after === undefined) return false
      runs.set(drill, after)
      current = after.state === 'over' ? undefined : drill
      return true
    },
  }
  return book
}

function runAfter(run: DrillRun | undefined, fact: DrillFact): DrillRun | undefined {
  if (fact.type === 'drill-announced') {
    const { drill: id, script, beginsAt, despite } = fact.data
    return {
      ...{ id, script, announcedAt: fact.at, announcedBy: fact.by, beginsAt, state: 'announced' },
      ...(despite === undefined ? {} : { despite }),
    }
  }
  // A ledger that begins in the middle of a drill says nothing of it that could be shown.
  if (run === undefined) return undefined
  const { id, script, announcedAt, announcedBy, beginsAt, despite } = run
  const head = {
    ...{ id, script, announcedAt, announcedBy, beginsAt },
    ...(despite === undefined ? {} : { despite }),
  }
  const given = run.state === 'announced' ? [] : run.given
  const begunAt = run.state === 'announced' ? null : run.begunAt
  switch (fact.type) {
    case 'drill-begun':
      return { ...head, state: 'running', begunAt: fact.at, given }
    case 'drill-inject-given':
      return {
        ...{ ...head, state: 'running', begunAt: begunAt ?? fact.at },
        given: [...given, { step: fact.data.step, at: fact.at }],
      }
    case 'drill-ended': {
      const { drill: _, ...how } = fact.data
      return { ...head, state: 'over', begunAt, given, endedAt: fact.at, endedBy: fact.by, ...how }
    }
  }
}

/** What comes next of a drill, and when. */
export type DrillDue =
  | { readonly does: 'begin' | 'end'; readonly at: Instant }
  | { readonly does: 'give'; readonly at: Instant; readonly step: DrillStep }

export function nextOf(run: Exclude<DrillRun, { state: 'over' }>): DrillDue {
  if (run.state === 'announced') return { does: 'begin', at: run.beginsAt }
  const { script, given, begunAt } = run
  const step = script.steps.find(({ id }) => !given.some((one) => one.step === id))
  return step === undefined
    ? { does: 'end', at: plus(begunAt, script.endsAtMinutes * minute) }
    : { does: 'give', at: plus(begunAt, step.atMinutes * minute), step }
}

/** When it will be over if nobody ends it before. */
export function endsAt(run: DrillRun): Instant {
  if (run.state === 'over') return run.endedAt
  const begins = run.state === 'announced' ? run.beginsAt : run.begunAt
  return plus(begins, run.script.endsAtMinutes * minute)
}
