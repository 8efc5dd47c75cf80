/** The starts and ends of a history in the order in which they happened. */
import type { Instant } from '#base'
import type { HistoricAlert } from './history.ts'

export interface HistoricEvent {
  readonly at: Instant
  readonly what: 'start' | 'end'
  readonly row: HistoricAlert
}

/**
 * Of one instant the ends come before the starts, so that an area that is warned anew is never shown as cleared; only an
 * alert without duration ends after it has started.
 */
export function timeline(rows: readonly HistoricAlert[]): readonly HistoricEvent[] {
  const events = rows.flatMap((row): HistoricEvent[] => [
    { at: row.startedAt, what: 'start', row },
    { at: row.finishedAt, what: 'end', row },
  ])
  return events.sort((a, b) => {
    if (a.at !== b.at) return a.at < b.at ? -1 : 1
    return turn(a) - turn(b) || a.row.line - b.row.line
  })
}

function turn({ what, row }: HistoricEvent): number {
  if (what === 'start') return 1
  return row.startedAt === row.finishedAt ? 2 : 0
}
