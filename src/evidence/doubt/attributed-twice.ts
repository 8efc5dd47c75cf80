/** What one person said or did is another's in the next sentence: the same words in two mouths, the same act by two hands. */
import { fold, rootOf } from '#areas'
import type { Statement } from '../statement/statement.ts'
import { doubt, quoteIn, type DoubtRule, type Examined } from './examined.ts'
import type { TextDoubt } from './doubt.ts'
import { actOnce, echo } from './words/attributing.ts'

export const attributedTwice: DoubtRule = (examined) =>
  [...inTwoMouths(examined), ...byTwoHands(examined)].slice(0, 5)

/** Shorter words are said by many: “The situation is under control”. */
const fewestQuoted = 6
const fewestReported = 8

interface Said {
  readonly speaker: string
  readonly start: number
  readonly end: number
}

/** The same words, attributed to two people. */
function inTwoMouths(examined: Examined): TextDoubt[] {
  const { statements, text } = examined
  const said = new Map<string, Said>()
  const found: TextDoubt[] = []
  for (const statement of statements.slice(0, 200))
    for (const { start, end, fewest } of wordingsOf(text, statement)) {
      const { speaker } = statement
      const key = fold(text.slice(start, end))
      if (speaker === null || key.split(' ').length < fewest) continue
      const before = said.get(key)
      if (before === undefined) said.set(key, { speaker, start, end })
      else if (lastName(before.speaker) !== lastName(speaker) && !isEcho(examined, start))
        found.push(
          doubt(
            'attribution-drift',
            `The same words are given to ${before.speaker} and to ${speaker}.`,
            quoteIn(text, before.start, before.end),
            quoteIn(text, start, end),
          ),
        )
    }
  return found
}

/** The whole of what is quoted or reported, and what is quoted within it. */
function wordingsOf(
  text: string,
  { form, quote: { start, end } }: Statement,
): { readonly start: number; readonly end: number; readonly fewest: number }[] {
  if (form === 'own') return []
  const whole = { start, end, fewest: form === 'direct' ? fewestQuoted : fewestReported }
  if (form === 'direct') return [whole]
  const inner = [...text.slice(start, end).matchAll(/[“«„‘"]([^“”«»„‘’"\n]{20,300})[”»“’"]/gu)].slice(0, 6)
  return [
    whole,
    ...inner.map((match) => ({
      start: start + match.index,
      end: start + match.index + match[0].length,
      fewest: fewestQuoted,
    })),
  ]
}

function isEcho({ sentences }: Examined, at: number): boolean {
  const sentence = sentences.find(({ start, end }) => start <= at && at < end)
  return sentence !== undefined && echo.test(sentence.folded)
}

const lastName = (name: string) => rootOf(fold(name).split(' ').at(-1) ?? '')

/** “Artamonov declared the red level at 22:36 … Chentsov, who had declared the red level at 22:36”. */
function byTwoHands(examined: Examined): TextDoubt[] {
  const { words, sentences, text } = examined
  const acts = new Map<string, { readonly by: string; readonly from: number; readonly to: number }>()
  const found: TextDoubt[] = []
  for (const sentence of sentences) {
    if (echo.test(sentence.folded)) continue
    for (let at = sentence.from + 1; at < sentence.to - 4; at++) {
      if (!actOnce.test(words[at]!.folded)) continue
      const own = words.slice(at, at + 6)
      if (!own.some((word) => /\d/.test(word.text))) continue
      const key = own.map(({ folded }) => folded).join(' ')
      const by = nameBefore(examined, sentence.from, at)
      if (by === undefined) continue
      const act = { by: rootOf(words[by]!.folded), from: by, to: Math.min(sentence.to, at + 6) }
      const before = acts.get(key)
      if (before === undefined) acts.set(key, act)
      else if (before.by !== act.by)
        found.push(
          doubt(
            'attribution-drift',
            'The same act at the same time is told of two people.',
            ...[before, act].map(({ from, to }) => quoteIn(text, words[from]!.start, words[to - 1]!.end)),
          ),
        )
    }
  }
  return found
}

/** The surname that the act is told of. */
function nameBefore({ words }: Examined, from: number, at: number): number | undefined {
  for (let i = at - 1; i >= Math.max(from, at - 5); i--) {
    const { capital, text } = words[i]!
    if (capital === 'yes' && text.length >= 4 && words[i - 1]?.capital === 'yes' && i > from) return i
  }
  return undefined
}
