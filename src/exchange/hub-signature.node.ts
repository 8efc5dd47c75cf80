/** Checks what a hub delivers against the secret that was agreed with it (W3C WebSub §7), and makes secrets nobody can guess. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { readHubSignature } from './subscription.ts'

/** 256 bits, fit for a path. */
export function newHubToken(): string {
  return randomBytes(32).toString('base64url')
}

/**
 * `weak` is HMAC-SHA1: the recommended method of the older PubSubHubbub, which some hubs know alone. As a MAC it still holds, so
 * it is taken, and shown.
 */
export function checkHubSignature(
  header: string | undefined,
  secret: string,
  bytes: Uint8Array,
): 'strong' | 'weak' | 'wrong' {
  const said = readHubSignature(header)
  if (said === undefined) return 'wrong'
  const made = createHmac(said.method, secret).update(bytes).digest()
  const given = Buffer.from(said.hex, 'hex')
  if (made.length !== given.length || !timingSafeEqual(made, given)) return 'wrong'
  return said.method === 'sha1' ? 'weak' : 'strong'
}
