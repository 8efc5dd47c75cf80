/** Which dialects are served here, where and to whom, how many areas under alert each of them can't name, and what it can't say. */
import { z } from 'zod'
import { ok } from '#base'
import { dialectPrefix } from '../dialect-door.http.ts'
import type { Dialects } from '../dialects.http.ts'
import type { Routes } from '../route.http.ts'
import { mode } from '../schemas.ts'

const dialectView = z.object({
  id: z.string(),
  title: z.string(),
  url: z.string().nullable().describe('Where its clients are pointed; null where they are reached otherwise'),
  prefix: z.string().nullable().describe('Its path at every address of the server; null where it has none'),
  hosts: z.array(z.string()).describe('Names at which it stands at the root'),
  port: z.int().nullable().describe('Of its own, where it has one'),
  keys: z.enum(['none', 'bearer-or-token', 'authorization']).describe('Where the original has a key'),
  reading: z.enum(['with-a-key', 'without-a-key']).describe('What changes something needs a key in any case'),
  perMinute: z
    .int()
    .nullable()
    .describe(
      'Requests of one key, or of one address where there are none; null where only the public limit counts',
    ),
  modes: z.array(mode).describe('Alerts of other modes never appear in it'),
  leftOut: z.int().describe('Areas under alert now that it can’t name, or whose danger it has no word for'),
  unsaid: z.array(z.string()).describe('What it can’t say, in plain English'),
})

export function dialectRoutes(
  routes: Routes,
  { desk, ports, settings }: Pick<Dialects, 'desk' | 'ports' | 'settings'>,
): void {
  const rates = new Map(settings.dialectRates)
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/dialects', action: 'public', tag: 'public' },
      summary: 'The dialects that are served here, for clients that speak other APIs',
      answer: z.object({ dialects: z.array(dialectView) }),
    },
    () =>
      ok({
        dialects: desk.faces.map(({ dialect, ground, picture }) => {
          const { id, title, keys, routes: own, mapping } = dialect
          const rate = rates.get(id)
          const isKeyed = keys !== 'none' && settings.dialectKeys === 'as-the-original'
          return {
            ...{ id, title, keys, reading: isKeyed ? ('with-a-key' as const) : ('without-a-key' as const) },
            url: own.length === 0 ? null : ground.baseUrl(),
            prefix: own.length === 0 ? null : `${dialectPrefix}${id}`,
            hosts: settings.dialectHosts.flatMap(([one, host]) => (one === id ? [host] : [])),
            port: ports.get(id) ?? null,
            perMinute: rate === undefined ? null : Number(rate),
            modes: [...dialect.modes],
            leftOut: dialect.leftOut?.(picture()) ?? 0,
            unsaid: [...mapping.unsaid],
          }
        }),
      }),
  )
}
