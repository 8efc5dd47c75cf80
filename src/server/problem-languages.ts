/** Which language a reader is told problems in. A table is read when the first reader of its language meets one: starting costs nothing. */
import { languageAmong, staffLanguages, type StaffLanguage } from '#web'
import type { ProblemWords } from './problem-words.ts'

const tables: {
  readonly [language in Exclude<StaffLanguage, 'en'>]: () => Promise<Omit<ProblemWords, 'language'>>
} = {
  uk: async () => (await import('./problem-words/uk/index.ts')).uk,
  ru: async () => (await import('./problem-words/ru/index.ts')).ru,
  he: async () => (await import('./problem-words/he/index.ts')).he,
}

const read = new Map<StaffLanguage, Promise<ProblemWords | undefined>>()

/** Of the languages wished (RFC 9110 §12.5.4) the first that problems are told in; undefined for English, which they are written in. */
export function problemWordsFor(
  acceptLanguage: string | undefined,
): Promise<ProblemWords | undefined> | undefined {
  if (acceptLanguage === undefined) return undefined
  const language = languageAmong(staffLanguages, undefined, acceptLanguage) ?? 'en'
  return language === 'en' ? undefined : problemWordsIn(language)
}

export function problemWordsIn(language: StaffLanguage): Promise<ProblemWords | undefined> {
  let words = read.get(language)
  if (words === undefined) {
    words =
      language === 'en'
        ? Promise.resolve(undefined)
        : tables[language]().then((one) => ({ ...one, language }))
    read.set(language, words)
  }
  return words
}
