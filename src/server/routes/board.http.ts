/** What is in force, for everyone: the board, one area, the shapes; and where to find the rest. */
import { z } from 'zod'
import { inForceGeoJson } from '#alerts'
import type { AreaCode } from '#areas'
import { ok, refuse, type Mode } from '#base'
import { builtOncePerState, sendCacheable, type Representation } from '../cacheable.http.ts'
import { areaNowView, boardView, modeQuery } from '../schemas.ts'
import type { Routes } from '../route.http.ts'
import type { System } from '../system.ts'
import { viewOfArea, viewOfBoard } from '../views.ts'

export function boardRoutes(routes: Routes, system: System): void {
  const { world, areas, clock, config } = system
  // Two ledgers of the same length are not the same state.
  const stateNow = () =>
    `${system.ledger.id.slice(0, 8)}-${world.head()}-${areas.hierarchy().version.slice(0, 12)}`
  const once = builtOncePerState<Representation>(stateNow)
  const json = (name: string, build: () => unknown, type = 'application/json; charset=utf-8') =>
    once(name, () => ({
      body: Buffer.from(JSON.stringify(build())),
      type,
      etag: `"${stateNow()}"`,
      changedAt: world.latestAt() ?? system.startedAt,
    }))
  const modeOf = (query: { mode?: Mode | undefined }) => query.mode ?? config.mode

  routes.add(
    {
      method: 'GET',
      url: '/v1/board',
      action: 'public',
      tag: 'public',
      summary: 'Everything in force',
      query: modeQuery,
      answer: boardView,
    },
    ({ query, request, reply }) => {
      const mode = modeOf(query)
      const found = json(`board ${mode}`, () => viewOfBoard(world, areas.hierarchy(), mode))
      return sendCacheable(request, reply, found, clock.now())
    },
  )
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/areas/:code/now', action: 'public', tag: 'public', query: modeQuery },
      summary: 'What is in force for one area, with what it inherits',
      params: z.object({ code: z.string() }),
      answer: areaNowView,
    },
    ({ params, query, request, reply }) => {
      const code = params.code as AreaCode
      if (areas.hierarchy().get(code) === undefined) return areas.unknown(params.code)
      const mode = modeOf(query)
      const found = json(`area ${mode} ${code}`, () => viewOfArea(world, areas.hierarchy(), code, mode))
      return sendCacheable(request, reply, found, clock.now())
    },
  )
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/in-force.geojson', action: 'public', tag: 'public', query: modeQuery },
      summary: 'The shapes of everything in force',
      answer: 'application/geo+json',
    },
    ({ query, request, reply }) => {
      const mode = modeOf(query)
      const build = () =>
        inForceGeoJson({
          lines: world.board.lines(),
          mode,
          book: system.book,
          areas: areas.hierarchy(),
          at: world.latestAt() ?? system.startedAt,
        })
      return sendCacheable(
        request,
        reply,
        json(`geojson ${mode}`, build, 'application/geo+json'),
        clock.now(),
      )
    },
  )
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/threats', action: 'public', tag: 'public' },
      summary: 'The kinds of danger and the ladders of levels',
      answer: z.object({
        threats: z.array(z.looseObject({ id: z.string() })),
        ladders: z.array(z.looseObject({ id: z.string() })),
        ladder: z.string(),
      }),
    },
    () =>
      ok({ threats: system.book.threats(), ladders: system.book.ladders(), ladder: system.authority.ladder }),
  )
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/problems/:slice/:why', action: 'public', tag: 'public' },
      summary: 'What a problem code means',
      params: z.object({ slice: z.string(), why: z.string() }),
      answer: z.object({ code: z.string(), status: z.int(), says: z.string(), advice: z.string() }),
    },
    ({ params }) => {
      const code = `${params.slice}/${params.why}`
      const kind = Object.hasOwn(system.problems, code) ? system.problems[code] : undefined
      if (kind === undefined)
        return refuse('server/unknown-path', { method: 'GET', path: `/v1/problems/${code}` })
      return ok({ code, status: kind.status, says: kind.says, advice: kind.advice })
    },
  )
}
