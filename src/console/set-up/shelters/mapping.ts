/** Which field of a list means what, as it is changed on the page; the server judges it whole. Pure. */
import type { Finding } from './answers.ts'

export type Rule =
  | string
  | {
      readonly from: string | readonly string[]
      readonly join?: string
      readonly after?: string
      readonly words?: Words
    }
  | { readonly always: string | number | boolean }
export type Words = { readonly [word: string]: string }

export const meanings = [
  ...(['id', 'name', 'address', 'type', 'capacity', 'wheelchair', 'pets', 'opening'] as const),
  ...(['admits', 'use', 'visibility', 'protects', 'note'] as const),
] as const
export type Meaning = (typeof meanings)[number]
export type MeaningOrPlace = Meaning | 'lon' | 'lat'

export type Mapping = { readonly [meaning in MeaningOrPlace]?: Rule } & {
  readonly language?: string
  readonly names?: { readonly [language: string]: Rule }
  readonly point?: 'geometry' | { readonly from: string; readonly order: 'lon-lat' | 'lat-lon' }
  readonly encoding?: string
  readonly delimiter?: string
}

/** What a word of the list may mean, where only some answers are possible. */
export const answersTo = {
  type: [
    ...(['civil-defence', 'radiation', 'basement', 'underground-car-park', 'metro'] as const),
    ...(['underpass', 'street', 'school', 'public-building', 'unspecified'] as const),
  ],
  wheelchair: ['yes', 'no', 'unknown'],
  pets: ['yes', 'no', 'unknown'],
  opening: ['always', 'on-alert', 'hours', 'key', 'unknown'],
  admits: ['everyone', 'own-people', 'unknown'],
  use: ['in-use', 'out-of-use'],
  visibility: ['public', 'hidden'],
} as const
export type ClosedMeaning = keyof typeof answersTo

export function isClosed(meaning: Meaning): meaning is ClosedMeaning {
  return Object.hasOwn(answersTo, meaning)
}

/** Its texts may be put together from several fields. */
export function isText(meaning: string): boolean {
  return meaning === 'name' || meaning === 'address' || meaning === 'note'
}

export function fieldsOf(rule: Rule | undefined): readonly string[] {
  if (rule === undefined) return []
  if (typeof rule === 'string') return [rule]
  if ('always' in rule) return []
  return typeof rule.from === 'string' ? [rule.from] : rule.from
}

/** Taken from other fields. The words of another field are others, and are forgotten. */
export function ruleFrom(fields: readonly string[], before: Rule | undefined): Rule | undefined {
  const [first] = fields
  if (first === undefined) return undefined
  const kept =
    typeof before === 'object' && 'from' in before && fieldsOf(before)[0] === first ? before : undefined
  const { words, after, join } = kept ?? {}
  const more = {
    ...(words === undefined ? {} : { words }),
    ...(after === undefined ? {} : { after }),
    // Two fields that were one until now are told one after the other.
    ...(fields.length > 1 && (join !== undefined || fieldsOf(before).length < 2)
      ? { join: join ?? ', ' }
      : {}),
  }
  if (fields.length === 1 && Object.keys(more).length === 0) return first
  return { from: fields.length === 1 ? first : fields, ...more }
}

export function joined(rule: Rule, how: 'joined' | 'first-filled'): Rule {
  if (typeof rule === 'string' || 'always' in rule) return rule
  const { join = ', ', ...rest } = rule
  return how === 'joined' ? { ...rest, join } : rest
}

/** The number behind a word in a sentence; '' reads the field whole. */
export function ruleAfter(rule: Rule, after: string): Rule {
  if (typeof rule === 'object' && 'always' in rule) return rule
  const { after: _, ...rest } = typeof rule === 'string' ? { from: rule, after: '' } : rule
  if (after !== '') return { ...rest, after }
  return Object.keys(rest).length === 1 && typeof rest.from === 'string' ? rest.from : rest
}

export function wordsOf(rule: Rule | undefined): Words {
  return typeof rule === 'object' && 'from' in rule ? (rule.words ?? {}) : {}
}

/** `meaning` undefined: the word means nothing. */
export function ruleWithWord(rule: Rule, word: string, meaning: string | undefined): Rule {
  if (typeof rule === 'object' && 'always' in rule) return rule
  const { words: before = {}, ...rest } = typeof rule === 'string' ? { from: rule } : rule
  const words = Object.fromEntries([
    ...Object.entries(before).filter(([one]) => one !== word),
    ...(meaning === undefined ? [] : [[word, meaning] as const]),
  ])
  return { ...rest, words }
}

/** What findings show is cut here. */
const longestShown = 80

/** Words that stand in these fields and of which nobody has said what they mean, the most frequent first. */
export function unknownWords(findings: readonly Finding[], fields: readonly string[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const { code, field, was } of findings) {
    if (code !== 'type-unknown' && code !== 'word-unknown') continue
    if (was === undefined || field === undefined || !fields.includes(field)) continue
    const word = was.length >= longestShown ? `${was.slice(0, longestShown)}*` : was
    counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  return [...counts].toSorted(([, a], [, b]) => b - a).map(([word]) => word)
}

/** With one part set, or without it. */
export function withPart<Part extends keyof Mapping>(
  mapping: Mapping,
  part: Part,
  value: Mapping[Part] | undefined,
): Mapping {
  const { [part]: _, ...rest } = mapping
  return value === undefined ? rest : { ...rest, [part]: value }
}

export function withName(mapping: Mapping, language: string, rule: Rule | undefined): Mapping {
  const { [language]: _, ...others } = mapping.names ?? {}
  const names = rule === undefined ? others : { ...others, [language]: rule }
  return withPart(mapping, 'names', Object.keys(names).length === 0 ? undefined : names)
}

export type PlaceKind = 'geometry' | 'two' | 'one' | 'none'

export function placeKind({ point, lon, lat }: Mapping): PlaceKind {
  if (lon !== undefined || lat !== undefined) return 'two'
  return point === 'geometry' ? 'geometry' : point === undefined ? 'none' : 'one'
}

/** The kind of place changes; the fields are still to be chosen, and are the list’s first until then. */
export function withPlace(mapping: Mapping, kind: PlaceKind, fields: readonly string[]): Mapping {
  const { lon: _, lat: _l, point: _p, ...rest } = mapping
  const [first = ''] = fields
  if (kind === 'geometry') return { ...rest, point: 'geometry' }
  if (kind === 'one') return { ...rest, point: { from: first, order: 'lat-lon' } }
  return kind === 'two' ? { ...rest, lon: first, lat: first } : rest
}
