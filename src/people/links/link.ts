/** A one-time link: whoever holds it may give a person their first way in, or a new one. */
import { hour, type Brand, type Instant, type Milliseconds, type PersonId, type Sha256 } from '#base'

export type LinkId = Brand<string, 'LinkId'>

/** `set-up` makes the first administrator, `invitation` somebody new, `restore` replaces every way in that somebody had. */
export const linkKinds = ['set-up', 'invitation', 'restore'] as const
export type LinkKind = (typeof linkKinds)[number]

/**
 * How long each is good for. Set-up is made anew at each start and used within the hour of it; an invitation waits for the
 * next shift or a weekend; restoring is done at once, with somebody standing beside. (OWASP ASVS 5.0 §6.4.1)
 */
export const linkLifeFor: { readonly [kind in LinkKind]: Milliseconds } = {
  'set-up': 24 * hour,
  invitation: 72 * hour,
  restore: 2 * hour,
}

export interface Link {
  readonly id: LinkId
  readonly kind: LinkKind
  readonly person: PersonId
  /** SHA-256 of the token in the address, never the token itself. */
  readonly tokenHash: Sha256
  readonly madeAt: Instant
  readonly endsAt: Instant
}
