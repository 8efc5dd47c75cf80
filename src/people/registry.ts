/** Who may do what, as the ledger tells it: people, keys, roles, authorities, and what waits for a second person. */
import type { Instant, PersonId } from '#base'
import type { AuthorityId, WarningAuthority } from './authority.ts'
import type { Key, KeyId } from './key.ts'
import type { ProposalId } from './order.ts'
import type { Person } from './person.ts'
import type { Proposal } from './proposal.ts'
import type { Action, RoleId } from './role.ts'

export interface Registry {
  /** The version of the stream it was folded from. */
  readonly version: number
  readonly people: ReadonlyMap<PersonId, Person>
  readonly keys: ReadonlyMap<KeyId, Key>
  /** Those that administrators defined. */
  readonly roles: ReadonlyMap<RoleId, readonly Action[]>
  readonly authorities: ReadonlyMap<AuthorityId, WarningAuthority>
  /** Those that wait. */
  readonly proposals: ReadonlyMap<ProposalId, Proposal>
  /** Since when two people can govern: from then on what is grave needs two, however few are left later. */
  readonly twoSince: Instant | undefined
}

/** The stream of everything about who may do what: one stream, so that two orders can't each be right alone and wrong together. */
export const peopleStream = 'people'
