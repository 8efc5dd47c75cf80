/** The facts of an alert's life. Those that reach the public carry all that was said, so that each explains itself alone. */
import type { AreaCode } from '#areas'
import type { ActorId, AlertId, Instant, Mode, Sha256 } from '#base'
import type { Fact, NewFact } from '#ledger'
import type { AlertContent, ChangeKind, FrozenArea, PendingChange, Wording } from './alert.ts'
import type { NoticeKind, NoticeReason } from './notice.ts'

/** One audience of a revision and what it was told; without a wording of its own it was told the content's. */
export interface Told {
  readonly kind: NoticeKind
  readonly areas: readonly FrozenArea[]
  readonly loudFor: readonly AreaCode[]
  readonly wording?: Wording
}

/** What every fact that reached the public says. */
export interface Published {
  readonly revision: number
  /** When the alert was first issued. */
  readonly since: Instant
  readonly content: AlertContent
  readonly contentHash: Sha256
  readonly told: readonly Told[]
}

/** What an end says of the alert that ended: its own words stand in `told`, those of the warning need no repeating. */
export interface PublishedEnd extends Omit<Published, 'content'> {
  readonly content: Omit<AlertContent, 'wording'>
}

interface Decided {
  readonly at: Instant
  readonly by: ActorId
  readonly mode: Mode
  readonly via?: string
}

/** Says which order asked for this fact, so that the same order sent twice is done once. */
export interface OrderKey {
  readonly key: string
  readonly digest: Sha256
}

type A<Type extends string, Data> = Decided & {
  readonly type: Type
  readonly data: Data & { readonly order?: OrderKey }
}

export type ChangeFactType = `alert-${ChangeKind}`

export type AlertFact =
  | A<'alert-drafted', { readonly content: AlertContent; readonly contentHash: Sha256 }>
  | A<'draft-edited', { readonly content: AlertContent; readonly contentHash: Sha256 }>
  | A<'draft-discarded', object>
  | A<'alert-submitted', { readonly contentHash: Sha256 }>
  | A<'alert-returned', { readonly reason: string }>
  | A<'alert-approved', { readonly contentHash: Sha256 }>
  | A<
      'alert-issued',
      Published & {
        readonly renewBy: Instant
        readonly approvedBy: ActorId | null
        readonly emergency?: string
      }
    >
  | A<'change-submitted', Omit<PendingChange, 'submittedBy' | 'submittedAt'>>
  | A<'change-returned', { readonly reason: string }>
  | A<
      ChangeFactType,
      Published & {
        readonly renewBy: Instant
        readonly approvedBy: ActorId | null
        readonly emergency?: string
      }
    >
  | A<'areas-cleared', Published & { readonly renewBy: Instant }>
  | A<'alert-cleared', PublishedEnd & { readonly reason?: string }>
  | A<'alert-retracted', PublishedEnd & { readonly reason: string }>
  | A<'expiry-flagged', { readonly renewBy: Instant }>
  | A<'alert-lapsed', PublishedEnd>

export type AlertFactType = AlertFact['type']

const types: { readonly [Type in AlertFactType]: NoticeReason | null } = {
  'alert-drafted': null,
  'draft-edited': null,
  'draft-discarded': null,
  'alert-submitted': null,
  'alert-returned': null,
  'alert-approved': null,
  'alert-issued': 'issued',
  'change-submitted': null,
  'change-returned': null,
  'alert-raised': 'raised',
  'alert-lowered': 'lowered',
  'alert-extended': 'extended',
  'alert-reduced': 'reduced',
  'alert-corrected': 'corrected',
  'alert-renewed': 'renewed',
  'alert-updated': 'updated',
  'areas-cleared': 'areas-cleared',
  'alert-cleared': 'cleared',
  'alert-retracted': 'retracted',
  'expiry-flagged': null,
  'alert-lapsed': 'lapsed',
}

/** Why the public was told something by a fact of this type; null where it wasn't. */
export function noticeReasonOf(type: AlertFactType): NoticeReason | null {
  return types[type]
}

const streamPrefix = 'alert:'

export function streamOf(alert: AlertId): string {
  return streamPrefix + alert
}

/** The ledger holds other slices' facts too; this tells an alert's facts from them. */
export function alertOf(fact: Fact): AlertId | undefined {
  return fact.stream.startsWith(streamPrefix) && Object.hasOwn(types, fact.type)
    ? (fact.stream.slice(streamPrefix.length) as AlertId)
    : undefined
}

/** The typed view of a ledger fact for which `alertOf` has an answer: the ledger verified its bytes, the upcasts its shape. */
export function asAlertFact(fact: Fact): AlertFact {
  return fact as unknown as AlertFact
}

export function toLedger(alert: AlertId, facts: readonly AlertFact[]): NewFact[] {
  return facts.map((fact) => ({ ...(fact as unknown as NewFact), stream: streamOf(alert) }))
}
