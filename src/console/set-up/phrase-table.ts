/** The texts of all languages as one table: groups of what is said together, rows by path, and what was changed but not saved. Pure. */
import type { BookView, PhrasesAnswer } from './answers.ts'

/** What somebody typed, by language and path; null goes back to the shipped text. */
export type Edits = { readonly [language: string]: { readonly [path: string]: string | null } }

/** `texts.warning.90[0]` → `warning`; `advice.drone.danger.act` → `advice.drone`; `times.plain` → `times`. */
export function groupOf(path: string): string {
  const [section = '', second = ''] = path.split(/[.[]/)
  return section === 'texts' ? second : section === 'advice' ? `advice.${second}` : section
}

/** Of every language, each once, in the books’ order. */
export function pathsOf(books: readonly BookView[]): readonly string[] {
  const paths = new Set(books.flatMap(({ phrases, missing }) => [...Object.keys(phrases), ...missing]))
  // A path that one language alone has belongs to its group all the same.
  const groups = [...new Set([...paths].map(groupOf))]
  const at = new Map(groups.map((group, i) => [group, i]))
  const byNumber = new Intl.Collator('en', { numeric: true })
  const lengths = /\.(\d+)\[/
  return [...paths].toSorted((a, b) => {
    const groupsApart = at.get(groupOf(a))! - at.get(groupOf(b))!
    if (groupsApart !== 0) return groupsApart
    return lengths.test(a) && lengths.test(b) ? byNumber.compare(a, b) : 0
  })
}

/** Where a text stands in its group: which length, which try, or the rest of its path. */
export function partsOf(path: string): {
  readonly length?: string
  readonly number?: number
  readonly rest: string
} {
  const found = /^(?:texts\.[^.]+|modes)\.?(.*?)\.?(\d+)\[(\d+)\]$/.exec(path)
  if (found === null) return { rest: path.startsWith('advice.') ? path.split('.').slice(2).join('.') : path }
  return { rest: found[1] ?? '', length: found[2]!, number: Number(found[3]) + 1 }
}

/** The rule of a path: the longest beginning of it that has one. */
export function ruleOf(
  path: string,
  rules: PhrasesAnswer['slots'],
): PhrasesAnswer['slots'][number] | undefined {
  return rules.find(
    ({ under }) => path === under || (path.startsWith(under) && /^[.[]/.test(path.slice(under.length))),
  )
}

/** What stands at a path with what was typed; undefined where nothing does. */
export function textAt(book: BookView, path: string, edits: Edits): string | undefined {
  const edited = edits[book.language]?.[path]
  if (edited === null)
    return book.shipped[path] ?? (book.overridden.includes(path) ? undefined : book.phrases[path])
  return edited ?? book.phrases[path]
}

/** With one text typed anew; what is then as it was before is no change. */
export function typed(edits: Edits, book: BookView, path: string, text: string): Edits {
  const { [path]: _, ...others } = edits[book.language] ?? {}
  const own = book.overridden.includes(path)
  const same = text === (book.phrases[path] ?? '')
  const next = same ? others : { ...others, [path]: own && text === book.shipped[path] ? null : text }
  return { ...edits, [book.language]: next }
}

/** Back to what the product ships: nothing more than forgetting what was typed, where nothing else was saved. */
export function backToShipped(edits: Edits, book: BookView, path: string): Edits {
  const { [path]: _, ...others } = edits[book.language] ?? {}
  return { ...edits, [book.language]: book.overridden.includes(path) ? { ...others, [path]: null } : others }
}

export function changesIn(
  edits: Edits,
  language: string,
): readonly (readonly [path: string, text: string | null])[] {
  return Object.entries(edits[language] ?? {})
}

/** Which paths hold the typed text in their name or in any language, whatever the case. */
export function holding(
  paths: readonly string[],
  books: readonly BookView[],
  asked: string,
): readonly string[] {
  const wanted = asked.trim().toLocaleLowerCase()
  if (wanted === '') return paths
  return paths.filter(
    (path) =>
      path.toLocaleLowerCase().includes(wanted) ||
      books.some(({ phrases }) => phrases[path]?.toLocaleLowerCase().includes(wanted)),
  )
}

export interface Tried {
  readonly kind: 'warning' | 'all-clear' | 'retraction' | 'lapse'
  readonly remains: 'yes' | 'no'
}

/** What has to be said so that the templates of a group say it. */
export function triedBy(group: string): Tried {
  const kind =
    (['all-clear', 'retraction', 'lapse'] as const).find((one) => group.startsWith(one)) ?? 'warning'
  return { kind, remains: group.endsWith('-still') ? 'yes' : 'no' }
}
