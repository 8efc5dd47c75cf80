/**
 * What apps that speak FPAS read: which alerts stand, each as CAP, who runs the server, and the map. Each address is there with a
 * slash at its end and without, because both are asked for; nothing here is for one person, except by a subscription's id.
 */
import { z } from 'zod'
import type { Bounds } from '#areas'
import { ok, refuse, sha256 } from '#base'
import { capMediaType } from '#cap'
import {
  alertsOnlyStyle,
  alertTile,
  authorityStatus,
  countriesOf,
  deepestZoom,
  readBox,
  readUuid,
  serverStatus,
  tileLayer,
  type TileFeature,
} from '#dialects'
import { builtOncePerState, sendCacheable, type Representation } from '../cacheable.http.ts'
import type { FpasAlerts } from '../fpas-alerts.ts'
import type { Routes } from '../route.http.ts'
import { instantOut } from '../schemas.ts'
import type { System } from '../system.ts'

export interface FpasReading {
  readonly alerts: FpasAlerts
  /** Of a subscription; undefined once it is over. */
  readonly boxOf: (subscription: string | undefined) => Promise<Bounds | undefined>
  readonly publicUrl: () => string
}

export const ofSubscription = z.object({ subscription_id: z.string().max(60).optional() })
const one = z.union([z.string().max(60), z.array(z.string().max(60))]).optional()
const sides = ['min_lat', 'max_lat', 'min_lon', 'max_lon', 'minlat', 'maxlat', 'minlon', 'maxlon'] as const
const boxQuery = z.object(Object.fromEntries(sides.map((name) => [name, one])) as Record<string, typeof one>)
const ids = z.array(z.string()).describe('Ids of alerts')
const authorityView = z.object({
  name: z.string(),
  source_is_official: z.boolean(),
  cap_alert_feed_status: z.string(),
  authorityCountry: z.string(),
  register_url: z.null(),
  latest_published_alert_datetime: instantOut.nullable(),
})
const tileType = 'application/vnd.mapbox-vector-tile'
const tileParams = z
  .object({
    z: z.coerce.number().int().min(0).max(deepestZoom),
    x: z.coerce.number().int().min(0),
    file: z.string().regex(/^\d{1,5}\.(pbf|mvt)$/),
  })
  .refine(({ z: zoom, x, file }) => Math.max(x, Number.parseInt(file, 10)) < 2 ** zoom, 'is no tile')
/** No bound of how many at once: after a push every phone asks in the same second, and none may be told to come later. */
const declared = { method: 'GET', action: 'public', tag: 'public' } as const
/** Codes of countries in one question. */
const mostCountries = 300
const minute = 60_000

export function eachSpelling(url: `/${string}`, add: (url: `/${string}`) => void): void {
  add(url)
  add(`${url}/`)
}

export function fpasReadingRoutes(routes: Routes, system: System, reading: FpasReading): void {
  const { alerts, boxOf, publicUrl } = reading
  const { clock, world, areas, authority } = system
  // Not by facts alone: ends are shown for an hour.
  const stateNow = () =>
    `${world.head()}-${areas.hierarchy().version.slice(0, 12)}-${Math.floor(Date.parse(clock.now()) / minute)}`
  const once = builtOncePerState<Representation>(stateNow)
  const asJson = (name: string, build: () => unknown): Representation =>
    once(name, () => {
      const body = Buffer.from(JSON.stringify(build()))
      const changedAt = world.latestAt() ?? system.startedAt
      return { body, changedAt, type: 'application/json', etag: `"${sha256(body).slice(0, 32)}"` }
    })

  eachSpelling('/alert/area', (url) =>
    routes.add(
      {
        ...{ ...declared, url, query: boxQuery, answer: ids },
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
  eachSpelling('/alert/all', (url) =>
    routes.add(
      {
        ...{ ...declared, url, query: ofSubscription, answer: ids },
        summary: 'FPAS: the same for the box of a subscription; 400 once it expired, as apps expect here',
      },
      async ({ query }) => {
        const box = await boxOf(query.subscription_id)
        if (box === undefined) return refuse('fpas/no-valid-subscription', { at: 'subscription_id' })
        return ok(alerts.within(box))
      },
    ),
  )
  eachSpelling('/alert/:id', (url) =>
    routes.add(
      {
        ...{ ...declared, url, answer: capMediaType, params: z.object({ id: z.string().max(60) }) },
        summary: 'FPAS: one alert as CAP 1.2 with elements that have no prefix; never changes',
      },
      async ({ params: { id }, request, reply }) => {
        const found = await alerts.message(readUuid(id) ?? '')
        if (found === undefined) return refuse('fpas/no-such-alert', { at: 'id', alert: id })
        const { bytes: body, etag, publishedAt: changedAt } = found
        const it = { body, etag, changedAt, type: capMediaType, lasts: 'for ever' } as const
        return sendCacheable(request, reply, it, clock.now())
      },
    ),
  )

  const operator = () => {
    const names: { readonly [language: string]: string | undefined } = authority.issuer
    return names['en'] ?? names[authority.languages[0] ?? ''] ?? authority.sender
  }
  let counted: { readonly version: string; readonly codes: ReadonlySet<string> } | undefined
  const countries = () => {
    const map = areas.hierarchy()
    if (counted?.version !== map.version) counted = { version: map.version, codes: countriesOf(map.all()) }
    return counted.codes
  }
  for (const path of ['/sources/area_status', '/source/area_status'] as const)
    eachSpelling(path, (url) =>
      routes.add(
        {
          ...{ ...declared, url, query: z.object({ country_codes: one }) },
          summary: 'FPAS: which authorities speak for countries (country_codes, as often as wanted)',
          answer: z.object({ results: z.array(authorityView) }),
        },
        ({ query }) => {
          const asked = [query.country_codes ?? []].flat().slice(0, mostCountries)
          if (asked.length === 0 || asked.includes(''))
            return refuse('fpas/missing', { at: 'country_codes', what: 'country_codes' })
          const lastPublishedAt = alerts.lastPublishedAt()
          return ok(authorityStatus(asked, { name: operator(), countries: countries(), lastPublishedAt }))
        },
      ),
    )
  eachSpelling('/config/server_status', (url) =>
    routes.add(
      {
        ...{ ...declared, url },
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
      ...{ ...declared, url: '/static/map_style_alerts_only.json', answer: 'application/json' },
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
      ...{ ...declared, url: '/map/alerts/:z/:x/:file', answer: tileType, params: tileParams },
      summary: 'FPAS: what is in force as a vector tile (Mapbox Vector Tiles 2.1), for the style',
    },
    ({ params: { z: zoom, x, file }, request, reply }) => {
      const state = stateNow()
      if (drawn?.state !== state) drawn = { state, features: alerts.shapes() }
      const body = Buffer.from(alertTile({ z: zoom, x, y: Number.parseInt(file, 10) }, drawn.features).buffer)
      const changedAt = world.latestAt() ?? system.startedAt
      const tile = { body, type: tileType, etag: `"${sha256(body).slice(0, 32)}"`, changedAt }
      return sendCacheable(request, reply, tile, clock.now())
    },
  )
}
