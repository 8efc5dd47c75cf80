/** What an officer orders, in an officer's terms; composing it into a command adds names, texts and times. */
import type { AreaCode } from '#areas'
import type { AlertId, InLanguages, Instant, Mode, Sha256 } from '#base'
import type { LadderId, LevelId, ThreatId } from '#threats'
import type { Relayed, Texts } from './alert.ts'

/** Texts written by hand, for some languages and lengths; the rest comes from the phrase books. */
export type Overrides = InLanguages<Partial<Texts>>

export interface DraftOrder {
  readonly type: 'draft'
  /** Left out, the system gives one. */
  readonly alert?: AlertId
  readonly mode: Mode
  readonly threat: ThreatId
  readonly ladder: LadderId
  readonly level: LevelId
  readonly areas: readonly AreaCode[]
  /** How long it stands unrenewed; or until when, which is counted from the time of the order. */
  readonly renewForMinutes?: number
  readonly renewBy?: Instant
  readonly channels?: readonly string[] | 'all'
  readonly texts?: Overrides
  /** Names of what it rests on, where somebody drafted it from evidence. */
  readonly restsOn?: readonly string[]
}

interface About {
  readonly alert: AlertId
  /** Whether a person or a client that no person sits at gives it; never taken from the request. Left out it is a human. */
  readonly as?: 'human' | 'machine'
  /** Refused when the alert is no longer at this version. */
  readonly readVersion?: number
}

interface Alone {
  /** Why one person changes it alone. */
  readonly emergency?: string
}

export type AlertOrder = About &
  (
    | ({ readonly type: 'edit' } & Partial<Omit<DraftOrder, 'type' | 'alert' | 'mode'>>)
    | { readonly type: 'discard' }
    | { readonly type: 'submit'; readonly contentHash?: Sha256 }
    | { readonly type: 'approve'; readonly contentHash: Sha256 }
    | { readonly type: 'return'; readonly reason: string }
    | { readonly type: 'issue'; readonly emergency?: string }
    | ({ readonly type: 'raise' | 'lower'; readonly level: LevelId } & Alone)
    | ({ readonly type: 'extend' | 'reduce'; readonly areas: readonly AreaCode[] } & Alone)
    | ({ readonly type: 'correct'; readonly texts: Overrides } & Alone)
    | { readonly type: 'renew'; readonly renewForMinutes?: number }
    | { readonly type: 'all-clear'; readonly areas?: readonly AreaCode[]; readonly reason?: string }
    | { readonly type: 'retract'; readonly reason: string }
  )

/** What another sender says, as a source that an administrator lets onto the board: never taken from a person's request. */
export interface RelayOrder {
  readonly type: 'relay'
  readonly alert: AlertId
  readonly mode: Mode
  readonly relayed: Relayed
  readonly issuer: InLanguages<string>
  readonly threat: ThreatId
  readonly ladder: LadderId
  readonly level: LevelId
  readonly areas: readonly AreaCode[]
  readonly renewForMinutes: number
  readonly channels: readonly string[] | 'all'
  /** The sender's words, fitted to the lengths and marked where it is a drill or a test. */
  readonly texts: InLanguages<Texts>
}

/** The end of a relayed alert as its sender gave it; without words of theirs, ours say who ended it. */
export interface RelayEndOrder {
  readonly type: 'relay-end'
  readonly alert: AlertId
  readonly how: 'all-clear' | 'retraction'
  readonly reason: string
  readonly texts?: InLanguages<Texts>
}

export type Order = DraftOrder | AlertOrder | RelayOrder | RelayEndOrder

/** Orders the system gives itself as time passes. */
export type DueOrder =
  | { readonly type: 'flag-expiry'; readonly alert: AlertId }
  | { readonly type: 'lapse'; readonly alert: AlertId }
