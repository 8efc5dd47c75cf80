/** The pages beside the API: the region's, drawn at most once a second and language, and its files. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { refuse, second, between, type Instant } from '#base'
import { countsOf } from '#channels'
import { spreadFor } from '#resident'
import { frontPage, pageLanguages, pageViewOf, pickLanguage, type PageLanguage } from '#web'
import type { Live } from '../channels/stream/start-live.sse.ts'
import { loadAssets } from '../web/assets.node.ts'
import { residentAssets } from './resident-assets.node.ts'
import { sendProblem } from './problem-document.http.ts'
import type { Door } from './door.http.ts'
import { drillSaid, type DrillDesk } from './drill-desk.ts'
import type { RecentNotices } from './recent-notices.ts'
import type { Reception } from './reception.ts'
import { send, sendable, type Sendable } from './packed-page.http.ts'
import type { SourceDesk } from './source-desk.ts'
import { addConsolePages } from './console-pages.http.ts'
import { addPeoplePages } from './people-pages.http.ts'
import { addSourcesPage } from './sources-page.http.ts'
import { addCapPage, type CapRouteParts } from './routes/cap.http.ts'
import type { SirenDesk } from '../channels/siren/open-sirens.mqtt.ts'
import { reachOfSirens } from './siren-views.ts'
import type { System } from './system.ts'
import { addWardenPage } from './warden-page.http.ts'

export interface PageParts {
  readonly system: System
  readonly sirens: SirenDesk
  readonly recent: RecentNotices
  readonly cap: CapRouteParts
  readonly sources: SourceDesk
  readonly reception: Reception
  readonly door: Door
  readonly live: () => Live | undefined
  readonly liveReaders?: () => number | undefined
  readonly drills?: Pick<DrillDesk, 'book'>
}

const texts = z.union([z.string(), z.array(z.string())])

export function addPages(fastify: FastifyInstance, parts: PageParts): void {
  const { system } = parts
  const assets = loadAssets()
  const drawn = new Map<
    PageLanguage,
    { readonly at: Instant; readonly seq: number; readonly page: Sendable }
  >()

  const pageIn = (language: PageLanguage): Sendable => {
    const now = system.clock.now()
    const seq = system.world.head()
    const known = drawn.get(language)
    // The same second and the same facts: the same page for everybody.
    if (known !== undefined && known.seq === seq && between(known.at, now) < second) return known.page
    const html = frontPage(pageViewOf(sourcesOf(parts, assets.paths), language, now))
    const page = sendable(html, 'text/html; charset=utf-8')
    drawn.set(language, { at: now, seq, page })
    return page
  }

  fastify.route({
    method: 'GET',
    url: '/region',
    schema: { hide: true },
    handler: (request, reply) => {
      const asked = (request.query as { readonly lang?: unknown }).lang
      const language = pickLanguage(
        typeof asked === 'string' ? asked : undefined,
        request.headers['accept-language'],
      )
      return send(request, reply.header('vary', 'accept-encoding, accept-language'), pageIn(language))
    },
  })
  addCapPage(fastify, parts.cap, assets)
  addSourcesPage(fastify, parts, assets)
  addPeoplePages(fastify, system, assets)
  addConsolePages(fastify, system, assets)
  addWardenPage(fastify, system)
  fastify.route({
    method: 'GET',
    url: '/assets/:file',
    schema: { hide: true },
    handler: (request, reply) => {
      const asset = assets.files.get(request.url.split('?')[0] as string)
      if (asset === undefined)
        return sendProblem(
          reply,
          refuse('server/unknown-path', { method: 'GET', path: request.url.split('?')[0]!.slice(0, 200) })
            .problem,
        )
      void reply.header('etag', asset.etag).header('cache-control', asset.cacheControl)
      if (request.headers['if-none-match'] === asset.etag) return reply.code(304).send()
      return reply.header('content-type', asset.type).send(asset.body)
    },
  })
  // Readers who ask for the stream on a connection that carried a page before.
  fastify.route({
    method: ['GET', 'HEAD', 'OPTIONS'],
    url: '/v1/live',
    schema: {
      summary: 'The live stream: what is in force now, then every notice as it is given (Server-Sent Events)',
      tags: ['public'],
      querystring: z.looseObject({
        areas: texts.optional().describe('Codes, separated by commas; everything when left out'),
        lastEventId: texts.optional().describe('As the header, for readers that can’t send one'),
      }),
      headers: z.looseObject({
        'last-event-id': z.string().optional().describe('Goes on after this event, with nothing left out'),
      }),
      response: {
        200: {
          description: 'First the board, then notices; ids are places in the ledger',
          content: { 'text/event-stream': { schema: z.string() } },
        },
      },
    } as object,
    handler: (request, reply) => {
      reply.hijack()
      parts.live()?.adopt(request.raw, reply.raw)
    },
  })
}

function sourcesOf(
  { system, sirens, recent, drills, liveReaders }: PageParts,
  paths: ReturnType<typeof loadAssets>['paths'],
) {
  const { authority, areas, world, config } = system
  const hierarchy = areas.hierarchy()
  const drill = drills === undefined ? undefined : drillSaid(drills.book)
  const shown = authority.areas.flatMap((code) => {
    const parts = hierarchy.children(code)
    return parts.length > 0 ? parts.map((area) => area.code) : [code]
  })
  const reach = reachOfSirens(sirens, system, shown)
  return {
    ...{
      board: world.board,
      alert: world.alert,
      hierarchy,
      book: system.book,
      own: authority.areas,
      issuer: authority.issuer,
    },
    mode: config.mode,
    demonstration: authority.demonstration ? ('demonstration' as const) : ('in-service' as const),
    timeZone: authority.timeZone,
    languages: pageLanguages.filter((language) => authority.languages.some((one) => one === language)),
    notices: recent.all().filter((notice) => notice.mode === config.mode),
    ...(reach === undefined
      ? {}
      : {
          sirens: {
            total: countsOf(reach.total),
            areas: reach.areas.map(({ area, sirens }) => ({ area, sirens: countsOf(sirens) })),
            uncovered: reach.uncovered,
            unsigned: reach.unsigned.length,
          },
        }),
    ...(drill === undefined || drill.state === 'none' ? {} : { drill }),
    seq: world.head(),
    spreadMilliseconds: spreadFor(liveReaders?.() ?? 0),
    mine: '/',
    signIn: '/sign-in',
    links: {
      board: '/v1/board',
      live: '/v1/live',
      atom: '/v1/feed.atom',
      geojson: '/v1/in-force.geojson',
      api: '/v1/openapi.json',
      check: '/cap',
    },
    assets: { ...paths, script: residentAssets().region },
  }
}
