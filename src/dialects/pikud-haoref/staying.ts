/** Which places stay under something when something else ends there: for those it is not over. */
import type { Mode } from '#base'
import type { Gravity } from '#threats'
import type { Picture } from '../dialect.ts'
import { nameOf } from '#areas'
import { heard, namesOf, placesIn, type Place } from './words.ts'

export interface Staying {
  /** Names of places under a danger, or under anything, in a mode. */
  under(mode: Mode, what: 'a-danger' | 'anything'): ReadonlySet<string>
  /** Those of the areas, and of what lies in them, where an end may be told of what had this gravity. */
  over(areas: Iterable<Place>, mode: Mode, gravity: Gravity): readonly Place[]
}

export function stayingIn({ alerts, hierarchy }: Picture, languages: readonly string[]): Staying {
  const known = new Map<string, ReadonlySet<string>>()
  const order = heard(languages)
  const under: Staying['under'] = (mode, what) => {
    const key = `${mode} ${what}`
    let names = known.get(key)
    if (names === undefined) {
      const standing = alerts.filter(
        ({ mode: one, content }) =>
          one === mode && (what === 'anything' || content.step.gravity === 'danger'),
      )
      const places = placesIn(
        standing.flatMap(({ content }) => content.areas),
        hierarchy,
      )
      known.set(key, (names = namesOf(places, languages)))
    }
    return names
  }
  return {
    under,
    over(areas, mode, gravity) {
      const names = under(mode, gravity === 'danger' ? 'a-danger' : 'anything')
      return placesIn(areas, hierarchy).filter((place) => !names.has(nameOf(place, ...order).trim()))
    },
  }
}
