/** What a map shows of a measuring station: how it is by shape, sign and order, each told from the others without its colour. Pure. */
import type { WorldRing } from './ground.ts'
import { toPixels, type Point, type Size, type View } from './view.ts'

/** The graver later: what comes later is drawn over what came before, and is what is hit. */
export const stationStates = [
  ...(['usual', 'unknown', 'no-value', 'outlier', 'natural-so-far', 'natural', 'dark', 'alarm'] as const),
] as const
export type StationState = (typeof stationStates)[number]

export const darkReasons = ['power-lost', 'link-lost', 'silent', 'never-heard', 'wrong-clock'] as const
/** Why nothing is known of a station. */
export type DarkReason = (typeof darkReasons)[number]

/** What a person looks for at night: everything but what is as always. */
export function isNews(state: StationState): boolean {
  return state === 'alarm' || state === 'dark' || state === 'outlier' || state.startsWith('natural')
}

export interface StationOnMap {
  readonly id: string
  /** The site it belongs to. */
  readonly site: string
  readonly name: string
  readonly at: Point
  readonly state: StationState
  /** Its value with the unit, written beside it where there is room; empty where it has none. */
  readonly value: string
  readonly unit: string
  /** Instants in RFC 3339. */
  readonly latest: { readonly at: string; readonly value: number } | null
  readonly dark: DarkReason | null
  readonly darkSince: string | null
  readonly excess: number | null
  readonly since: string | null
}

export interface RingOnMap {
  readonly name: string
  readonly ring: WorldRing
  /** Its northernmost point, where its name stands. */
  readonly top: Point
}

export interface SiteOnMap {
  readonly id: string
  readonly name: string
  readonly at: Point
  readonly rings: readonly RingOnMap[]
}

export interface StationLayer {
  /** The gravest last. */
  readonly stations: readonly StationOnMap[]
  readonly sites: readonly SiteOnMap[]
  /** Of the one under the pointer: reckoned for that one alone, of some thousands. */
  readonly said: (station: StationOnMap) => string
  readonly choose?: (station: StationOnMap) => void
}

export interface StationSign {
  /** Paths of SVG in a square of 16. */
  readonly body: string
  readonly glyph: string
  readonly fill: 'danger' | 'blind' | 'panel' | 'soft'
  readonly edge: 'danger-edge' | 'blind-edge' | 'ink' | 'ground'
  readonly ink: 'danger-ink' | 'blind-ink' | 'ink'
  readonly look: 'full' | 'dashed'
}

const round = 'M8 1.2A6.8 6.8 0 1 1 8 14.8A6.8 6.8 0 1 1 8 1.2Z'
const plain = { fill: 'panel', edge: 'ink', ink: 'ink', look: 'full' } as const
const waves = 'M3.8 6.9Q5.9 4.4 8 6.6T12.2 6.3M3.8 10.7Q5.9 8.2 8 10.4T12.2 10.1'

/** A triangle, a crossed square, a diamond, a circle with waves: what is blind is as large and as full as what is high. */
export const stationSigns: { readonly [state in StationState]: StationSign } = {
  alarm: {
    ...{ body: 'M8 .8L15.6 14.8H.4Z', glyph: 'M8 5.6V10M8 11.8V13.2', look: 'full' },
    ...{ fill: 'danger', edge: 'danger-edge', ink: 'danger-ink' },
  },
  dark: {
    ...{ body: 'M1.2 1.2H14.8V14.8H1.2Z', glyph: 'M3.8 3.8L12.2 12.2M12.2 3.8L3.8 12.2', look: 'full' },
    ...{ fill: 'blind', edge: 'blind-edge', ink: 'blind-ink' },
  },
  outlier: { ...plain, body: 'M8 .8L15.2 8L8 15.2L.8 8Z', glyph: 'M8 5V9M8 10.6V11.6' },
  natural: { ...plain, body: round, glyph: waves },
  'natural-so-far': { ...plain, body: round, glyph: waves, look: 'dashed' },
  'no-value': { ...plain, body: round, glyph: 'M5 8H11' },
  unknown: {
    ...{ ...plain, body: round, look: 'dashed' },
    glyph: 'M5.9 6.4A2.1 2.1 0 1 1 8 8.6V9.6M8 11.2V12.2',
  },
  usual: {
    ...{ body: 'M8 4.6A3.4 3.4 0 1 1 8 11.4A3.4 3.4 0 1 1 8 4.6Z', glyph: '', look: 'full' },
    ...{ fill: 'soft', edge: 'ground', ink: 'ink' },
  },
}

/** CSS pixels across. */
export const signSize = 18

/** The gravest one within reach of the pointer; of equals the nearest. */
export function stationUnder(
  { x, y }: Point,
  { stations }: Pick<StationLayer, 'stations'>,
  view: View,
  size: Size,
  reach = signSize / 2 + 2,
): StationOnMap | undefined {
  let best: { readonly station: StationOnMap; readonly far: number } | undefined
  for (const station of stations) {
    const at = toPixels(view, size, station.at)
    const far = Math.hypot(at.x - x, at.y - y)
    if (far > reach) continue
    const isGraver = best === undefined || best.station.state !== station.state
    if (isGraver || far < best!.far) best = { station, far }
  }
  return best?.station
}

export function countsOf(
  stations: readonly Pick<StationOnMap, 'state'>[],
): ReadonlyMap<StationState, number> {
  const counts = new Map<StationState, number>()
  for (const { state } of stations) counts.set(state, (counts.get(state) ?? 0) + 1)
  return counts
}
