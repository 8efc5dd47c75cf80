/** What happened to who may do what, as the ledger keeps it: all in one stream, and nothing personal in it. */
import type { ActorId, InLanguages, Instant, Mode, PersonId, Sha256 } from '#base'
import type { AuthorityId, Owned } from './authority.ts'
import type { KeyId, KeyScope } from './key.ts'
import type { PeopleOrder, ProposalId, Rights } from './order.ts'
import type { Action, RoleId } from './role.ts'

/** The stream of everything about who may do what: one, so that two orders can't each be right alone and wrong together. */
export const peopleStream = 'people'

interface Of<Type extends string, Data> {
  readonly type: Type
  readonly data: Data
}

type About<Type extends string> = Of<Type, { readonly person: PersonId }>
type Answered<Type extends string> = Of<Type, { readonly proposal: ProposalId; readonly contentHash: Sha256 }>

export type PeopleEvent =
  | Of<'person-added', { readonly person: PersonId; readonly kind: 'human' | 'machine' } & Rights>
  | Of<'person-changed', { readonly person: PersonId } & Rights>
  | About<'person-joined' | 'person-suspended' | 'person-reinstated' | 'person-removed' | 'person-erased'>
  /** A link was made by which somebody gets in again. */
  | About<'access-restored'>
  | Of<'key-made', { readonly key: KeyId; readonly owner: PersonId; readonly hash: Sha256 } & KeyScope>
  | Of<
      'key-rotated',
      {
        readonly key: KeyId
        readonly next: KeyId
        readonly hash: Sha256
        readonly oldUntil: Instant
        readonly expiresAt: Instant | null
      }
    >
  | Of<'key-revoked', { readonly key: KeyId }>
  | Of<'role-defined', { readonly role: RoleId; readonly actions: readonly Action[] }>
  | Of<'role-removed', { readonly role: RoleId }>
  | Of<
      'authority-founded' | 'authority-changed',
      { readonly authority: AuthorityId; readonly names: InLanguages<string>; readonly owns: Owned }
    >
  | Of<'authority-switched', { readonly authority: AuthorityId; readonly service: 'drill' | 'live' }>
  | Of<
      'proposal-made',
      {
        readonly proposal: ProposalId
        readonly order: PeopleOrder
        readonly contentHash: Sha256
        readonly endsAt: Instant
      }
    >
  | Answered<'proposal-confirmed' | 'proposal-refused' | 'proposal-withdrawn'>
  /** What another part does after two people agreed is done. */
  | Of<'proposal-carried-out', { readonly proposal: ProposalId }>

/** An event with who, when, in which mode and by which key or session. */
export type PeopleFact = PeopleEvent & {
  readonly at: Instant
  readonly by: ActorId
  readonly mode: Mode
  readonly via?: string
}

/** Its place in the stream comes with it when it is read. */
export type KeptPeopleFact = PeopleFact & { readonly version: number }

/** Every type of the stream: whoever keeps something of people at hand reads it again when one comes. */
export const peopleFactTypes: readonly PeopleEvent['type'][] = [
  'person-added',
  'person-changed',
  'person-joined',
  'person-suspended',
  'person-reinstated',
  'person-removed',
  'person-erased',
  'access-restored',
  'key-made',
  'key-rotated',
  'key-revoked',
  'role-defined',
  'role-removed',
  'authority-founded',
  'authority-changed',
  'authority-switched',
  'proposal-made',
  'proposal-confirmed',
  'proposal-refused',
  'proposal-withdrawn',
  'proposal-carried-out',
]
