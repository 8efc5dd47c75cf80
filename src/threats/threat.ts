/** Kinds of danger and the steps of saying how bad they are. */
import type { Brand, InLanguages } from '#base'

/** `drone`, `ballistic-missile`, `flood` … as in the catalogue. */
export type ThreatId = Brand<string, 'ThreatId'>
/** `lipetsk`, `ukraine`, `eu-alert`, `all-hazards` … as in the ladders. */
export type LadderId = Brand<string, 'LadderId'>
/** A step's id within its ladder: `yellow`, `red`. */
export type LevelId = Brand<string, 'LevelId'>

/** CAP 1.2 §3.2.2 `category`. */
export type CapCategory =
  | 'Geo'
  | 'Met'
  | 'Safety'
  | 'Security'
  | 'Rescue'
  | 'Fire'
  | 'Health'
  | 'Env'
  | 'Transport'
  | 'Infra'
  | 'CBRNE'
  | 'Other'

export interface Threat {
  readonly id: ThreatId
  readonly names: InLanguages<string>
  readonly category: CapCategory
  /** Code in the OASIS Event Terms List for CAP 1.2 (`<valueName>OET:v1.2</valueName>`), where one means the same. */
  readonly eventTerm?: string
  /** Threats that ask the same of people share an advice, by which the phrase books are sorted. */
  readonly advice: string
  /** Lucide icon name. */
  readonly icon: string
  /**
   * Between which speeds over the ground one may come, the slowest and the fastest kinds that are known; absent for what
   * doesn't come from somewhere, or comes at no speed that can be told beforehand.
   */
  readonly speedKmPerHour?: SpeedRange
}

export interface SpeedRange {
  readonly from: number
  readonly to: number
}

/** What a step means to people, whatever its colour is called. */
export type Gravity = 'advisory' | 'danger'

export interface Level {
  readonly id: LevelId
  readonly names: InLanguages<string>
  /** What the step is called for certain threats, where its name alone would mislead: chemical threat, not air raid alert. */
  readonly namesFor?: { readonly [threat: string]: InLanguages<string> }
  readonly gravity: Gravity
  /** Height in the ladder, from 1; a higher one overrules a lower one. */
  readonly height: number
  readonly colour: 'yellow' | 'orange' | 'red' | 'purple' | 'neutral'
  /** What a siren plays, if this step sounds sirens at all. */
  readonly siren?: 'attention' | 'danger'
  /** CAP 1.2 §3.2.2. */
  readonly severity: 'Extreme' | 'Severe' | 'Moderate' | 'Minor' | 'Unknown'
  readonly urgency: 'Immediate' | 'Expected' | 'Future' | 'Past' | 'Unknown'
  readonly certainty: 'Observed' | 'Likely' | 'Possible' | 'Unlikely' | 'Unknown'
}

export interface Ladder {
  readonly id: LadderId
  readonly names: InLanguages<string>
  /**
   * What its steps' names say: the danger itself (Lipetsk's “Drone attack threat”) or only how bad it is (“Red level”),
   * so that the threat has to be named beside it.
   */
  readonly speaks: 'the-danger' | 'the-degree'
  /** Whether residents know its steps by their colours, so that texts name the colour too. */
  readonly knownBy?: 'colour'
  /** The threats it speaks of; absent where it serves any. */
  readonly threats?: readonly ThreatId[]
  /** From the lowest to the highest. */
  readonly levels: readonly Level[]
}

export interface ThreatBook {
  threat(id: ThreatId): Threat | undefined
  threats(): readonly Threat[]
  ladder(id: LadderId): Ladder | undefined
  ladders(): readonly Ladder[]
  level(ladder: LadderId, level: LevelId): Level | undefined
}
