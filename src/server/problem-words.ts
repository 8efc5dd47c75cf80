/** What problems say in other languages than English: a folder of tables for each, along the slices' own. Codes and details stay as they are. */
import type { StaffLanguage } from '#web'
import type { allClauses, englishOnly, owed } from './problem-words-wanted.ts'

export type KindSaid = { readonly says: string; readonly advice: string }

type Pattern<Named> = Named extends `${infer Start}*` ? `${Start}${string}` : Named
type EnglishOnly = Pattern<(typeof englishOnly)[number]['codes'][number] | (typeof owed)[number]>

/** The same codes as a slice's table, but for those that nobody meets in a page: the compiler names what is missing or too much. */
export type KindsSaid<Table> = { readonly [Code in Exclude<keyof Table, EnglishOnly>]: KindSaid }

export type ClausesSaid = {
  readonly [Detail in keyof typeof allClauses]: {
    readonly [clause in (typeof allClauses)[Detail][number]]: string
  }
}

export interface ProblemWords {
  readonly language: StaffLanguage
  readonly kinds: { readonly [code: string]: KindSaid }
  readonly clauses: { readonly [detail: string]: { readonly [clause: string]: string } }
}

/** A detail as it is said in a sentence: words of ours in its language, everything else as it is. */
export function sayDetailIn(words: ProblemWords, name: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => sayDetailIn(words, name, one))
  if (typeof value !== 'string') return value
  const said = sayClause(words.clauses[name] ?? {}, value)
  // Latin codes and times within a line that runs the other way would otherwise carry its full stops off (Unicode UAX 9 §2.4).
  return words.language === 'he' ? `\u2068${said}\u2069` : said
}

const forms = new Map<string, RegExp>()

/** A clause is known by its English words; what fills its places is said in turn. One that is not known stays as it is. */
function sayClause(clauses: { readonly [clause: string]: string }, text: string): string {
  const known = Object.hasOwn(clauses, text) ? clauses[text] : undefined
  if (known !== undefined) return known
  for (const [clause, said] of Object.entries(clauses)) {
    const values = formOf(clause)?.exec(text)?.groups
    if (values !== undefined)
      return said.replace(/\{(\w+)\}/g, (_, place: string) => sayClause(clauses, values[place] ?? ''))
  }
  return text
}

/** Undefined where a clause has no places. */
function formOf(clause: string): RegExp | undefined {
  if (!clause.includes('{')) return undefined
  let form = forms.get(clause)
  if (form === undefined) {
    const source = RegExp.escape(clause).replace(/\\\{(\w+)\\\}/g, '(?<$1>.+?)')
    form = new RegExp(`^${source}$`, 's')
    forms.set(clause, form)
  }
  return form
}
