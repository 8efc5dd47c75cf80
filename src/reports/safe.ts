/**
 * “I am safe”, for family by a link: what the server keeps of it tells nobody anything. Its words are encrypted on the device with a
 * key that stands behind the # of the link and is sent to no server; the link itself can’t be guessed from what is kept.
 */
import { day, sha256, type Instant, type Milliseconds } from '#base'

export interface SafeWord {
  readonly saidAt: Instant
  readonly expiresAt: Instant
  /** AES-GCM, base64url, made and read on devices alone; null where it says only when it was said. */
  readonly ciphertext: string | null
}

export const safeKeptFor: Milliseconds = 7 * day
export const mostSafeBytes = 2_048
/** So many characters of base64url are at least so many bytes. */
export const longestSafeText = Math.ceil((mostSafeBytes * 4) / 3)

/**
 * The link’s token follows from the sender’s own id and leads not back to it: who has the link can read, who has the id can also take
 * back, and sending it twice makes one. 128 bits as hexadecimal digits.
 */
export function safeTokenOf(id: string): string {
  return sha256(`tocsin safe word ${id}`).slice(0, 32)
}

/** Under which it is kept: whoever reads the store has no link. */
export function safeKeyOf(token: string): string {
  return sha256(`tocsin safe link ${token}`)
}

export const safeToken = /^[0-9a-f]{32}$/
