/** What one language gives to the reading of claims; a native speaker adds words here and nowhere else. */
import type { ClaimEvent } from '../claim.ts'

/**
 * An event, or what has still to be decided: `destroys` brings down what flies and damages what stands; `uses` is a strike
 * where a weapon is used; `clears` ends an alert, `restores` an outage.
 */
export type Tells = ClaimEvent | 'destroys' | 'uses' | 'clears' | 'restores' | 'intact'

export interface ClaimWords {
  /** Verbs, participles and set phrases that assert the event by themselves. */
  readonly says: readonly (readonly [Tells, string])[]
  /** Nouns that name the event; they assert it where nothing else in the sentence does, or where they are counted or denied. */
  readonly names: readonly (readonly [Tells, string])[]
  /** Who is counted by a word that also tells casualties: `killed`, `injured`, `missing` … */
  readonly fates: readonly (readonly [unit: string, string])[]
  /** What is counted: one, and several. */
  readonly things: readonly (readonly [unit: string, one: string, many: string])[]
  readonly numbers: readonly (readonly [value: number, string])[]
  /** “Thousand”, “млн”: what the number before is multiplied by. */
  readonly magnitudes: readonly (readonly [value: number, string])[]
  readonly bounds: readonly (readonly [bound: 'at-least' | 'about' | 'up-to' | 'one', string])[]
  /** What makes a sentence no more than a possibility. */
  readonly hedges: string
  /** Words that deny what stands after them, or (`after`) before them. */
  readonly denies: string
  readonly deniesBefore: string
  /** “There were”, “recorded”: make an assertion of a noun. */
  readonly thereIs: string
  /** After these a part of what was counted is told again. */
  readonly ofThem: string
}
