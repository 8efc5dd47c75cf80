/** The whole map for a page that draws it, once for each version: what every area is called and where it belongs. */
import { z } from 'zod'
import { areaKinds, type Area } from '#areas'
import { builtOncePerState, sendCacheable, type Representation } from '../cacheable.http.ts'
import type { Routes } from '../route.http.ts'
import { names } from '../schemas.ts'
import type { System } from '../system.ts'

const mapArea = z.object({
  code: z.string(),
  kind: z.enum(areaKinds as unknown as [string, ...string[]]),
  parent: z.string().nullable(),
  names,
  aliases: z.array(z.string()),
  centre: z.object({ lon: z.number(), lat: z.number() }).nullable(),
  population: z.number().nullable(),
  shape: z.enum(['surveyed', 'approximate', 'none']),
  divided: z.enum(['wholly', 'partly']).nullable().describe('Whether the areas below make up all of it'),
})

export function mapRoutes(routes: Routes, system: System): void {
  const { areas, clock } = system
  const version = () => areas.hierarchy().version
  const once = builtOncePerState<Representation>(version)

  routes.add(
    {
      ...{ method: 'GET', url: '/v1/map/areas', action: 'public', tag: 'areas' },
      summary: 'Every area with its names and its place among the others; the shapes are apart',
      answer: z.object({ version: z.string(), areas: z.array(mapArea) }),
    },
    ({ request, reply }) => {
      const found = once('areas', () => ({
        body: Buffer.from(
          JSON.stringify({ version: version(), areas: [...areas.hierarchy().all()].map(viewOf) }),
        ),
        type: 'application/json; charset=utf-8',
        etag: `"areas-${version().slice(0, 32)}"`,
        changedAt: system.startedAt,
      }))
      return sendCacheable(request, reply, found, clock.now())
    },
  )
}

function viewOf(area: Area): z.input<typeof mapArea> {
  const { code, kind, parent, names, aliases = [], centre, population, shape, divided } = area
  return {
    ...{ code, kind, parent, names: names as { [language: string]: string }, aliases: [...aliases] },
    ...{ centre: centre ?? null, population: population ?? null, divided: divided ?? null },
    shape: shape === undefined ? 'none' : (area.shapeQuality ?? 'surveyed'),
  }
}
