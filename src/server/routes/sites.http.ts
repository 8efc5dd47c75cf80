/** Sites over HTTP: keeping them, giving readings, reading charts, and ending an alarm with its reason. */
import { z } from 'zod'
import { epochMilliseconds, instantOf, ok, refuse, type Result } from '#base'
import {
  decodeBytes,
  flagBits,
  gapsOf,
  readReadings,
  steps,
  unitOf,
  type Flag,
  type Site,
  type SiteId,
  type StationId,
} from '#sites'
import { byCaller } from '../ordered-by.ts'
import type { Routes } from '../route.http.ts'
import { instant, reason } from '../schemas.ts'
import type { Caller } from '#people'
import type { KeptSite } from '../site-book.ts'
import type { SiteDesk } from '../site-desk.ts'
import type { SiteEvidence } from '../site-evidence.ts'
import { siteViews } from '../site-views.ts'
import {
  chartView,
  givenView,
  intakeView,
  newSiteParams,
  siteBody,
  siteBrief,
  siteParams,
  siteView,
  statementBody,
  stationParams,
  stepNames,
  type SiteBody,
} from '../site-shapes.ts'
import type { System } from '../system.ts'

/** A day of a large network’s readings by the minute, as text. */
const mostBytes = 64 * 1024 * 1024
const mostPoints = 5_000
const mostTold = 200
const formats = ['text/csv', 'text/plain', 'application/octet-stream']

export interface SiteRouteParts {
  readonly desk: SiteDesk
  readonly evidence: SiteEvidence
  /** How readings come over MQTT here; null where they don’t. */
  readonly intakeState: () => z.input<typeof intakeView>
}

export function siteRoutes(
  routes: Routes,
  system: System,
  { desk, evidence, intakeState }: SiteRouteParts,
): void {
  const areaOf = ({ at }: Pick<Site, 'at'>) => system.areas.locator().locate(at)[0] ?? 'everywhere'
  type Allowed = (deed: { readonly areas: readonly string[] }) => Result<void>
  const found = (id: string, allowed: Allowed): Result<KeptSite> => {
    const kept = desk.book.find(id)
    if (!kept.ok) return kept
    const may = allowed({ areas: [areaOf(kept.value.site)] })
    return may.ok ? kept : may
  }
  const views = siteViews(system, desk)
  const shown = async (kept: KeptSite, { permitted }: Caller) =>
    views.whole(
      kept,
      await evidence.said(kept.statements, permitted.actions.includes('evidence.read') ? 'read' : 'not-read'),
    )
  const mine = (allowed: Allowed) =>
    desk.book.all().flatMap(({ site }) => (allowed({ areas: [areaOf(site)] }).ok ? [site] : []))

  routes.add(
    {
      ...{ method: 'GET', url: '/v1/sites', action: 'report.read', tag: 'reports' },
      ...{ summary: 'Sites that are watched, and where nothing is seen', query: z.object({}) },
      answer: z.object({ sites: z.array(siteBrief), intake: intakeView }),
    },
    ({ allowed }) => ok({ sites: mine(allowed).map(views.brief), intake: intakeState() }),
  )
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/sites.geojson', action: 'report.read', tag: 'reports' },
      ...{ query: z.object({ site: z.string().max(64).optional() }), answer: z.looseObject({}) },
      summary:
        'Sites as a map: rings, and each station with its newest value, its state and where nothing is seen',
    },
    ({ query: { site }, allowed }) =>
      ok(views.map(mine(allowed).filter(({ id }) => site === undefined || id === site))),
  )
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/sites/:site', action: 'report.read', tag: 'reports' },
      ...{ summary: 'A site with its rings, numbers and stations', params: siteParams, answer: siteView },
    },
    async ({ params, caller, allowed }) => {
      const kept = found(params.site, allowed)
      return kept.ok ? ok(await shown(kept.value, caller)) : kept
    },
  )
  routes.add(
    {
      ...{ method: 'PUT', url: '/v1/sites/:site', action: 'sources.manage', proof: 'fresh' },
      ...{ tag: 'set-up', params: newSiteParams, body: siteBody, answer: siteView, needs: 'the-writer' },
      ...{ summary: 'Keep a site as it is given, whole', bodyLimit: mostBytes / 16 },
    },
    async ({ params, body, caller, allowed }) => {
      const before = desk.book.find(params.site)
      const site = siteOf(params.site, body)
      const may = allowed({ areas: [areaOf(site), ...(before.ok ? [areaOf(before.value.site)] : [])] })
      if (!may.ok) return may
      const kept = await desk.keep(site, byCaller(caller))
      return kept.ok ? ok(await shown(kept.value, caller)) : kept
    },
  )
  routes.add(
    {
      ...{ method: 'DELETE', url: '/v1/sites/:site', action: 'sources.manage', proof: 'fresh', status: 204 },
      ...{ tag: 'set-up', params: siteParams, answer: 'text/plain', needs: 'the-writer' },
      summary: 'Watch a site no more; what its stations measured stays until it is old',
    },
    async ({ params, caller, allowed }) => {
      const kept = found(params.site, allowed)
      return kept.ok ? desk.remove(params.site, byCaller(caller)) : kept
    },
  )
  routes.add(
    {
      ...{ method: 'POST', url: '/v1/sites/:site/statements', action: 'evidence.judge', tag: 'evidence' },
      ...{ params: siteParams, body: statementBody, answer: siteView, needs: 'the-writer' },
      summary: 'Attach an official visit or statement, by its document or claim',
    },
    async ({ params, body, caller, allowed }) => {
      const kept = found(params.site, allowed)
      if (!kept.ok) return kept
      // What the caller may not read they can't vouch for.
      if (!caller.permitted.actions.includes('evidence.read'))
        return refuse('people/not-allowed', { action: 'evidence.read' })
      const there = await evidence.check(body.evidence)
      if (!there.ok) return there
      const attached = await desk.attach(params.site, body, byCaller(caller))
      return attached.ok ? ok(await shown(attached.value, caller)) : attached
    },
  )
  routes.add(
    {
      ...{ method: 'POST', url: '/v1/sites/:site/alarm/end', action: 'report.judge', tag: 'reports' },
      ...{ params: siteParams, body: z.strictObject({ alarm: z.string().max(64), reason }) },
      ...{ answer: siteView, needs: 'the-writer' },
      summary: 'End a site’s alarm, with the reason; it never ends by itself',
    },
    async ({ params, body, caller, allowed }) => {
      const kept = found(params.site, allowed)
      if (!kept.ok) return kept
      const ended = await desk.endAlarm(params.site, body.alarm, body.reason, byCaller(caller))
      return ended.ok ? ok(await shown(kept.value, caller)) : ended
    },
  )
  routes.add(
    {
      ...{ method: 'POST', url: '/v1/readings', action: 'sources.manage', proof: 'fresh', tag: 'reports' },
      ...{ takes: formats, bodyLimit: mostBytes, mostAtOnce: 8, status: 202, needs: 'the-writer' },
      summary: 'Give readings: CSV, JSON, or the German and Safecast networks’ forms; whole or not at all',
      query: z.object({
        zoneOffsetMinutes: z.coerce
          .number()
          .int()
          .min(-840)
          .max(840)
          .optional()
          .describe('Of times without a zone; without it such a time is no date'),
        since: instant.optional().describe('The oldest that is believed: for the past, kept and not judged'),
      }),
      answer: givenView,
    },
    async ({ request: { body }, query: { zoneOffsetMinutes = null, since }, allowed }) => {
      const text = body instanceof Uint8Array ? decodeBytes(body) : JSON.stringify(body ?? '')
      const receivedAtMs = epochMilliseconds(system.clock.now())
      const read = readReadings(text, { zoneOffsetMinutes, receivedAtMs })
      if (!read.ok) return read
      const sites = new Set(read.value.flatMap(({ station }) => desk.book.station(station)?.site ?? []))
      const may = allowed({ areas: [...new Set([...sites].map(areaOf))] })
      if (!may.ok) return may
      const given = await desk.give(read.value, since === undefined ? undefined : epochMilliseconds(since))
      const told = given.told.slice(0, mostTold)
      return ok({ kept: given.kept, told, toldLeft: given.told.length - told.length })
    },
  )
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/sites/:site/stations/:station/readings', action: 'report.read' },
      ...{ tag: 'reports', params: stationParams, answer: chartView },
      summary: 'What a station measured, by steps of a length; a gap stays a gap',
      query: z.object({ from: instant, until: instant, step: z.enum(stepNames).default('10min') }),
    },
    async ({ params, query: { from, until, step }, allowed }) => {
      const kept = found(params.site, allowed)
      if (!kept.ok) return kept
      const station = kept.value.site.stations.find(({ id }) => id === params.station)
      if (station === undefined) return refuse('sites/unknown-station', { station: params.station })
      const [fromMs, untilMs] = [epochMilliseconds(from), epochMilliseconds(until)]
      const wide = Math.ceil((untilMs - fromMs) / (step === 'reading' ? station.every : steps[step]))
      if (wide > mostPoints) return refuse('sites/too-many-points', { points: wide, most: mostPoints })
      const points =
        step === 'reading'
          ? (await desk.store.read(station.id, fromMs, untilMs)).map(({ atMs, value, flags }) => ({
              ...{ at: instantOf(atMs), min: value, mean: value, max: value, count: 1 },
              flags: (Object.keys(flagBits) as Flag[]).filter((flag) => (flags & flagBits[flag]) !== 0),
            }))
          : (await desk.store.rollups(station.id, step, fromMs, untilMs)).map(({ atMs, ...rest }) => ({
              ...{ at: instantOf(atMs), ...rest, flags: [] },
            }))
      const { quantity, threshold, every } = station
      const gaps = gapsOf(
        {
          moments: points.map(({ at }) => epochMilliseconds(at)),
          ...{ stepMs: step === 'reading' ? 0 : steps[step], every, fromMs },
          untilMs: Math.min(untilMs, epochMilliseconds(system.clock.now())),
        },
        desk.history.of(station.id),
      )
      return ok({
        ...{ site: params.site, station: params.station, quantity, unit: unitOf[quantity], step },
        points: points.slice(0, mostPoints),
        gaps: gaps.map((gap) => ({
          ...{ from: instantOf(gap.fromMs), until: instantOf(gap.untilMs), why: gap.why },
        })),
        ...{ usual: desk.seenOf(station.id).usual?.median ?? null, threshold },
        alarms: desk.alarms
          .of(station.id)
          .filter((one) => one.fromMs < untilMs && (one.untilMs ?? Infinity) > fromMs)
          .map(({ alarm, ...one }) => ({
            ...{ alarm, from: instantOf(one.fromMs) },
            until: one.untilMs === null ? null : instantOf(one.untilMs),
          })),
      })
    },
  )
}

function siteOf(id: string, { lon, lat, stations, ...rest }: SiteBody): Site {
  return {
    ...{ ...rest, id: id as SiteId, at: { lon, lat } },
    stations: stations.map(({ id: station, lon: x, lat: y, everySeconds, ...own }) => ({
      ...{ ...own, id: station as StationId, at: { lon: x, lat: y }, every: everySeconds * 1_000 },
    })),
  }
}
