/** Decimal numbers and pairs of them, scanned letter by letter: a polygon may have a hundred thousand corners. */
import type { CapPoint } from '../message.ts'

/** 1 to 10^15, all exact; an integer below 2^53 divided by one of them is rounded once, as the language itself would. */
const powers = Array.from({ length: 16 }, (_, i) => 10 ** i)

export interface Cursor {
  readonly text: string
  at: number
}

/** The number at the cursor, which moves behind it; NaN where none begins. Zero has no sign. */
export function scanNumber(cursor: Cursor): number {
  const { text } = cursor
  const from = cursor.at
  let at = from
  let code = text.charCodeAt(at)
  const negative = code === 45
  if (negative || code === 43) code = text.charCodeAt((at += 1))
  let digits = 0
  let decimals = 0
  let whole = 0
  while (code >= 48 && code <= 57) {
    whole = whole * 10 + code - 48
    digits += 1
    code = text.charCodeAt((at += 1))
  }
  if (code === 46) {
    code = text.charCodeAt((at += 1))
    while (code >= 48 && code <= 57) {
      whole = whole * 10 + code - 48
      digits += 1
      decimals += 1
      code = text.charCodeAt((at += 1))
    }
  }
  if (digits === 0) return Number.NaN
  cursor.at = at
  if (digits > 15) return Number(text.slice(from, at)) + 0
  const size = decimals === 0 ? whole : whole / powers[decimals]!
  return negative ? 0 - size : size
}

/** Past white space of XML; true where there was some. */
export function skipSpace(cursor: Cursor): boolean {
  const from = cursor.at
  for (;;) {
    const code = cursor.text.charCodeAt(cursor.at)
    if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return cursor.at > from
    cursor.at += 1
  }
}

export interface PointsRead {
  readonly points: CapPoint[]
  /** Where the text left the form of §3.2.4, which its numbers still show; undefined where it didn't. */
  readonly oddAt?: number
}

/** `lat,lon lat,lon`: the points, or where the text can't be read. */
export function readPoints(text: string): PointsRead | { readonly failedAt: number } {
  const points: CapPoint[] = []
  const oddAt = scanPairs(text, points)
  return oddAt === undefined ? { points } : readLoosely(text, oddAt)
}

/**
 * Fills in the pairs; answers where the text leaves their form. Everything in one loop over numbers: with a call for each
 * it takes four times as long.
 */
function scanPairs(text: string, points: CapPoint[]): number | undefined {
  let at = 0
  let code = unitAt(text, 0)
  let lat: number | undefined
  for (;;) {
    if (lat === undefined) {
      while (code === 32 || code === 10 || code === 13 || code === 9) code = unitAt(text, (at += 1))
      if (code === 0 && at >= text.length) return undefined
    }
    const from = at
    const negative = code === 45
    if (negative || code === 43) code = unitAt(text, (at += 1))
    const wholeFrom = at
    let digits = 0
    while (code >= 48 && code <= 57) {
      digits = digits * 10 + code - 48
      code = unitAt(text, (at += 1))
    }
    let length = at - wholeFrom
    let decimals = 0
    if (code === 46) {
      const decimalsFrom = at + 1
      code = unitAt(text, (at += 1))
      while (code >= 48 && code <= 57) {
        digits = digits * 10 + code - 48
        code = unitAt(text, (at += 1))
      }
      decimals = at - decimalsFrom
      length += decimals
    }
    if (length === 0) return from
    let value = digits
    if (length > 15) value = Number(text.slice(from, at)) + 0
    else {
      if (decimals > 0) value /= powers[decimals]!
      if (negative) value = 0 - value
    }
    if (lat === undefined) {
      if (code !== 44) return at
      lat = value
      code = unitAt(text, (at += 1))
    } else {
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9 && at < text.length) return at
      points.push({ lon: value, lat })
      lat = undefined
    }
  }
}

/** 0 behind the end: a NaN there would make every unit a floating-point number. */
function unitAt(text: string, at: number): number {
  return at < text.length ? text.charCodeAt(at) : 0
}

/**
 * Numbers with other separators, where only one pairing can be meant: a comma in every pair, or no comma at all, or
 * spaces in the pairs and commas or semicolons between them.
 */
function readLoosely(text: string, oddAt: number): PointsRead | { readonly failedAt: number } {
  const cursor: Cursor = { text, at: 0 }
  const numbers: number[] = []
  const seen = { inside: noSeparator, between: noSeparator }
  skipSeparators(cursor)
  while (cursor.at < text.length) {
    const number = scanNumber(cursor)
    if (number !== number) return { failedAt: cursor.at }
    numbers.push(number)
    const separator = skipSeparators(cursor)
    if (cursor.at >= text.length) break
    if (separator === noSeparator) return { failedAt: cursor.at }
    seen[numbers.length % 2 === 1 ? 'inside' : 'between'] |= separator
  }
  const { inside, between } = seen
  const certain =
    inside === byComma || (inside === bySpace && (between === bySpace || (between & bySpace) === 0))
  if (numbers.length % 2 === 1 || !certain) return { failedAt: oddAt }
  const points: CapPoint[] = []
  for (let i = 0; i < numbers.length; i += 2) points.push({ lat: numbers[i]!, lon: numbers[i + 1]! })
  return { points, oddAt }
}

// Bits, so that what was seen adds up.
const noSeparator = 0
const bySpace = 1
const byComma = 2
const bySemicolon = 4

/** White space around a comma or a semicolon is part of that. */
function skipSeparators(cursor: Cursor): number {
  let separator = skipSpace(cursor) ? bySpace : noSeparator
  for (;;) {
    const code = cursor.text.charCodeAt(cursor.at)
    if (code === 44 || code === 59) {
      separator = (separator & ~bySpace) | (code === 44 ? byComma : bySemicolon)
      cursor.at += 1
    } else if (!skipSpace(cursor)) return separator
  }
}
