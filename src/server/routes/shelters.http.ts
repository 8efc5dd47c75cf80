/** Shelters for everybody: the nearest, those of a place, one with its photo, and all of them for a map or for a phone without a network. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { AreaCode, LonLat } from '#areas'
import { ok, refuse, type Result } from '#base'
import {
  fieldsOf,
  nearestShelters,
  offlineList,
  publicView,
  shelterFeature,
  statusNow,
  type Shelter,
  type ShelterId,
} from '#shelters'
import { builtOncePerState, sendCacheable } from '../cacheable.http.ts'
import { encodingFor, pack, type Packed } from '../packed.node.ts'
import type { Routes } from '../route.http.ts'
import { instant } from '../schemas.ts'
import type { ShelterDesk } from '../shelter-desk.ts'
import type { ShelterPlaces } from '../shelter-places.ts'
import { shelterView, sheltersAnswer } from '../shelter-shapes.ts'
import type { System } from '../system.ts'

/** In one answer that is made ahead: some two megabytes before they are packed. */
const mostInOne = 10_000
export const shelterParams = z.object({ id: z.string().regex(/^[A-Za-z0-9-]{1,64}$/) })
const placeQuery = z.object({ place: z.string().min(1).max(200).optional().describe('Code of an area') })

export function shelterRoutes(
  routes: Routes,
  system: System,
  { desk, places }: { readonly desk: ShelterDesk; readonly places: ShelterPlaces },
): void {
  const { clock, areas } = system
  const { book } = desk
  const viewOf = (shelter: Shelter) => publicView(shelter, book.status(shelter.id), clock.now())!
  const state = () => `${book.state()} ${areas.hierarchy().version}`
  const listed = builtOncePerState<readonly Shelter[]>(state)
  const inPlace = (place: string | undefined): Result<readonly Shelter[]> => {
    const { shelters } = book.shown()
    if (place === undefined) return ok(shelters)
    if (areas.hierarchy().get(place as AreaCode) === undefined) return areas.unknown(place, 'place')
    return ok(listed(place, () => shelters.filter(places.isIn(place as AreaCode))))
  }

  routes.add(
    {
      ...{ method: 'GET', url: '/v1/shelters', action: 'public', tag: 'public' },
      summary: 'Shelters near a point by walking time, with where to go; or those of a place',
      query: placeQuery.extend({
        near: z.string().max(60).optional().describe('lon,lat'),
        limit: z.coerce.number().int().min(1).max(200).default(10),
        wheelchair: z.literal('needed').optional().describe('Without those that have no access'),
        pets: z.literal('needed').optional(),
        open: z.literal('only').optional().describe('Only those a warden says are open, or that always are'),
        pace: z
          .enum(['usual', 'slower'])
          .default('slower')
          .describe('By which it is judged what is reached in time'),
        arrival: instant.optional().describe('When it could be here at the earliest'),
      }),
      answer: sheltersAnswer,
    },
    async ({ query }) => {
      await book.upToDate()
      const { place, limit, arrival, pace } = query
      const at = clock.now()
      const found = inPlace(place)
      if (!found.ok) return found
      const from = query.near === undefined ? undefined : pointIn(query.near)
      if (from === null) return refuse('shelters/bad-origin', { at: 'near', text: query.near! })
      if (from === undefined) {
        const shelters = found.value.slice(0, limit).map((one) => ({ ...viewOf(one), way: null }))
        return ok({ at, shelters, best: null, instead: null, left: found.value.length - shelters.length })
      }
      const { shelters, index } = book.shown()
      const isTheirs = place === undefined ? () => true : places.isIn(place as AreaCode)
      const candidate = (position: number) => {
        const shelter = shelters[position]!
        const fields = fieldsOf(shelter)
        return { id: shelter.id, shelter, fields, status: statusNow(book.status(shelter.id), at) }
      }
      const within = {
        ...index,
        nearest: (point: LonLat, most: number, takes?: (position: number) => boolean) =>
          index.nearest(point, most, (position) => takes!(position) && isTheirs(shelters[position]!)),
      }
      const answer = nearestShelters(place === undefined ? index : within, candidate, {
        ...{ from, now: at, most: limit, pace },
        needs: (['wheelchair', 'pets'] as const).filter((need) => query[need] === 'needed'),
        only: query.open === 'only' ? 'open' : 'any',
        ...(arrival === undefined ? {} : { arrival }),
      })
      const wayOf = ({ shelter: of, ...way }: (typeof answer.ways)[number]) => ({
        ...viewOf(of.shelter),
        way: { ...way, doubts: [...way.doubts] },
      })
      // The best is always among them, however few were asked for.
      const { best } = answer
      const ways =
        best === null || answer.ways.some(({ shelter }) => shelter.id === best.shelter.id)
          ? answer.ways
          : [...answer.ways, best]
      return ok({
        ...{ at, shelters: ways.map(wayOf), best: best?.shelter.id ?? null, instead: answer.instead },
        left: Math.max(0, found.value.length - ways.length),
      })
    },
  )

  const built = builtOncePerState<{ readonly count: number; readonly packed: Promise<Packed> }>(state)
  const sendAll = async (
    { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
    name: string,
    {
      place,
      type,
      write,
    }: {
      readonly place: string | undefined
      readonly type: string
      readonly write: (shelters: readonly Shelter[], left: number) => object
    },
  ) => {
    await book.upToDate()
    const known = inPlace(place)
    if (!known.ok) return known
    const { packed } = built(`${name} ${place ?? ''}`, () => {
      const shown = known.value.slice(0, mostInOne)
      const text = JSON.stringify(write(shown, known.value.length - shown.length))
      return { count: shown.length, packed: pack(text) }
    })
    const encoding = encodingFor(request.headers['accept-encoding'])
    const bytes = (await packed)[encoding]
    if (encoding !== 'identity') void reply.header('content-encoding', encoding)
    const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const etag = `"${name}-${Date.parse(system.startedAt).toString(36)}-${book.state()}-${encoding}"`
    return sendCacheable(request, reply, { body, type, etag, changedAt: book.changedAt() }, clock.now())
  }
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/shelters.geojson', action: 'public', tag: 'public', query: placeQuery },
      summary: 'All shelters for a map, or those of a place; `left` says how many more there are',
      answer: 'application/geo+json',
    },
    (call) =>
      sendAll(call, 'map', {
        ...{ place: call.query.place, type: 'application/geo+json' },
        write: (shelters, left) => ({
          ...{ type: 'FeatureCollection', mode: system.config.mode, left },
          features: shelters.map((shelter) => shelterFeature(viewOf(shelter))),
        }),
      }),
  )
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/shelters/offline', action: 'public', tag: 'public', query: placeQuery },
      summary: 'All shelters, or those of a place, in one small list for phones that will have no network',
      answer: z.looseObject({ v: z.literal(1), at: z.string(), mode: z.string(), left: z.int() }),
    },
    (call) =>
      sendAll(call, 'offline', {
        ...{ place: call.query.place, type: 'application/json; charset=utf-8' },
        write: (shelters, left) => ({
          ...offlineList(shelters.map(viewOf), clock.now()),
          ...{ mode: system.config.mode, left },
        }),
      }),
  )
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/shelters/:id', action: 'public', tag: 'public', params: shelterParams },
      ...{ summary: 'One shelter', answer: shelterView },
    },
    async ({ params: { id } }) => {
      await book.upToDate()
      const shelter = book.get(id as ShelterId)
      const view = shelter && publicView(shelter, book.status(shelter.id), clock.now())
      // One that is hidden is answered as one that never was.
      return view === undefined ? refuse('shelters/unknown', { shelter: id }) : ok(view)
    },
  )
}

/** Null where it is no point. */
function pointIn(text: string): LonLat | null {
  const match = /^(-?\d{1,3}(?:\.\d{1,15})?),(-?\d{1,2}(?:\.\d{1,15})?)$/.exec(text.trim())
  if (match === null) return null
  const [lon, lat] = [Number(match[1]), Number(match[2])]
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? { lon, lat } : null
}
