/** One alert at one moment. A state holds only what is true in it: a draft has no approver to be wrong about. */
import type { AreaCode } from '#areas'
import type { ActorId, AlertId, InLanguages, Instant, Mode, Sha256 } from '#base'
import type { Gravity, LadderId, LevelId, ThreatId } from '#threats'

/** An area as it was when the content was decided: later changes to the map don't change what was said. */
export interface FrozenArea {
  readonly code: AreaCode
  readonly names: InLanguages<string>
  /** SHA-256 of the shape that was meant; null where the area had none. */
  readonly shape: Sha256 | null
}

/** The three lengths of a text, in the characters a cell-broadcast page set can carry. */
export const textLengths = [90, 360, 1395] as const
export type TextLength = (typeof textLengths)[number]
export type Texts = { readonly [length in `${TextLength}`]: string }

/** What is said, per language. A language the phrase book lacks is listed as missing, never filled with another one. */
export interface Wording {
  readonly texts: InLanguages<Texts>
  readonly missing: readonly string[]
}

/** What the level meant in its ladder when the content was decided: a ladder may be edited later, what was said may not. */
export interface FrozenStep {
  readonly gravity: Gravity
  /** Height in the ladder, from 1. */
  readonly height: number
  readonly siren?: 'attention' | 'danger'
}

/** Where an alert comes from that somebody else gave and an administrator lets onto this board: one message of theirs. */
export interface Relayed {
  /** The source's id in this installation. */
  readonly source: string
  /** As people here know it. */
  readonly name: string
  /** What names the latest message (CAP 1.2 §3.2.1). */
  readonly sender: string
  readonly identifier: string
  readonly sent: string
}

/** Everything two people consent to: change one character and the hash is another. */
export interface AlertContent {
  /** Who warns, as residents know them. */
  readonly issuer: InLanguages<string>
  readonly threat: ThreatId
  readonly ladder: LadderId
  readonly level: LevelId
  readonly step: FrozenStep
  readonly areas: readonly FrozenArea[]
  readonly wording: Wording
  /** How long it stands without being renewed. */
  readonly renewForMinutes: number
  /** Names of channels, or every channel that can carry it. */
  readonly channels: readonly string[] | 'all'
  /** Names of the documents and claims it was drafted from; absent where nobody said so. */
  readonly restsOn?: readonly string[]
  /** Absent for what is warned of here. The words of a relayed alert are its sender's. */
  readonly relayed?: Relayed
}

export type Ending = 'all-clear' | 'retracted' | 'lapsed'

/** A change to an issued alert that waits for a second person. */
export interface PendingChange {
  readonly change: ChangeKind
  readonly content: AlertContent
  readonly contentHash: Sha256
  /** What those are told who are no longer in it, if the change leaves anybody out. */
  readonly leaves?: Farewell
  readonly submittedBy: ActorId
  readonly submittedAt: Instant
}

/** What is said to areas for which an alert ends while it goes on elsewhere. */
export interface Farewell {
  readonly areas: readonly FrozenArea[]
  readonly wording: Wording
}

/** `updated`: the sender of a relayed alert changed it, in whatever way. */
export const changeKinds = [
  'raised',
  'lowered',
  'extended',
  'reduced',
  'corrected',
  'renewed',
  'updated',
] as const
export type ChangeKind = (typeof changeKinds)[number]

interface Known {
  readonly id: AlertId
  readonly mode: Mode
  /** The version of its stream: what a command must name to be sure nothing changed since it was read. */
  readonly version: number
  readonly draftedBy: ActorId
  readonly draftedAt: Instant
  /** Everyone who wrote or changed the content; none of them may approve it. */
  readonly editors: readonly ActorId[]
  readonly content: AlertContent
  readonly contentHash: Sha256
}

interface WasIssued extends Known {
  readonly issuedAt: Instant
  readonly approvedBy: ActorId | null
  /** Counts what was told to the public: 1 when issued, one more at every change and at the end. */
  readonly revision: number
  readonly revisedAt: Instant
}

export interface Draft extends Known {
  readonly status: 'draft'
  readonly returned?: { readonly by: ActorId; readonly reason: string }
}
export interface Submitted extends Known {
  readonly status: 'submitted'
  readonly submittedBy: ActorId
  readonly submittedAt: Instant
}
export interface Approved extends Known {
  readonly status: 'approved'
  readonly submittedBy: ActorId
  readonly approvedBy: ActorId
}
export interface Issued extends WasIssued {
  readonly status: 'issued'
  readonly renewBy: Instant
  /** When the coming lapse was flagged; absent while there is time. */
  readonly flaggedAt?: Instant
  readonly pending?: PendingChange
}
export interface Ended extends WasIssued {
  readonly status: 'ended'
  readonly how: Ending
  readonly endedAt: Instant
  readonly reason?: string
}
export interface Discarded extends Known {
  readonly status: 'discarded'
}

export type Alert = { readonly status: 'none' } | Draft | Submitted | Approved | Issued | Ended | Discarded

export const none: Alert = { status: 'none' }
