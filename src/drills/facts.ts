/** What the ledger says of drills, all in one stream: at most one is announced or runs at a time. */
import type { ActorId, AlertId, Brand, Instant, JsonObject } from '#base'
import type { Fact, NewFact } from '#ledger'
import type { DrillScript, Inject } from './script.ts'

export type DrillId = Brand<string, 'DrillId'>

export const drillStream = 'drills'

/** `finished`: its time was up. `ended`: by somebody. `broken-off`: a live alert came; nobody shall have to tell the two apart. */
export const drillEndings = ['finished', 'ended', 'broken-off'] as const
export type DrillEnding = (typeof drillEndings)[number]

interface Decided {
  readonly at: Instant
  readonly by: ActorId
  readonly via?: string
}

export type DrillFact = Decided &
  (
    | {
        readonly type: 'drill-announced'
        readonly data: {
          readonly drill: DrillId
          /** As it was then: a script may be written anew, what was trained may not. */
          readonly script: DrillScript
          readonly beginsAt: Instant
          /** Why it is held although a live alert is in force. */
          readonly despite?: string
        }
      }
    | { readonly type: 'drill-begun'; readonly data: { readonly drill: DrillId } }
    | {
        readonly type: 'drill-inject-given'
        readonly data: { readonly drill: DrillId; readonly step: string; readonly inject: Inject }
      }
    | {
        readonly type: 'drill-ended'
        readonly data: {
          readonly drill: DrillId
          readonly how: DrillEnding
          readonly reason?: string
          /** What broke it off. */
          readonly alerts?: readonly AlertId[]
        }
      }
  )

const types: ReadonlySet<string> = new Set<DrillFact['type']>([
  'drill-announced',
  'drill-begun',
  'drill-inject-given',
  'drill-ended',
])

/** The typed view of a ledger fact about a drill; undefined for every other fact. */
export function asDrillFact(fact: Fact): (DrillFact & Pick<Fact, 'seq' | 'version'>) | undefined {
  return fact.stream === drillStream && types.has(fact.type)
    ? (fact as unknown as DrillFact & Pick<Fact, 'seq' | 'version'>)
    : undefined
}

/** A drill's facts are of mode drill, whatever else the installation does. */
export function drillFactsToLedger(facts: readonly DrillFact[]): NewFact[] {
  return facts.map(({ type, at, by, via, data }) => ({
    ...{ stream: drillStream, mode: 'drill', type, at, by },
    data: data as unknown as JsonObject,
    ...(via === undefined ? {} : { via }),
  }))
}
