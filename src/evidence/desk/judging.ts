/** Decides what people do with a document: who works on it, what they let stand, how far they believe it. */
import {
  minute,
  ok,
  plus,
  refuse,
  type ActorId,
  type AlertId,
  type Instant,
  type PersonId,
  type Result,
  type Sha256,
} from '#base'
import { offersOf } from './offers.ts'
import { claimRef, type CodedClaim } from './coded-claim.ts'
import type { Confirmation } from './confirmation.ts'
import { claimOn, verdictNow } from './document-facts.ts'
import type { DeskDocument, DocumentFact, Lease, VerdictKind } from './document-facts.ts'
import type { FamilyId } from './document.ts'
import type { Basis, EvidenceEventId } from './event.ts'
import { gradeNow, unjudgedCredibility, type Credibility } from './rating.ts'

/** As long as somebody works on it; whoever goes on working keeps it. */
export const leaseFor = 10 * minute

export type DocumentCommand =
  | { readonly type: 'assign'; readonly to: PersonId | null }
  /** `takeOver` is why it is taken from whoever holds it. */
  | { readonly type: 'lock'; readonly takeOver?: Sha256 }
  | { readonly type: 'release' }
  | {
      readonly type: 'judge'
      readonly claim: number
      readonly verdict: VerdictKind
      readonly coded: CodedClaim | null
      readonly basis: Basis
      readonly why: Sha256 | null
      readonly joined: EvidenceEventId | null
    }
  | {
      readonly type: 'rate'
      readonly claim: number
      readonly to: Credibility
      readonly why: Sha256
      /** Of the event that the claim is in; undefined where it is in none. */
      readonly confirmation: Confirmation | undefined
    }
  | { readonly type: 'add-claim' }
  | { readonly type: 'set-family'; readonly to: FamilyId; readonly why: Sha256 }
  | { readonly type: 'close'; readonly why: Sha256 }
  | { readonly type: 'reopen'; readonly why: Sha256 }
  | { readonly type: 'draft'; readonly alert: AlertId; readonly claim: number | null }

export interface DeskAsked {
  readonly at: Instant
  readonly by: ActorId
  /** Refused when the document is no longer at this version. */
  readonly readVersion?: number
}

/** Who holds it now; a lease whose time is over holds nothing. */
export function holderOf({ lease }: Pick<DeskDocument, 'lease'>, at: Instant): Lease | undefined {
  return lease !== null && lease.until > at ? lease : undefined
}

/** What anybody may do who may read a document: nothing is judged by it. */
const needsNoLease: ReadonlySet<DocumentCommand['type']> = new Set(['assign', 'lock'])

export function decideDocument(
  document: DeskDocument,
  command: DocumentCommand,
  { at, by, readVersion }: DeskAsked,
): Result<DocumentFact[]> {
  const one = <Type extends DocumentFact['type']>(
    type: Type,
    data: Extract<DocumentFact, { type: Type }>['data'],
  ): Result<DocumentFact[]> => ok([{ type, document: document.id, at, by, data } as unknown as DocumentFact])
  const holder = holderOf(document, at)
  if (holder !== undefined && holder.by !== by && !needsNoLease.has(command.type))
    return held(document, holder)
  if (readVersion !== undefined && readVersion !== document.version)
    return refuse('evidence/changed-meanwhile', { document: document.id })
  if ('claim' in command && command.claim !== null && command.claim >= document.claims)
    return refuse('evidence/unknown-claim', { document: document.id, claim: command.claim })

  switch (command.type) {
    case 'assign':
      return command.to === document.assigned ? ok([]) : one('evidence-assigned', { to: command.to })
    case 'lock': {
      const until = plus(at, leaseFor)
      if (holder === undefined) return one('evidence-locked', { until, from: null, why: null })
      // Held longer by working, which is worth no fact.
      if (holder.by === by) return ok([])
      if (command.takeOver === undefined) return held(document, holder)
      return one('evidence-locked', { until, from: holder.by, why: command.takeOver })
    }
    case 'release':
      return holder === undefined ? ok([]) : one('evidence-released', {})
    case 'judge': {
      const { claim, verdict, coded, basis, why, joined } = command
      // A no, and words that are not the machine's, are explained to whoever asks next year.
      if (verdict !== 'accepted' && why === null) return refuse('evidence/reason-missing', { at: 'reason' })
      return one('evidence-claim-judged', { claim, verdict, coded, basis, why, joined })
    }
    case 'rate':
      return rate(document, command, one)
    case 'add-claim':
      return one('evidence-claim-added', { claim: document.claims })
    case 'set-family':
      return command.to === document.family
        ? ok([])
        : one('evidence-family-set', { from: document.family, to: command.to, why: command.why })
    case 'close':
      return document.closed === null ? one('evidence-closed', { why: command.why }) : ok([])
    case 'reopen':
      return document.closed === null ? ok([]) : one('evidence-reopened', { why: command.why })
    case 'draft': {
      const may = mayWarn(document, command.claim, at)
      return may.ok ? one('evidence-drafted', { alert: command.alert, claim: command.claim }) : may
    }
  }
}

/**
 * Whether a warning may rest on a claim, which a person let stand and which is not over; or on a document as a whole, an
 * announcement, which speaks of its own time.
 */
export function mayWarn(document: DeskDocument, claim: number | null, at: Instant): Result<void> {
  const verdict = claim === null ? undefined : verdictNow(document, claim)
  if (claim !== null && (verdict === undefined || verdict.coded === null))
    return refuse('evidence/not-accepted', { document: document.id, claim })
  const said = verdict?.coded ?? { event: 'alert', happened: 'yes', from: null, to: null }
  const saidAt = claim === null ? (document.saidAt ?? document.seenAt) : document.saidAt
  if (offersOf(said, { now: at, saidAt }).includes('draft-alert')) return ok()
  return refuse('evidence/nothing-to-warn-of', {
    claim: claim === null ? (document.id as string) : claimRef(document.id, claim),
  })
}

function rate(
  document: DeskDocument,
  { claim, to, why, confirmation }: Extract<DocumentCommand, { type: 'rate' }>,
  one: (
    type: 'evidence-claim-rated',
    data: Extract<DocumentFact, { type: 'evidence-claim-rated' }>['data'],
  ) => Result<DocumentFact[]>,
): Result<DocumentFact[]> {
  const from = gradeNow(claimOn(document, claim).ratings, unjudgedCredibility)
  if (from === to) return refuse('evidence/rated-so-already', { grade: to })
  // “Confirmed” is a word that a rule gives, and nobody's impression.
  if (to === 1 && confirmation?.standing !== 'confirmed')
    return refuse('evidence/not-confirmed', {
      at: 'credibility',
      families: confirmation?.familiesFor ?? 0,
    })
  return one('evidence-claim-rated', { claim, from, to, why })
}

function held(document: DeskDocument, { by, until }: Lease) {
  return refuse('evidence/held', { document: document.id, by, name: by, until })
}
