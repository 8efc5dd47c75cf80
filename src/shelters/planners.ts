/** Places in shelters against the people of each area, for those who plan; what nobody knows is counted as unknown, never as none. */
import {
  centroidOf,
  boundsOf,
  containsPoint,
  kilometresBetween,
  type Area,
  type AreaCode,
  type Hierarchy,
} from '#areas'
import type { NearestIndex } from './nearest-index.ts'
import { fieldsOf, type Shelter } from './shelter.ts'
import { metresWithin } from './walking.ts'

export interface AreaPlaces {
  readonly area: AreaCode
  readonly shelters: number
  /** At least so many: those whose capacity is unknown have none here. */
  readonly places: number
  readonly capacityUnknown: number
  /** Of the shelters, those said to have access for wheelchairs. */
  readonly wheelchair: number
  readonly hidden: number
  /** By the pack's source; null where it is not known. */
  readonly population: number | null
  /** At least; to one decimal, rounded down; null without a population. */
  readonly placesPer100People: number | null
  readonly beyond: Beyond
}

/**
 * What lies more than so many minutes on foot from every shelter. People are only known per area: how many of them live out
 * there can be said only of places small enough to be one point.
 */
export interface Beyond {
  /** Of the area’s surface, in per cent rounded down, from a grid of points; null without a shape. */
  readonly surfacePercent: number | null
  /** Of settlements in it that have a centre and a population; null where it has none of them. */
  readonly people: {
    /** Whose centre is beyond. */
    readonly beyond: number
    readonly counted: number
  } | null
}

/** Points a side: within two per cent for a shape that is not torn. */
const gridPoints = 40

export interface PlannersQuestion {
  readonly hierarchy: Hierarchy
  readonly areas: readonly Area[]
  /** All in use, hidden ones too: they protect whoever knows of them. */
  readonly shelters: readonly Shelter[]
  readonly index: NearestIndex
  readonly isIn: (area: AreaCode) => (shelter: Shelter) => boolean
  readonly minutes: number
}

/** `index` was made of the shelters’ places, in the same order. By the pace of slower people. */
export function placesPerArea(question: PlannersQuestion): readonly AreaPlaces[] {
  return question.areas.map((area) => placesOf(area, question))
}

function placesOf(area: Area, { hierarchy, shelters, index, isIn, minutes }: PlannersQuestion): AreaPlaces {
  const inside = shelters.filter(isIn(area.code)).map(fieldsOf)
  const places = inside.reduce((sum, { capacity }) => sum + (capacity === 'unknown' ? 0 : capacity.places), 0)
  const population = area.population ?? null
  return {
    ...{ area: area.code, shelters: inside.length, places, population },
    capacityUnknown: inside.filter(({ capacity }) => capacity === 'unknown').length,
    wheelchair: inside.filter(({ wheelchair }) => wheelchair === 'yes').length,
    hidden: inside.filter(({ visibility }) => visibility === 'hidden').length,
    placesPer100People:
      population === null || population === 0 ? null : Math.floor((places * 1_000) / population) / 10,
    beyond: beyondOf(area, hierarchy, { index, shelters, minutes }),
  }
}

type Reach = Pick<PlannersQuestion, 'index' | 'shelters' | 'minutes'>

function beyondOf(area: Area, hierarchy: Hierarchy, { index, shelters, minutes }: Reach): Beyond {
  const reach = metresWithin(minutes, 'slower')
  const isBeyond = (at: { readonly lon: number; readonly lat: number }) => {
    const [nearest] = index.nearest(at, 1)
    return nearest === undefined || kilometresBetween(at, fieldsOf(shelters[nearest]!).at) * 1_000 > reach
  }
  const settlements = hierarchy
    .descendants(area.code)
    .filter((one) => one.kind === 'settlement' && one.population !== undefined)
  const placed = settlements.flatMap(({ population, centre, shape }) => {
    const at = centre ?? (shape === undefined ? undefined : centroidOf(shape))
    return at === undefined ? [] : [{ population: population!, at }]
  })
  const sum = (all: readonly { readonly population: number }[]) =>
    all.reduce((total, { population }) => total + population, 0)
  return {
    surfacePercent: surfaceBeyond(area, isBeyond),
    people:
      placed.length === 0
        ? null
        : { beyond: sum(placed.filter(({ at }) => isBeyond(at))), counted: sum(placed) },
  }
}

function surfaceBeyond(
  { shape }: Area,
  isBeyond: (at: { readonly lon: number; readonly lat: number }) => boolean,
): number | null {
  if (shape === undefined || shape.length === 0) return null
  const { west, south, east, north } = boundsOf(shape)
  let inside = 0
  let beyond = 0
  for (let row = 0; row < gridPoints; row++)
    for (let column = 0; column < gridPoints; column++) {
      const at = {
        lon: west + ((column + 0.5) / gridPoints) * (east - west),
        lat: south + ((row + 0.5) / gridPoints) * (north - south),
      }
      if (!containsPoint(shape, at)) continue
      inside++
      if (isBeyond(at)) beyond++
    }
  return inside === 0 ? null : Math.floor((beyond / inside) * 100)
}
