/** SHA-256, the one hash of the product. Pure although it borrows from node: same bytes in, same digest out. */
import { Buffer, transcode } from 'node:buffer'
import { hash } from 'node:crypto'
import type { Brand } from './brand.ts'

/** 64 lower-case hexadecimal digits. */
export type Sha256 = Brand<string, 'Sha256'>

/** Of a text, its UTF-8 is hashed. */
export function sha256(input: string | Uint8Array): Sha256 {
  return hash('sha256', typeof input === 'string' ? encoded(input) : input, 'hex') as Sha256
}

const longText = 1_000

/** A long text that isn't Latin takes longer to encode than to hash, unless it goes by way of UTF-16. */
function encoded(text: string): string | Uint8Array {
  if (text.length < longText) return text
  try {
    return transcode(Buffer.from(text, 'utf16le'), 'utf16le', 'utf8')
  } catch {
    // A lone surrogate has no UTF-8; hashing the text itself puts U+FFFD in its place.
    return text
  }
}
