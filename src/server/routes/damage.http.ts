/** Damage over HTTP: what was observed and by whom, assets that are one, and what it adds up to. */
import { z } from 'zod'
import { ok, refuse, type Mode, type Result } from '#base'
import { type DamageCommand, type AssetId, type MergeId } from '#damage'
import type { Allowed, DamageAccess } from '../damage-access.ts'
import type { DamageDesk } from '../damage-desk.ts'
import { assetsGeoJson, tallyCsv, tallyGeoJson } from '../damage-files.ts'
import { makeObservation, type Made, type ToMake } from '../damage-making.ts'
import {
  assetsView,
  damageParams,
  madeView,
  mergeBody,
  observationBody,
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
  readonly access: DamageAccess
}

/** Of the observations on which a number rests; `restsOn` says how many there are, and the list of them has them all. */
const mostNamed = 200

export function damageRoutes(
  routes: Routes,
  system: System,
  { desk, views, waiting, access }: DamageParts,
): void {
  const { theirs, oneArea, occurrenceOr, shown } = access
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
      const tallies = occurrence === null ? [] : await views.tallies(occurrence, theirs(allowed), mostNamed)
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
