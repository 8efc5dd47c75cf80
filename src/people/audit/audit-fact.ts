/** Which kind of event a fact of the ledger is to an auditor. Every fact is one: nothing that is written down is hidden from them. */
import type { ActorId, Instant, JsonObject, Mode } from '#base'

/** A fact as the ledger keeps it, without its place in the chain. */
export interface AuditFact {
  readonly seq: number
  readonly stream: string
  readonly type: string
  readonly at: Instant
  readonly by: ActorId
  readonly mode: Mode
  readonly via?: string
  readonly data: JsonObject
}

/** `machines`: sirens, webhooks, sources and what came in through them. `data`: areas, ladders, phrases, and what is personal. */
export const auditKinds = ['signing-in', 'rights', 'alerts', 'reading', 'machines', 'data'] as const
export type AuditKind = (typeof auditKinds)[number]

/** Those that stand in a stream of another kind. */
const kindOfType: ReadonlyMap<string, AuditKind> = new Map([
  ['person-erased', 'data'],
  ['personal-data-removed', 'data'],
  ['invitation-made', 'rights'],
  ['report-dismissed', 'alerts'],
  ['report-drafted', 'alerts'],
])

/** By what stands before the colon of the stream. */
const kindOfStream: ReadonlyMap<string, AuditKind> = new Map([
  ['sessions', 'signing-in'],
  ['person', 'signing-in'],
  ['people', 'rights'],
  ['alert', 'alerts'],
  ['review', 'alerts'],
  ['approval', 'alerts'],
  ['reach', 'alerts'],
  ['drills', 'alerts'],
  ['track', 'alerts'],
  ['sighting', 'alerts'],
  ['damage', 'alerts'],
  ['form-records', 'alerts'],
  ['forms', 'data'],
  ['cases', 'alerts'],
  ['drill-scripts', 'alerts'],
  ['audit', 'reading'],
  ['areas', 'data'],
  ['area-sets', 'data'],
  ['ladder', 'data'],
  ['phrases', 'data'],
  ['shelters', 'data'],
  ['protocols', 'data'],
  ['protocol-runs', 'alerts'],
  ['recipients', 'data'],
  ['teams', 'data'],
  ['callouts', 'alerts'],
])

export function auditKindOf({ type, stream }: Pick<AuditFact, 'type' | 'stream'>): AuditKind {
  return kindOfType.get(type) ?? kindOfStream.get(stream.split(':', 1)[0] as string) ?? 'machines'
}
