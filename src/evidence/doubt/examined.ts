/** One text as the rules of doubt look at it: its words, its sentences, its numbers with what they count; made once for all rules. */
import type { Hierarchy } from '#areas'
import type { Quantity } from '../claim/claim.ts'
import { numbersOf, type SaidNumber as CountedNumber } from '../claim/numbers.ts'
import { whensOf, type SaidWhen } from '../claim/times.ts'
import type { PlaceMention } from '../place/places-in-text.ts'
import type { Statement } from '../statement/statement.ts'
import type { TextLanguage } from '../text/text-language.ts'
import { piecesOf, type Word } from '../text/text-words.ts'
import type { QuoteIn, TextDoubt, TextDoubtCode } from './doubt.ts'

export interface DoubtContext {
  readonly language: TextLanguage
  /** When it was said or published, RFC 3339; null where nobody knows. Without it nothing is called stale. */
  readonly saidAt: string | null
  /** The places that were found in it, with their areas; they tell on whose ground a strike is. */
  readonly places?: readonly PlaceMention[]
  /** What lies in what; without it nothing is called misplaced. */
  readonly hierarchy?: Hierarchy
  /** The numbers of its words where they were read before; else they are read here. */
  readonly numbers?: readonly CountedNumber[]
  /** And its times. */
  readonly whens?: readonly SaidWhen[]
}

/** A number that counts or measures: no part of a date, no age, no part of a name. */
export interface SaidNumber {
  readonly value: number
  readonly bound: Quantity['bound']
  /** Words from `from` up to `to`, without “about” and “at least”. */
  readonly from: number
  readonly to: number
  readonly start: number
  readonly end: number
}

/** Words from `from` up to `to`. */
export interface Sentence {
  readonly index: number
  readonly from: number
  readonly to: number
  readonly start: number
  readonly end: number
  /** Its words folded, with one space before, between and after them: what patterns are tried on. */
  readonly folded: string
  /** Sentences between the same empty lines. */
  readonly paragraph: number
}

export interface Examined {
  readonly text: string
  readonly words: readonly Word[]
  readonly sentences: readonly Sentence[]
  readonly numbers: readonly SaidNumber[]
  /** When things happened, as written. */
  readonly whens: readonly SaidWhen[]
  /** The first four letters of each word: what is not among them needs no search. */
  readonly beginnings: ReadonlySet<string>
  readonly statements: readonly Statement[]
  readonly context: DoubtContext
}

/** Looks at one text for one kind of fault. */
export type DoubtRule = (examined: Examined) => TextDoubt[]

/** What has more numbers is a table. */
const mostNumbers = 1_000
/** A sentence longer than this is looked at in parts, so that work stays bounded. */
const mostWords = 120

export function examine(
  text: string,
  words: readonly Word[],
  statements: readonly Statement[],
  context: DoubtContext,
): Examined {
  const sentences: Sentence[] = []
  let at = 0
  let paragraph = 0
  for (const piece of piecesOf(text, words)) {
    if (/\n/.test(piece.words[0]!.before)) paragraph++
    const last = at + piece.words.length
    while (at < last) {
      const to = Math.min(last, at + mostWords)
      sentences.push({
        ...{ index: sentences.length, from: at, to, paragraph },
        ...{ start: words[at]!.start, end: words[to - 1]!.end },
        folded: ` ${words
          .slice(at, to)
          .map(({ folded }) => folded.replaceAll(' ', ':'))
          .join(' ')} `,
      })
      at = to
    }
  }
  const whens = context.whens ?? whensOf(words)
  return {
    text,
    words,
    sentences,
    whens,
    numbers: countsIn(context.numbers ?? numbersIn(words, whens), words),
    beginnings: new Set(words.map(({ folded }) => folded.slice(0, 4))),
    statements,
    context,
  }
}

function countsIn(numbers: readonly CountedNumber[], words: readonly Word[]): SaidNumber[] {
  return numbers.slice(0, mostNumbers).map(({ at, to, value, high, bound }) => ({
    ...{ value, from: at, to, start: words[at]!.start, end: words[to - 1]!.end },
    // “20–25” is about either.
    bound: high === null ? bound : 'about',
  }))
}

function numbersIn(words: readonly Word[], whens: readonly SaidWhen[]): CountedNumber[] {
  const timed = new Set<number>()
  for (const { from, to } of whens) for (let i = from; i < to; i++) timed.add(i)
  return numbersOf(words, (at) => timed.has(at))
}

export function quoteIn(text: string, start: number, end: number, document: string | null = null): QuoteIn {
  return { text: text.slice(start, end), start, end, document }
}

export function doubt(code: TextDoubtCode, message: string, ...quotes: readonly QuoteIn[]): TextDoubt {
  return { code, message, quotes }
}

/** The words that a pattern meets in a sentence’s folded words, as indices into the text’s words. */
export function wordsMet(
  sentence: Sentence,
  pattern: RegExp,
): { readonly from: number; readonly to: number } | null {
  const met = pattern.exec(sentence.folded)
  if (met === null) return null
  return rangeOf(sentence, met.index, met.index + met[0].length)
}

/** From offsets in a sentence’s folded words to indices of words. */
export function rangeOf(
  sentence: Sentence,
  start: number,
  end: number,
): { readonly from: number; readonly to: number } {
  // One space stands before each word and one after the last.
  let from = sentence.from - 1
  let last = sentence.from - 1
  for (let i = 0; i < end - 1; i++) {
    if (sentence.folded.charCodeAt(i) !== 32) continue
    if (i <= start) from++
    last++
  }
  return { from: Math.max(sentence.from, from), to: Math.min(sentence.to, last + 1) }
}
