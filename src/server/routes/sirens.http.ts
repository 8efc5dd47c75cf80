/** The sirens over HTTP: how each stands, registering them, testing them without a sound. */
import { z } from 'zod'
import type { AreaCode } from '#areas'
import { modes, ok, refuse } from '#base'
import { readSirenList, sirenStatuses, type SirenId } from '#channels'
import { byCaller } from '../ordered-by.ts'
import type { Routes } from '../route.http.ts'
import { mode } from '../schemas.ts'
import { heardView } from './resident-reports.http.ts'
import type { SirenDesk } from '../../channels/siren/open-sirens.mqtt.ts'
import { viewOfSiren } from '../siren-views.ts'
import type { SirenAnswers } from '../resident-reports-sirens.ts'
import type { System } from '../system.ts'

const sirenView = z.looseObject({
  id: z.string(),
  name: z.string(),
  area: z.string(),
  operator: z.string(),
  kind: z.enum(['signed', 'plain']),
  authenticity: z.enum(['signed', 'unsigned']),
  modes: z.array(mode),
  status: z.enum(sirenStatuses),
  batteryPercent: z.number().nullable(),
  faults: z.array(z.string()),
  lastHeard: z.string().nullable(),
  residents: heardView
    .extend({ of: z.enum(['near-it', 'its-area']) })
    .optional()
    .describe(
      'What residents say that they hear, since it was told to sound; left out for who may not read reports',
    ),
  doubt: z
    .enum(['residents-hear-none', 'residents-hear-it'])
    .nullable()
    .optional()
    .describe('Where what residents say does not fit what it says of itself'),
})

export function sirenRoutes(
  routes: Routes,
  system: System,
  sirens: SirenDesk,
  residents: Pick<SirenAnswers, 'tally'>,
): void {
  const { areas, config } = system

  routes.add(
    {
      ...{ method: 'GET', url: '/v1/sirens', action: 'sirens.read', tag: 'sirens' },
      ...{ summary: 'Every siren and how it stands', query: z.object({ area: z.string().optional() }) },
      answer: z.object({
        sirens: z.array(sirenView),
        broker: z.string(),
        commandKey: z.string().describe('Ed25519, base64url: what sirens check orders with'),
      }),
    },
    async ({ query, caller }) => {
      if (query.area !== undefined && areas.hierarchy().get(query.area as AreaCode) === undefined)
        return areas.unknown(query.area, 'area')
      const all = sirens.registry.all()
      const asked =
        query.area === undefined
          ? all
          : all.filter((one) => areas.hierarchy().contains(query.area as AreaCode, one.area))
      const tally = caller.permitted.actions.includes('report.read') ? await residents.tally() : undefined
      return ok({
        sirens: asked.map((siren) => viewOfSiren(sirens, system, siren, tally)),
        broker: sirens.brokerUrl,
        commandKey: sirens.commandKey,
      })
    },
  )
  routes.add(
    {
      ...{ method: 'POST', url: '/v1/sirens', action: 'sirens.register', tag: 'sirens', needs: 'the-writer' },
      summary: 'Register sirens, or replace those of the same id',
      body: z.strictObject({
        sirens: z
          .array(z.looseObject({ id: z.string() }))
          .min(1)
          .max(20_000),
      }),
      bodyLimit: 16 * 1024 * 1024,
      answer: z.object({ registered: z.int() }),
    },
    async ({ body, caller, allowed }) => {
      const usual = config.mode === 'live' ? modes : modes.filter((one) => one !== 'live')
      const list = readSirenList(JSON.stringify(body.sirens), usual)
      if (!list.ok) return list
      for (const [place, siren] of list.value.entries())
        if (areas.hierarchy().get(siren.area) === undefined) {
          return areas.unknown(siren.area, `sirens[${place}].area`)
        }
      // Where they are to stand, and where those stand that they take the place of.
      const may = allowed({
        areas: list.value.flatMap(({ id, area }) => [area, sirens.registry.get(id)?.area ?? area]),
      })
      if (!may.ok) return may
      await sirens.registry.put(list.value)
      const data = { sirens: list.value.length, first: list.value[0]!.id }
      await system.note({
        stream: 'sirens',
        type: 'sirens-registered',
        ...byCaller(caller),
        mode: config.mode,
        data,
      })
      return ok({ registered: list.value.length })
    },
  )
  routes.add(
    {
      ...{
        method: 'POST',
        url: '/v1/sirens/remove',
        action: 'sirens.register',
        tag: 'sirens',
        needs: 'the-writer',
      },
      ...{
        summary: 'Forget sirens',
        body: z.strictObject({ sirens: z.array(z.string()).min(1).max(20_000) }),
      },
      answer: z.object({ removed: z.int() }),
    },
    async ({ body, caller, allowed }) => {
      const known = body.sirens.flatMap((id) => sirens.registry.get(id as SirenId) ?? [])
      const may = allowed({ areas: known.map((siren) => siren.area) })
      if (!may.ok) return may
      await sirens.registry.remove(known.map((siren) => siren.id))
      const data = { sirens: known.map((siren) => siren.id) }
      await system.note({
        stream: 'sirens',
        type: 'sirens-removed',
        ...byCaller(caller),
        mode: config.mode,
        data,
      })
      return ok({ removed: known.length })
    },
  )
  routes.add(
    {
      ...{
        method: 'POST',
        url: '/v1/sirens/test',
        action: 'sirens.test',
        tag: 'sirens',
        needs: 'the-writer',
      },
      summary: 'Test sirens without a sound, and say what each is then; all of them when none is named',
      body: z.strictObject({
        sirens: z.array(z.string()).max(20_000).optional(),
        area: z.string().optional(),
      }),
      answer: z.object({ tested: z.record(z.string(), z.enum(sirenStatuses)) }),
    },
    async ({ body, caller, allowed }) => {
      if (sirens.channel === undefined) return refuse('server/no-sirens')
      if (body.area !== undefined && areas.hierarchy().get(body.area as AreaCode) === undefined)
        return areas.unknown(body.area, 'area')
      const named = body.sirens?.map((id) => sirens.registry.get(id as SirenId))
      const unknown = named?.findIndex((siren) => siren === undefined) ?? -1
      if (unknown >= 0)
        return refuse('server/unknown-siren', { at: `sirens[${unknown}]`, siren: body.sirens![unknown]! })
      const asked = (named ?? sirens.registry.all()).flatMap((siren) => siren ?? [])
      const meant = asked.filter(
        (one) => body.area === undefined || areas.hierarchy().contains(body.area as AreaCode, one.area),
      )
      const may = allowed({ areas: meant.map((siren) => siren.area) })
      if (!may.ok) return may
      const tested = await sirens.channel.quietTest(meant.map((siren) => siren.id))
      const counts = Object.fromEntries(
        sirenStatuses.map((status) => [status, [...tested.values()].filter((one) => one === status).length]),
      )
      await system.note({
        stream: 'sirens',
        type: 'sirens-tested',
        ...byCaller(caller),
        mode: 'test',
        data: counts,
      })
      return ok({ tested: Object.fromEntries(tested) })
    },
  )
}
