/** What the server answers about sites, as far as this screen shows it. */
import type { AlertView, InstantText } from '../duty.ts'
import type { DarkReason, StationState } from '../map/stations.ts'
import type { Quantity, SiteKind } from './site-draft.ts'

export type Ground = 'duration' | 'neighbours'

export interface SeriesView {
  readonly station: string
  readonly quantity: Quantity
  readonly unit: string
  readonly step: string
  readonly points: readonly {
    readonly at: InstantText
    readonly min: number
    readonly mean: number
    readonly max: number
    readonly count: number
    readonly flags: readonly string[]
  }[]
  readonly gaps: readonly {
    readonly from: InstantText
    readonly until: InstantText
    readonly why: DarkReason | null
  }[]
  /** When it was part of an alarm; without an end while nobody has ended it. */
  readonly alarms: readonly {
    readonly alarm: string
    readonly from: InstantText
    readonly until: InstantText | null
  }[]
}

export interface AlarmView {
  readonly id: string
  readonly since: InstantText
  readonly stations: readonly string[]
  readonly grounds: readonly Ground[]
  /** The draft that was made because of it, and how far people have taken it; `status` null: it is known no more. */
  readonly proposal: { readonly alert: string; readonly status: AlertView['status'] | null } | null
  /** Why there is none, as a problem’s code. */
  readonly notProposed: string | null
}

export interface StationView {
  readonly id: string
  readonly name: string
  readonly lon: number
  readonly lat: number
  readonly quantity: Quantity
  readonly unit: string
  readonly everySeconds: number
  readonly link: string | null
  readonly threshold: number | null
  readonly dark: DarkReason | null
  readonly darkSince: InstantText | null
  readonly state: StationState
  readonly excess: number | null
  readonly since: InstantText | null
  readonly neighbours: readonly string[]
  readonly latest: { readonly at: InstantText; readonly value: number } | null
  readonly usual: number | null
}

export interface SiteBrief {
  readonly id: string
  readonly name: string
  readonly kind: SiteKind
  readonly lon: number
  readonly lat: number
  readonly dark: number
  /** By why, each with when the first of them was last heard. */
  readonly darkBy: readonly {
    readonly why: DarkReason
    readonly stations: number
    readonly since: InstantText
  }[]
  /** Stations whose rise was recognised as radon and rain. */
  readonly natural: number
  readonly alarm: AlarmView | null
  readonly rings: readonly { readonly name: string; readonly radiusKm: number }[]
  readonly hotlines: readonly { readonly name: string; readonly number: string }[]
}
export interface BriefView extends SiteBrief {
  readonly stations: number
}
export interface IntakeView {
  readonly state: 'taking' | 'out-of-touch' | 'another-server'
  readonly since: InstantText
  readonly lastAt: InstantText | null
  readonly refused: number
}
export interface SitesView {
  readonly sites: readonly BriefView[]
  /** How readings come over MQTT; null where none are asked for. */
  readonly intake: IntakeView | null
}

export interface SiteView extends SiteBrief {
  readonly statements: readonly StatementView[]
  readonly stations: readonly StationView[]
}

export interface StatementView {
  readonly id: string
  readonly at: InstantText
  readonly kind: 'visit' | 'statement'
  /** The id of a document, or of a claim in it. */
  readonly evidence: string
  /** Null for who may not read evidence, and where it is known no more. */
  readonly said: {
    readonly source: string | null
    readonly title: string | null
    readonly url: string | null
    readonly speaker: string | null
    readonly role: string | null
    readonly saidAt: InstantText | null
    readonly quote: string | null
    readonly stands: 'accepted' | 'mended' | 'rejected' | 'open' | 'closed'
    readonly event: string | null
  } | null
}
