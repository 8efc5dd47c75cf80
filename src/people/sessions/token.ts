/** How the secrets of cookies and links are kept: as SHA-256, told apart by their use, so that one is never worth another. */
import { sha256, type Sha256 } from '#base'

/** Tokens are 256 random bits: no slow hash is needed to keep them from being guessed. */
export function hashOfToken(use: 'session' | 'link', token: string): Sha256 {
  return sha256(`tocsin-${use}:${token}`)
}

/** What such a token looks like; nothing else is even looked up. */
export function looksLikeToken(text: string): boolean {
  return /^[\w-]{43}$/.test(text)
}
