/** Outages over HTTP: the board for everybody, by area; keeping it for those who hear of them. */
import { z } from 'zod'
import type { AreaCode } from '#areas'
import { ok, refuse, type Result } from '#base'
import type { DamageCommand, OutageId, OutageSource } from '#damage'
import type { DamageDesk } from '../damage-desk.ts'
import {
  damageParams,
  outageBoardView,
  outageBody,
  outageChangeBody,
  outageEndBody,
  outageView,
} from '../damage-shapes.ts'
import { byCaller } from '../ordered-by.ts'
import type { boardsOf } from '../outage-board.ts'
import type { Routes } from '../route.http.ts'
import type { System } from '../system.ts'

export interface BoardParts {
  readonly desk: DamageDesk
  readonly boards: ReturnType<typeof boardsOf>
}

export function outageRoutes(routes: Routes, system: System, { desk, boards }: BoardParts): void {
  const { clock, ids } = system
  const shown = async (id: OutageId) => {
    const found = (await desk.state()).outages.get(id)
    if (found === undefined) return refuse('damage/unknown-outage', { outage: id })
    return ok(boards.keptOutage(found, await desk.sourceNames()))
  }
  const note = { action: 'damage.note', tag: 'reports', method: 'POST', needs: 'the-writer' } as const

  routes.add(
    {
      ...{ method: 'GET', url: '/v1/outages', action: 'public', tag: 'public', answer: outageBoardView },
      summary: 'What does not work: power, water, heat, communication, by area, since when and by whose word',
    },
    async () => ok(await boards.outages()),
  )
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/outages/kept', action: 'damage.read', tag: 'reports' },
      ...{
        summary: 'Every outage, also what is not shown',
        answer: z.object({ outages: z.array(outageView) }),
      },
    },
    async ({ allowed }) => {
      const all = await boards.keptOutages()
      return ok({ outages: all.filter(({ area }) => allowed({ areas: [area] }).ok) })
    },
  )
  routes.add(
    {
      ...{ ...note, url: '/v1/outages', status: 201, body: outageBody, answer: outageView },
      summary: 'Say what an area is without, since when, and who says so',
    },
    async ({ body, caller, allowed }) => {
      const area = oneAreaOf(system, body.area)
      if (!area.ok) return area
      const may = allowed({ areas: [area.value], mode: system.config.mode })
      if (!may.ok) return may
      const source = await sourceOf(desk, body.source, caller.person.id)
      if (!source.ok) return source
      const outage = ids.next('outage') as OutageId
      const { kind, since = clock.now(), status, without, shown: to } = body
      const command: DamageCommand = {
        ...{ type: 'open-outage', outage, kind, area: area.value, since, status, without, shown: to },
        source: source.value,
      }
      const done = await desk.order(() => ok(command), byCaller(caller), system.config.mode)
      return done.ok ? shown(outage) : done
    },
  )
  const mayTouch = async (
    id: string,
    allowed: Parameters<Parameters<typeof routes.add>[1]>[0]['allowed'],
  ) => {
    const found = (await desk.state()).outages.get(id as OutageId)
    if (found === undefined) return refuse('damage/unknown-outage', { outage: id })
    return allowed({ areas: [found.area], mode: found.mode })
  }
  routes.add(
    {
      ...{
        ...note,
        url: '/v1/outages/:id',
        params: damageParams,
        body: outageChangeBody,
        answer: outageView,
      },
      summary: 'Change what is known of an outage',
    },
    async ({ params: { id }, body: { readVersion, source: named, ...body }, caller, allowed }) => {
      const may = await mayTouch(id, allowed)
      if (!may.ok) return may
      const source = named === undefined ? ok(undefined) : await sourceOf(desk, named, caller.person.id)
      if (!source.ok) return source
      const change = Object.fromEntries(
        Object.entries({ ...body, source: source.value }).filter(([, value]) => value !== undefined),
      )
      const command: DamageCommand = { type: 'change-outage', outage: id as OutageId, readVersion, change }
      const done = await desk.order(() => ok(command), byCaller(caller), system.config.mode)
      return done.ok ? shown(id as OutageId) : done
    },
  )
  routes.add(
    {
      ...{ ...note, url: '/v1/outages/:id/end', params: damageParams, body: outageEndBody },
      ...{ summary: 'Say that it works again', answer: outageView },
    },
    async ({ params: { id }, body, caller, allowed }) => {
      const may = await mayTouch(id, allowed)
      if (!may.ok) return may
      const source = await sourceOf(desk, body.source, caller.person.id)
      if (!source.ok) return source
      const command: DamageCommand = {
        ...{ type: 'end-outage', outage: id as OutageId, endedAt: body.endedAt ?? clock.now() },
        source: source.value,
      }
      const done = await desk.order(() => ok(command), byCaller(caller), system.config.mode)
      return done.ok ? shown(id as OutageId) : done
    },
  )
}

/** One area that is named in a word or a code. */
export function oneAreaOf({ areas }: Pick<System, 'areas'>, text: string): Result<AreaCode> {
  const found = areas.resolve([text])
  if (!found.ok) return found
  const [code, ...more] = found.value
  return code === undefined || more.length > 0
    ? refuse('server/invalid-request', { at: 'body.area', why: 'it names more than one area' })
    : ok(code)
}

/** An office by its name, or whoever says it. */
export async function sourceOf(
  desk: DamageDesk,
  named: { readonly kind: OutageSource['kind']; readonly name: string } | undefined,
  person: string,
): Promise<Result<OutageSource>> {
  if (named === undefined) return ok({ kind: 'official', ref: person })
  const ref = await desk.sourceNamed(named.kind, named.name)
  return ref.ok ? ok({ kind: named.kind, ref: ref.value }) : ref
}
