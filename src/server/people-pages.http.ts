/** The pages of those who work here: documents without anybody's data, and the way to them for whoever is not signed in. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import {
  languageAmong,
  staffLanguages,
  staffPage,
  staffPageNames,
  staffPaths,
  type StaffLanguage,
  type StaffPageView,
} from '#web'
import type { Assets } from '../web/assets.node.ts'
import type { System } from './system.ts'

export function addPeoplePages(
  fastify: FastifyInstance,
  { config, authority }: System,
  assets: Assets,
): void {
  const viewIn = (language: StaffLanguage): StaffPageView => ({
    language,
    mode: config.mode,
    issuer: issuerIn(language),
    demonstration: authority.demonstration ? 'demonstration' : 'in-service',
    timeZone: authority.timeZone,
    assets: assets.paths,
  })
  const names = new Map(Object.entries(authority.issuer))
  const issuerIn = (language: StaffLanguage) =>
    names.get(language) ?? names.get('en') ?? [...names.values()][0] ?? ''
  for (const name of staffPageNames) {
    const pages = new Map(staffLanguages.map((language) => [language, staffPage(name, viewIn(language))]))
    fastify.route({
      method: 'GET',
      url: staffPaths[name],
      schema: { hide: true },
      handler: (request, reply) =>
        reply
          .header('content-type', 'text/html; charset=utf-8')
          .header('cache-control', 'no-store')
          .header('vary', 'accept-language')
          .send(pages.get(staffLanguage(request))),
    })
  }
}

/** The language asked for in the address, else the first of the browser’s that the pages for staff speak. */
export function staffLanguage({ query, headers }: Pick<FastifyRequest, 'query' | 'headers'>): StaffLanguage {
  const asked = (query as { readonly lang?: unknown }).lang
  return (
    languageAmong(
      staffLanguages,
      typeof asked === 'string' ? asked : undefined,
      headers['accept-language'],
    ) ?? 'en'
  )
}
