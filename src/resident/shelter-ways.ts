/** Shelters as a phone and a page show them: from where somebody stands, and drawn as points with north up. Pure: it runs on the phone. */
import { nearestShelters, type NearestIndex, type ShelterView } from '#shelters'
import { kilometresBetween, type LonLat } from '#areas'
import { bearingBetween } from '#threats'
import type { Instant } from '#base'

export interface WayThere {
  readonly view: ShelterView
  readonly metres: number
  /** About, at the slower pace. */
  readonly minutes: number
  /** From north, clockwise. */
  readonly bearingDegrees: number
  readonly reached: 'in-time' | 'only-quickly' | 'too-late' | 'arrival-unknown'
  readonly isBest: boolean
}

export interface Wanted {
  readonly from: LonLat
  readonly now: Instant
  readonly needs: readonly ('wheelchair' | 'pets')[]
  readonly only: 'open' | 'any'
  readonly most: number
  readonly arrival?: Instant
}

/** Nothing of it is asked of a server: where somebody is stays with them. */
export function waysFrom(
  views: readonly ShelterView[],
  wanted: Wanted,
): { readonly ways: readonly WayThere[]; readonly instead: 'inner-room' | null } {
  const answer = nearestShelters(
    listIndex(views),
    (position) => {
      const view = views[position]!
      const { lon, lat, wheelchair, pets, opening, admits, use } = view
      return {
        ...{ id: view.id, view, status: view.status },
        fields: { at: { lon, lat }, wheelchair, pets, opening, admits, use, visibility: 'public' as const },
      }
    },
    wanted,
  )
  return {
    instead: views.length === 0 ? null : answer.instead,
    ways: answer.ways.map((way) => ({
      view: way.shelter.view,
      metres: way.metres,
      minutes: way.minutes.slower,
      bearingDegrees: bearingBetween(wanted.from, way.shelter.view),
      reached: way.reached,
      isBest: way === answer.best,
    })),
  }
}

/** Without a tree: a phone has some thousand at most, and asks once. */
function listIndex(views: readonly ShelterView[]): NearestIndex {
  return {
    ...{ size: views.length, bytes: 0 },
    nearest: (from, most, takes = () => true) =>
      views
        .map((view, position) => ({ position, away: kilometresBetween(from, view) }))
        .filter(({ position }) => takes(position))
        .toSorted((a, b) => a.away - b.away || a.position - b.position)
        .slice(0, most)
        .map(({ position }) => position),
  }
}

/** 0 is north, 1 north-east … 7 north-west. */
export function pointOf(degrees: number): number {
  return Math.round((((degrees % 360) + 360) % 360) / 45) % 8
}

export interface MapDot {
  readonly x: number
  readonly y: number
  readonly label: string
}

export interface DotMap {
  /** Side of the square, in the units of the dots. */
  readonly side: number
  readonly dots: readonly MapDot[]
  /** Where somebody stands; absent where nobody said. */
  readonly you?: { readonly x: number; readonly y: number }
  /** From the left edge to the right. */
  readonly metresAcross: number
}

const side = 320
const margin = 26

/** A flat picture of a few kilometres: north up, equal in all directions. Points are numbered as the list is. */
export function dotMap(points: readonly LonLat[], from?: LonLat): DotMap {
  const all = from === undefined ? points : [from, ...points]
  const lon = middle(all.map((one) => one.lon))
  const lat = middle(all.map((one) => one.lat))
  const perLon = 111_320 * Math.cos((lat * Math.PI) / 180)
  const at = (one: LonLat) => ({ east: (one.lon - lon) * perLon, north: (one.lat - lat) * 110_574 })
  const reach = Math.max(150, ...all.map(at).flatMap(({ east, north }) => [Math.abs(east), Math.abs(north)]))
  const scale = (side / 2 - margin) / reach
  const place = (one: LonLat) => {
    const { east, north } = at(one)
    return { x: round(side / 2 + east * scale), y: round(side / 2 - north * scale) }
  }
  return {
    side,
    dots: points.map((one, i) => ({ ...place(one), label: String(i + 1) })),
    ...(from === undefined ? {} : { you: place(from) }),
    metresAcross: Math.round(side / scale),
  }
}

const round = (number: number) => Math.round(number * 10) / 10
const middle = (all: readonly number[]) => (all.length === 0 ? 0 : (Math.min(...all) + Math.max(...all)) / 2)
