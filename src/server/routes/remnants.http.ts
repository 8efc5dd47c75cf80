/** Areas with explosive remnants over HTTP: for everybody with what to do, and for those who keep them. */
import { z } from 'zod'
import type { AreaCode, LonLat } from '#areas'
import { ok, refuse, type Result, type Sha256 } from '#base'
import {
  type DamageCommand,
  publicDamageWords,
  publicLanguages,
  squaresOf,
  type RemnantId,
  type Square,
} from '#damage'
import { areaAt } from '../damage-desk.ts'
import {
  damageParams,
  outlineView,
  remnantBoardView,
  remnantBody,
  remnantChangeBody,
  remnantView,
} from '../damage-shapes.ts'
import { byCaller } from '../ordered-by.ts'
import type { Routes } from '../route.http.ts'
import type { System } from '../system.ts'
import { oneAreaOf, sourceOf, type BoardParts } from './outages.http.ts'

export function remnantRoutes(routes: Routes, system: System, { desk, boards }: BoardParts): void {
  const { clock, ids } = system
  const shown = async (id: RemnantId) => {
    const found = (await desk.state()).remnants.get(id)
    if (found === undefined) return refuse('damage/unknown-remnant', { remnant: id })
    return ok(boards.keptRemnant(found, await desk.sourceNames()))
  }
  const note = { action: 'damage.note', tag: 'reports', method: 'POST', needs: 'the-writer' } as const
  const drawnAs = async (
    ring: readonly LonLat[],
  ): Promise<Result<{ readonly outline: Sha256; readonly squares: readonly Square[] }>> => {
    const squares = squaresOf(ring)
    if (!squares.ok) return squares
    return ok({ outline: await desk.keepOutline(ring), squares: squares.value })
  }
  /** As it is named, or the smallest area around the middle of what is drawn. */
  const areaOf = (text: string | undefined, ring: readonly LonLat[] | undefined): Result<AreaCode> => {
    if (text !== undefined) return oneAreaOf(system, text)
    const found = ring === undefined ? undefined : areaAt(system, middleOf(ring))
    return found === undefined
      ? refuse('server/invalid-request', { at: 'body.area', why: 'it is missing' })
      : ok(found)
  }
  const notice = Object.fromEntries(
    publicLanguages.map((language) => [language, publicDamageWords[language].notice]),
  )

  routes.add(
    {
      ...{ method: 'GET', url: '/v1/remnants', action: 'public', tag: 'public', answer: remnantBoardView },
      summary: 'Where explosives may lie, by area, and what to do: do not touch, do not enter',
    },
    async () => ok({ ...(await boards.remnants()), notice }),
  )
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/remnants/kept', action: 'damage.read', tag: 'reports' },
      summary: 'The same with their facts and versions',
      answer: z.object({ remnants: z.array(remnantView) }),
    },
    async ({ allowed }) => {
      const all = await boards.keptRemnants()
      return ok({ remnants: all.filter(({ area }) => allowed({ areas: [area] }).ok) })
    },
  )
  routes.add(
    {
      ...{ ...note, url: '/v1/remnants', status: 201, body: remnantBody, answer: remnantView },
      summary: 'Say that explosives may lie in an area; everybody is told at once',
    },
    async ({ body, caller, allowed }) => {
      const area = areaOf(body.area, body.outline)
      if (!area.ok) return area
      const may = allowed({ areas: [area.value], mode: system.config.mode })
      if (!may.ok) return may
      const source = await sourceOf(desk, body.source, caller.person.id)
      if (!source.ok) return source
      const drawn = body.outline === undefined ? ok(undefined) : await drawnAs(body.outline)
      if (!drawn.ok) return drawn
      const remnant = ids.next('remnant') as RemnantId
      const command: DamageCommand = {
        ...{ type: 'keep-remnant', is: 'new', remnant, area: area.value, state: body.state },
        ...{ source: source.value, seenAt: body.seenAt ?? clock.now(), readVersion: undefined },
        drawn: drawn.value,
      }
      const done = await desk.order(() => ok(command), byCaller(caller), system.config.mode)
      return done.ok ? shown(remnant) : done
    },
  )
  routes.add(
    {
      ...{ ...note, url: '/v1/remnants/:id', params: damageParams, body: remnantChangeBody },
      ...{ summary: 'Say that it is suspected, confirmed, or cleared', answer: remnantView },
    },
    async ({ params, body, caller, allowed }) => {
      const remnant = params.id as RemnantId
      const found = (await desk.state()).remnants.get(remnant)
      if (found === undefined) return refuse('damage/unknown-remnant', { remnant })
      const may = allowed({ areas: [found.area], mode: found.mode })
      if (!may.ok) return may
      const source = await sourceOf(desk, body.source, caller.person.id)
      if (!source.ok) return source
      const { outline } = body
      const drawn = outline === undefined || outline === null ? ok(outline) : await drawnAs(outline)
      if (!drawn.ok) return drawn
      const command: DamageCommand = {
        drawn: drawn.value,
        ...{ type: 'keep-remnant', is: 'changed', remnant, area: found.area, state: body.state },
        ...{ source: source.value, seenAt: body.seenAt ?? clock.now(), readVersion: body.readVersion },
      }
      const done = await desk.order(() => ok(command), byCaller(caller), found.mode)
      return done.ok ? shown(remnant) : done
    },
  )
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/remnants/:id/outline', action: 'damage.note', tag: 'reports' },
      ...{ params: damageParams, sensitive: 'damage-points', answer: outlineView },
      summary: 'The outline exactly as it was drawn, for those who go there',
    },
    async ({ params, allowed }) => {
      const found = (await desk.state()).remnants.get(params.id as RemnantId)
      if (found === undefined) return refuse('damage/unknown-remnant', { remnant: params.id })
      const may = allowed({ areas: [found.area] })
      if (!may.ok) return may
      const ring = found.outline === null ? undefined : await desk.outline(found.outline)
      return ok({ outline: [...(ring ?? [])] })
    },
  )
}

function middleOf(ring: readonly LonLat[]): LonLat {
  const mean = (places: readonly number[]) => places.reduce((sum, one) => sum + one, 0) / places.length
  return { lon: mean(ring.map(({ lon }) => lon)), lat: mean(ring.map(({ lat }) => lat)) }
}
