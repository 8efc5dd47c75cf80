/** Sources over HTTP: where CAP is fetched from, on what terms, and how each of them is. */
import { z } from 'zod'
import { ok, refuse, type JsonObject, type Result } from '#base'
import { hubCallbackPath, sourceSettings } from '#exchange'
import { actWithTwo, onAgreedAct } from '../agreed-acts.ts'
import { byCaller } from '../ordered-by.ts'
import { waits } from '../people-views.ts'
import type { Routes } from '../route.http.ts'
import { instantOut } from '../schemas.ts'
import type { SourceDesk } from '../source-desk.ts'
import type { System } from '../system.ts'

const explained = z.looseObject({ at: instantOut, code: z.string(), says: z.string(), advice: z.string() })
const sourceView = z.object({
  source: z.looseObject({ id: z.string(), name: z.string(), address: z.string(), takes: z.string() }),
  health: z
    .looseObject({
      condition: z.enum(['new', 'good', 'stale', 'failing', 'refused', 'paused', 'gone']),
      lastGoodAt: instantOut.optional(),
      lastTriedAt: instantOut.optional(),
      nextTryAt: instantOut.optional(),
      failures: z.number().int(),
      lastFailure: explained.optional(),
      advice: z.array(z.string()).describe('What to do; empty when nothing'),
    })
    .optional()
    .describe('Absent on a server that does not decide: another one reads the sources'),
})
const params = z.object({ id: z.string().max(64) })
const settings = sourceSettings.omit({ id: true })
/** What hubs send; the messages themselves say what they are. */
const feedTypes = [
  'application/atom+xml',
  'application/rss+xml',
  'application/cap+xml',
  'application/xml',
  'text/xml',
]
const mostBytes = 16 * 1024 * 1024

export function sourceRoutes(routes: Routes, system: System, desk: SourceDesk): void {
  const placeOf = (areas: readonly string[] | undefined) => areas ?? system.authority.areas

  routes.add(
    {
      ...{ method: 'GET', url: '/v1/sources', action: 'sources.read', tag: 'sources' },
      ...{
        summary: 'Every source of messages, and how it is',
        answer: z.object({ sources: z.array(sourceView) }),
      },
    },
    () => ok({ sources: desk.list() }),
  )
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/sources/:id', action: 'sources.read', tag: 'sources', params },
      ...{ summary: 'One source', answer: sourceView },
    },
    ({ params: { id } }) => desk.get(id),
  )
  routes.add(
    {
      ...{ method: 'PUT', url: '/v1/sources/:id', action: 'sources.manage', tag: 'sources', params },
      ...{
        summary: 'Add a source, or give it other settings',
        body: settings,
        answer: z.union([sourceView, waits]),
        needs: 'the-writer',
        proof: 'fresh',
      },
    },
    async ({ params: { id }, body, caller, allowed }) => {
      const known = desk.get(id)
      // Where it is to speak for, and where the one does that it takes the place of.
      const places = [body.areas, ...(known.ok ? [known.value.source.areas] : [])].flatMap(placeOf)
      const may = allowed({ areas: places })
      if (!may.ok) return may
      const ladder = body.mapping
      if (ladder !== undefined && system.book.ladder(ladder as never) === undefined)
        return refuse('alerts/unknown-ladder', {
          at: 'mapping',
          ladder,
          known: system.book.ladders().map((one) => one.id),
        })
      const channels = body.channels === undefined || body.channels === 'all' ? [] : body.channels
      const ours = system.channels().map(({ name }) => name)
      const unknown = channels.findIndex((name) => !ours.includes(name))
      if (unknown >= 0)
        return refuse('alerts/unknown-channel', {
          at: `channels[${unknown}]`,
          channel: channels[unknown]!,
          known: ours,
        })
      const put = () => desk.put({ ...body, id }, byCaller(caller))
      // What is relayed reaches the board without anybody here having written it.
      if (body.takes !== 'relayed') return put()
      const read = desk.read({ ...body, id })
      if (!read.ok) return read
      const { address, takes, signature, areas = null } = read.value
      const shown = { id, host: new URL(address).host, takes, signature: signature.policy, areas }
      const payload = { ...body, id } as unknown as JsonObject
      return actWithTwo(system, caller, { kind: 'sources/relay', payload, shown: shown as JsonObject }, put)
    },
  )
  onAgreedAct(system, 'sources/relay', (payload, by) => desk.put(payload, by))
  const own = (id: string, allowed: (deed: { readonly areas: readonly string[] }) => Result<void>) => {
    const found = desk.get(id)
    return found.ok ? allowed({ areas: placeOf(found.value.source.areas) }) : found
  }
  routes.add(
    {
      ...{
        method: 'DELETE',
        url: '/v1/sources/:id',
        action: 'sources.manage',
        tag: 'sources',
        params,
        status: 204,
      },
      ...{ summary: 'Forget a source; what came from it stays', answer: 'text/plain', needs: 'the-writer' },
    },
    async ({ params: { id }, caller, allowed }) => {
      const may = own(id, allowed)
      return may.ok ? desk.remove(id, byCaller(caller)) : may
    },
  )
  routes.add(
    {
      ...{ method: 'POST', url: '/v1/sources/:id/check', action: 'sources.manage', tag: 'sources', params },
      ...{ summary: 'Ask a source now', answer: sourceView, needs: 'the-writer', mostAtOnce: 4 },
    },
    async ({ params: { id }, allowed }) => {
      const may = own(id, allowed)
      return may.ok ? desk.check(id) : may
    },
  )

  const callback = {
    url: `${hubCallbackPath}:token`,
    params: z.object({ token: z.string().max(100) }),
  } as const
  routes.add(
    {
      ...{ method: 'GET', action: 'public', tag: 'sources', answer: 'text/plain', ...callback },
      ...{
        summary: 'A hub asks whether a subscription was meant (W3C WebSub §5.3)',
        query: z.looseObject({}),
      },
    },
    async ({ params: { token }, query, reply }) => {
      const exchange = desk.exchange()
      if (exchange === undefined) return refuse('server/not-the-writer')
      const answer = await exchange.hubAsks(token, query)
      if (answer.status === 404) return refuse('exchange/no-such-callback')
      return reply.code(answer.status).header('content-type', 'text/plain; charset=utf-8').send(answer.body)
    },
  )
  routes.add(
    {
      ...{ method: 'POST', action: 'public', tag: 'sources', answer: 'text/plain', ...callback, status: 202 },
      ...{ takes: feedTypes, bodyLimit: mostBytes, mostAtOnce: 8 },
      summary: 'A hub delivers what is new in a feed (W3C WebSub §7)',
    },
    ({ params: { token }, body, request, reply }) => {
      const exchange = desk.exchange()
      if (exchange === undefined) return refuse('server/not-the-writer')
      const signature = request.headers['x-hub-signature']
      const bytes = body instanceof Uint8Array ? body : new Uint8Array()
      const { status } = exchange.hubDelivers(
        token,
        typeof signature === 'string' ? signature : undefined,
        bytes,
      )
      if (status === 202) return reply.code(202).send()
      return status === 410 ? refuse('exchange/subscription-over') : refuse('exchange/no-such-callback')
    },
  )
}
