/** What nobody can check: the text says so itself, stands on people without a name alone, or quotes at second hand. */
import { doubt, quoteIn, rangeOf, type DoubtRule, type Examined, type Sentence } from './examined.ts'
import type { QuoteIn, TextDoubt } from './doubt.ts'
import { anonymous, corrected, neverBefore, notChecked, quotedAs, speakingWords } from './words/grounds.ts'

export const cannotBeChecked: DoubtRule = (examined) => [
  ...saidSo(examined),
  ...onlyNameless(examined),
  ...quotedByNobody(examined),
  ...firsts(examined),
]

function met(examined: Examined, sentence: Sentence, pattern: RegExp): QuoteIn | undefined {
  const match = pattern.exec(sentence.folded)
  if (match === null) return undefined
  const { from, to } = rangeOf(sentence, match.index, match.index + match[0].length)
  return quoteIn(examined.text, examined.words[from]!.start, examined.words[to - 1]!.end)
}

function saidSo(examined: Examined): TextDoubt[] {
  return examined.sentences.flatMap((sentence): TextDoubt[] => {
    const quote = met(examined, sentence, notChecked)
    if (quote === undefined) return []
    return [
      doubt('unverifiable', `The text says itself that this could not be checked: “${quote.text}”.`, quote),
    ]
  })
}

/** One nameless source among named ones is how reporters work; a text with no other is not. */
function onlyNameless(examined: Examined): TextDoubt[] {
  const nameless: QuoteIn[] = []
  for (const sentence of examined.sentences) {
    const quote = met(examined, sentence, anonymous)
    if (quote !== undefined) nameless.push(quote)
    else if (speakingWords.test(sentence.folded)) return []
  }
  if (nameless.length === 0) return []
  return [
    doubt(
      'unverifiable',
      `Everything here rests on somebody without a name (“${nameless[0]!.text}”); nobody can be asked.`,
      ...nameless.slice(0, 3),
    ),
  ]
}

function quotedByNobody(examined: Examined): TextDoubt[] {
  return examined.sentences.flatMap((sentence): TextDoubt[] => {
    const match = quotedAs.exec(sentence.folded)
    if (match === null || / (?:by|in|to|с ссылкой|за даними) (?:the )?\S+ *$/u.test(sentence.folded))
      return []
    const start = sentence.start
    return [
      doubt(
        'invented-quote',
        'These words are said to be quoted, but not by whom or from where; look for them in the original before they are repeated.',
        quoteIn(examined.text, start, sentence.end),
      ),
    ]
  })
}

function firsts(examined: Examined): TextDoubt[] {
  return examined.sentences.flatMap((sentence): TextDoubt[] => {
    const quote = met(examined, sentence, neverBefore)
    if (quote === undefined) return []
    return [
      doubt(
        'implausible',
        `“${quote.text}”: that nothing of the kind happened there before is easily said and often wrong; compare earlier reports.`,
        quote,
      ),
    ]
  })
}

export const corrections: DoubtRule = (examined) =>
  examined.sentences.flatMap((sentence): TextDoubt[] => {
    const quote = met(examined, sentence, corrected)
    if (quote === undefined) return []
    return [
      doubt(
        'correction-in-text',
        'The text corrects itself or an earlier version; take care which of the two was passed on.',
        quoteIn(examined.text, sentence.start, sentence.end),
      ),
    ]
  })
