/** What an import did: areas to lay over the loaded ones, and an account of every feature, joined or not. */
import { english, type Language } from '#base'
import { nameOf, type Area, type AreaCode } from '../area.ts'
import type { Repair } from '../geometry/repair.ts'
import type { PackSource } from '../pack.ts'

export interface AreaImport {
  /** New and changed areas; `layOver` puts them over what is loaded. */
  readonly areas: readonly Area[]
  /** Features of boundaries and lists that found their area. */
  readonly joined: readonly { readonly file: string; readonly feature: string; readonly area: AreaCode }[]
  readonly unjoined: readonly Unjoined[]
  readonly repaired: readonly {
    readonly file: string
    readonly feature: string
    readonly area: AreaCode
    readonly repairs: readonly Repair[]
  }[]
  /** Joined by name, but their geometry can't be used; the area keeps the shape it had. */
  readonly refused: readonly { readonly file: string; readonly feature: string; readonly why: string }[]
  readonly sources: readonly PackSource[]
}

export interface Unjoined {
  readonly file: string
  readonly feature: string
  readonly why: string
  readonly suggestions: readonly { readonly code: AreaCode; readonly name: string }[]
}

export interface ImportOptions {
  /** Joins names only to areas in this one, and puts new areas into it. */
  readonly within?: AreaCode
  /** The property that holds the name, where detection would take another. */
  readonly nameProperty?: string
  /** What becomes of features without a counterpart: told, or made into areas of `within`. */
  readonly unmatched?: 'tell' | 'add'
  /** How deep KATOTTH is loaded; settlements are 29,813 more areas without a shape. */
  readonly depth?: 'municipality' | 'settlement'
}

/** Collects an import while it runs. */
export interface ImportLog {
  readonly joined: AreaImport['joined'][number][]
  readonly unjoined: Unjoined[]
  readonly repaired: AreaImport['repaired'][number][]
  readonly refused: AreaImport['refused'][number][]
}

export function startLog(): ImportLog {
  return { joined: [], unjoined: [], repaired: [], refused: [] }
}

export function suggest(areas: readonly Area[], language: Language = english): Unjoined['suggestions'] {
  return [...new Map(areas.map((area) => [area.code, area])).values()]
    .slice(0, 5)
    .map((area) => ({ code: area.code, name: nameOf(area, language) }))
}
