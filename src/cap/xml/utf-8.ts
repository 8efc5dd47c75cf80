/** Where bytes are not UTF-8, and where the replacement of each such place stands in the decoded text. */

export interface BrokenPlace {
  /** From 0, in the bytes. */
  readonly byte: number
  /** Of the first U+FFFD that stands for it, in UTF-16 units of the text without its byte order mark. */
  readonly offset: number
}

/** Broken bytes side by side are one place. Replacements are counted as the Encoding Standard's decoder makes them. */
export function brokenUtf8(bytes: Uint8Array, most: number): BrokenPlace[] {
  const places: BrokenPlace[] = []
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  let offset = 0
  let brokenTo = -1
  while (at < bytes.length) {
    const { length, proper } = sequenceAt(bytes, at)
    if (!proper) {
      if (at !== brokenTo) {
        if (places.length === most) return places
        places.push({ byte: at, offset })
      }
      brokenTo = at + length
    }
    offset += proper && length === 4 ? 2 : 1
    at += length
  }
  return places
}

/** The sequence that begins here: a proper one, or the longest beginning of one that a single U+FFFD replaces. */
function sequenceAt(bytes: Uint8Array, at: number): { readonly length: number; readonly proper: boolean } {
  const first = bytes[at]!
  if (first < 0x80) return { length: 1, proper: true }
  const needed = first < 0xc2 || first > 0xf4 ? 0 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3
  if (needed === 0) return { length: 1, proper: false }
  // Overlong forms, surrogates and what lies beyond U+10FFFF are ruled out by the second byte.
  let least = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80
  let greatest = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf
  for (let nth = 1; nth <= needed; nth += 1) {
    const next = bytes[at + nth]
    if (next === undefined || next < least || next > greatest) return { length: nth, proper: false }
    ;[least, greatest] = [0x80, 0xbf]
  }
  return { length: needed + 1, proper: true }
}
