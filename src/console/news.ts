/** What has happened between two pictures: what a duty officer must hear of, each once. Pure. */
import type { AlertView, ReportView, ResidentReportView, SightingView, WaitingView } from './duty.ts'
import type { HeardKind } from './heard-kinds.ts'

export interface Seen {
  readonly alerts: ReadonlyMap<string, AlertView>
  readonly waiting: readonly WaitingView[]
  readonly reports: readonly ReportView[]
  readonly sightings: readonly SightingView[]
  readonly residents?: readonly ResidentReportView[]
}

export interface Happening {
  readonly what: 'issued' | 'changed' | 'ended' | 'flagged' | 'waiting' | 'report' | 'sighting'
  readonly sound: HeardKind
  /** The alert’s, report’s or sighting’s; of what waits, what it is about. */
  readonly id: string
  /** What to highlight, once: the same thing changed again is another one. */
  readonly key: string
}

export function happeningsBetween(before: Seen, after: Seen): Happening[] {
  const waited = new Set(before.waiting.map(keyOfWaiting))
  return [
    ...[...after.alerts.values()].flatMap((alert) => ofAlert(before.alerts.get(alert.id), alert)),
    ...after.waiting
      .filter((one) => !waited.has(keyOfWaiting(one)))
      .map((one) => ({ what: 'waiting', sound: 'waiting', id: one.about, key: keyOfWaiting(one) }) as const),
    ...opened(before.reports, after.reports, 'report'),
    ...opened(before.sightings, after.sightings, 'sighting'),
    // Once for each thing that is told, however many tell it.
    ...opened(before.residents ?? [], after.residents ?? [], 'report'),
  ]
}

function ofAlert(before: AlertView | undefined, after: AlertView): Happening[] {
  const { id, status } = after
  const happening = (what: Happening['what'], sound: HeardKind) => [
    { what, sound, id, key: keyOfAlert(after) },
  ]
  if (status === 'ended') return before?.status === 'ended' ? [] : happening('ended', 'ended')
  if (status !== 'issued') return []
  const changed =
    before?.status !== 'issued'
      ? happening('issued', 'issued')
      : before.revision === after.revision
        ? []
        : happening('changed', 'issued')
  const isFlagged = after.flaggedAt !== undefined && before?.flaggedAt === undefined
  return isFlagged ? [...changed, ...happening('flagged', 'flagged')] : changed
}

function opened(
  before: readonly { readonly id: string; readonly state: string }[],
  after: readonly { readonly id: string; readonly state: string }[],
  what: 'report' | 'sighting',
): Happening[] {
  const known = new Set(before.map(({ id }) => id))
  return after
    .filter(({ id, state }) => state === 'open' && !known.has(id))
    .map(({ id }) => ({ what, sound: 'report', id, key: id }))
}

export function keyOfAlert({ id, status, revision = 0, flaggedAt = '' }: AlertView): string {
  return `${id} ${status} ${revision} ${flaggedAt}`
}

export function keyOfWaiting({ kind, about, since }: WaitingView): string {
  return `${kind} ${about} ${since}`
}
