/** All protocols that run or ran, folded from their stream of the ledger, and the facts as the ledger takes them. */
import type { ActorId, AlertId, Instant, JsonObject } from '#base'
import type { Fact, NewFact } from '#ledger'
import { evolveRun, type RunFact } from './run-facts.ts'
import type { Run, RunId } from './run.ts'

export const runStream = 'protocol-runs'

export interface RunBook {
  /** Of the stream: what is decided by what stands here is written at this version or not at all. */
  readonly version: number
  get(id: RunId): Run | undefined
  ids(): ReadonlySet<RunId>
  /** In the order in which they began. */
  all(): readonly Run[]
  /** Those that are not closed. */
  open(): readonly Run[]
  ofAlert(alert: AlertId): readonly Run[]
  /** False for what is another stream's, or known already. */
  apply(fact: Pick<Fact, 'stream' | 'version' | 'type' | 'at' | 'by' | 'data'>): boolean
}

export function emptyRunBook(): RunBook {
  let version = 0
  const runs = new Map<RunId, Run>()
  return {
    get version() {
      return version
    },
    get: (id) => runs.get(id),
    ids: () => new Set(runs.keys()),
    all: () => [...runs.values()],
    open: () => [...runs.values()].filter(({ phase }) => phase !== 'closed'),
    ofAlert: (alert) => [...runs.values()].filter((run) => run.alert === alert),
    apply(fact) {
      if (fact.stream !== runStream || fact.version <= version) return false
      version = fact.version
      const { run: id, ...data } = fact.data as JsonObject & { readonly run: RunId }
      const { type, at, by } = fact as { type: string; at: Instant; by: ActorId }
      const after = evolveRun(runs.get(id), { type, run: id, at, by, data } as unknown as RunFact)
      if (after !== undefined) runs.set(id, after)
      return true
    },
  }
}

/** `of`: the run that the fact is of; its alert stands in each fact, so that a reader of that alert finds it. */
export function runFactToLedger(
  { type, run, at, by, data }: RunFact,
  { mode, alert }: Pick<Run, 'mode' | 'alert'>,
  via?: string,
): NewFact {
  return {
    ...{ stream: runStream, type, at, by, mode },
    data: { run, alert, ...(data as unknown as JsonObject) },
    ...(via === undefined ? {} : { via }),
  }
}
