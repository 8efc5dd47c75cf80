/** Joins the rows of a history to areas by name; what is not on the map is listed with its reason, never guessed. */
import type { AreaCode, AreaSearch } from '#areas'
import type { History, Place } from './history.ts'

/** A place that is not on the map. */
export interface Unjoined {
  /** The first line that names it. */
  readonly line: number
  readonly why: string
  /** How many rows name it. */
  rows: number
}

export interface Joined {
  areaOf(place: Place): AreaCode | undefined
  readonly unjoined: readonly Unjoined[]
}

type Find = (name: string, within?: AreaCode) => AreaSearch

/** Joins each row to the narrowest area it names, looked for within the wider ones. */
export function joinRows(history: History, find: Find): Joined {
  const areas = new Map<string, AreaCode>()
  const unjoined = new Map<string, Unjoined>()
  for (const row of history.alerts) {
    const key = keyOf(row)
    if (areas.has(key)) continue
    const known = unjoined.get(key)
    if (known !== undefined) {
      known.rows++
      continue
    }
    const found = areaNamed(row, find)
    if ('area' in found) areas.set(key, found.area)
    else unjoined.set(key, { line: row.line, why: found.why, rows: 1 })
  }
  return { areaOf: (place) => areas.get(keyOf(place)), unjoined: [...unjoined.values()] }
}

function areaNamed(place: Place, find: Find): { readonly area: AreaCode } | { readonly why: string } {
  let area: AreaCode | undefined
  for (const name of [place.oblast, place.raion, urban(place.hromada)]) {
    if (name === '') continue
    const { decision, matches } = find(name, area)
    if (decision === 'none') return { why: `“${name}” is not on the map` }
    if (decision === 'ask') return { why: `“${name}” may be one of several areas` }
    area = matches[0]?.area.code
  }
  return area === undefined ? { why: 'it names no place' } : { area }
}

/**
 * “m. Sumy ta Sumska terytorialna hromada” is a city with the hromada around it. A city’s hromada is an urban one; a
 * rural one may have the same name.
 */
function urban(hromada: string): string {
  return hromada.replace(/^m\. .+ ta (.+) terytorialna hromada$/, '$1 Urban Hromada')
}

function keyOf({ oblast, raion, hromada }: Place): string {
  return [oblast, raion, hromada].join('|')
}
