/** Who says what in a text: every statement with its speaker, its manner and its exact words; what nobody is named for is the text’s own. */
import { quoteOf } from '../text/quote.ts'
import type { TextLanguage } from '../text/text-language.ts'
import type { Word } from '../text/text-words.ts'
import { assemble } from './assembly.ts'
import { castOf } from './cast.ts'
import { lexiconOf } from './lexicon.ts'
import { englishMentions } from './mentions-english.ts'
import { slavicMentions } from './mentions-slavic.ts'
import { quotationsOf, type Quotation } from './quotations.ts'
import { sign } from './signature.ts'
import type { Statement } from './statement.ts'

/** A statement before its claims are read. */
export interface ReadStatement extends Omit<Statement, 'claims'> {
  /** Parts of the quote that only say who speaks, or that are statements of their own. */
  readonly without: readonly { readonly start: number; readonly end: number }[]
}

export function readStatements(
  text: string,
  given: readonly Word[],
  language: TextLanguage,
): ReadStatement[] {
  const words = withWholeNumbers(given)
  if (words.length === 0) return []
  const lexicon = lexiconOf(language)
  const mentions =
    language === 'en' ? englishMentions(text, words, lexicon) : slavicMentions(text, words, lexicon)
  const quotations = quotationsOf(text, words)
  const speech: (Quotation | undefined)[] = Array.from({ length: words.length })
  for (const quotation of quotations)
    if (quotation.kind === 'speech') speech.fill(quotation, quotation.from, quotation.to)
  const scene = {
    text,
    words,
    mentions,
    quotations,
    lexicon,
    language,
    quoted: (word: number) => speech[word],
  }
  const cast = castOf(mentions, text, language)
  const order = sign(scene, cast, assemble(scene, cast)).toSorted(
    (a, b) => a.start - b.start || b.end - a.end || Number(a.within !== null) - Number(b.within !== null),
  )
  const index = new Map(order.map((draft, at) => [draft, at]))
  return order.map(({ speaker, verb, stance, form, within, start, end, speakerAt, without }) => ({
    speaker: speaker.name,
    role: speaker.role,
    onBehalfOf: speaker.onBehalfOf,
    ...{ verb, stance, form, without },
    reportedIn: within === null ? null : index.get(within)!,
    quote: quoteOf(text, start, end),
    speakerQuote: speakerAt === null ? null : quoteOf(text, speakerAt.start, speakerAt.end),
  }))
}

/** “6,2” and “10.5” are one number: what stands within it ends no clause. */
function withWholeNumbers(words: readonly Word[]): readonly Word[] {
  return words.map((word, at) =>
    /^[,.:]$/.test(word.before) && /^\d/.test(word.text) && /\d$/.test(words[at - 1]?.text ?? '')
      ? { ...word, before: ' ' }
      : word,
  )
}
