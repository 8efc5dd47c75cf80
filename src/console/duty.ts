/** What the server tells the duty room, as it arrives: the shapes of its answers, and nothing else. */
import type { AlertContent, Ending, PendingChange } from '#alerts'
import type { InLanguages, Mode } from '#base'
import type { Gravity, Ladder, Threat } from '#threats'
import type { HeardView } from './residents-view.ts'

export type Names = InLanguages<string>
/** RFC 3339, UTC. */
export type InstantText = string

export interface AlertView {
  readonly id: string
  readonly status: 'draft' | 'submitted' | 'approved' | 'issued' | 'ended' | 'discarded'
  readonly mode: Mode
  readonly version: number
  readonly contentHash: string
  readonly content: AlertContent
  readonly draftedBy: string
  readonly draftedAt: InstantText
  readonly editors: readonly string[]
  readonly returned?: { readonly by: string; readonly reason: string }
  readonly submittedBy?: string
  readonly submittedAt?: InstantText
  readonly approvedBy?: string | null
  readonly issuedAt?: InstantText
  readonly revision?: number
  readonly revisedAt?: InstantText
  readonly renewBy?: InstantText
  readonly flaggedAt?: InstantText
  readonly pending?: PendingChange
  readonly how?: Ending
  readonly endedAt?: InstantText
  readonly reason?: string
}

export interface LineAlert {
  readonly alert: string
  readonly since: InstantText
  readonly renewBy: InstantText
  readonly flagged: 'flagged' | 'in-time'
}

export interface BoardLine {
  readonly area: string
  readonly names: Names
  readonly threat: string
  readonly ladder: string
  readonly level: string
  readonly gravity: Gravity
  readonly height: number
  readonly alerts: readonly LineAlert[]
}

export interface BoardEnding {
  readonly mode: Mode
  readonly area: string
  readonly threat: string
  readonly ladder: string
  readonly level: string
  readonly alert: string
  readonly how: Ending
  readonly at: InstantText
}

export interface BoardView {
  readonly mode: Mode
  readonly seq: number
  readonly at: InstantText | null
  readonly inForce: 'nothing' | 'something'
  readonly lines: readonly BoardLine[]
  readonly endings: readonly BoardEnding[]
}

export interface SirenCounts {
  readonly [state: string]: number
}

export interface ChannelView {
  readonly name: string
  readonly state: 'working' | 'failing' | 'off' | 'unknown'
  readonly since: InstantText | null
  readonly says: { readonly code: string; readonly [detail: string]: unknown } | null
  readonly waiting: number
}

export interface PolicyView {
  readonly people: 1 | 2
  readonly emergency: readonly string[]
  readonly shortestRenewMinutes: number
  readonly longestRenewMinutes: number
  readonly flagBeforeMinutes: number
  readonly renewForMinutes: number
}

/** What a rehearsal is, for those whom it concerns before, while and after it goes on. */
export interface DrillNow {
  readonly id: string
  readonly name: Names
  readonly state: 'announced' | 'running'
  readonly from: InstantText
  readonly until: InstantText | null
  /** What it brought so far, the oldest first. */
  readonly given: readonly DrillGiven[]
}

export interface DrillGiven {
  readonly step: string
  readonly at: InstantText
  readonly inject: {
    readonly kind: string
    readonly text: Names
    readonly area?: string
    readonly threat?: string
  }
}

/** `GET /v1/duty`. Null is what this person may not read, or what this installation has not. */
export interface Duty {
  readonly seq: number
  readonly at: InstantText
  readonly mode: Mode
  readonly server: string
  readonly authority: {
    readonly id: string
    readonly name: Names
    readonly areas: readonly string[]
    readonly languages: readonly string[]
    readonly timeZone: string
    readonly ladder: string
    readonly demonstration: 'yes' | 'no'
    readonly service: string
  }
  readonly policy: { readonly [mode in Mode]: PolicyView }
  readonly board: BoardView
  readonly alerts: readonly AlertView[] | null
  readonly waiting: readonly WaitingView[] | null
  readonly sirens: { readonly counts: SirenCounts } | null
  readonly channels: readonly ChannelView[] | null
  readonly reports: { readonly open: number } | null
  readonly sightings: { readonly open: number } | null
  readonly residentReports: { readonly open: number } | null
  readonly reviews: { readonly open: number } | null
  readonly protocols: DueView | null
  readonly drill: DrillNow | null
  readonly areasVersion: string
}

/** `GET /v1/protocol-runs/due`: of all lists that run. */
export interface DueView {
  readonly lists: number
  /** When each task that can be done is due, the earliest first. */
  readonly due: readonly InstantText[]
}

/** `GET /v1/alerts/waiting`: what waits for a second person. */
export interface WaitingView {
  readonly kind: 'approval' | 'change' | 'emergency' | 'proposal'
  /** The alert, or the proposal. */
  readonly about: string
  readonly mode: Mode
  readonly since: InstantText
  readonly answered: 'nobody-has-answered' | 'waits'
  /** Of those who had a hand in it, by their ids. */
  readonly names: { readonly [id: string]: string }
  readonly [member: string]: unknown
}

/** `GET /v1/map/areas`. */
export interface MapArea {
  readonly code: string
  readonly kind: 'country' | 'region' | 'district' | 'municipality' | 'settlement'
  readonly parent: string | null
  readonly names: Names
  readonly aliases?: readonly string[]
  readonly centre: { readonly lon: number; readonly lat: number } | null
  readonly population: number | null
  readonly shape: 'surveyed' | 'approximate' | 'none'
  readonly divided?: 'wholly' | 'partly'
}

/** `GET /v1/threats`. */
export interface ThreatsView {
  readonly threats: readonly Threat[]
  readonly ladders: readonly Ladder[]
  readonly ladder: string
}

export interface SirenView {
  readonly id: string
  readonly name: string
  readonly area: string
  readonly operator: string
  readonly kind: string
  readonly modes: readonly Mode[]
  readonly position: { readonly lon: number; readonly lat: number } | null
  readonly authenticity: 'signed' | 'unsigned'
  readonly status: 'pending' | 'sounding' | 'passed' | 'failed' | 'silent' | 'unknown'
  readonly batteryPercent: number | null
  readonly faults: readonly string[]
  readonly lastHeard: InstantText | null
  /** What residents say that they hear of it; left out for who may not read reports. */
  readonly residents?: HeardView
  readonly doubt?: 'residents-hear-none' | 'residents-hear-it' | null
}

export interface ReportView {
  readonly id: string
  readonly receivedAt: InstantText
  readonly mode: Mode
  readonly state: 'open' | 'taken-back' | 'dismissed' | 'drafted'
  readonly sourceName: string
  readonly sender: string
  readonly said: readonly {
    readonly language: string
    readonly event: string
    readonly headline?: string
    readonly description?: string
    readonly areas: readonly string[]
  }[]
  readonly [member: string]: unknown
}

/** What somebody told the duty room: `GET /v1/sightings`. */
export interface SightingView {
  readonly id: string
  readonly at: InstantText
  readonly text: string
  readonly threat: string | null
  readonly area: string | null
  readonly lon: number | null
  readonly lat: number | null
  readonly headingDegrees: number | null
  readonly state: 'open' | 'closed'
}

export interface ArrivalView {
  readonly area: string
  readonly track: string
  readonly earliest: InstantText
  readonly latest: InstantText | null
}

export interface TrackView {
  readonly id: string
  readonly threat: string
  readonly seen: readonly { readonly at: InstantText; readonly lon: number; readonly lat: number }[]
  readonly headingDegrees: number | null
  readonly arrivals: readonly ArrivalView[]
  readonly [member: string]: unknown
}

export interface AreaSet {
  readonly id: string
  readonly name: string
  readonly areas: readonly string[]
}

/** The kinds of change that the live stream tells of; each is fetched by a route of its own. */
export const movedKinds = [
  ...(['alerts', 'board', 'reach', 'sirens', 'reports', 'sightings', 'tracks', 'waiting'] as const),
  ...(['reviews', 'proposals', 'sources', 'channels', 'drills', 'areas', 'area-sets'] as const),
  ...(['ladders', 'phrases', 'people', 'resident-reports', 'shelters', 'evidence', 'assessments'] as const),
  ...(['damage', 'sites', 'cases', 'protocols', 'call-outs'] as const),
] as const
export type MovedKind = (typeof movedKinds)[number]

export interface Moved {
  readonly seq: number
  readonly at: InstantText
  readonly kinds: readonly MovedKind[]
  readonly alerts: readonly string[]
}

export interface Overlap {
  readonly area: string
  readonly threat: string
  readonly level: string
  readonly holdsFor: 'all-of-it' | 'a-part'
  readonly alerts: readonly string[]
}

/** What every order about an alert answers. */
export interface OrderedView {
  readonly alert: AlertView
  readonly repeated: 'first-time' | 'repeated'
  readonly seq: number | null
  readonly overlaps: readonly Overlap[]
  readonly secondPerson?: { readonly people: number; readonly by: readonly string[]; readonly says: string }
}

export type * from './preview-view.ts'
export type * from './residents-view.ts'
export type { AlertContent, Gravity, Ladder, Mode, Threat }
