/** What the Watch shows of the picture: what is in force by gravity, what has just ended, and since when all is quiet. Pure. */
import type {
  AlertView,
  BoardView,
  MapArea,
  ReportView,
  SightingView,
  SirenCounts,
  SirenView,
} from '../duty.ts'

type Areas = ReadonlyMap<string, Pick<MapArea, 'parent'>>

const hour = 3_600_000

/** Whether an area is the other, or lies in it. */
export function isWithin(areas: Areas, code: string, outer: string): boolean {
  for (let at: string | null = code; at !== null; at = areas.get(at)?.parent ?? null)
    if (at === outer) return true
  return false
}

/** Danger before advisory, the higher step, then the one that has stood longer. */
export function inForce(alerts: Iterable<AlertView>): AlertView[] {
  return [...alerts]
    .filter(({ status }) => status === 'issued')
    .toSorted(
      (a, b) =>
        gravityOf(b) - gravityOf(a) ||
        b.content.step.height - a.content.step.height ||
        at(a.issuedAt) - at(b.issuedAt),
    )
}

function gravityOf({ content }: AlertView): number {
  return content.step.gravity === 'danger' ? 1 : 0
}

/** Ended within the hour; a lapse stays until it is cleared, however long ago that was. The newest first. */
export function justOver(
  alerts: Iterable<AlertView>,
  board: BoardView | undefined,
  now: number,
): AlertView[] {
  const uncleared = new Set(
    (board?.endings ?? []).filter(({ how }) => how === 'lapsed').map(({ alert }) => alert),
  )
  return [...alerts]
    .filter((alert) => alert.status === 'ended')
    .filter(({ id, how, endedAt }) => (how === 'lapsed' && uncleared.has(id)) || now - at(endedAt) < hour)
    .toSorted((a, b) => at(b.endedAt) - at(a.endedAt))
}

/** When the last alert ended; undefined where nothing is known of any, which is not the same as never. */
export function quietSince(alerts: Iterable<AlertView>, board: BoardView | undefined): string | undefined {
  const ends = [
    ...[...alerts].flatMap(({ endedAt }) => endedAt ?? []),
    ...(board?.endings ?? []).map((ending) => ending.at),
  ]
  return ends.toSorted().at(-1)
}

/** How many areas are watched: the parts of what one may warn in, or these themselves where they have none. */
export function watchedAreas(areas: ReadonlyMap<string, MapArea>, own: readonly string[]): number {
  let count = 0
  const parents = new Set(own)
  for (const { parent } of areas.values()) if (parent !== null && parents.has(parent)) count++
  return count === 0 ? own.length : count
}

/** How the sirens of some areas stand: those in them, and those of what they lie in. */
export function sirensIn(
  sirens: readonly SirenView[],
  codes: readonly string[],
  areas: Areas,
): { readonly total: number; readonly counts: SirenCounts } {
  const counts: { [state: string]: number } = {}
  let total = 0
  for (const { area, status } of sirens) {
    if (!codes.some((code) => isWithin(areas, area, code) || isWithin(areas, code, area))) continue
    counts[status] = (counts[status] ?? 0) + 1
    total++
  }
  return { total, counts }
}

export type Incoming =
  | { readonly is: 'report'; readonly id: string; readonly at: string; readonly report: ReportView }
  | { readonly is: 'sighting'; readonly id: string; readonly at: string; readonly sighting: SightingView }

/** What came in and nobody has judged yet, the newest first. */
export function incoming(
  reports: readonly ReportView[],
  sightings: readonly SightingView[],
): readonly Incoming[] {
  return [
    ...reports
      .filter(({ state }) => state === 'open')
      .map((report) => ({ is: 'report', id: report.id, at: report.receivedAt, report }) as const),
    ...sightings
      .filter(({ state }) => state === 'open')
      .map((sighting) => ({ is: 'sighting', id: sighting.id, at: sighting.at, sighting }) as const),
  ].toSorted((a, b) => at(b.at) - at(a.at))
}

function at(instant: string | undefined): number {
  return instant === undefined ? 0 : Date.parse(instant)
}
