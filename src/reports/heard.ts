/**
 * How many residents say that they hear the sirens, and how many that they hear none: of each device its latest answer, by area,
 * place and minute. Whoever answers chose to, and windows are shut; what follows from so few is said as a range.
 */
import { kilometresBetween, type AreaCode, type LonLat } from '#areas'
import { epochMilliseconds, instantOf, minute, type Instant } from '#base'
import { coarse, coarseDegrees, coarseWithinKm } from './told.ts'

export const hearings = ['heard', 'not-heard'] as const
export type Hearing = (typeof hearings)[number]

export interface SirenAnswer {
  readonly area: AreaCode
  /** The middle of a coarse box. */
  readonly at: LonLat | null
  readonly hears: Hearing
  readonly seenAt: Instant
  /** From an address from which many answer: a carrier's gate, a station's wireless network, or one person with a program. */
  readonly crowd: 'alone' | 'crowd'
}

export interface Heard {
  readonly heard: number
  readonly notHeard: number
  /** Of both, those that came from addresses from which many answered. */
  readonly fromCrowds: number
  /** To the minute; null without an answer. */
  readonly since: Instant | null
  readonly latestAt: Instant | null
  /** Between which shares of the residents hear it, going by the answers alone, at 95 of 100 times. */
  readonly share: { readonly atLeast: number; readonly atMost: number } | null
  readonly says: 'heard' | 'not-heard' | 'divided' | 'too-few'
}

interface Counts {
  heard: number
  notHeard: number
  crowd: number
}
interface Cell {
  readonly area: AreaCode
  readonly at: LonLat | null
  /** By minutes since 1970. */
  readonly minutes: Map<number, Counts>
}

export interface Window {
  readonly from: Instant
  readonly until: Instant
}

export interface HeardTally {
  add(answer: SirenAnswer): void
  /** An answer that was taken back, or that a later one of the same device takes the place of. */
  remove(answer: SirenAnswer): void
  forgetBefore(at: Instant): void
  /** Of all areas that count for what is asked. */
  inAreas(counts: (area: AreaCode) => boolean, window: Window): Heard
  /** Of those whose place is known and lies so near, whichever area they named. */
  around(point: LonLat, kilometres: number, window: Window): Heard
  /** From which areas there are answers. */
  areas(window: Window): readonly AreaCode[]
}

export function heardTally(): HeardTally {
  const cells = new Map<string, Cell>()
  const byBox = new Map<string, Set<Cell>>()
  const byArea = new Map<AreaCode, Set<Cell>>()

  const cellOf = ({ area, at }: SirenAnswer): Cell => {
    const key = `${area} ${at === null ? '' : boxOf(at)}`
    let cell = cells.get(key)
    if (cell === undefined) {
      cells.set(key, (cell = { area, at, minutes: new Map() }))
      listed(byArea, area).add(cell)
      if (at !== null) listed(byBox, boxOf(at)).add(cell)
    }
    return cell
  }
  const change = (answer: SirenAnswer, by: 1 | -1) => {
    const { minutes } = cellOf(answer)
    const at = minuteOf(answer.seenAt)
    const counts = minutes.get(at) ?? { heard: 0, notHeard: 0, crowd: 0 }
    counts[answer.hears === 'heard' ? 'heard' : 'notHeard'] += by
    if (answer.crowd === 'crowd') counts.crowd += by
    if (counts.heard + counts.notHeard <= 0) minutes.delete(at)
    else minutes.set(at, counts)
  }

  return {
    add: (answer) => change(answer, 1),
    remove: (answer) => change(answer, -1),
    forgetBefore(at) {
      const first = minuteOf(at)
      for (const [key, cell] of cells) {
        for (const one of cell.minutes.keys()) if (one < first) cell.minutes.delete(one)
        if (cell.minutes.size > 0) continue
        cells.delete(key)
        byArea.get(cell.area)?.delete(cell)
        if (cell.at !== null) byBox.get(boxOf(cell.at))?.delete(cell)
      }
    },
    inAreas: (isAsked, window) =>
      summed(
        [...byArea].flatMap(([area, some]) => (isAsked(area) ? [...some] : [])),
        window,
      ),
    around(point, kilometres, window) {
      const near: Cell[] = []
      const middle = coarse(point)
      const rows = Math.ceil(kilometres / kmPerDegree / coarseDegrees)
      const columns = Math.ceil(rows / Math.max(0.1, Math.cos((point.lat * Math.PI) / 180)))
      for (let row = -rows; row <= rows; row++)
        for (let column = -columns; column <= columns; column++) {
          const box = { lon: middle.lon + column * coarseDegrees, lat: middle.lat + row * coarseDegrees }
          const found = byBox.get(boxOf(box))
          if (found !== undefined && kilometresBetween(box, point) <= kilometres + coarseWithinKm)
            near.push(...found)
        }
      return summed(near, window)
    },
    areas: (window) =>
      [...byArea].flatMap(([area, some]) => {
        const { heard, notHeard } = summed([...some], window)
        return heard + notHeard > 0 ? [area] : []
      }),
  }
}

const kmPerDegree = 111.2

function summed(cells: readonly Cell[], { from, until }: Window): Heard {
  const [first, last] = [minuteOf(from), minuteOf(until)]
  const sum: Counts = { heard: 0, notHeard: 0, crowd: 0 }
  let [earliest, latest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const { minutes } of cells)
    for (const [at, counts] of minutes) {
      if (at < first || at > last) continue
      sum.heard += counts.heard
      sum.notHeard += counts.notHeard
      sum.crowd += counts.crowd
      earliest = Math.min(earliest, at)
      latest = Math.max(latest, at)
    }
  return heardOf(sum.heard, sum.notHeard, {
    fromCrowds: sum.crowd,
    since: Number.isFinite(earliest) ? instantOf(earliest * minute) : null,
    latestAt: Number.isFinite(latest) ? instantOf(latest * minute) : null,
  })
}

/** What so many answers say. Two against none is no majority: both bounds must lie on one side of the half. */
export function heardOf(
  heard: number,
  notHeard: number,
  known: Pick<Heard, 'fromCrowds' | 'since' | 'latestAt'> = { fromCrowds: 0, since: null, latestAt: null },
): Heard {
  const share = shareOf(heard, heard + notHeard)
  const says =
    share === null
      ? 'too-few'
      : share.atLeast > 0.5
        ? 'heard'
        : share.atMost < 0.5
          ? 'not-heard'
          : heard + notHeard < fewest
            ? 'too-few'
            : 'divided'
  return { heard, notHeard, ...known, share, says }
}

const fewest = 10
/** Of the normal distribution: 95 of 100. */
const z = 1.96

/** Wilson's interval (1927), which stays honest where there are few answers, or all are the same. */
function shareOf(some: number, all: number): Heard['share'] {
  if (all === 0) return null
  const share = some / all
  const square = z * z
  const middle = (share + square / (2 * all)) / (1 + square / all)
  const half = (z / (1 + square / all)) * Math.sqrt((share * (1 - share)) / all + square / (4 * all * all))
  const rounded = (value: number) => Math.round(Math.min(1, Math.max(0, value)) * 100) / 100
  return { atLeast: rounded(middle - half), atMost: rounded(middle + half) }
}

/** What makes one doubt what a siren says of itself. */
export type HeardDoubt = 'residents-hear-none' | 'residents-hear-it'

/** Null where nothing does: where none was to sound, what is heard is another one. */
export function doubtOf(
  says: Heard['says'],
  siren: 'sounds' | 'is-not-known-to-sound' | 'was-not-to-sound',
): HeardDoubt | null {
  if (siren === 'sounds') return says === 'not-heard' ? 'residents-hear-none' : null
  return siren === 'is-not-known-to-sound' && says === 'heard' ? 'residents-hear-it' : null
}

function minuteOf(at: Instant): number {
  return Math.floor(epochMilliseconds(at) / minute)
}

function boxOf({ lon, lat }: LonLat): string {
  return `${lon.toFixed(3)} ${lat.toFixed(3)}`
}

function listed<Key>(by: Map<Key, Set<Cell>>, key: Key): Set<Cell> {
  let cells = by.get(key)
  if (cells === undefined) by.set(key, (cells = new Set()))
  return cells
}
