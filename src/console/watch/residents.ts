/** What residents told, in the order in which it is looked at: who needs help first, then the newest. Pure. */
import type { ResidentReportView, SightingView } from '../duty.ts'

const urgency: { readonly [kind in ResidentReportView['kind']]: number } = { help: 0, damage: 1, sighting: 1 }

export function inOrder(reports: readonly ResidentReportView[]): readonly ResidentReportView[] {
  return reports.toSorted(
    (a, b) =>
      urgency[a.kind] - urgency[b.kind] ||
      (a.lastSeenAt < b.lastSeenAt ? 1 : a.lastSeenAt > b.lastSeenAt ? -1 : a.id < b.id ? -1 : 1),
  )
}

/** Each once, the latest first, and not more than are read at a glance. */
export function textsOf({ tellings }: ResidentReportView, most = 3): readonly string[] {
  const texts = [...new Set(tellings.map(({ text }) => text).toReversed())].filter((text) => text !== '')
  return texts.slice(0, most)
}

export interface ShownPhoto {
  readonly path: string
  readonly widthPixels: number
  readonly heightPixels: number
}

export function photosOf({ id, tellings }: ResidentReportView): readonly ShownPhoto[] {
  const photos = new Map(tellings.flatMap(({ photo }) => (photo === null ? [] : [[photo.hash, photo]])))
  return [...photos.values()].map(({ hash, widthPixels, heightPixels }) => ({
    ...{ path: `/v1/resident-reports/${id}/photos/${hash}`, widthPixels, heightPixels },
  }))
}

/** The surest of those who pointed at it. */
export function bearingOf({ tellings }: ResidentReportView) {
  return tellings
    .flatMap(({ bearing }) => bearing ?? [])
    .toSorted((a, b) => a.accuracyDegrees - b.accuracyDegrees)[0]
}

/** Where it was, as far as the residents said; the finest that is known. */
export function placeOf({ tellings }: ResidentReportView) {
  const placed = tellings.flatMap(({ at, precision }) => (at === null ? [] : [{ ...at, precision }]))
  return placed.find(({ precision }) => precision === 'exact') ?? placed.at(-1)
}

/** Latitude first, as it is said aloud and typed into a map. */
export function placeSaid(
  { lon, lat }: { readonly lon: number; readonly lat: number },
  decimals: number,
): string {
  return `${lat.toFixed(decimals)}, ${lon.toFixed(decimals)}`
}

/** The others of its kind that it may be put together with; who needs help is never one of several. */
export function mergeable(
  report: ResidentReportView,
  all: readonly ResidentReportView[],
): readonly ResidentReportView[] {
  return report.kind === 'help' ? [] : all.filter((one) => one.kind === report.kind && one.id !== report.id)
}

/** The catalogue's threat where residents' word names one. */
export const threatOfWhat: { readonly [what: string]: SightingView['threat'] } = {
  drone: 'drone',
  aircraft: 'aircraft',
}
