/** Reads a history of air-raid alerts row by row. Nothing is skipped: what is odd about a row is counted and told with it. */
import { between, day, hour, parseInstant, type Instant } from '#base'
import { parse } from 'csv-parse/sync'

/** What was odd about a row, and what was done about it. */
export type RowQuirk =
  | 'columns-shifted' // a raion or hromada stood where the oblast belongs: it is read as what it is
  | 'end-assumed' // lasts exactly one hour: the source did not know the end
  | 'longer-than-a-day' // renewed until its end
  | 'ends-before-it-starts' // kept as an alert without duration
  | 'out-of-order' // starts before the row above it: replayed at its own time

export interface Place {
  readonly oblast: string
  readonly raion: string
  readonly hromada: string
}

export interface HistoricAlert extends Place {
  /** In the file, from 2: the header is line 1. */
  readonly line: number
  readonly startedAt: Instant
  readonly finishedAt: Instant
  readonly quirks: readonly RowQuirk[]
}

export interface History {
  readonly alerts: readonly HistoricAlert[]
  /** Rows that can't be placed in time: counted, not replayed. */
  readonly unreadable: readonly { readonly line: number; readonly why: string }[]
}

/** `oblast,raion,hromada,level,started_at,finished_at,source`, times in UTC. */
export function readHistory(csv: string): History {
  const rows = parse(csv, { columns: true, skip_empty_lines: true, bom: true, relax_column_count: true }) as {
    readonly [column: string]: string | undefined
  }[]
  const alerts: HistoricAlert[] = []
  const unreadable: { line: number; why: string }[] = []
  let above: Instant | undefined
  for (const [index, row] of rows.entries()) {
    const line = index + 2
    const start = parseInstant(row['started_at'] ?? '')
    const finish = parseInstant(row['finished_at'] ?? '')
    if (!start.ok || !finish.ok) {
      unreadable.push({ line, why: 'its time can’t be read' })
      continue
    }
    const quirks: RowQuirk[] = []
    const { place, shifted } = placeOf(row)
    const lasted = between(start.value, finish.value)
    if (shifted) quirks.push('columns-shifted')
    if (lasted === hour) quirks.push('end-assumed')
    if (lasted > day) quirks.push('longer-than-a-day')
    if (lasted < 0) quirks.push('ends-before-it-starts')
    if (above !== undefined && start.value < above) quirks.push('out-of-order')
    above = start.value
    const finishedAt = lasted < 0 ? start.value : finish.value
    alerts.push({ line, ...place, startedAt: start.value, finishedAt, quirks })
  }
  return { alerts, unreadable }
}

function placeOf(row: { readonly [column: string]: string | undefined }) {
  const { oblast = '', raion = '', hromada = '' } = row
  const place = { oblast: '', raion: '', hromada: '' }
  for (const name of [oblast, raion, hromada]) if (name !== '') place[kindOf(name)] = name
  const shifted = place.oblast !== oblast || place.raion !== raion || place.hromada !== hromada
  return { place, shifted }
}

function kindOf(name: string): keyof Place {
  return /raion$/i.test(name) ? 'raion' : /hromada$/i.test(name) ? 'hromada' : 'oblast'
}
