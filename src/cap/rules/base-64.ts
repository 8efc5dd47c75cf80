/** Base 64 (RFC 4648 §4) with the white space that line breaks in XML bring along. */

export interface Base64 {
  /** Bytes that it stands for. */
  readonly size: number
  /** Why it is not base 64, in a few words. */
  readonly why: string | undefined
}

/** Walks the text once, without making a copy of it. */
export function measureBase64(text: string): Base64 {
  let digits = 0
  let padding = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09) continue
    if (code === 0x3d) padding += 1
    else if (!isDigit(code)) return { size: 0, why: `“${text.slice(i, i + 1)}” stands in it` }
    else if (padding > 0) return { size: 0, why: 'something follows its end' }
    else digits += 1
  }
  const size = Math.floor((digits * 3) / 4)
  if (digits === 0) return { size, why: 'it is empty' }
  if (digits % 4 === 1 || (digits + padding) % 4 !== 0) return { size, why: 'its end is missing' }
  return { size, why: padding > 2 ? 'its end is wrong' : undefined }
}

function isDigit(code: number): boolean {
  return (
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x30 && code <= 0x39) ||
    code === 0x2b ||
    code === 0x2f
  )
}

/** The bytes of a text that `measureBase64` found nothing wrong with. */
export function bytesOfBase64(text: string): Uint8Array {
  const binary = atob(text)
  const bytes = new Uint8Array(binary.length)
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i)
  return bytes
}
