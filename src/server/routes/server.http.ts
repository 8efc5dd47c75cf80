/** The server about itself: its health, its figures, its API. */
import { z } from 'zod'
import { ok, type JsonObject } from '#base'
import { metricsText } from '../metrics.node.ts'
import type { Routes } from '../route.http.ts'
import { mode } from '../schemas.ts'
import type { System } from '../system.ts'
import type { Texts } from '../texts.ts'

export function serverRoutes(
  routes: Routes,
  system: System,
  document: () => Promise<JsonObject>,
  texts: Texts,
): void {
  const { world, config, authority } = system
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/health', action: 'public', tag: 'server' },
      summary: 'Whether this server serves, whether it decides, and how far it has read',
      answer: z.object({
        status: z.enum(['serving', 'degraded']),
        mode,
        demonstration: z.boolean(),
        decides: z.enum(['me', 'other']),
        seq: z.int(),
        startedAt: z.string(),
        deliveries: z.looseObject({}).nullable(),
        texts: z
          .enum(['as-set-up', 'shipped-ones-instead'])
          .describe('The latter: own ladders or phrases can’t be read, and are left out'),
      }),
    },
    () => {
      const load = system.courier()?.load() ?? null
      const areWhole = texts.phrases.fellBack().length + texts.ladders.leftOut().length === 0
      const status = load?.attemptLog === 'fails' || !areWhole ? 'degraded' : 'serving'
      return ok({
        ...{ status, mode: config.mode, demonstration: authority.demonstration, decides: system.decides() },
        ...{ seq: world.head() as number, startedAt: system.startedAt, deliveries: load },
        texts: areWhole ? 'as-set-up' : 'shipped-ones-instead',
      })
    },
  )
  routes.add(
    {
      method: 'GET',
      url: '/metrics',
      action: 'public',
      tag: 'server',
      summary: 'Figures for Prometheus',
      answer: 'text/plain',
    },
    async ({ reply }) => {
      const { type, text } = await metricsText(system)
      return reply.header('content-type', type).header('cache-control', 'no-store').send(text)
    },
  )
  routes.add(
    {
      method: 'GET',
      url: '/v1/openapi.json',
      action: 'public',
      tag: 'server',
      summary: 'This API as OpenAPI 3.1',
      answer: z.looseObject({ openapi: z.string() }),
    },
    async () => ok(await document()),
  )
}
