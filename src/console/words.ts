/** What the console says, by language: a table for each screen; the compiler names what a language lacks. */
import type { en } from './words/en/index.ts'

export const consoleLanguages = ['en', 'uk', 'ru', 'he'] as const
export type ConsoleLanguage = (typeof consoleLanguages)[number]

/** A sentence for each plural form that the language has (Unicode CLDR); `other` is always there. */
export interface Plural {
  readonly zero?: string
  readonly one?: string
  readonly two?: string
  readonly few?: string
  readonly many?: string
  readonly other: string
}

/** The same keys, whatever is said. */
type Said<Table> = {
  readonly [Key in keyof Table]: Table[Key] extends string
    ? string
    : Table[Key] extends { readonly other: string }
      ? Plural
      : Said<Table[Key]>
}

type FirstTables = Said<typeof en.first>
type LaterTables = {
  readonly [Part in keyof typeof en.later]: Said<Awaited<ReturnType<(typeof en.later)[Part]>>>
}

export type ConsoleWords = FirstTables & LaterTables

/** What comes with the screen that says it. */
export type LaterPart = keyof LaterTables

/** One language: what is there before any screen is, and how the rest is got. */
export interface SpokenWords {
  readonly first: FirstTables
  readonly later: { readonly [Part in LaterPart]: () => Promise<LaterTables[Part]> }
}

/** Everything that a language says. */
export async function wholeOf({ first, later }: SpokenWords): Promise<ConsoleWords> {
  const parts = Object.keys(later) as LaterPart[]
  const tables = await Promise.all(parts.map(async (part) => [part, await later[part]()] as const))
  return { ...first, ...(Object.fromEntries(tables) as unknown as LaterTables) }
}

/** Puts values into a sentence: `{name}` is filled from its members. */
export function say(sentence: string, values: { readonly [name: string]: string | number }): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : whole,
  )
}

/** The form that the count asks for, with the count in it. */
export function sayCount(
  forms: Plural,
  count: number,
  rules: Intl.PluralRules,
  values: { readonly [name: string]: string | number } = {},
): string {
  const form = forms[rules.select(count)] ?? forms.other
  return say(form, { count: count.toLocaleString(rules.resolvedOptions().locale), ...values })
}
