/** Push over HTTP: subscribing by a phone that gives no name, proving it, looking, changing and letting go; and the words of a notice. */
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { AreaCode } from '#areas'
import { isLanguage, ok, refuse, type NoticeId } from '#base'
import {
  languageFor,
  shownPlace,
  squareAround,
  wordsOf,
  type SubscribedPlace,
  type Subscription,
} from '#channels'
import type { PushDesk } from '../../channels/push/open-push.http.ts'
import { sendCacheable } from '../cacheable.http.ts'
import type { Routes } from '../route.http.ts'
import { instantOut, mode } from '../schemas.ts'
import type { System } from '../system.ts'

const place = z.union([
  z.strictObject({ area: z.string().min(1).max(200) }),
  z.strictObject({
    lon: z.number().min(-180).max(180),
    lat: z.number().min(-90).max(90),
  }),
])
const places = z
  .array(place)
  .min(1)
  .max(20)
  .describe('Areas by their code, or points; of a point no more is kept than its hundredth of a degree')
const language = z.string().max(20).refine(isLanguage, 'must be a language tag, as `uk` or `pt-BR`')
const content = z
  .enum(['full', 'id-only'])
  .describe('`id-only`: a push says which notice there is, and the words are fetched from here')
const subscriptionView = z.object({
  id: z.string(),
  state: z.enum(['unproven', 'working', 'failing']),
  provenAt: instantOut.nullable().describe('When a test push came back last'),
  acceptedAt: instantOut.nullable().describe('When the push service took a notice last'),
  places: z.array(place),
  language: z.string(),
  content,
  modes: z.array(mode),
})
const noticeView = z.object({
  v: z.literal(1),
  kind: z.literal('notice'),
  alert: z.string(),
  notice: z.string(),
  revision: z.int(),
  mode,
  what: z.enum(['warning', 'update', 'all-clear', 'retraction', 'lapse']),
  look: z.enum(['danger', 'advisory', 'ended']),
  title: z.string(),
  body: z.string(),
  lang: z.string(),
  dir: z.enum(['ltr', 'rtl']),
  at: instantOut,
  until: instantOut.nullable(),
  url: z.string(),
})
const params = z.object({ id: z.string().max(100) })
const base = '/v1/push/subscriptions'
/** A subscription is a few hundred bytes. */
const bodyLimit = 8 * 1_024

export function pushRoutes(routes: Routes, system: System, push: PushDesk, home: () => string): void {
  const { clock, attempts } = system
  const { book } = push
  const declared = { action: 'public', tag: 'public', mostAtOnce: 64 } as const
  const decided = { ...declared, needs: 'the-writer', bodyLimit } as const

  routes.add(
    {
      ...{ method: 'GET', url: '/v1/push/key', ...declared },
      summary: 'The key that browsers subscribe with (applicationServerKey, RFC 8292)',
      answer: z.object({ publicKey: z.string() }),
    },
    () => ok({ publicKey: push.publicKey }),
  )
  routes.add(
    {
      ...{ method: 'POST', url: base, ...decided, status: 201 },
      summary:
        'Subscribe an endpoint; a test push is sent there, and what it says proves that the subscription works. The secret is told this once',
      body: z.strictObject({
        endpoint: z.string().min(1).max(2_000),
        keys: z
          .strictObject({ p256dh: z.string().max(200), auth: z.string().max(100) })
          .nullable()
          .describe('Null for plain UnifiedPush, which its service carries in the clear'),
        language,
        places,
        content: content.default('full'),
        modes: z.array(mode).min(1).optional().describe('All that this installation sends, when left out'),
      }),
      answer: z.object({ id: z.string(), secret: z.string(), state: z.literal('unproven') }),
    },
    async ({ body, request }) => {
      const { modes, ...wish } = body
      const subscribed = await book.subscribe(
        { ...wish, places: placesOf(body.places), ...(modes === undefined ? {} : { modes }) },
        secretIn(request),
        clock.now(),
      )
      if (!subscribed.ok) return subscribed
      const { subscription, secret, nonce } = subscribed.value
      proveLater(subscription, nonce)
      return ok({ id: subscription.id, secret, state: 'unproven' as const })
    },
  )
  routes.add(
    {
      ...{ method: 'POST', url: `${base}/:id/proof`, ...decided, params },
      summary: 'Say what the test push said: the subscription works',
      body: z.strictObject({ nonce: z.string().min(1).max(100) }),
      answer: z.object({ state: z.literal('working'), provenAt: instantOut }),
    },
    async ({ params: { id }, body }) => {
      const proven = await book.prove(id, body.nonce, clock.now())
      return proven.ok ? ok({ state: 'working' as const, provenAt: proven.value.provenAt }) : proven
    },
  )
  routes.add(
    {
      ...{ method: 'GET', url: `${base}/:id`, ...declared, params },
      summary: 'A subscription, for whoever holds its secret (Authorization: Bearer); 404 once it is gone',
      answer: subscriptionView,
    },
    async ({ params: { id }, request }) => {
      const found = await book.find(id, secretIn(request) ?? '')
      return found.ok ? ok(shown(found.value)) : found
    },
  )
  routes.add(
    {
      ...{ method: 'PUT', url: `${base}/:id`, ...decided, params },
      summary: 'Change its places, language or content',
      body: z.strictObject({
        places,
        language,
        content,
        modes: z.array(mode).min(1).optional(),
      }),
      answer: subscriptionView,
    },
    async ({ params: { id }, body, request }) => {
      const { modes, ...wish } = body
      const changed = await book.change(id, secretIn(request) ?? '', {
        ...wish,
        places: placesOf(body.places),
        ...(modes === undefined ? {} : { modes }),
      })
      return changed.ok ? ok(shown(changed.value)) : changed
    },
  )
  routes.add(
    {
      ...{ method: 'POST', url: `${base}/:id/test`, ...decided, params, status: 202 },
      summary: 'Send a new test push',
      answer: z.object({ sent: z.literal('yes') }),
    },
    async ({ params: { id }, request }) => {
      const asked = await book.askForProof(id, secretIn(request) ?? '', clock.now())
      if (!asked.ok) return asked
      proveLater(asked.value.subscription, asked.value.nonce)
      return ok({ sent: 'yes' as const })
    },
  )
  routes.add(
    {
      ...{ method: 'DELETE', url: `${base}/:id`, ...decided, params, status: 204 },
      ...{ summary: 'Let go: nothing of it is kept', answer: 'text/plain' },
    },
    async ({ params: { id }, request }) => book.remove(id, secretIn(request) ?? '', clock.now()),
  )
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/push/notices/:notice', action: 'public', tag: 'public' },
      summary: 'The words of a notice, for a push that only names it; the same for everyone',
      params: z.object({ notice: z.string().regex(/^[a-z0-9-]{1,64}\.\d{1,9}e?$/) }),
      query: z.object({ lang: z.string().max(20).default('en') }),
      answer: noticeView,
    },
    async ({ params: { notice: id }, query, request, reply }) => {
      const notice = await attempts.notice(id as NoticeId)
      const words = notice === undefined ? undefined : wordsOf(notice, query.lang, home())
      if (notice === undefined || words === undefined) return refuse('push/no-such-notice', { notice: id })
      const body = Buffer.from(JSON.stringify(words))
      const it = {
        ...{ body, type: 'application/json; charset=utf-8', changedAt: notice.at },
        etag: `"${id}-${languageFor(notice, query.lang)}"`,
      }
      return sendCacheable(request, reply, it, clock.now())
    },
  )

  /** Nobody waits for a push service that may hang: whether it came, the phone says. */
  const proveLater = (subscription: Subscription, nonce: string) => {
    push.sendProof(subscription, nonce).catch((error: Error) => {
      system.log.warn('A test push could not be sent', { subscription: subscription.id, why: error.message })
    })
  }
}

function placesOf(wanted: z.output<typeof places>): readonly SubscribedPlace[] {
  const kept = wanted.map((one) =>
    'area' in one ? ({ kind: 'area', area: one.area as AreaCode } as const) : squareAround(one),
  )
  return [...new Map(kept.map((one) => [JSON.stringify(one), one])).values()]
}

function secretIn({ headers }: FastifyRequest): string | undefined {
  const found = /^Bearer ([\w-]{1,200})$/i.exec(headers.authorization ?? '')
  return found?.[1]
}

function shown(it: Subscription) {
  const { id, state, provenAt, acceptedAt, language: told, content: how, modes } = it
  return {
    id,
    state,
    provenAt,
    acceptedAt,
    places: it.places.map(shownPlace),
    language: told,
    content: how,
    modes,
  }
}
