/** What is known of one reporting clause, and the sentence it is looked for in. */
import type { TextLanguage } from '../text/text-language.ts'
import type { Word } from '../text/text-words.ts'
import type { Lexicon } from './lexicon.ts'
import type { Mention } from './mention.ts'
import type { Quotation } from './quotations.ts'
import type { Stance } from './statement.ts'

export interface Attribution {
  /** Words of the reporting clause: speaker, verb and what belongs to them. */
  readonly from: number
  readonly to: number
  /** Words of the verb or phrase. */
  readonly verbFrom: number
  readonly verbTo: number
  /** Null: somebody who is not named at all (“it is reported”). */
  readonly mention: Mention | null
  /** Of somebody who is described in words that are no mention. */
  readonly described: string | null
  readonly stance: Stance
  /** Where the words that are reported stand; `at` is their first word where they come after. */
  readonly words: 'after' | 'before' | 'around'
  readonly at: number
  /** Where they end at the latest: “X’s claim that … | was denied”. */
  readonly until?: number
  /** “It is noted that”: whoever spoke before goes on. */
  readonly goesOn?: 'yes'
  /** “Об этом сообщил X”: what stands before it is said. */
  readonly refers?: 'back'
  /** The agency that relays the words of another. */
  readonly relay: Mention | null
}

export interface Scene {
  readonly text: string
  readonly words: readonly Word[]
  readonly mentions: readonly Mention[]
  readonly quotations: readonly Quotation[]
  readonly lexicon: Lexicon
  readonly language: TextLanguage
  /** By word: the quotation it stands in, only of speech. */
  readonly quoted: (word: number) => Quotation | undefined
}
