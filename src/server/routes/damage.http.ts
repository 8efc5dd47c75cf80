/** Damage over HTTP: what was observed and by whom, judging it, assets that are one, and what it adds up to. Long because its routes share who may touch what. */
import { z } from 'zod'
import type { AreaCode } from '#areas'
import { ok, refuse, type Mode, type Result } from '#base'
import {
  type DamageCommand,
  damageStream,
  type AssetId,
  type MergeId,
  type ObservationId,
  type OccurrenceId,
} from '#damage'
import type { DamageDesk } from '../damage-desk.ts'
import { assetsGeoJson, tallyCsv, tallyGeoJson } from '../damage-files.ts'
import { makeObservation, type Made, type ToMake } from '../damage-making.ts'
import {
  assetsView,
  correctBody,
  damageParams,
  historyView,
  judgeBody,
  lockBody,
  madeView,
  mergeBody,
  observationBody,
  observationView,
  occurrenceQuery,
  occurrenceView,
  tallyView,
  takeBody,
  waitingView,
  whyBody,
} from '../damage-shapes.ts'
import type { DamageViews } from '../damage-views.ts'
import type { DamageWaiting } from '../damage-waiting.ts'
import { byCaller } from '../ordered-by.ts'
import type { Call, Routes } from '../route.http.ts'
import type { System } from '../system.ts'

export interface DamageParts {
  readonly desk: DamageDesk
  readonly views: DamageViews
  readonly waiting: DamageWaiting
}

type Allowed = Call<unknown, unknown, unknown>['allowed']

export function damageRoutes(routes: Routes, system: System, { desk, views, waiting }: DamageParts): void {
  const { areas } = system
  const theirs = (allowed: Allowed) => (area: AreaCode) => allowed({ areas: [area] }).ok
  const oneArea = (text: string | undefined): Result<AreaCode | undefined> => {
    if (text === undefined) return ok(undefined)
    const found = areas.resolve([text])
    if (!found.ok) return found
    const [code, ...more] = found.value
    if (code === undefined || more.length > 0)
      return refuse('server/invalid-request', { at: 'body.area', why: 'it names more than one area' })
    return ok(code)
  }
  const occurrenceOr = async (asked: string | undefined, allowed: Allowed) =>
    (asked ?? (await views.occurrences(theirs(allowed)))[0]?.id ?? null) as OccurrenceId | null
  const shown = async (id: string) => {
    const state = await desk.state()
    const found = state.observations.get(id as ObservationId)
    if (found === undefined) return refuse('damage/unknown-observation', { observation: id })
    return ok(views.observationView(state, found, await desk.sourceNames()))
  }
  /** Found, and in an area and a mode in which they may. */
  const mayTouch = async (id: string, allowed: Allowed, as: 'read' | 'change'): Promise<Result<Mode>> => {
    const found = (await desk.state()).observations.get(id as ObservationId)
    if (found === undefined) return refuse('damage/unknown-observation', { observation: id })
    const may = allowed({ areas: [found.area], ...(as === 'read' ? {} : { mode: found.mode }) })
    return may.ok ? ok(found.mode) : may
  }
  const mayTouchAssets = async (ids: readonly AssetId[], allowed: Allowed): Promise<Result<Mode>> => {
    const { assets } = await desk.state()
    for (const id of ids) {
      const asset = assets.get(id)
      if (asset === undefined) return refuse('damage/unknown-asset', { asset: id })
      const may = allowed({ areas: [asset.area], mode: asset.mode })
      if (!may.ok) return may
    }
    return ok(assets.get(ids[0]!)!.mode)
  }
  const make = async (
    asked: ToMake,
    { caller, allowed }: Pick<Call<unknown, unknown, unknown>, 'caller' | 'allowed'>,
  ): Promise<Result<unknown>> => {
    const made: Result<Made> = await makeObservation(system, desk, asked, byCaller(caller), (area, mode) =>
      allowed({ areas: [area], mode }),
    )
    if (!made.ok) return made
    const view = await shown(made.value.observation.id)
    return view.ok ? ok({ observation: view.value, repeated: made.value.repeated }) : view
  }
  const assetOf = (asset: z.output<typeof observationBody>['asset']): ToMake['asset'] => {
    if (asset === undefined || asset === null) return null
    if (asset.id !== undefined) return { id: asset.id as AssetId }
    const { address = '', lon, lat } = asset
    return { address, at: lon === undefined || lat === undefined ? null : { lon, lat } }
  }

  const read = { action: 'damage.read', tag: 'reports' } as const
  const judge = { action: 'damage.judge', tag: 'reports', method: 'POST', needs: 'the-writer' } as const

  routes.add(
    {
      ...{ ...read, method: 'GET', url: '/v1/damage/occurrences' },
      summary: 'The nights and other occurrences of which anything was observed, the latest first',
      answer: z.object({ occurrences: z.array(occurrenceView) }),
    },
    async ({ allowed }) => ok({ occurrences: await views.occurrences(theirs(allowed)) }),
  )
  routes.add(
    {
      ...{ ...read, method: 'GET', url: '/v1/damage/tally', query: occurrenceQuery },
      summary:
        'What the observations of an occurrence add up to, by area and subject; nothing is counted twice',
      answer: z.object({ occurrence: z.string().nullable(), tallies: z.array(tallyView) }),
    },
    async ({ query, allowed }) => {
      const occurrence = await occurrenceOr(query.occurrence, allowed)
      const tallies = occurrence === null ? [] : await views.tallies(occurrence, theirs(allowed))
      return ok({ occurrence, tallies })
    },
  )
  routes.add(
    {
      ...{ ...read, method: 'GET', url: '/v1/damage/tally.csv', query: occurrenceQuery },
      ...{ summary: 'The tally for a spreadsheet', answer: 'text/csv' },
    },
    async ({ query, allowed, reply }) => {
      const occurrence = await occurrenceOr(query.occurrence, allowed)
      const tallies = occurrence === null ? [] : await views.tallies(occurrence, theirs(allowed))
      return reply
        .header('content-type', 'text/csv; charset=utf-8; header=present')
        .header('content-disposition', `attachment; filename="damage-${occurrence ?? 'none'}.csv"`)
        .header('cache-control', 'no-store')
        .send(tallyCsv(occurrence ?? '', tallies))
    },
  )
  routes.add(
    {
      ...{ ...read, method: 'GET', url: '/v1/damage/areas.geojson', query: occurrenceQuery },
      ...{ summary: 'The tally as a map of areas, without any point', answer: z.looseObject({}) },
    },
    async ({ query, allowed }) => {
      const occurrence = await occurrenceOr(query.occurrence, allowed)
      const tallies = occurrence === null ? [] : await views.tallies(occurrence, theirs(allowed))
      return ok(tallyGeoJson(system, tallies))
    },
  )
  routes.add(
    {
      ...{ ...read, method: 'GET', url: '/v1/damage/observations' },
      query: occurrenceQuery.extend({
        after: z.string().max(80).default('').describe('The last id of the page before'),
        limit: z.coerce.number().int().min(1).max(1_000).default(500),
      }),
      summary: 'Observations of an occurrence, without where exactly, in the order of their ids',
      answer: z.object({
        ...{ occurrence: z.string().nullable(), count: z.int() },
        observations: z.array(observationView),
      }),
    },
    async ({ query: { after, limit, ...query }, allowed }) => {
      const occurrence = await occurrenceOr(query.occurrence, allowed)
      const [state, names] = [await desk.state(), await desk.sourceNames()]
      const all = [...state.observations.values()]
        .filter((one) => one.occurrence === occurrence && theirs(allowed)(one.area))
        .toSorted((a, b) => (a.id < b.id ? -1 : 1))
      const page = all.filter(({ id }) => id > after).slice(0, limit)
      const observations = page.map((one) => views.observationView(state, one, names))
      return ok({ occurrence, count: all.length, observations })
    },
  )
  routes.add(
    {
      ...{ ...read, method: 'GET', url: '/v1/damage/observations/:id', params: damageParams },
      ...{ summary: 'One observation with everything that became of it', answer: historyView },
    },
    async ({ params: { id }, allowed }) => {
      const may = await mayTouch(id, allowed, 'read')
      if (!may.ok) return may
      const view = await shown(id)
      if (!view.ok) return view
      const facts = await system.ledger.readStream(damageStream)
      return ok({ observation: view.value, history: await views.histories(id as ObservationId, facts) })
    },
  )
  routes.add(
    {
      ...{ method: 'POST', url: '/v1/damage/observations', action: 'damage.note', tag: 'reports' },
      ...{ status: 201, body: observationBody, answer: madeView, needs: 'the-writer' },
      summary:
        'Say what was observed: a claim with its source, its range and its place, never a fact by itself',
    },
    async (call) => {
      const { body, person, caller } = call
      const area = oneArea(body.area)
      if (!area.ok) return area
      const { area: _, asset, source, atMost = body.atLeast, ...said } = body
      const own = caller.permitted.authority
      return make(
        {
          ...{ ...said, atMost, area: area.value, authority: own, asset: assetOf(asset) },
          source: source === undefined ? { kind: 'assessor', ref: person.id } : sourceIn(source, person.id),
        },
        call,
      )
    },
  )
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/damage/waiting', action: 'damage.note', tag: 'reports' },
      summary: 'What residents told and texts claim of damage, and nobody has taken over',
      answer: waitingView,
    },
    async ({ allowed }) => {
      const all = await waiting.list(await desk.state())
      const own = all.filter(({ area }) => area === null || theirs(allowed)(area))
      return ok({
        waiting: own.map((one) => ({ ...one, names: one.area === null ? {} : views.namesOf(one.area) })),
      })
    },
  )
  routes.add(
    {
      ...{ method: 'POST', url: '/v1/damage/take', action: 'damage.note', tag: 'reports', status: 201 },
      ...{ body: takeBody, answer: madeView, needs: 'the-writer' },
      summary: 'Take over what a resident told or a text claims, as reported by them',
    },
    async (call) => {
      const { body, caller } = call
      const found = await waiting.find(body.from)
      if (found === undefined) return refuse('damage/unknown-report', { from: body.from })
      const area = oneArea(body.area)
      if (!area.ok) return area
      const { area: _, from, asset, atMost = body.atLeast, seenAt, ...said } = body
      const there = found.point === null ? null : { address: '', at: found.point }
      return make(
        {
          ...{ ...said, atMost, status: 'reported', area: area.value ?? found.area ?? undefined },
          ...{ authority: caller.permitted.authority, origin: from, seenAt: seenAt ?? found.at },
          // Taken over twice at once, it is one.
          id: `taken-${from.replace(/[^A-Za-z0-9]+/g, '-')}`.slice(0, 80),
          asset: asset === undefined ? there : assetOf(asset),
          source: { kind: found.kind, ref: found.ref },
        },
        call,
      )
    },
  )
  routes.add(
    {
      ...{ ...judge, url: '/v1/damage/observations/:id/judge', params: damageParams, body: judgeBody },
      ...{ summary: 'Say how well it is known, and why', answer: observationView },
    },
    async ({ params: { id }, body, caller, allowed }) => {
      const may = await mayTouch(id, allowed, 'change')
      if (!may.ok) return may
      const why = await desk.words(body.why, 'why')
      if (!why.ok) return why
      const command: DamageCommand = {
        ...{ type: 'judge', observation: id as ObservationId, to: body.to, why: why.value },
        ...{ against: body.against as ObservationId[], readVersion: body.readVersion },
      }
      const done = await desk.order(() => ok(command), byCaller(caller), may.value)
      return done.ok ? shown(id) : done
    },
  )
  routes.add(
    {
      ...{ ...judge, url: '/v1/damage/observations/:id/correct', params: damageParams, body: correctBody },
      ...{ summary: 'Correct what it says; its embargo begins anew', answer: observationView },
    },
    async ({ params: { id }, body, caller, allowed }) => {
      const may = await mayTouch(id, allowed, 'change')
      if (!may.ok) return may
      const area = oneArea(body.area)
      if (!area.ok) return area
      const there = area.value === undefined ? ok() : allowed({ areas: [area.value], mode: may.value })
      if (!there.ok) return there
      const why = await desk.words(body.why, 'why')
      if (!why.ok) return why
      const { why: _, readVersion, area: __, asset, ...rest } = body
      const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined))
      const change = {
        ...given,
        ...(area.value === undefined ? {} : { area: area.value }),
        ...(asset === undefined ? {} : { asset: asset as AssetId | null }),
      }
      const command: DamageCommand = {
        ...{ type: 'correct', observation: id as ObservationId, change, why: why.value, readVersion },
      }
      const done = await desk.order(() => ok(command), byCaller(caller), may.value)
      return done.ok ? shown(id) : done
    },
  )
  routes.add(
    {
      ...{ ...judge, url: '/v1/damage/observations/:id/lock', params: damageParams, body: lockBody },
      ...{ summary: 'Hold it for ten minutes, so that nobody else changes it', answer: observationView },
    },
    async ({ params: { id }, body, caller, allowed }) => {
      const may = await mayTouch(id, allowed, 'change')
      if (!may.ok) return may
      const from = body.takeOver === 'yes' ? 'anybody' : 'nobody'
      const command: DamageCommand = { type: 'lock', observation: id as ObservationId, from }
      const done = await desk.order(() => ok(command), byCaller(caller), may.value)
      return done.ok ? shown(id) : done
    },
  )
  routes.add(
    {
      ...{ ...judge, url: '/v1/damage/observations/:id/release', params: damageParams },
      ...{ body: z.strictObject({}), summary: 'Hold it no longer', answer: observationView },
    },
    async ({ params: { id }, caller, allowed }) => {
      const may = await mayTouch(id, allowed, 'change')
      if (!may.ok) return may
      const command: DamageCommand = { type: 'release', observation: id as ObservationId }
      const done = await desk.order(() => ok(command), byCaller(caller), may.value)
      return done.ok ? shown(id) : done
    },
  )
  const exactly = { action: 'damage.judge', tag: 'reports', sensitive: 'damage-points' } as const
  routes.add(
    {
      ...{ ...exactly, method: 'GET', url: '/v1/damage/assets', query: occurrenceQuery },
      summary: 'Houses, schools and other things with where exactly they are, and which of them may be one',
      answer: assetsView,
    },
    async ({ query, allowed }) => {
      const occurrence = await occurrenceOr(query.occurrence, allowed)
      if (occurrence === null) return ok({ occurrence, assets: [], maybeSame: [] })
      return ok({ occurrence, ...(await views.assets(occurrence, theirs(allowed))) })
    },
  )
  routes.add(
    {
      ...{ ...exactly, method: 'GET', url: '/v1/damage/assets.geojson', query: occurrenceQuery },
      ...{ summary: 'The same as points on a map', answer: z.looseObject({}) },
    },
    async ({ query, allowed }) => {
      const occurrence = await occurrenceOr(query.occurrence, allowed)
      if (occurrence === null) return ok({ type: 'FeatureCollection', features: [] })
      return ok(assetsGeoJson(await views.assets(occurrence, theirs(allowed))))
    },
  )
  routes.add(
    {
      ...{ ...judge, url: '/v1/damage/assets/merge', body: mergeBody },
      summary: 'Say that several assets are one; it can be undone',
      answer: z.object({ merge: z.string() }),
    },
    async ({ body, caller, allowed }) => {
      const [into, from] = [body.into as AssetId, body.from as AssetId[]]
      const may = await mayTouchAssets([into, ...from], allowed)
      if (!may.ok) return may
      const why = await desk.words(body.why, 'why')
      if (!why.ok) return why
      const merge = system.ids.next('merge') as MergeId
      const command: DamageCommand = { type: 'merge', merge, into, from, why: why.value }
      const done = await desk.order(() => ok(command), byCaller(caller), may.value)
      return done.ok ? ok({ merge }) : done
    },
  )
  routes.add(
    {
      ...{ ...judge, url: '/v1/damage/merges/:id/split', params: damageParams, body: whyBody },
      summary: 'Undo a merge: the assets are several again, as before',
      answer: z.object({ merge: z.string(), assets: z.array(z.string()) }),
    },
    async ({ params: { id }, body, caller, allowed }) => {
      const held = (await desk.state()).merges.get(id as MergeId)
      if (held === undefined) return refuse('damage/unknown-merge', { merge: id })
      const assets = [held.into, ...held.from]
      const may = await mayTouchAssets(assets, allowed)
      if (!may.ok) return may
      const why = await desk.words(body.why, 'why')
      if (!why.ok) return why
      const command: DamageCommand = { type: 'split', merge: held.id, why: why.value }
      const done = await desk.order(() => ok(command), byCaller(caller), may.value)
      return done.ok ? ok({ merge: id, assets }) : done
    },
  )
}

/** Whoever says so of themselves is named by their own id; an office or a document by its name. */
function sourceIn(
  { kind, name }: { readonly kind: ToMake['source']['kind']; readonly name?: string | undefined },
  person: string,
): ToMake['source'] {
  if (name !== undefined) return { kind, name }
  return kind === 'assessor' || kind === 'responder' ? { kind, ref: person } : { kind, name: kind }
}
