/** How people, keys, roles, authorities and what waits look to whoever may read them. */
import { z } from 'zod'
import { modes } from '#base'
import {
  actions,
  actionsOfRoles,
  isOver,
  type Key,
  type Particulars,
  type Person,
  type Proposal,
  type Registry,
  type WarningAuthority,
} from '#people'
import type { Instant } from '#base'
import { mode } from './schemas.ts'

export const areasGiven = z.union([z.literal('everywhere'), z.array(z.string().max(100)).min(1).max(1_000)])
export const roleName = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/)
export const personId = z.string().regex(/^[a-z0-9][a-z0-9-]{1,59}$/)
export const actionName = z.enum(actions)
const ownedList = z.union([z.literal('all'), z.array(z.string().max(100)).max(200)])

export const owned = z.strictObject({
  areas: areasGiven,
  threats: ownedList.default('all'),
  ladders: ownedList.default('all'),
  levels: ownedList.default('all').describe('As `ladder/level`'),
  channels: ownedList.default('all'),
})

export const rightsBody = {
  roles: z.array(roleName).min(1).max(20),
  areas: areasGiven.default('everywhere'),
  modes: z
    .array(mode)
    .min(1)
    .default(modes.filter((one) => one !== 'live')),
  authority: z.string().max(60).default('main'),
}

export const keyView = z.object({
  id: z.string(),
  owner: z.string(),
  actions: z.union([z.literal('all'), z.array(z.string())]),
  areas: z.union([z.literal('everywhere'), z.array(z.string())]),
  modes: z.array(mode),
  perMinute: z.int().nullable(),
  expiresAt: z.string().nullable(),
  certificate: z.string().nullable(),
  madeAt: z.string(),
  madeBy: z.string(),
  endsAt: z.string().nullable().describe('When it was revoked, or runs out after it was replaced'),
  replacedBy: z.string().nullable(),
  lastUsedAt: z.string().nullable().describe('To the minute'),
  state: z.enum(['good', 'ending', 'over']),
})

export function viewOfKey(key: Key, now: Instant, lastUsedAt: Instant | undefined): z.output<typeof keyView> {
  const { hash: _, replacedBy = null, ...rest } = key
  const state = isOver(key, now) ? 'over' : key.endsAt === null ? 'good' : 'ending'
  return {
    ...rest,
    actions: rest.actions === 'all' ? 'all' : [...rest.actions],
    areas: rest.areas === 'everywhere' ? 'everywhere' : [...rest.areas],
    modes: [...rest.modes],
    ...{ replacedBy, lastUsedAt: lastUsedAt ?? null, state },
  }
}

export const personView = z.object({
  id: z.string(),
  name: z.string().describe('Empty where it was erased'),
  login: z.string().nullable(),
  email: z.string().nullable(),
  kind: z.enum(['human', 'machine']),
  state: z.enum(['invited', 'active', 'suspended', 'removed']),
  since: z.string(),
  authority: z.string(),
  roles: z.array(z.string()),
  actions: z.array(z.string()),
  areas: z.union([z.literal('everywhere'), z.array(z.string())]),
  modes: z.array(mode),
  lastSeenAt: z.string().nullable(),
})

export function viewOfPerson(
  person: Person,
  registry: Registry,
  known: { readonly particulars: Particulars | undefined; readonly lastSeenAt: Instant | undefined },
): z.output<typeof personView> {
  const { particulars, lastSeenAt = null } = known
  return {
    ...{ id: person.id, kind: person.kind, state: person.state, since: person.since },
    ...{
      name: particulars?.name ?? '',
      login: particulars?.login ?? null,
      email: particulars?.email ?? null,
    },
    ...{ authority: person.authority, roles: [...person.roles] },
    actions: actionsOfRoles(registry, person.roles),
    areas: person.areas === 'everywhere' ? 'everywhere' : [...person.areas],
    modes: [...person.modes],
    lastSeenAt,
  }
}

export const proposalView = z.object({
  id: z.string(),
  contentHash: z.string(),
  by: z.string(),
  byName: z.string(),
  at: z.string(),
  endsAt: z.string(),
  order: z.looseObject({ type: z.string() }).describe('Exactly what will be done'),
  about: z.string().nullable().describe('The name of whom it is about'),
})

export function viewOfProposal(
  { id, contentHash, by, at, endsAt, order }: Proposal,
  nameOf: (id: string) => string,
): z.output<typeof proposalView> {
  const whom = 'person' in order ? order.person : 'owner' in order ? order.owner : undefined
  const { hash: _, first, ...shown } = order as { hash?: string; first?: { hash?: string } } & typeof order
  const firstShown = first === undefined ? {} : { first: { ...first, hash: undefined } }
  return {
    ...{ id, contentHash, by, at, endsAt, byName: nameOf(by) },
    order: JSON.parse(JSON.stringify({ ...shown, ...firstShown })) as { type: string },
    about: whom === undefined ? null : nameOf(whom),
  }
}

/** What an order that may need two people answers beside what it made. */
export const waits = z.object({
  outcome: z.literal('waits'),
  why: z.string(),
  proposal: proposalView,
})

export const authorityView = z.object({
  id: z.string(),
  names: z.record(z.string(), z.string()),
  owns: owned,
  service: z.enum(['drill', 'live']),
})

export function viewOfAuthority({
  id,
  names,
  owns,
  service,
}: WarningAuthority): z.output<typeof authorityView> {
  return JSON.parse(JSON.stringify({ id, names, owns, service })) as z.output<typeof authorityView>
}
