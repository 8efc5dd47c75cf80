/** What the server answers about damage, as far as this screen shows it. */
import type { InstantText, Names } from '../duty.ts'

export interface RangeView {
  readonly atLeast: number
  readonly atMost: number | null
}

export interface SaidView extends RangeView {
  readonly observation: string
  readonly kind: string
  readonly name: string | null
  readonly status: string
  readonly facts: readonly number[]
}

export interface TallyLineView extends RangeView {
  readonly standing: string
  /** As many observations as it has; `by` names the first of them. */
  readonly restsOn: number
  readonly by: readonly SaidView[]
}

export interface TallyView {
  readonly area: string
  readonly names: Names
  readonly depth: number
  readonly subject: string
  readonly lines: readonly TallyLineView[]
  readonly disputed: readonly (SaidView & { readonly against: readonly SaidView[] })[]
}

export interface OccurrenceView {
  readonly id: string
  readonly mode: string
  readonly observations: number
  readonly embargo: {
    readonly until: InstantText | null
    readonly extendedUntil: InstantText | null
    readonly lifts: readonly {
      readonly at: InstantText
      readonly byName: string | null
      readonly by: string
      readonly area: string | null
      readonly names: Names
    }[]
    readonly held: readonly { readonly area: string; readonly names: Names }[]
  }
}

export interface ObservationView extends RangeView {
  readonly id: string
  readonly version: number
  readonly occurrence: string
  readonly names: Names
  readonly area: string
  readonly subject: string
  readonly asset: string | null
  readonly grade: string | null
  readonly cause: string
  readonly status: string
  readonly seenAt: InstantText
  readonly origin: string | null
  readonly madeAt: InstantText
  readonly madeBy: string
  readonly madeByName: string | null
  readonly source: { readonly kind: string; readonly name: string | null }
  readonly against: readonly string[]
  readonly photos: readonly string[]
  readonly lock: { readonly by: string; readonly name: string | null; readonly until: InstantText } | null
  readonly publicFrom: InstantText
  readonly facts: readonly number[]
}

/** One fact of an observation’s life. */
export interface HistoryView {
  readonly seq: number
  readonly type: string
  readonly at: InstantText
  readonly by: string
  readonly name: string | null
  readonly why: string | null
  readonly data: { readonly [member: string]: unknown }
}

export interface AssetView {
  readonly id: string
  readonly area: string
  readonly names: Names
  readonly subject: string | null
  readonly address: string | null
  readonly lon: number | null
  readonly lat: number | null
  readonly into: { readonly merge: string; readonly asset: string } | null
  readonly observations: readonly string[]
}

export interface AssetsView {
  readonly assets: readonly AssetView[]
  readonly maybeSame: readonly {
    readonly assets: readonly string[]
    readonly because: string
    readonly metres: number | null
  }[]
}

export interface WaitingView {
  readonly from: string
  readonly kind: string
  readonly at: InstantText
  readonly area: string | null
  readonly names: Names
  readonly says: string
  readonly source: string | null
  readonly told: number
}

export interface OutageView {
  readonly id: string
  readonly version: number
  readonly kind: string
  readonly area: string
  readonly names: Names
  readonly since: InstantText
  readonly endedAt: InstantText | null
  readonly status: string
  readonly source: string
  readonly without: RangeView | null
  readonly shown: string
}

export interface SquareView {
  readonly west: number
  readonly south: number
  readonly east: number
  readonly north: number
}

export interface RemnantView {
  readonly id: string
  readonly version: number
  readonly area: string
  readonly names: Names
  readonly state: string
  readonly since: InstantText
  readonly changedAt: InstantText
  readonly source: string
  readonly squares: readonly SquareView[]
  readonly outline: 'drawn' | 'none'
}

/** What is open to everybody of the damage. */
export interface PublicView {
  readonly lines: readonly (RangeView & {
    readonly occurrence: string
    readonly area: string
    readonly names: Names
    readonly subject: string
    readonly standing: string
  })[]
}
