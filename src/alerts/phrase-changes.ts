/**
 * Changes to a phrase book as an installation makes them: each by its path, laid over the shipped book, checked one by one
 * for what a phrase in that place may name. Whether everything still fits is found out by `tryPhrases`.
 */
import { ok, refuse, unsendable, type Json, type JsonObject, type Result } from '#base'
import { phraseBook, type PhraseBook } from './phrase-book.ts'
import { compileTemplate, mentionsOf, slotNames } from './wording-template.ts'

/** By path, as refusals name places: `texts.warning.90[0]`, `advice.drone.danger.act`. */
export type Phrases = { readonly [path: string]: string }

export interface Reviewed {
  /** The body that reviewed it; null: it still waits for a review. */
  readonly by: string | null
  readonly note: string
}

/** The members of a book that are said; the others are about the book. */
const sections = [
  ...['texts', 'modes', 'advice', 'reasons', 'places', 'times', 'colours', 'coloured', 'learn'],
  'emergencyNumber',
]
const longestPhrase = 1_395
const mostInARow = 20
/** A key of the book; none of them is one that an object has by itself. */
const step = /^(?!__proto__$|constructor$|prototype$)[\w/+-]{1,60}$/

/** Every phrase of a book, in the book's order. */
export function phrasesOf(book: JsonObject): Phrases {
  const found: { [path: string]: string } = {}
  const visit = (value: Json | undefined, path: string): void => {
    if (typeof value === 'string') found[path] = value
    else if (Array.isArray(value)) value.forEach((one, i) => visit(one, `${path}[${i}]`))
    else if (typeof value === 'object' && value !== null)
      for (const [name, one] of Object.entries(value)) visit(one, `${path}.${name}`)
  }
  for (const section of sections) visit(book[section], section)
  return found
}

/** Which slots the phrases of a place may name, and which of them exactly once; the longest place that fits counts. */
export interface SlotRule {
  readonly under: string
  readonly slots: readonly string[]
  /** Each of these must stand there once: without the place nobody knows where, without the text nothing is said. */
  readonly once: readonly string[]
  /** `template`: `[…]` is left out as a whole when a slot in it has nothing to say. */
  readonly form: 'template' | 'plain'
}

export const slotRules: readonly SlotRule[] = [
  { under: 'texts', slots: slotNames, once: ['place'], form: 'template' },
  { under: 'modes', slots: ['text'], once: ['text'], form: 'template' },
  { under: 'places.andMore', slots: ['names', 'count'], once: ['names'], form: 'plain' },
  { under: 'places.counted', slots: ['count'], once: [], form: 'plain' },
  { under: 'places.within', slots: ['places', 'region'], once: ['places'], form: 'plain' },
  { under: 'coloured', slots: ['danger', 'colour'], once: ['danger'], form: 'plain' },
  { under: 'times.plain', slots: ['time', 'zone'], once: ['time'], form: 'plain' },
  { under: 'times.dated', slots: ['time', 'zone', 'date'], once: ['time'], form: 'plain' },
  { under: 'times.elsewhere', slots: ['time', 'offset'], once: ['time'], form: 'plain' },
]
const noSlots: SlotRule = { under: '', slots: [], once: [], form: 'plain' }

export function slotRuleOf(path: string): SlotRule {
  return slotRules.find(({ under }) => path === under || /^[.[]/.test(after(path, under))) ?? noSlots
}

function after(path: string, start: string): string {
  return path.startsWith(start) ? path.slice(start.length) : ''
}

/** Why a text can’t stand at a path; undefined where it can. */
export function wrongWithPhrase(path: string, text: string): string | undefined {
  if (text.trim() === '') return 'it is empty'
  if (text.length > longestPhrase) return `it is longer than ${longestPhrase} characters`
  const [bad] = unsendable(text)
  if (bad !== undefined) return `it has ${bad.codePoint}, a ${bad.kind}, which no carrier delivers`
  if (/[\n\r]/.test(text)) return 'it has a line break'
  const rule = slotRuleOf(path)
  const bare = path === 'emergencyNumber' ? text : text.replaceAll('{sos}', '112')
  if (rule.form === 'template') {
    const template = compileTemplate(bare, rule.slots)
    if (!template.ok) return quotingSlots(String(template.problem.details['why']))
    const twice = rule.once.find((slot) => mentionsOf(template.value, slot) !== 1)
    if (twice !== undefined) return `the slot “${twice}” must stand in it once`
    // A drill that begins like the real thing is taken for it.
    if (path.startsWith('modes.') && !/\p{L}/u.test(bare.slice(0, bare.indexOf('{text}'))))
      return 'the mark has to stand before the text'
    return undefined
  }
  const unknown = [...bare.matchAll(/\{(\w*)\}/g)].find(([, slot]) => !rule.slots.includes(slot!))
  if (unknown !== undefined) return `there is no slot “${unknown[1]}” here`
  if (/[{}[\]]/.test(bare.replaceAll(/\{\w+\}/g, ''))) return 'a bracket in it would be read out'
  const wrong = rule.once.find((slot) => bare.split(`{${slot}}`).length !== 2)
  return wrong === undefined ? undefined : `the slot “${wrong}” must stand in it once`
}

/** In a sentence about a template braces would be taken for a slot of the sentence. */
function quotingSlots(text: string): string {
  return text.replaceAll(/\{(\w+)\}/g, '“$1”')
}

export type PhraseRefusal = 'alerts/phrase-not-right' | 'alerts/phrase-book-malformed'

/** The shipped book with the changes in it, as JSON and read; refused with the path of the first that is not right. */
export function changedBook(
  shipped: JsonObject,
  changes: Phrases,
  reviewed?: Reviewed,
): Result<{ readonly json: JsonObject; readonly book: PhraseBook }, PhraseRefusal> {
  const json = structuredClone(shipped) as { [member: string]: Json }
  const byNumber = new Intl.Collator('en', { numeric: true })
  for (const path of Object.keys(changes).sort(byNumber.compare)) {
    const text = changes[path]!
    const why = wrongWithPhrase(path, text) ?? put(json, path, text)
    if (why !== undefined) return refuse('alerts/phrase-not-right', { at: path, why })
  }
  if (reviewed !== undefined) json['reviewed'] = { ...reviewed }
  const book = phraseBook(json, String(shipped['language']))
  return book.ok ? ok({ json, book: book.value }) : book
}

/** Puts a text at its path, or says why there is no such place. What the book may hold at all, its own shape says. */
function put(book: { [member: string]: Json }, path: string, text: string): string | undefined {
  const steps = path.replaceAll(/\[(\d{1,2})\]/g, '.$1').split('.')
  if (!sections.includes(steps[0]!) || !steps.every((one) => step.test(one))) return 'there is no such place'
  let at: Json = book
  for (const [i, name] of steps.entries()) {
    const last = i === steps.length - 1
    if (Array.isArray(at)) {
      const row: Json[] = at
      const index = /^\d{1,2}$/.test(name) ? Number(name) : Number.NaN
      if (!(index <= row.length && index < mostInARow)) return 'there is no such place in the row'
      if (last) row[index] = text
      else return 'there is no such place'
    } else if (typeof at === 'object' && at !== null) {
      const group = at as { [name: string]: Json }
      if (last && typeof (group[name] ?? '') !== 'string') return 'several phrases stand there: name one'
      if (last) group[name] = text
      else at = group[name] ??= {}
    } else return 'there is no such place'
  }
  return undefined
}

/**
 * Changes over changes: a text is taken, null takes a change back. What says the same as the shipped book is no change.
 */
export function mergedChanges(
  shipped: Phrases,
  before: Phrases,
  changes: { readonly [path: string]: string | null },
): Phrases {
  const all = { ...before, ...changes }
  return Object.fromEntries(
    Object.entries(all).filter(
      (one): one is [string, string] => one[1] !== null && shipped[one[0]] !== one[1],
    ),
  )
}

/**
 * What other books say and this one doesn't. How many ways of saying it a book has, and how many plural forms its language,
 * is the language’s own affair.
 */
export function missingPhrases(own: Phrases, others: readonly Phrases[]): readonly string[] {
  const place = (path: string) =>
    path.replace(/\[\d+\]$/, '').replace(/^(places\.(?:andMore|counted))\..*/, '$1')
  const has = new Set(Object.keys(own).map(place))
  const all = new Set(others.flatMap((other) => Object.keys(other).map(place)))
  return [...all].filter((one) => !has.has(one))
}
