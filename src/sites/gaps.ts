/** Where a chart has nothing: each gap with its ends and its reason as far as one was told; a gap is never bridged by a line. */
import { minute } from '#base'
import type { DarkPeriod } from './dark-history.ts'
import type { DarkReason } from './presence.ts'

export interface Gap {
  readonly fromMs: number
  readonly untilMs: number
  /** Null: nothing came, and nobody knows or said why. */
  readonly why: DarkReason | null
}

export interface Charted {
  /** Moments of readings, or beginnings of steps that have any, in the order of time. */
  readonly moments: readonly number[]
  /** How long a step is; 0 for single readings. */
  readonly stepMs: number
  /** How often the station speaks when all is well. */
  readonly every: number
  readonly fromMs: number
  /** Not after now: what has not come yet is no gap. */
  readonly untilMs: number
}

/** As with a station that goes dark: one call is lost now and then, three in a row are not. */
const missed = 3
const atLeast = 5 * minute

export function gapsOf(
  { moments, stepMs, every, fromMs, untilMs }: Charted,
  periods: readonly DarkPeriod[],
): readonly Gap[] {
  const longest = Math.max(missed * every, atLeast)
  const isGap = (from: number, until: number) =>
    until - from >= Math.max(longest, stepMs) && until - from > every
  const gaps: Gap[] = []
  let from = fromMs
  for (const moment of [...moments, untilMs]) {
    if (isGap(from, moment)) gaps.push({ fromMs: from, untilMs: moment, why: whyOf(from, moment, periods) })
    from = Math.max(from, moment + stepMs)
  }
  return gaps
}

/** The reason of the period that covers most of it. */
function whyOf(fromMs: number, untilMs: number, periods: readonly DarkPeriod[]): DarkReason | null {
  let [most, why]: [number, DarkReason | null] = [0, null]
  for (const period of periods) {
    const covered = Math.min(untilMs, period.untilMs ?? Infinity) - Math.max(fromMs, period.fromMs)
    if (covered > most) [most, why] = [covered, period.why]
  }
  return why
}
