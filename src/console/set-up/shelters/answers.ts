/** What the server answers about shelters, as far as this part of the set-up shows it. Types only. */
import type { InstantText, Names } from '../../duty.ts'
import type { Mapping } from './mapping.ts'

export type Known = 'yes' | 'no' | 'unknown'
export type ShelterType =
  | ('civil-defence' | 'radiation' | 'basement' | 'underground-car-park' | 'metro')
  | ('underpass' | 'street' | 'school' | 'public-building' | 'unspecified')

export interface Said {
  readonly state: 'open' | 'full' | 'closed'
  readonly power: Known
  readonly people: number | null
  readonly at: InstantText
  readonly until: InstantText
}
export type StatusView = Said | { readonly state: 'unknown'; readonly last: Said | null }

export type Opening =
  | { readonly when: 'always' | 'on-alert' | 'unknown' }
  | { readonly when: 'hours'; readonly hours: string }
  | { readonly when: 'key'; readonly at: string }

/** `GET /v1/shelters/kept`. */
export interface KeptShelter {
  readonly id: string
  readonly names: Names
  readonly address: string
  readonly lon: number
  readonly lat: number
  readonly type: ShelterType
  readonly protects: readonly string[]
  readonly capacity: { readonly places: number; readonly bound: 'stated' | 'at-least' } | null
  readonly wheelchair: Known
  readonly pets: Known
  readonly opening: Opening
  readonly admits: 'everyone' | 'own-people' | 'unknown'
  readonly use: 'in-use' | 'out-of-use'
  readonly note: string
  readonly photo: {
    readonly url: string
    readonly widthPixels: number
    readonly heightPixels: number
  } | null
  readonly status: StatusView
  readonly visibility: 'public' | 'hidden'
  readonly origin: { readonly source: string; readonly key: string } | null
  readonly edited: readonly string[]
  readonly areas: readonly string[]
}

export interface WardenLink {
  readonly id: string
  readonly madeAt: InstantText
  readonly usedAt: InstantText | null
}

export interface ListField {
  readonly field: string
  readonly filled: number
  readonly example: string
}
export interface Finding {
  readonly row: number
  readonly code: string
  readonly effect: 'mended' | 'doubted' | 'refused'
  readonly field?: string
  readonly was?: string
  readonly other?: number
}
export interface Brief {
  readonly id: string
  readonly name: string
  readonly lon: number
  readonly lat: number
}

/** `POST /v1/shelters/import`. */
export interface Proposal {
  readonly state: 'proposed' | 'applied'
  readonly hash: string
  readonly list: {
    readonly format: 'geojson' | 'json' | 'csv'
    readonly encoding: string
    readonly delimiter: string | null
    readonly fields: readonly ListField[]
    readonly notes: readonly {
      readonly code: string
      readonly field?: string
      readonly was?: string
      readonly count?: number
    }[]
  }
  readonly mapping: Mapping
  readonly mappingFrom: 'given' | 'kept' | 'guessed'
  readonly guess: { readonly unknownWords: readonly string[] } | null
  readonly tally: { readonly rows: number } & { readonly [outcome in Outcome]: number }
  readonly findings: readonly Finding[]
  readonly findingsLeft: number
  readonly filled: { readonly [meaning: string]: number }
  readonly unmapped: readonly ListField[]
  readonly changes: {
    readonly added: number
    readonly changed: readonly (Brief & { readonly fields: readonly string[] })[]
    readonly changedLeft: number
    readonly same: number
    readonly gone: readonly Brief[]
    readonly goneLeft: number
    readonly keepEdits: readonly { readonly id: string; readonly fields: readonly string[] }[]
    readonly besideOthers: readonly { readonly id: string; readonly other: string }[]
  }
  readonly examples: readonly (Brief & { readonly type: ShelterType; readonly row: number })[]
}
export type Outcome = 'taken' | 'mended' | 'doubted' | 'refused'
export type GoneChoice = 'keep' | 'hide' | 'remove'

/** `GET /v1/shelters/sources`. */
export interface Source {
  readonly source: string
  readonly file: string
  readonly at: InstantText
  readonly shelters: number
}

/** `GET /v1/shelters/capacity`. */
export interface PlannedArea {
  readonly area: string
  readonly names: Names
  readonly shelters: number
  readonly places: number
  readonly capacityUnknown: number
  readonly wheelchair: number
  readonly hidden: number
  readonly population: number | null
  readonly placesPer100People: number | null
  readonly beyond: {
    readonly surfacePercent: number | null
    readonly people: { readonly beyond: number; readonly counted: number } | null
  }
}
export interface Planned {
  readonly areas: readonly PlannedArea[]
  readonly left: number
  readonly minutes: number
  readonly elsewhere: number
}
