/** A list of recipients as CSV: what of it can be taken, and why the rest can't. Refusals name rows, never whole addresses. */
import { parse } from 'csv-parse/sync'
import type { AreaCode } from '#areas'
import {
  isLanguage,
  modes as allModes,
  ok,
  parseInstant,
  refuse,
  type Instant,
  type Mode,
  type Result,
} from '#base'
import { lineNames, type LineName } from './line.ts'
import { readAddress, type Recipient } from './recipient.ts'

export type ListedAddress = Pick<
  Recipient,
  'channel' | 'address' | 'language' | 'areas' | 'modes' | 'keptUntil'
>

export interface RowRefused {
  /** The first row after the names of the columns is 2, as spreadsheets count. */
  readonly row: number
  readonly why: string
}

export interface ReadList {
  readonly taken: readonly ListedAddress[]
  readonly refused: readonly RowRefused[]
}

export interface ListDefaults {
  /** For lists without a column `channel`. */
  readonly channel?: LineName
  readonly language: string
  readonly resolve: (areas: readonly string[]) => Result<readonly AreaCode[]>
}

const columns = ['channel', 'address', 'language', 'areas', 'modes', 'until']
/** A list is a town's, not a country's. */
const longestList = 50_000

export function readRecipientList(text: string, defaults: ListDefaults): Result<ReadList, 'line/bad-list'> {
  let rows: readonly Record<string, string>[]
  try {
    rows = parse(text, {
      columns: (names: readonly string[]) => names.map((name) => name.trim().toLowerCase()),
      ...{ bom: true, skip_empty_lines: true, trim: true, relax_column_count: false },
      ...{ delimiter: [',', ';', '\t'], to: longestList + 1, max_record_size: 10_000 },
    })
  } catch (error) {
    return refuse('line/bad-list', { why: (error as { code?: string }).code ?? 'it is no CSV' })
  }
  if (rows.length > longestList)
    return refuse('line/bad-list', { why: `it has more than ${longestList} rows` })
  const [first] = rows
  if (first === undefined) return refuse('line/bad-list', { why: 'it has no rows' })
  const strange = Object.keys(first).find((name) => !columns.includes(name))
  if (strange !== undefined)
    return refuse('line/bad-list', { why: `it has a column “${strange.slice(0, 40)}”` })
  if (!('address' in first)) return refuse('line/bad-list', { why: 'it has no column “address”' })
  const taken: ListedAddress[] = []
  const refused: RowRefused[] = []
  const seen = new Set<string>()
  for (const [at, row] of rows.entries()) {
    const read = readRow(row, defaults)
    if (typeof read === 'string') {
      refused.push({ row: at + 2, why: read })
      continue
    }
    const key = `${read.channel} ${read.address}`
    if (seen.has(key)) refused.push({ row: at + 2, why: 'the same address stands above' })
    else taken.push(read)
    seen.add(key)
  }
  return ok({ taken, refused })
}

function readRow(row: Record<string, string>, defaults: ListDefaults): ListedAddress | string {
  const channel = row['channel'] === undefined || row['channel'] === '' ? defaults.channel : row['channel']
  if (!isLine(channel)) return 'the channel is none of sms, email, voice'
  // A spreadsheet keeps a plus from being a formula by an apostrophe; so does our own export.
  const address = readAddress(channel, (row['address'] ?? '').replace(/^'/, ''))
  if (!address.ok) return `${address.problem.details['address'] as string} is no address of ${channel}`
  const language = row['language'] || defaults.language
  if (!isLanguage(language)) return 'the language is no language tag'
  const named = (row['areas'] ?? '').split(/[;|]|,\s*/).flatMap((one) => one.trim() || [])
  const areas = named.length === 0 ? undefined : defaults.resolve(named)
  if (areas === undefined) return 'it names no area'
  if (!areas.ok) return 'it names an area that is not there, or that several are called by'
  const modes = readModes(row['modes'] ?? '')
  if (modes === undefined) return 'the modes are none of live, drill, test'
  const until = row['until'] ?? ''
  const keptUntil = until === '' ? null : readUntil(until)
  if (keptUntil === undefined) return 'until is no date'
  return { channel, address: address.value, language, areas: areas.value, modes, keptUntil }
}

function isLine(text: string | undefined): text is LineName {
  return (lineNames as readonly (string | undefined)[]).includes(text)
}

/** Without a word it is live alone: nobody is drilled who did not agree to it. */
function readModes(text: string): readonly Mode[] | undefined {
  const named = text.split(/[\s;|,]+/).filter((one) => one !== '')
  if (named.some((one) => !(allModes as readonly string[]).includes(one))) return undefined
  return named.length === 0 ? ['live'] : allModes.filter((mode) => named.includes(mode))
}

/** A date is the end of that day in UTC. */
function readUntil(text: string): Instant | undefined {
  const read = parseInstant(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T23:59:59Z` : text)
  return read.ok ? read.value : undefined
}
