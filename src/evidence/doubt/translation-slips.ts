/** What shows that nobody read a translation through: known slips, broken sentences, doubled words, words of two scripts. */
import { doubt, quoteIn, rangeOf, type DoubtRule, type Examined } from './examined.ts'
import type { TextDoubt } from './doubt.ts'
import { carriedOver, slips } from './words/slips.ts'

export const translationSlips: DoubtRule = (examined) => [
  ...knownSlips(examined),
  ...wrongAbbreviations(examined),
  ...brokenSentences(examined),
  ...doubledWords(examined),
  ...mixedScripts(examined),
]

function knownSlips({ text, words, sentences, beginnings }: Examined): TextDoubt[] {
  const own = slips.filter(({ by }) => by.some((beginning) => beginnings.has(beginning)))
  if (own.length === 0) return []
  const found: TextDoubt[] = []
  const seen = new Set<string>()
  for (const sentence of sentences)
    for (const slip of own) {
      const met = slip.said.exec(sentence.folded)
      if (met === null || (slip.beside !== null && !slip.beside.test(sentence.folded))) continue
      // Once a text is enough: the same slip is made wherever the word stands.
      if (seen.has(slip.meant)) continue
      seen.add(slip.meant)
      const { from, to } = rangeOf(sentence, met.index, met.index + met[0].length)
      const quote = quoteIn(text, words[from]!.start, words[to - 1]!.end)
      found.push(
        doubt(
          'translation-error',
          `“${quote.text}” reads like a machine translation and probably stands for ${slip.meant}.`,
          quote,
        ),
      )
    }
  return found
}

/** “Ballistic and cruise missiles (BPLs)”: the abbreviation is that of something else. */
function wrongAbbreviations({ text, words }: Examined): TextDoubt[] {
  return words.flatMap((word, at): TextDoubt[] => {
    if (
      at === 0 ||
      !/\(\s*["“«]?$/u.test(word.before) ||
      word.text !== word.text.toUpperCase().replace(/S$/, word.text.endsWith('s') ? 's' : 'S')
    )
      return []
    const known = carriedOver.find(({ short }) => short.test(word.folded))
    if (
      known === undefined ||
      !/^["”»]?\s*\)/u.test(words[at + 1]?.before ?? text.slice(word.end, word.end + 3))
    )
      return []
    const first = phraseBefore(words, at, 8)
    if (words.slice(first, at).some(({ folded }) => known.means.test(folded))) return []
    return [
      doubt(
        'translation-error',
        `“${word.text}” usually means ${known.meant}, but stands here for something else; it is not clear which of the two was hit or seen.`,
        quoteIn(text, words[Math.max(first, at - 6)]!.start, word.end),
      ),
    ]
  })
}

function phraseBefore(words: Examined['words'], at: number, most: number): number {
  let first = at
  while (first > 0 && at - first < most && !/[.,;:!?()\n]/.test(words[first]!.before.replace(/\(.*$/, '')))
    first--
  return first
}

const abbreviated =
  /^(?:approx|incl|etc|est|max|min|no|vs|cf|al|viz|inc|ltd|corp|dept|gov|gen|col|maj|capt|lt|sgt|sen|rep|prof|ave|blvd|jr|sr|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|km|kg|cm|mm|hr|hrs|min|mins|sec|ca|им|ім|тыс|тис|млн|млрд|руб|коп|грн|обл|ул|вул|пр|просп|бул|пер|пл|кв|корп|рис|см|напр|тел|факс|проф|акад|доц|ген|полк|гос|мин|макс|сек|чел|шт|экз|гг|вв|рр|ред|прим|изд|вид|стр|ст|гл|разд|д|р|т|п|е|л|с|м|г|н|к|о|э|я|б|в|і|й|др|пр|т\.д|т\.п|тел|моб|доб|внутр|зам|зав|нач|пом|уч|отд|чл|кор|канд|соотв|соч|собр|сб|св|смт|пгт|ін|див|напр|абз|гол|заст)$/u

/** “Temporary power cuts. power supply to …”: a full stop in the middle of a sentence. */
function brokenSentences({ text, words, context }: Examined): TextDoubt[] {
  const found: TextDoubt[] = []
  for (let i = 1; i < words.length && found.length < 5; i++) {
    const [previous, word] = [words[i - 1]!, words[i]!]
    if (!/^\. $/.test(word.before) || !/^\p{Ll}/u.test(word.text) || word.text.length < 3) continue
    if (previous.text.length < 4 || abbreviated.test(previous.folded) || /\d/.test(previous.text)) continue
    if (context.language !== 'en' && previous.text.length < 5) continue
    const from = Math.max(0, i - 2)
    const to = Math.min(words.length, i + 2)
    const quote = quoteIn(text, words[from]!.start, words[to - 1]!.end)
    found.push(
      doubt(
        'translation-error',
        `A sentence breaks off and goes on in small letters at “${quote.text}”; words may be lost or doubled.`,
        quote,
      ),
    )
  }
  return found
}

/** “That that”, “had had” and reduplications (“еле-еле”) are right. */
const mayDouble =
  /^(?:that|had|is|very|so|long|far|many|no|ha|bye|now|well|есть|очень|много|далеко|долго|чуть|еле|едва|все|дуже|ледь|довго|ну|да|так|ні|нет|no|never|там|вот|это|був|было|раз|ще|еще|же)$/u

function doubledWords({ text, words }: Examined): TextDoubt[] {
  const found: TextDoubt[] = []
  for (let i = 1; i < words.length && found.length < 5; i++) {
    const [previous, word] = [words[i - 1]!, words[i]!]
    if (word.before !== ' ' || previous.folded !== word.folded || !/^\p{L}+$/u.test(word.text)) continue
    // A small word twice is a slip of the pen, and no reason to doubt.
    if (word.capital === 'yes' || word.text.length < 4 || mayDouble.test(word.folded)) continue
    const quote = quoteIn(text, previous.start, word.end)
    found.push(doubt('translation-error', `“${quote.text}” is one word twice.`, quote))
  }
  return found
}

/** A word of Latin and Cyrillic letters is a slip of the keyboard layout or of a machine; in an English text a Cyrillic name is left over. */
function mixedScripts({ text, context }: Examined): TextDoubt[] {
  if (!/[\u0400-\u052f]/u.test(text)) return []
  const found: TextDoubt[] = []
  const seen = new Set<string>()
  const add = (start: number, word: string, mixed: 'mixed' | 'left-over') => {
    if (seen.has(word) || found.length >= 5) return
    seen.add(word)
    found.push(
      doubt(
        mixed === 'mixed' ? 'name-error' : 'translation-error',
        mixed === 'mixed'
          ? `“${word}” mixes Latin and Cyrillic letters; it will not be found by its name.`
          : `“${word}” is left in Cyrillic within an English text; nobody read it through.`,
        quoteIn(text, start, start + word.length),
      ),
    )
  }
  // Digits may stand among letters in names of models; a dash joins words of their own (“IT-армія”).
  for (const { 0: met, index } of text.matchAll(/[a-z][\u0400-\u052f]|[\u0400-\u052f][a-z]/giu)) {
    if (found.length >= 5) break
    const before = /[\p{L}\p{N}]{0,30}$/u.exec(text.slice(Math.max(0, index - 30), index))![0]
    const after = /^[\p{L}\p{N}]{0,30}/u.exec(text.slice(index + met.length, index + met.length + 30))![0]
    const word = before + met + after
    if (!/\d/.test(word) && word.length >= 3) add(index - before.length, word, 'mixed')
  }
  if (context.language !== 'en') return found
  for (const { 0: word, index } of text.matchAll(/(?<=[a-z],? )\p{Lu}[\u0430-\u052f]{3,30}(?![\p{L}])/gu))
    add(index, word, 'left-over')
  return found
}
