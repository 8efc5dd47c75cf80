/** Observations over HTTP: listed with what they rest on, judged, corrected, held, photographed. */
import { z } from 'zod'
import { ok, refuse } from '#base'
import { type DamageCommand, damageStream, type AssetId, type ObservationId } from '#damage'
import { photoTypes } from '#reports'
import type { DamageAccess } from '../damage-access.ts'
import type { DamageDesk } from '../damage-desk.ts'
import type { DamagePhotos } from '../damage-photos.ts'
import {
  correctBody,
  damageParams,
  historyView,
  judgeBody,
  lockBody,
  observationsQuery,
  observationView,
  photoParams,
} from '../damage-shapes.ts'
import type { DamageViews } from '../damage-views.ts'
import { byCaller } from '../ordered-by.ts'
import type { Routes } from '../route.http.ts'
import type { System } from '../system.ts'

/** A phone makes it smaller before it is sent. */
const mostPhotoBytes = 1_000_000

export interface ObservationParts {
  readonly desk: DamageDesk
  readonly views: DamageViews
  readonly photos: DamagePhotos
  readonly access: DamageAccess
}

export function damageObservationRoutes(
  routes: Routes,
  system: System,
  { desk, views, photos, access }: ObservationParts,
): void {
  const { theirs, oneArea, occurrenceOr, shown, mayTouch } = access
  const read = { action: 'damage.read', tag: 'reports' } as const
  const judge = { action: 'damage.judge', tag: 'reports', method: 'POST', needs: 'the-writer' } as const

  routes.add(
    {
      ...{ ...read, method: 'GET', url: '/v1/damage/observations' },
      query: observationsQuery,
      summary: 'Observations of an occurrence, without where exactly, in the order of their ids',
      answer: z.object({
        ...{ occurrence: z.string().nullable(), count: z.int() },
        observations: z.array(observationView),
      }),
    },
    async ({ query, allowed }) => {
      const { after, limit, subject, standing, status } = query
      const occurrence = await occurrenceOr(query.occurrence, allowed)
      const area = oneArea(query.area)
      if (!area.ok) return area
      const [state, names] = [await desk.state(), await desk.sourceNames()]
      const within = area.value
      const isMine = theirs(allowed)
      const rests =
        occurrence === null || within === undefined || subject === undefined || standing === undefined
          ? undefined
          : await views.restsOn({ occurrence, area: within, subject, standing }, isMine)
      const tree = system.areas.hierarchy()
      const all = [...state.observations.values()]
        .filter(
          (one) =>
            one.occurrence === occurrence &&
            isMine(one.area) &&
            (rests?.has(one.id) ??
              ((within === undefined || tree.contains(within, one.area)) &&
                (subject === undefined || one.subject === subject))) &&
            (status === undefined || one.status === status),
        )
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
  const ofOne = { tag: 'reports', params: damageParams } as const
  routes.add(
    {
      ...{ ...ofOne, method: 'POST', url: '/v1/damage/observations/:id/photos', action: 'damage.note' },
      ...{ takes: [...photoTypes, 'application/octet-stream'], bodyLimit: mostPhotoBytes, mostAtOnce: 4 },
      summary: 'Add a photo; of what is sent only the picture is kept, and nobody outside is shown it',
      ...{ answer: observationView, needs: 'the-writer' },
    },
    async ({ params: { id }, body, caller, allowed }) => {
      const bytes = body as unknown
      if (!(bytes instanceof Uint8Array))
        return refuse('server/invalid-request', { at: 'body', why: 'it is no photo' })
      const may = await mayTouch(id, allowed, 'change')
      if (!may.ok) return may
      const added = await photos.add(id as ObservationId, bytes, byCaller(caller))
      return added.ok ? shown(id) : added
    },
  )
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/damage/observations/:id/photos/:photo', params: photoParams },
      // Whoever sees the house knows where it stands.
      ...{ action: 'damage.judge', tag: 'reports', sensitive: 'damage-points' },
      ...{ summary: 'One photo of an observation', answer: 'image/jpeg' },
    },
    async ({ params: { id, photo }, allowed, reply }) => {
      const may = await mayTouch(id, allowed, 'read')
      if (!may.ok) return may
      const found = (await desk.state()).observations.get(id as ObservationId)
      const kept = found?.photos.some((one) => one === photo) ? await photos.read(photo) : undefined
      if (kept === undefined) return refuse('damage/unknown-photo')
      return reply
        .header('content-type', kept.type)
        .header('cache-control', 'private, no-store')
        .send(kept.bytes)
    },
  )
}
