/** What residents told of one thing, as the desk judges it: many tellings, one report, and how many people it is at least. */
import { kilometresBetween, type AreaCode, type LonLat } from '#areas'
import { between, minute, type Instant, type Milliseconds } from '#base'
import { coarseWithinKm, type Bearing, type Place, type ReportKind, type Told, type What } from './told.ts'

export interface KeptPhoto {
  /** SHA-256 of the picture alone: the same photo is one, whatever its metadata said. */
  readonly hash: string
  readonly type: string
  readonly widthPixels: number
  readonly heightPixels: number
}

/** One of those who told it, without who it was. */
export interface Telling {
  /** SHA-256 of what its teller alone knows. */
  readonly id: string
  readonly seenAt: Instant
  readonly receivedAt: Instant
  readonly late: Told['late']
  readonly text: string
  readonly at: LonLat | null
  readonly precision: Place['precision']
  readonly bearing: Bearing | null
  readonly headingDegrees: number | null
  readonly photo: KeptPhoto | null
}

export type ReportState = 'open' | 'closed' | 'merged' | 'sighting' | 'taken-back'

export interface ResidentReport {
  readonly id: string
  readonly kind: ReportKind
  readonly what: What
  readonly area: AreaCode | null
  readonly state: ReportState
  readonly judged: {
    readonly at: Instant
    readonly reason?: string
    /** The report that this one is part of now, or the sighting that it became. */
    readonly into?: string
  } | null
  readonly firstSeenAt: Instant
  readonly lastSeenAt: Instant
  readonly receivedAt: Instant
  /** As often as it was told. */
  readonly told: number
  /** By so many devices; where none said which it is, by one. */
  readonly atLeast: number
  /** The latest in full; of more only that they were. */
  readonly tellings: readonly Telling[]
  readonly contact: 'kept' | 'none'
}

/** Of so many each word is kept; a crowd says the same again. */
export const mostTellings = 40
export const mostPhotosOfReport = 6

export function openedBy(id: string, told: Told, telling: Telling): ResidentReport {
  return {
    ...{ id, kind: told.kind, what: told.what, area: told.place.area, state: 'open', judged: null },
    ...{ firstSeenAt: told.seenAt, lastSeenAt: told.seenAt, receivedAt: told.receivedAt },
    ...{ told: 1, atLeast: 1, tellings: [telling], contact: 'none' },
  }
}

/** `devices`: how many different ones have told it, with this one. */
export function toldAgain(report: ResidentReport, telling: Telling, devices: number): ResidentReport {
  const { seenAt } = telling
  return {
    ...report,
    firstSeenAt: seenAt < report.firstSeenAt ? seenAt : report.firstSeenAt,
    lastSeenAt: seenAt > report.lastSeenAt ? seenAt : report.lastSeenAt,
    told: report.told + 1,
    atLeast: Math.max(1, devices),
    tellings: latest([...report.tellings, telling]),
  }
}

/** Those with a photo stay, as far as there is room: a picture says what no repetition does. */
function latest(tellings: readonly Telling[]): readonly Telling[] {
  if (tellings.length <= mostTellings) return tellings
  const dropped = tellings.findIndex(({ photo }) => photo === null)
  return tellings.filter((_, i) => i !== Math.max(0, dropped))
}

export function takenBack(report: ResidentReport, telling: string, devices: number): ResidentReport {
  const told = report.told - 1
  return {
    ...report,
    ...{ told, atLeast: Math.max(told === 0 ? 0 : 1, devices) },
    tellings: report.tellings.filter(({ id }) => id !== telling),
    ...(told === 0 ? ({ state: 'taken-back', contact: 'none' } as const) : {}),
  }
}

export function withPhoto(report: ResidentReport, telling: string, photo: KeptPhoto): ResidentReport {
  return {
    ...report,
    tellings: report.tellings.map((one) => (one.id === telling ? { ...one, photo } : one)),
  }
}

/** Each photo once. */
export function photosOf({ tellings }: ResidentReport): readonly KeptPhoto[] {
  return [...new Map(tellings.flatMap(({ photo }) => (photo === null ? [] : [[photo.hash, photo]]))).values()]
}

/** `devices`: of both together. */
export function together(into: ResidentReport, other: ResidentReport, devices: number): ResidentReport {
  return {
    ...into,
    firstSeenAt: other.firstSeenAt < into.firstSeenAt ? other.firstSeenAt : into.firstSeenAt,
    lastSeenAt: other.lastSeenAt > into.lastSeenAt ? other.lastSeenAt : into.lastSeenAt,
    told: into.told + other.told,
    atLeast: Math.max(into.atLeast, other.atLeast, devices),
    tellings: [...into.tellings, ...other.tellings]
      .toSorted((a, b) => (a.receivedAt < b.receivedAt ? -1 : a.receivedAt > b.receivedAt ? 1 : 0))
      .slice(-mostTellings),
  }
}

export function mayBeTogether(into: ResidentReport, other: ResidentReport): boolean {
  const areOpen = into.state === 'open' && other.state === 'open'
  return areOpen && into.id !== other.id && into.kind === other.kind && into.kind !== 'help'
}

/** What is seen in the sky is seen from afar; what is broken stands where it is. */
const alike: {
  readonly [kind in ReportKind]: { readonly within: Milliseconds; readonly km: number } | 'never'
} = {
  sighting: { within: 10 * minute, km: 5 },
  damage: { within: 30 * minute, km: 1 },
  // Two who need help are two, also behind one door.
  help: 'never',
}
/** Who asks again for help from the same device asks for the same. */
const sameHelpWithin: Milliseconds = 30 * minute

/** Whether what is told now is what this report tells already. `device`: whether the same one told it. */
export function isAlike(report: ResidentReport, told: Told, device: 'same' | 'another'): boolean {
  if (report.state !== 'open' || report.kind !== told.kind || report.area !== told.place.area) return false
  const away = Math.max(0, between(told.seenAt, report.firstSeenAt), between(report.lastSeenAt, told.seenAt))
  const measure = alike[told.kind]
  if (measure === 'never') return device === 'same' && away <= sameHelpWithin
  if (report.what !== told.what || away > measure.within) return false
  const points = report.tellings.flatMap(({ at }) => at ?? [])
  const { at } = told.place
  // Where only the area is known, nothing speaks against it.
  if (points.length === 0 || at === null) return true
  return points.some((point) => kilometresBetween(point, at) <= measure.km + coarseWithinKm)
}
