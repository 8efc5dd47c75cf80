/** JSON values, and the one canonical text of each (RFC 8785), on which every hash and signature rests. */
import { ok, refuse, type Result } from './result.ts'

export type Json = null | boolean | number | string | readonly Json[] | JsonObject
export type JsonObject = { readonly [key: string]: Json | undefined }

/**
 * The canonical text of a value: RFC 8785 §3.2 (keys sorted by UTF-16 code units, ECMAScript numbers, no white space).
 * Properties that are `undefined` are left out, as JSON.stringify does.
 * Throws a TypeError on what JSON can't hold (NaN, infinities, lone surrogates): those are programming mistakes.
 */
export function canonicalJson(value: Json): string {
  switch (typeof value) {
    case 'string':
      return canonicalString(value)
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`JSON has no ${value} (RFC 8785 §3.2.2.3)`)
      return JSON.stringify(value)
    case 'boolean':
      return value ? 'true' : 'false'
    case 'object':
      if (value === null) return 'null'
      return texts.get(value) ?? (isList(value) ? canonicalArray(value) : canonicalObject(value))
    default:
      throw new TypeError(`JSON has no ${typeof value}`)
  }
}

// Text that JSON writes as it is, without an escape. Most keys and names are; asking costs a third of writing.
const plain = /^[\w .,:;+/-]*$/

function canonicalString(text: string): string {
  if (plain.test(text)) return `"${text}"`
  if (!text.isWellFormed()) throw new TypeError('a lone surrogate is no text (RFC 8785 §3.2.2.2)')
  return JSON.stringify(text)
}

function canonicalArray(items: readonly Json[]): string {
  let text = '['
  for (let i = 0; i < items.length; i++) text += (i === 0 ? '' : ',') + canonicalJson(items[i] as Json)
  return text + ']'
}

function canonicalObject(object: JsonObject): string {
  let text = '{'
  // The default sort compares UTF-16 code units, which is what RFC 8785 §3.2.3 asks for.
  for (const key of Object.keys(object).sort()) {
    const value = object[key]
    if (value === undefined) continue
    text += (text.length === 1 ? '' : ',') + canonicalString(key) + ':' + canonicalJson(value)
  }
  return text + '}'
}

/** The canonical texts of settled values. */
const texts = new WeakMap<object, string>()

/**
 * The value for good: a copy as reading its canonical text would give it, frozen through and through. Its text is written
 * only once, however many facts and hashes it goes into; so settle what is said more than once.
 * Throws what `canonicalJson` throws.
 */
export function settled<Value extends object>(value: Value): Value {
  if (texts.has(value)) return value
  const text = canonicalJson(value as Json)
  const copy = canonicalCopy(value as Json) as Value
  freeze(copy)
  texts.set(copy, text)
  return copy
}

/** What reading the value's canonical text gives, without reading it; settled parts are shared, nothing else is. */
export function canonicalCopy(value: Json): Json {
  if (typeof value === 'number') return value + 0 // JSON has no -0
  if (typeof value !== 'object' || value === null || texts.has(value)) return value
  if (isList(value)) return value.map(canonicalCopy)
  const copy: { [key: string]: Json } = {}
  for (const key of Object.keys(value).sort()) {
    const member = value[key]
    if (member === undefined) continue
    // Assigning it would set the copy’s prototype.
    if (key === '__proto__')
      Object.defineProperty(copy, key, {
        value: canonicalCopy(member),
        enumerable: true,
        configurable: true,
        writable: true,
      })
    else copy[key] = canonicalCopy(member)
  }
  return copy
}

function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return
  Object.freeze(value)
  for (const member of Object.values(value)) freeze(member)
}

function isList(value: readonly Json[] | JsonObject): value is readonly Json[] {
  return Array.isArray(value)
}

/** Reads a JSON text; a refusal says where reading stopped. */
export function parseJson(text: string): Result<Json, 'base/malformed-json'> {
  try {
    return ok(JSON.parse(text) as Json)
  } catch (error) {
    return refuse('base/malformed-json', { why: whyNotJson(error as Error) })
  }
}

/** Where reading stopped and at what; without the piece of the text that V8 quotes, which may hold a password. */
export function whyNotJson({ message }: Error): string {
  return message.replace(/,? (?:\.\.\.)?"[^]*"(?:\.\.\.)? is not valid JSON$/, '').slice(0, 200)
}
