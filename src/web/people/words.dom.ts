/** The words in the language of this document. Nothing that says anything is run before they are there. */
import { staffLanguages, type StaffLanguage, type StaffWords } from './words.ts'

export { say } from './words.ts'

const tables: { readonly [language in StaffLanguage]: () => Promise<StaffWords> } = {
  en: async () => (await import('./words/en.ts')).en,
  uk: async () => (await import('./words/uk.ts')).uk,
  ru: async () => (await import('./words/ru.ts')).ru,
  he: async () => (await import('./words/he.ts')).he,
}

export const language: StaffLanguage =
  staffLanguages.find((one) => one === document.documentElement.lang) ?? 'en'
export const words = await tables[language]()

/** For times and numbers: English as it is written where the day stands before the month. */
export const locale = language === 'en' ? 'en-GB' : language

const languages = new Intl.DisplayNames(language, { type: 'language' })

/** “Ukrainian”. */
export function languageSaid(code: string): string {
  return languages.of(code) ?? code
}

/** A name in this language, or in the first there is. */
export function named(names: { readonly [language: string]: string } | undefined): string | undefined {
  return names === undefined ? undefined : (names[language] ?? names['en'] ?? Object.values(names)[0])
}
