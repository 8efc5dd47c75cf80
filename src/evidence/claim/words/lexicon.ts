/**
 * Words and phrases that mean something, written one beside the other: `shot down | intercept* | no longer`.
 * A star stands for any ending (a whole word family, every case), `_` for one or two words of any kind in between.
 * Everything is compared folded: small letters, without marks and apostrophes, ё as е.
 */
import { fold } from '#areas'
import type { Word } from '../../text/text-words.ts'

interface Entry<T> {
  readonly value: T
  readonly tokens: readonly string[]
  /** The more it says, the sooner it is meant. */
  readonly weight: number
}

export interface Lexicon<T> {
  /** What stands at a word, and the place after it; the longest phrase counts. */
  at(words: readonly Word[], index: number): { readonly value: T; readonly to: number } | undefined
}

const longest = 28
const remembered = 20_000

export function lexicon<T>(rows: Iterable<readonly [value: T, phrases: string]>): Lexicon<T> {
  const exact = new Map<string, Entry<T>[]>()
  const begun = new Map<string, Entry<T>[]>()
  for (const [value, phrases] of rows)
    for (const phrase of phrases.split('|')) {
      const tokens = phrase.trim().split(/\s+/).flatMap(tokensOf)
      const first = tokens[0]
      if (first === undefined) continue
      const entry = { value, tokens, weight: tokens.length * 100 + tokens.join('').length }
      const [into, key] = first.endsWith('*') ? [begun, first.slice(0, -1)] : [exact, first]
      const list = into.get(key)
      if (list === undefined) into.set(key, [entry])
      else list.push(entry)
    }
  const known = new Map<string, readonly Entry<T>[]>()
  const none: readonly Entry<T>[] = []
  const startingWith = (word: string): readonly Entry<T>[] => {
    const before = known.get(word)
    if (before !== undefined) return before
    const found = [...(exact.get(word) ?? [])]
    for (let length = 2; length <= word.length; length++)
      found.push(...(begun.get(word.slice(0, length)) ?? []))
    found.sort((a, b) => b.weight - a.weight)
    const entries = found.length === 0 ? none : found
    // Bounded: words come from whoever pastes a text.
    if (known.size < remembered) known.set(word, entries)
    return entries
  }
  return {
    at(words, index) {
      const word = words[index]
      if (word === undefined || word.folded.length > longest) return undefined
      for (const { tokens, value } of startingWith(word.folded)) {
        const to = tokens.length === 1 ? index + 1 : endOf(words, index + 1, tokens, 1)
        if (to !== undefined) return { value, to }
      }
      return undefined
    },
  }
}

/** “FPV-drone*” is two words to a text: `fpv`, `drone*`. */
function tokensOf(token: string): string[] {
  if (token === '_' || token === '') return token === '' ? [] : ['_']
  const parts = fold(token).split(' ')
  return token.endsWith('*') ? [...parts.slice(0, -1), `${parts[parts.length - 1]}*`] : parts
}

/** The place after the phrase's last word, or undefined where it doesn't go on so. A phrase never runs on past a full stop. */
function endOf(
  words: readonly Word[],
  from: number,
  tokens: readonly string[],
  next: number,
): number | undefined {
  if (next === tokens.length) return from
  const token = tokens[next]!
  if (token === '_') {
    for (let skip = 1; skip <= 2; skip++) {
      if (isBroken(words, from + skip - 1)) return undefined
      const to = endOf(words, from + skip, tokens, next + 1)
      if (to !== undefined) return to
    }
    return undefined
  }
  const word = words[from]
  if (word === undefined || isBroken(words, from)) return undefined
  const fits = token.endsWith('*') ? word.folded.startsWith(token.slice(0, -1)) : word.folded === token
  return fits ? endOf(words, from + 1, tokens, next + 1) : undefined
}

/** “400 кв. м”, “1,5 тыс. абонентов”: the full stop of a shortened word ends nothing. */
export function isShortened(words: readonly Word[], at: number): boolean {
  return (
    /^\.\s?$/.test(words[at]?.before ?? '') &&
    /^(?:кв|тыс|тис|млн|млрд|куб|sq|чел|ед|од)$/.test(words[at - 1]?.folded ?? '')
  )
}

function isBroken(words: readonly Word[], at: number): boolean {
  if (isShortened(words, at)) return false
  return /[.;:!?\n]/.test(words[at]?.before ?? '.')
}
