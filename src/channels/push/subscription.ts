/** A subscription: where to push, for which places, in which words. It holds no name, no account, and no place finer than a square kilometre. */
import type { AreaCode } from '#areas'
import { modes, type Brand, type Instant, type Mode, type Sha256 } from '#base'

export type SubscriptionId = Brand<string, 'SubscriptionId'>

/** A number of its own for each, small and dense, by which crowds of them are counted and found. */
export type Row = number

/** The sides are hundredths of a degree, as whole numbers: `west` 3959 is 39.59°. Each box is one of them wide and high. */
export type SubscribedPlace =
  | { readonly kind: 'area'; readonly area: AreaCode }
  | { readonly kind: 'square'; readonly west: number; readonly south: number }

/** RFC 8291 §2.1: base64url, as the browser gives them. */
export interface PushKeys {
  readonly p256dh: string
  readonly auth: string
}

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
  readonly content: 'full' | 'id-only'
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
  const south = Math.min(Math.floor(at.lat * squaresPerDegree), 90 * squaresPerDegree - 1)
  const west = Math.min(Math.floor(at.lon * squaresPerDegree), 180 * squaresPerDegree - 1)
  return { kind: 'square', west, south }
}

/** Degrees; the east and the north side belong to the neighbours. */
export function cornersOf(square: SubscribedPlace & { readonly kind: 'square' }): {
  readonly west: number
  readonly south: number
  readonly east: number
  readonly north: number
} {
  const { west, south } = square
  return {
    west: west / squaresPerDegree,
    south: south / squaresPerDegree,
    east: (west + 1) / squaresPerDegree,
    north: (south + 1) / squaresPerDegree,
  }
}

/** As it is shown to its owner: a square by its middle, which is found in the same square again. */
export function shownPlace(
  place: SubscribedPlace,
): { readonly area: AreaCode } | { readonly lon: number; readonly lat: number } {
  if (place.kind === 'area') return { area: place.area }
  const middle = (side: number) => (2 * side + 1) / (2 * squaresPerDegree)
  return { lon: middle(place.west), lat: middle(place.south) }
}

export function carriesMode(carried: readonly Mode[], mode: Mode): boolean {
  return carried.includes(mode)
}

/** Modes as the bits of a small number, in their usual order. */
export function modeBits(carried: readonly Mode[]): number {
  return modes.reduce((bits, mode, at) => (carried.includes(mode) ? bits | (1 << at) : bits), 0)
}

export function modesOfBits(bits: number): readonly Mode[] {
  return modes.filter((_, at) => (bits & (1 << at)) !== 0)
}
