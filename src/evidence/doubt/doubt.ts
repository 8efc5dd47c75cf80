/** A reason not to take a text at its word, with the words on every side of it. It says what does not fit and never which is right. */
import type { Quote } from '../text/quote.ts'

/** The kinds of doubt, by what they are about; an analyst may look at one group at a time. */
export const doubtKinds = {
  /** Two things that can't both be so, in one text. */
  contradiction: [
    'contradiction-in-text',
    'contradiction-between-speakers',
    'arithmetic-gap',
    'different-window',
    'correction-in-text',
    'tension',
  ],
  /** What another document says otherwise. */
  conflict: ['conflict-with-other-source', 'changed-copy', 'attribution-drift'],
  /** What goes beyond what is known of such things. */
  plausibility: [
    'implausible',
    'anachronism',
    'category',
    'exaggeration',
    'euphemism',
    'implausible-witness',
  ],
  /** What nobody who could be asked stands for. */
  grounds: ['unverifiable', 'invented-quote', 'template-artefact'],
  /** Names, dates and words that are not as they should be. */
  form: [
    'name-error',
    'name-collision',
    'place-error',
    'date-error',
    'stale-date',
    'timezone',
    'translation-error',
  ],
} as const
export type DoubtGroup = keyof typeof doubtKinds
export type TextDoubtCode = (typeof doubtKinds)[DoubtGroup][number]

/** The words of one document; `document` is null for the one that is being read. */
export interface QuoteIn extends Quote {
  readonly document: string | null
}

export interface TextDoubt {
  readonly code: TextDoubtCode
  /** One plain sentence for an analyst. */
  readonly message: string
  /** At least one; a contradiction has both sides. */
  readonly quotes: readonly QuoteIn[]
}
