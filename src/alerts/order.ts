/** What an officer orders, in an officer's terms; composing it into a command adds names, texts and times. */
import type { AreaCode } from '#areas'
import type { AlertId, InLanguages, Instant, Mode, Sha256 } from '#base'
import type { LadderId, LevelId, ThreatId } from '#threats'
import type { Texts } from './alert.ts'

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
}

interface About {
  readonly alert: AlertId
  /** Refused when the alert is no longer at this version. */
  readonly readVersion?: number
}

export type AlertOrder = About &
  (
    | ({ readonly type: 'edit' } & Partial<Omit<DraftOrder, 'type' | 'alert' | 'mode'>>)
    | { readonly type: 'discard' }
    | { readonly type: 'submit'; readonly contentHash?: Sha256 }
    | { readonly type: 'approve'; readonly contentHash: Sha256 }
    | { readonly type: 'return'; readonly reason: string }
    | { readonly type: 'issue'; readonly emergency?: string }
    | { readonly type: 'raise' | 'lower'; readonly level: LevelId }
    | { readonly type: 'extend' | 'reduce'; readonly areas: readonly AreaCode[] }
    | { readonly type: 'correct'; readonly texts: Overrides }
    | { readonly type: 'renew'; readonly renewForMinutes?: number }
    | { readonly type: 'all-clear'; readonly areas?: readonly AreaCode[]; readonly reason?: string }
    | { readonly type: 'retract'; readonly reason: string }
  )

export type Order = DraftOrder | AlertOrder

/** Orders the system gives itself as time passes. */
export type DueOrder =
  | { readonly type: 'flag-expiry'; readonly alert: AlertId }
  | { readonly type: 'lapse'; readonly alert: AlertId }
