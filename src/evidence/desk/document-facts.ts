/** What happens to a document on the desk, as the ledger keeps it: codes, hashes and opaque ids; and the document that follows from it. */
import type { ActorId, AlertId, Instant, PersonId, Sha256 } from '#base'
import type { CodedClaim } from './coded-claim.ts'
import type { DocumentId, DocumentKind, FamilyId, SourceId } from './document.ts'
import type { Basis, EvidenceEventId } from './event.ts'
import type { Credibility, Rated } from './rating.ts'

export const verdicts = ['accepted', 'mended', 'rejected'] as const
export type VerdictKind = (typeof verdicts)[number]

export interface Verdict {
  readonly verdict: VerdictKind
  readonly at: Instant
  readonly by: ActorId
  readonly why: Sha256 | null
  /** What stands; null where it was rejected. */
  readonly coded: CodedClaim | null
  readonly basis: Basis
}

export interface Lease {
  readonly by: ActorId
  readonly since: Instant
  readonly until: Instant
}

export interface DeskClaim {
  /** Every verdict, the latest last: it counts. */
  readonly verdicts: readonly Verdict[]
  readonly ratings: readonly Rated<Credibility>[]
  /** The event that it joined; where it is now, the events know. */
  readonly joined: EvidenceEventId | null
}

export interface DeskDocument {
  readonly id: DocumentId
  readonly version: number
  readonly hash: Sha256
  readonly kind: DocumentKind
  readonly source: SourceId
  readonly family: FamilyId
  readonly seenAt: Instant
  readonly saidAt: Instant | null
  /** How many claims it has, with those that people added. */
  readonly claims: number
  readonly judged: { readonly [claim: string]: DeskClaim }
  readonly assigned: PersonId | null
  readonly lease: Lease | null
  readonly closed: { readonly at: Instant; readonly by: ActorId; readonly why: Sha256 } | null
  readonly drafted: readonly {
    readonly alert: AlertId
    readonly claim: number | null
    readonly at: Instant
  }[]
}

interface Happened<Type extends string, Data> {
  readonly type: Type
  readonly document: DocumentId
  readonly at: Instant
  readonly by: ActorId
  readonly data: Data
}

export type DocumentFact =
  | Happened<
      'evidence-taken',
      Pick<DeskDocument, 'hash' | 'kind' | 'source' | 'family' | 'seenAt' | 'saidAt' | 'claims'>
    >
  | Happened<'evidence-assigned', { readonly to: PersonId | null }>
  | Happened<
      'evidence-locked',
      { readonly until: Instant; readonly from: ActorId | null; readonly why: Sha256 | null }
    >
  | Happened<'evidence-released', object>
  | Happened<
      'evidence-claim-judged',
      Omit<Verdict, 'at' | 'by'> & { readonly claim: number; readonly joined: EvidenceEventId | null }
    >
  | Happened<
      'evidence-claim-rated',
      Pick<Rated<Credibility>, 'from' | 'to' | 'why'> & { readonly claim: number }
    >
  | Happened<'evidence-claim-added', { readonly claim: number }>
  | Happened<'evidence-family-set', { readonly from: FamilyId; readonly to: FamilyId; readonly why: Sha256 }>
  | Happened<'evidence-closed', { readonly why: Sha256 }>
  | Happened<'evidence-reopened', { readonly why: Sha256 }>
  | Happened<'evidence-drafted', { readonly alert: AlertId; readonly claim: number | null }>

export const untouched: DeskClaim = { verdicts: [], ratings: [], joined: null }

export function claimOn({ judged }: DeskDocument, claim: number): DeskClaim {
  return judged[claim] ?? untouched
}

/** Undefined as long as it was not taken. Facts of kinds it does not know change nothing but its version. */
export function evolveDocument(
  before: DeskDocument | undefined,
  fact: DocumentFact,
): DeskDocument | undefined {
  if (fact.type === 'evidence-taken')
    return {
      ...{ id: fact.document, ...fact.data, version: (before?.version ?? 0) + 1 },
      ...{ judged: {}, assigned: null, lease: null, closed: null, drafted: [] },
    }
  if (before === undefined) return undefined
  const next = { ...before, version: before.version + 1 }
  const { at, by } = fact
  const withClaim = (claim: number, change: Partial<DeskClaim>): DeskDocument => ({
    ...next,
    judged: { ...before.judged, [claim]: { ...claimOn(before, claim), ...change } },
  })
  switch (fact.type) {
    case 'evidence-assigned':
      return { ...next, assigned: fact.data.to }
    case 'evidence-locked':
      return { ...next, lease: { by, since: at, until: fact.data.until } }
    case 'evidence-released':
      return { ...next, lease: null }
    case 'evidence-claim-judged': {
      const { claim, joined, ...verdict } = fact.data
      const verdictsNow = [...claimOn(before, claim).verdicts, { ...verdict, at, by }]
      return withClaim(claim, { verdicts: verdictsNow, joined })
    }
    case 'evidence-claim-rated': {
      const { claim, ...rated } = fact.data
      return withClaim(claim, { ratings: [...claimOn(before, claim).ratings, { ...rated, at, by }] })
    }
    case 'evidence-claim-added':
      return { ...next, claims: Math.max(next.claims, fact.data.claim + 1) }
    case 'evidence-family-set':
      return { ...next, family: fact.data.to }
    case 'evidence-closed':
      return { ...next, closed: { at, by, why: fact.data.why } }
    case 'evidence-reopened':
      return { ...next, closed: null }
    case 'evidence-drafted':
      return { ...next, drafted: [...before.drafted, { ...fact.data, at }] }
    default:
      return next
  }
}

/** `open`: somebody has still to look at it. */
export function stateOf({ closed, claims, judged }: DeskDocument): 'open' | 'done' {
  if (closed !== null) return 'done'
  if (claims === 0) return 'open'
  for (let n = 0; n < claims; n++) if ((judged[n]?.verdicts.length ?? 0) === 0) return 'open'
  return 'done'
}

export function verdictNow(document: DeskDocument, claim: number): Verdict | undefined {
  return claimOn(document, claim).verdicts.at(-1)
}
