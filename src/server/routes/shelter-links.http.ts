/** Wardens' links over HTTP: made and revoked by those who keep the shelters, used by whoever holds one, without an account. */
import { z } from 'zod'
import { ok, refuse } from '#base'
import { statusCountsFor, viewOfShelter, type ShelterId } from '#shelters'
import { byCaller } from '../ordered-by.ts'
import type { Routes } from '../route.http.ts'
import { instantOut } from '../schemas.ts'
import type { ShelterLinks } from '../shelter-links.ts'
import { statusBody, statusView } from '../shelter-shapes.ts'
import type { System } from '../system.ts'
import { areasTouched, type ShelterKeeping } from './shelter-keeping.http.ts'
import { shelterParams } from './shelters.http.ts'

const linkView = z.object({
  ...{ id: z.string(), shelter: z.string(), madeAt: instantOut },
  usedAt: instantOut.nullable().describe('To the hour; null where nobody has used it yet'),
})
const token = z.string().min(1).max(200).describe('What stands after # in the link')
const wardenView = z.object({
  id: z.string(),
  names: z.record(z.string(), z.string()),
  address: z.string(),
  status: statusView,
  countsForMinutes: z.int().describe('After that nobody knows how it is, unless it is said again'),
})

export function shelterLinkRoutes(
  routes: Routes,
  system: System,
  {
    desk,
    places,
    links,
    publicUrl,
  }: ShelterKeeping & {
    readonly links: ShelterLinks
    readonly publicUrl: () => string
  },
): void {
  const params = shelterParams
  const find = async (id: string, allowed: (deed: { areas: readonly string[] }) => { ok: boolean }) => {
    const found = await desk.find(id)
    if (!found.ok) return found
    const may = allowed({ areas: areasTouched(places, [found.value]) })
    return may.ok ? found : refuse('people/outside-area', { area: places.of(found.value)[0] ?? 'everywhere' })
  }
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/shelters/:id/links', action: 'shelter.manage', tag: 'set-up', params },
      summary: 'The links of a shelter’s wardens; what stands in them nobody knows any more',
      answer: z.object({ links: z.array(linkView) }),
    },
    async ({ params: { id }, allowed }) => {
      const found = await find(id, allowed)
      return found.ok ? ok({ links: await links.list(found.value.id) }) : found
    },
  )
  routes.add(
    {
      ...{ method: 'POST', url: '/v1/shelters/:id/links', action: 'shelter.manage', tag: 'set-up' },
      ...{ params, status: 201, needs: 'the-writer' },
      summary: 'Make a link by which one warden says how this shelter is; it is shown once',
      answer: linkView.extend({ url: z.string(), token: z.string() }),
    },
    async ({ params: { id }, caller, allowed }) => {
      const found = await find(id, allowed)
      if (!found.ok) return found
      const made = await links.make(found.value.id, byCaller(caller))
      if (!made.ok) return made
      const { link, token: secret } = made.value
      // After #, so that no server and no log on the way sees it.
      return ok({ ...link, token: secret, url: `${publicUrl()}/warden#${secret}` })
    },
  )
  routes.add(
    {
      ...{ method: 'DELETE', url: '/v1/shelters/:id/links/:link', action: 'shelter.manage', tag: 'set-up' },
      ...{ params: params.extend({ link: z.string().max(64) }), status: 204, needs: 'the-writer' },
      ...{ summary: 'Revoke a warden’s link', answer: 'text/plain' },
    },
    async ({ params: { id, link }, caller, allowed }) => {
      const found = await find(id, allowed)
      return found.ok ? links.revoke(found.value.id, link, byCaller(caller)) : found
    },
  )

  const viewFor = async (shelter: ShelterId) => {
    const found = await desk.find(shelter)
    // Its shelter is gone, and the link with it.
    if (!found.ok) return refuse('shelters/link-over')
    const { id, names, address, status } = viewOfShelter(
      found.value,
      desk.book.status(shelter),
      system.clock.now(),
    )
    return ok({ id, names: { ...names }, address, status, countsForMinutes: statusCountsFor / 60_000 })
  }
  routes.add(
    {
      ...{ method: 'POST', url: '/v1/shelter-status/look', action: 'public', tag: 'public' },
      ...{ body: z.strictObject({ token }), answer: wardenView, bodyLimit: 2_048, mostAtOnce: 50 },
      summary: 'Which shelter a warden’s link is for, and what was said of it last',
    },
    async ({ body }) => {
      const link = await links.look(body.token)
      return link.ok ? viewFor(link.value.shelter) : link
    },
  )
  routes.add(
    {
      ...{ method: 'POST', url: '/v1/shelter-status', action: 'public', tag: 'public', needs: 'the-writer' },
      body: z.strictObject({ token, ...statusBody }),
      ...{ answer: wardenView, bodyLimit: 2_048, mostAtOnce: 50 },
      summary: 'A warden says how the shelter of their link is now',
    },
    async ({ body: { token: secret, ...said } }) => {
      const link = await links.look(secret)
      if (!link.ok) return link
      const done = await desk.say(link.value.shelter, said, 'warden')
      if (!done.ok) return refuse('shelters/link-over')
      await links.used(secret)
      return viewFor(link.value.shelter)
    },
  )
}
