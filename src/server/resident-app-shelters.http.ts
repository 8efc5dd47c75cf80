/** `/shelters` and `/shelters/:id` as pages: the list of a place or the nearest to a point, whole without a script. */
import type { FastifyRequest } from 'fastify'
import type { AreaCode, LonLat } from '#areas'
import {
  shelterPage,
  sheltersPage,
  waysFrom,
  type NowView,
  type SheltersView,
  type WayThere,
} from '#resident'
import { publicView, type Shelter, type ShelterId, type ShelterView } from '#shelters'
import { residentAppAssets } from './resident-app-assets.node.ts'
import type { ResidentApp } from './resident-app.http.ts'
import type { ShelterBook } from './shelter-book.ts'
import type { ShelterPlaces } from './shelter-places.ts'
import type { System } from './system.ts'

export interface ShelterPageParts {
  readonly system: Pick<System, 'clock' | 'areas'>
  readonly book: ShelterBook
  readonly places: ShelterPlaces
}

const most = 60

export function addShelterPages(app: ResidentApp, { system, book, places }: ShelterPageParts): void {
  const { clock, areas } = system
  const viewOf = (shelter: Shelter): ShelterView | undefined =>
    publicView(shelter, book.status(shelter.id), clock.now())
  const options = () => ({ assets: residentAppAssets().page, script: residentAppAssets().scripts.shelters })

  app.addPage('/shelters', async (now, request) => {
    await book.upToDate()
    return sheltersPage(asked(now, request), options())
  })
  app.addPage('/shelters/:id', async (now, request) => {
    await book.upToDate()
    const { id } = request.params as { readonly id: string }
    const shelter = book.get(id as ShelterId)
    const view = shelter && viewOf(shelter)
    // One that is hidden is answered as one that never was.
    return view === undefined ? undefined : shelterPage(now, view, options())
  })

  const asked = (now: NowView, request: FastifyRequest): SheltersView => {
    const query = request.query as { readonly [name: string]: unknown }
    const wants = {
      ...{ wheelchair: yes(query['wheelchair']), pets: yes(query['pets']), open: yes(query['open']) },
    }
    const first = Array.isArray(query['place']) ? query['place'][0] : query['place']
    const known = typeof first === 'string' && areas.hierarchy().get(first as AreaCode) !== undefined
    const place = known ? (first as AreaCode) : undefined
    const all = book
      .shown()
      .shelters.filter(place === undefined ? () => true : places.isIn(place))
      .flatMap((shelter) => viewOf(shelter) ?? [])
    const near = pointIn(query['near'])
    const needs = (['wheelchair', 'pets'] as const).filter((want) => wants[want] === 'yes')
    const only = wants.open === 'yes' ? 'open' : 'any'
    const arrival = now.groups
      .flatMap((group) => group.places)
      .flatMap(({ arrival: one }) => (one?.known === 'times' ? [one.earliest] : []))
      .toSorted()[0]
    const base = { now, wants, ...(place === undefined ? {} : { place }) }
    if (near !== undefined) {
      const { ways, instead } = waysFrom(all, {
        ...{ from: near, now: clock.now(), needs, only, most: 20 },
        ...(arrival === undefined ? {} : { arrival }),
      })
      return { ...base, near, ways: bestFirst(ways), shelters: [], instead, left: all.length - ways.length }
    }
    const fitting = all.filter(
      (one) =>
        one.use === 'in-use' &&
        one.admits !== 'own-people' &&
        needs.every((need) => one[need] !== 'no') &&
        (only === 'any' || one.status.state === 'open' || one.opening.when === 'always'),
    )
    // What is open stands before what nobody knows of, and what is shut last.
    const shown = fitting.toSorted((a, b) => order[a.status.state] - order[b.status.state]).slice(0, most)
    return { ...base, ways: [], shelters: shown, instead: null, left: fitting.length - shown.length }
  }
}

const order = { open: 0, unknown: 1, full: 2, closed: 3 } as const

function bestFirst(ways: readonly WayThere[]): readonly WayThere[] {
  return ways.toSorted((a, b) => Number(b.isBest) - Number(a.isBest) || a.metres - b.metres)
}

function yes(value: unknown): 'yes' | 'no' {
  return value === 'yes' ? 'yes' : 'no'
}

function pointIn(text: unknown): LonLat | undefined {
  const match = /^(-?\d{1,3}(?:\.\d{1,15})?),(-?\d{1,2}(?:\.\d{1,15})?)$/.exec(
    typeof text === 'string' ? text.trim() : '',
  )
  if (match === null) return undefined
  const [lon, lat] = [Number(match[1]), Number(match[2])]
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? { lon, lat } : undefined
}
