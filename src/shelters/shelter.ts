/** A shelter: where it is, whom it takes, how it opens. What nobody knows is called unknown, and what is hidden is never public. */
import type { LonLat } from '#areas'
import { sha256, type Brand, type InLanguages, type Sha256 } from '#base'

export type ShelterId = Brand<string, 'ShelterId'>

/** What it is built as. A closed list: maps, filters and translations rest on it. */
export const shelterTypes = [
  /** Purpose-built, with doors, air and water of its own (in Ukrainian and Russian: сховище, убежище). */
  'civil-defence',
  /** Against fallout: thick walls, no gas-tight doors (протирадіаційне укриття, противорадиационное укрытие). */
  'radiation',
  /** Of a block of flats or another house (найпростіше укриття). */
  'basement',
  'underground-car-park',
  'metro',
  'underpass',
  /** A concrete box in the street or at a stop: against splinters, for as long as a warning lasts. */
  'street',
  /** In a school or kindergarten. */
  'school',
  /** In another public building. */
  'public-building',
  /** Nobody said. */
  'unspecified',
] as const
export type ShelterType = (typeof shelterTypes)[number]

export type Known = 'yes' | 'no' | 'unknown'

export interface Capacity {
  readonly places: number
  /** `50+` in a list is at least 50. */
  readonly bound: 'stated' | 'at-least'
}

export type Opening =
  | { readonly when: 'always' | 'on-alert' | 'unknown' }
  /** As they were written; nobody computes with them. */
  | { readonly when: 'hours'; readonly hours: string }
  /** Locked; `at` says where the key is. */
  | { readonly when: 'key'; readonly at: string }

/** What is known of a shelter from lists and from those who keep them. */
export interface ShelterFields {
  /** By language; may be empty: then the address stands for it. */
  readonly names: InLanguages<string>
  readonly address: string
  readonly at: LonLat
  readonly type: ShelterType
  /** Ids of threats; empty where nobody said. */
  readonly protects: readonly string[]
  readonly capacity: Capacity | 'unknown'
  readonly wheelchair: Known
  readonly pets: Known
  readonly opening: Opening
  /** `own-people`: of a works or a house, for those who belong to it. */
  readonly admits: 'everyone' | 'own-people' | 'unknown'
  /** `out-of-use`: under repair, flooded, given up. Stands until somebody changes it, unlike a warden's status. */
  readonly use: 'in-use' | 'out-of-use'
  readonly visibility: 'public' | 'hidden'
  /** For whoever looks for the door. */
  readonly note: string
}

export type FieldName = keyof ShelterFields

export interface Photo {
  /** Of the bytes that are kept. */
  readonly hash: Sha256
  readonly type: `image/${string}`
  readonly widthPixels: number
  readonly heightPixels: number
}

export interface Shelter {
  readonly id: ShelterId
  /** Where it came from: an import's name and its key there; null where it was entered by hand. */
  readonly origin: { readonly source: string; readonly key: string } | null
  /** As the last import, or whoever entered it, has it. */
  readonly listed: ShelterFields
  /** What was edited by hand since; an import never touches it. */
  readonly edited: Partial<ShelterFields>
  readonly photo: Photo | null
}

/** What holds: the list's fields under those edited by hand. */
export function fieldsOf({ listed, edited }: Shelter): ShelterFields {
  return { ...listed, ...edited }
}

/** The same for the same row of the same list, whenever it is imported. */
export function shelterIdOf(source: string, key: string): ShelterId {
  return `shelter-${sha256(`${source}\n${key}`).slice(0, 16)}` as ShelterId
}

export const bareFields: Omit<ShelterFields, 'at'> = {
  names: {},
  address: '',
  type: 'unspecified',
  protects: [],
  capacity: 'unknown',
  wheelchair: 'unknown',
  pets: 'unknown',
  opening: { when: 'unknown' },
  admits: 'unknown',
  use: 'in-use',
  visibility: 'public',
  note: '',
}

/** Its name in the first of the languages that has one, else in any, else its address; empty where it has neither. */
export function nameOfShelter(
  { names, address }: Pick<ShelterFields, 'names' | 'address'>,
  ...languages: readonly string[]
): string {
  for (const language of languages) {
    const name = names[language]
    if (name !== undefined) return name
  }
  return Object.values(names)[0] ?? address
}
