/** A notice: what one revision of an alert says to one audience, in every language and length it exists in. */
import type { AlertId, Instant, Mode, NoticeId } from '#base'
import type { Gravity, LadderId, LevelId, ThreatId } from '#threats'
import type { Seq } from '#ledger'
import type { AreaCode } from '#areas'
import type { FrozenArea, Relayed, Wording } from './alert.ts'
import type { InLanguages } from '#base'

/**
 * `warning` and `update` tell of something in force; the other three tell that it no longer is, and stop everything
 * still queued for the same alert and areas.
 */
export type NoticeKind = 'warning' | 'update' | 'all-clear' | 'retraction' | 'lapse'

export type NoticeReason =
  | 'issued'
  | 'raised'
  | 'lowered'
  | 'extended'
  | 'reduced'
  | 'corrected'
  | 'renewed'
  | 'updated'
  | 'areas-cleared'
  | 'cleared'
  | 'retracted'
  | 'lapsed'

export interface Notice {
  /** `{alert}.{revision}`, and `{alert}.{revision}e` for the areas a revision ends while others go on. Stable for ever. */
  readonly id: NoticeId
  readonly alert: AlertId
  readonly revision: number
  /** The fact it comes from: the live stream's event id. */
  readonly seq: Seq
  readonly at: Instant
  /** When the alert was first issued. */
  readonly since: Instant
  readonly mode: Mode
  readonly kind: NoticeKind
  readonly reason: NoticeReason
  readonly issuer: InLanguages<string>
  readonly threat: ThreatId
  readonly ladder: LadderId
  readonly level: LevelId
  readonly gravity: Gravity
  /** What a siren plays for this level; absent where the level is silent. */
  readonly siren?: 'attention' | 'danger'
  /** Whom it is for. */
  readonly areas: readonly FrozenArea[]
  /** Those of `areas` for which it is new or worse than before: only there may a phone ring or a siren start again. */
  readonly loudFor: readonly AreaCode[]
  /** When it lapses unless renewed; absent once it has ended. */
  readonly renewBy?: Instant
  readonly wording: Wording
  readonly channels: readonly string[] | 'all'
  readonly relayed?: Relayed
}

/** Whether it ends something: stop always wins. */
export function isEnd(notice: Pick<Notice, 'kind'>): boolean {
  return notice.kind === 'all-clear' || notice.kind === 'retraction' || notice.kind === 'lapse'
}
