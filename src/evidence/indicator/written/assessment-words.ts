/** What a written assessment is made of in each language, with slots to fill. */
import type { LikelihoodCode } from '../likelihood.ts'
import type { WeighingWarning } from '../weighing.ts'
import { en } from './words-en.ts'
import { ru } from './words-ru.ts'
import { uk } from './words-uk.ts'

export const writtenLanguages = ['en', 'ru', 'uk'] as const
export type WrittenLanguage = (typeof writtenLanguages)[number]

/** `{name}` is filled as it is; `{name, plural, one {…} few {…} other {…}}` by the number’s form in the language, `#` being the number. */
export interface AssessmentWords {
  readonly likelihoods: { readonly [code in LikelihoodCode]: string }
  readonly headings: {
    readonly [heading in 'judgements' | 'restsOn' | 'against' | 'doubts' | 'wouldChange' | 'sum']: string
  }
  readonly asOf: string
  readonly judgement: string
  /** Where nobody gave a range. */
  readonly judgementOfOne: string
  readonly horizon: string
  readonly before: string
  readonly grounds: string
  readonly leastContradicted: string
  readonly notFirst: string
  readonly notAllCompared: string
  readonly proposed: string
  readonly noStep: string
  readonly nothing: string
  readonly weight: string
  readonly copies: string
  readonly warnings: { readonly [warning in WeighingWarning]: string }
  readonly openCells: string
  readonly moreDoubts: string
  readonly without: string
  readonly turnsRanking: string
  readonly fades: string
  readonly crosses: string
  readonly prior: string
  readonly times: string
  readonly posterior: string
}

export const assessmentWords: { readonly [language in WrittenLanguage]: AssessmentWords } = { en, ru, uk }

const plurals = {
  en: new Intl.PluralRules('en'),
  ru: new Intl.PluralRules('ru'),
  uk: new Intl.PluralRules('uk'),
}
const slot = /\{(\w+)(?:, plural,((?: \w+ \{[^{}]*\})+))?\}/g
const form = / (\w+) \{([^{}]*)\}/g

/** Fills a phrase of ours; `{Words}` is `words` with a capital letter. */
export function filled(
  phrase: string,
  language: WrittenLanguage,
  slots: { readonly [name: string]: string | number },
): string {
  return phrase.replace(slot, (_, name: string, forms: string | undefined) => {
    const value = slots[name] ?? slots[name.toLowerCase()] ?? ''
    if (forms === undefined) return name in slots ? String(value) : capital(String(value))
    const found = Object.fromEntries([...forms.matchAll(form)].map(([, key, text]) => [key!, text!]))
    const text = found[plurals[language].select(Number(value))] ?? found['other'] ?? '#'
    return text.replace('#', String(value))
  })
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
