/** Somebody or something that may act: known by an opaque id in the ledger, by a name only in the personal tables. */
import type { Instant, Mode, PersonId } from '#base'
import type { AuthorityId } from './authority.ts'
import type { RoleId } from './role.ts'

export interface Person {
  readonly id: PersonId
  /** A machine has keys and can neither sign in nor count as a second person. */
  readonly kind: 'human' | 'machine'
  readonly authority: AuthorityId
  readonly roles: readonly RoleId[]
  /** Codes of the areas where they may act, within what their authority owns. */
  readonly areas: 'everywhere' | readonly string[]
  /** In which modes they may act: a trainee can be kept out of live. */
  readonly modes: readonly Mode[]
  /** `invited`: nobody has taken up the invitation yet. `removed` is for good. */
  readonly state: 'invited' | 'active' | 'suspended' | 'removed'
  readonly since: Instant
}
