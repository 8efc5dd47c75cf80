/**
 * What stands for a character: the five entities of XML, numeric references, and HTML's names, which XML doesn't know.
 * No entity is ever defined by a document.
 */
import { nameEnd } from './names.ts'

const predefined: { readonly [name: string]: string } = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/** ISO 8859-1 from U+00A0 to U+00FF, as HTML names them. */
const latin1 =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro ' +
  'para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil ' +
  'Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave ' +
  'Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml ' +
  'igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute ' +
  'thorn yuml'
const punctuation: { readonly [name: string]: number } = {
  ensp: 0x2002,
  emsp: 0x2003,
  thinsp: 0x2009,
  zwnj: 0x200c,
  zwj: 0x200d,
  lrm: 0x200e,
  rlm: 0x200f,
  ndash: 0x2013,
  mdash: 0x2014,
  lsquo: 0x2018,
  rsquo: 0x2019,
  sbquo: 0x201a,
  ldquo: 0x201c,
  rdquo: 0x201d,
  bdquo: 0x201e,
  bull: 0x2022,
  hellip: 0x2026,
  euro: 0x20ac,
  trade: 0x2122,
  larr: 0x2190,
  uarr: 0x2191,
  rarr: 0x2192,
  darr: 0x2193,
  minus: 0x2212,
  le: 0x2264,
  ge: 0x2265,
}
const ofHtml = new Map<string, string>([
  ...latin1.split(' ').map((name, nth): [string, string] => [name, String.fromCharCode(0xa0 + nth)]),
  ...Object.entries(punctuation).map(([name, code]): [string, string] => [name, String.fromCharCode(code)]),
])

/** What stands at an `&`, up to `end`: the characters it means, or what is wrong with it. */
export interface Reference {
  readonly end: number
  readonly means: string
  readonly wrong?: 'bare' | 'unknown' | 'forbidden'
  readonly name: string
}

/** Longer than any that means something; no search goes further. */
const longestNumber = 16

/**
 * The reference that begins with the `&` at this offset. One of HTML's names means what it means in HTML: its author
 * can't have meant anything else, and people should not be shown `&eacute;`. Any other name stays as it is written.
 */
export function referenceAt(text: string, at: number): Reference {
  if (text.charCodeAt(at + 1) === 0x23 /* # */) return numberAt(text, at)
  const end = nameEnd(text, at + 1)
  if (end === at + 1 || text.charCodeAt(end) !== 0x3b /* ; */)
    return { end: at + 1, means: '&', wrong: 'bare', name: '&' }
  const name = text.slice(at + 1, end)
  const known = Object.hasOwn(predefined, name) ? predefined[name] : undefined
  if (known !== undefined) return { end: end + 1, means: known, name }
  return { end: end + 1, means: ofHtml.get(name) ?? `&${name};`, wrong: 'unknown', name: `&${name};` }
}

function numberAt(text: string, at: number): Reference {
  const hexadecimal = text.charCodeAt(at + 2) === 0x78 /* x */
  const from = at + (hexadecimal ? 3 : 2)
  let end = from
  let code = 0
  for (; ; end += 1) {
    const digit = digitOf(text.charCodeAt(end), hexadecimal ? 16 : 10)
    if (digit === -1) break
    // Leading zeros may be many; beyond Unicode the number no longer matters.
    if (code <= 0x10ffff) code = code * (hexadecimal ? 16 : 10) + digit
  }
  if (end === from || text.charCodeAt(end) !== 0x3b)
    return { end: at + 1, means: '&', wrong: 'bare', name: '&' }
  const name = text.slice(at, Math.min(end + 1, at + longestNumber))
  if (!isCharacter(code)) return { end: end + 1, means: '\uFFFD', wrong: 'forbidden', name }
  return { end: end + 1, means: String.fromCodePoint(code), name }
}

/** The value of a digit in this base, or -1. */
function digitOf(unit: number, base: 10 | 16): number {
  if (unit >= 0x30 && unit <= 0x39) return unit - 0x30
  if (base === 10) return -1
  const lower = unit | 0x20
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1
}

/** Char of XML 1.0 §2.2. */
function isCharacter(code: number): boolean {
  if (code < 0x20) return code === 0x09 || code === 0x0a || code === 0x0d
  return code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x10000 && code <= 0x10ffff)
}
