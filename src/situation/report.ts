/** The report of a night: sections of rows, every number with the facts it rests on and where it can be seen. Without words: those come with a language. */
import type { AreaCode } from '#areas'
import type { InLanguages, Instant, Milliseconds, Mode, Sha256 } from '#base'

export const sectionIds = [
  'alerts',
  'reach',
  'sirens',
  'call-outs',
  'checklists',
  'shelters',
  'alarms',
  'stations',
  'statements',
  'damage',
  'observations',
  'outages',
  'remnants',
  'evidence',
  'unknown',
  'open',
] as const
export type SectionId = (typeof sectionIds)[number]

/** What stands in one place of a table. A number is a range: `atMost` null where nobody knows whether there are more. */
export type Cell =
  | { readonly is: 'count'; readonly atLeast: number; readonly atMost: number | null }
  | { readonly is: 'time'; readonly at: Instant }
  | { readonly is: 'length'; readonly milliseconds: Milliseconds }
  /** A word of the closed list that the words name in each language. */
  | { readonly is: 'term'; readonly term: string }
  /** Names of areas and dangers, which have one in several languages; `code` where they have none in the reader’s. */
  | {
      readonly is: 'names'
      readonly of: readonly { readonly code: string; readonly names: InLanguages<string> }[]
    }
  /** As it was given: the name of a source, a station, a checklist. */
  | { readonly is: 'text'; readonly text: string }
  | {
      readonly is: 'said'
      readonly sentence: string
      readonly parts: { readonly [part: string]: Cell }
    }
  | { readonly is: 'list'; readonly of: readonly Cell[] }
  | { readonly is: 'nothing' }

/** What something rests on: places of facts in the ledger, and where the console shows it. */
export interface Rests {
  readonly rests: readonly number[]
  readonly see: string
}

export interface Row extends Rests {
  readonly id: string
  readonly cells: { readonly [column: string]: Cell }
}

/** A number about a whole section. One of nothing rests on no fact: all that the report has read holds none. */
export interface Figure extends Rests {
  readonly id: string
  readonly atLeast: number
  readonly atMost: number | null
}

export interface Section {
  readonly id: SectionId
  readonly figures: readonly Figure[]
  readonly columns: readonly string[]
  readonly rows: readonly Row[]
}

/** `public`: nothing under embargo, nothing nearer than a municipality, nobody’s name but of areas and authorities. */
export type Face = 'staff' | 'public'

export interface ReportOf {
  /** The first instant of the period, and the first after it. */
  readonly from: Instant
  readonly to: Instant
  /** Empty: everywhere. */
  readonly areas: readonly AreaCode[]
  readonly mode: Mode
  readonly face: Face
}

export interface SituationReport {
  readonly of: ReportOf
  /** What was known: everything up to this place of the ledger, judged as of this instant. */
  readonly asOf: { readonly at: Instant; readonly seq: number; readonly hash: Sha256 }
  readonly sections: readonly Section[]
  /** Sections that whoever asks may not read. */
  readonly withheld: readonly SectionId[]
}

export const count = (atLeast: number, atMost: number | null = atLeast): Cell => ({
  is: 'count',
  atLeast,
  atMost,
})
export const nothing: Cell = { is: 'nothing' }
export const time = (at: Instant | null | undefined): Cell =>
  at === null || at === undefined ? nothing : { is: 'time', at }
export const length = (milliseconds: Milliseconds | undefined): Cell =>
  milliseconds === undefined ? nothing : { is: 'length', milliseconds }
export const term = (word: string): Cell => ({ is: 'term', term: word })
export const text = (said: string | null | undefined): Cell =>
  said === null || said === undefined || said === '' ? nothing : { is: 'text', text: said }
export const said = (sentence: string, parts: { readonly [part: string]: Cell } = {}): Cell => ({
  ...{ is: 'said', sentence, parts },
})

export function figure(id: string, exactly: number, rests: readonly number[], see: string): Figure {
  return { id, atLeast: exactly, atMost: exactly, rests: inOrder(rests), see }
}

/** Each place once, the earliest first. */
export function inOrder(seqs: readonly number[]): readonly number[] {
  return [...new Set(seqs)].toSorted((a, b) => a - b)
}
