/** The desk's side of what residents tell: read by who may read reports, judged by who may judge them. */
import { z } from 'zod'
import type { AreaCode } from '#areas'
import { ok, refuse } from '#base'
import { may, type Action, type Caller } from '#people'
import { coarse, crossingsIn, longestText, reportKinds, threatOfWhat, type ResidentReport } from '#reports'
import type { ThreatId } from '#threats'
import { byCaller } from '../ordered-by.ts'
import type { ResidentReportDesk } from '../resident-reports.ts'
import type { Routes } from '../route.http.ts'
import { instantOut, reason } from '../schemas.ts'
import type { System } from '../system.ts'

const point = z.object({ lon: z.number(), lat: z.number() })
const photo = z.object({ hash: z.string(), type: z.string(), widthPixels: z.int(), heightPixels: z.int() })
const telling = z.object({
  seenAt: instantOut,
  receivedAt: instantOut,
  late: z.enum(['in-time', 'late']),
  text: z.string(),
  at: point.nullable(),
  precision: z
    .enum(['area', 'coarse', 'exact'])
    .describe('Exact points are for who may judge reports; others see the box of 0.01° around them'),
  bearing: z.object({ degrees: z.number(), accuracyDegrees: z.number() }).nullable(),
  headingDegrees: z.number().nullable(),
  photo: photo.nullable(),
})
const reportView = z.object({
  id: z.string(),
  kind: z.enum(reportKinds),
  what: z.string(),
  area: z.string().nullable(),
  state: z.enum(['open', 'closed', 'merged', 'sighting', 'taken-back']),
  judged: z.object({ at: instantOut, reason: z.string().optional(), into: z.string().optional() }).nullable(),
  firstSeenAt: instantOut,
  lastSeenAt: instantOut,
  receivedAt: instantOut,
  told: z.int(),
  atLeast: z.int().describe('By so many devices; those that do not say which they are may all be one'),
  tellings: z.array(telling).describe('The latest in full'),
  contact: z.enum(['kept', 'none']),
})
export const heardView = z.object({
  heard: z.int(),
  notHeard: z.int(),
  fromCrowds: z.int().describe('Of both, those from addresses from which many answered'),
  since: instantOut.nullable(),
  latestAt: instantOut.nullable(),
  share: z
    .object({ atLeast: z.number(), atMost: z.number() })
    .nullable()
    .describe('Between which shares of the residents hear it, going by the answers alone'),
  says: z.enum(['heard', 'not-heard', 'divided', 'too-few']),
})
const crossing = z.object({
  what: z.string(),
  seenAt: instantOut,
  at: point,
  withinKm: z.number().describe('95 of 100 times, if the bearings are as good as they say'),
  sights: z.int(),
  farthestKm: z.number(),
  reports: z.array(z.string()),
})

const id = z.string().regex(/^[A-Za-z0-9-]{1,64}$/)
const params = z.object({ id })
/** Of what nobody has a name for: what flies there at most, as drones and missiles differ too much to guess. */
const usualKmPerHour = 250

export function residentReportRoutes(routes: Routes, system: System, desk: ResidentReportDesk): void {
  const { areas } = system
  const contains = (outer: string, inner: string) =>
    areas.hierarchy().contains(outer as AreaCode, inner as AreaCode)
  const isFor = ({ permitted }: Caller, action: Action, { area }: Pick<ResidentReport, 'area'>) =>
    may(permitted, { action, ...(area === null ? {} : { areas: [area] }) }, contains).ok
  const placeOf = ({ area }: ResidentReport) => (area === null ? {} : { areas: [area] })
  const viewFor = (caller: Caller, report: ResidentReport) => ({
    ...report,
    tellings: report.tellings.map((one) => {
      const { id: _, ...shown } = one
      const isSeenExactly = one.precision !== 'exact' || isFor(caller, 'report.judge', report)
      if (isSeenExactly || one.at === null) return shown
      return { ...shown, at: coarse(one.at), precision: 'coarse' as const }
    }),
  })
  const read = { action: 'report.read', tag: 'reports' } as const
  const judge = {
    method: 'POST',
    action: 'report.judge',
    tag: 'reports',
    params,
    answer: reportView,
  } as const

  const found = async (which: string, allowed: (deed: { areas?: AreaCode[] }) => ReturnType<typeof may>) => {
    const report = await desk.find(which)
    if (!report.ok) return report
    const isAllowed = allowed(placeOf(report.value))
    return isAllowed.ok ? report : isAllowed
  }
  const speedOf = (what: string) =>
    system.book.threat((threatOfWhat[what] ?? '') as ThreatId)?.speedKmPerHour?.to ?? usualKmPerHour

  routes.add(
    {
      ...{ ...read, method: 'GET', url: '/v1/resident-reports' },
      summary:
        'What residents told: reports to be judged, what they hear of the sirens, where lines of sight cross',
      answer: z.object({
        reports: z.array(reportView),
        crossings: z.array(crossing),
        sirens: z.array(heardView.extend({ area: z.string() })).describe('Within the last half hour'),
      }),
    },
    async ({ caller }) => {
      const theirs = (await desk.list()).filter((report) => isFor(caller, 'report.read', report))
      const tally = await desk.sirens.tally()
      const window = desk.sirens.now()
      const sirens = tally
        .areas(window)
        .filter((area) => isFor(caller, 'report.read', { area }))
        .map((area) => ({ area, ...tally.inAreas((one) => one === area, window) }))
      return ok({
        reports: theirs.map((report) => viewFor(caller, report)),
        ...{ crossings: crossingsIn(theirs, speedOf), sirens },
      })
    },
  )
  routes.add(
    {
      ...{ ...read, method: 'GET', url: '/v1/resident-reports/:id/photos/:photo' },
      summary: 'A photo that a resident sent: the picture alone',
      params: z.object({ id, photo: z.string().regex(/^[0-9a-f]{64}$/) }),
      answer: 'image/*',
    },
    async ({ params, allowed, reply }) => {
      const report = await found(params.id, allowed as never)
      if (!report.ok) return report
      const kept = await desk.photo(report.value, params.photo)
      if (kept === undefined) return refuse('reports/no-photo')
      return reply
        .header('content-type', kept.type)
        .header('content-disposition', 'inline')
        .send(Buffer.from(kept.bytes))
    },
  )
  routes.add(
    {
      ...{ ...read, method: 'GET', url: '/v1/resident-reports/:id/contact', action: 'report.judge', params },
      summary: 'How to reach whoever asked for help; who reads it is written down',
      sensitive: 'resident-contact',
      answer: z.object({ contact: z.string() }),
    },
    async ({ params, allowed }) => {
      const report = await found(params.id, allowed as never)
      if (!report.ok) return report
      const contact = await desk.contact(params.id)
      return contact === undefined ? refuse('reports/no-contact') : ok({ contact })
    },
  )
  routes.add(
    {
      ...{ ...judge, url: '/v1/resident-reports/:id/close', body: z.strictObject({ reason }) },
      ...{ summary: 'Nothing more is to be done about it, with the reason', needs: 'the-writer' },
    },
    async ({ params, body, caller, allowed }) => {
      const report = await found(params.id, allowed as never)
      if (!report.ok) return report
      return shown(caller, await desk.close(params.id, body.reason, byCaller(caller)))
    },
  )
  routes.add(
    {
      ...{ ...judge, url: '/v1/resident-reports/:id/merge', body: z.strictObject({ into: id }) },
      ...{ summary: 'It is of the same thing as another one: both are one from now on', needs: 'the-writer' },
    },
    async ({ params, body, caller, allowed }) => {
      for (const one of [params.id, body.into]) {
        const report = await found(one, allowed as never)
        if (!report.ok) return report
      }
      return shown(caller, await desk.merge(params.id, body.into, byCaller(caller)))
    },
  )
  routes.add(
    {
      ...{ ...judge, url: '/v1/resident-reports/:id/sighting', needs: 'the-writer' },
      summary: 'It is believed: enters it on the desk of sightings',
      body: z.strictObject({
        text: z
          .string()
          .min(1)
          .max(2 * longestText)
          .optional(),
      }),
    },
    async ({ params, body, caller, allowed }) => {
      const report = await found(params.id, allowed as never)
      if (!report.ok) return report
      return shown(caller, await desk.makeSighting(params.id, body.text, byCaller(caller)))
    },
  )

  const shown = (caller: Caller, judged: Awaited<ReturnType<ResidentReportDesk['close']>>) =>
    judged.ok ? ok(viewFor(caller, judged.value)) : judged
}
