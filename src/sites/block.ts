/** How a station's hour and a station's day are kept: a row of fixed cells in bytes, small to keep and quick to join. */
import { hour, minute, day } from '#base'
import type { Reading } from './reading.ts'
import { rounded } from './quantity.ts'

export type Timed = Omit<Reading, 'station'>

/** Milliseconds of the hour (u32), value (f32), flags (u8); little-endian, in the order of time, one for each moment. */
const cellBytes = 9

export function encodeHour(readings: readonly Timed[], hourAtMs: number): Uint8Array {
  const bytes = new Uint8Array(readings.length * cellBytes)
  const view = new DataView(bytes.buffer)
  for (const [index, { atMs, value, flags }] of readings.entries()) {
    const at = index * cellBytes
    view.setUint32(at, atMs - hourAtMs, true)
    view.setFloat32(at + 4, value, true)
    view.setUint8(at + 8, flags)
  }
  return bytes
}

export function decodeHour(bytes: Uint8Array, hourAtMs: number): readonly Timed[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const readings: Timed[] = []
  for (let at = 0; at + cellBytes <= bytes.length; at += cellBytes)
    readings.push({
      atMs: hourAtMs + view.getUint32(at, true),
      value: rounded(view.getFloat32(at + 4, true)),
      flags: view.getUint8(at + 8),
    })
  return readings
}

/** What was said later of a moment holds. */
export function joinTimed(before: readonly Timed[], later: readonly Timed[]): readonly Timed[] {
  const last = before.at(-1)?.atMs ?? -Infinity
  // Nearly always: new readings follow those that are kept.
  if (later.every(({ atMs }, index) => atMs > (later[index - 1]?.atMs ?? last))) return [...before, ...later]
  const byMoment = new Map([...before, ...later].map((one) => [one.atMs, one]))
  return [...byMoment.values()].sort((a, b) => a.atMs - b.atMs)
}

/** A step of a chart: what was least, most, on the mean, and of how many values. Steps without a value are not there. */
export interface Rollup {
  readonly atMs: number
  readonly min: number
  readonly mean: number
  readonly max: number
  readonly count: number
}

export const steps = { '10min': 10 * minute, hour, day } as const
export type Step = keyof typeof steps

export function startOf(atMs: number, length: number): number {
  return Math.floor(atMs / length) * length
}

/** Readings, in any order, into steps of a length. */
export function rollUp(readings: readonly Timed[], length: number): readonly Rollup[] {
  return joinRollups(
    readings.map(({ atMs, value }) => ({ atMs, min: value, mean: value, max: value, count: 1 })),
    length,
  )
}

/** Small steps into larger ones, each mean weighted by its count. */
export function joinRollups(small: readonly Rollup[], length: number): readonly Rollup[] {
  const by = new Map<number, { min: number; sum: number; max: number; count: number }>()
  for (const { atMs, min, mean, max, count } of small) {
    const start = startOf(atMs, length)
    const one = by.get(start)
    if (one === undefined) by.set(start, { min, sum: mean * count, max, count })
    else {
      one.min = Math.min(one.min, min)
      one.max = Math.max(one.max, max)
      one.sum += mean * count
      one.count += count
    }
  }
  return [...by]
    .sort(([a], [b]) => a - b)
    .map(([atMs, { min, sum, max, count }]) => ({ atMs, min, mean: rounded(sum / count), max, count }))
}

/** Place in the day (u8, of 144), min, mean, max (f32), count (u32). */
const rollupBytes = 17

export function encodeDay(rollups: readonly Rollup[], dayAtMs: number): Uint8Array {
  const bytes = new Uint8Array(rollups.length * rollupBytes)
  const view = new DataView(bytes.buffer)
  for (const [index, { atMs, min, mean, max, count }] of rollups.entries()) {
    const at = index * rollupBytes
    view.setUint8(at, (atMs - dayAtMs) / steps['10min'])
    view.setFloat32(at + 1, min, true)
    view.setFloat32(at + 5, mean, true)
    view.setFloat32(at + 9, max, true)
    view.setUint32(at + 13, count, true)
  }
  return bytes
}

export function decodeDay(bytes: Uint8Array, dayAtMs: number): readonly Rollup[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const rollups: Rollup[] = []
  for (let at = 0; at + rollupBytes <= bytes.length; at += rollupBytes)
    rollups.push({
      atMs: dayAtMs + view.getUint8(at) * steps['10min'],
      min: rounded(view.getFloat32(at + 1, true)),
      mean: rounded(view.getFloat32(at + 5, true)),
      max: rounded(view.getFloat32(at + 9, true)),
      count: view.getUint32(at + 13, true),
    })
  return rollups
}

/** What just came, all stations: readings one after the other, each with its station's place in a list of names. */
export function encodeBatch(readings: readonly Reading[]): Uint8Array {
  const places = new Map<string, number>()
  for (const { station } of readings) if (!places.has(station)) places.set(station, places.size)
  const stations = new TextEncoder().encode(JSON.stringify([...places.keys()]))
  const bytes = new Uint8Array(4 + stations.length + readings.length * batchCellBytes)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, stations.length, true)
  bytes.set(stations, 4)
  let at = 4 + stations.length
  for (const { station, atMs, value, flags } of readings) {
    view.setUint32(at, places.get(station)!, true)
    view.setFloat64(at + 4, atMs, true)
    view.setFloat32(at + 12, value, true)
    view.setUint8(at + 16, flags)
    at += batchCellBytes
  }
  return bytes
}

export function decodeBatch(bytes: Uint8Array): readonly Reading[] {
  const { stations, view, from } = openBatch(bytes)
  const readings: Reading[] = []
  for (let at = from; at + batchCellBytes <= bytes.length; at += batchCellBytes)
    readings.push({ station: stations[view.getUint32(at, true)]!, ...timedAt(view, at) })
  return readings
}

/** Of one station alone, without making the others’. */
export function decodeBatchOf(bytes: Uint8Array, station: Reading['station']): readonly Reading[] {
  const { stations, view, from } = openBatch(bytes)
  const place = stations.indexOf(station)
  const readings: Reading[] = []
  if (place < 0) return readings
  for (let at = from; at + batchCellBytes <= bytes.length; at += batchCellBytes)
    if (view.getUint32(at, true) === place) readings.push({ station, ...timedAt(view, at) })
  return readings
}

/** Place of the station (u32), milliseconds since 1970 (f64), value (f32), flags (u8). */
const batchCellBytes = 17

function openBatch(bytes: Uint8Array) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const length = view.getUint32(0, true)
  const stations = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length))) as Reading['station'][]
  return { stations, view, from: 4 + length }
}

function timedAt(view: DataView, at: number): Timed {
  return {
    atMs: view.getFloat64(at + 4, true),
    value: rounded(view.getFloat32(at + 12, true)),
    flags: view.getUint8(at + 16),
  }
}
