/** How sentences about facts are put together. What a fact holds is read with care: it may be of an older or a newer version. */
import type { JsonObject } from '#base'
import type { AuditFact } from './audit-fact.ts'

export interface Telling {
  /** Whoever did it. */
  readonly who: string
  /** What somebody goes by now; their id where nothing personal is kept of them. */
  readonly name: (id: string) => string
  readonly fact: AuditFact
  readonly data: JsonObject
}

/** The sentence without its full stop; undefined where the data are not as they were known here. */
export type Say = (telling: Telling) => string | undefined

export type Sayings = { readonly [type: string]: Say }

export function textIn(data: JsonObject, name: string): string {
  return textOf(data[name])
}

export function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '?'
}

export function objectIn(data: JsonObject, name: string): JsonObject {
  const value = data[name]
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {}
}

export function listIn(data: JsonObject, name: string): readonly unknown[] {
  const value = data[name]
  return Array.isArray(value) ? value : []
}

/** `a, b and 3 more`. */
export function someOf(names: readonly string[], most = 3): string {
  if (names.length === 0) return 'nothing'
  const shown = names.length <= most ? names : names.slice(0, most - 1)
  const rest = names.length - shown.length
  const all = rest === 0 ? shown : [...shown, `${rest} more`]
  return all.length === 1 ? (all[0] as string) : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`
}

export function textsIn(data: JsonObject, name: string): string[] {
  return listIn(data, name).filter((one) => typeof one === 'string')
}

/** What a stream is about: `alert:alert-01` → `alert-01`. */
export function idOf(stream: string): string {
  return stream.slice(stream.indexOf(':') + 1)
}

/** `drone-seen` → `drone seen`. */
export function spaced(name: string): string {
  return name.replaceAll('-', ' ')
}

export function counted(count: unknown, one: string, many = `${one}s`): string {
  return count === 1 ? `one ${one}` : `${typeof count === 'number' ? count : '?'} ${many}`
}

/** Somebody's own words, marked as such and no longer than a line. */
export function quoted(text: string, longest = 160): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  const letters = [...line]
  return `“${letters.length <= longest ? line : `${letters.slice(0, longest - 1).join('')}…`}”`
}
