/** What an authority allows: who must agree, how long a warning may stand unrenewed, when its lapse is announced. */
import type { Gravity } from '#threats'
import type { Mode } from '#base'
import type { ChangeKind } from './alert.ts'

/** How long what waits for a second person waits until more people are called. */
export interface EscalationTimes {
  /** After the people on duty were called. */
  readonly everybodyAfterMinutes: number
  /** Until those who run the place are told that nobody answers. */
  readonly administratorsAfterMinutes: number
}

export interface Policy {
  /** How many people an issue needs. */
  readonly people: 1 | 2
  /** Which changes to an issued alert need as many people as issuing it did. */
  readonly changesThatNeedPeople: readonly ChangeKind[]
  /** Gravities, and levels as `ladder/level`, at which one person may act alone in an emergency, giving a reason. */
  readonly emergency: readonly (Gravity | `${string}/${string}`)[]
  readonly escalation: EscalationTimes
  readonly shortestRenewMinutes: number
  readonly longestRenewMinutes: number
  /** How long before its time is up an unrenewed alert is flagged. */
  readonly flagBeforeMinutes: number
}

const live: Policy = {
  people: 2,
  changesThatNeedPeople: ['raised', 'extended', 'corrected', 'lowered', 'reduced'],
  emergency: ['danger'],
  escalation: { everybodyAfterMinutes: 5, administratorsAfterMinutes: 15 },
  shortestRenewMinutes: 5,
  longestRenewMinutes: 24 * 60,
  flagBeforeMinutes: 10,
}

/** The default: two people for live alerts, one for drills and tests, where training alone must be possible. */
export const defaultPolicy: { readonly [mode in Mode]: Policy } = {
  live,
  drill: { ...live, people: 1 },
  test: { ...live, people: 1 },
}
