/** What is told of a day on which it was not yet, or no more: a weapon, an office, an event, a state. */
import { rangeOf } from '../claim/moments.ts'
import type { SaidWhen } from '../claim/times.ts'
import { doubt, quoteIn, wordsMet, type DoubtRule, type Examined, type Sentence } from './examined.ts'
import type { TextDoubt } from './doubt.ts'
import {
  acting,
  actsNoMore,
  earlierThan,
  eventsSince,
  hindsight,
  inMemory,
  laterThan,
  officesSince,
  onItsDay,
  otherTenure,
  using,
  weaponsSince,
  type Known,
} from './words/firsts.ts'

/** A day that the text gives with its year. */
interface Dated {
  readonly from: number
  readonly to: number
  readonly first: string
  readonly last: string
  readonly whole: 'day' | 'longer'
}

export const beforeItsTime: DoubtRule = (examined) => {
  const found: TextDoubt[] = []
  const { sentences, context } = examined
  const saidOn = context.saidAt?.slice(0, 10)
  const byYear = datedIn(examined)
  let at = 0
  for (const sentence of sentences) {
    if (found.length >= 8) break
    const own: Dated[] = []
    while (at < byYear.length && byYear[at]!.from < sentence.to) own.push(byYear[at++]!)
    // Of two years in one sentence nobody knows which is meant.
    const [dated] = own
    if (own.length > 1) continue
    if (dated !== undefined)
      found.push(
        ...ofWeapons(examined, sentence, dated),
        ...ofEvents(examined, sentence, dated),
        ...ofOffices(examined, sentence, dated),
        ...ofStates(examined, sentence, dated),
      )
    // A text that tells of no other year is about its own day.
    else if (saidOn !== undefined && byYear.length === 0) found.push(...ofToday(examined, sentence, saidOn))
  }
  return found
}

function datedIn({ whens, context }: Examined): Dated[] {
  return whens.flatMap((when): Dated[] => {
    if (!hasYear(when)) return []
    const range = rangeOf({ ...when, zone: 'UTC' }, context.saidAt, ['UTC'])
    if (range === null) return []
    const { from, to, begins } = when
    // A day ends as the next one begins.
    const last = new Date(Math.max(Date.parse(range.from), Date.parse(range.to) - 1)).toISOString()
    return [
      {
        ...{ from, to, first: range.from.slice(0, 10), last: last.slice(0, 10) },
        whole: begins.day === undefined ? 'longer' : 'day',
      },
    ]
  })
}

const hasYear = ({ begins, ends }: SaidWhen) => begins.year !== undefined || ends?.year !== undefined

/** “On 12 March 2022 an Oreshnik hit …”: the day opens its sentence, or stands in the clause in full. */
function opens(sentence: Sentence, { from, whole }: Dated, { words }: Examined, at: number): boolean {
  if (from <= sentence.from + 1) return true
  if (whole !== 'day') return false
  const [a, b] = [Math.min(from, at), Math.max(from, at)]
  return words.slice(a + 1, b + 1).every(({ before }) => !/[,;:()–—]/u.test(before))
}

const met = (known: Known, sentence: Sentence) =>
  known.beside !== undefined && !known.beside.test(sentence.folded) ? null : wordsMet(sentence, known.named)

const between = ({ words }: Examined, from: number, to: number) =>
  words
    .slice(from, to)
    .map(({ folded }) => folded)
    .join(' ')

function say(
  { text, words }: Examined,
  known: Known,
  dated: Dated,
  named: { readonly from: number; readonly to: number },
): TextDoubt {
  const quotes = [dated, named]
    .map(({ from, to }) => quoteIn(text, words[from]!.start, words[to - 1]!.end))
    .sort((a, b) => a.start - b.start)
  return doubt('anachronism', `The day and what is told of it do not go together: ${known.what}.`, ...quotes)
}

function ofWeapons(examined: Examined, sentence: Sentence, dated: Dated): TextDoubt[] {
  if (!using.test(sentence.folded) || hindsight.test(sentence.folded)) return []
  return weaponsSince.flatMap((known): TextDoubt[] => {
    if (dated.last >= known.since) return []
    const named = met(known, sentence)
    if (named === null || !opens(sentence, dated, examined, named.from)) return []
    return [say(examined, known, dated, named)]
  })
}

function ofEvents(examined: Examined, sentence: Sentence, dated: Dated): TextDoubt[] {
  return eventsSince.flatMap((known): TextDoubt[] => {
    if (dated.last >= known.since) return []
    const named = met(known, sentence)
    if (named === null) return []
    const isItsDay =
      named.to <= dated.from &&
      onItsDay.test(between(examined, named.to, dated.from)) &&
      !earlierThan.test(` ${between(examined, Math.max(sentence.from, named.from - 5), named.from)} `)
    const isLater =
      dated.to <= named.from &&
      dated.from <= sentence.from + 1 &&
      laterThan.test(between(examined, dated.to, named.from))
    return isItsDay || isLater ? [say(examined, known, dated, named)] : []
  })
}

/** “On 5 May 2017 President Zelensky signed …”, “Defence Minister Shoigu said on 3 September 2025 …”. */
function ofOffices(examined: Examined, sentence: Sentence, dated: Dated): TextDoubt[] {
  if (otherTenure.test(sentence.folded)) return []
  return officesSince.flatMap((known): TextDoubt[] => {
    const isEarly = dated.last < known.since
    const isLate = known.until !== undefined && dated.first > known.until
    if (!isEarly && !isLate) return []
    const named = wordsMet(sentence, known.named)
    if (named === null) return []
    const verb = actsAt(examined, named.to, sentence.to)
    if (verb === undefined) return []
    const isThen = dated.from <= sentence.from + 1 || (dated.from > verb && dated.from <= verb + 3)
    return isThen ? [say(examined, known, dated, named)] : []
  })
}

function actsAt({ words }: Examined, from: number, to: number): number | undefined {
  for (let i = from; i < Math.min(to, from + 3); i++) {
    if (/[.;:(]/.test(words[i]!.before)) return undefined
    if (acting.test(words[i]!.folded)) return i
  }
  return undefined
}

function ofStates(examined: Examined, sentence: Sentence, dated: Dated): TextDoubt[] {
  if (!using.test(sentence.folded) || inMemory.test(sentence.folded)) return []
  return actsNoMore.flatMap((known): TextDoubt[] => {
    const named = wordsMet(sentence, known.named)
    if (named === null || dated.first <= known.until! || !opens(sentence, dated, examined, named.from))
      return []
    return [say(examined, known, dated, named)]
  })
}

/** Held against the day on which it is said: who no longer holds an office, and a weapon that was not there yet. */
function ofToday(examined: Examined, sentence: Sentence, saidOn: string): TextDoubt[] {
  const { text, words } = examined
  const late = otherTenure.test(sentence.folded)
    ? []
    : officesSince.flatMap((known): TextDoubt[] => {
        if (known.until === undefined || saidOn <= known.until) return []
        const named = wordsMet(sentence, known.named)
        if (named === null || actsAt(examined, named.to, sentence.to) === undefined) return []
        const quote = quoteIn(text, words[named.from]!.start, words[named.to - 1]!.end)
        return [
          doubt(
            'anachronism',
            `This was published on ${saidOn}, but ${known.what}; the news is old or the office wrong.`,
            quote,
          ),
        ]
      })
  if (!using.test(sentence.folded) || hindsight.test(sentence.folded)) return late
  return [
    ...late,
    ...weaponsSince.flatMap((known): TextDoubt[] => {
      const named = saidOn < known.since ? met(known, sentence) : null
      if (named === null) return []
      const quote = quoteIn(text, words[named.from]!.start, words[named.to - 1]!.end)
      return [doubt('anachronism', `This was published on ${saidOn}, but ${known.what}.`, quote)]
    }),
  ]
}
