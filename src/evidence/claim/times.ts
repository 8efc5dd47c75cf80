/** When something happened, as written: clock times, dates, nights, weekdays, “the past 24 hours”, and from when to when. */
import type { Word } from '../text/text-words.ts'
import { type Part, type SaidMoment, clockAt, dateAt, monthAt, nightAt } from './days.ts'
import { lexicon } from './words/lexicon.ts'
import * as words from './words/times.ts'
import { zones as zoneNames, type ZoneName } from './words/zones.ts'

export interface SaidWhen {
  /** First word and the one after the last. */
  readonly from: number
  readonly to: number
  readonly begins: SaidMoment
  /** Where the text says until when. */
  readonly ends: SaidMoment | null
  readonly zone: ZoneName | null
  readonly about: 'yes' | 'no'
}

const weekdays = lexicon(words.weekdays)
const parts = lexicon(words.partsOfDay)
const relative = lexicon(words.relativeDays)
const windows = lexicon(words.windows)
const zones = lexicon(zoneNames)
const openers = lexicon([['opens', words.before]])

/** All of a text, in order; they never overlap. */
export function whensOf(all: readonly Word[]): SaidWhen[] {
  const found: SaidWhen[] = []
  for (let i = 0; i < all.length;) {
    const when = whenAt(all, i)
    if (when !== undefined) found.push(withOpener(all, when, found.at(-1)?.to ?? 0))
    i = when?.to ?? i + 1
  }
  return found
}

function whenAt(all: readonly Word[], at: number): SaidWhen | undefined {
  const first = momentAt(all, at) ?? hourBefore(all, at) ?? dayBefore(all, at)
  if (first === undefined) return undefined
  let { to, zone } = first
  let ends: SaidMoment | null = null
  const link = all[to]
  if (link !== undefined) {
    const dash = /^\s?[–—-]\s?$/u.test(link.before)
    const word = /^\s$/u.test(link.before) && /^(?:to|until|till|до|по|and|и|і|та)$/.test(link.folded)
    const opened = /^(?:from|between|since|с|со|з|із|від|между|між)$/.test(all[at - 1]?.folded ?? '')
    const from = dash ? to : word && opened ? to + 1 : undefined
    const skipped =
      from === undefined
        ? undefined
        : momentAt(all, /^(?:on|about|around)$/.test(all[from]?.folded ?? '') ? from + 1 : from)
    // “С 20:00 до 06:00”: two of a kind.
    if (
      skipped !== undefined &&
      (skipped.moment.clock === undefined) === (first.moment.clock === undefined)
    ) {
      ends = skipped.moment
      to = skipped.to
      zone ??= skipped.zone
    }
  }
  const about =
    /^(?:about|around|approximately|circa|около|примерно|близько|приблизно|орієнтовно|ориентировочно)$/
  const isAbout = [1, 2].some(
    (back) => about.test(all[at - back]?.folded ?? '') && !/[.;:!?]/.test(all[at - back + 1]!.before),
  )
  return { from: at, to, begins: first.moment, ends, zone: zone ?? null, about: isAbout ? 'yes' : 'no' }
}

/** “Between 2 and 3 a.m.”, “с 2 до 5 утра”: an hour that only the end of the span makes one. */
function hourBefore(all: readonly Word[], at: number): Part | undefined {
  const { text } = all[at]!
  if (!/^\d{1,2}$/.test(text) || Number(text) > 24) return undefined
  const link = all[at + 1]
  if (
    link === undefined ||
    !/^(?:from|between|since|с|со|з|із|від|между|між)$/.test(all[at - 1]?.folded ?? '')
  )
    return undefined
  const dash = /^\s?[–—-]\s?$/u.test(link.before)
  const word = /^\s$/.test(link.before) && /^(?:to|until|till|до|and|и|і|та)$/.test(link.folded)
  const next = dash ? at + 1 : at + 2
  if ((!dash && !word) || all[next] === undefined) return undefined
  const end = clockAt(all, next)?.moment.clock
  if (end === undefined) return undefined
  const own = Number(text)
  // The same half of the day, or the one before it: “between 11 and 1 p.m.”.
  const hour = end.hour >= 12 && own < 12 && own + 12 <= end.hour ? own + 12 : own
  return { to: at + 1, moment: { clock: { hour, minute: 0 } } }
}

/** “Between 3 and 5 November”, «с 12 по 14 апреля»: a day that only the end of the span gives a month. */
function dayBefore(all: readonly Word[], at: number): Part | undefined {
  const { text } = all[at]!
  if (!/^\d{1,2}$/.test(text) || Number(text) < 1 || Number(text) > 31) return undefined
  if (!/^(?:from|between|с|со|з|із|від|между|між)$/.test(all[at - 1]?.folded ?? '')) return undefined
  const link = all[at + 1]
  if (link === undefined) return undefined
  const dash = /^\s?[–—-]\s?$/u.test(link.before)
  const word = /^\s$/.test(link.before) && /^(?:to|until|till|до|по|and|и|і|та)$/.test(link.folded)
  const next = dash ? at + 1 : at + 2
  if ((!dash && !word) || all[next] === undefined || !/^\d/.test(all[next].text)) return undefined
  const end = dateAt(all, next)?.moment
  if (end?.day === undefined || end.month === undefined || end.day <= Number(text)) return undefined
  return { to: at + 1, moment: { ...end, day: Number(text) } }
}

/** Parts that stand together are one moment: “on the evening of 18 April”, “22:12 мск 5 ноября”. */
function momentAt(all: readonly Word[], at: number): Part | undefined {
  const first = partAt(all, at)
  if (first === undefined) return undefined
  let { to, moment, zone } = first
  for (let steps = 0; steps < 5; steps++) {
    let next = to
    while (next < to + 2 && next < all.length && words.between.test(all[next]!.folded) && isNear(all, next))
      next++
    if (next >= all.length || !isNear(all, next)) break
    const saysZone = zones.at(all, next) ?? zones.at(all, to)
    if (saysZone !== undefined && zone === undefined && isZone(all, next, saysZone.to, moment)) {
      zone = saysZone.value
      to = saysZone.to
      const shift = saysZone.value === 'UTC' ? shiftAt(all, to) : undefined
      if (shift !== undefined) {
        zone = shift
        to++
      }
      if (/^\s*\)/.test(all[to]?.before ?? '')) continue
      continue
    }
    const part = partAt(all, next) ?? (next > to ? partAt(all, to) : undefined)
    if (part === undefined || !isAddable(moment, part.moment)) break
    // “From A to B” is no one moment.
    if (next > to && /^(?:to|until|до)$/.test(all[to]!.folded)) break
    if (next > to && /^(?:and|и|і|та|й)$/.test(all[to]!.folded)) break
    moment = { ...moment, ...part.moment }
    zone ??= part.zone
    to = part.to
  }
  return zone === undefined ? { to, moment } : { to, moment, zone }
}

/** “At 8 p.m. Eastern”, and not “at 8 p.m. Eastern Ukraine was hit”. */
function isZone(all: readonly Word[], at: number, to: number, { clock }: SaidMoment): boolean {
  if (clock === undefined) return false
  const next = all[to]
  const half = /^(?:eastern|central|pacific|local|et|pt)$/.test(all[at]!.folded) && to === at + 1
  if (half && all[at]!.folded.length === 2 && all[at]!.text !== all[at]!.text.toUpperCase()) return false
  return (
    !half || next === undefined || !/^\s$/.test(next.before) || next.capital === 'no' || isDayWord(all, to)
  )
}

function isDayWord(all: readonly Word[], at: number): boolean {
  return weekdays.at(all, at) !== undefined || monthAt(all, at) !== undefined
}

/** “UTC+3”: so many hours before Greenwich. */
function shiftAt(all: readonly Word[], at: number): ZoneName | undefined {
  const word = all[at]
  const sign = /^\s?([+−–-])\s?$/u.exec(word?.before ?? '')?.[1]
  const hours = /^(\d{1,2})$/.exec(word?.text ?? '')?.[1]
  if (sign === undefined || hours === undefined || Number(hours) > 14) return undefined
  return `${sign === '+' ? '+' : '-'}${hours.padStart(2, '0')}:00`
}

function isNear(all: readonly Word[], at: number): boolean {
  return /^[\s\u00a0]*[,(]?[\s\u00a0]*$/u.test(all[at]!.before) && !all[at]!.before.includes('\n')
}

function isAddable(known: SaidMoment, more: SaidMoment): boolean {
  if (known.window !== undefined || more.window !== undefined) return false
  const isDay = (moment: SaidMoment) =>
    moment.day !== undefined || moment.weekday !== undefined || moment.relative !== undefined
  for (const key of Object.keys(more) as (keyof SaidMoment)[])
    if (known[key] !== undefined && !(key === 'part' && more.nightTo === 'yes')) return false
  // “On Tuesday, 4 November”: a weekday beside its date; two days are two times.
  if (isDay(known) && isDay(more))
    return (
      (known.weekday ?? more.weekday) !== undefined &&
      known.relative === undefined &&
      more.relative === undefined
    )
  return true
}

function partAt(all: readonly Word[], at: number): Part | undefined {
  const { text, folded } = all[at]!
  if (/^\d/.test(text)) return clockAt(all, at) ?? nightAt(all, at) ?? dateAt(all, at)
  const window = windows.at(all, at)
  if (window !== undefined) return { to: window.to, moment: { window: window.value } }
  const day = relative.at(all, at)
  if (day !== undefined) {
    const night = /^(?:tonight|минувшей|минулої)$/.test(folded)
    const own = /^this$/.test(folded) ? parts.at(all, at + 1) : undefined
    const moment: SaidMoment = { relative: night ? 0 : day.value }
    return {
      to: day.to,
      moment: night
        ? { ...moment, part: folded === 'tonight' ? 'evening' : 'last-night' }
        : own === undefined
          ? moment
          : { ...moment, part: own.value },
    }
  }
  const part = parts.at(all, at)
  if (part !== undefined) {
    const toNight = /^(?:на|to)$/.test(all[part.to - 1]!.folded)
    // “The night” of a play or of a long war is no time; it has to be said as one.
    if (/^(?:night|morning|evening|day|afternoon)$/.test(folded) && !isOpened(all, at)) return undefined
    if (/^(?:ночи|ночі|утра|ранку|вечера|вечора)$/.test(folded)) return undefined
    return { to: part.to, moment: toNight ? { part: part.value, nightTo: 'yes' } : { part: part.value } }
  }
  const weekday = weekdays.at(all, at)
  if (
    weekday !== undefined &&
    (/^(?:on|last|this|of|to|в|во|у|на|minulого)$/.test(all[at - 1]?.folded ?? '') ||
      all[at]!.capital === 'yes')
  )
    return { to: weekday.to, moment: { weekday: weekday.value } }
  return monthAt(all, at)
}

function isOpened(all: readonly Word[], at: number): boolean {
  return /^(?:on|in|the|this|early|late|of|that|during|since|monday|tuesday|wednesday|thursday|friday|saturday|sunday)$/.test(
    all[at - 1]?.folded ?? '',
  )
}

/** The words before that belong to it: “over the past 24 hours”, “в ночь на”, “Близько 06:58”. */
function withOpener(all: readonly Word[], when: SaidWhen, notBefore: number): SaidWhen {
  let { from } = when
  for (let steps = 0; steps < 3; steps++) {
    const length = [2, 1].find((n) => {
      const at = from - n
      if (at < notBefore || at < 0 || !/^[\s\u00a0]*$/u.test(all[from]!.before)) return false
      return openers.at(all, at)?.to === from
    })
    if (length === undefined) break
    from -= length
  }
  return { ...when, from }
}
