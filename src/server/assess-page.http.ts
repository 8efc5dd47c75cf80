/** `/assess`: the assessor’s page with its files, its manifest and its service worker, made when they are first asked for. */
import { readFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import { assessManifest, assessPage, assessPath } from '#assess'
import { refuse } from '#base'
import { compactStyle } from '../web/assets.node.ts'
import { send, sendable, type Sendable } from './packed-page.http.ts'
import { encodingFor } from './packed.node.ts'
import { staffLanguage } from './people-pages.http.ts'
import { sendProblem } from './problem-document.http.ts'
import { bundled } from './resident-bundle.node.ts'
import { residentFiles } from './resident-files.node.ts'
import type { System } from './system.ts'

const html = 'text/html; charset=utf-8'

export function addAssessPage(
  fastify: FastifyInstance,
  { config, authority }: Pick<System, 'config' | 'authority'>,
): void {
  let made: ReturnType<typeof assets> | undefined
  const files = () => (made ??= assets())
  const pages = new Map<string, Sendable>()
  const page = (language: ReturnType<typeof staffLanguage>): Sendable => {
    const known = pages.get(language)
    if (known !== undefined) return known
    const issuers: { readonly [language: string]: string | undefined } = authority.issuer
    const issuer = issuers[language] ?? Object.values(issuers)[0] ?? ''
    const view = { language, mode: config.mode, issuer, assets: files().page }
    const drawn = sendable(assessPage(view), html)
    pages.set(language, drawn)
    return drawn
  }
  const add = (url: string, handler: Parameters<typeof fastify.route>[0]['handler']) =>
    fastify.route({ method: 'GET', url, schema: { hide: true }, handler })
  add(assessPath, (request, reply) =>
    send(
      request,
      reply.header('vary', 'accept-encoding, accept-language'),
      page(staffLanguage(request)),
      'asked-each-time',
    ),
  )
  add(`${assessPath}/manifest.webmanifest`, (request, reply) => {
    const manifest = assessManifest(staffLanguage(request), files().icons)
    const type = 'application/manifest+json; charset=utf-8'
    return send(request, reply.header('vary', 'accept-encoding'), sendable(JSON.stringify(manifest), type))
  })
  add(`${assessPath}/sw.js`, (request, reply) => {
    const text = `self.tocsinAssess=${JSON.stringify({ files: [...files().files.keys()] })};${files().worker}`
    return send(
      request,
      // It answers for the page above it (Service Workers §3.4.5).
      reply.header('vary', 'accept-encoding').header('service-worker-allowed', assessPath),
      sendable(text, 'text/javascript; charset=utf-8'),
      'asked-each-time',
    )
  })
  add(`${assessPath}/files/:file`, async (request, reply) => {
    const path = request.url.split('?')[0] as string
    const file = files().files.get(path)
    if (file === undefined)
      return sendProblem(
        reply,
        refuse('server/unknown-path', { method: 'GET', path: path.slice(0, 200) }).problem,
      )
    const packed = await file.packed()
    const encoding = encodingFor(request.headers['accept-encoding'])
    void reply
      .header('cache-control', 'public, max-age=31536000, immutable')
      .header('vary', 'accept-encoding')
      .header('etag', `"${file.tag}-${encoding}"`)
    if (request.headers['if-none-match'] === `"${file.tag}-${encoding}"`) return reply.code(304).send()
    if (encoding !== 'identity' && packed[encoding] !== packed.identity)
      void reply.header('content-encoding', encoding)
    return reply.header('content-type', file.type).send(packed[encoding])
  })
}

function assets() {
  const { files, add } = residentFiles(`${assessPath}/files/`)
  const at = (path: string) => new URL(`../${path}`, import.meta.url)
  const text = (path: string) => readFileSync(at(path), 'utf8')
  const picture = (name: string) =>
    add(`icon-${name}`, 'png', readFileSync(at(`resident/assets/app-icons/${name}.png`)))
  const icons = (['any', 'maskable'] as const).flatMap((purpose) =>
    [192, 512].map((size) => ({
      ...{ src: picture(`${purpose}-${size}`), sizes: `${size}x${size}`, type: 'image/png', purpose },
    })),
  )
  return {
    ...{ files, icons, worker: bundled(at('assess/sw.dom.ts')) },
    page: {
      style: add(
        'assess',
        'css',
        compactStyle(text('web/assets/page.css') + text('assess/assets/assess.css')),
      ),
      script: add('assess', 'js', bundled(at('assess/assess.dom.ts'))),
      icon: add('icon', 'svg', text('web/assets/icon.svg')),
      touchIcon: icons[2]!.src,
    },
  }
}
