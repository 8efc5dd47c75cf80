/**
 * FPAS over HTTP, at the addresses and with the statuses that FOSS Warn and KPublicAlerts know: subscribing, and being told. What
 * they read stands in fpas-reading.http.ts.
 */
import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { ok, plus, refuse, sha256, type Result } from '#base'
import {
  boxAround,
  cornersOf,
  dialectSilentFor,
  type SubscribedPlace,
  type Subscription,
  type SubscriptionId,
} from '#channels'
import {
  confirmationMessage,
  fpasMessages,
  readChange,
  readSubscribing,
  readUuid,
  type FpasPush,
} from '#dialects'
import type { PushDesk } from '../../channels/push/open-push.http.ts'
import { openFpasAlerts } from '../fpas-alerts.ts'
import type { Publishing } from '../publishing.ts'
import type { Routes } from '../route.http.ts'
import { instantOut } from '../schemas.ts'
import type { System } from '../system.ts'
import { eachSpelling, fpasReadingRoutes, ofSubscription } from './fpas-reading.http.ts'

export interface FpasParts {
  readonly push: PushDesk
  readonly publishing: Publishing
  readonly publicUrl: () => string
}

/** A subscription is half a kilobyte. */
const bodyLimit = 8 * 1_024
/** Places of one telephone; each is a push of its own. */
const mostPlaces = 64
const subscriptionView = z.object({
  subscription_id: z.string(),
  min_lat: z.number(),
  max_lat: z.number(),
  min_lon: z.number(),
  max_lon: z.number(),
  encrypted: z.boolean(),
  expires: instantOut.describe('Unless the app is heard of before'),
})
/** Some apps say nothing of what they send, and Qt then says that it is a form. */
const takes = ['application/x-www-form-urlencoded', 'application/octet-stream', 'text/plain']
const declared = { action: 'public', tag: 'public', mostAtOnce: 64 } as const
const decided = { ...declared, needs: 'the-writer', bodyLimit, takes } as const

export function fpasRoutes(fastify: FastifyInstance, routes: Routes, system: System, parts: FpasParts): void {
  const { push, publishing } = parts
  const { clock, authority, config } = system
  const { book } = push
  const alerts = openFpasAlerts(system, publishing)
  push.speakers.fpas = (notice, sound) =>
    fpasMessages({
      ...{ notice, sound, id: alerts.idOfNotice(notice) },
      before: alerts.idBefore(notice),
    })

  // Apps announce JSON where they send nothing at all: a heartbeat, and letting go.
  fastify.addHook('onRequest', async ({ url, headers }) => {
    const empty = headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0
    if (empty && /^\/subscription\/?(\?|$)/.test(url)) delete headers['content-type']
  })

  const expiryOf = ({ provenAt, createdAt }: Subscription) => plus(provenAt ?? createdAt, dialectSilentFor)
  const find = async (id: string | undefined): Promise<Subscription | undefined> => {
    const uuid = readUuid(id ?? '')
    const found = uuid === undefined ? undefined : await book.byId(uuid, 'fpas')
    // It is swept away within the hour.
    return found !== undefined && expiryOf(found) > clock.now() ? found : undefined
  }
  /** Pushes the confirmation; what an app wants is done only if its service took it. */
  const confirm = async (to: FpasPush, confirmation: string): Promise<Result<FpasPush>> => {
    if ((await book.countAt(URL.parse(to.endpoint)?.href ?? to.endpoint)) >= mostPlaces)
      return refuse('fpas/too-many-places', { at: 'token', most: mostPlaces })
    const greeted = await push.greet(to, confirmationMessage(confirmation))
    return greeted.ok ? greeted : refuse('fpas/not-confirmed', { at: 'token', why: greeted.problem.code })
  }
  const shown = (subscription: Subscription) => ({
    subscription_id: subscription.id,
    ...boxSaid(subscription),
    encrypted: subscription.keys !== null,
    expires: expiryOf(subscription),
  })

  eachSpelling('/subscription', (url) => {
    routes.add(
      {
        ...{ method: 'POST', url, ...decided },
        summary:
          'FPAS: subscribe a box; accepted only when the confirmation, pushed to the endpoint first, was taken there',
        body: z
          .unknown()
          .describe('push_service, token, p256dh_key, auth_key, min_lat, max_lat, min_lon, max_lon'),
        answer: z.object({ subscription_id: z.string(), confirmation_id: z.string(), token: z.string() }),
      },
      async ({ body }) => {
        const read = readSubscribing(jsonIn(body), push.publicKey)
        if (!read.ok) return read
        const [id, confirmation] = [randomUUID(), randomUUID()]
        const confirmed = await confirm(read.value.push, confirmation)
        if (!confirmed.ok) return confirmed
        const at = clock.now()
        const kept = await book.keep({
          ...{ id: id as SubscriptionId, secret: sha256(`fpas ${id}`), ...confirmed.value },
          ...{ language: authority.languages[0] as string, places: [boxAround(read.value.box)] },
          ...{ content: 'fpas', modes: [config.mode], state: 'working', createdAt: at },
          ...{ nonce: null, nonceAt: null, provenAt: at, acceptedAt: null },
        })
        if (!kept.ok) return kept
        return ok({ subscription_id: id, confirmation_id: confirmation, token: 'successfully subscribed' })
      },
    )
    routes.add(
      {
        ...{ method: 'PUT', url, ...decided, query: ofSubscription },
        summary:
          'FPAS: the app is still there; it may come with another endpoint or box. 404 once it expired',
        body: z.unknown(),
        answer: subscriptionView.extend({ token: z.string() }),
      },
      async ({ query, body }) => {
        const found = await find(query.subscription_id)
        if (found === undefined) return refuse('fpas/subscription-over', { at: 'subscription_id' })
        const read = readChange(jsonIn(body), push.publicKey)
        if (!read.ok) return read
        const { push: wanted, box } = read.value
        const isNew = wanted !== undefined && !isSame(found, wanted)
        const confirmed = isNew ? await confirm(wanted, randomUUID()) : ok({})
        if (!confirmed.ok) return confirmed
        const amended = await book.amend(found, {
          ...{ ...confirmed.value, provenAt: clock.now(), state: 'working' },
          ...(box === undefined ? {} : { places: [boxAround(box)] }),
        })
        return ok({ token: 'subscription successfully updated', ...shown(amended) })
      },
    )
    routes.add(
      {
        ...{ method: 'DELETE', url, ...decided, query: ofSubscription },
        summary: 'FPAS: let go; done as well where nothing is left, so that an app can always forget it',
        answer: z.object({ token: z.string() }),
      },
      async ({ query }) => {
        if (readUuid(query.subscription_id ?? '') === undefined)
          return refuse('fpas/no-valid-subscription', { at: 'subscription_id' })
        const found = await find(query.subscription_id)
        if (found !== undefined) await book.drop([found.row], clock.now())
        return ok({ token: 'successfully unsubscribed' })
      },
    )
    routes.add(
      {
        ...{ method: 'GET', url, ...declared },
        query: ofSubscription.extend({ type: z.string().max(40).optional() }),
        summary: 'FPAS: the key for Web Push (type=webpush), or one subscription; 404 once it expired',
        answer: z.union([z.object({ 'vapid-key': z.string() }), subscriptionView]),
      },
      async ({ query }) => {
        if (query.subscription_id === undefined) return ok({ 'vapid-key': push.publicKey })
        const found = await find(query.subscription_id)
        if (found === undefined) return refuse('fpas/subscription-over', { at: 'subscription_id' })
        return ok(shown(found))
      },
    )
  })

  fpasReadingRoutes(routes, system, {
    ...{ alerts, publicUrl: parts.publicUrl },
    async boxOf(id) {
      const [place] = (await find(id))?.places ?? []
      return place === undefined || place.kind === 'area' ? undefined : cornersOf(place)
    },
  })
}

/** What came as bytes is JSON all the same, or nothing. */
function jsonIn(body: unknown): unknown {
  if (!(body instanceof Uint8Array)) return body
  if (body.length === 0) return undefined
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'))
  } catch {
    return 'no JSON'
  }
}

function isSame(found: Subscription, { endpoint, keys }: FpasPush): boolean {
  const bare = (key: string | undefined) => key?.replace(/=+$/, '')
  return (
    found.endpoint === URL.parse(endpoint)?.href &&
    found.keys?.p256dh === bare(keys?.p256dh) &&
    found.keys?.auth === bare(keys?.auth)
  )
}

function boxSaid({ places: [place] }: { readonly places: readonly SubscribedPlace[] }) {
  if (place === undefined || place.kind === 'area') return {}
  const { west, south, east, north } = cornersOf(place)
  return { min_lat: south, max_lat: north, min_lon: west, max_lon: east }
}
