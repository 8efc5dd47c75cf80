/** What can be ordered about who may do what. Nothing personal is in an order: the ledger keeps them. */
import type { InLanguages, JsonObject, Mode, PersonId, Sha256 } from '#base'
import type { AuthorityId, Owned } from './authority.ts'
import type { KeyId, KeyScope } from './key.ts'
import type { Action, RoleId } from './role.ts'

export type ProposalId = string & { readonly __brand?: 'ProposalId' }

/** What a person may do, as it is given to them. */
export interface Rights {
  readonly authority: AuthorityId
  readonly roles: readonly RoleId[]
  readonly areas: 'everywhere' | readonly string[]
  readonly modes: readonly Mode[]
}

export interface NewKey extends KeyScope {
  readonly key: KeyId
  readonly hash: Sha256
}

/** Acts of other parts that need two people too: a target of a channel, a source let onto the board. They are carried out by whoever registered for the kind. */
export interface ForeignOrder {
  readonly type: 'foreign'
  /** `webhooks/create`, `sources/relay`. */
  readonly kind: string
  /** Of the whole of what will be carried out, which is kept beside the ledger. */
  readonly digest: Sha256
  /** What the second person is shown; nothing personal and no secret. */
  readonly shown: JsonObject
}

export type PeopleOrder =
  | ({ readonly type: 'add-person'; readonly person: PersonId; readonly kind: 'human' | 'machine' } & Rights)
  | ({ readonly type: 'change-person'; readonly person: PersonId } & Rights)
  | {
      readonly type: 'join' | 'suspend' | 'reinstate' | 'remove' | 'erase' | 'restore-access'
      readonly person: PersonId
    }
  /** A link by which a first administrator joins again; the id is of somebody who is not there yet. */
  | { readonly type: 'set-up'; readonly person: PersonId }
  | ({ readonly type: 'make-key'; readonly owner: PersonId } & NewKey)
  /** A machine client and its first key, together. */
  | ({ readonly type: 'add-client'; readonly person: PersonId; readonly first: NewKey } & Rights)
  /** The same scope under a new key; the old one runs on for so long, so that no call fails meanwhile. */
  | {
      readonly type: 'rotate-key'
      readonly key: KeyId
      readonly next: KeyId
      readonly hash: Sha256
      readonly overlapMinutes: number
    }
  | { readonly type: 'revoke-key'; readonly key: KeyId }
  | { readonly type: 'define-role'; readonly role: RoleId; readonly actions: readonly Action[] }
  | { readonly type: 'remove-role'; readonly role: RoleId }
  | {
      readonly type: 'found-authority'
      readonly authority: AuthorityId
      readonly names: InLanguages<string>
      readonly owns: Owned
    }
  | {
      readonly type: 'change-authority'
      readonly authority: AuthorityId
      readonly names: InLanguages<string>
      readonly owns: Owned
    }
  | { readonly type: 'switch-service'; readonly authority: AuthorityId; readonly service: 'drill' | 'live' }
  | ForeignOrder
