/** The pages of those who work here: documents without anybody's data, and the way to them for whoever is not signed in. */
import type { FastifyInstance } from 'fastify'
import { staffPage, staffPageNames, staffPaths, type StaffPageView } from '#web'
import type { Assets } from '../web/assets.node.ts'
import type { System } from './system.ts'

export function addPeoplePages(
  fastify: FastifyInstance,
  { config, authority }: System,
  assets: Assets,
): void {
  const view: StaffPageView = {
    mode: config.mode,
    issuer: new Map(Object.entries(authority.issuer)).get('en') ?? Object.values(authority.issuer)[0] ?? '',
    demonstration: authority.demonstration ? 'demonstration' : 'in-service',
    timeZone: authority.timeZone,
    assets: assets.paths,
  }
  for (const name of staffPageNames) {
    const page = staffPage(name, view)
    fastify.route({
      method: 'GET',
      url: staffPaths[name],
      schema: { hide: true },
      handler: (_, reply) =>
        reply
          .header('content-type', 'text/html; charset=utf-8')
          .header('cache-control', 'no-store')
          .send(page),
    })
  }
}
