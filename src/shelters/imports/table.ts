/** A list as rows of named cells, whether it came as GeoJSON, as plain JSON or as delimited text. Nothing is left out unsaid. */
import { parse } from 'csv-parse/sync'
import { ok, parseJson, refuse, type Json, type Result } from '#base'
import { decodeList, type Decoded, type Encoding } from './decode.ts'
import type { FindingCode } from './finding.ts'

export type Cell = string | number | boolean

export interface Row {
  /** From 1. */
  readonly row: number
  /** By the name or, within objects, the path: `coordinate.lat`. Empty ones are absent. */
  readonly cells: ReadonlyMap<string, Cell>
  /** GeoJSON’s, unread. */
  readonly geometry?: Json
  readonly faults: readonly { readonly code: FindingCode; readonly field?: string; readonly was?: string }[]
}

export const delimiters = [',', ';', '\t', '|'] as const
export type Delimiter = (typeof delimiters)[number]

export interface TableNote {
  readonly code:
    | 'byte-order-mark'
    | 'encoding-guessed'
    | 'delimiter-guessed'
    | 'field-name-mended'
    | 'field-name-twice'
    | 'empty-lines'
    | 'list-found-at'
  readonly field?: string
  readonly was?: string
  readonly count?: number
}

export interface Table {
  readonly format: 'geojson' | 'json' | 'csv'
  readonly encoding: Encoding
  readonly delimiter: Delimiter | null
  readonly rows: readonly Row[]
  /** In the order in which they first appear; `filled` counts rows in which they are not empty. */
  readonly fields: readonly { readonly field: string; readonly filled: number; readonly example: string }[]
  readonly notes: readonly TableNote[]
}

export interface TableOptions {
  readonly encoding?: Encoding | undefined
  readonly delimiter?: Delimiter | undefined
}

/** A city has some thousands. More would keep what warns from its turn for seconds. */
export const mostRows = 20_000
const mostCells = 200
const deepest = 5

type Refusal = 'shelters/unreadable-file' | 'shelters/too-many'

export function readTable(
  file: string,
  bytes: Uint8Array,
  options: TableOptions = {},
): Result<Table, Refusal> {
  const decoded = decodeList(file, bytes, options.encoding)
  if (!decoded.ok) return decoded
  const notes: TableNote[] = []
  const { text: raw, encoding, known } = decoded.value
  if (known === 'marked') notes.push({ code: 'byte-order-mark', was: encoding })
  if (known === 'guessed') notes.push({ code: 'encoding-guessed', was: encoding })
  const text = raw.replace(/^\ufeff/, '')
  const read = /^\s*[[{]/.test(text)
    ? fromJson(file, text, notes)
    : fromDelimited(file, { ...decoded.value, text }, options.delimiter, notes)
  if (!read.ok) return read
  const { rows } = read.value
  if (rows.length > mostRows) return refuse('shelters/too-many', { rows: rows.length, most: mostRows })
  return ok({ ...read.value, encoding, fields: fieldsIn(rows), notes })
}

type Read = Pick<Table, 'format' | 'delimiter' | 'rows'>

function fieldsIn(rows: readonly Row[]): Table['fields'] {
  const fields = new Map<string, { filled: number; example: string }>()
  for (const { cells } of rows)
    for (const [field, cell] of cells) {
      const seen = fields.get(field)
      if (seen === undefined) fields.set(field, { filled: 1, example: String(cell).slice(0, 60) })
      else seen.filled++
    }
  return [...fields].map(([field, seen]) => ({ field, ...seen }))
}

// JSON

function fromJson(file: string, text: string, notes: TableNote[]): Result<Read, Refusal> {
  const unreadable = (why: string) => refuse('shelters/unreadable-file', { file, why })
  const parsed = parseJson(text)
  if (!parsed.ok) return unreadable(String(parsed.problem.details.why))
  const json = parsed.value
  const names = namesMended(notes)
  if (isObject(json)) {
    const crs = crsOf(json)
    if (crs !== undefined) return unreadable(`its coordinates are ${crs}, not WGS 84`)
    if (Array.isArray(json.features)) {
      const rows = json.features.map((feature: Json, i: number) =>
        isObject(feature)
          ? {
              ...rowOf(i + 1, isObject(feature.properties) ? feature.properties : {}, names, feature.id),
              geometry: feature.geometry ?? null,
            }
          : notARow(i + 1),
      )
      return ok({ format: 'geojson', delimiter: null, rows })
    }
  }
  const list = Array.isArray(json) ? { at: '', items: json } : theOnlyList(json)
  if (list === undefined) return unreadable('no list of objects is in it')
  if (list.at !== '') notes.push({ code: 'list-found-at', field: list.at })
  const rows = list.items.map((item, i) => (isObject(item) ? rowOf(i + 1, item, names) : notARow(i + 1)))
  return ok({ format: 'json', delimiter: null, rows })
}

/** GeoJSON of before RFC 7946 may name another system; those that are the same are let pass. */
function crsOf(json: { readonly [key: string]: Json | undefined }): string | undefined {
  const { crs } = json
  const name = isObject(crs) && isObject(crs.properties) ? crs.properties.name : undefined
  return typeof name === 'string' && !/CRS84|EPSG:{1,2}4326$/i.test(name) ? name.slice(0, 60) : undefined
}

function theOnlyList(json: Json): { readonly at: string; readonly items: readonly Json[] } | undefined {
  if (!isObject(json)) return undefined
  const lists = Object.entries(json).filter(([, value]) => Array.isArray(value) && value.some(isObject))
  const [only] = lists
  return lists.length === 1 && only !== undefined ? { at: only[0], items: only[1] as Json[] } : undefined
}

function notARow(row: number): Row {
  return { row, cells: new Map(), faults: [{ code: 'not-a-row' }] }
}

function rowOf(row: number, object: object, names: NamesMended, id?: Json): Row {
  const cells = new Map<string, Cell>()
  const faults: { code: FindingCode; field?: string; was?: string }[] = []
  const visit = (name: string, value: unknown, depth: number): void => {
    if (value === null || value === undefined || value === '') return
    if (typeof value === 'object') {
      if (depth < deepest)
        for (const [key, inner] of Object.entries(value)) visit(`${name}.${names(key)}`, inner, depth + 1)
      return
    }
    const before = cells.get(name)
    if (before === undefined) {
      if (cells.size < mostCells) cells.set(name, value as Cell)
      else faults.push({ code: 'cells-too-many', field: name })
    } else if (before !== value) faults.push({ code: 'field-twice', field: name, was: String(value) })
  }
  for (const [key, value] of Object.entries(object)) visit(names(key), value, 0)
  // A feature may have its id beside its properties (RFC 7946 §3.2).
  if (id !== undefined) visit('@id', id, 0)
  return { row, cells, faults }
}

type NamesMended = (raw: string) => string

/** Byte order marks, spaces and what else nobody sees are no part of a name. */
function namesMended(notes: TableNote[]): NamesMended {
  const known = new Map<string, string>()
  return (raw) => {
    let name = known.get(raw)
    if (name === undefined) {
      name = raw
        .replace(/[\ufeff\u200b-\u200f\u2060]/g, '')
        .replace(/[\s\u00a0]+/g, ' ')
        .trim()
      if (name !== raw) notes.push({ code: 'field-name-mended', field: name, was: raw })
      if ([...known.values()].includes(name)) notes.push({ code: 'field-name-twice', field: name, was: raw })
      known.set(raw, name)
    }
    return name
  }
}

// Delimited text

function fromDelimited(
  file: string,
  { text }: Pick<Decoded, 'text'>,
  given: Delimiter | undefined,
  notes: TableNote[],
): Result<Read, Refusal> {
  const delimiter = given ?? delimiterOf(text)
  if (delimiter === undefined)
    return refuse('shelters/unreadable-file', { file, why: 'neither JSON nor columns could be made out' })
  if (given === undefined)
    notes.push({ code: 'delimiter-guessed', was: delimiter === '\t' ? 'tab' : delimiter })
  let lines: string[][]
  try {
    lines = parse(text, { delimiter, relax_column_count: true, relax_quotes: true, skip_empty_lines: false })
  } catch (error) {
    return refuse('shelters/unreadable-file', { file, why: (error as Error).message.slice(0, 200) })
  }
  const isEmpty = (line: readonly string[]) => line.every((cell) => cell.trim() === '')
  const full = lines.filter((line) => !isEmpty(line))
  const empty = lines.length - full.length - (text.endsWith('\n') && isEmpty(lines.at(-1) ?? ['']) ? 1 : 0)
  if (empty > 0) notes.push({ code: 'empty-lines', count: empty })
  const [head = [], ...body] = full
  const names = columnNames(head, notes)
  const rows = body.map((line, i): Row => {
    const faults: { code: FindingCode; was?: string }[] = []
    // Empty cells at the end are how spreadsheets write short rows, and nothing is lost with them.
    const surplus = line.slice(names.length).filter((cell) => cell.trim() !== '')
    if (surplus.length > 0) faults.push({ code: 'cells-too-many', was: surplus.join(delimiter) })
    if (line.length < names.length) faults.push({ code: 'cells-missing', was: line.join(delimiter) })
    const cells = new Map(
      names.flatMap((name, column): [string, Cell][] => {
        const cell = line[column] ?? ''
        return cell === '' ? [] : [[name, cell]]
      }),
    )
    return { row: i + 1, cells, faults }
  })
  return ok({ format: 'csv', delimiter, rows })
}

function columnNames(head: readonly string[], notes: TableNote[]): readonly string[] {
  const mend = namesMended(notes)
  const taken = new Set<string>()
  return head.map((raw, column) => {
    const name = mend(raw) || `column-${column + 1}`
    let free = name
    for (let n = 2; taken.has(free); n++) free = `${name}#${n}`
    if (free !== name) notes.push({ code: 'field-name-twice', field: free, was: raw })
    taken.add(free)
    return free
  })
}

/** The one by which the first lines have most columns, and the same number of them. */
function delimiterOf(text: string): Delimiter | undefined {
  const start = text.slice(0, 20_000)
  let best: { readonly delimiter: Delimiter; readonly columns: number } | undefined
  for (const delimiter of delimiters) {
    let lines: string[][]
    try {
      lines = parse(start, {
        ...{ delimiter, relax_column_count: true, relax_quotes: true, skip_empty_lines: true, to: 20 },
      })
    } catch {
      continue
    }
    const columns = lines[0]?.length ?? 0
    const alike = lines.filter((line) => line.length === columns).length
    if (columns < 2 || alike * 2 < lines.length) continue
    if (best === undefined || columns > best.columns) best = { delimiter, columns }
  }
  return best?.delimiter
}

function isObject(value: unknown): value is { readonly [key: string]: Json | undefined } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
