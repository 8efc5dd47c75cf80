/** The unit that follows a number, in three languages, and the value in the unit that references are kept in. */
import type { Word } from '../text/text-words.ts'
import type { SaidNumber } from './examined.ts'

export interface Measure {
  readonly unit:
    | 'km'
    | 'm'
    | 'kg'
    | 'km/h'
    | 'cm'
    | 'mm'
    | '°C'
    | 'magnitude'
    | 'intensity'
    | 'category'
    | 'µSv/h'
    | 'pieces'
  readonly value: number
  readonly start: number
  readonly end: number
  /** The word after the unit. */
  readonly to: number
}

type Plain = readonly [Measure['unit'], number, RegExp]
const plainUnits: readonly Plain[] = [
  ['km', 1, /^(?:km|kilomet(?:er|re)s?|км|километр(?:а|ов|ы|ами|ах)?|кілометр(?:а|ів|и|ами|ах)?)$/],
  ['km', 1.609, /^(?:miles?|мил[ьяи]\S*)$/],
  ['m', 1, /^(?:m|met(?:er|re)s?|м|метр(?:а|ов|ы|ами|ах|ів|и)?)$/],
  ['m', 0.305, /^(?:feet|ft)$/],
  ['kg', 1, /^(?:kg|kilos?|kilograms?|кг|килограмм(?:а|ов|ы|ами)?|кілограм(?:а|ів|и|ами)?)$/],
  ['kg', 1_000, /^(?:tons?|tonnes?|тонн(?:а|ы|у|и)?|т)$/],
  ['kg', 0.4536, /^(?:pounds?|lbs?)$/],
  ['cm', 1, /^(?:cm|centimet(?:er|re)s?|см|сантиметр\S{0,3})$/],
  ['mm', 1, /^(?:mm|millimet(?:er|re)s?|мм|миллиметр\S{0,3}|міліметр\S{0,3})$/],
  ['km/h', 1, /^(?:kmh|kph)$/],
  ['km/h', 1.609, /^mph$/],
]
const hour = /^(?:h|hr|hour|ч|час|год|годину|г)$/
const second = /^(?:s|sec|second|с|сек|секунду)$/
const per = /^(?:per|an|a|в|на|за)$/

export function unitAfter(
  words: readonly Word[],
  { value, from, to, start, end }: SaidNumber,
): Measure | undefined {
  const word = words[to]
  const previous = words[from - 1]
  const made = (unit: Measure['unit'], amount: number, last: number, first = start): Measure => ({
    ...{ unit, value: amount, start: first, end: last <= to ? end : words[last - 1]!.end, to: last },
  })
  // “Magnitude 7.1”, “of category 4”, “Mach 5”.
  if (/^(?:magnitude|магнитуд\S*|магнітуд\S*)$/.test(previous?.folded ?? ''))
    return made('magnitude', value, to, previous!.start)
  if (
    /^(?:of|в|у|about)$/.test(previous?.folded ?? '') &&
    /^(?:magnitude|магнитуд\S*|магнітуд\S*)$/.test(words[from - 2]?.folded ?? '')
  )
    return made('magnitude', value, to, words[from - 2]!.start)
  if (previous?.folded === 'category') return made('category', value, to, previous.start)
  if (previous?.folded === 'mach') return made('km/h', value * 1_190, to, previous.start)
  if (previous?.folded === 'intensity' || /^(?:интенсивностью|інтенсивністю)$/.test(previous?.folded ?? ''))
    return made('intensity', value, to, previous!.start)
  if (word === undefined) return undefined
  if (/[.;:!?\n]/.test(word.before)) return undefined
  if (/^(?:magnitude|richter)$/.test(word.folded)) return made('magnitude', value, to + 1)
  const degrees = word.before.includes('°')
  if (degrees && /^[cс]$/.test(word.folded)) return made('°C', signed(words, from, value), to + 1)
  if (degrees && word.folded === 'f') return made('°C', ((signed(words, from, value) - 32) * 5) / 9, to + 1)
  if (/^(?:degrees|градус\S*)$/.test(word.folded)) {
    const scale = words[to + 1]?.folded
    if (scale === 'fahrenheit' || scale === 'f')
      return made('°C', ((signed(words, from, value) - 32) * 5) / 9, to + 2)
    if (scale === 'celsius' || scale === 'c' || word.folded.startsWith('градус'))
      return made('°C', signed(words, from, value), to + 1)
    return undefined
  }
  const sievert =
    /^(?:(micro|µ|μ|u|мик|мік|мк)?|(milli|m|м))(?:sv|sieverts?|зв|зиверт\S*|зіверт\S*|крозв)$/.exec(
      word.folded,
    )
  if (sievert !== null && hour.test(words[to + 1]?.folded ?? ''))
    return made(
      'µSv/h',
      sievert[2] === undefined ? (sievert[1] === undefined ? value * 1e6 : value) : value * 1_000,
      to + 2,
    )
  const known = plainUnits.find(([, , pattern]) => pattern.test(word.folded))
  if (known === undefined) return made('pieces', value, to)
  const [unit, times] = known
  const next = words[to + 1]
  const [over, last] =
    next === undefined
      ? ['', to + 1]
      : next.before === '/'
        ? [next.folded, to + 2]
        : per.test(next.folded)
          ? [words[to + 2]?.folded ?? '', to + 3]
          : ['', to + 1]
  if (unit === 'km' && hour.test(over)) return made('km/h', value * times, last)
  if ((unit === 'm' || unit === 'km') && second.test(over))
    return made('km/h', value * times * (unit === 'm' ? 3.6 : 3_600), last)
  return made(unit, value * times, to + 1)
}

function signed(words: readonly Word[], from: number, value: number): number {
  const before = words[from]!.before
  return /[-−–]$/u.test(before) || /^(?:minus|минус|мінус)$/.test(words[from - 1]?.folded ?? '')
    ? -value
    : value
}
