/** A subscription: where to push, for which places, in which words. It holds no name, no account, and no place finer than a square kilometre. */
import type { AreaCode, Bounds } from '#areas'
import { modes, type Brand, type Instant, type Mode, type Sha256 } from '#base'

export type SubscriptionId = Brand<string, 'SubscriptionId'>

/** A number of its own for each, small and dense, by which crowds of them are counted and found. */
export type Row = number

/**
 * The sides are hundredths of a degree, as whole numbers: `west` 3959 is 39.59°. A square is one of them wide and high; a box
 * is what a dialect's reader chose, and one whose `west` is greater than its `east` crosses the antimeridian.
 */
export type SubscribedPlace =
  | { readonly kind: 'area'; readonly area: AreaCode }
  | { readonly kind: 'square'; readonly west: number; readonly south: number }
  | ({ readonly kind: 'box' } & Bounds)

/** RFC 8291 §2.1: base64url, as the browser gives them. */
export interface PushKeys {
  readonly p256dh: string
  readonly auth: string
}

/** Of others' apps. Several of their subscriptions may share an endpoint; `provenAt` is when the app was last heard of. */
export type Dialect = 'fpas'

/** `failing`: tried several times in a row without being taken. `gone` ones are removed; whoever asks for one is told so. */
export type SubscriptionState = 'unproven' | 'working' | 'failing'

export interface Subscription {
  readonly row: Row
  readonly id: SubscriptionId
  readonly secret: Sha256
  readonly endpoint: string
  /** Null for plain UnifiedPush, which the service carries in the clear. */
  readonly keys: PushKeys | null
  /** BCP 47. */
  readonly language: string
  readonly places: readonly SubscribedPlace[]
  /** What a push says: the words, the notice's id, or what the readers of a dialect expect. */
  readonly content: 'full' | 'id-only' | Dialect
  readonly modes: readonly Mode[]
  readonly state: SubscriptionState
  readonly createdAt: Instant
  /** Hash of what the last test push said; null where none is awaited. */
  readonly nonce: Sha256 | null
  readonly nonceAt: Instant | null
  /** When a test push came back last. */
  readonly provenAt: Instant | null
  /** When the push service took a notice last. */
  readonly acceptedAt: Instant | null
}

/** What of a subscription decides whether a notice is for it at all; held in memory for each. */
export type Traits = Pick<Subscription, 'row' | 'endpoint' | 'places' | 'modes' | 'state'>

/** Hundredths of a degree: nothing finer of where somebody is is ever kept. */
const squaresPerDegree = 100

export function squareAround(at: { readonly lon: number; readonly lat: number }): SubscribedPlace {
  // The last square of the world is the one that ends at its edge.
  const south = Math.min(notAbove(at.lat), 90 * squaresPerDegree - 1)
  const west = Math.min(notAbove(at.lon), 180 * squaresPerDegree - 1)
  return { kind: 'square', west, south }
}

/** The smallest box of whole hundredths around one of degrees: it may be larger, and is never smaller. */
export function boxAround({ west, south, east, north }: Bounds): SubscribedPlace {
  return {
    kind: 'box',
    ...{
      west: notAbove(west),
      south: notAbove(south),
      east: 0 - notAbove(-east),
      north: 0 - notAbove(-north),
    },
  }
}

/** The greatest whole number of hundredths that is not greater; 39.59 times 100 alone is a little more than 3959. */
function notAbove(degrees: number): number {
  const near = Math.round(degrees * squaresPerDegree)
  // Without the sum a number could be the zero below zero.
  return (near / squaresPerDegree <= degrees ? near : near - 1) + 0
}

/** Degrees; a square's east and north side belong to the neighbours. */
export function cornersOf(place: Exclude<SubscribedPlace, { readonly kind: 'area' }>): Bounds {
  const { west, south } = place
  const { east, north } = place.kind === 'box' ? place : { east: west + 1, north: south + 1 }
  return {
    west: west / squaresPerDegree,
    south: south / squaresPerDegree,
    east: east / squaresPerDegree,
    north: north / squaresPerDegree,
  }
}

/** As it is shown to its owner: a square by its middle, which is found in the same square again. */
export function shownPlace(
  place: SubscribedPlace,
): { readonly area: AreaCode } | { readonly lon: number; readonly lat: number } | Bounds {
  if (place.kind === 'area') return { area: place.area }
  if (place.kind === 'box') return cornersOf(place)
  const middle = (side: number) => (2 * side + 1) / (2 * squaresPerDegree)
  return { lon: middle(place.west), lat: middle(place.south) }
}

export function isOfDialect({ content }: Pick<Subscription, 'content'>): boolean {
  return content === 'fpas'
}

/** Modes as the bits of a small number, in their usual order. */
export function modeBits(carried: readonly Mode[]): number {
  return modes.reduce((bits, mode, at) => (carried.includes(mode) ? bits | (1 << at) : bits), 0)
}

export function modesOfBits(bits: number): readonly Mode[] {
  return modes.filter((_, at) => (bits & (1 << at)) !== 0)
}
