/** Who may act here. A key is shown once, when it is made. */
import { z } from 'zod'
import { modes, ok, type PersonId } from '#base'
import { hashOfKey, roles, type Person } from '#people'
import { newKey } from '../../people/key.node.ts'
import type { Routes } from '../route.http.ts'
import { mode } from '../schemas.ts'
import type { System } from '../system.ts'

const personView = z.object({
  id: z.string(),
  name: z.string(),
  roles: z.array(z.enum(roles)),
  areas: z.union([z.literal('everywhere'), z.array(z.string())]),
  modes: z.array(mode),
})
const addBody = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{2,40}$/),
  name: z.string().min(1).max(100),
  roles: z.array(z.enum(roles)).min(1),
  areas: z.union([z.literal('everywhere'), z.array(z.string()).min(1)]).default('everywhere'),
  modes: z
    .array(mode)
    .min(1)
    .default(modes.filter((one) => one !== 'live')),
})

export function peopleRoutes(routes: Routes, system: System): void {
  const { people } = system
  const view = ({ id, name, roles, areas, modes }: Person) => ({ id, name, roles, areas, modes })
  /** Names are personal: the ledger gets the id and what it may do. */
  const note = (by: PersonId, type: string, id: string, what: object) =>
    system.note({ stream: `person:${id}`, type, by, mode: system.config.mode, data: { person: id, ...what } })

  routes.add(
    {
      ...{ method: 'GET', url: '/v1/people', action: 'people.manage', tag: 'people' },
      ...{ summary: 'Everybody who has a key', answer: z.object({ people: z.array(personView) }) },
    },
    () => ok({ people: people.all().map(view) }),
  )
  routes.add(
    {
      ...{
        method: 'POST',
        url: '/v1/people',
        action: 'people.manage',
        tag: 'people',
        status: 201,
        body: addBody,
        needs: 'the-writer',
      },
      ...{
        summary: 'Give somebody a key; it is shown this once',
        answer: personView.extend({ key: z.string() }),
      },
    },
    async ({ body, person }) => {
      const codes = body.areas === 'everywhere' ? ok('everywhere' as const) : system.areas.resolve(body.areas)
      if (!codes.ok) return codes
      const key = newKey()
      const added = { ...body, areas: codes.value, id: body.id as PersonId, keyHash: hashOfKey(key) }
      const done = await people.add(added)
      if (!done.ok) return done
      await note(person.id, 'person-added', added.id, {
        roles: added.roles,
        modes: added.modes,
        areas: added.areas,
      })
      return ok({ ...view(added), key })
    },
  )
  routes.add(
    {
      ...{
        method: 'DELETE',
        url: '/v1/people/:id',
        action: 'people.manage',
        tag: 'people',
        status: 204,
        needs: 'the-writer',
      },
      ...{
        summary: 'Take somebody’s key away',
        params: z.object({ id: z.string().max(40) }),
        answer: 'text/plain',
      },
    },
    async ({ params, person }) => {
      const removed = await people.remove(params.id as PersonId)
      if (!removed.ok) return removed
      await note(person.id, 'person-removed', params.id, {})
      return ok()
    },
  )
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/me', action: 'board.read', tag: 'people' },
      ...{ summary: 'Whose key this is', answer: personView },
    },
    ({ person }) => ok(view(person)),
  )
}
