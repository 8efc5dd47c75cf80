/** The whole map for a page that draws it, once for each version: what every area is called, and all shapes in one drawing. */
import { z } from 'zod'
import { areaKinds, type Area } from '#areas'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { sendCacheable } from '../cacheable.http.ts'
import { openMapShapes } from '../map-shapes.node.ts'
import { encodingFor, pack, type Packed } from '../packed.node.ts'
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
  const shapes = openMapShapes()
  let listed: { readonly version: string; readonly packed: Promise<Packed> } | undefined
  const list = () => {
    const hierarchy = areas.hierarchy()
    const { version } = hierarchy
    if (listed?.version !== version) {
      const all = { version, areas: [...hierarchy.all()].map(viewOf) }
      listed = { version, packed: pack(JSON.stringify(all)) }
    }
    return listed
  }
  const send = async (
    { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
    { name, type, version, packed }: { name: string; type: string; version: string; packed: Promise<Packed> },
  ) => {
    const encoding = encodingFor(request.headers['accept-encoding'])
    const bytes = (await packed)[encoding]
    if (encoding !== 'identity') void reply.header('content-encoding', encoding)
    const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    // Each encoding is another representation (RFC 9110 §8.8.3).
    const etag = `"${name}-${version.slice(0, 32)}-${encoding}"`
    return sendCacheable(request, reply, { body, type, etag, changedAt: system.startedAt }, clock.now())
  }

  routes.add(
    {
      ...{ method: 'GET', url: '/v1/map/areas', action: 'public', tag: 'areas' },
      summary: 'Every area with its names and its place among the others; the shapes are apart',
      answer: z.object({ version: z.string(), areas: z.array(mapArea) }),
    },
    (call) => send(call, { name: 'areas', type: 'application/json; charset=utf-8', ...list() }),
  )
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/map/shapes', action: 'public', tag: 'areas' },
      summary:
        'All shapes as one TopoJSON drawing, object `areas`, ids are codes: simplified, with borders still shared; exact ones are at each area',
      answer: 'application/topo+json',
    },
    (call) => {
      const hierarchy = areas.hierarchy()
      const { version } = hierarchy
      const packed = shapes.of(hierarchy)
      return send(call, { name: 'shapes', type: 'application/topo+json', version, packed })
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
