/**
 * Counts text as a mobile carrier would and names what it can't carry.
 * A length such as 360 means 360 of the carrier's own units: septets where GSM-7 holds the whole text (an extension
 * character costs two), 16-bit units where one character outside it turns the whole text into UCS-2.
 */

export type Alphabet = 'gsm-7' | 'ucs-2'

export interface Measured {
  readonly alphabet: Alphabet
  /** Septets (GSM-7) or 16-bit units (UCS-2). */
  readonly units: number
  /** Cell-broadcast pages it fills, at least 1 (3GPP TS 23.041 §9.4.2). */
  readonly pages: number
  /** Whether one cell-broadcast message can hold it at all: 1,395 units of GSM-7, but only 615 of UCS-2. */
  readonly fitsCellBroadcast: boolean
}

/** A page is 82 octets: 93 septets or 41 16-bit units; a message has at most 15 pages (3GPP TS 23.041 §9.4.2.2.5). */
export const cellBroadcastPage = { 'gsm-7': 93, 'ucs-2': 41, mostPages: 15 } as const

/** The units one whole cell-broadcast message holds: 1,395 of GSM-7, 615 of UCS-2. */
export const cellBroadcastUnits = {
  'gsm-7': cellBroadcastPage['gsm-7'] * cellBroadcastPage.mostPages,
  'ucs-2': cellBroadcastPage['ucs-2'] * cellBroadcastPage.mostPages,
} as const

// 3GPP TS 23.038 §6.2.1, without 0x1B, which is the escape to the extension table.
const basic =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
  '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
// 3GPP TS 23.038 §6.2.1.1. The page break (0x0A there) is left out: handsets show it as a space or not at all.
const extended = '^{}\\[~]|€'

/** Septets by UTF-16 unit, for units below the end of the table; 0: not in GSM-7. */
const septets = new Uint8Array(0x20ad)
for (const character of basic) septets[character.charCodeAt(0)] = 1
for (const character of extended) septets[character.charCodeAt(0)] = 2

/** Septets of a GSM-7 text, or -1 when one character is outside the alphabet. */
export function gsm7Septets(text: string): number {
  let sum = 0
  for (let i = 0; i < text.length; i++) {
    const cost = septets[text.charCodeAt(i)]
    if (cost === undefined || cost === 0) return -1
    sum += cost
  }
  return sum
}

/** What the text costs: its alphabet, its units, and the cell-broadcast pages it fills. */
export function measure(text: string): Measured {
  const inGsm7 = gsm7Septets(text)
  const alphabet = inGsm7 >= 0 ? 'gsm-7' : 'ucs-2'
  const pages = pagesOf(text, alphabet)
  return {
    alphabet,
    units: inGsm7 >= 0 ? inGsm7 : text.length,
    pages,
    fitsCellBroadcast: pages <= cellBroadcastPage.mostPages,
  }
}

function pagesOf(text: string, alphabet: Alphabet): number {
  const room = cellBroadcastPage[alphabet]
  let pages = 1
  let used = 0
  for (const character of text) {
    // Neither an escape pair nor a surrogate pair is torn over two pages: each page is decoded on its own.
    const cost = alphabet === 'gsm-7' ? septets[character.charCodeAt(0)]! : character.length
    if (used + cost > room) {
      pages++
      used = 0
    }
    used += cost
  }
  return pages
}

/** Whether the text takes at most `length` units of its own alphabet. */
export function fits(text: string, length: number): boolean {
  if (text.length > length) return false
  const inGsm7 = gsm7Septets(text)
  return inGsm7 < 0 || inGsm7 <= length
}

/** The characters that turn a text into UCS-2, each once, in order: what to replace to make it cheaper. */
export function outsideGsm7(text: string): readonly string[] {
  return [...new Set(text)].filter((character) => gsm7Septets(character) < 0)
}

export type UnsendableKind =
  | 'control character'
  | 'unpaired surrogate'
  | 'private-use character'
  | 'noncharacter'
  | 'replacement character'

export interface Unsendable {
  /** UTF-16 index in the text. */
  readonly at: number
  /** `U+0007`. */
  readonly codePoint: string
  readonly kind: UnsendableKind
}

/** What no carrier delivers or no phone can show, with its place; line breaks are fine. */
export function unsendable(text: string): readonly Unsendable[] {
  const found: Unsendable[] = []
  let at = 0
  for (const character of text) {
    const kind = whyUnsendable(character.codePointAt(0)!)
    if (kind !== undefined) found.push({ at, codePoint: codePointName(character), kind })
    at += character.length
  }
  return found
}

function whyUnsendable(point: number): UnsendableKind | undefined {
  if (point === 0x0a || point === 0x0d) return undefined
  if (point < 0x20 || (point >= 0x7f && point < 0xa0) || point === 0x2028 || point === 0x2029)
    return 'control character'
  if (point >= 0xd800 && point <= 0xdfff) return 'unpaired surrogate'
  if ((point >= 0xe000 && point <= 0xf8ff) || point >= 0xf0000) return 'private-use character'
  if ((point >= 0xfdd0 && point <= 0xfdef) || (point & 0xfffe) === 0xfffe) return 'noncharacter'
  // U+FFFD is what a decoder writes where it lost a character: the text is already damaged.
  if (point === 0xfffd) return 'replacement character'
  return undefined
}

function codePointName(character: string): string {
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`
}

/** Made when the first text is cut: it takes 4 MB, and most texts fit. */
let graphemes: Intl.Segmenter | undefined

/**
 * The beginning of a text in at most `length` units, cut between words where one ends in time, else between
 * characters as people see them, never inside one; `ending` marks the cut and counts. A text that fits is returned whole.
 */
export function shorten(text: string, length: number, ending = '...'): string {
  if (fits(text, length)) return text
  let best = ''
  let bestAtWord = ''
  graphemes ??= new Intl.Segmenter('und', { granularity: 'grapheme' })
  for (const { segment, index } of graphemes.segment(text)) {
    const end = index + segment.length
    const cut = text.slice(0, end).trimEnd()
    if (!fits(cut + ending, length)) break
    best = cut
    if (end === text.length || /\s/.test(text[end]!)) bestAtWord = cut
  }
  const kept = bestAtWord === '' ? best : bestAtWord.replace(/[\s,;:(«"-]+$/u, '')
  return kept === '' ? '' : kept + ending
}
