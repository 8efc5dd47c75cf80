/** Which dialects are served here, where, and how many areas under alert each of them can't name. */
import { z } from 'zod'
import { ok } from '#base'
import type { Dialects } from '../dialects.http.ts'
import type { Routes } from '../route.http.ts'
import { mode } from '../schemas.ts'

const dialectView = z.object({
  id: z.string(),
  title: z.string(),
  url: z.string().nullable().describe('Where its clients are pointed; null where they are reached otherwise'),
  port: z.int().nullable().describe('Of its own, where it has one'),
  keys: z.enum(['none', 'bearer-or-token', 'authorization']),
  modes: z.array(mode).describe('Alerts of other modes never appear in it'),
  leftOut: z.int().describe('Areas under alert now that it can’t name, or whose danger it has no word for'),
})

export function dialectRoutes(routes: Routes, { desk, ports }: Pick<Dialects, 'desk' | 'ports'>): void {
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/dialects', action: 'public', tag: 'public' },
      summary: 'The dialects that are served here, for clients that speak other APIs',
      answer: z.object({ dialects: z.array(dialectView) }),
    },
    () =>
      ok({
        dialects: desk.faces.map(({ dialect, ground, picture }) => ({
          ...{ id: dialect.id, title: dialect.title, keys: dialect.keys },
          url: dialect.routes.length === 0 ? null : ground.baseUrl(),
          ...{ port: ports.get(dialect.id) ?? null, modes: [...dialect.modes] },
          leftOut: dialect.leftOut?.(picture()) ?? 0,
        })),
      }),
  )
}
