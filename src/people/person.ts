/** Somebody or something that may act: known by an opaque id in the ledger, by a name only on the shelf. */
import type { Mode, PersonId } from '#base'
import type { Role } from './role.ts'

export interface Person {
  readonly id: PersonId
  readonly name: string
  readonly roles: readonly Role[]
  /** Codes of the areas where they may act; nobody can warn outside of it. */
  readonly areas: readonly string[] | 'everywhere'
  /** In which modes they may act: a trainee’s key can be kept out of live. */
  readonly modes: readonly Mode[]
  /** SHA-256 of the key they show, and never the key itself. */
  readonly keyHash: string
  readonly suspended?: true
}
