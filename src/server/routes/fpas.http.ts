/**
 * FPAS over HTTP, at the addresses and with the statuses that FOSS Warn and KPublicAlerts know. Each is there with a slash at its
 * end and without, because both are asked for.
 */
import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { ok, plus, refuse, sha256, type Instant, type Result } from '#base'
import { capMediaType, writeCap } from '#cap'
import {
  boxAround,
  cornersOf,
  dialectSilentFor,
  type SubscribedPlace,
  type Subscription,
  type SubscriptionId,
} from '#channels'
import {
  alertsOnlyStyle,
  alertTile,
  authorityStatus,
  confirmationMessage,
  countriesOf,
  deepestZoom,
  fpasMessages,
  readBox,
  readChange,
  readSubscribing,
  readUuid,
  serverStatus,
  tileLayer,
  type FpasPush,
  type TileFeature,
} from '#dialects'
import type { PushDesk } from '../../channels/push/open-push.http.ts'
import { builtOncePerState, sendCacheable, type Representation } from '../cacheable.http.ts'
import { openFpasAlerts } from '../fpas-alerts.ts'
import type { Publishing } from '../publishing.ts'
import type { Routes } from '../route.http.ts'
import { instantOut } from '../schemas.ts'
import type { System } from '../system.ts'

export interface FpasParts {
  readonly push: PushDesk
  readonly publishing: Publishing
  readonly publicUrl: () => string
}

/** A subscription is half a kilobyte. */
const bodyLimit = 8 * 1_024
/** Places of one telephone; each is a push of its own. */
const mostPlaces = 64
const side = z.union([z.string().max(60), z.array(z.string().max(60))]).optional()
const sides = ['min_lat', 'max_lat', 'min_lon', 'max_lon', 'minlat', 'maxlat', 'minlon', 'maxlon'] as const
const boxQuery = z.object(
  Object.fromEntries(sides.map((name) => [name, side])) as Record<string, typeof side>,
)
const ofSubscription = z.object({ subscription_id: z.string().max(60).optional() })
const subscriptionView = z.object({
  subscription_id: z.string(),
  min_lat: z.number(),
  max_lat: z.number(),
  min_lon: z.number(),
  max_lon: z.number(),
  encrypted: z.boolean(),
  expires: instantOut.describe('Unless the app is heard of before'),
})
const authorityView = z.object({
  name: z.string(),
  source_is_official: z.boolean(),
  cap_alert_feed_status: z.string(),
  authorityCountry: z.string(),
  register_url: z.null(),
  latest_published_alert_datetime: instantOut.nullable(),
})
const ids = z.array(z.string()).describe('Ids of alerts')
/** Some apps say nothing of what they send, and Qt then says that it is a form. */
const takes = ['application/x-www-form-urlencoded', 'application/octet-stream', 'text/plain']
const tileType = 'application/vnd.mapbox-vector-tile'
const pub = { action: 'public', tag: 'public', mostAtOnce: 64 } as const

export function fpasRoutes(fastify: FastifyInstance, routes: Routes, system: System, parts: FpasParts): void {
  const { push, publishing, publicUrl } = parts
  const { clock, world, areas, authority, config } = system
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
  const both = (url: `/${string}`, add: (url: `/${string}`) => void) => {
    add(url)
    add(`${url}/`)
  }

  const told = async (found: Subscription | undefined): Promise<Subscription | undefined> => {
    if (found === undefined || plus(found.provenAt ?? found.createdAt, dialectSilentFor) > clock.now())
      return found
    await book.drop([found.row], clock.now())
    return undefined
  }
  const find = async (id: string | undefined): Promise<Subscription | undefined> => {
    const uuid = readUuid(id ?? '')
    return uuid === undefined ? undefined : told(await book.byId(uuid, 'fpas'))
  }
  /** Pushes the confirmation; what an app wants is done only if its service took it. */
  const confirm = async (to: FpasPush, confirmation: string): Promise<Result<FpasPush>> => {
    if ((await book.countAt(to.endpoint)) >= mostPlaces)
      return refuse('fpas/too-many-places', { at: 'token', most: mostPlaces })
    const greeted = await push.greet(to, confirmationMessage(confirmation))
    return greeted.ok ? greeted : refuse('fpas/not-confirmed', { at: 'token', why: greeted.problem.code })
  }
  const aloud = (subscription: Subscription) => ({
    subscription_id: subscription.id,
    ...boxSaid(subscription),
    encrypted: subscription.keys !== null,
    expires: plus(subscription.provenAt ?? subscription.createdAt, dialectSilentFor),
  })

  both('/subscription', (url) => {
    routes.add(
      {
        ...{ method: 'POST', url, ...pub, needs: 'the-writer', bodyLimit, takes },
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
        ...{ method: 'PUT', url, ...pub, needs: 'the-writer', bodyLimit, takes, query: ofSubscription },
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
        return ok({ token: 'subscription successfully updated', ...aloud(amended) })
      },
    )
    routes.add(
      {
        ...{ method: 'DELETE', url, ...pub, needs: 'the-writer', bodyLimit, takes, query: ofSubscription },
        summary:
          'FPAS: let go; done as well where there is nothing any more, so that an app can always forget it',
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
        ...{ method: 'GET', url, ...pub },
        query: ofSubscription.extend({ type: z.string().max(40).optional() }),
        summary: 'FPAS: the key for Web Push (type=webpush), or one subscription; 404 once it expired',
        answer: z.union([z.object({ 'vapid-key': z.string() }), subscriptionView]),
      },
      async ({ query }) => {
        if (query.subscription_id === undefined) return ok({ 'vapid-key': push.publicKey })
        const found = await find(query.subscription_id)
        return found === undefined
          ? refuse('fpas/subscription-over', { at: 'subscription_id' })
          : ok(aloud(found))
      },
    )
  })

  const minute = 60_000
  const stateNow = () =>
    `${world.head()}-${areas.hierarchy().version.slice(0, 12)}-${Math.floor(Date.parse(clock.now()) / minute)}`
  const once = builtOncePerState<Representation>(stateNow)
  const asJson = (name: string, build: () => unknown): Representation =>
    once(name, () => {
      const body = Buffer.from(JSON.stringify(build()))
      const changedAt = world.latestAt() ?? system.startedAt
      return { body, changedAt, type: 'application/json', etag: `"${sha256(body).slice(0, 32)}"` }
    })
  both('/alert/area', (url) =>
    routes.add(
      {
        ...{ method: 'GET', url, ...pub, query: boxQuery, answer: ids },
        summary: 'FPAS: what stands in a box, and what ended there within the hour',
      },
      ({ query, request, reply }) => {
        const box = readBox(query)
        if (!box.ok) return box
        const list = asJson(`area ${JSON.stringify(box.value)}`, () => alerts.within(box.value))
        return sendCacheable(request, reply, list, clock.now())
      },
    ),
  )
  both('/alert/all', (url) =>
    routes.add(
      {
        ...{ method: 'GET', url, ...pub, query: ofSubscription, answer: ids },
        summary: 'FPAS: the same for the box of a subscription; 400 once it expired, as apps expect here',
      },
      async ({ query }) => {
        const found = await find(query.subscription_id)
        const [place] = found?.places ?? []
        if (place === undefined || place.kind === 'area')
          return refuse('fpas/no-valid-subscription', { at: 'subscription_id' })
        return ok(alerts.within(cornersOf(place)))
      },
    ),
  )
  both('/alert/:id', (url) =>
    routes.add(
      {
        ...{ method: 'GET', url, ...pub, answer: capMediaType, params: z.object({ id: z.string().max(60) }) },
        summary: 'FPAS: one alert as CAP 1.2 with elements that have no prefix; never changes',
      },
      async ({ params, request, reply }) => {
        const at = await alerts.find(readUuid(params.id) ?? '')
        const found = at && (await publishing.archive[at.kind](at.id))
        const plain = found && (at.kind === 'own' ? found : await withoutPrefixes(found))
        if (plain === undefined) return refuse('fpas/no-such-alert', { at: 'id', alert: params.id })
        const { bytes: body, etag, publishedAt: changedAt } = plain
        const it = { body, etag, changedAt, type: capMediaType, lasts: 'for ever' } as const
        return sendCacheable(request, reply, it, clock.now())
      },
    ),
  )

  for (const path of ['/sources/area_status', '/source/area_status'] as const)
    both(path, (url) =>
      routes.add(
        {
          ...{ method: 'GET', url, ...pub },
          query: z.object({ country_codes: side }),
          summary: 'FPAS: which authorities speak for countries (country_codes, as often as wanted)',
          answer: z.object({ results: z.array(authorityView) }),
        },
        ({ query }) => {
          const asked = [query.country_codes ?? []].flat()
          if (asked.length === 0 || asked.includes(''))
            return refuse('fpas/missing', { at: 'country_codes', what: 'country_codes' })
          const lastPublishedAt = alerts.lastPublishedAt()
          return ok(
            authorityStatus(asked.slice(0, 300), {
              name: operator(),
              countries: countries(),
              lastPublishedAt,
            }),
          )
        },
      ),
    )
  const operator = () => {
    const [language = 'en'] = authority.languages
    const names: { readonly [language: string]: string | undefined } = authority.issuer
    return names['en'] ?? names[language] ?? authority.sender
  }
  let counted: { readonly version: string; readonly codes: ReadonlySet<string> } | undefined
  const countries = () => {
    const map = areas.hierarchy()
    if (counted?.version !== map.version) counted = { version: map.version, codes: countriesOf(map.all()) }
    return counted.codes
  }

  both('/config/server_status', (url) =>
    routes.add(
      {
        ...{ method: 'GET', url, ...pub },
        summary: 'FPAS: who runs this server, and which push services it speaks to',
        answer: z.object({
          server_version: z.string(),
          server_operator: z.string(),
          privacy_notice: z.string(),
          terms_of_service: z.string(),
          congestion_state: z.int(),
          supported_push_services: z.record(z.string(), z.boolean()),
        }),
      },
      () => ok(serverStatus({ version: 'Tocsin, API 1', operator: operator(), page: `${publicUrl()}/` })),
    ),
  )
  routes.add(
    {
      ...{ method: 'GET', url: '/static/map_style_alerts_only.json', ...pub, answer: 'application/json' },
      summary: 'FPAS: a map style with what is in force, to be laid over any map',
    },
    ({ request, reply }) => {
      const tiles = [`${publicUrl()}/map/alerts/{z}/{x}/{y}.pbf`]
      const source = { type: 'vector', tiles, minzoom: 0, maxzoom: deepestZoom }
      const style = asJson('style', () => alertsOnlyStyle(source, tileLayer))
      return sendCacheable(request, reply, style, clock.now())
    },
  )
  let drawn: { readonly state: string; readonly features: readonly TileFeature[] } | undefined
  routes.add(
    {
      ...{ method: 'GET', url: '/map/alerts/:z/:x/:file', ...pub, answer: tileType },
      summary: 'FPAS: what is in force as a vector tile (Mapbox Vector Tiles 2.1), for the style',
      params: z
        .object({
          z: z.coerce.number().int().min(0).max(deepestZoom),
          x: z.coerce.number().int().min(0),
          file: z.string().regex(/^\d{1,5}\.(pbf|mvt)$/),
        })
        .refine(({ z: zoom, x, file }) => Math.max(x, Number.parseInt(file, 10)) < 2 ** zoom, 'is no tile'),
    },
    ({ params, request, reply }) => {
      const state = stateNow()
      if (drawn?.state !== state) drawn = { state, features: alerts.shapes() }
      const place = { z: params.z, x: params.x, y: Number.parseInt(params.file, 10) }
      const body = Buffer.from(alertTile(place, drawn.features).buffer)
      const changedAt = world.latestAt() ?? system.startedAt
      const tile = { body, type: tileType, etag: `"${sha256(body).slice(0, 32)}"`, changedAt }
      return sendCacheable(request, reply, tile, clock.now())
    },
  )
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

interface Published {
  readonly bytes: Buffer
  readonly etag: string
  readonly publishedAt: Instant
}

/** Another sender's message may have prefixes, which apps can't read: then it is written anew, and no signature of theirs is in it. */
async function withoutPrefixes(message: Published): Promise<Published | undefined> {
  if (!/<[\w.-]+:alert[\s>]/.test(message.bytes.toString('utf8'))) return message
  const { readCap } = await import('#cap/reader')
  const [reading] = readCap(message.bytes).readings
  const written = reading?.message && writeCap(reading.message, { decimals: 'as given' })
  if (written?.ok !== true) return undefined
  const bytes = Buffer.from(written.value)
  return { ...message, bytes, etag: `"${sha256(bytes).slice(0, 32)}"` }
}
