/** The words of all languages as one lexicon each, compiled once: texts mix languages, and quote each other. */
import { english } from './en.ts'
import { lexicon } from './lexicon.ts'
import { russian } from './ru.ts'
import { ukrainian } from './uk.ts'
import type { Tells } from './claim-words.ts'

const languages = [english, russian, ukrainian]

export interface Telling {
  readonly tells: Tells
  readonly by: 'verb' | 'noun'
}

export const tellings = lexicon<Telling>(
  languages.flatMap(({ says, names }) => [
    ...says.map(([tells, phrases]) => [{ tells, by: 'verb' } as const, phrases] as const),
    ...names.map(([tells, phrases]) => [{ tells, by: 'noun' } as const, phrases] as const),
  ]),
)
export const fates = lexicon(languages.flatMap(({ fates: rows }) => rows))

export interface Thing {
  readonly unit: string
  readonly number: 'one' | 'many'
}
export const things = lexicon<Thing>(
  languages.flatMap(({ things: rows }) =>
    rows.flatMap(([unit, one, many]) => [
      [{ unit, number: 'one' }, one] as const,
      [{ unit, number: 'many' }, many] as const,
    ]),
  ),
)
export const numberWords = lexicon(languages.flatMap(({ numbers }) => numbers))
export const magnitudes = lexicon(languages.flatMap((language) => language.magnitudes))
export const bounds = lexicon(languages.flatMap((language) => language.bounds))
export const hedges = lexicon(languages.map((language) => ['hedge', language.hedges] as const))
export const denials = lexicon(languages.map((language) => ['denies', language.denies] as const))
export const denialsAfter = lexicon(languages.map((language) => ['denies', language.deniesBefore] as const))
export const existence = lexicon(languages.map((language) => ['there-is', language.thereIs] as const))
export const partsOf = lexicon(languages.map((language) => ['of-them', language.ofThem] as const))
