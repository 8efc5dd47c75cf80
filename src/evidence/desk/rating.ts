/** How far a source and what it says are believed: two grades, given apart and by people (NATO AJP-2.1, the Admiralty code). */
import type { ActorId, Instant, Sha256 } from '#base'

/** Of a source, from its record. */
export const reliabilityWords = {
  A: 'Completely reliable',
  B: 'Usually reliable',
  C: 'Fairly reliable',
  D: 'Not usually reliable',
  E: 'Unreliable',
  F: 'Reliability cannot be judged',
} as const
export type Reliability = keyof typeof reliabilityWords
export const reliabilities = Object.keys(reliabilityWords) as Reliability[]

/** Of one claim, whoever says it. */
export const credibilityWords = {
  1: 'Confirmed by other sources',
  2: 'Probably true',
  3: 'Possibly true',
  4: 'Doubtful',
  5: 'Improbable',
  6: 'Truth cannot be judged',
} as const
export type Credibility = keyof typeof credibilityWords
export const credibilities = [1, 2, 3, 4, 5, 6] as const satisfies readonly Credibility[]

/** One change of a grade; the list of them is its history, and the last one is what counts. */
export interface Rated<Grade> {
  readonly from: Grade
  readonly to: Grade
  readonly at: Instant
  readonly by: ActorId
  /** Hash of the reason; its words are kept apart from the ledger. */
  readonly why: Sha256
}

/** What nobody has judged cannot be judged yet: it is neither good nor bad. */
export function gradeNow<Grade>(history: readonly Rated<Grade>[], unjudged: Grade): Grade {
  return history.at(-1)?.to ?? unjudged
}

export const unjudgedReliability: Reliability = 'F'
export const unjudgedCredibility: Credibility = 6
