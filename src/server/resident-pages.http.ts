/** The residents' pages: each drawn and packed once for a state, a few seconds, a language and places, and sent as the same bytes to everybody. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { findAreas, type Area } from '#areas'
import { refuse } from '#base'
import {
  kioskPage,
  mostPlaces,
  nowPage,
  placesPage,
  residentLanguages,
  type FoundPlace,
  type NowAsked,
  type NowView,
  type ResidentLanguage,
} from '#resident'
import { builtOncePerState } from './cacheable.http.ts'
import { nowAnswer } from './now-schema.ts'
import { openNow, type NowParts } from './now.ts'
import { encodingFor } from './packed.node.ts'
import { send, sendable, type Sendable } from './packed-page.http.ts'
import { sendProblem } from './problem-document.http.ts'
import { residentApp, type ResidentAppParts } from './resident-app.http.ts'
import { residentAssets } from './resident-assets.node.ts'
import type { Routes } from './route.http.ts'

const texts = z.union([z.string().max(200), z.array(z.string().max(200)).max(20)])
const nowQuery = z.looseObject({
  place: texts
    .optional()
    .describe(`Codes of areas, up to ${mostPlaces}; the whole region where it is left out`),
  lang: z.string().max(35).optional().describe('en, uk, ru or he; else the Accept-Language header decides'),
})

export function residentRoutes(fastify: FastifyInstance, routes: Routes, parts: ResidentAppParts): void {
  const { system } = parts
  const now = openNow(parts)
  const assets = residentAssets()
  const cached = builtOncePerState<Promise<Sendable>>(now.state)
  /** The same seconds, state, language and places: the same bytes for everybody. */
  const kept = (name: string, asked: NowAsked, type: string, draw: (view: NowView) => string) =>
    cached(JSON.stringify([name, asked.language, asked.places]), async () =>
      sendable(draw(await now.view(asked)), type),
    )
  const askedBy = (request: FastifyRequest) =>
    now.asked(request.query as { readonly place?: unknown }, request.headers['accept-language'])
  const addPage = (url: string, draw: (view: NowView, request: FastifyRequest) => string) =>
    fastify.route({
      method: 'GET',
      url,
      schema: { hide: true },
      config: { ready: now.state },
      handler: async (request, reply) => {
        const page = await kept(pageName(url, request), askedBy(request), html, (view) => draw(view, request))
        return send(request, reply.header('vary', 'accept-encoding, accept-language'), page)
      },
    })

  const app = residentApp(fastify, parts)
  let isTold = false
  /** What a warning says never waits on what stands beside it. */
  const besideNow = (view: NowView) => {
    try {
      return app.onNow(view)
    } catch (error) {
      if (!isTold) system.log.error('Now is shown without what stands beside it', { why: String(error) })
      isTold = true
      return {}
    }
  }
  addPage('/', (view) => nowPage(view, { assets: assets.now, ...besideNow(view) }))
  addPage('/places', (view, request) => {
    const { q } = request.query as { readonly q?: unknown }
    const text = typeof q === 'string' ? q.trim().slice(0, 100) : ''
    const chosen = askedBy(request).places.flatMap(
      (code) => system.areas.hierarchy().get(code as never) ?? [],
    )
    return placesPage(
      {
        now: view,
        chosen: chosen.map((area) => foundPlace(system, area, view.language)),
        most: mostPlaces,
        ...(text === '' ? {} : { search: { text, found: searched(system, text, view.language) } }),
      },
      { assets: assets.now },
    )
  })
  fastify.route({
    method: 'GET',
    url: '/kiosk',
    schema: { hide: true },
    handler: async (request, reply) => {
      const asked = askedBy(request)
      const languages = kioskLanguages(request, asked.language)
      const page = await cached(JSON.stringify(['/kiosk', languages, asked.places]), async () => {
        const views = await Promise.all(languages.map((language) => now.view({ ...asked, language })))
        return sendable(kioskPage(views as [NowView, ...NowView[]], { assets: assets.kiosk }), html)
      })
      return send(request, reply.header('vary', 'accept-encoding, accept-language'), page)
    },
  })
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/now', action: 'public', tag: 'public', query: nowQuery },
      summary:
        'What holds in some places, in one language: what is in force, what to do, what has just ended',
      answer: nowAnswer,
    },
    async ({ request, reply }) => {
      const answer = await kept('json', askedBy(request), json, (view) => JSON.stringify(view))
      return send(request, reply.header('vary', 'accept-encoding, accept-language'), answer)
    },
  )
  fastify.route({
    method: 'GET',
    url: '/resident/:file',
    schema: { hide: true },
    // What its address stands for never changes.
    config: { ready: () => '' },
    handler: async (request, reply) => {
      const path = request.url.split('?')[0] as string
      const file = assets.files.get(path)
      if (file === undefined)
        return sendProblem(
          reply,
          refuse('server/unknown-path', { method: 'GET', path: path.slice(0, 200) }).problem,
        )
      const encoding = encodingFor(request.headers['accept-encoding'])
      void reply
        .header('cache-control', 'public, max-age=31536000, immutable')
        .header('vary', 'accept-encoding')
        .header('etag', `"${file.tag}-${encoding}"`)
      if (request.headers['if-none-match'] === `"${file.tag}-${encoding}"`) return reply.code(304).send()
      if (encoding !== 'identity') void reply.header('content-encoding', encoding)
      return reply.header('content-type', file.type).send((await file.packed())[encoding])
    },
  })
}

const html = 'text/html; charset=utf-8'
const json = 'application/json; charset=utf-8'

/** A search is part of what is drawn. */
function pageName(url: string, request: FastifyRequest): string {
  const { q } = request.query as { readonly q?: unknown }
  return url === '/places' && typeof q === 'string' ? `${url} ${q.trim().slice(0, 100)}` : url
}

/** `lang` may come several times: the kiosk then speaks each in turn. */
function kioskLanguages(request: FastifyRequest, first: ResidentLanguage): ResidentLanguage[] {
  const { lang } = request.query as { readonly lang?: unknown }
  const named = Array.isArray(lang) ? residentLanguages.filter((one) => lang.includes(one)) : []
  return named.length > 0 ? named : [first]
}

const mostFound = 10

function searched(system: NowParts['system'], text: string, language: ResidentLanguage): FoundPlace[] {
  const { matches } = findAreas(system.areas.gazetteer(), text, { limit: mostFound })
  return matches.map(({ area }) => foundPlace(system, area, language))
}

function foundPlace({ areas }: NowParts['system'], area: Area, language: ResidentLanguage): FoundPlace {
  const name = (one: Area) => {
    const own = one.names[language]
    if (own !== undefined) return { text: own }
    const [lang, text] = Object.entries(one.names).toSorted(([a]) => (a === 'en' ? -1 : 1))[0] ?? [
      'en',
      one.code,
    ]
    return { text, lang }
  }
  return { code: area.code, name: name(area), within: areas.hierarchy().ancestors(area.code).map(name) }
}
