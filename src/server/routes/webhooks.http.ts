/** Webhooks over HTTP: who is called, signed with what; each try is on record, and a failed one can be sent again. */
import { z } from 'zod'
import type { AreaCode } from '#areas'
import { modes, ok, refuse, type JsonObject } from '#base'
import { actWithTwo, onAgreedAct } from '../agreed-acts.ts'
import { waits } from '../people-views.ts'
import { byCaller, type OrderedBy } from '../ordered-by.ts'
import type { Routes } from '../route.http.ts'
import { areaList, mode } from '../schemas.ts'
import type { System } from '../system.ts'
import type { WebhookDesk } from '../../channels/webhook/open-webhooks.http.ts'
import { formatTraits, webhookFormats, type WebhookId, type WebhookRequest } from '#channels'

const webhookView = z.looseObject({
  id: z.string(),
  url: z.string(),
  areas: z.union([z.literal('everywhere'), z.array(z.string())]),
  modes: z.array(mode),
  format: z.enum(webhookFormats),
})
const createBody = z.strictObject({
  url: z.string().max(2_000),
  areas: z.union([z.literal('everywhere'), areaList.min(1)]).default('everywhere'),
  modes: z
    .array(mode)
    .min(1)
    .optional()
    .describe('When left out those of the installation, and in a format of others live alone'),
  format: z
    .enum(webhookFormats)
    .default('tocsin')
    .describe('What is sent: our own text, or what a dialect’s receivers understand'),
  levels: z
    .array(z.string().regex(/^[^/]+\/[^/]+$/))
    .min(1)
    .optional()
    .describe('ladder/level; every level when left out'),
})

export function webhookRoutes(routes: Routes, system: System, webhooks: WebhookDesk): void {
  const { areas, clock, config, attempts } = system
  const { book } = webhooks
  const params = z.object({ id: z.string().max(100) })
  const usual = config.mode === 'live' ? modes : modes.filter((one) => one !== 'live')
  const placeOf = (it: { readonly areas: readonly string[] | 'everywhere' }) =>
    it.areas === 'everywhere' ? system.authority.areas : it.areas
  const note = (by: OrderedBy, type: string, id: string) =>
    system.note({
      stream: `webhook:${id}`,
      type,
      ...by,
      mode: config.mode,
      data: { webhook: id },
    })

  routes.add(
    {
      ...{ method: 'GET', url: '/v1/webhooks', action: 'webhooks.manage', tag: 'webhooks' },
      ...{
        sensitive: 'webhooks',
        summary: 'Every webhook',
        answer: z.object({ webhooks: z.array(webhookView) }),
      },
    },
    () => ok({ webhooks: book.list() }),
  )
  routes.add(
    {
      ...{
        method: 'POST',
        url: '/v1/webhooks',
        action: 'webhooks.manage',
        tag: 'webhooks',
        status: 201,
        body: createBody,
        needs: 'the-writer',
        proof: 'fresh',
      },
      ...{
        summary:
          'Subscribe an address; its signing secret is told this once. It needs a second person where there are two',
        answer: z.union([webhookView.extend({ secret: z.string() }), waits]),
      },
    },
    async ({ body, person, caller, allowed }) => {
      const codes = body.areas === 'everywhere' ? ok('everywhere' as const) : areas.resolve(body.areas)
      if (!codes.ok) return codes
      const may = allowed({ areas: placeOf({ areas: codes.value }) })
      if (!may.ok) return may
      const { url, levels, modes: asked, format } = body
      if (format !== 'tocsin' && webhooks.speakers[format] === undefined)
        return refuse('webhook/format-not-spoken', { at: 'format', format })
      const request = {
        url,
        areas: codes.value as readonly AreaCode[] | 'everywhere',
        modes: asked ?? (formatTraits[format].unasked === 'live' ? (['live'] as const) : usual),
        ...(format === 'tocsin' ? {} : { format }),
        ...(levels === undefined ? {} : { levels }),
      }
      const checked = book.check(request)
      if (!checked.ok) return checked
      const { host } = new URL(checked.value)
      const { areas: where, modes: when } = request
      const shown = { host, areas: where, modes: when, levels: levels ?? null, format } as JsonObject
      const payload = request as unknown as JsonObject
      return actWithTwo(system, caller, { kind: 'webhooks/create', payload, shown }, async () => {
        const made = await book.create(request, person.id, clock.now())
        if (!made.ok) return made
        await note(byCaller(caller), 'webhook-created', made.value.webhook.id)
        return ok({ ...made.value.webhook, secret: made.value.secret })
      })
    },
  )
  // Its secret was told to nobody; whoever asked for it takes a new one by rotating it.
  onAgreedAct(system, 'webhooks/create', async (payload, asked, name) => {
    const id = `webhook-${name}` as WebhookId
    if (book.get(id) !== undefined) return ok()
    const made = await book.create(payload as unknown as WebhookRequest, asked.by, clock.now(), id)
    if (made.ok) await note(asked, 'webhook-created', id)
    return made
  })
  const own = async (
    id: string,
    allowed: (deed: { areas: readonly string[] }) => ReturnType<typeof ok> | unknown,
  ) => {
    const found = book.get(id)
    if (found === undefined) return refuse('webhook/no-such-webhook', { webhook: id })
    return allowed({ areas: placeOf(found) }) as ReturnType<typeof ok>
  }
  routes.add(
    {
      ...{
        method: 'DELETE',
        url: '/v1/webhooks/:id',
        action: 'webhooks.manage',
        tag: 'webhooks',
        status: 204,
        params,
        needs: 'the-writer',
      },
      ...{ summary: 'Unsubscribe', answer: 'text/plain' },
    },
    async ({ params: { id }, caller, allowed }) => {
      const may = await own(id, allowed)
      if (!may.ok) return may
      const removed = await book.remove(id)
      if (removed.ok) await note(byCaller(caller), 'webhook-removed', id)
      return removed
    },
  )
  routes.add(
    {
      ...{
        method: 'POST',
        url: '/v1/webhooks/:id/rotate',
        action: 'webhooks.manage',
        tag: 'webhooks',
        params,
        needs: 'the-writer',
        proof: 'fresh',
      },
      ...{
        summary: 'A new secret, told this once; the old one signs along for a day',
        answer: z.object({ secret: z.string() }),
      },
    },
    async ({ params: { id }, caller, allowed }) => {
      const may = await own(id, allowed)
      if (!may.ok) return may
      const rotated = await book.rotate(id, clock.now())
      if (rotated.ok) await note(byCaller(caller), 'webhook-secret-rotated', id)
      return rotated
    },
  )
  routes.add(
    {
      ...{
        method: 'POST',
        url: '/v1/webhooks/:id/test',
        action: 'webhooks.manage',
        tag: 'webhooks',
        params,
        needs: 'the-writer',
      },
      ...{
        summary: 'Send a ping, once, and say what came of it',
        answer: z.looseObject({ kind: z.string() }),
      },
    },
    async ({ params: { id }, caller, allowed }) => {
      const may = await own(id, allowed)
      if (!may.ok) return may
      if (webhooks.channel === undefined) return refuse('server/not-the-writer')
      const sent = await webhooks.channel.ping(id)
      if (sent.ok) await note(byCaller(caller), 'webhook-tested', id)
      return sent
    },
  )
  routes.add(
    {
      ...{
        method: 'POST',
        url: '/v1/webhooks/:id/enable',
        action: 'webhooks.manage',
        tag: 'webhooks',
        params,
        needs: 'the-writer',
      },
      ...{ summary: 'Call it again after it was switched off for answering 410', answer: webhookView },
    },
    async ({ params: { id }, caller, allowed }) => {
      const may = await own(id, allowed)
      if (!may.ok) return may
      const enabled = await book.enable(id)
      if (enabled.ok) await note(byCaller(caller), 'webhook-enabled', id)
      return enabled
    },
  )
  routes.add(
    {
      ...{
        method: 'GET',
        url: '/v1/webhooks/:id/attempts',
        action: 'webhooks.manage',
        tag: 'webhooks',
        params,
      },
      summary: 'The latest attempts to call it, with what became of each',
      query: z.object({ limit: z.coerce.number().int().min(1).max(500).default(50) }),
      answer: z.object({ attempts: z.array(z.looseObject({ id: z.string(), state: z.string() })) }),
    },
    async ({ params: { id }, query }) => {
      const attempted = await attempts.byTarget('webhook', id, query.limit)
      // One that was removed may still have a past.
      if (attempted.length === 0 && book.get(id) === undefined)
        return refuse('webhook/no-such-webhook', { webhook: id })
      return ok({ attempts: attempted })
    },
  )
}
