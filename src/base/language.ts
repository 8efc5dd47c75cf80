/** Languages by their BCP 47 tag. Texts exist per language; a missing one is shown as missing. */
import type { Brand } from './brand.ts'

export type Language = Brand<string, 'Language'>

export const english = 'en' as Language
export const ukrainian = 'uk' as Language
export const russian = 'ru' as Language

export type InLanguages<Text> = { readonly [language: string]: Text }

const bcp47 = /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?$/

export function isLanguage(text: string): text is Language {
  return bcp47.test(text)
}
