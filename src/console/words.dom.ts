/**
 * The words in the language of this page. Those of the frame and the Watch are there before anything is shown, those of every
 * other screen before it is: changing the language loads the page anew.
 */
import {
  sayCount,
  type ConsoleLanguage,
  type ConsoleWords,
  type LaterPart,
  type Plural,
  type SpokenWords,
} from './words.ts'

export { say } from './words.ts'

const tables: { readonly [language in ConsoleLanguage]: () => Promise<SpokenWords> } = {
  en: async () => (await import('./words/en/index.ts')).en,
  uk: async () => (await import('./words/uk/index.ts')).uk,
  ru: async () => (await import('./words/ru/index.ts')).ru,
  he: async () => (await import('./words/he/index.ts')).he,
}

export let words: ConsoleWords
export let language: ConsoleLanguage = 'en'
let later: SpokenWords['later']
let plurals: Intl.PluralRules

export async function speakLanguage(asked: ConsoleLanguage): Promise<void> {
  const spoken = await tables[asked]()
  // Whoever says what has not come yet is stopped by their own test (words-of-screens.test.ts), not by a guess here.
  words = spoken.first as ConsoleWords
  later = spoken.later
  language = asked
  plurals = new Intl.PluralRules(asked)
}

/** A screen together with its words: it is not there before both are. */
export async function withWords<Screen>(part: LaterPart, screen: Promise<Screen>): Promise<Screen> {
  const [loaded, table] = await Promise.all([screen, words[part] ?? later[part]()])
  words = { ...words, [part]: table }
  return loaded
}

/** “7 areas”. */
export function counted(
  forms: Plural,
  count: number,
  values?: { readonly [name: string]: string | number },
): string {
  return sayCount(forms, count, plurals, values)
}

/** “612,000”, as this language writes it. */
export function number(count: number): string {
  return count.toLocaleString(language)
}

/** A name in this language, or in the first there is. */
export function named(names: { readonly [language: string]: string } | undefined): string {
  if (names === undefined) return ''
  return names[language] ?? names['en'] ?? Object.values(names)[0] ?? ''
}
