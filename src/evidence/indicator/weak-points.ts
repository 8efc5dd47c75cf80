/** What makes signs weak although they are there: a possibility told as a sign, nobody who would stand for it, and reasons that were announced and never given. */
import { quoteOf } from '../text/quote.ts'
import type { Indicator, IndicatorDoubt } from './indicator.ts'
import type { SignScene } from './signs.ts'
import { matcherOf } from './word-matcher.ts'

/** Words as in the lexicons of signs, of all three languages: what they mean is the same in each. */
const possible = matcherOf(
  'could may_well may might possibly perhaps probably could_be would_appear seems appears ' +
    'возможно вероятно похоже может_быть мог_бы могла_бы могли_бы мог могла могло якобы видимо ' +
    'можливо ймовірно схоже може_бути міг_би могла_б могли_б міг нібито мабуть',
)
const unnamed = matcherOf(
  'numerous_reports many_reports several_reports press_reports media_reports press_articles reports_say reports_suggest sources_say unnamed_sources anonymous_sources some_experts some_analysts observers_say it_is_reported reportedly ' +
    'многочисленн*_сообщени* ряд_сми некоторые_сми по_сообщениям_сми источник* эксперты_считают наблюдатели как_сообщается сообщается_что ' +
    'численн*_повідомлен* низка_змі деякі_змі за_повідомленнями_змі джерел* експерти_вважають спостерігачі як_повідомляється повідомляється_що',
)
const announced = matcherOf(
  'two_factors three_factors four_factors five_factors two_reasons three_reasons four_reasons five_reasons three_signs four_signs two_signs five_signs three_indicators four_indicators ' +
    'два_фактора три_фактора четыре_фактора пять_факторов две_причины три_причины четыре_причины пять_причин два_признака три_признака четыре_признака пять_признаков ' +
    'два_чинники три_чинники чотири_чинники пять_чинників дві_причини три_причини чотири_причини пять_причин дві_ознаки три_ознаки чотири_ознаки пять_ознак два_фактори три_фактори',
)
const counted: readonly (readonly [count: number, word: RegExp])[] = [
  [2, /^(?:two|два|две|дві)$/],
  [3, /^(?:three|три)$/],
  [4, /^(?:four|четыре|чотири)$/],
  [5, /^(?:five|пять)$/],
]
/** The first of them may come without its number. */
const ordinals: readonly RegExp[] = [
  /^(?:second|secondly|во-вторых|второй|вторая|второе|вторых|по-друге|друге|другий|друга)$/,
  /^(?:third|thirdly|finally|lastly|третий|третья|третье|третьих|наконец|третє|третій|третя|нарешті)$/,
  /^(?:fourth|fourthly|четвертый|четвертая|четвертое|четвертых|четверте|четвертий|четверта)$/,
  /^(?:fifth|fifthly|пятый|пятая|пятое|пятых|пяте|пятий|пята)$/,
]

/** So many of a kind are told; the rest says the same. */
const mostOfOne = 5

export function weakPointsOf(scene: SignScene, indicators: readonly Indicator[]): IndicatorDoubt[] {
  const { text, words, sentences } = scene
  if (indicators.length === 0) return []
  const found: IndicatorDoubt[] = []
  const guesses = possible(words)
  const nobody = unnamed(words)
  const told = { guess: 0, unnamed: 0 }
  for (const { quote } of indicators) {
    const sentence = sentences.find(({ piece }) => piece.start <= quote.start && quote.start < piece.end)
    // “Возможно, это …”: it may stand right before.
    const guess = guesses.find(({ from, to }) => {
      const [start, next] = [words[from]!.start, words[to]]
      return start < quote.end && (start >= quote.start || next?.start === quote.start)
    })
    if (guess !== undefined && told.guess++ < mostOfOne)
      found.push({
        code: 'indicator-speculative',
        message: `What is taken for a sign is put as a possibility (“${text.slice(words[guess.from]!.start, words[guess.to - 1]!.end)}”), not as something that was seen.`,
        quotes: [{ ...quote, document: null }],
      })
    const source =
      sentence === undefined
        ? undefined
        : nobody.find(({ from }) => from >= sentence.from && from < sentence.to)
    if (source !== undefined && told.unnamed++ < mostOfOne) {
      const { start } = words[source.from]!
      const { end } = words[source.to - 1]!
      found.push({
        code: 'indicator-unsourced',
        message: `The sign rests on somebody unnamed (“${text.slice(start, end)}”): nobody can be asked.`,
        quotes: [
          { ...quote, document: null },
          { ...quoteOf(text, start, end), document: null },
        ],
      })
    }
  }
  const promise = announced(words)[0]
  if (promise !== undefined) {
    const count = counted.find(([, word]) => word.test(words[promise.from]!.folded))?.[0] ?? 0
    const after = words.slice(promise.to)
    const given =
      1 + ordinals.slice(0, count - 1).filter((word) => after.some(({ folded }) => word.test(folded))).length
    // Reasons may come unnumbered: only a count that was begun and not kept up is one.
    const isBegun = after.some(({ folded }) =>
      /^(?:first|firstly|во-первых|первых|первый|первая|первое|по-перше|перше|перший|перша)$/.test(folded),
    )
    if (isBegun && given < count)
      found.push({
        code: 'indicator-reasons-missing',
        message: `The text announces ${count} reasons and gives ${given}; the others are missing, and with them what they might have shown.`,
        quotes: [
          { ...quoteOf(text, words[promise.from]!.start, words[promise.to - 1]!.end), document: null },
        ],
      })
  }
  return found
}
