/** What the report says, in each language: titles, columns, the words of closed lists, and sentences whose braces are filled in. */
import { en } from './words/en.ts'
import { he } from './words/he.ts'
import { ru } from './words/ru.ts'
import { uk } from './words/uk.ts'
import type { SectionId } from './report.ts'

export interface SituationWords {
  readonly title: string
  readonly drill: string
  readonly test: string
  readonly period: string
  readonly everywhere: string
  readonly areas: string
  readonly asOf: string
  readonly ledger: string
  readonly forPublic: string
  readonly forStaff: string
  readonly withheld: string
  readonly nothing: string
  readonly rests: string
  readonly page: string
  readonly and: string
  readonly atLeast: string
  readonly between: string
  readonly sections: {
    readonly [id in SectionId]: { readonly title: string; readonly means: string; readonly none: string }
  }
  readonly columns: { readonly [column: string]: string }
  readonly figures: { readonly [figure: string]: string }
  readonly terms: { readonly [term: string]: string }
  readonly sentences: { readonly [sentence: string]: string }
}

export const situationWords = { en, uk, ru, he } as const
export type ReportLanguage = keyof typeof situationWords
export const reportLanguages = Object.keys(situationWords) as readonly ReportLanguage[]
