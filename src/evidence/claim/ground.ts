/** A document made ready once, so that any number of its stretches are read quickly: everything claims are made of, with its place. */
import type { Hierarchy } from '#areas'
import type { PlaceMention } from '../place/places-in-text.ts'
import type { TextLanguage } from '../text/text-language.ts'
import { piecesOf, type Word } from '../text/text-words.ts'
import { cuesOf, type Cue } from './cues.ts'
import { numbersOf, type SaidNumber } from './numbers.ts'
import { whensOf, type SaidWhen } from './times.ts'
import { firstAt, type Span } from './spans.ts'
import { weaponsOf, type SaidWeapon } from './weapons.ts'
import type { SaidPlace } from './unknown-places.ts'
import { placesOf } from './where.ts'

export interface ClaimsGround {
  readonly text: string
  readonly words: readonly Word[]
  readonly language: TextLanguage
  /** When the text was said (RFC 3339), for “last night” and “on Tuesday”; null when nobody knows. */
  readonly saidAt: string | null
  /** All in the order of the text. */
  readonly sentences: readonly Span[]
  readonly places: readonly SaidPlace[]
  readonly weapons: readonly SaidWeapon[]
  readonly numbers: readonly SaidNumber[]
  readonly whens: readonly SaidWhen[]
  readonly cues: readonly Cue[]
  /** What lies in what; null where nobody knows. */
  readonly hierarchy: Hierarchy | null
}

/** `words` and `mentions` are those of the whole text, in its order. */
export function claimsGround(
  text: string,
  words: readonly Word[],
  mentions: readonly PlaceMention[],
  language: TextLanguage,
  saidAt: string | null,
  hierarchy: Hierarchy | null = null,
): ClaimsGround {
  const whens = whensOf(words)
  const weapons = weaponsOf(words)
  const timed = marks(words.length, whens)
  const numbers = numbersOf(words, (index) => timed[index] === 1)
  const taken = marks(words.length, [...whens, ...weapons, ...numbers])
  const places = placesOf(words, mentions, language, (index) => taken[index] === 1, hierarchy)
  const sentences: Span[] = []
  let at = 0
  for (const { words: own } of piecesOf(text, words)) {
    sentences.push({ from: at, to: at + own.length })
    at += own.length
  }
  const cues = cuesOf(words, weapons, numbers, places)
  // “Лесной пожар” is no town of Lesnoy.
  const named = places.filter(({ from, to }) => {
    const cue = cues[firstAt(cues, from)]
    return cue === undefined || cue.from > from || cue.to <= to
  })
  return { text, words, language, saidAt, sentences, places: named, weapons, numbers, whens, cues, hierarchy }
}

function marks(length: number, spans: readonly Span[]): Uint8Array {
  const marked = new Uint8Array(length + 1)
  for (const { from, to } of spans) marked.fill(1, from, to)
  return marked
}
