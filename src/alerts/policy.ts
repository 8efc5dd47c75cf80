/** What an authority allows: who must agree, how long a warning may stand unrenewed, when its lapse is announced. */
import type { Gravity } from '#threats'
import type { Mode } from '#base'
import type { ChangeKind } from './alert.ts'

export interface Policy {
  /** How many people an issue needs. */
  readonly people: 1 | 2
  /** Which changes to an issued alert need as many people as issuing it did. */
  readonly changesThatNeedPeople: readonly ChangeKind[]
  /** Gravities at which one person may issue alone in an emergency, giving a reason. */
  readonly emergency: readonly Gravity[]
  readonly shortestRenewMinutes: number
  readonly longestRenewMinutes: number
  /** How long before its time is up an unrenewed alert is flagged. */
  readonly flagBeforeMinutes: number
}

const live: Policy = {
  people: 2,
  changesThatNeedPeople: ['raised', 'extended', 'corrected', 'lowered', 'reduced'],
  emergency: ['danger'],
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
