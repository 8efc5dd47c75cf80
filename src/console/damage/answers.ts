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

export interface TallyView {
  readonly area: string
  readonly names: Names
  readonly depth: number
  readonly subject: string
  readonly lines: readonly (RangeView & { readonly standing: string; readonly by: readonly SaidView[] })[]
  readonly disputed: readonly (SaidView & { readonly against: readonly SaidView[] })[]
}

export interface OccurrenceView {
  readonly id: string
  readonly mode: string
  readonly observations: number
  readonly embargo: {
    readonly until: InstantText | null
    readonly liftedAt: InstantText | null
    readonly liftedByName: string | null
  }
}

export interface ObservationView extends RangeView {
  readonly id: string
  readonly version: number
  readonly names: Names
  readonly area: string
  readonly subject: string
  readonly asset: string | null
  readonly status: string
  readonly seenAt: InstantText
  readonly source: { readonly kind: string; readonly name: string | null }
  readonly lock: { readonly by: string; readonly name: string | null; readonly until: InstantText } | null
}

export interface AssetsView {
  readonly assets: readonly {
    readonly id: string
    readonly names: Names
    readonly subject: string | null
    readonly address: string | null
    readonly into: { readonly merge: string; readonly asset: string } | null
    readonly observations: readonly string[]
  }[]
  readonly maybeSame: readonly {
    readonly assets: readonly string[]
    readonly because: string
    readonly metres: number | null
  }[]
}

export interface OutageView {
  readonly id: string
  readonly kind: string
  readonly area: string
  readonly names: Names
  readonly since: InstantText
  readonly endedAt: InstantText | null
  readonly status: string
  readonly source: string
  readonly shown: string
}

export interface RemnantView {
  readonly id: string
  readonly version: number
  readonly area: string
  readonly names: Names
  readonly state: string
  readonly since: InstantText
  readonly source: string
}
