/** The residents' app beside Now: its manifest, its service worker, its files, and the pages that need nothing of shelters and reports. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { refuse, sha256 } from '#base'
import {
  advicePage,
  appHead,
  appManifest,
  pageAnchors,
  phonePage,
  placesOf,
  residentLanguages,
  type NowAsked,
  type NowView,
  type PageOptions,
  type ResidentLanguage,
  type Said,
  type ThreatAdvice,
} from '#resident'
import { builtOncePerState } from './cacheable.http.ts'
import { openNow, type NowParts } from './now.ts'
import { encodingFor } from './packed.node.ts'
import { sendProblem } from './problem-document.http.ts'
import { residentAppAssets } from './resident-app-assets.node.ts'
import { addShelterPages, type ShelterPageParts } from './resident-app-shelters.http.ts'
import { addTellPages, type TellPageParts } from './resident-app-tell.http.ts'
import { send, sendable, type Sendable } from './packed-page.http.ts'
import { securityHeaders } from './security-headers.ts'

/** Undefined where there is no such page. */
type Drawn = string | undefined

export interface ResidentAppParts extends NowParts {
  readonly shelterPages?: Omit<ShelterPageParts, 'system'>
  readonly safe?: TellPageParts['safe']
}

export interface ResidentApp {
  /** What Now has in its head and at its foot. */
  readonly onNow: (view: NowView) => Pick<PageOptions, 'head' | 'later' | 'beside'>
  /** Adds a page of the app: the same bytes for everybody within a second, or made anew each time. */
  addPage(
    url: string,
    draw: (view: NowView, request: FastifyRequest) => Drawn | Promise<Drawn>,
    kept?: 'a-second' | 'by-nobody',
  ): void
}

const html = 'text/html; charset=utf-8'
const vary = 'accept-encoding, accept-language'

export function residentApp(fastify: FastifyInstance, parts: ResidentAppParts): ResidentApp {
  const now = openNow(parts)
  const cached = builtOncePerState<Promise<Sendable | undefined>>(now.state)
  const askedBy = (request: FastifyRequest): NowAsked =>
    now.asked(request.query as { readonly place?: unknown }, request.headers['accept-language'])
  const addPage: ResidentApp['addPage'] = (url, draw, kept = 'a-second') =>
    void fastify.route({
      ...{ method: 'GET', url, schema: { hide: true } },
      handler: async (request, reply) => {
        const asked = askedBy(request)
        const key = JSON.stringify([request.url, asked.language])
        const make = async () => {
          const drawn = await draw(await now.view(asked), request)
          return drawn === undefined ? undefined : sendable(drawn, html)
        }
        const page = await (kept === 'by-nobody' ? make() : cached(key, make))
        if (page === undefined) return sendProblem(reply, unknownPath(request))
        return send(request, reply.header('vary', vary), page, kept)
      },
    })

  addPage('/phone', (view) =>
    phonePage(view, { assets: residentAppAssets().page, script: residentAppAssets().scripts.phone }),
  )
  addPage('/what-to-do', (view) =>
    advicePage(view, adviceIn(parts, view.language), { assets: residentAppAssets().page }),
  )
  addFiles(fastify, parts, askedBy)
  const app: ResidentApp = {
    addPage,
    onNow: (view) => {
      const { page, scripts } = residentAppAssets()
      const places = view.about === 'my-places' ? placesOf(view).map(({ code }) => code) : []
      return {
        head: appHead(view.language, { touchIcon: page.touchIcon }),
        // Not part of first sight.
        later: scripts['app-open'],
        beside: pageAnchors(view, places),
      }
    },
  }
  if (parts.shelterPages !== undefined) addShelterPages(app, { system: parts.system, ...parts.shelterPages })
  if (parts.safe !== undefined) addTellPages(app, { system: parts.system, safe: parts.safe })
  return app
}

function unknownPath(request: FastifyRequest) {
  const path = (request.url.split('?')[0] as string).slice(0, 200)
  return refuse('server/unknown-path', { method: 'GET', path }).problem
}

function addFiles(
  fastify: FastifyInstance,
  { system }: NowParts,
  askedBy: (request: FastifyRequest) => NowAsked,
): void {
  const add = (url: string, handler: (request: FastifyRequest, reply: FastifyReply) => unknown) =>
    fastify.route({ ...{ method: 'GET', url, schema: { hide: true } }, handler })
  const { authority, config } = system
  const manifests = new Map<ResidentLanguage, Sendable>()
  add('/manifest.webmanifest', (request, reply) => {
    const { language } = askedBy(request)
    let found = manifests.get(language)
    if (found === undefined) {
      const issuers: { readonly [language: string]: string | undefined } = authority.issuer
      const issuer = issuers[language] ?? Object.values(issuers)[0] ?? ''
      const manifest = appManifest(language, { issuer, icons: residentAppAssets().icons })
      found = sendable(JSON.stringify(manifest), 'application/manifest+json; charset=utf-8')
      manifests.set(language, found)
    }
    return send(request, reply.header('vary', vary), found)
  })
  let worker: Sendable | undefined
  add('/sw.js', (request, reply) => {
    worker ??= workerScript(config.mode)
    // What warns must never be an old one (Service Workers §8.3).
    return send(request, reply.header('vary', 'accept-encoding'), worker, 'asked-each-time')
  })
  add('/resident/app/:file', async (request, reply) => {
    const path = request.url.split('?')[0] as string
    const file = residentAppAssets().files.get(path)
    if (file === undefined) return sendProblem(reply, unknownPath(request))
    const packed = await file.packed()
    const accepted = encodingFor(request.headers['accept-encoding'])
    const encoding = packed[accepted] === packed.identity ? 'identity' : accepted
    void reply
      .header('cache-control', 'public, max-age=31536000, immutable')
      .header('vary', 'accept-encoding')
      .header('etag', `"${file.tag}-${encoding}"`)
    if (request.headers['if-none-match'] === `"${file.tag}-${encoding}"`) return reply.code(304).send()
    if (encoding !== 'identity') void reply.header('content-encoding', encoding)
    return reply.header('content-type', file.type).send(packed[encoding])
  })
}

function workerScript(mode: string): Sendable {
  const { files, icons, badge, page, worker } = residentAppAssets()
  const needed = [...files.keys()].filter((path) => !/-512-/.test(path))
  const headers = securityHeaders({
    ...{ route: '/', action: undefined, cacheControl: 'no-store', publicBy: 'http' },
  })
  const installation = {
    version: sha256(worker + needed.join()).slice(0, 12),
    ...{ files: needed, icon: icons[0]!.src, badge, style: page.style, mode, pageHeaders: headers },
  }
  return sendable(
    `self.tocsinInstallation=${JSON.stringify(installation)};${worker}`,
    'text/javascript; charset=utf-8',
  )
}

function adviceIn({ system, phrases }: NowParts, language: ResidentLanguage): readonly ThreatAdvice[] {
  const own = phrases.book(language)
  const others = residentLanguages.map((one) => phrases.book(one))
  const book = own ?? phrases.book('en') ?? others.find((one) => one !== undefined)
  if (book === undefined) return []
  return system.book.threats().map((threat) => {
    const { danger, advisory, after } = book.advice(threat.advice)
    const names: { readonly [language: string]: string | undefined } = threat.names
    const lang = names[language] === undefined ? 'en' : undefined
    const name: Said = {
      text: names[language] ?? names['en'] ?? threat.id,
      ...(lang === undefined ? {} : { lang }),
    }
    return {
      ...{ threat: threat.id, icon: threat.icon, name, lang: book.language, after },
      ...{ danger: danger.do, dangerMore: danger.more, advisory: advisory.do },
    }
  })
}
