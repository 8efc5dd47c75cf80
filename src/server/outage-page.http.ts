/** `/outages`: the page of outages and explosive remnants, with its style. */
import { readFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import { refuse, sha256 } from '#base'
import { compactStyle } from '../web/assets.node.ts'
import { outagePage } from './outage-page.ts'
import type { boardsOf } from './outage-board.ts'
import { staffLanguage } from './people-pages.http.ts'
import { sendProblem } from './problem-document.http.ts'
import type { System } from './system.ts'

export function addOutagePage(
  fastify: FastifyInstance,
  { areas, authority }: Pick<System, 'areas' | 'authority'>,
  boards: ReturnType<typeof boardsOf>,
): void {
  const style = compactStyle(readFileSync(new URL('../damage/assets/outages.css', import.meta.url), 'utf8'))
  const hash = sha256(style)
  const name = `style-${hash.slice(0, 10)}.css`
  fastify.route({
    method: 'GET',
    url: '/outages',
    schema: { hide: true },
    handler: async (request, reply) => {
      const { at, mode, outages } = await boards.outages()
      const { remnants: kept } = await boards.remnants()
      const remnants = kept.map((one) => ({ ...one, shape: areas.hierarchy().get(one.area)?.shape }))
      const page = outagePage({
        ...{ language: staffLanguage(request), mode, at, outages, remnants },
        ...{ timeZone: authority.timeZone, style: `/outages/${name}` },
      })
      return reply
        .header('content-type', 'text/html; charset=utf-8')
        .header('cache-control', 'no-store')
        .header('vary', 'accept-language')
        .send(page)
    },
  })
  fastify.route({
    method: 'GET',
    url: '/outages/:file',
    schema: { hide: true },
    handler: (request, reply) => {
      if ((request.params as { readonly file: string }).file !== name)
        return sendProblem(reply, refuse('damage/no-such-file').problem)
      void reply
        .header('etag', `"${hash.slice(0, 32)}"`)
        .header('cache-control', 'public, max-age=31536000, immutable')
      return reply.header('content-type', 'text/css; charset=utf-8').send(style)
    },
  })
}
