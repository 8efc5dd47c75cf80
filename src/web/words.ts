/** What the pages say of themselves, in every language they speak; the compiler names a text that is missing in one. */
import type { Mode } from '#base'

export const pageLanguages = ['en', 'uk', 'ru'] as const
export type PageLanguage = (typeof pageLanguages)[number]

export type Plural = {
  readonly one: string
  readonly few?: string
  readonly many?: string
  readonly other: string
}

export interface Words {
  /** The language's own name. */
  readonly name: string
  /** The way to what holds in the reader's own places. */
  readonly mine: string
  readonly mode: { readonly [mode in Mode]: string }
  readonly modeMeans: { readonly [mode in Mode]: string }
  readonly demonstration: string
  /** With its times. */
  readonly drill: { readonly [state in 'announced' | 'running']: string }
  readonly drillMeans: string
  readonly inForce: string
  readonly nothing: string
  readonly nothingIn: string
  readonly quiet: string
  readonly lapsed: string
  readonly lapsedMeans: string
  readonly allClear: string
  readonly retracted: string
  readonly colours: { readonly [colour in ColourWord]: string }
  readonly partOf: string
  readonly whole: string
  readonly since: string
  readonly renewBy: string
  readonly renewSoon: string
  readonly noText: string
  readonly relayedFrom: string
  readonly relayedUntil: string
  readonly areasCount: Plural
  readonly andMore: string
  readonly quietCount: Plural
  readonly map: string
  readonly mapOf: string
  readonly approximate: string
  readonly noShapes: string
  readonly area: string
  readonly state: string
  readonly areas: string
  readonly sirens: string
  readonly sirenStates: { readonly [state in SirenWord]: string }
  readonly noSirens: string
  readonly unsigned: string
  readonly uncovered: string
  readonly timeline: string
  readonly nothingYet: string
  readonly reasons: { readonly [reason in ReasonWord]: string }
  readonly checked: string
  readonly live: string
  readonly still: string
  readonly noNews: string
  readonly wasTrue: string
  readonly times: string
  readonly forMachines: string
  readonly staff: string
  readonly links: { readonly [link in LinkWord]: string }
  readonly minutes: string
  readonly hours: string
}

export type SirenWord = 'pending' | 'sounding' | 'passed' | 'failed' | 'silent' | 'unknown'
export type ColourWord = 'yellow' | 'orange' | 'red' | 'purple'
export type LinkWord = 'board' | 'live' | 'atom' | 'geojson' | 'api' | 'check'
export type ReasonWord =
  | 'issued'
  | 'raised'
  | 'lowered'
  | 'extended'
  | 'reduced'
  | 'corrected'
  | 'renewed'
  | 'updated'
  | 'areas-cleared'
  | 'cleared'
  | 'retracted'
  | 'lapsed'
