/** Feeds of news over HTTP: what is read on its own, how each of them is, and reading one now. */
import { z } from 'zod'
import { ok } from '#base'
import { newsFeedSettings } from '#evidence'
import type { IntakeDesk } from '../intake-desk.ts'
import { feedShown, feedView } from '../intake-views.ts'
import { byCaller } from '../ordered-by.ts'
import type { Routes } from '../route.http.ts'
import type { System } from '../system.ts'

const params = z.object({ id: z.string().max(64) })

export function intakeFeedRoutes(routes: Routes, { areas }: Pick<System, 'areas'>, intake: IntakeDesk): void {
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/evidence/feeds', action: 'evidence.read', tag: 'evidence' },
      ...{ summary: 'Every feed of news, and how it is', answer: z.object({ feeds: z.array(feedView) }) },
    },
    async () => ok({ feeds: (await (await intake.feeds()).list()).map(feedShown) }),
  )
  routes.add(
    {
      ...{ method: 'PUT', url: '/v1/evidence/feeds/:id', action: 'sources.manage', tag: 'evidence', params },
      ...{ body: newsFeedSettings.omit({ id: true }), answer: feedView, needs: 'the-writer', proof: 'fresh' },
      summary: 'Add a feed of news, or give it other settings; its entries become documents, never alerts',
    },
    async ({ params: { id }, body, caller }) => {
      const strange = body.within.find((code) => areas.hierarchy().get(code as never) === undefined)
      if (strange !== undefined) return areas.unknown(strange, 'within')
      const put = await (await intake.feeds()).put({ ...body, id }, byCaller(caller))
      return put.ok ? ok(feedShown(put.value)) : put
    },
  )
  routes.add(
    {
      ...{
        method: 'DELETE',
        url: '/v1/evidence/feeds/:id',
        action: 'sources.manage',
        tag: 'evidence',
        params,
      },
      ...{ summary: 'Read a feed no longer; what it gave stays', answer: 'text/plain', status: 204 },
      ...{ needs: 'the-writer', proof: 'fresh' },
    },
    async ({ params: { id }, caller }) => (await intake.feeds()).remove(id, byCaller(caller)),
  )
  routes.add(
    {
      ...{
        method: 'POST',
        url: '/v1/evidence/feeds/:id/check',
        action: 'evidence.judge',
        tag: 'evidence',
        params,
      },
      ...{ summary: 'Read a feed now', answer: feedView, needs: 'the-writer', mostAtOnce: 4 },
    },
    async ({ params: { id }, caller }) => {
      const checked = await (await intake.feeds()).check(id, byCaller(caller))
      return checked.ok ? ok(feedShown(checked.value)) : checked
    },
  )
}
