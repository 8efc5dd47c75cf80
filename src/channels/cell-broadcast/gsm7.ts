/** The GSM 7-bit default alphabet with its extension table (3GPP TS 23.038 §6.2.1), and how septets lie in octets (§6.1.2.2). */

/** By septet value; the escape at 0x1B stands for nothing by itself. */
const basic =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
  '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
export const escapeSeptet = 0x1b
export const carriageReturn = 0x0d

/** §6.2.1.1; the page break there (0x0A) is left out, as handsets show it as a space or not at all. */
const extended: readonly (readonly [character: string, septet: number])[] = [
  ['^', 0x14],
  ['{', 0x28],
  ['}', 0x29],
  ['\\', 0x2f],
  ['[', 0x3c],
  ['~', 0x3d],
  [']', 0x3e],
  ['|', 0x40],
  ['€', 0x65],
]

const septetsOfCharacter = new Map<string, readonly number[]>([
  ...[...basic].flatMap((character, septet) =>
    septet === escapeSeptet ? [] : [[character, [septet]] as const],
  ),
  ...extended.map(([character, septet]) => [character, [escapeSeptet, septet]] as const),
])
const extendedBySeptet = new Map(extended.map(([character, septet]) => [septet, character]))

/** The septets of each character, so that none of an escape pair is ever parted; undefined where one is outside the alphabet. */
export function gsm7Characters(text: string): readonly (readonly number[])[] | undefined {
  const found: (readonly number[])[] = []
  for (const character of text) {
    const septets = septetsOfCharacter.get(character)
    if (septets === undefined) return undefined
    found.push(septets)
  }
  return found
}

/** Septets as text. After an escape, a septet that the extension table lacks is read by the basic table (§6.2.1.1, note 1). */
export function gsm7Text(septets: readonly number[]): string {
  let text = ''
  for (let at = 0; at < septets.length; at++) {
    if (septets[at] !== escapeSeptet) text += basic[septets[at]!] ?? ''
    else if (++at < septets.length) text += extendedBySeptet.get(septets[at]!) ?? basic[septets[at]!] ?? ' '
  }
  return text
}

/** The lowest bit of the first septet is the lowest of the first octet; spare bits at the end are 0. */
export function packSeptets(septets: readonly number[], octets: number): Uint8Array {
  const packed = new Uint8Array(octets)
  septets.forEach((septet, index) => {
    const bit = index * 7
    const at = bit >> 3
    const shifted = septet << (bit & 7)
    packed[at]! |= shifted & 0xff
    if (shifted > 0xff) packed[at + 1]! |= shifted >> 8
  })
  return packed
}

export function unpackSeptets(octets: Uint8Array, count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => {
    const bit = index * 7
    const at = bit >> 3
    return ((((octets[at + 1] ?? 0) << 8) | octets[at]!) >> (bit & 7)) & 0x7f
  })
}
