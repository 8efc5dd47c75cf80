/** Days as texts write them, by the reader that claims have, with the weekday said beside them: “в понедельник, 10 ноября”. */
import { dateAt, monthAt } from '../claim/days.ts'
import type { Word } from '../text/text-words.ts'
import { weekdayOf } from './words/calendar.ts'

export interface SaidDate {
  readonly day: number
  readonly month: number
  readonly year: number | null
  /** 0 is Sunday. */
  readonly weekday: number | null
  readonly start: number
  readonly end: number
  /** Words from `from` up to `to`. */
  readonly from: number
  readonly to: number
}

const dayMs = 86_400_000

export function datesOf(words: readonly Word[]): SaidDate[] {
  const found: SaidDate[] = []
  for (let i = 0; i < words.length; i++) {
    const read = /^\d/.test(words[i]!.text) ? dateAt(words, i) : monthAt(words, i)
    const { day, month, year = null } = read?.moment ?? {}
    if (read === undefined || day === undefined || month === undefined) continue
    let [from, to] = [i, read.to]
    const weekday = weekdayBeside(words, from, to)
    if (weekday !== undefined) {
      from = Math.min(from, weekday.at)
      to = Math.max(to, weekday.at + 1)
    }
    found.push({
      ...{ day, month, year, weekday: weekday?.day ?? null, from, to },
      ...{ start: words[from]!.start, end: words[to - 1]!.end },
    })
    i = to - 1
  }
  return found
}

/** “On Monday, 10 November”; “10 ноября, в понедельник”: with nothing but a comma and a preposition between. */
function weekdayBeside(
  words: readonly Word[],
  from: number,
  to: number,
): { readonly day: number; readonly at: number } | undefined {
  for (const at of [from - 1, from - 2]) {
    const day = weekdayOf(words[at]?.folded ?? '')
    if (day === undefined) continue
    const between = words.slice(at + 1, from + 1)
    // “В ночь на понедельник, 10 ноября” names that day; “Monday to 10 November” would not.
    if (
      between.every(
        ({ before, folded }, i) =>
          /^(?:,? |, ?the )$/.test(before) && (i === between.length - 1 || folded === 'the'),
      )
    )
      return { day, at }
  }
  for (const at of [to, to + 1]) {
    const day = weekdayOf(words[at]?.folded ?? '')
    if (day === undefined) continue
    const between = words.slice(to, at)
    if (
      /^(?:, | \()$/.test(words[to]!.before) &&
      between.every(({ folded }) => /^(?:a|в|во|у)$/.test(folded))
    )
      return { day, at }
  }
  return undefined
}

/** How many days the month has; of February without a year, 29. */
export function daysIn(month: number, year: number | null): number {
  if (month === 2 && (year === null || (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)))) return 29
  return [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0
}

/** Days since 1970 of a date that exists. */
export function dayNumber({ day, month }: SaidDate, year: number): number {
  return Math.floor(Date.UTC(year, month - 1, day) / dayMs)
}

export function dayNumberAt(instant: string): number | undefined {
  const at = Date.parse(instant)
  return Number.isNaN(at) ? undefined : Math.floor(at / dayMs)
}

/** The year that a date without one means on a day: the one in which it lies from ten months back to two months ahead. */
export function yearMeant(date: SaidDate, onDay: number): number {
  const year = new Date(onDay * dayMs).getUTCFullYear()
  return [year + 1, year, year - 1].find((one) => dayNumber(date, one) <= onDay + 60) ?? year
}
