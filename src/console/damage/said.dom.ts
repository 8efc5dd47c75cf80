/** Ranges, sources and codes of damage in the reader's words; and what is typed of them. */
import { picture } from '../picture.svelte.ts'
import { timeZone } from '../time.dom.ts'
import { named, number, say, words } from '../words.dom.ts'
import type { ObservationView, RangeView, SaidView } from './answers.ts'

export function rangeSaid({ atLeast, atMost }: RangeView): string {
  if (atMost === null) return say(words.damage.atLeast, { count: number(atLeast) })
  if (atMost === atLeast) return number(atLeast)
  return say(words.damage.between, { least: number(atLeast), most: number(atMost) })
}

export function wordIn(table: { readonly [key: string]: string }, key: string): string {
  return table[key] ?? key
}

/** Known by its shape as well as by its word. */
export const statusMarks: { readonly [status: string]: string } = {
  ...{ reported: '○', seen: '◐', confirmed: '●', disputed: '≠', withdrawn: '✕' },
}

export function statusSaid(status: string): string {
  return `${statusMarks[status] ?? ''} ${wordIn(words.damage.statuses, status)}`
}

export function causeSaid(cause: string): string {
  // In a table of words `other` is the form of a plural.
  return wordIn(words.damage.causes, cause === 'other' ? 'something-else' : cause)
}

export function sourceSaid({ kind, name }: ObservationView['source']): string {
  return name ?? wordIn(words.damage.sources, kind)
}

/** Behind who says it: “: at least 1,400 (reported)”. */
export function saysSaid(one: SaidView): string {
  return `: ${rangeSaid(one)} (${wordIn(words.damage.statuses, one.status)})`
}

export function areaSaid({
  names,
  area,
}: {
  readonly names: Parameters<typeof named>[0]
  readonly area: string
}): string {
  return named(names) || area
}

/** “dwellings: at least 1,400 · Zadonsky District”. */
export function observationSaid(one: ObservationView): string {
  return `${wordIn(words.damage.subjects, one.subject)}: ${rangeSaid(one)} · ${areaSaid(one)}`
}

/** What a button asks for, as the title and the act of what it opens. */
export function actSaid(button: string): string {
  return button.replace('…', '')
}

/** Whether it lies in what this authority warns: the country around it has no number of its own to tell. */
export function isOurs(area: string): boolean {
  const own = picture.duty?.authority.areas ?? []
  for (let at: string | null | undefined = area; at; at = picture.areas.get(at)?.parent)
    if (own.includes(at)) return true
  return false
}

/** As it stands in a field: the area’s name where it is the only one of that name, else its code. */
export function areaTyped(code: string): string {
  const name = named(picture.areas.get(code)?.names)
  if (name === '') return code
  const others = [...picture.areas.values()].filter((one) => named(one.names) === name)
  return others.length === 1 ? name : code
}

/** For a field of date and time, by the authority’s clock. */
export function timeTyped(instant: string): string {
  return fieldTime.format(new Date(instant)).replace(' ', 'T')
}

/** Read by a program: the Swedish write times as fields do. */
const fieldTime = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
