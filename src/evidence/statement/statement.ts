/** Who said what in a document, on what authority, in which manner, as deep as the text reports speech within speech. */
import type { Claim } from '../claim/claim.ts'
import type { Quote } from '../text/quote.ts'

/** In which manner it is said; “no casualties” denies. */
export const stances = [
  'asserts',
  'confirms',
  'denies',
  'declines',
  'speculates',
  'calls-for',
  'threatens',
] as const
export type Stance = (typeof stances)[number]

export interface Statement {
  /**
   * The name in full as far as the document gives it (“Igor Artamonov”, also where it stands as “he”); an authority that its words tell from
   * others is named by them (“the city’s rescue service”); null: the author, or somebody unnamed.
   */
  readonly speaker: string | null
  /**
   * In the text’s words, without the name, small letters at its beginning: “governor of Lipetsk Oblast”; for somebody unnamed all that
   * is known: “senior official”. Where the text gives none: the office its speaker is known to hold, or what a body of that name is.
   */
  readonly role: string | null
  /** For whom a spokesman, a ministry or a channel speaks, where the text says so. */
  readonly onBehalfOf: string | null
  /** The reporting word as written; null where the sentence reports itself. */
  readonly verb: string | null
  readonly stance: Stance
  /** Index, in the same list, of the statement that this one is reported in; null at the top, where the document itself speaks. */
  readonly reportedIn: number | null
  /** Verbatim words between quotation marks, or somebody’s words in the author’s. */
  readonly form: 'direct' | 'reported' | 'own'
  /** What was said, without the reporting clause where that can be told apart. */
  readonly quote: Quote
  /** Where the speaker is named for this statement, maybe a pronoun; null for the author’s own. */
  readonly speakerQuote: Quote | null
  readonly claims: readonly Claim[]
}
