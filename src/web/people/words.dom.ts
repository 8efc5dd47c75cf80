/** The words in the page's language. */
import { staffWords } from './words.ts'

export { say } from './words.ts'
export const words = staffWords.en
