/** Who may do what, as the ledger tells it: people, keys, roles, authorities, and what waits for a second person. */
import type { ActorId, Instant, PersonId } from '#base'
import { mainAuthority, type AuthorityId, type WarningAuthority } from './authority.ts'
import type { KeptPeopleFact } from './facts.ts'
import type { Key, KeyId } from './key.ts'
import type { ProposalId } from './order.ts'
import type { Person } from './person.ts'
import type { Proposal } from './proposal.ts'
import { actionsOf, type Action, type Role, type RoleId } from './role.ts'

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
  /** Agreed to by two, and another part has yet to do it. */
  readonly agreed: ReadonlyMap<ProposalId, Agreed>
  /** Those whose personal data are erased, or shall be. */
  readonly erased: ReadonlySet<PersonId>
  /** A demonstration drills and does nothing else, whatever was agreed to. */
  readonly service: 'drills-only' | 'live-possible'
  /** Since when two people can govern: from then on what is grave needs two, however few are left later. */
  readonly twoSince: Instant | undefined
}

export interface Agreed extends Proposal {
  readonly confirmedBy: ActorId
  readonly confirmedVia?: string
}

export interface FoldedRegistry extends Registry {
  /** In the order of the stream; one that was applied already changes nothing. */
  apply(fact: KeptPeopleFact): void
}

function confirmedVia(via: string | undefined): Pick<Agreed, 'confirmedVia'> {
  return via === undefined ? {} : { confirmedVia: via }
}

/** Everything that the roles allow, those of the table and those that were defined here. */
export function actionsOfRoles(registry: Pick<Registry, 'roles'>, roles: readonly RoleId[]): Action[] {
  const all = roles.flatMap((role) => registry.roles.get(role) ?? builtInActions(role))
  return [...new Set(all)]
}

export function builtInActions(role: RoleId): readonly Action[] {
  return Object.hasOwn(actionsOf, role) ? actionsOf[role as Role] : []
}

/** Humans who can agree to what needs two people. */
export function confirmers(registry: Registry): Person[] {
  return [...registry.people.values()].filter(
    (person) =>
      person.kind === 'human' &&
      person.state === 'active' &&
      actionsOfRoles(registry, person.roles).includes('people.confirm'),
  )
}

/** `main` is the authority that the installation's file describes: it is there before any fact. */
export function emptyRegistry(
  main: Omit<WarningAuthority, 'id' | 'service'>,
  service: Registry['service'] = 'live-possible',
): FoldedRegistry {
  const people = new Map<PersonId, Person>()
  const keys = new Map<KeyId, Key>()
  const roles = new Map<RoleId, readonly Action[]>()
  const authorities = new Map<AuthorityId, WarningAuthority>([
    [mainAuthority, { id: mainAuthority, ...main, service: 'drill' }],
  ])
  const proposals = new Map<ProposalId, Proposal>()
  const agreed = new Map<ProposalId, Agreed>()
  const erased = new Set<PersonId>()
  const joined = new Set<PersonId>()
  let version = 0
  let twoSince: Instant | undefined

  const state = (id: PersonId, next: Person['state'], at: Instant) => {
    const person = people.get(id)
    if (person !== undefined) people.set(id, { ...person, state: next, since: at })
  }
  const endKey = (id: KeyId, at: Instant, more: Partial<Key> = {}) => {
    const key = keys.get(id)
    // What ends already does not end later than it was going to.
    if (key !== undefined)
      keys.set(id, { ...key, endsAt: key.endsAt !== null && key.endsAt < at ? key.endsAt : at, ...more })
  }
  const endKeysOf = (owner: PersonId, at: Instant) => {
    for (const key of keys.values()) if (key.owner === owner) endKey(key.id, at)
  }

  const change = (fact: KeptPeopleFact): void => {
    const { at, by } = fact
    switch (fact.type) {
      case 'person-added': {
        const { person, ...rights } = fact.data
        // Nobody joins on a machine's behalf: it acts with its key from the start.
        const begins = fact.data.kind === 'machine' ? 'active' : 'invited'
        if (begins === 'active') joined.add(person)
        people.set(person, { id: person, ...rights, state: begins, since: at })
        return
      }
      case 'person-changed': {
        const { person, ...rights } = fact.data
        const known = people.get(person)
        if (known !== undefined) people.set(person, { ...known, ...rights })
        return
      }
      case 'person-joined':
        joined.add(fact.data.person)
        return state(fact.data.person, 'active', at)
      case 'person-reinstated':
        // Who had not joined yet still has to: nobody who can't sign in counts as one of two.
        return state(fact.data.person, joined.has(fact.data.person) ? 'active' : 'invited', at)
      case 'person-suspended':
        return state(fact.data.person, 'suspended', at)
      case 'person-removed':
      case 'person-erased':
        if (fact.type === 'person-erased') erased.add(fact.data.person)
        endKeysOf(fact.data.person, at)
        return state(fact.data.person, 'removed', at)
      case 'access-restored':
        return
      case 'key-made': {
        const { key, ...scope } = fact.data
        keys.set(key, { id: key, ...scope, madeAt: at, madeBy: by, endsAt: null })
        return
      }
      case 'key-rotated': {
        const { key, next, hash, oldUntil, expiresAt } = fact.data
        const old = keys.get(key)
        if (old === undefined) return
        keys.set(next, { ...old, id: next, hash, expiresAt, madeAt: at, madeBy: by, endsAt: null })
        return endKey(key, oldUntil, { replacedBy: next })
      }
      case 'key-revoked':
        return endKey(fact.data.key, at)
      case 'role-defined':
        return void roles.set(fact.data.role, fact.data.actions)
      case 'role-removed':
        return void roles.delete(fact.data.role)
      case 'authority-founded':
      case 'authority-changed': {
        const { authority: id, names, owns } = fact.data
        const service = authorities.get(id)?.service ?? 'drill'
        authorities.set(id, { id, names, owns, service })
        return
      }
      case 'authority-switched': {
        const known = authorities.get(fact.data.authority)
        const switched = service === 'drills-only' ? 'drill' : fact.data.service
        if (known !== undefined) authorities.set(known.id, { ...known, service: switched })
        return
      }
      case 'proposal-made': {
        const { proposal: id, order, contentHash, endsAt } = fact.data
        proposals.set(id, { id, order, contentHash, by, at, endsAt })
        return
      }
      case 'proposal-confirmed': {
        const known = proposals.get(fact.data.proposal)
        proposals.delete(fact.data.proposal)
        if (known?.order.type === 'foreign')
          agreed.set(known.id, { ...known, confirmedBy: by, ...confirmedVia(fact.via) })
        return
      }
      case 'proposal-refused':
      case 'proposal-withdrawn':
        return void proposals.delete(fact.data.proposal)
      case 'proposal-carried-out':
        return void agreed.delete(fact.data.proposal)
    }
  }

  const registry: FoldedRegistry = {
    ...{ people, keys, roles, authorities, proposals, agreed, erased, service },
    get version() {
      return version
    },
    get twoSince() {
      return twoSince
    },
    apply(fact) {
      if (fact.version <= version) return
      version = fact.version
      change(fact)
      if (twoSince === undefined && confirmers(registry).length >= 2) twoSince = fact.at
    },
  }
  return registry
}
