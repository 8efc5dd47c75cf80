/** The alphabets of short messages: GSM 7-bit with its extension table (3GPP TS 23.038 §6.2.1), and UCS-2. */

const escape = 0x1b
const basic = [
  '@£$¥èéùìòÇ\nØø\rÅå',
  'Δ_ΦΓΛΩΠΨΣΘΞ\u{1b}ÆæßÉ',
  ' !"#¤%&\'()*+,-./',
  '0123456789:;<=>?',
  '¡ABCDEFGHIJKLMNO',
  'PQRSTUVWXYZÄÖÑÜ§',
  '¿abcdefghijklmno',
  'pqrstuvwxyzäöñüà',
].join('')
const extension: { readonly [character: string]: number } = {
  '\f': 0x0a,
  '^': 0x14,
  '{': 0x28,
  '}': 0x29,
  '\\': 0x2f,
  '[': 0x3c,
  '~': 0x3d,
  ']': 0x3e,
  '|': 0x40,
  '€': 0x65,
}

const septets = new Map<string, readonly number[]>()
for (let code = 0; code < basic.length; code++) if (code !== escape) septets.set(basic[code]!, [code])
for (const [character, code] of Object.entries(extension)) septets.set(character, [escape, code])

const extended = new Map(Object.entries(extension).map(([character, code]) => [code, character]))

/** One character as septets, a byte each; undefined where the alphabet has none. */
export function septetsOf(character: string): readonly number[] | undefined {
  return septets.get(character)
}

/** Septets, a byte each, as text. TS 23.038: after an escape what the extension lacks is shown as in the basic table. */
export function fromSeptets(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at++) {
    const code = bytes[at]! & 0x7f
    if (code !== escape) {
      text += basic[code]
      continue
    }
    const next = bytes[++at]
    if (next === undefined) break
    text += extended.get(next & 0x7f) ?? basic[next & 0x7f]
  }
  return text
}

/** UTF-16 in network order, as every phone reads what is called UCS-2. */
export function toUcs2(text: string): Uint8Array {
  return Buffer.from(text, 'utf16le').swap16()
}

export function fromUcs2(bytes: Uint8Array): string {
  return Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2)))
    .swap16()
    .toString('utf16le')
}

/** Signs that a phone shows as well in a plainer form, where that saves a text from UCS-2. */
const plainer: { readonly [character: string]: string } = {
  '\u201c': '"',
  '\u201d': '"',
  '\u201e': '"',
  '\u00ab': '"',
  '\u00bb': '"',
  '\u2019': "'",
  '\u2018': "'",
  '\u2013': '-',
  '\u2014': '-',
  '\u2011': '-',
  '\u2026': '...',
  '\u00a0': ' ',
  '\u202f': ' ',
  '\u2009': ' ',
}

/** The text in the GSM alphabet, with plainer signs where those suffice; undefined where it needs UCS-2. */
export function inGsm(text: string): string | undefined {
  let plain = ''
  for (const character of text) {
    const known = septets.has(character) ? character : plainer[character]
    if (known === undefined) return undefined
    plain += known
  }
  return plain
}
