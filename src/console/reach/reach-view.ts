/** What is known of whom an alert reached, as the server answers it. Pure. */
import type { HeardView, InstantText } from '../duty.ts'

export const knownKinds = [
  'confirmed',
  'accepted',
  'unknown',
  'refused',
  'expired',
  'pending',
  'superseded',
] as const
export type Known = (typeof knownKinds)[number]

export type ReachCounts = { readonly targets: number } & { readonly [known in Known]: number }

export interface ChannelReach {
  readonly channel: string
  readonly counts: ReachCounts
  readonly areas: readonly { readonly area: string; readonly counts: ReachCounts }[]
  readonly uncovered: readonly string[]
  readonly details: { readonly [detail: string]: number }
}

export interface PartReach {
  readonly areas: readonly string[]
  readonly channels: readonly ChannelReach[]
  /** What no target of any channel serves. */
  readonly uncovered: readonly string[]
}

export interface SirensOfArea {
  readonly area: string
  readonly sirens: { readonly [status: string]: number }
}

/** `GET /v1/alerts/:alert/reach`. */
export interface ReachAnswer {
  readonly reach: {
    readonly alert: string
    readonly revision: number
    readonly latest: PartReach
    readonly warned: PartReach
    readonly ended: PartReach | null
  } | null
  /** What residents say that they hear of the sirens; null for who may not read reports. */
  readonly residents: {
    readonly areas: readonly (HeardView & { readonly area: string })[]
    /** The sirens whose own word that does not fit. */
    readonly doubted: readonly string[]
  } | null
  readonly sirens: {
    readonly counts: { readonly [status: string]: number }
    readonly areas?: readonly SirensOfArea[]
    readonly uncovered?: readonly string[]
  } | null
}

/** One of `GET /v1/alerts/:alert/attempts`. */
export interface AttemptView {
  readonly id: string
  readonly channel: string
  readonly target: string
  readonly state: string
  readonly revision: number
  readonly areas: readonly string[]
  readonly serves: 'everywhere' | readonly string[]
  readonly tries: number
  readonly lastOutcome: { readonly kind: string; readonly problem?: string; readonly detail?: string } | null
  readonly changedAt: InstantText
  readonly nextTryAt: InstantText | null
}
