/** What an area is without, since when, and who says so. */
import type { AreaCode } from '#areas'
import type { Brand, Instant, Mode } from '#base'
import type { CountRange, SourceKind } from './observation.ts'

export type OutageId = Brand<string, 'OutageId'>

export const outageKinds = ['power', 'water', 'heat', 'communication'] as const
export type OutageKind = (typeof outageKinds)[number]

export const outageStatuses = ['reported', 'confirmed'] as const
export type OutageStatus = (typeof outageStatuses)[number]

/** `ref` is opaque; what the source is called stands in a table. */
export interface OutageSource {
  readonly kind: SourceKind
  readonly ref: string
}

export interface Outage {
  readonly id: OutageId
  readonly version: number
  readonly mode: Mode
  readonly kind: OutageKind
  readonly area: AreaCode
  readonly since: Instant
  readonly endedAt: Instant | null
  readonly status: OutageStatus
  /** Who said it last. */
  readonly source: OutageSource
  /** Households; null where nobody counted. */
  readonly without: CountRange | null
  readonly shown: 'public' | 'staff'
  /** When anything of it was last said. */
  readonly changedAt: Instant
  /** The places of its facts in the ledger. */
  readonly facts: readonly number[]
}
