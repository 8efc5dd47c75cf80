/** Words that somebody or some office is called by in one place of a text. */
import type { Gender } from './words/paradigms.ts'

export interface Mention {
  /** First word and the one after the last, in the text’s words. */
  readonly from: number
  readonly to: number
  /** `name`: a word with a capital that may be somebody’s. */
  readonly kind: 'person' | 'body' | 'group' | 'pronoun' | 'media' | 'name'
  /** In the nominative, as far as these words give it; null where they name nobody. */
  readonly name: string | null
  /** In the nominative, without the name. */
  readonly role: string | null
  /** The noun of the role or of the body, in its plain form: `governor`, `міністерство`. */
  readonly head: string | null
  readonly number: 'one' | 'many'
  readonly gender: Gender | null
  /** Whether these words can be the subject of a sentence. */
  readonly subject: 'yes' | 'no'
  /** Whether they point back to somebody (“the governor”, “его”) or bring in somebody new (“a spokesman”). */
  readonly points: 'back' | 'new'
  readonly onBehalfOf: string | null
}
