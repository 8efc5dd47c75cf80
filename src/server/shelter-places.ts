/** In which areas each shelter lies, found once for each state of the map and of the shelters. */
import type { AreaCode } from '#areas'
import { fieldsOf, type Shelter } from '#shelters'
import type { System } from './system.ts'

export interface ShelterPlaces {
  /** The smallest first; empty where it lies in none of ours that has a shape. */
  of(shelter: Shelter): readonly AreaCode[]
  /** Whether a shelter lies in an area or in one below it. */
  isIn(area: AreaCode): (shelter: Shelter) => boolean
}

export function openShelterPlaces({ areas }: Pick<System, 'areas'>): ShelterPlaces {
  let map = ''
  let found = new WeakMap<Shelter, readonly AreaCode[]>()
  const of = (shelter: Shelter): readonly AreaCode[] => {
    const { version } = areas.hierarchy()
    if (version !== map) {
      map = version
      found = new WeakMap<Shelter, readonly AreaCode[]>()
    }
    let places = found.get(shelter)
    if (places === undefined) found.set(shelter, (places = areas.locator().locate(fieldsOf(shelter).at)))
    return places
  }
  return {
    of,
    isIn(area) {
      // By the locator, whose rule for borders is that of the shapes themselves: it looks at each shelter once for all areas.
      const hierarchy = areas.hierarchy()
      return (shelter) => of(shelter).some((code) => hierarchy.contains(area, code))
    },
  }
}
