/** The words in the page's language. */
import { staffWords } from './words.ts'

export { say } from './words.ts'
export const words = staffWords.en

const languages = new Intl.DisplayNames('en', { type: 'language' })

/** “Ukrainian”. */
export function languageSaid(code: string): string {
  return languages.of(code) ?? code
}
