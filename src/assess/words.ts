/** What the assessor’s page says, in each language: another one is complete when the compiler finds nothing missing. */
import type { StaffLanguage } from '#web'
import { en } from './words/en.ts'
import { he } from './words/he.ts'
import { ru } from './words/ru.ts'
import { uk } from './words/uk.ts'

type Said<Table> = { readonly [Key in keyof Table]: Table[Key] extends string ? string : Said<Table[Key]> }
export type AssessWords = Said<typeof en>

export const assessWords: { readonly [language in StaffLanguage]: AssessWords } = { en, uk, ru, he }
