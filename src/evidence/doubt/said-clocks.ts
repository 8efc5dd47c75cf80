/** Clock times of a text in minutes, by the reader that claims have, with the zone and the part of the day said beside them. */
import { clockAt } from '../claim/days.ts'
import { lexicon } from '../claim/words/lexicon.ts'
import { zones as zoneWords, type ZoneName } from '../claim/words/zones.ts'
import type { Word } from '../text/text-words.ts'
import { partOfDayOf, type PartOfDay } from './words/calendar.ts'

export interface SaidClock {
  /** Minutes after midnight. */
  readonly minutes: number
  /** Whether it may also be twelve hours later: “7:30” without am or pm. */
  readonly half: 'may-be-later' | 'sure'
  readonly partOfDay: PartOfDay | null
  readonly zone: ZoneName | null
  readonly from: number
  readonly to: number
  readonly start: number
  readonly end: number
}

const zones = lexicon(zoneWords)

export function clocksOf(words: readonly Word[]): SaidClock[] {
  const found: SaidClock[] = []
  for (let i = 0; i < words.length; i++) {
    const { text } = words[i]!
    if (!/^\d/.test(text)) continue
    const read = clockAt(words, i)
    const clock = read?.moment.clock
    if (read === undefined || clock === undefined) continue
    // “10.11.2025” is a date.
    if (text.includes('.') && /^\.\d/.test(`${words[i + 1]?.before}${words[i + 1]?.text}`)) continue
    const { to } = read
    const after = words.slice(to, to + 3)
    const stop = after.findIndex(({ before }) => /[.;:!?()\n]/.test(before))
    const beside = stop < 0 ? after : after.slice(0, stop)
    const zone = beside.map((_, at) => zones.at(words, to + at)?.value).find((one) => one !== undefined)
    const partOfDay = beside
      .filter((_, at) => at === 0 || /^(?:in|the|at)$/.test(beside[at - 1]!.folded))
      .map(({ folded }) => partOfDayOf(folded))
      .find((one) => one !== undefined)
    found.push({
      minutes: clock.hour * 60 + clock.minute,
      // With “pm” or “утра” behind it the hour is sure.
      half:
        to > i + 1 || clock.hour > 12 || clock.hour === 0 || text.startsWith('0') ? 'sure' : 'may-be-later',
      ...{ partOfDay: partOfDay ?? null, zone: zone ?? null, from: i, to },
      ...{ start: words[i]!.start, end: words[to - 1]!.end },
    })
    i = to - 1
  }
  return found
}

/** Whether a time fits into a part of the day, with so many minutes of grace; a time without am or pm is tried as both. */
export function fits({ minutes, half }: SaidClock, { hours: [from, to] }: PartOfDay, grace: number): boolean {
  const tried = half === 'may-be-later' ? [minutes, minutes + 720] : [minutes]
  return tried.some((one) =>
    [one, one + 1_440].some((at) => at >= from * 60 - grace && at <= to * 60 + grace),
  )
}
