/** Where to go, as Now says it: how many shelters a place has, and for a place so small that its middle says something, the best from there. */
import { kilometresBetween, type Area, type AreaCode, type LonLat } from '#areas'
import type { NowSources, ShelterNow } from '#resident'
import { fieldsOf, nearestShelters, statusNow, type Shelter, type StatusNow } from '#shelters'
import { builtOncePerState } from './cacheable.http.ts'
import type { ShelterDesk } from './shelter-desk.ts'
import type { ShelterPlaces } from './shelter-places.ts'
import type { System } from './system.ts'

/** From one side to the other. In anything larger, a distance from the middle would mislead nearly everybody. */
const smallKm = 4

export function sheltersOf(
  { areas, clock }: Pick<System, 'areas' | 'clock'>,
  { desk, places }: { readonly desk: Pick<ShelterDesk, 'book'>; readonly places: ShelterPlaces },
): NowSources['shelter'] {
  const { book } = desk
  const once = builtOncePerState<readonly Shelter[]>(() => `${book.state()} ${areas.hierarchy().version}`)
  const inPlace = (code: AreaCode) => once(code, () => book.shown().shelters.filter(places.isIn(code)))
  return (code, language, arrival): ShelterNow => {
    const found = inPlace(code).filter((one) => {
      const { use, admits } = fieldsOf(one)
      return use === 'in-use' && admits !== 'own-people'
    })
    if (found.length === 0) return { known: 'none' }
    const from = middleOf(areas.hierarchy().get(code))
    if (from === undefined) return { known: 'some', count: found.length }
    const now = clock.now()
    const { shelters, index } = book.shown()
    const { best, ways } = nearestShelters(
      index,
      (position) => {
        const shelter = shelters[position]!
        return {
          id: shelter.id,
          shelter,
          fields: fieldsOf(shelter),
          status: statusNow(book.status(shelter.id), now),
        }
      },
      { from, now, most: 1, ...(arrival?.known === 'times' ? { arrival: arrival.earliest } : {}) },
    )
    const way = best ?? ways[0]
    if (way === undefined) return { known: 'none' }
    const { names, address } = way.shelter.fields
    const own = names[language]
    const [lang, other] = Object.entries(names)[0] ?? []
    return {
      known: 'nearest',
      id: way.shelter.id,
      name:
        own !== undefined
          ? { text: own }
          : other === undefined
            ? { text: address === '' ? way.shelter.id : address }
            : { text: other, ...(lang === undefined ? {} : { lang }) },
      metres: way.metres,
      minutes: way.minutes.slower,
      status: stateOf(way.shelter.status),
      ...(way.reached === 'arrival-unknown'
        ? {}
        : { reach: best === null ? ('too-far' as const) : ('in-time' as const) }),
    }
  }
}

function stateOf(status: StatusNow): Extract<ShelterNow, { known: 'nearest' }>['status'] {
  return status.state === 'open' && status.power === 'no' ? 'no-power' : status.state
}

/** Undefined where it is too large for one. */
function middleOf(area: Area | undefined): LonLat | undefined {
  if (area === undefined) return undefined
  const points = area.shape?.flatMap((polygon) => polygon[0] ?? []) ?? []
  if (points.length === 0) return area.kind === 'settlement' ? area.centre : undefined
  const [west, east] = [Math.min(...points.map(({ lon }) => lon)), Math.max(...points.map(({ lon }) => lon))]
  const [south, north] = [
    Math.min(...points.map(({ lat }) => lat)),
    Math.max(...points.map(({ lat }) => lat)),
  ]
  if (kilometresBetween({ lon: west, lat: south }, { lon: east, lat: north }) > smallKm) return undefined
  return area.centre ?? { lon: (west + east) / 2, lat: (south + north) / 2 }
}
