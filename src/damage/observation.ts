/** An observation: what one source says of damage or of people hurt, in a range, and how well it is known. Never a fact by itself. */
import type { AreaCode } from '#areas'
import type { Brand, Instant, Mode } from '#base'

export type ObservationId = Brand<string, 'ObservationId'>
/** One house, school, line or plant; what several people saw of it is one asset. */
export type AssetId = Brand<string, 'AssetId'>
/** One strike, flood or night: what people take for one occurrence. Tallies never reach over two. */
export type OccurrenceId = Brand<string, 'OccurrenceId'>

/** What is counted by things. A closed list: reports, exports and translations rest on it. */
export const assetSubjects = [
  'dwellings',
  'schools',
  'health-centres',
  'energy',
  'water',
  'heat',
  'communication',
  'transport',
  'industry',
  'other-buildings',
] as const
/** What is counted by people. */
export const peopleSubjects = ['injured', 'killed', 'missing', 'sheltered'] as const
export type AssetSubject = (typeof assetSubjects)[number]
export const subjects = [...assetSubjects, ...peopleSubjects] as const
export type Subject = (typeof subjects)[number]

export const causes = [
  'impact',
  'debris',
  'blast-wave',
  'glass',
  'fire',
  'flood',
  'wind',
  'earthquake',
  'other',
  'unknown',
] as const
export type Cause = (typeof causes)[number]

/** How badly, in the terms of joint preliminary damage assessments (FEMA, Preliminary Damage Assessment Guide, 2021). */
export const grades = ['affected', 'minor', 'major', 'destroyed'] as const
export type Grade = (typeof grades)[number]

/**
 * How well it is known. `reported`: somebody says so. `seen`: whoever says so looked at it for us. `confirmed`: by a person of
 * the authority, on stated grounds. `disputed`: another source contradicts it and nobody has decided. `withdrawn`: its source
 * took it back, or it was found to be wrong; it counts nowhere and stays readable.
 */
export const observationStatuses = ['reported', 'seen', 'confirmed', 'disputed', 'withdrawn'] as const
export type ObservationStatus = (typeof observationStatuses)[number]

export const sourceKinds = ['resident', 'responder', 'official', 'assessor', 'text', 'sensor'] as const
export type SourceKind = (typeof sourceKinds)[number]

/** A count as it was given: `atMost` null where it is open upwards (“at least twenty”). */
export interface CountRange {
  readonly atLeast: number
  readonly atMost: number | null
}

export interface Observation {
  readonly id: ObservationId
  readonly occurrence: OccurrenceId
  readonly mode: Mode
  readonly area: AreaCode
  readonly subject: Subject
  /** Null where it speaks of the whole area (“1,400 flats in the town”). */
  readonly asset: AssetId | null
  readonly count: CountRange
  readonly grade: Grade | null
  readonly cause: Cause
  readonly status: ObservationStatus
  /** `ref` is opaque: a person's, a report's or a claim's id. Two observations of one source are two looks of the same eyes. */
  readonly source: { readonly kind: SourceKind; readonly ref: string }
  /** When it was seen or said. */
  readonly at: Instant
}
