/** What the page of sources says, in every language that the pages for staff speak. It is made on the server: no browser fetches these. */
import type { StaffLanguage } from './people/words.ts'
import { en } from './sources-words/en.ts'
import { he } from './sources-words/he.ts'
import { ru } from './sources-words/ru.ts'
import { uk } from './sources-words/uk.ts'

/** Forms of a count (CLDR), as many as the language has. */
export interface Counted {
  readonly one?: string
  readonly two?: string
  readonly few?: string
  readonly many?: string
  readonly other: string
}

type Said<Table> = {
  readonly [Key in keyof Table]: Table[Key] extends string
    ? string
    : Table[Key] extends { other: string }
      ? Counted
      : Said<Table[Key]>
}

export type SourcesWords = Said<typeof en>

export const sourcesWords: { readonly [language in StaffLanguage]: SourcesWords } = { en, uk, ru, he }

/** A count in its form; other values beside it. */
export function sayCounted(
  forms: Counted,
  count: number,
  language: StaffLanguage,
  values: { readonly [name: string]: string | number } = {},
): string {
  const form = forms[new Intl.PluralRules(language).select(count) as keyof Counted] ?? forms.other
  return form.replace(/\{(\w+)\}/g, (_, name: string) =>
    String(name === 'count' ? count : (values[name] ?? '')),
  )
}
