/** Finds the kinds of a text’s words by the lexicons of its language: each word once, however long the lists are. */
import type { TextLanguage } from '../text/text-language.ts'
import type { Word } from '../text/text-words.ts'
import { en } from './words/en.ts'
import { everywhere } from './words/everywhere.ts'
import { ru } from './words/ru.ts'
import type { SignWords, WordKind } from './words/sign-words.ts'
import { wordKinds } from './words/sign-words.ts'
import { uk } from './words/uk.ts'

/** Where a kind of word stands: words `from` to before `to`. */
export interface KindAt {
  readonly from: number
  readonly to: number
}

export type KindsFound = { readonly [kind in WordKind]: readonly KindAt[] }

/** One entry: its words, each whole or a beginning. */
interface Entry {
  readonly kind: WordKind
  readonly words: readonly { readonly text: string; readonly whole: boolean }[]
}

interface Lexicon {
  /** By the first word, whole, and by its beginning. */
  readonly whole: ReadonlyMap<string, readonly Entry[]>
  readonly beginning: ReadonlyMap<string, readonly Entry[]>
}

const shortestStem = 2
const longestStem = 18

const lexicons: { readonly [language in TextLanguage | 'either']: Lexicon } = {
  en: lexiconOf(en, everywhere),
  ru: lexiconOf(ru, everywhere),
  uk: lexiconOf(uk, everywhere),
  either: lexiconOf(ru, uk, everywhere),
}

const onlyRussian = /[ыэъё]/i
const onlyUkrainian = /[іїєґ]/i

/** A short Cyrillic text may have no letter that tells which language it is in. */
function lexiconFor(words: readonly Word[], language: TextLanguage): Lexicon {
  if (language === 'en') return lexicons.en
  const tells = language === 'ru' ? onlyRussian : onlyUkrainian
  return words.some(({ text }) => tells.test(text)) ? lexicons[language] : lexicons.either
}

/** Every kind in order of the text. Expects words as they are compared. */
export function kindsIn(words: readonly Word[], language: TextLanguage): KindsFound {
  const lexicon = lexiconFor(words, language)
  const found = Object.fromEntries(wordKinds.map((kind) => [kind, [] as KindAt[]])) as {
    [kind in WordKind]: KindAt[]
  }
  for (let i = 0; i < words.length; i++) {
    const { folded } = words[i]!
    if (/^\d/.test(folded)) found.number.push({ from: i, to: i + 1 })
    if (folded.length > 40) continue
    const take = (entries: readonly Entry[] | undefined) => {
      for (const { kind, words: wanted } of entries ?? []) {
        if (!wanted.every((one, at) => fits(words[i + at]?.folded, one))) continue
        const to = i + wanted.length
        const last = found[kind].at(-1)
        if (last?.from !== i) found[kind].push({ from: i, to })
        else if (last.to < to) found[kind][found[kind].length - 1] = { from: i, to }
      }
    }
    take(lexicon.whole.get(folded))
    const longest = Math.min(folded.length, longestStem)
    for (let length = shortestStem; length <= longest; length++)
      take(lexicon.beginning.get(folded.slice(0, length)))
  }
  return withoutParts(found)
}

/** “Fighter-bombers” are no bombers, and “last winter” is not this one: a word in a longer entry stands for nothing on its own. */
function withoutParts(found: { [kind in WordKind]: KindAt[] }): KindsFound {
  const longest = new Map<number, KindAt>()
  for (const kind of wordKinds)
    for (const one of found[kind])
      for (let i = one.from; one.to - one.from > 1 && i < one.to; i++) {
        const before = longest.get(i)
        if (before === undefined || one.to - one.from > before.to - before.from) longest.set(i, one)
      }
  for (const kind of wordKinds)
    found[kind] = found[kind].filter(({ from, to }) => {
      const whole = longest.get(from)
      return whole === undefined || to - from >= whole.to - whole.from || to > whole.to
    })
  return found
}

function fits(folded: string | undefined, { text, whole }: Entry['words'][number]): boolean {
  if (folded === undefined) return false
  return whole ? folded === text : folded.startsWith(text)
}

function lexiconOf(...lists: readonly SignWords[]): Lexicon {
  const whole = new Map<string, Entry[]>()
  const beginning = new Map<string, Entry[]>()
  for (const list of lists)
    for (const [kind, text] of Object.entries(list))
      for (const written of text.split(/\s+/)) {
        // An apostrophe is no letter when words are compared.
        const words = written.split('_').map((word) => {
          const stem = word.replace(/\*$/, '').replace(/[’ʼ']/g, '')
          return { text: stem, whole: !word.endsWith('*') }
        })
        const first = words[0]!
        const map = first.whole ? whole : beginning
        const entries = map.get(first.text)
        if (entries === undefined) map.set(first.text, [{ kind: kind as WordKind, words }])
        else entries.push({ kind: kind as WordKind, words })
      }
  return { whole, beginning }
}
