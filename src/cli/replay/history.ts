/** Reads a history of air-raid alerts row by row. Nothing is skipped: what is odd about a row is counted and told with it. */
import { parseInstant, type Instant } from '#base'
import { parse } from 'csv-parse/sync'

/** What was odd about a row, and what was done about it. */
export type Quirk =
  | 'columns-shifted' // a raion or hromada stood where the oblast belongs: it is read as what it is
  | 'end-assumed' // lasts exactly one hour: the source did not know the end
  | 'longer-than-a-day' // renewed until its end
  | 'ends-before-it-starts' // kept as an alert without duration
  | 'unreadable-time' // can't be placed in time: counted, not replayed

export interface HistoricAlert {
  /** In the file, from 2: the header is line 1. */
  readonly line: number
  readonly oblast: string
  readonly raion: string
  readonly hromada: string
  readonly startedAt: Instant
  readonly finishedAt: Instant
  readonly quirks: readonly Quirk[]
}

export interface History {
  readonly alerts: readonly HistoricAlert[]
  readonly unreadable: readonly { readonly line: number; readonly why: Quirk }[]
}

const hourMilliseconds = 3_600_000

/** `oblast,raion,hromada,level,started_at,finished_at,source`, times in UTC. */
export function readHistory(csv: string): History {
  const rows = parse(csv, { columns: true, skip_empty_lines: true, bom: true }) as {
    readonly [column: string]: string
  }[]
  const alerts: HistoricAlert[] = []
  const unreadable: { line: number; why: Quirk }[] = []
  rows.forEach((row, index) => {
    const line = index + 2
    const start = parseInstant(row['started_at'] ?? '')
    const finish = parseInstant(row['finished_at'] ?? '')
    if (!start.ok || !finish.ok) return void unreadable.push({ line, why: 'unreadable-time' })
    const quirks: Quirk[] = []
    const place = placeOf(row)
    if (place.shifted) quirks.push('columns-shifted')
    const lasted = Date.parse(finish.value) - Date.parse(start.value)
    if (lasted === hourMilliseconds) quirks.push('end-assumed')
    if (lasted > 24 * hourMilliseconds) quirks.push('longer-than-a-day')
    if (lasted < 0) quirks.push('ends-before-it-starts')
    const finishedAt = lasted < 0 ? start.value : finish.value
    alerts.push({ line, ...place.names, startedAt: start.value, finishedAt, quirks })
  })
  return { alerts, unreadable }
}

function placeOf(row: { readonly [column: string]: string }) {
  const { oblast = '', raion = '', hromada = '' } = row
  const names = [oblast, raion, hromada].filter((name) => name !== '')
  const kind = (name: string) =>
    /raion$/i.test(name) ? 'raion' : /hromada$/i.test(name) ? 'hromada' : 'oblast'
  const read = { oblast: '', raion: '', hromada: '' }
  for (const name of names) read[kind(name)] = name
  const shifted = read.oblast !== oblast || read.raion !== raion || read.hromada !== hromada
  return { names: read, shifted }
}
