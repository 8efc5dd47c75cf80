/** A shelter being written, and what is sent of it: of one that is there only what was changed. Pure. */
import type { KeptShelter, Opening } from './answers.ts'

/** As fields hold it: numbers are texts until they are sent. */
export interface Draft {
  readonly names: { readonly [language: string]: string }
  readonly address: string
  readonly lon: string
  readonly lat: string
  readonly type: KeptShelter['type']
  readonly places: string
  readonly bound: 'stated' | 'at-least'
  readonly wheelchair: KeptShelter['wheelchair']
  readonly pets: KeptShelter['pets']
  readonly when: Opening['when']
  readonly hours: string
  readonly keyAt: string
  readonly admits: KeptShelter['admits']
  readonly use: KeptShelter['use']
  readonly visibility: KeptShelter['visibility']
  readonly protects: readonly string[]
  readonly note: string
}

export function draftOf(shelter: KeptShelter | undefined): Draft {
  const { capacity = null, opening = { when: 'unknown' } } = shelter ?? {}
  return {
    names: { ...shelter?.names },
    address: shelter?.address ?? '',
    lon: shelter === undefined ? '' : String(shelter.lon),
    lat: shelter === undefined ? '' : String(shelter.lat),
    type: shelter?.type ?? 'unspecified',
    places: capacity === null ? '' : String(capacity.places),
    bound: capacity?.bound ?? 'stated',
    wheelchair: shelter?.wheelchair ?? 'unknown',
    pets: shelter?.pets ?? 'unknown',
    when: opening.when,
    hours: opening.when === 'hours' ? opening.hours : '',
    keyAt: opening.when === 'key' ? opening.at : '',
    admits: shelter?.admits ?? 'unknown',
    use: shelter?.use ?? 'in-use',
    visibility: shelter?.visibility ?? 'public',
    protects: shelter?.protects ?? [],
    note: shelter?.note ?? '',
  }
}

/** Where it is no number, undefined; a comma is a point. */
function degrees(text: string, most: number): number | undefined {
  const plain = text.trim().replace(',', '.')
  const value = /^[+-]?\d{1,3}(\.\d+)?$/.test(plain) ? Number(plain) : Number.NaN
  return Math.abs(value) <= most ? value : undefined
}

/** As the API takes it, whole; undefined where a number is none. */
export function bodyOf(draft: Draft): { readonly [field: string]: unknown } | undefined {
  const [lon, lat] = [degrees(draft.lon, 180), degrees(draft.lat, 90)]
  const places = draft.places.trim()
  if (lon === undefined || lat === undefined || !/^\d{0,6}$/.test(places)) return undefined
  const { names, address, type, bound, wheelchair, pets, admits, use, visibility, protects, note } = draft
  return {
    names: Object.fromEntries(
      Object.entries(names).flatMap(([language, name]) =>
        name.trim() === '' ? [] : [[language, name.trim()]],
      ),
    ),
    ...{ address: address.trim(), lon, lat, type, wheelchair, pets, admits, use, visibility, protects },
    capacity: places === '' ? null : { places: Number(places), bound },
    opening: openingOf(draft),
    note: note.trim(),
  }
}

function openingOf({ when, hours, keyAt }: Draft): Opening {
  if (when === 'key') return { when, at: keyAt.trim() }
  return when === 'hours' ? { when, hours: hours.trim() } : { when }
}

/** Only what differs: what is left as the list has it goes on following the list. Both numbers of a place go together. */
export function editsOf(
  draft: Draft,
  before: KeptShelter,
): { readonly [field: string]: unknown } | undefined {
  const [is, was] = [bodyOf(draft), bodyOf(draftOf(before))]
  if (is === undefined || was === undefined) return is
  const differs = (field: string) => JSON.stringify(is[field]) !== JSON.stringify(was[field])
  const hasMoved = differs('lon') || differs('lat')
  return Object.fromEntries(
    Object.entries(is).filter(([field]) => (field === 'lon' || field === 'lat' ? hasMoved : differs(field))),
  )
}
