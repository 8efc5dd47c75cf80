/** One assertion in a statement: what happened, where, when, by what, how many, and how sure it is said to be. */
import type { AreaCode } from '#areas'
import type { ThreatId } from '#threats'
import type { Quote } from '../text/quote.ts'

export const claimEvents = [
  'alert',
  'siren',
  'strike',
  'interception',
  'casualties',
  'damage',
  'outage',
  'evacuation',
  'radiation',
  'production',
  'deployment',
  'weapon-test',
  'statement',
  'other',
] as const
export type ClaimEvent = (typeof claimEvents)[number]

/**
 * confirmed: an official act of the speaker, a quotation on record, a neutral body; claimed: a party’s statement; unverified: the
 * text says preliminary, allegedly; rumour: nobody who could be asked.
 */
export const certainties = ['confirmed', 'claimed', 'unverified', 'rumour'] as const
export type Certainty = (typeof certainties)[number]

export interface Quantity {
  readonly value: number
  /** A plain English noun of what is counted: injured, killed, missing, drones, missiles, houses, explosions, USD, km, kg. */
  readonly unit: string
  /** “around twenty” is about; “up to 2 km” is up-to; “more than”, “at least” are at-least. */
  readonly bound: 'exactly' | 'at-least' | 'about' | 'up-to'
  readonly quote: Quote
}

export interface ClaimPlace {
  readonly text: string
  /** Null where it is not certain which area is meant. */
  readonly code: AreaCode | null
  readonly name: string | null
  /** The certain area in which a place lies that is not certain itself: “the village of X in Y District”. */
  readonly within: { readonly code: AreaCode; readonly name: string } | null
  /** `carried`: named before in the same paragraph, and left out here; `office`: where the speaker governs. */
  readonly basis: 'named' | 'carried' | 'office'
  readonly quote: Quote
}

export interface ClaimTime {
  readonly text: string
  /** RFC 3339, as far as the text and the day it was said on allow; both null where they do not. */
  readonly from: string | null
  readonly to: string | null
  readonly quote: Quote
}

export interface ClaimWeapon {
  /** As written. */
  readonly text: string
  /** Null where the catalogue has none for it, or the words leave open which. */
  readonly threat: ThreatId | null
  readonly quote: Quote
}

export interface Claim {
  readonly event: ClaimEvent
  /** `no`: it is said not to have happened, or to have ended. */
  readonly happened: 'yes' | 'no'
  /** Where; of a list its whole wording, with code and name null. */
  readonly place: ClaimPlace | null
  /** Every place of the list, or the only one. */
  readonly places: readonly ClaimPlace[]
  readonly when: ClaimTime | null
  /** The first that is named. */
  readonly weapon: ClaimWeapon | null
  readonly weapons: readonly ClaimWeapon[]
  readonly quantities: readonly Quantity[]
  readonly certainty: Certainty
  readonly quote: Quote
}
