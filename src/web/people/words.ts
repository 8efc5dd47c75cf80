/** How the pages for staff say things: the languages they speak, and values put into a sentence. The words stand in a table for each language. */
import type { en } from './words/en.ts'

export const staffLanguages = ['en', 'uk', 'ru', 'he'] as const
export type StaffLanguage = (typeof staffLanguages)[number]

/** The same keys, whatever is said: another language is complete when the compiler finds nothing missing. */
type Said<Table> = { readonly [Key in keyof Table]: Table[Key] extends string ? string : Said<Table[Key]> }

export type StaffWords = Said<typeof en>

/** What a language is called by those who speak it. */
export const languageNames: { readonly [language in StaffLanguage]: string } = {
  en: 'English',
  uk: 'Українська',
  ru: 'Русский',
  he: 'עברית',
}

export function directionOf(language: StaffLanguage): 'ltr' | 'rtl' {
  return language === 'he' ? 'rtl' : 'ltr'
}

/** Puts values into a sentence: `{name}` is filled from its members. */
export function say(sentence: string, values: { readonly [name: string]: string | number }): string {
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
}
