/** The text of a list, whatever wrote it: UTF-8, UTF-16, and the code pages of Windows where it is neither. */
import { ok, refuse, type Result } from '#base'

export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1251', 'windows-1252'] as const
export type Encoding = (typeof encodings)[number]

export interface Decoded {
  readonly text: string
  readonly encoding: Encoding
  /** `marked`: by a byte order mark. `guessed`: somebody should look at the letters. */
  readonly known: 'marked' | 'valid' | 'guessed' | 'given'
}

export function decodeList(
  file: string,
  bytes: Uint8Array,
  given?: Encoding,
): Result<Decoded, 'shelters/unreadable-file'> {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b)
    return refuse('shelters/unreadable-file', { file, why: 'it is packed with gzip' })
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03)
    return refuse('shelters/unreadable-file', { file, why: 'it is a spreadsheet or an archive, no text' })
  const read = (encoding: Encoding, known: Decoded['known']) => {
    const text = new TextDecoder(encoding).decode(bytes)
    return text.includes('\0')
      ? refuse('shelters/unreadable-file', { file, why: 'it is no text' })
      : ok({ text, encoding, known })
  }
  if (given !== undefined) return read(given, 'given')
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return read('utf-8', 'marked')
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return read('utf-16le', 'marked')
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return read('utf-16be', 'marked')
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    if (!text.includes('\0')) return ok({ text, encoding: 'utf-8', known: 'valid' })
  } catch {
    // Below.
  }
  return read(looksCyrillic(bytes) ? 'windows-1251' : 'windows-1252', 'guessed')
}

/** In Cyrillic text the upper half of the code page stands in runs; in Western text its letters stand alone among Latin ones. */
function looksCyrillic(bytes: Uint8Array): boolean {
  let inRuns = 0
  let alone = 0
  for (let i = 0; i < bytes.length;) {
    let end = i
    while (end < bytes.length && bytes[end]! >= 0xc0) end++
    if (end - i >= 2) inRuns += end - i
    else if (end - i === 1) alone++
    i = end + 1
  }
  return inRuns > alone
}
