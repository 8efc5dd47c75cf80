/** How likely a hypothesis was on each day, by what was known and had not faded by then. */
import { day, instantOf, epochMilliseconds, type Instant } from '#base'
import type { Assessment, Estimate } from './assessment.ts'
import { weigh } from './weighing.ts'

export interface TrendPoint {
  readonly at: Instant
  readonly probability: Estimate
  /** Evidence that became known since the point before. */
  readonly since: readonly string[]
}

export const longestTrendDays = 400

/**
 * A point a day from `from` on, and one at `to`; at most `longestTrendDays` back from `to`. It reckons with today's weights:
 * what people thought then is in the history.
 */
export function trendOf(
  assessment: Pick<Assessment, 'prior' | 'evidence' | 'rivals'>,
  { from, to }: { readonly from: Instant; readonly to: Instant },
): TrendPoint[] {
  const end = epochMilliseconds(to)
  const first = Math.max(epochMilliseconds(from), end - longestTrendDays * day)
  const times: number[] = []
  for (let time = first; time < end; time += day) times.push(time)
  times.push(end)
  let before = ''
  return times.map((time) => {
    const at = instantOf(time)
    const since = assessment.evidence
      .filter((one) => one.standing === 'counts' && one.since <= at && one.since > before)
      .map(({ id }) => id)
    before = at
    return { at, probability: weigh(assessment, at).probability, since }
  })
}
