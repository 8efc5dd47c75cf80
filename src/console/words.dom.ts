/** The words in the language of this page. They are there before any screen is: changing the language loads the page anew. */
import { sayCount, type ConsoleLanguage, type ConsoleWords, type Plural } from './words.ts'

export { say } from './words.ts'

const tables: { readonly [language in ConsoleLanguage]: () => Promise<ConsoleWords> } = {
  en: async () => (await import('./words/en/index.ts')).en,
  uk: async () => (await import('./words/uk/index.ts')).uk,
  ru: async () => (await import('./words/ru/index.ts')).ru,
  he: async () => (await import('./words/he/index.ts')).he,
}

export let words: ConsoleWords
export let language: ConsoleLanguage = 'en'
let plurals: Intl.PluralRules

export async function speakLanguage(asked: ConsoleLanguage): Promise<void> {
  words = await tables[asked]()
  language = asked
  plurals = new Intl.PluralRules(asked)
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
