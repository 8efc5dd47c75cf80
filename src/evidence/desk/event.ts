/** An event: the claims that people let stand and that are about one thing. What is known of it follows from its claims and is never written down apart. */
import type { ActorId, Brand, Instant, Sha256 } from '#base'
import type { ClaimRef, CodedClaim } from './coded-claim.ts'

export type EvidenceEventId = Brand<string, 'EvidenceEventId'>
/** A merge or a split: what can be undone. */
export type ActId = Brand<string, 'ActId'>

/**
 * On what a claim rests, as a person judges. `responsible-official`: said by an official about what they are themselves in charge
 * of; `physical-evidence`: a photo, a wreck, a measurement that was looked at; `other`: everything else.
 */
export const bases = ['responsible-official', 'physical-evidence', 'other'] as const
export type Basis = (typeof bases)[number]

export interface Member {
  readonly claim: ClaimRef
  readonly coded: CodedClaim
  readonly basis: Basis
  /** When its document says that it was said, or when it came in: a claim without a time of its own speaks of the day before. */
  readonly saidAt: Instant
}

/** What was done to an event and stands. `merged-in` and `split-off` are seen from both sides. */
export type Act =
  | {
      readonly act: ActId
      readonly type: 'merged-in'
      readonly from: readonly { readonly event: EvidenceEventId; readonly claims: readonly ClaimRef[] }[]
    }
  | { readonly act: ActId; readonly type: 'merged-away'; readonly into: EvidenceEventId }
  | {
      readonly act: ActId
      readonly type: 'split'
      readonly into: EvidenceEventId
      readonly claims: readonly ClaimRef[]
    }
  | { readonly act: ActId; readonly type: 'split-off'; readonly from: EvidenceEventId }

/** A denial that closed the event and was set aside by a person. */
export interface SetAside {
  readonly denial: ClaimRef
  readonly at: Instant
  readonly by: ActorId
  readonly why: Sha256
}

export interface EvidenceEvent {
  readonly id: EvidenceEventId
  /** Of its stream; 0: nothing has happened to it. */
  readonly version: number
  readonly openedAt: Instant
  readonly changedAt: Instant
  /** In the order of their names. */
  readonly members: readonly Member[]
  /** Those that stand, the latest last. */
  readonly acts: readonly Act[]
  readonly setAside: readonly SetAside[]
}

/** Where its claims are now: with itself, or with the event that it was merged into. An event without claims is over. */
export function mergedInto({ acts }: EvidenceEvent): EvidenceEventId | null {
  const last = acts.at(-1)
  return last?.type === 'merged-away' ? last.into : null
}
