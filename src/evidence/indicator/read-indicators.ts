/** Reads the signs out of a text: each with its exact words, who would strike whom, in how long, and what makes the text doubtful. */
import type { TextDoubt } from '../doubt/doubt.ts'
import type { Statement } from '../statement/statement.ts'
import { languageOf, type TextLanguage } from '../text/text-language.ts'
import { piecesOf, wordsOf } from '../text/text-words.ts'
import type { Indicator, IndicatorReading } from './indicator.ts'
import { kindsIn } from './kinds-of-words.ts'
import { arguesOf, dateOf, horizonOf, outlookOf } from './outlook.ts'
import { sidesOf } from './parties.ts'
import { signsIn, type SignScene } from './signs.ts'
import { weakPointsOf } from './weak-points.ts'

/** What was read of the same text before: its speakers, and its own doubts to list beside the signs. */
export interface ReadBefore {
  readonly statements?: readonly Pick<Statement, 'speaker' | 'role' | 'onBehalfOf' | 'quote'>[]
  readonly doubts?: readonly TextDoubt[]
}

export function readIndicators(text: string, before: ReadBefore = {}): IndicatorReading {
  const words = wordsOf(text)
  const language = languageOf(words, text)
  const scene = sceneOf(text, words, language)
  const outlook = outlookOf(scene)
  const indicators = signsIn(scene, outlook.timing)
  const argues = arguesOf(outlook, indicators)
  const sides = sidesOf(scene, language, argues)
  const isForeseen = argues === 'yes' && outlook.timing === 'before'
  return {
    ...{ language, timing: outlook.timing, argues },
    ...{ actor: sides.actor, target: sides.target, speaker: speakerOf(indicators, before.statements ?? []) },
    horizon: isForeseen ? horizonOf(scene, outlook) : null,
    date: dateOf(scene, outlook.timing, language),
    indicators,
    doubts: [
      ...(indicators.length > 0 ? sides.doubts : []),
      ...weakPointsOf(scene, indicators),
      ...(before.doubts ?? []),
    ],
  }
}

function sceneOf(text: string, words: ReturnType<typeof wordsOf>, language: TextLanguage): SignScene {
  let from = 0
  const sentences = piecesOf(text, words).map((piece) => {
    const at = from
    from += piece.words.length
    const asks = /^["»”’)]?\s?\?/.test(text.slice(piece.end, piece.end + 3))
      ? ('yes' as const)
      : ('no' as const)
    return { piece, from: at, to: from, asks }
  })
  return { text, words, sentences, kinds: kindsIn(words, language) }
}

/** Everybody in whose words a sign stands; where none does, everybody who is named as speaking. */
function speakerOf(
  indicators: readonly Indicator[],
  statements: NonNullable<ReadBefore['statements']>,
): string | null {
  const named = statements.flatMap((one) => {
    const name = one.speaker ?? (one.onBehalfOf === null ? null : one.onBehalfOf)
    return name === null ? [] : [{ name, quote: one.quote }]
  })
  const isHeld = (sign: Indicator) =>
    named.some(({ quote }) => sign.quote.start < quote.end && quote.start < sign.quote.end)
  const held = indicators.filter(isHeld).length
  // One remark of somebody’s among many signs of the author’s own makes it no text of theirs.
  if (held > 0 && held * 4 < indicators.length) return null
  const holding = named.filter(({ quote }) =>
    indicators.some((sign) => sign.quote.start < quote.end && quote.start < sign.quote.end),
  )
  const all = [...new Set((holding.length > 0 ? holding : named).map(({ name }) => name))]
  return all.length === 0 ? null : all.slice(0, 4).join('; ')
}
