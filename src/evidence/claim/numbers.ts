/** Numbers that count something: in digits and in words, with what says “at least” or “about”. Never ages, years, dates, names of models. */
import type { Word } from '../text/text-words.ts'
import { isAge, isJoined, measured, yearWord } from './ages.ts'
import { bounds, magnitudes, numberWords, things } from './words/all-words.ts'
import type { Quantity } from './claim.ts'
import { isMonthName } from './days.ts'

export interface SaidNumber {
  /** First word and the one after the last, with its bound. */
  readonly from: number
  readonly to: number
  /** The first word of the number itself. */
  readonly at: number
  readonly value: number
  /** Of a range the upper end. */
  readonly high: number | null
  readonly bound: Quantity['bound']
  readonly money: 'USD' | 'EUR' | 'GBP' | null
}

const numbered =
  /^(?:no|nr|number|unit|reactor|block|route|highway|article|chapter|brigade|номер|дом|квартира|энергоблок\p{L}*|енергоблок\p{L}*|блок\p{L}?|трасса|траса|статья|стаття|кв|корпус|буд|будинок|street|улица|вулиця|channel|канал|калибр\p{L}*|калібр\p{L}*|calib(?:re|er))$/u
/** Spaces, points and marks by which thousands are set apart. */
const thousands = /^(?:[,\u00a0\u202f\u2009'’]| )$/
const numeral = /^(?:х|ти|ми|мя|им|ох|ома|ьох|їх|го)$/

/** All of a text, in order. `isTime`: words that say when. */
export function numbersOf(words: readonly Word[], isTime: (index: number) => boolean): SaidNumber[] {
  const found: SaidNumber[] = []
  for (let i = 0; i < words.length;) {
    const number = isTime(i) ? undefined : numberAt(words, i, isTime)
    if (number !== undefined) found.push(number)
    i = number?.to ?? i + 1
  }
  return found
}

interface Plain {
  readonly value: number
  readonly to: number
}

function numberAt(
  words: readonly Word[],
  at: number,
  isTime: (index: number) => boolean,
): SaidNumber | undefined {
  const first = plainAt(words, at)
  if (first === undefined || isName(words, at) || isAge(words, at, first.to)) return undefined
  // “Both drones”, and not “both in Kyiv and in Odesa”.
  if (words[at]!.folded === 'both' && things.at(words, first.to)?.value.number !== 'many') return undefined
  if (isTime(first.to) && yearWord.test(words[first.to]!.folded)) return undefined
  const { before } = words[at]!
  const money = /\$\s?$/.test(before)
    ? 'USD'
    : /€\s?$/.test(before)
      ? 'EUR'
      : /£\s?$/.test(before)
        ? 'GBP'
        : null
  const { bound, from } = boundBefore(words, at)
  const other = rangeAt(words, at, first.to, money === null ? 'count' : 'sum')
  if (other !== undefined && !isAge(words, at, other.to)) {
    // “5 to 12 billion” are billions both.
    const scale = other.value >= 1e3 && first.value < 1e3 && other.scale > 1 ? other.scale : 1
    return { from, at, to: other.to, value: first.value * scale, high: other.value, bound, money }
  }
  const after = words[first.to]
  const more = /^\s?\+/.test(after?.before ?? '') || isOrMore(words, first.to)
  return { from, at, to: first.to, value: first.value, high: null, bound: more ? 'at-least' : bound, money }
}

function isOrMore(words: readonly Word[], at: number): boolean {
  const [a, b] = [words[at]?.folded, words[at + 1]?.folded]
  return (
    (a === 'or' && b === 'more') ||
    ((a === 'и' || a === 'или') && (b === 'более' || b === 'больше')) ||
    (a === 'і' && b === 'більше')
  )
}

function plainAt(words: readonly Word[], at: number): (Plain & { readonly scale: number }) | undefined {
  const plain = digitsAt(words, at) ?? spelledAt(words, at)
  if (plain === undefined || isPrefix(words, at, plain.to)) return undefined
  const magnitude = isJoined(words, plain.to) ? magnitudes.at(words, plain.to) : undefined
  if (magnitude === undefined) return { ...plain, scale: 1 }
  // “5 m” are metres, and “m” a million only of money.
  if (/^[mk]$/.test(words[plain.to]!.folded) && !/\$\s?$/.test(words[at]!.before))
    return { ...plain, scale: 1 }
  return { value: plain.value * magnitude.value, to: magnitude.to, scale: magnitude.value }
}

/** “Nine-storey”, “three-day”: a part of another word. */
function isPrefix(words: readonly Word[], at: number, to: number): boolean {
  const next = words[to]
  if (next === undefined || /^\d/.test(words[at]!.text)) return false
  return (
    /^[-‐‑]$/u.test(next.before) &&
    /^[a-z]/.test(next.folded) &&
    !/^(?:magnitude|odd|plus|strong)$/.test(next.folded)
  )
}

function digitsAt(words: readonly Word[], at: number): Plain | undefined {
  const { text } = words[at]!
  if (/^\d{1,2}\.\d{2}$/.test(text)) {
    // A clock, a date or a decimal: a number only where it is measured.
    const next = words[at + 1]
    const isMeasured =
      next !== undefined &&
      isJoined(words, at + 1) &&
      (magnitudes.at(words, at + 1) !== undefined ||
        things.at(words, at + 1) !== undefined ||
        measured.test(next.folded))
    return isMeasured ? { value: Number(text), to: at + 1 } : undefined
  }
  if (!/^\d{1,12}$/.test(text)) return undefined
  let digits = text
  let to = at + 1
  while (
    to < words.length &&
    digits.length < 12 &&
    text.length <= 3 &&
    isGroup(words, to, digits === text ? 'first' : 'later', at)
  ) {
    digits += words[to]!.text
    to++
  }
  const next = words[to]
  if (next !== undefined && /^[.,]$/.test(next.before) && /^\d{1,2}$/.test(next.text)) {
    digits += `.${next.text}`
    to++
  }
  const suffix = words[to]
  if (suffix !== undefined && /^[-‐‑]$/u.test(suffix.before)) {
    if (numeral.test(suffix.folded)) to++
    else if (!/^\d/.test(suffix.text) && !measured.test(suffix.folded)) return undefined
  }
  return { value: Number(digits), to }
}

function isGroup(words: readonly Word[], at: number, group: 'first' | 'later', first: number): boolean {
  const { text, before } = words[at]!
  if (!/^\d{3}$/.test(text) || !thousands.test(before)) return false
  // “July 17 300 drones”: a plain space joins what is not begun by a month.
  return before !== ' ' || group === 'later' || !isMonthName(words, first - 1)
}

/** “Двадцать один”, “one hundred and twenty-five”, “полторы тысячи”. */
function spelledAt(words: readonly Word[], at: number): Plain | undefined {
  const first = numberWords.at(words, at)
  if (first === undefined) {
    const alone =
      /^(?:hundred|thousand|million|тысяча|тысячу|миллион|тисяча|тисячу|мільйон|сотня|сотню|сотни|сотні)$/.test(
        words[at]!.folded,
      )
    const article = /^(?:a|one)$/.test(words[at - 1]?.folded ?? '') || /[а-яі]/u.test(words[at]!.folded)
    // “Сотни домов” is no number; “более сотни домов” is.
    const vague =
      /^(?:сотни|сотні)$/.test(words[at]!.folded) &&
      !/^(?:более|свыше|больше|около|понад|більше|близько)$/.test(words[at - 1]?.folded ?? '')
    const magnitude = alone && article && !vague ? magnitudes.at(words, at) : undefined
    return magnitude === undefined ? undefined : { value: magnitude.value, to: magnitude.to }
  }
  let { value, to } = first
  if (to === at + 1 && /^(?:no|not|some|any|every|ни|ні)$/.test(words[at - 1]?.folded ?? '') && value === 1)
    return undefined
  let step = stepOf(value)
  for (let parts = 0; parts < 6; parts++) {
    const hundred = words[to]?.folded === 'hundred' && value < 10
    if (hundred && isJoined(words, to)) {
      value *= 100
      step = 100
      to++
      continue
    }
    const and = words[to]?.folded === 'and' && value % 100 === 0 && value > 0 ? 1 : 0
    const next =
      isJoined(words, to) && isJoined(words, to + and) ? numberWords.at(words, to + and) : undefined
    if (next === undefined || next.value === 0 || stepOf(next.value) >= step || next.value >= step) break
    if (next.value > 9 && next.value < 20 && step < 100) break
    value += next.value
    to = next.to
    step = stepOf(next.value)
  }
  return { value, to }
}

/** How coarse a number word is: after “twenty” only ones may come. */
function stepOf(value: number): number {
  if (!Number.isInteger(value) || value < 20)
    return value >= 10 || value < 1 || !Number.isInteger(value) ? 0 : 1
  return value < 100 ? 10 : 100
}

/** “20–25”, “$5 billion to $12 billion”, “от 20 до 30”, “between 20 and 30”. */
function rangeAt(
  words: readonly Word[],
  at: number,
  to: number,
  of: 'count' | 'sum',
): (Plain & { readonly scale: number }) | undefined {
  const next = words[to]
  if (next === undefined) return undefined
  const dash = /^\s?[-–—‐‑]\s?\$?$/u.test(next.before)
  if (dash && /^\d/.test(next.text)) return plainAt(words, to)
  // “Два–три дома”.
  if (dash && next.before.length === 1 && numberWords.at(words, to) !== undefined) return plainAt(words, to)
  const before = words[at - 1]?.folded ?? ''
  const opened = of === 'sum' || /^(?:from|between|от|від|с|з)$/.test(before)
  const closes = /^(?:to|and|до|и|і|та)$/.test(next.folded)
  // “Seven or eight blasts”.
  const either =
    /^(?:or|или|чи|або)$/.test(next.folded) && words[to + 1] !== undefined
      ? plainAt(words, to + 1)
      : undefined
  if (either !== undefined && things.at(words, either.to) !== undefined) return either
  if (!closes || words[to + 1] === undefined) return undefined
  if (opened) return plainAt(words, to + 1)
  // “Three to five drones”, and not “rose from three to five”.
  const end = next.folded === 'to' ? plainAt(words, to + 1) : undefined
  const counts = end !== undefined && [0, 1].some((on) => things.at(words, end.to + on) !== undefined)
  return counts ? end : undefined
}

/** Designations: “Kh-101”, “№ 5”, “Mi-8”, “reactor 3”. */
function isName(words: readonly Word[], at: number): boolean {
  const { before, text } = words[at]!
  if (/[№#]\s?$/u.test(before)) return true
  if (
    text.toLowerCase() === 'one' &&
    words[at + 1]?.folded === 'in' &&
    numberWords.at(words, at + 2) !== undefined
  )
    return true
  // “Two-thirds of the city” are no two cities.
  if (/^(?:thirds?|quarters?|fifths?|трети|треть|третини|чверті|четверти)$/.test(words[at + 1]?.folded ?? ''))
    return true
  const previous = words[at - 1]
  if (previous === undefined) return false
  // “One in three homes”.
  if (previous.folded === 'in' && words[at - 2]?.folded === 'one' && /^\s$/.test(before)) return true
  if (/^[-‐‑–]$/u.test(before) && !/^\d/.test(previous.text)) return true
  if (before === '/' || before === '.' || before === ',') return true
  if (!/^\d/.test(text)) return false
  return /^\s*\.?\s*$/u.test(before) && numbered.test(previous.folded)
}

function boundBefore(
  words: readonly Word[],
  at: number,
): { readonly bound: Quantity['bound']; readonly from: number } {
  if (/[~≈]\s?\$?$/.test(words[at]!.before)) return { bound: 'about', from: at }
  if (/[>≥]\s?\$?$/.test(words[at]!.before)) return { bound: 'at-least', from: at }
  // “More than a dozen”: the article between says nothing.
  const article = at > 0 && /^(?:a|an|the)$/.test(words[at - 1]!.folded) ? at - 1 : at
  for (const end of [at, article])
    for (let from = Math.max(0, end - 4); from < end; from++) {
      const said = bounds.at(words, from)
      if (said?.to !== end || said.value === 'one') continue
      // “Выросло до 15”: to that, not at most that.
      const grown =
        said.value === 'up-to' &&
        /^(?:подн\p{L}+|підн\p{L}+|выр\p{L}+|возр\p{L}+|увелич\p{L}+|достиг\p{L}*|зрос\p{L}+|збільш\p{L}+|сократ\p{L}+|зменш\p{L}+|подорожч\p{L}+)$/u.test(
          words[from - 1]?.folded ?? '',
        )
      return { bound: grown ? 'exactly' : said.value, from }
    }
  // “A couple of drones” may be three.
  const rough = words[at]!.folded === 'couple' && words[at + 1]?.folded === 'of'
  return { bound: rough ? 'about' : 'exactly', from: at }
}
