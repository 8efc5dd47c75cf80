/** What the pages for staff say, by language: one table, read by the server and by the browser's scripts alike. */
import { governing } from './words/en-governing.ts'
import { signing } from './words/en-signing.ts'
import { watching } from './words/en-watching.ts'

const en = { ...signing, ...governing, ...watching }

/** Another language is complete when the compiler finds nothing missing. */
export type StaffWords = typeof en

export const staffWords: { readonly en: StaffWords } = { en }

/** Puts values into a sentence: `{name}` is filled from its members. */
export function say(sentence: string, values: { readonly [name: string]: string | number }): string {
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
}
