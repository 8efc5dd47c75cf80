/** Who may act here: inviting people, changing what they may do, suspending them, letting them in again. */
import { z } from 'zod'
import { ok, refuse, type PersonId, type Result } from '#base'
import type { AuthorityId, Caller, PeopleOrder, Rights, RoleId } from '#people'
import { isTaken, linkFor, orderAs, type LinkParts } from '../people-orders.http.ts'
import { personId, personView, rightsBody, viewOfPerson, waits } from '../people-views.ts'
import type { Routes } from '../route.http.ts'
import { instantOut } from '../schemas.ts'
import type { System } from '../system.ts'

export interface PeopleRouteParts extends LinkParts {
  /** When somebody was last here, by any session or key. */
  readonly lastSeenAt: (person: PersonId) => Promise<string | undefined> | string | undefined
}

const link = z
  .object({ url: z.string(), endsAt: instantOut })
  .describe('To be handed to the person, by a way nobody else reads; it works once')
const made = z.object({ outcome: z.literal('done'), id: z.string(), link })
const done = z.object({ outcome: z.literal('done'), id: z.string() })

const inviteBody = z.strictObject({
  id: personId.optional(),
  name: z.string().trim().min(1).max(100),
  login: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .optional()
    .describe('What they will type to sign in; they can choose it themselves'),
  email: z.email().max(200).optional(),
  language: z.string().max(35).optional(),
  ...rightsBody,
})

const steps = {
  suspend: 'Keep somebody out; it counts at once, and needs nobody else',
  reinstate: 'Let somebody in again who was suspended',
} as const

export function peopleRoutes(routes: Routes, system: System, parts: PeopleRouteParts): void {
  const { people, particulars } = system
  const params = z.object({ id: personId })
  /** The areas that were meant. */
  const rightsOf = (body: {
    readonly roles: readonly string[]
    readonly areas: 'everywhere' | readonly string[]
    readonly modes: Rights['modes']
    readonly authority: string
  }): Result<Rights> => {
    const areas = body.areas === 'everywhere' ? ok('everywhere' as const) : system.areas.resolve(body.areas)
    if (!areas.ok) return areas
    const { modes, authority } = body
    return ok({
      ...{ roles: body.roles as RoleId[], areas: areas.value, modes },
      authority: authority as AuthorityId,
    })
  }
  const order = (caller: Caller, one: PeopleOrder, id: string) =>
    orderAs(system, caller, one, () => ok({ outcome: 'done' as const, id }))

  routes.add(
    {
      ...{ method: 'GET', url: '/v1/people', action: 'people.read', tag: 'people', sensitive: 'people' },
      ...{ summary: 'Everybody who may act here', answer: z.object({ people: z.array(personView) }) },
    },
    async () =>
      ok({
        people: await Promise.all(
          [...people.registry.people.values()].map(async (person) =>
            viewOfPerson(person, people.registry, {
              particulars: particulars.of(person.id),
              lastSeenAt: (await parts.lastSeenAt(person.id)) as never,
            }),
          ),
        ),
      }),
  )
  routes.add(
    {
      ...{ method: 'POST', url: '/v1/people', action: 'people.manage', tag: 'people', status: 201 },
      ...{ body: inviteBody, needs: 'the-writer', proof: 'fresh' },
      ...{ summary: 'Invite somebody; the link by which they join is shown this once' },
      answer: z.union([made, waits]),
    },
    async ({ body, caller }) => {
      const id = (body.id ?? system.ids.next('person')) as PersonId
      if (isTaken(system, id)) return refuse('people/exists', { id })
      const rights = rightsOf(body)
      if (!rights.ok) return rights
      const { name, email, language, login = id } = body
      const kept = await particulars.put({
        ...{ id, name, login },
        ...(email === undefined ? {} : { email }),
        ...(language === undefined ? {} : { language }),
      })
      if (!kept.ok) return kept
      const add = { type: 'add-person', person: id, kind: 'human', ...rights.value } as const
      const ordered = await orderAs(system, caller, add, async () =>
        ok({ outcome: 'done' as const, id, link: await linkFor(parts, 'invitation', id) }),
      )
      // Of whom nothing came, nothing personal stays.
      if (!ordered.ok) await particulars.remove(id)
      return ordered
    },
  )
  routes.add(
    {
      ...{ method: 'PUT', url: '/v1/people/:id', action: 'people.manage', tag: 'people' },
      ...{ needs: 'the-writer', proof: 'fresh', params, body: z.strictObject(rightsBody) },
      ...{ summary: 'Change what somebody may do', answer: z.union([done, waits]) },
    },
    async ({ params: { id }, body, caller }) => {
      const rights = rightsOf(body)
      if (!rights.ok) return rights
      return order(caller, { type: 'change-person', person: id as PersonId, ...rights.value }, id)
    },
  )
  for (const type of Object.keys(steps) as (keyof typeof steps)[])
    routes.add(
      {
        ...{ method: 'POST', url: `/v1/people/:id/${type}`, action: 'people.manage', tag: 'people' },
        ...{ needs: 'the-writer', params, body: z.strictObject({}), summary: steps[type] },
        // Keeping somebody out must be fast; letting them in again need not be.
        ...(type === 'reinstate' ? { proof: 'fresh' as const } : {}),
        answer: z.union([done, waits]),
      },
      ({ params: { id }, caller }) => order(caller, { type, person: id as PersonId }, id),
    )
  routes.add(
    {
      ...{ method: 'POST', url: '/v1/people/:id/invitation', action: 'people.manage', tag: 'people' },
      ...{ needs: 'the-writer', proof: 'fresh', params, body: z.strictObject({}) },
      summary: 'A new link for somebody who has not joined yet; the old one ends',
      answer: z.union([made, waits]),
    },
    async ({ params: { id }, caller }) => {
      const person = people.registry.people.get(id as PersonId)
      if (person === undefined) return refuse('people/no-such-person', { id })
      if (person.state !== 'invited') return refuse('people/wrong-state', { id, state: person.state })
      // Whoever takes the link is that person from then on, as with one by which somebody gets in again.
      return orderAs(system, caller, { type: 'restore-access', person: person.id }, async () =>
        ok({ outcome: 'done' as const, id, link: await linkFor(parts, 'invitation', person.id) }),
      )
    },
  )
  routes.add(
    {
      ...{ method: 'POST', url: '/v1/people/:id/restore', action: 'people.manage', tag: 'people' },
      ...{ needs: 'the-writer', proof: 'fresh', params, body: z.strictObject({}) },
      summary: 'A link for somebody who lost every way in; using it replaces them all',
      answer: z.union([made, waits]),
    },
    ({ params: { id }, caller }) =>
      orderAs(system, caller, { type: 'restore-access', person: id as PersonId }, async () =>
        ok({ outcome: 'done' as const, id, link: await linkFor(parts, 'restore', id as PersonId) }),
      ),
  )
  routes.add(
    {
      ...{ method: 'DELETE', url: '/v1/people/:id', action: 'people.manage', tag: 'people' },
      ...{ status: 204, needs: 'the-writer', proof: 'fresh', params, answer: 'text/plain' },
      summary: 'Take everything away from somebody, for good',
    },
    async ({ params: { id }, caller }) => {
      const removed = await order(caller, { type: 'remove', person: id as PersonId }, id)
      if (!removed.ok) return removed
      await parts.links.withdraw(id as PersonId)
      return ok()
    },
  )
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/me', action: 'board.read', tag: 'people' },
      ...{ summary: 'Who asks: a key’s owner, or whoever is signed in', answer: personView },
    },
    ({ caller }) => {
      const view = viewOfPerson(caller.person, people.registry, {
        particulars: particulars.of(caller.person.id),
        lastSeenAt: undefined,
      })
      const { actions, modes } = caller.permitted
      return ok({ ...view, actions: [...actions], modes: [...modes] })
    },
  )
}
