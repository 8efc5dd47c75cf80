/** A text as the pages of one cell-broadcast message, counted exactly, and back: 82 octets each, 15 at most (3GPP TS 23.041 §9.4.2). */
import { cellBroadcastPage, ok, refuse, type Alphabet, type Result } from '#base'
import { carriageReturn, gsm7Characters, gsm7Text, packSeptets, unpackSeptets } from './gsm7.ts'

export const pageOctets = 82
const septetsInPage = cellBroadcastPage['gsm-7']

export interface PagedText {
  readonly alphabet: Alphabet
  /** Data coding scheme of cell broadcast, one octet (3GPP TS 23.038 §5). */
  readonly dcs: number
  /** Each `pageOctets` long, in hexadecimal: what a phone receives, padded with carriage returns. */
  readonly pages: readonly string[]
}

/**
 * `in-each-page` spends one of a UCS-2 page's 41 characters on the language, so that a phone may filter by it; without it the
 * language is said only where the alphabet's own coding groups name it.
 */
export type LanguageMark = 'none' | 'in-each-page'

/** Languages that have a coding of their own with GSM-7 (TS 23.038 §5, groups 0000 and 0010). */
const gsm7Dcs: { readonly [language: string]: number } = {
  ...{ de: 0x00, en: 0x01, it: 0x02, fr: 0x03, es: 0x04, nl: 0x05, sv: 0x06, da: 0x07, pt: 0x08, fi: 0x09 },
  ...{ no: 0x0a, nb: 0x0a, el: 0x0b, tr: 0x0c, hu: 0x0d, pl: 0x0e, cs: 0x20, is: 0x24 },
}
const gsm7Unspecified = 0x0f
/** General data coding, uncompressed, without a class, UCS-2. */
const ucs2Unspecified = 0x48
/** UCS-2 with two letters of ISO 639 in the first two octets of each page. */
const ucs2WithLanguage = 0x11

/** What one message can hold in a language's alphabet; `language` is a BCP 47 tag, or absent where a text has several. */
export function pageText(
  text: string,
  language?: string,
  mark: LanguageMark = 'none',
): Result<PagedText, 'cell-broadcast/too-many-pages'> {
  const sent = text.replaceAll('\r\n', '\n').replaceAll('\r', '\n')
  const short = language?.split('-')[0]?.toLowerCase()
  const characters = gsm7Characters(sent)
  const paged: PagedText =
    characters === undefined
      ? inUcs2(sent, mark === 'in-each-page' && short?.length === 2 ? short : undefined)
      : { alphabet: 'gsm-7', dcs: gsm7Dcs[short ?? ''] ?? gsm7Unspecified, pages: inGsm7(characters) }
  return paged.pages.length > cellBroadcastPage.mostPages
    ? refuse('cell-broadcast/too-many-pages', {
        pages: paged.pages.length,
        most: cellBroadcastPage.mostPages,
      })
    : ok(paged)
}

/** Units into pages, never parting what belongs together: each page is decoded on its own. */
function filled(characters: readonly (readonly number[])[], room: number): number[][] {
  const pages: number[][] = [[]]
  for (const units of characters) {
    if (pages.at(-1)!.length + units.length > room) pages.push([])
    pages.at(-1)!.push(...units)
  }
  for (const page of pages) while (page.length < room) page.push(carriageReturn)
  return pages
}

function inGsm7(characters: readonly (readonly number[])[]): readonly string[] {
  return filled(characters, septetsInPage).map((page) => hexOf(packSeptets(page, pageOctets)))
}

function inUcs2(text: string, language: string | undefined): PagedText {
  const characters = [...text].map((character) =>
    Array.from({ length: character.length }, (_, at) => character.charCodeAt(at)),
  )
  const head = language === undefined ? [] : languageOctets(language)
  const room = (pageOctets - head.length) / 2
  return {
    alphabet: 'ucs-2',
    dcs: language === undefined ? ucs2Unspecified : ucs2WithLanguage,
    pages: filled(characters, room).map((page) =>
      hexOf(Uint8Array.from([...head, ...page.flatMap((unit) => [unit >> 8, unit & 0xff])])),
    ),
  }
}

/** Two septets in two octets, the two bits left over 0 (TS 23.038 §5). */
function languageOctets(language: string): readonly number[] {
  return [...packSeptets([language.charCodeAt(0), language.charCodeAt(1)], 2)]
}

export interface ReadPages {
  readonly text: string
  /** ISO 639, where the coding says it. */
  readonly language?: string
}

/** What a phone reads from pages that it has all of; a coding it doesn't know is an answer too. */
export function readPages(
  dcs: number,
  pages: readonly string[],
): Result<ReadPages, 'cell-broadcast/unreadable'> {
  const octets = pages.map(octetsOf)
  if (octets.some((page) => page === undefined || page.length > pageOctets))
    return refuse('cell-broadcast/unreadable', { dcs })
  const whole = octets as readonly Uint8Array[]
  const named = Object.entries(gsm7Dcs).find(([, value]) => value === dcs)?.[0]
  if (named !== undefined || dcs === gsm7Unspecified || (dcs >= 0x40 && dcs <= 0x53 && (dcs & 0x2c) === 0))
    return ok({
      text: whole
        .map((page) => unpadded(gsm7Text(unpackSeptets(page, Math.floor((page.length * 8) / 7)))))
        .join(''),
      ...(named === undefined ? {} : { language: named }),
    })
  if (dcs === ucs2WithLanguage) {
    const language = gsm7Text(unpackSeptets(whole[0]!.subarray(0, 2), 2))
    return ok({ text: whole.map((page) => unpadded(ucs2Text(page.subarray(2)))).join(''), language })
  }
  if (dcs >> 6 === 1 && (dcs & 0x2c) === 0x08)
    return ok({ text: whole.map((page) => unpadded(ucs2Text(page))).join('') })
  return refuse('cell-broadcast/unreadable', { dcs })
}

function ucs2Text(page: Uint8Array): string {
  let text = ''
  for (let at = 0; at + 1 < page.length; at += 2)
    text += String.fromCharCode((page[at]! << 8) | page[at + 1]!)
  return text
}

const unpadded = (text: string) => text.replace(/\r+$/, '')

export function hexOf(octets: Uint8Array): string {
  return Array.from(octets, (octet) => octet.toString(16).padStart(2, '0')).join('')
}

export function octetsOf(hex: string): Uint8Array | undefined {
  if (hex.length % 2 !== 0 || !/^[0-9a-f]*$/i.test(hex)) return undefined
  return Uint8Array.from({ length: hex.length / 2 }, (_, at) =>
    Number.parseInt(hex.slice(at * 2, at * 2 + 2), 16),
  )
}
