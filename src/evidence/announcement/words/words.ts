/** What each word of an announcement may do, in the three languages at once: messages quote one another across them. */
import type { Word } from '../../text/text-words.ts'
import { englishWords } from './en.ts'
import { lexiconOf, type Part } from './lexicon.ts'
import { russianWords } from './ru.ts'
import { ukrainianWords } from './uk.ts'

/** Expects a folded word. */
export const partsOf = lexiconOf([englishWords, russianWords, ukrainianWords])

export function is(word: Pick<Word, 'folded'> | undefined, part: Part): boolean {
  return word !== undefined && partsOf(word.folded).has(part)
}
