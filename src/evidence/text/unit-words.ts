/** The words that say what kind of place a name is, in running text: in every case, singular or plural, and shortened. */
import type { Unit } from '#areas'

export interface UnitWord {
  readonly unit: Unit
  readonly number: 'one' | 'many'
}

const patterns: readonly (readonly [Unit, UnitWord['number'], RegExp])[] = [
  [
    'region',
    'one',
    /^(?:област(?:ь|и|ью|і|ю)|обл|кра(?:й|я|ю|е|ем)|республик\p{L}|республі[кц]\p{L}|oblast|region|krai|kray|province)$/u,
  ],
  ['region', 'many', /^(?:област(?:ей|ям|ях|ями)|oblasts|regions|provinces)$/u],
  [
    'district',
    'one',
    /^(?:район(?:а|у|е|і|ом)?|рн|р-н\p{L}*|округ(?:а|у|е|ом)?|муниципалитет(?:а|у|е|ом)?|мо|мр|муо|district|raion|rayon|okrug|municipality|county|parish|prefecture|shire)$/u,
  ],
  [
    'district',
    'many',
    /^(?:район(?:ы|и|ов|ів|ам|ах|ами)|округ(?:и|ов|ів|ам|ах|ами)|муниципалитет(?:ы|ов|ам|ах|ами)|districts|raions|rayons|okrugs|municipalities|counties|parishes|prefectures)$/u,
  ],
  ['hromada', 'one', /^(?:тергромад\p{L}*|громад(?:а|и|і|у|ою)|тг|отг|hromada|community)$/u],
  ['hromada', 'many', /^(?:громад(?:ах|ам|ами)?|hromadas|communities)$/u],
  ['city', 'one', /^(?:город(?:а|у|е|ом)?|міст(?:о|а|у|і|ом)|city|town|г|м)$/u],
  ['city', 'many', /^(?:город(?:ов|ам|ах|ами)|міст(?:ах|ам|ами)?|cities|towns)$/u],
  [
    'settlement',
    'one',
    /^(?:сел(?:о|а|у|е|і|ом)|селищ\p{L}|поселок|поселк\p{L}|деревн\p{L}|хутор\p{L}?|смт|пгт|с|п|village|settlement)$/u,
  ],
  ['settlement', 'many', /^(?:villages|settlements|сіл|сел|селах)$/u],
]

const known = new Map<string, UnitWord | undefined>()

/** Expects a folded word. */
export function unitOf(folded: string): UnitWord | undefined {
  if (folded === 'г.о.') return { unit: 'city', number: 'one' }
  if (folded.length > 16) return undefined
  if (known.has(folded)) return known.get(folded)
  const found = patterns.find(([, , pattern]) => pattern.test(folded))
  const word = found === undefined ? undefined : { unit: found[0], number: found[1] }
  // Bounded: words come from whoever pastes a text.
  if (known.size < 20_000) known.set(folded, word)
  return word
}

/** “Муниципальный”, “территориальная”: beside a unit word they say nothing more. */
export function isBesideUnit(folded: string): boolean {
  return /^(?:муниципальн|муніципальн|территориальн|територіальн|объединенн|обєднан|municipal$|territorial$|amalgamated$)/.test(
    folded,
  )
}

/** `городской округ` is a city. */
export function isUrban(folded: string): boolean {
  return /^(?:городск(?:ой|ого|ому|ом|им|ие|их)|urban)$/.test(folded)
}

/** `міська`, `селищна`, `сільська`: which hromada of the name. */
export function finerOf(folded: string): string {
  if (/^(?:міськ|urban$)/.test(folded)) return 'urban'
  if (/^(?:селищн|settlement$)/.test(folded)) return 'settlement'
  return /^(?:сільськ|rural$)/.test(folded) ? 'rural' : ''
}
