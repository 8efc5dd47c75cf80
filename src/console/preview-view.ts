/** What an order would do, as `POST /v1/alerts/preview` tells it before the order is given. */
import type { AlertContent } from '#alerts'
import type { ArrivalView, InstantText, Names, Overlap } from './duty.ts'

/** One notice that an order would give: `POST /v1/alerts/preview`. */
export interface PreviewNotice {
  readonly kind: string
  readonly reason: string
  readonly to: 'warned' | 'left'
  /** Where it is new or worse, so that phones ring and sirens sound. */
  readonly loudFor: readonly string[]
  readonly areas: readonly { readonly code: string; readonly names: Names }[]
  readonly texts: {
    readonly [language: string]: { readonly '90': string; readonly '360': string; readonly '1395': string }
  }
  readonly missing: readonly string[]
}

export interface PreviewChange {
  readonly what: 'threat' | 'level' | 'areas-added' | 'areas-removed' | 'renew-by' | 'text' | 'channels'
  readonly before?: unknown
  readonly after?: unknown
  readonly [member: string]: unknown
}

export interface Preview {
  readonly content: AlertContent
  readonly before: AlertContent | null
  readonly contentHash: string
  readonly notices: readonly PreviewNotice[]
  readonly changes: readonly PreviewChange[]
  readonly magnitude: {
    readonly areas: number
    readonly settlements?: number
    readonly people: { readonly atLeast: number; readonly unknownIn: readonly string[] }
    readonly sirens: {
      readonly total: number
      readonly sound: number
      readonly stop: number
      readonly uncovered: readonly string[]
    }
    readonly subscribers: {
      readonly live: number | null
      readonly webhooks: number | null
      /** Phones of residents. */
      readonly push: number | null
    }
    readonly channels: readonly {
      readonly name: string
      readonly lengths: readonly number[]
      /** Whether the channel may carry this mode at all. */
      readonly mode: 'carried' | 'not-carried'
      readonly targets: number | null
    }[]
  }
  readonly limits: readonly {
    readonly language: string
    readonly length: '90' | '360' | '1395'
    readonly characters: number
    readonly most: number
    readonly encoding: string
  }[]
  readonly overlaps: readonly Overlap[]
  readonly arrivals: readonly ArrivalView[]
  /** Areas in the direction of something of which nobody can say when. */
  readonly arrivalsUnknown?: readonly { readonly area: string; readonly track: string }[]
  readonly renewBy: InstantText | null
  readonly needs: {
    readonly people: 1 | 2
    readonly mayIssueAlone: 'yes' | 'in-an-emergency' | 'no'
    readonly step: 'nothing' | 'submit' | 'approve'
  }
}
