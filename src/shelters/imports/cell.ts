/** Reads what stands in a cell: text without what nobody sees, numbers as people write them, words as the mapping explains them. */
import type { Capacity } from '../shelter.ts'
import { mostPlaces } from '../check-fields.ts'
import type { RowNotes } from './finding.ts'
import type { Rule } from './mapping.ts'
import type { Cell, Row } from './table.ts'

/** What a rule finds in a row, cleaned; empty where there is nothing. */
export interface FoundText {
  readonly text: string
  /** Of the list; empty for what is always so. */
  readonly field: string
}

export function findText(rule: Rule, { cells }: Row, notes: RowNotes): FoundText {
  if (typeof rule === 'object' && 'always' in rule) return { text: String(rule.always), field: '' }
  const { from, join, after } = typeof rule === 'string' ? { from: rule } : rule
  const fields = typeof from === 'string' ? [from] : from
  const texts = fields.flatMap((field) => {
    const cell = cells.get(field)
    const text = cell === undefined ? '' : clean(cell, field, notes)
    return text === '' ? [] : [{ text, field }]
  })
  if (join !== undefined && texts.length > 0)
    return { text: texts.map(({ text }) => text).join(join), field: texts[0]!.field }
  const found = texts[0] ?? { text: '', field: fields[0]! }
  return after === undefined ? found : { ...found, text: textAfter(found.text, after) }
}

function textAfter(text: string, word: string): string {
  const at = text.toLowerCase().indexOf(word.toLowerCase())
  return at < 0 ? '' : text.slice(at + word.length).trim()
}

const entities: { readonly [name: string]: string } = {
  ...{
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    apos: '’',
    nbsp: ' ',
    laquo: '«',
    raquo: '»',
    ndash: '–',
    mdash: '—',
  },
}
/** Control letters, marks that turn the direction of what follows, and what a decoder writes for a letter it lost. */
const unseen = /(?![\t\n\r])[\p{Cc}\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffd]/gu

export function clean(cell: Cell, field: string, notes: RowNotes): string {
  const raw = String(cell)
  let text = raw
  const decoded = text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/gi,
    (whole, tens, sixteens, name) => {
      const point = tens === undefined ? Number.parseInt(sixteens ?? '', 16) : Number(tens)
      if (name !== undefined) return entities[String(name).toLowerCase()] ?? whole
      return point > 0 && point <= 0x10ffff && !(point >= 0xd800 && point < 0xe000)
        ? String.fromCodePoint(point)
        : whole
    },
  )
  if (decoded !== text) notes('html-entity', { field, was: raw })
  text = decoded
  const seen = text.replace(unseen, '').toWellFormed().replaceAll('\ufffd', '')
  if (seen !== text) notes('bad-letter', { field, was: raw })
  // Spaces at the ends, several of them, and those that do not break a line.
  const plain = seen.replace(/[\s\u00a0]+/g, ' ').trim()
  if (plain !== seen) notes('white-space', { field, was: raw })
  return plain
}

/** Degrees; undefined where it is no number. A comma stands for a point where there is only one of them. */
export function readDegrees(text: string, field: string, notes: RowNotes): number | undefined {
  const plain = text.replace(/°$/, '').trim()
  if (/^[+-]?\d{1,3}(\.\d+)?$/.test(plain)) return Number(plain)
  if (/^[+-]?\d{1,3},\d+$/.test(plain)) {
    notes('decimal-comma', { field, was: text })
    return Number(plain.replace(',', '.'))
  }
  return undefined
}

/** `50`, `50+`, `50 осіб`, `1 200`, `понад 200`, `1000+. Має три виходи`. */
export function readCapacity({ text, field }: FoundText, notes: RowNotes): Capacity | 'unknown' {
  if (text === '') return 'unknown'
  const match = /^(\D{0,20}?)(\d{1,3}(?: \d{3})+|\d{1,9})\s*(\+?)/u.exec(text)
  const rest = match === null ? '' : text.slice(match[0].length)
  // Another number, or a range, is more than one capacity.
  if (match === null || /^\s*[-–—/x×.,]?\s*\d/.test(rest) || /[-−]\s*$/.test(match[1]!)) {
    notes('capacity-unreadable', { field, was: text })
    return 'unknown'
  }
  const places = Number(match[2]!.replaceAll(' ', ''))
  if (places === 0) {
    notes('capacity-zero', { field, was: text })
    return 'unknown'
  }
  if (places > mostPlaces) {
    notes('capacity-unlikely', { field, was: text })
    return 'unknown'
  }
  const isLeast =
    match[3] === '+' || /(понад|більше|не менше|более|свыше|не менее|over|at least|min)\W*$/iu.test(match[1]!)
  return { places, bound: isLeast ? 'at-least' : 'stated' }
}

/** What `words` make of a text: the whole of it first, then the first that stands in it; undefined where none does. */
export function inWords(text: string, words: { readonly [word: string]: string }): string | undefined {
  const low = text.toLowerCase()
  for (const [word, meaning] of Object.entries(words)) if (word.toLowerCase() === low) return meaning
  for (const [word, meaning] of Object.entries(words)) {
    if (!word.includes('*')) continue
    const parts = word.toLowerCase().split('*')
    if (fitsParts(low, parts)) return meaning
  }
  return undefined
}

/** `*` is any text; looked for from left to right, so that no text takes long. */
function fitsParts(text: string, parts: readonly string[]): boolean {
  const [first, ...rest] = parts as [string, ...string[]]
  const last = rest.pop()!
  if (!text.startsWith(first) || text.length < first.length + last.length || !text.endsWith(last))
    return false
  let at = first.length
  for (const part of rest) {
    const found = text.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return at <= text.length - last.length
}

const yes = new Set(['yes', 'y', 'true', '1', '+', 'так', 'є', 'да', 'есть', 'ja', 'כן', 'oui', 'si', 'sí'])
const no = new Set(['no', 'n', 'false', '0', '-', 'ні', 'немає', 'нет', 'nei', 'nein', 'לא', 'non'])

/** As it is written in many languages; undefined where it is neither. */
export function yesOrNo(text: string): 'yes' | 'no' | undefined {
  const low = text.toLowerCase()
  return yes.has(low) ? 'yes' : no.has(low) ? 'no' : undefined
}
