/** A site as it stands in a form: what was typed, as text; what the server takes of it, or what is lacking and where. Pure. */
import { tableOf } from './table.ts'

export const siteKinds = ['nuclear-plant', 'dam', 'chemical-works', 'measuring-network'] as const
export type SiteKind = (typeof siteKinds)[number]
export const quantities = [
  'gamma-dose-rate',
  'water-level',
  'discharge',
  'gas-concentration',
  'rain',
] as const
export type Quantity = (typeof quantities)[number]
/** The unit in which each is kept, and thresholds are meant. */
export const unitOf: { readonly [quantity in Quantity]: string } = {
  'gamma-dose-rate': 'nSv/h',
  'water-level': 'm',
  discharge: 'm³/s',
  'gas-concentration': 'ppm',
  rain: 'mm/h',
}

export interface StationDraft {
  readonly id: string
  readonly name: string
  readonly lon: string
  readonly lat: string
  readonly quantity: Quantity
  readonly everySeconds: string
  readonly link: string
  readonly threshold: string
}
export interface SiteDraft {
  readonly id: string
  readonly name: string
  readonly kind: SiteKind
  readonly lon: string
  readonly lat: string
  readonly rings: readonly { readonly name: string; readonly radiusKm: string }[]
  readonly hotlines: readonly { readonly name: string; readonly number: string }[]
  readonly stations: readonly StationDraft[]
}

export interface SiteBody {
  readonly name: string
  readonly kind: SiteKind
  readonly lon: number
  readonly lat: number
  readonly rings: readonly { readonly name: string; readonly radiusKm: number }[]
  readonly hotlines: readonly { readonly name: string; readonly number: string }[]
  readonly stations: readonly {
    readonly id: string
    readonly name: string
    readonly lon: number
    readonly lat: number
    readonly quantity: Quantity
    readonly everySeconds: number
    readonly link: string | null
    readonly threshold: number | null
  }[]
}

export const emptyStation: StationDraft = {
  ...{ id: '', name: '', lon: '', lat: '', quantity: 'gamma-dose-rate', everySeconds: '600' },
  ...{ link: '', threshold: '' },
}
export const emptySite: SiteDraft = {
  ...{ id: '', name: '', kind: 'nuclear-plant', lon: '', lat: '' },
  ...{ rings: [], hotlines: [], stations: [] },
}

export function draftOf(id: string, body: SiteBody): SiteDraft {
  const { lon, lat, rings, stations, ...rest } = body
  return {
    ...{ ...rest, id, lon: String(lon), lat: String(lat) },
    rings: rings.map(({ name, radiusKm }) => ({ name, radiusKm: String(radiusKm) })),
    stations: stations.map((one) => ({
      ...{ id: one.id, name: one.name, quantity: one.quantity },
      ...{ lon: String(one.lon), lat: String(one.lat), everySeconds: String(one.everySeconds) },
      ...{ link: one.link ?? '', threshold: one.threshold === null ? '' : String(one.threshold) },
    })),
  }
}

/** What is wrong, and where: the field’s name, and which of its list it is in. */
export interface Lack {
  readonly field: 'id' | 'name' | 'place' | 'radius' | 'number' | 'every' | 'threshold' | 'quantity' | 'twice'
  /** From 0. */
  readonly ring?: number
  readonly hotline?: number
  readonly station?: number
  /** What stands there. */
  readonly found: string
}

/** Numbers may be written with a comma. */
export function numberOf(text: string): number | undefined {
  const plain = text.trim().replace(',', '.')
  if (plain === '') return undefined
  const read = Number(plain)
  return Number.isFinite(read) ? read : undefined
}

const idForm = /^[\w.:-]{1,64}$/
const dialled = /^[+\d][\d ()/-]{1,30}$/

export function bodyOf(
  draft: SiteDraft,
): { readonly ok: true; readonly body: SiteBody } | { readonly ok: false; readonly lacks: readonly Lack[] } {
  const lacks: Lack[] = []
  const lack = (field: Lack['field'], found: string, where: Omit<Lack, 'field' | 'found'> = {}) => {
    lacks.push({ field, found, ...where })
    return 0
  }
  const degrees = (text: string, most: number, where: Omit<Lack, 'field' | 'found'>) => {
    const read = numberOf(text)
    return read === undefined || Math.abs(read) > most ? lack('place', text, where) : read
  }
  const named = (name: string, where: Omit<Lack, 'field' | 'found'> = {}) => {
    if (name.trim() === '') lack('name', name, where)
    return name.trim()
  }
  if (!idForm.test(draft.id.trim())) lack('id', draft.id)
  const seen = new Set<string>()
  const body: SiteBody = {
    ...{ name: named(draft.name), kind: draft.kind },
    ...{ lon: degrees(draft.lon, 180, {}), lat: degrees(draft.lat, 90, {}) },
    rings: draft.rings.map(({ name, radiusKm }, ring) => {
      const read = numberOf(radiusKm)
      const right = read !== undefined && read > 0 && read <= 1_000
      return { name: named(name, { ring }), radiusKm: right ? read : lack('radius', radiusKm, { ring }) }
    }),
    hotlines: draft.hotlines.map(({ name, number }, hotline) => {
      if (!dialled.test(number.trim())) lack('number', number, { hotline })
      return { name: named(name, { hotline }), number: number.trim() }
    }),
    stations: draft.stations.map((one, station) => {
      const id = one.id.trim()
      if (!idForm.test(id)) lack('id', one.id, { station })
      else if (seen.has(id)) lack('twice', id, { station })
      seen.add(id)
      const every = numberOf(one.everySeconds)
      const isEvery = every !== undefined && Number.isInteger(every) && every >= 1 && every <= 86_400
      const threshold = one.threshold.trim() === '' ? null : numberOf(one.threshold)
      if (!quantities.includes(one.quantity)) lack('quantity', one.quantity, { station })
      return {
        ...{ id, name: named(one.name, { station }), quantity: one.quantity },
        ...{ lon: degrees(one.lon, 180, { station }), lat: degrees(one.lat, 90, { station }) },
        everySeconds: isEvery ? every : lack('every', one.everySeconds, { station }),
        link: one.link.trim() === '' ? null : one.link.trim(),
        threshold: threshold === undefined ? lack('threshold', one.threshold, { station }) : threshold,
      }
    }),
  }
  return lacks.length === 0 ? { ok: true, body } : { ok: false, lacks }
}

export const stationColumns = [
  ...(['id', 'name', 'lon', 'lat', 'quantity', 'everySeconds', 'link', 'threshold'] as const),
] as const
type Column = (typeof stationColumns)[number]

/** What a list lacks before any row of it can be read. */
export interface MissingColumns {
  readonly missing: readonly Column[]
}

/** Stations of a table with a head, in any order of its columns; what is left out is as in an empty form. Rows are checked with the form. */
export function stationsOf(text: string): readonly StationDraft[] | MissingColumns {
  const [head = [], ...rows] = tableOf(text)
  const place = new Map(head.map((name, i) => [name.trim().toLowerCase(), i]))
  const needed: readonly Column[] = ['id', 'name', 'lon', 'lat']
  const missing = needed.filter((name) => !place.has(name))
  if (missing.length > 0) return { missing }
  return rows.map((row) => {
    const read = stationColumns.flatMap((name) => {
      const cell = (row[place.get(name.toLowerCase()) ?? -1] ?? '').trim()
      return cell === '' ? [] : [[name, cell] as const]
    })
    return { ...emptyStation, ...(Object.fromEntries(read) as Partial<StationDraft>) }
  })
}

/** Those of a list in the place of those with the same id, and after the others. */
export function mergedStations(
  before: readonly StationDraft[],
  listed: readonly StationDraft[],
): readonly StationDraft[] {
  const byId = new Map(listed.map((one) => [one.id.trim(), one]))
  const kept = before.map((one) => byId.get(one.id.trim()) ?? one)
  const known = new Set(before.map(({ id }) => id.trim()))
  return [...kept, ...listed.filter(({ id }) => !known.has(id.trim()))]
}
