/** Clock times, dates and months, as texts of three languages write them. */
import type { Word } from '../text/text-words.ts'
import { lexicon } from './words/lexicon.ts'
import { months as monthNames, type PartOfDay } from './words/times.ts'
import type { ZoneName } from './words/zones.ts'
import { magnitudes, things } from './words/all-words.ts'

export interface ClockTime {
  readonly hour: number
  readonly minute: number
}

/** What is known of a moment; nothing more than was written. */
export interface SaidMoment {
  readonly year?: number
  readonly month?: number
  readonly day?: number
  readonly weekday?: number
  /** Days from the one it is said on. */
  readonly relative?: number
  readonly part?: PartOfDay
  /** “In the night to the 5th”: the night ends on that day. */
  readonly nightTo?: 'yes'
  readonly clock?: ClockTime
  /** The last hours, counted back. */
  readonly window?: number
}

const months = lexicon(monthNames)

export interface Part {
  readonly to: number
  readonly moment: SaidMoment
  readonly zone?: ZoneName
}

/** “22:12”, “3:30 pm”, “3 pm”, “в 5 утра”, “о 7-й вечора”. */
export function clockAt(all: readonly Word[], at: number): Part | undefined {
  const { text } = all[at]!
  const full = /^(\d{1,2})([:.])(\d{2})$/.exec(text)
  const next = all[at + 1]?.folded ?? ''
  const half = /^[ap]\.?m\.?$/.test(next) ? next[0] : undefined
  if (full !== null) {
    const [hour, minute] = [Number(full[1]), Number(full[3])]
    if (hour > 24 || minute > 59) return undefined
    // “17.07” is a date and “6.12” a size: a point is a clock's only where something says so.
    if (full[2] === '.' && half === undefined && !/^(?:о|об|в|at|к|с|з|до)$/.test(all[at - 1]?.folded ?? ''))
      return undefined
    // “At 0.12 microsieverts per hour”.
    if (full[2] === '.' && (things.at(all, at + 1) ?? magnitudes.at(all, at + 1)) !== undefined)
      return undefined
    return {
      to: half === undefined ? at + 1 : at + 2,
      moment: { clock: { hour: hourOf(hour, half), minute } },
    }
  }
  if (!/^\d{1,2}$/.test(text) || Number(text) > 24) return undefined
  if (half !== undefined)
    return { to: at + 2, moment: { clock: { hour: hourOf(Number(text), half), minute: 0 } } }
  const suffix = /^[-‐‑]$/u.test(all[at + 1]?.before ?? '') ? 1 : 0
  const word = all[at + 1 + suffix]?.folded ?? ''
  const opened = /^(?:в|во|о|об|около|близько|к|до|с|з|после|після|at)$/.test(all[at - 1]?.folded ?? '')
  if (!opened) return undefined
  const hours = /^(?:часов|часа|час|годині|години|годин)$/.test(word) ? 1 : 0
  const of = all[at + 1 + suffix + hours]?.folded ?? ''
  const shift = /^(?:утра|ранку|ночи|ночі)$/.test(of)
    ? 0
    : /^(?:вечера|вечора|дня)$/.test(of)
      ? 12
      : undefined
  if (shift === undefined) return undefined
  const hour = Number(text)
  return {
    to: at + 2 + suffix + hours,
    moment: { clock: { hour: shift === 12 && hour < 12 ? hour + 12 : hour % 24, minute: 0 } },
  }
}

function hourOf(hour: number, half: string | undefined): number {
  if (half === 'p' && hour < 12) return hour + 12
  return half === 'a' && hour === 12 ? 0 : hour
}

/** “18 April”, “5 ноября 2025 года”, “05.11.2025”, “17.07”, “2025-11-05”. */
export function dateAt(all: readonly Word[], at: number): Part | undefined {
  const { text } = all[at]!
  const iso = /^(?:19|20)\d\d$/.test(text)
  if (
    iso &&
    all[at + 1]?.before === '-' &&
    all[at + 2]?.before === '-' &&
    isDayOf(all[at + 2]!.text) &&
    isMonth(all[at + 1]!.text)
  )
    return {
      to: at + 3,
      moment: { year: Number(text), month: Number(all[at + 1]!.text), day: Number(all[at + 2]!.text) },
    }
  const dotted = /^(\d{1,2})\.(\d{2})$/.exec(text)
  if (dotted !== null && isDayOf(dotted[1]!) && isMonth(dotted[2]!)) {
    const year = all[at + 1]
    const hasYear = year?.before === '.' && /^(?:20)?\d\d$/.test(year.text)
    const moment = { month: Number(dotted[2]), day: Number(dotted[1]) }
    if (hasYear)
      return {
        to: at + 2,
        moment: { ...moment, year: (year.text.length === 2 ? 2000 : 0) + Number(year.text) },
      }
    return undefined
  }
  const number = /^(\d{1,2})(?:st|nd|rd|th)?$/.exec(text)?.[1]
  if (number !== undefined && isDayOf(number)) {
    const month =
      months.at(all, at + 1) ?? (all[at + 1]?.folded === 'of' ? months.at(all, at + 2) : undefined)
    // “20 May”: a number, and a month in small letters only where languages write it so.
    if (month !== undefined && isMonthWord(all, month.to - 1))
      return withYear(all, month.to, { month: month.value, day: Number(number) })
  }
  // “In 2022”, “2022 року”: a year alone.
  if (iso) {
    const opened = /^(?:in|since|by|until|в|у|с|з|до|during)$/.test(all[at - 1]?.folded ?? '')
    const closed = /^(?:год|году|года|року|році|г|р)$/.test(all[at + 1]?.folded ?? '')
    // “1961 года рождения”.
    if (closed && /^(?:рожд|народж|р$)/.test(all[at + 2]?.folded ?? '')) return undefined
    if (closed) return { to: at + 2, moment: { year: Number(text) } }
    if (opened && !isCounted(all, at + 1)) return { to: at + 1, moment: { year: Number(text) } }
  }
  return undefined
}

/** “In 2022 drones …” is a year all the same; “with 2022 drones” never comes here. */
function isCounted(all: readonly Word[], at: number): boolean {
  return /^(?:%|percent|houses|homes|people|осіб|человек)$/.test(all[at]?.folded ?? '')
}

function isMonthWord(all: readonly Word[], at: number): boolean {
  const { folded, capital, before } = all[at]!
  if (!/^[\s\u00a0]+$/u.test(before)) return false
  return /^(?:may|march|sep|jan|dec|oct|nov|aug|feb)$/.test(folded) ? capital === 'yes' : true
}

/** “В ночь с 4 на 5 ноября”, “on the night of 4–5 November”: the night that ends on the second day. */
export function nightAt(all: readonly Word[], at: number): Part | undefined {
  const link = all[at + 1]
  if (link === undefined || !isDayOf(all[at]!.text)) return undefined
  const dash = /^\s?[–—-]\s?$/u.test(link.before)
  const word = /^(?:на|to|into)$/.test(link.folded)
  const night = [1, 2, 3, 4].some((back) =>
    /^(?:ноч\p{L}*|ніч|ночі|вночі|уночі|nights?|overnight)$/u.test(all[at - back]?.folded ?? ''),
  )
  if ((!dash && !word) || !night) return undefined
  const end = all[dash ? at + 1 : at + 2] === undefined ? undefined : dateAt(all, dash ? at + 1 : at + 2)
  if (end?.moment.day === undefined) return undefined
  const next = end.moment.day === Number(all[at]!.text) + 1 || end.moment.day === 1
  return next ? { to: end.to, moment: { ...end.moment, part: 'last-night', nightTo: 'yes' } } : undefined
}

/** “April 18, 2024”, “in May”, “в октябре”. */
export function monthAt(all: readonly Word[], at: number): Part | undefined {
  const month = months.at(all, at)
  if (month === undefined) return undefined
  if (/^[a-z]/.test(all[at]!.folded) && all[at]!.capital === 'no') return undefined
  const day = /^(\d{1,2})(?:st|nd|rd|th)?$/.exec(all[month.to]?.text ?? '')?.[1]
  if (day !== undefined && isDayOf(day) && /^\s$/.test(all[month.to]!.before))
    return withYear(all, month.to + 1, { month: month.value, day: Number(day) })
  const opened =
    /^(?:in|since|by|until|last|from|to|of|early|late|mid|в|у|с|з|до|к|начале|конце|початку|кінці)$/
  if (!opened.test(all[at - 1]?.folded ?? '')) return undefined
  return withYear(all, month.to, { month: month.value })
}

function withYear(all: readonly Word[], to: number, moment: SaidMoment): Part {
  const word = all[to]
  if (word === undefined || !/^(?:19|20)\d\d$/.test(word.text) || !/^,?\s$/.test(word.before))
    return { to, moment }
  const closed = /^(?:год|году|года|року|році|г|р)$/.test(all[to + 1]?.folded ?? '')
  return { to: closed ? to + 2 : to + 1, moment: { ...moment, year: Number(word.text) } }
}

function isDayOf(text: string): boolean {
  return /^\d{1,2}$/.test(text) && Number(text) >= 1 && Number(text) <= 31
}

/** The name of a month. */
export function isMonthName(words: readonly Word[], at: number): boolean {
  return words[at] !== undefined && months.at(words, at) !== undefined
}

function isMonth(text: string): boolean {
  return /^\d{1,2}$/.test(text) && Number(text) >= 1 && Number(text) <= 12
}
