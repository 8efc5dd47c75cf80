/** Decides an order about who may do what: the events that follow, the reason it is refused, or that it waits for a second person. */
import { hour, minute, ok, plus, refuse, type ActorId, type Instant, type PersonId, type Result } from '#base'
import { mainAuthority } from './authority.ts'
import type { PeopleEvent } from './facts.ts'
import type { Key } from './key.ts'
import type { NewKey, PeopleOrder, ProposalId } from './order.ts'
import type { Contains } from './permission.ts'
import { isOver, type Permitted } from './permitted.ts'
import type { PeopleProblemCode } from './problems.ts'
import { hashOfOrder, proposalStandsForHours } from './proposal.ts'
import { actionsOfRoles, builtInActions, confirmers, type Registry } from './registry.ts'
import {
  beyondGiver,
  beyondMain,
  beyondPlace,
  checkRights,
  isGoverned,
  isLastAdministrator,
} from './rights.ts'
import { actions as allActions, type Action, type RoleId } from './role.ts'
import { whyTwo, type WhyTwo } from './two-people.ts'

export interface Asked {
  readonly by: ActorId
  readonly kind: 'human' | 'machine'
  /** What the one who orders may do: nobody gives what they don't have. Left out for the installation itself. */
  readonly giver?: Permitted
  readonly at: Instant
  readonly contains: Contains
  /** For a proposal, should it become one. */
  readonly proposal: ProposalId
}

export type Decided =
  | { readonly outcome: 'done'; readonly events: readonly PeopleEvent[] }
  | { readonly outcome: 'waits'; readonly events: readonly PeopleEvent[]; readonly why: WhyTwo }

export function decideOrder(
  registry: Registry,
  order: PeopleOrder,
  asked: Asked,
): Result<Decided, PeopleProblemCode> {
  const events = eventsOf(registry, order, asked)
  if (!events.ok) return events
  const why = whyTwo(registry, order, asked)
  if (why === undefined) return ok({ outcome: 'done', events: events.value })
  const contentHash = hashOfOrder(order)
  const twin = [...registry.proposals.values()].find(
    (one) => one.contentHash === contentHash && one.endsAt > asked.at,
  )
  if (twin !== undefined) return refuse('people/proposed-already', { proposal: twin.id })
  const endsAt = plus(asked.at, proposalStandsForHours * hour)
  return ok({
    outcome: 'waits',
    why,
    events: [{ type: 'proposal-made', data: { proposal: asked.proposal, order, contentHash, endsAt } }],
  })
}

type Events = Result<readonly PeopleEvent[], PeopleProblemCode>

/** What an order comes to, whoever has to agree to it. */
export function eventsOf(registry: Registry, order: PeopleOrder, asked: Asked): Events {
  switch (order.type) {
    case 'add-person': {
      if (registry.people.has(order.person)) return refuse('people/exists', { id: order.person })
      const checked = checkRights(registry, order, asked)
      const { type: _, ...data } = order
      return checked.ok ? ok([{ type: 'person-added', data }]) : checked
    }
    case 'add-client': {
      if (registry.people.has(order.person)) return refuse('people/exists', { id: order.person })
      const checked = checkRights(registry, order, asked)
      if (!checked.ok) return checked
      const key = newKey(registry, order.first, asked)
      if (!key.ok) return key
      const { person, authority, roles, areas, modes } = order
      return ok([
        { type: 'person-added', data: { person, kind: 'machine', authority, roles, areas, modes } },
        { type: 'key-made', data: { ...key.value, owner: person } },
      ])
    }
    case 'change-person': {
      const checked = checkRights(registry, order, asked)
      if (!checked.ok) return checked
      const { type: _, ...data } = order
      return about(registry, order.person, asked, ['invited', 'active', 'suspended'], 'not-the-machine', () =>
        actionsOfRoles(registry, order.roles).includes('people.manage') ||
        !isLastAdministrator(registry, order.person, asked.kind)
          ? ok([{ type: 'person-changed', data }])
          : refuse('people/last-administrator', { id: order.person }),
      )
    }
    case 'join':
      return about(registry, order.person, asked, ['invited'], 'anybody', () =>
        ok([{ type: 'person-joined', data: { person: order.person } }]),
      )
    case 'suspend':
    case 'remove':
    case 'erase': {
      const type = (
        { suspend: 'person-suspended', remove: 'person-removed', erase: 'person-erased' } as const
      )[order.type]
      // Who did something must not decide alone that nobody can say any more who that was.
      if (order.type === 'erase' && order.person === asked.by) return refuse('people/own-erasure')
      const from =
        order.type === 'erase' ? anyState : order.type === 'suspend' ? ['active', 'invited'] : anyButRemoved
      return about(registry, order.person, asked, from, 'not-the-machine', () =>
        isLastAdministrator(registry, order.person, asked.kind)
          ? refuse('people/last-administrator', { id: order.person })
          : ok([{ type, data: { person: order.person } }]),
      )
    }
    case 'reinstate':
      return about(registry, order.person, asked, ['suspended'], 'anybody', () =>
        ok([{ type: 'person-reinstated', data: { person: order.person } }]),
      )
    case 'restore-access':
      return about(registry, order.person, asked, ['invited', 'active'], 'anybody', () =>
        registry.people.get(order.person)?.kind === 'machine'
          ? refuse('people/is-a-machine', { id: order.person })
          : ok([{ type: 'access-restored', data: { person: order.person } }]),
      )
    case 'set-up':
      // Who is there is let in again by their own link: nobody becomes a first administrator beside them.
      return isGoverned(registry)
        ? refuse('people/governed-already')
        : ok([{ type: 'access-restored', data: { person: order.person } }])
    case 'make-key': {
      const key = newKey(registry, order, asked)
      if (!key.ok) return key
      return about(registry, order.owner, asked, ['active'], 'not-the-machine', () =>
        ok([
          { type: 'key-made', data: { ...asOfNow(registry, order.owner, key.value), owner: order.owner } },
        ]),
      )
    }
    case 'rotate-key': {
      const old = liveKey(registry, order.key, asked.at)
      if (old === undefined) return refuse('people/no-such-key', { key: order.key })
      const { key, next, hash } = order
      const oldUntil = plus(asked.at, order.overlapMinutes * minute)
      // As long again as the old one was good for.
      const lasts =
        old.expiresAt === null ? null : plus(asked.at, Date.parse(old.expiresAt) - Date.parse(old.madeAt))
      return about(registry, old.owner, asked, ['active'], 'not-the-machine', () =>
        ok([{ type: 'key-rotated', data: { key, next, hash, oldUntil, expiresAt: lasts } }]),
      )
    }
    case 'revoke-key': {
      const key = liveKey(registry, order.key, asked.at)
      if (key === undefined) return refuse('people/no-such-key', { key: order.key })
      return about(registry, key.owner, asked, anyState, 'anybody', () =>
        ok([{ type: 'key-revoked', data: { key: order.key } }]),
      )
    }
    case 'define-role': {
      if (builtInActions(order.role).length > 0)
        return refuse('people/role-is-built-in', { role: order.role })
      const unknown = order.actions.find(
        (action) => !allActions.includes(action) || action === 'access.restore',
      )
      if (unknown !== undefined) return refuse('people/no-such-action', { at: 'actions', named: unknown })
      const beyond = beyondPlace(asked.giver, mainAuthority)
      if (beyond !== undefined) return refuse('people/beyond-own', { at: 'role', what: beyond })
      const last = lastOfRole(registry, order.role, order.actions)
      if (last !== undefined && asked.kind === 'human')
        return refuse('people/last-administrator', { id: last })
      return ok([{ type: 'role-defined', data: { role: order.role, actions: order.actions } }])
    }
    case 'remove-role': {
      if (!registry.roles.has(order.role)) return refuse('people/no-such-role', { role: order.role })
      const beyond = beyondPlace(asked.giver, mainAuthority)
      if (beyond !== undefined) return refuse('people/beyond-own', { at: 'role', what: beyond })
      const holder = [...registry.people.values()].find(
        ({ roles, state }) => state !== 'removed' && roles.includes(order.role),
      )
      if (holder !== undefined) return refuse('people/role-in-use', { role: order.role, id: holder.id })
      return ok([{ type: 'role-removed', data: { role: order.role } }])
    }
    case 'found-authority':
    case 'change-authority': {
      const known = registry.authorities.has(order.authority)
      if (order.authority === mainAuthority) return refuse('people/authority-of-the-file')
      if (known && order.type === 'found-authority')
        return refuse('people/authority-exists', { authority: order.authority })
      if (!known && order.type === 'change-authority')
        return refuse('people/no-such-authority', { authority: order.authority })
      const beyond =
        beyondPlace(asked.giver, mainAuthority) ??
        beyondMain(registry.authorities.get(mainAuthority)!.owns, order.owns, asked.contains)
      if (beyond !== undefined) return refuse('people/beyond-own', { at: 'owns', what: beyond })
      const { type, ...data } = order
      return ok([{ type: type === 'found-authority' ? 'authority-founded' : 'authority-changed', data }])
    }
    case 'switch-service': {
      const known = registry.authorities.get(order.authority)
      if (known === undefined) return refuse('people/no-such-authority', { authority: order.authority })
      if (registry.service === 'drills-only' && order.service === 'live')
        return refuse('people/demonstration')
      const beyond = beyondPlace(asked.giver, order.authority)
      if (beyond !== undefined) return refuse('people/beyond-own', { at: 'authority', what: beyond })
      if (known.service === order.service)
        return refuse('people/service-already', { authority: order.authority, service: order.service })
      if (order.service === 'live' && confirmers(registry).length < 2)
        return refuse('people/two-administrators-first')
      const { authority, service } = order
      return ok([{ type: 'authority-switched', data: { authority, service } }])
    }
    case 'foreign':
      return ok([])
  }
}

const anyButRemoved = ['invited', 'active', 'suspended'] as const
const anyState = [...anyButRemoved, 'removed'] as const

/** What can be done to somebody who is there, in that state, and within reach of the one who orders. */
function about(
  registry: Registry,
  id: PersonId,
  { giver, contains }: Asked,
  from: readonly string[],
  whom: 'anybody' | 'not-the-machine',
  then: () => Events,
): Events {
  const person = registry.people.get(id)
  if (person === undefined) return refuse('people/no-such-person', { id })
  if (giver !== undefined && beyondGiver(giver, person, contains) !== undefined)
    return refuse('people/beyond-own', { at: 'id', what: id })
  if (whom === 'not-the-machine' && giver !== undefined && person.roles.includes('machine'))
    return refuse('people/way-back-in', { id })
  if (!from.includes(person.state)) return refuse('people/wrong-state', { id, state: person.state })
  return then()
}

function newKey(registry: Registry, key: NewKey, { at }: Asked): Result<NewKey, PeopleProblemCode> {
  if (registry.keys.has(key.key)) return refuse('people/exists', { id: key.key })
  if (key.expiresAt !== null && key.expiresAt <= at)
    return refuse('people/expiry-in-the-past', { at: 'expiresAt' })
  const { hash, actions, areas, modes, perMinute, expiresAt, certificate } = key
  return ok({ key: key.key, hash, actions, areas, modes, perMinute, expiresAt, certificate })
}

/** A person's key holds what they may do when it is made: who is given more later did not give it to whoever holds the key. */
function asOfNow(registry: Registry, id: PersonId, key: NewKey): NewKey {
  const owner = registry.people.get(id)
  if (owner?.kind !== 'human') return key
  const may = actionsOfRoles(registry, owner.roles)
  return { ...key, actions: may.filter((one) => key.actions === 'all' || key.actions.includes(one)) }
}

/** Who would be the last that could manage people, were a role to mean this; undefined while somebody stays. */
function lastOfRole(registry: Registry, role: RoleId, actions: readonly Action[]): PersonId | undefined {
  const roles = new Map([...registry.roles, [role, actions]])
  if (!isGoverned(registry) || isGoverned({ people: registry.people, roles })) return undefined
  return [...registry.people.values()].find((one) => one.kind === 'human' && one.roles.includes(role))?.id
}

function liveKey(registry: Registry, id: Key['id'], at: Instant): Key | undefined {
  const key = registry.keys.get(id)
  return key === undefined || isOver(key, at) ? undefined : key
}
