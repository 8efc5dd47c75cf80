/** A key of the API: it acts as its owner, within a scope that can only be narrower than the owner's own. */
import { sha256, type Brand, type Instant, type Mode, type PersonId, type Sha256 } from '#base'
import type { Action } from './role.ts'

export type KeyId = Brand<string, 'KeyId'>

export interface KeyScope {
  readonly actions: 'all' | readonly Action[]
  readonly areas: 'everywhere' | readonly string[]
  readonly modes: readonly Mode[]
  /** Requests a minute; null is the installation's usual rate. */
  readonly perMinute: number | null
  readonly expiresAt: Instant | null
  /** SHA-256 of the client certificate (DER, hexadecimal) that must come with it; null asks for none. */
  readonly certificate: string | null
}

export interface Key extends KeyScope {
  readonly id: KeyId
  readonly owner: PersonId
  /** Of the key, never the key itself. */
  readonly hash: Sha256
  readonly madeAt: Instant
  readonly madeBy: string
  /** From then on it is worth nothing: revoked, or replaced and let run on for a while so that no call fails meanwhile. */
  readonly endsAt: Instant | null
  readonly replacedBy?: KeyId
}

/** The hash under which a key is kept. Keys are 160 random bits, so that no slow hash is needed to keep them from being guessed. */
export function hashOfKey(key: string): Sha256 {
  return sha256(`tocsin-key:${key}`)
}
