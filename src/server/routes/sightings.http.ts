/** Sightings over HTTP: what somebody told the duty room, without who it was. */
import { z } from 'zod'
import type { AreaCode } from '#areas'
import { ok, refuse } from '#base'
import { may, type Caller } from '#people'
import type { ThreatId } from '#threats'
import { byCaller } from '../ordered-by.ts'
import type { Routes } from '../route.http.ts'
import { areaText, instant, instantOut, reason } from '../schemas.ts'
import type { Sighting, SightingDesk } from '../sightings.ts'
import type { System } from '../system.ts'

const lon = z.number().min(-180).max(180)
const lat = z.number().min(-90).max(90)
const body = z
  .strictObject({
    text: z.string().min(1).max(1_000).describe('What was seen; never who told it'),
    at: instant.optional().describe('When it was seen; now when left out'),
    threat: z.string().min(1).max(200).optional(),
    area: areaText.optional(),
    lon: lon.optional(),
    lat: lat.optional(),
    headingDegrees: z.number().min(0).lt(360).optional(),
  })
  .superRefine((told, context) => {
    const issue = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message, input: told })
    if ((told.lon === undefined) !== (told.lat === undefined)) issue('lon', 'one of lon and lat is missing')
    if (told.area !== undefined && told.lon !== undefined)
      issue('area', 'either an area or a position, not both')
  })
const sightingView = z.object({
  id: z.string(),
  at: instantOut,
  text: z.string(),
  threat: z.string().nullable(),
  area: z.string().nullable().describe('As it was named, or the smallest that holds the position'),
  lon: z.number().nullable(),
  lat: z.number().nullable(),
  headingDegrees: z.number().nullable(),
  state: z.enum(['open', 'closed']),
  closed: z.object({ at: instantOut, reason: z.string() }).nullable(),
})

const params = z.object({ id: z.string().regex(/^[A-Za-z0-9-]{1,64}$/) })

export function sightingRoutes(routes: Routes, system: System, sightings: SightingDesk): void {
  const { areas, clock } = system
  const contains = (outer: string, inner: string) =>
    areas.hierarchy().contains(outer as AreaCode, inner as AreaCode)
  /** What is told of no area of ours is everybody's who may read what is told. */
  const isTheirs =
    ({ permitted }: Caller) =>
    ({ area }: Sighting) =>
      area === null || may(permitted, { action: 'report.read', areas: [area] }, contains).ok
  const placeOf = ({ area }: Sighting) => (area === null ? {} : { areas: [area] })

  routes.add(
    {
      ...{ method: 'GET', url: '/v1/sightings', action: 'report.read', tag: 'reports' },
      ...{
        summary: 'What was told within the last day, the newest first',
        answer: z.object({ sightings: z.array(sightingView) }),
      },
    },
    async ({ caller }) => ok({ sightings: (await sightings.list()).filter(isTheirs(caller)).map(viewOf) }),
  )
  routes.add(
    {
      ...{ method: 'POST', url: '/v1/sightings', action: 'report.judge', tag: 'reports', status: 201 },
      ...{ summary: 'Write down what somebody told', body, answer: sightingView, needs: 'the-writer' },
    },
    async ({ body: told, caller, allowed }) => {
      const named = told.area === undefined ? ok([]) : areas.resolve([told.area])
      if (!named.ok) return named
      if (named.value.length > 1)
        return refuse('server/invalid-request', { at: 'area', why: 'it names more than one area' })
      const position =
        told.lon === undefined || told.lat === undefined ? undefined : { lon: told.lon, lat: told.lat }
      const area = named.value[0] ?? (position && areas.locator().locate(position)[0]) ?? null
      const may = allowed(area === null ? {} : { areas: [area] })
      if (!may.ok) return may
      const entered = await sightings.enter(
        {
          ...{ text: told.text, at: told.at ?? clock.now(), area },
          threat: (told.threat as ThreatId | undefined) ?? null,
          ...{ lon: position?.lon ?? null, lat: position?.lat ?? null },
          headingDegrees: told.headingDegrees ?? null,
        },
        byCaller(caller),
      )
      return entered.ok ? ok(viewOf(entered.value)) : entered
    },
  )
  routes.add(
    {
      ...{ method: 'POST', url: '/v1/sightings/:id/close', action: 'report.judge', tag: 'reports', params },
      ...{
        summary: 'Nothing more is to be done about it, with the reason',
        body: z.strictObject({ reason }),
        answer: sightingView,
        needs: 'the-writer',
      },
    },
    async ({ params: { id }, body: { reason: why }, caller, allowed }) => {
      const found = await sightings.find(id)
      if (!found.ok) return found
      const may = allowed(placeOf(found.value))
      if (!may.ok) return may
      const closed = await sightings.close(id, why, byCaller(caller))
      return closed.ok ? ok(viewOf(closed.value)) : closed
    },
  )
}

function viewOf(sighting: Sighting) {
  const { freshAt: _, ...shown } = sighting
  return shown
}
