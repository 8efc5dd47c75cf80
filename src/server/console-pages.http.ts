/** The console’s pages: one document for every screen, which holds nothing of anybody, and its files. */
import type { FastifyInstance } from 'fastify'
import { refuse } from '#base'
import type { Assets } from '../web/assets.node.ts'
import { consoleAsset, consoleDocument } from './console-files.fs.ts'
import { sendProblem } from './problem-document.http.ts'
import type { System } from './system.ts'

export function addConsolePages(
  fastify: FastifyInstance,
  { config, authority }: System,
  assets: Assets,
): void {
  const values = {
    mode: config.mode,
    zone: authority.timeZone,
    issuer: new Map(Object.entries(authority.issuer)).get('en') ?? Object.values(authority.issuer)[0] ?? '',
    icon: assets.paths.icon,
    basemap: config.basemap ?? '',
  }
  // The same for every screen: which one it is, the address tells the script.
  for (const url of ['/console', '/console/:screen', '/console/:screen/:of'])
    fastify.route({
      method: 'GET',
      url,
      schema: { hide: true },
      handler: (_, reply) => {
        const document = consoleDocument(values)
        if (document === undefined) return sendProblem(reply, refuse('server/console-not-built').problem)
        return reply
          .header('content-type', 'text/html; charset=utf-8')
          .header('cache-control', 'no-store')
          .send(document)
      },
    })
  fastify.route({
    method: 'GET',
    url: '/console/assets/:file',
    schema: { hide: true },
    handler: async (request, reply) => {
      const { file } = request.params as { readonly file: string }
      const asset = await consoleAsset(file, request.headers['accept-encoding'] ?? '')
      if (asset === undefined)
        return sendProblem(
          reply,
          refuse('server/unknown-path', { method: 'GET', path: request.url.slice(0, 200) }).problem,
        )
      if (asset.encoding !== 'identity') void reply.header('content-encoding', asset.encoding)
      return reply
        .header('content-type', asset.type)
        .header('vary', 'accept-encoding')
        .header('cache-control', 'public, max-age=31536000, immutable')
        .send(asset.body)
    },
  })
}
