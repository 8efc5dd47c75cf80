/**
 * All shelters of a place in one small text, for phones that will have no network: columns in a fixed order, words once.
 * Who writes it and who reads it share this file; what a reader doesn’t know of, it leaves alone.
 */
import type { InLanguages, Instant } from '#base'
import type { Capacity, Opening, ShelterType } from './shelter.ts'
import type { ShelterView } from './shelter-view.ts'
import { statusNow, type Status } from './status.ts'

/** `[id, lon, lat, type, names, address, capacity, opening, marks, note, status]`; the end of a row that is empty is left out. */
export type OfflineRow = readonly unknown[]

export interface OfflineList {
  readonly v: 1
  /** When it was made: what it says of doors was true then. */
  readonly at: Instant
  readonly types: readonly ShelterType[]
  readonly rows: readonly OfflineRow[]
}

/** Degrees to five places: a metre. */
const rounded = (degrees: number) => Math.round(degrees * 1e5) / 1e5
const letters = { yes: 'y', no: 'n', unknown: '' } as const
const prefix = 'shelter-'

export function offlineList(views: readonly ShelterView[], at: Instant): OfflineList {
  const types = [...new Set(views.map(({ type }) => type))]
  return { v: 1, at, types, rows: views.map((view) => rowOf(view, types)) }
}

function rowOf(view: ShelterView, types: readonly ShelterType[]): OfflineRow {
  const { capacity, opening, status, names } = view
  const kinds = Object.keys(names)
  const row: unknown[] = [
    view.id.startsWith(prefix) ? view.id.slice(prefix.length) : `=${view.id}`,
    rounded(view.lon),
    rounded(view.lat),
    types.indexOf(view.type),
    kinds.length === 0 ? 0 : names,
    view.address,
    // At least so many are written as less than nothing.
    capacity === null ? 0 : capacity.bound === 'at-least' ? -capacity.places : capacity.places,
    opening.when === 'unknown' ? 0 : opening,
    marksOf(view),
    view.note,
    status.state === 'unknown' ? 0 : [status.state, status.at, letters[status.power], status.people ?? -1],
  ]
  while (row.at(-1) === 0 || row.at(-1) === '') row.pop()
  return row
}

/** `w`, `p`: wheelchairs, pets, with y or n; `o`: for its own people; `x`: out of use. */
function marksOf({ wheelchair, pets, admits, use }: ShelterView): string {
  return [
    wheelchair === 'unknown' ? '' : `w${letters[wheelchair]}`,
    pets === 'unknown' ? '' : `p${letters[pets]}`,
    admits === 'own-people' ? 'o' : admits === 'everyone' ? 'e' : '',
    use === 'out-of-use' ? 'x' : '',
  ].join('')
}

/** What the list holds, as it counts at `now`: a status in it grows old like any other. Photos and threats are not in it. */
export function readOfflineList(list: OfflineList, now: Instant): readonly ShelterView[] {
  return list.rows.map((row) => {
    const [id, lon, lat, type, names, address, capacity, opening, marks, note, status] = row as [
      ...[string, number, number, number, InLanguages<string> | 0 | undefined, string | undefined],
      ...[number | undefined, Opening | 0 | undefined, string | undefined, string | undefined],
      readonly [Status['state'], Instant, string, number] | undefined,
    ]
    return {
      id: (id.startsWith('=') ? id.slice(1) : prefix + id) as ShelterView['id'],
      ...{ lon, lat, type: list.types[type] ?? 'unspecified', protects: [], photo: null },
      ...{ names: names || {}, address: address || '', note: note || '' },
      capacity: capacityIn(capacity ?? 0),
      opening: opening || { when: 'unknown' },
      wheelchair: knownIn(marks, 'w'),
      pets: knownIn(marks, 'p'),
      admits: marks?.includes('o') ? 'own-people' : marks?.includes('e') ? 'everyone' : 'unknown',
      use: marks?.includes('x') ? 'out-of-use' : 'in-use',
      status: statusNow(statusIn(status), now),
    }
  })
}

function capacityIn(number: number): Capacity | null {
  if (number === 0) return null
  return number < 0 ? { places: -number, bound: 'at-least' } : { places: number, bound: 'stated' }
}

function knownIn(marks: string | undefined, letter: 'w' | 'p') {
  if (marks?.includes(`${letter}y`)) return 'yes'
  return marks?.includes(`${letter}n`) ? 'no' : 'unknown'
}

function statusIn(
  status: readonly [Status['state'], Instant, string, number] | undefined,
): Status | undefined {
  if (!Array.isArray(status)) return undefined
  const [state, at, power, people] = status as [Status['state'], Instant, string, number]
  return {
    ...{ state, at, by: 'warden' },
    power: power === 'y' ? 'yes' : power === 'n' ? 'no' : 'unknown',
    people: people < 0 ? null : people,
  }
}
