/** Puts the parts of a long reply together again (TS 23.040 §9.2.3.24.1 and .8); what stays incomplete is given up after a while. */
import { epochMilliseconds, minute, type Instant } from '#base'

export interface Piece {
  readonly from: string
  readonly reference: number
  readonly of: number
  readonly which: number
  readonly text: string
}

const keptFor = 10 * minute
const mostKept = 500

/** Gives the whole text with its last part, undefined before. */
export interface Joiner {
  add(piece: Piece, at: Instant): string | undefined
}

export function joiner(): Joiner {
  const waiting = new Map<string, { readonly sinceMs: number; readonly texts: (string | undefined)[] }>()
  return {
    add({ from, reference, of, which, text }, at) {
      if (of <= 1) return text
      // A header that contradicts itself joins nothing, and its text is still somebody's words.
      if (which < 1 || which > of) return text
      const nowMs = epochMilliseconds(at)
      for (const [key, { sinceMs }] of waiting) if (nowMs - sinceMs > keptFor) waiting.delete(key)
      const key = `${from} ${reference} ${of}`
      const kept = waiting.get(key) ?? {
        sinceMs: nowMs,
        texts: Array.from<string | undefined>({ length: of }),
      }
      kept.texts[which - 1] = text
      if (kept.texts.every((one) => one !== undefined)) {
        waiting.delete(key)
        return kept.texts.join('')
      }
      waiting.set(key, kept)
      if (waiting.size > mostKept) for (const oldest of waiting.keys()) if (waiting.delete(oldest)) break
      return undefined
    },
  }
}

export interface Header {
  readonly reference: number
  readonly of: number
  readonly which: number
}

/** The header for concatenation at the beginning of a message with `esm_class` 0x40, and where its text begins. */
export function readHeader(bytes: Uint8Array): { readonly header?: Header; readonly textFrom: number } {
  const length = bytes[0]
  if (length === undefined || length + 1 > bytes.length) return { textFrom: 0 }
  let header: Header | undefined
  for (let at = 1; at + 1 <= length;) {
    const [element, size] = [bytes[at]!, bytes[at + 1] ?? 0]
    const from = at + 2
    if (from + size > length + 1) break
    if (element === 0x00 && size === 3)
      header = { reference: bytes[from]!, of: bytes[from + 1]!, which: bytes[from + 2]! }
    if (element === 0x08 && size === 4)
      header = {
        reference: (bytes[from]! << 8) | bytes[from + 1]!,
        of: bytes[from + 2]!,
        which: bytes[from + 3]!,
      }
    at = from + size
  }
  return { ...(header === undefined ? {} : { header }), textFrom: length + 1 }
}
