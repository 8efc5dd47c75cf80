/** What the front page shows, as plain data in one language: no alert, no map and no clock is needed to draw it. */
import type { AreaCode } from '#areas'
import type { Instant, Mode } from '#base'
import type { ColourWord, LinkWord, PageLanguage, ReasonWord, SirenWord } from './words.ts'

/** How an area or a line looks: always colour, pattern, mark and word together. */
export type Look = 'danger' | 'advisory' | 'lapsed' | 'ended' | 'nothing'

export interface LineView {
  readonly look: 'danger' | 'advisory'
  /** What the authority calls it: “Drone attack threat”. */
  readonly danger: string
  /** The level's colour, where people know it by that. */
  readonly colour?: ColourWord
  /** Names of the areas it was said of, the whole region first. */
  readonly places: readonly string[]
  /** Whether it was said of everything that this page shows. */
  readonly reach: 'everywhere' | 'these-places'
  readonly since: Instant
  readonly renewBy: Instant
  readonly flagged: 'flagged' | 'in-time'
  /** What people were told, in the page's language; absent when it was never said in that language. */
  readonly text?: string
  /** Of the text, where it is another than the page's: a relayed warning is not translated. */
  readonly textLanguage?: string
  /** Whose words these are, where they are passed on from another sender. */
  readonly from?: string
  readonly alerts: readonly string[]
}

export interface EndedView {
  readonly how: 'all-clear' | 'retracted' | 'lapsed'
  readonly danger: string
  readonly places: readonly string[]
  readonly reach: 'everywhere' | 'these-places'
  readonly at: Instant
}

export interface AreaLineView {
  readonly look: 'danger' | 'advisory'
  readonly danger: string
  readonly reach: 'all-of-it' | 'a-part'
  readonly since: Instant
}

export interface AreaView {
  readonly code: AreaCode
  readonly name: string
  /** How the map paints it: its gravest line, else how the last one ended. */
  readonly look: Look
  readonly reach: 'all-of-it' | 'a-part'
  /** The gravest first; empty when nothing is in force. */
  readonly lines: readonly AreaLineView[]
  readonly ended?: { readonly how: EndedView['how']; readonly at: Instant }
  readonly sirens?: SirenCounts
}

export type SirenCounts = { readonly [state in SirenWord]: number }

export interface SirensView {
  readonly total: SirenCounts
  /** Names of the areas without one. */
  readonly uncovered: readonly string[]
  readonly unsigned: number
}

export interface TimelineEntry {
  readonly at: Instant
  readonly reason: ReasonWord
  readonly look: Look
  readonly danger: string
  readonly places: readonly string[]
  readonly reach: 'everywhere' | 'these-places'
}

/** One area on the map: an SVG path in the drawing's own units, and where its mark stands. */
export interface AreaDrawing {
  readonly code: AreaCode
  readonly path: string
  readonly mark: { readonly x: number; readonly y: number }
  /** Height of the area's box in the drawing's units: how much can be written there. */
  readonly height: number
  readonly width: number
  readonly quality: 'surveyed' | 'approximate'
}

export interface Drawing {
  readonly width: number
  readonly height: number
  readonly areas: readonly AreaDrawing[]
}

export interface DrillSaid {
  readonly state: 'announced' | 'running'
  readonly from: Instant
  readonly until: Instant
}

export interface PageView {
  readonly language: PageLanguage
  readonly languages: readonly PageLanguage[]
  readonly mode: Mode
  readonly demonstration: 'demonstration' | 'in-service'
  readonly issuer: string
  /** What the page covers: a region's name, or the authority's. */
  readonly region: string
  readonly at: Instant
  readonly seq: number
  /** IANA. */
  readonly timeZone: string
  /** A drill that is announced or goes on; its times. */
  readonly drill?: DrillSaid
  readonly inForce: readonly LineView[]
  readonly ended: readonly EndedView[]
  readonly areas: readonly AreaView[]
  readonly drawing?: Drawing
  readonly sirens?: SirensView
  /** The newest first. */
  readonly timeline: readonly TimelineEntry[]
  /** Over how long those who read it now spread their coming back when something changes. */
  readonly spreadMilliseconds: number
  /** Where a reader sees what holds in their own places. */
  readonly mine?: string
  /** Where those who work here sign in. */
  readonly signIn?: string
  readonly links: { readonly [link in LinkWord]?: string }
  readonly assets: { readonly style: string; readonly script: string; readonly icon: string }
}
