/** `/warden`: where a warden's link leads, with its style and its script. */
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { refuse, sha256 } from '#base'
import { staffLanguages } from '#web'
import { compactStyle } from '../web/assets.node.ts'
import { scriptMaker } from '../web/script-files.node.ts'
import { staffLanguage } from './people-pages.http.ts'
import { sendProblem } from './problem-document.http.ts'
import type { System } from './system.ts'
import { wardenPage } from './warden-page.ts'

export function addWardenPage(fastify: FastifyInstance, { config }: Pick<System, 'config'>): void {
  const files = new Map<string, { readonly type: string; readonly body: Buffer; readonly etag: string }>()
  const add = (name: string, extension: string, type: string, text: string): string => {
    const hash = sha256(text)
    const path = `/warden/${name}-${hash.slice(0, 10)}.${extension}`
    files.set(path, { type, body: Buffer.from(text), etag: `"${hash.slice(0, 32)}"` })
    return path
  }
  const styleFile = new URL('../shelters/assets/warden.css', import.meta.url)
  const style = add('warden', 'css', 'text/css; charset=utf-8', compactStyle(readFileSync(styleFile, 'utf8')))
  const script = scriptMaker(({ name, text }) => add(name, 'js', 'text/javascript; charset=utf-8', text))(
    new URL('../shelters/warden.dom.ts', import.meta.url),
  )
  const pages = new Map(
    staffLanguages.map((language) => [language, wardenPage({ language, mode: config.mode, style, script })]),
  )
  fastify.route({
    method: 'GET',
    url: '/warden',
    schema: { hide: true },
    handler: (request, reply) =>
      reply
        .header('content-type', 'text/html; charset=utf-8')
        .header('cache-control', 'no-store')
        .header('vary', 'accept-language')
        .send(pages.get(staffLanguage(request))),
  })
  fastify.route({
    method: 'GET',
    url: '/warden/:file',
    schema: { hide: true },
    handler: (request, reply) => {
      const path = request.url.split('?')[0]!
      const file = files.get(path)
      if (file === undefined)
        return sendProblem(
          reply,
          refuse('server/unknown-path', { method: 'GET', path: basename(path).slice(0, 200) }).problem,
        )
      void reply.header('etag', file.etag).header('cache-control', 'public, max-age=31536000, immutable')
      if (request.headers['if-none-match'] === file.etag) return reply.code(304).send()
      return reply.header('content-type', file.type).send(file.body)
    },
  })
}
