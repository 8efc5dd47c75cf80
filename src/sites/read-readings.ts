/** Reads what stations send: CSV, JSON, lists and series of the German network's form, the device list of Safecast. */
import { ok, refuse, type Result } from '#base'
import { flagBits, type Flag, type Heard } from './reading.ts'
import { readUnit, rounded, type Quantity } from './quantity.ts'

export type ReadRefusal = 'sites/unreadable-readings' | 'sites/unknown-unit'

export interface ReadOptions {
  /** Of times that name no zone; null refuses them, because nobody knows whose clock it was. */
  readonly zoneOffsetMinutes: number | null
  /** When it was received: for forms that give a value and no time. */
  readonly receivedAtMs: number
  /** Of readings that name none: said by the topic they came on. */
  readonly station?: string
}

/** UTF-8 where it is, Latin-1 where it can't be: the bytes of older networks are. */
export function decodeBytes(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('latin1').decode(bytes)
  }
}

/** Whole or not at all: a file whose 900th line is broken is refused with that line's number. Missing values are read as such. */
export function readReadings(text: string, options: ReadOptions): Result<readonly Heard[], ReadRefusal> {
  const start = text.trimStart()
  if (start.startsWith('{') || start.startsWith('[')) return readJson(start, options)
  return readCsv(text, options)
}

const names: { readonly [column: string]: 'station' | 'at' | 'value' | 'unit' | 'flags' } = {
  ...{ station: 'station', id: 'station', station_id: 'station', kenn: 'station', code: 'station' },
  ...{ at: 'at', time: 'at', timestamp: 'at', date: 'at', end: 'at' },
  ...{ value: 'value', mw: 'value', dose_rate: 'value', level: 'value', unit: 'unit', flags: 'flags' },
}

function readCsv(text: string, options: ReadOptions): Result<readonly Heard[], ReadRefusal> {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((line, index) => ({ line, number: index + 1 }))
    .filter(({ line }) => line.trim() !== '')
  const head = lines.shift()
  const separator = head?.line.includes(';') === true ? ';' : ','
  const columns = head?.line.split(separator).map((name) => names[bare(name).toLowerCase()])
  for (const needed of ['station', 'at', 'value', 'unit'] as const)
    if (columns?.includes(needed) !== true)
      return refuse('sites/unreadable-readings', { at: 'line 1', why: `no column is called ${needed}` })
  const heard: Heard[] = []
  for (const { line, number } of lines) {
    const cells = line.split(separator).map(bare)
    const cell = (name: 'station' | 'at' | 'value' | 'unit' | 'flags') => cells[columns!.indexOf(name)] ?? ''
    if (cells.length !== columns!.length)
      return refuse('sites/unreadable-readings', {
        at: `line ${number}`,
        why: `${cells.length} cells where the first line has ${columns!.length}`,
      })
    const one = heardOf(
      { station: cell('station'), at: cell('at'), value: numberIn(cell('value'), separator) },
      cell('unit'),
      cell('flags').split(/[\s|+]+/),
      options,
    )
    if (!one.ok) return refuse(one.problem.code, { ...one.problem.details, at: `line ${number}` })
    heard.push(one.value)
  }
  return ok(heard)
}

function bare(cell: string): string {
  return cell.trim().replace(/^"(.*)"$/s, '$1')
}

/** With `;` between the cells a comma is a decimal one. */
function numberIn(cell: string, separator: string): number | null {
  const text = separator === ';' ? cell.replace(',', '.') : cell
  if (text === '') return null
  const value = Number(text)
  return Number.isFinite(value) ? value : null
}

function readJson(text: string, options: ReadOptions): Result<readonly Heard[], ReadRefusal> {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return refuse('sites/unreadable-readings', { at: 'the text', why: 'it is no whole JSON' })
  }
  const wrapped = isObject(parsed) && Array.isArray(parsed['readings']) ? parsed['readings'] : parsed
  if (Array.isArray(wrapped)) {
    const heard: Heard[] = []
    for (const [index, item] of wrapped.entries()) {
      const one = isObject(item)
        ? 'device_urn' in item
          ? safecastHeard(item, options)
          : plainHeard(item, options)
        : refuse('sites/unreadable-readings', { why: 'it is no object' })
      if (!one.ok) return refuse(one.problem.code, { ...one.problem.details, at: `[${index}]` })
      if (one.value !== undefined) heard.push(one.value)
    }
    return ok(heard)
  }
  if (!isObject(wrapped))
    return refuse('sites/unreadable-readings', { at: 'the text', why: 'it has no list' })
  if (isObject(wrapped['stamm'])) return readSeries(wrapped, wrapped['stamm'], options)
  if ('station' in wrapped || (options.station !== undefined && isReading(wrapped))) {
    const one = plainHeard(wrapped, options)
    return one.ok ? ok([one.value]) : one
  }
  return readStationForm(wrapped, options)
}

type Plain = { readonly [key: string]: unknown }
function isObject(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Of one station’s list by number there is none of these. */
function isReading(item: Plain): boolean {
  return 'value' in item || 'flags' in item
}

function plainHeard(item: Plain, options: ReadOptions): Result<Heard, ReadRefusal> {
  const { station = options.station, at, value, unit, flags } = item
  if (typeof station !== 'string') return refuse('sites/unreadable-readings', { why: 'it names no station' })
  const said = Array.isArray(flags) ? flags.filter((flag) => typeof flag === 'string') : []
  const number = typeof value === 'number' ? value : null
  return heardOf(
    { station, at: typeof at === 'string' ? at : '', value: number },
    typeof unit === 'string' ? unit : number === null ? null : '',
    said,
    options,
  )
}

function heardOf(
  one: { readonly station: string; readonly at: string; readonly value: number | null },
  unit: string | null,
  flags: readonly string[],
  options: ReadOptions,
): Result<Heard, ReadRefusal> {
  const bits = flags.reduce(
    (all, flag) => all | (Object.hasOwn(flagBits, flag) ? flagBits[flag as Flag] : 0),
    0,
  )
  const heard = { station: one.station, atMs: readTime(one.at, options.zoneOffsetMinutes), flags: bits }
  if (unit === null) return ok({ ...heard, value: null, quantity: null })
  const read = readUnit(unit)
  if (!read.ok) return read
  const { quantity, factor } = read.value
  return ok({ ...heard, value: one.value === null ? null : rounded(one.value * factor), quantity })
}

const microsievert = 1_000
const doseRate: Quantity = 'gamma-dose-rate'
/** `status` of the German form: 1 works, 128 is being tested, 0 is out of work. */
const flagsOfStatus = (status: unknown) => (status === 128 ? flagBits.maintenance : 0)

/** Stations by their number, each with its last value (µSv/h) and no time: it holds at its receipt. One out of work is silent. */
function readStationForm(form: Plain, options: ReadOptions): Result<readonly Heard[], ReadRefusal> {
  const heard: Heard[] = []
  for (const [key, item] of Object.entries(form)) {
    if (!isObject(item) || typeof item['kenn'] !== 'string')
      return refuse('sites/unreadable-readings', { at: key.slice(0, 32), why: 'it is no station' })
    if (item['status'] === 0) continue
    heard.push({
      ...{ station: item['kenn'], atMs: options.receivedAtMs, quantity: doseRate },
      value: typeof item['mw'] === 'number' ? rounded(item['mw'] * microsievert) : null,
      flags: flagsOfStatus(item['status']),
    })
  }
  return ok(heard)
}

/** One station's hourly series (`mw1h`: times and µSv/h side by side); hours without a value stay gaps. */
function readSeries(form: Plain, stamm: Plain, options: ReadOptions): Result<readonly Heard[], ReadRefusal> {
  const series = form['mw1h']
  const [times, values] = isObject(series) ? [series['t'], series['mw']] : []
  if (!Array.isArray(times) || !Array.isArray(values) || times.length !== values.length)
    return refuse('sites/unreadable-readings', { at: 'mw1h', why: 'its times and values are not as many' })
  if (typeof stamm['kenn'] !== 'string')
    return refuse('sites/unreadable-readings', { at: 'stamm', why: 'it names no station' })
  const station = stamm['kenn']
  return ok(
    times.map((at, index) => ({
      ...{ station, quantity: doseRate, flags: 0 },
      atMs: readTime(String(at), options.zoneOffsetMinutes),
      value: typeof values[index] === 'number' ? rounded(values[index] * microsievert) : null,
    })),
  )
}

/** Counts a minute of the LND 7318 pancake tube that are 1 µSv/h of caesium-137, as Safecast converts them. */
const countsPerMicrosievert = 334

function safecastHeard(item: Plain, options: ReadOptions): Result<Heard | undefined, ReadRefusal> {
  const urn = item['device_urn']
  if (typeof urn !== 'string') return refuse('sites/unreadable-readings', { why: 'it names no device' })
  const counts = item['lnd_7318u']
  return ok({
    ...{ station: urn, quantity: doseRate, flags: item['dev_test'] === true ? flagBits.maintenance : 0 },
    atMs: readTime(String(item['when_captured'] ?? ''), options.zoneOffsetMinutes),
    value: typeof counts === 'number' ? rounded((counts / countsPerMicrosievert) * microsievert) : null,
  })
}

const written =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3})\d*)?)?\s*(Z|[+-]\d\d:?\d\d)?)?$/i

/** Null for what is no moment: month 0, the 31st of February, hour 24, a zone nobody named. */
export function readTime(text: string, zoneOffsetMinutes: number | null): number | null {
  const found = written.exec(text.trim())
  if (found === null) return null
  const [year, month, dayOfMonth, hours, minutes, seconds] = found
    .slice(1, 7)
    .map((part) => Number(part ?? 0)) as [number, number, number, number, number, number]
  const zone = found[8]
  const offset = zone === undefined ? zoneOffsetMinutes : offsetOf(zone)
  if (offset === null || hours > 23 || minutes > 59 || seconds > 60) return null
  const midnight = Date.UTC(year, month - 1, dayOfMonth)
  const back = new Date(midnight)
  if (back.getUTCMonth() !== month - 1 || back.getUTCDate() !== dayOfMonth) return null
  const milliseconds = Number((found[7] ?? '0').padEnd(3, '0'))
  return midnight + ((hours * 60 + minutes - offset) * 60 + seconds) * 1_000 + milliseconds
}

function offsetOf(zone: string): number {
  if (zone.toUpperCase() === 'Z') return 0
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(-2))]
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes)
}
