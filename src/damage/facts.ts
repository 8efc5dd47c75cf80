/** What is written down about damage: opaque ids, codes and numbers. Addresses, exact points and words never are. */
import type { AreaCode } from '#areas'
import type { ActorId, Instant, Mode, Sha256 } from '#base'
import type {
  AssetId,
  AssetSubject,
  Cause,
  CountRange,
  Grade,
  ObservationId,
  ObservationStatus,
  OccurrenceId,
  SourceKind,
  Subject,
} from './observation.ts'
import type { OutageId, OutageKind, OutageSource, OutageStatus } from './outage.ts'
import type { RemnantId, RemnantState } from './remnant.ts'
import type { Square } from './squares.ts'

/** One merge, so that this very one can be undone. */
export type MergeId = string & { readonly MergeId: unique symbol }

export interface ObservationSaid {
  readonly occurrence: OccurrenceId
  readonly area: AreaCode
  readonly subject: Subject
  readonly asset: AssetId | null
  readonly atLeast: number
  readonly atMost: number | null
  readonly grade: Grade | null
  readonly cause: Cause
  readonly seenAt: Instant
}

/** What a correction may change: not the occurrence, not the source. */
export type Corrected = Partial<Omit<ObservationSaid, 'occurrence'>>

interface By {
  readonly at: Instant
  readonly by: ActorId
  readonly mode: Mode
}
interface Of<Type extends string, Data> extends By {
  readonly type: Type
  readonly data: Data
}

export type DamageFact =
  | Of<
      'observation-made',
      ObservationSaid & {
        readonly observation: ObservationId
        readonly status: 'reported' | 'seen'
        readonly source: { readonly kind: SourceKind; readonly ref: string }
        /** Whose embargo it is under. */
        readonly authority: string
        /** What it was taken over from: `report:…`, `claim:…`, `form:…`. */
        readonly origin?: string
      }
    >
  | Of<
      'observation-judged',
      {
        readonly observation: ObservationId
        readonly from: ObservationStatus
        readonly to: ObservationStatus
        /** Of the words, which stand in a table. */
        readonly why: Sha256
        /** Of a dispute: those on the other side. */
        readonly against: readonly ObservationId[]
      }
    >
  | Of<
      'observation-corrected',
      { readonly observation: ObservationId; readonly change: Corrected; readonly why: Sha256 }
    >
  | Of<
      'observation-locked',
      { readonly observation: ObservationId; readonly until: Instant; readonly takenFrom: ActorId | null }
    >
  | Of<'observation-released', { readonly observation: ObservationId }>
  /** The picture stands in a table, under its hash and without what came with it. */
  | Of<'observation-photographed', { readonly observation: ObservationId; readonly photo: Sha256 }>
  | Of<
      'asset-kept',
      {
        readonly asset: AssetId
        readonly occurrence: OccurrenceId
        readonly area: AreaCode
        readonly subject: AssetSubject | null
      }
    >
  | Of<
      'asset-merged',
      {
        readonly merge: MergeId
        readonly into: AssetId
        readonly from: readonly AssetId[]
        readonly why: Sha256
      }
    >
  | Of<'asset-split', { readonly merge: MergeId; readonly assets: readonly AssetId[]; readonly why: Sha256 }>
  | Of<'embargo-set', { readonly authority: string; readonly hours: number; readonly why: Sha256 }>
  | Of<
      'embargo-extended',
      { readonly occurrence: OccurrenceId; readonly until: Instant; readonly why: Sha256 }
    >
  | Of<
      'embargo-lifted',
      {
        readonly occurrence: OccurrenceId
        readonly why: Sha256
        /** Left out where it was lifted for all of it. */
        readonly area?: AreaCode
        /** That area and those in it of which something was said by then. */
        readonly within?: readonly AreaCode[]
      }
    >
  | Of<
      'outage-opened',
      {
        readonly outage: OutageId
        readonly kind: OutageKind
        readonly area: AreaCode
        readonly since: Instant
        readonly status: OutageStatus
        readonly source: OutageSource
        readonly without: CountRange | null
        readonly shown: 'public' | 'staff'
      }
    >
  | Of<
      'outage-changed',
      {
        readonly outage: OutageId
        readonly since?: Instant
        readonly status?: OutageStatus
        readonly source?: OutageSource
        readonly without?: CountRange | null
        readonly shown?: 'public' | 'staff'
      }
    >
  | Of<
      'outage-ended',
      { readonly outage: OutageId; readonly endedAt: Instant; readonly source: OutageSource }
    >
  | Of<
      'remnant-area-kept',
      {
        readonly remnant: RemnantId
        readonly area: AreaCode
        readonly state: RemnantState
        readonly source: OutageSource
        readonly seenAt: Instant
        /** The drawn outline’s hash; the outline itself stands in a table. Left out where nothing of it was said. */
        readonly outline?: Sha256 | null
        /** The squares that the outline touches: as near as anybody outside is told. */
        readonly squares?: readonly Square[]
      }
    >

/** All stand in one stream: what was merged before something else was judged is one order. */
export const damageStream = 'damage'
