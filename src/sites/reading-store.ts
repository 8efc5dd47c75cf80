/**
 * Where readings are kept: what comes is durable at once as one batch, and folded into a row for each station and hour, with
 * roll-ups in a row for each station and day. A reading is nine bytes, not a row; memory, SQLite and PostgreSQL keep the rows.
 */
import { day, hour } from '#base'
import {
  decodeBatch,
  decodeDay,
  decodeHour,
  encodeBatch,
  joinRollups,
  steps,
  type Rollup,
  type Step,
  type Timed,
} from './block.ts'
import { fold, touchedBy, type BlockKey, type BlockRow, type Folded } from './folding.ts'
import type { Reading } from './reading.ts'
import type { StationId } from './site.ts'

export interface Batch {
  readonly id: number
  readonly bytes: Uint8Array
}

/** The rows beneath: an adapter stores and finds, and decides nothing. */
export interface ReadingRows {
  /** Durable when it resolves. */
  addBatch(bytes: Uint8Array): Promise<void>
  /** In the order they came. */
  batches(): Promise<readonly Batch[]>
  hours(keys: readonly BlockKey[]): Promise<readonly BlockRow[]>
  days(keys: readonly BlockKey[]): Promise<readonly BlockRow[]>
  /** `from` and `until` are places, both included; in their order. */
  hoursOf(station: StationId, from: number, until: number): Promise<readonly BlockRow[]>
  daysOf(station: StationId, from: number, until: number): Promise<readonly BlockRow[]>
  /** Puts what was folded in the place of the batches it was folded from: all or nothing. Throws where one of them is gone. */
  settle(batches: readonly Batch[], folded: Folded): Promise<void>
  /** Forgets hours and days before these places; says how many rows went. */
  prune(hoursBefore: number, daysBefore: number): Promise<number>
  close(): Promise<void>
}

export interface ReadingStore {
  /** Durable when it resolves, all or none. What was said later of a moment holds. */
  write(readings: readonly Reading[]): Promise<void>
  /** From `fromMs` to before `untilMs`, in the order of time. */
  read(station: StationId, fromMs: number, untilMs: number): Promise<readonly Timed[]>
  /** Steps that begin in that time; none where nothing was measured, so that a gap stays a gap. */
  rollups(station: StationId, step: Step, fromMs: number, untilMs: number): Promise<readonly Rollup[]>
  /** Folds what came into hours and days; `write` does it by itself now and then. */
  fold(): Promise<void>
  /** Forgets readings and roll-ups of hours and days that ended before; says how many rows went. */
  prune(before: { readonly readingsMs: number; readonly rollupsMs: number }): Promise<number>
  close(): Promise<void>
}

/** Batches that wait for folding cost whoever reads: as many, or as many readings, are folded at the latest. */
const mostBatches = 60
const mostUnfolded = 100_000

export function readingStoreOver(rows: ReadingRows): ReadingStore {
  let [batches, unfolded] = [0, 0]
  let last: Promise<unknown> = Promise.resolve()
  /** One after the other: a fold must not run while another one does. */
  const inTurn = <Value>(act: () => Promise<Value>): Promise<Value> => {
    const done = last.then(act)
    last = done.catch(() => undefined)
    return done
  }
  const foldNow = async () => {
    const waiting = await rows.batches()
    if (waiting.length === 0) return
    const readings = waiting.flatMap(({ bytes }) => decodeBatch(bytes))
    const touched = touchedBy(readings)
    const kept = { hours: await rows.hours(touched.hours), days: await rows.days(touched.days) }
    await rows.settle(waiting, fold(readings, kept))
    ;[batches, unfolded] = [0, 0]
  }
  /** The station's hours and days as they would be were everything folded. */
  const asFolded = async (station: StationId, fromMs: number, untilMs: number) => {
    // Batches first: what is folded meanwhile is then seen twice and joined, never missed.
    const waiting = (await rows.batches())
      .flatMap(({ bytes }) => decodeBatch(bytes))
      .filter((one) => one.station === station && one.atMs >= fromMs && one.atMs < untilMs)
    const touched = touchedBy(waiting)
    const [hours, days] = [await rows.hours(touched.hours), await rows.days(touched.days)]
    return fold(waiting, { hours, days })
  }
  const over = (kept: readonly BlockRow[], anew: readonly BlockRow[]) =>
    [...new Map([...kept, ...anew].map((row) => [row.place, row])).values()].sort((a, b) => a.place - b.place)

  return {
    write: (readings) =>
      inTurn(async () => {
        if (readings.length === 0) return
        await rows.addBatch(encodeBatch(readings))
        batches++
        unfolded += readings.length
        if (batches >= mostBatches || unfolded >= mostUnfolded) await foldNow()
      }),
    async read(station, fromMs, untilMs) {
      const anew = await asFolded(station, fromMs, untilMs)
      const kept = await rows.hoursOf(station, Math.floor(fromMs / hour), Math.floor((untilMs - 1) / hour))
      return over(kept, anew.hours)
        .flatMap(({ place, bytes }) => decodeHour(bytes, place * hour))
        .filter(({ atMs }) => atMs >= fromMs && atMs < untilMs)
    },
    async rollups(station, step, fromMs, untilMs) {
      const length = steps[step]
      const [first, end] = [Math.ceil(fromMs / length) * length, Math.ceil(untilMs / length) * length]
      const anew = await asFolded(station, first, end)
      const kept = await rows.daysOf(station, Math.floor(first / day), Math.floor((end - 1) / day))
      const small = over(kept, anew.days)
        .flatMap(({ place, bytes }) => decodeDay(bytes, place * day))
        .filter(({ atMs }) => atMs >= first && atMs < end)
      return step === '10min' ? small : joinRollups(small, length)
    },
    fold: () => inTurn(foldNow),
    prune: ({ readingsMs, rollupsMs }) =>
      inTurn(async () => {
        await foldNow()
        return rows.prune(Math.floor(readingsMs / hour), Math.floor(rollupsMs / day))
      }),
    close: () => inTurn(() => rows.close()),
  }
}

/** For tests and replays. */
export function memoryReadingRows(): ReadingRows {
  const [hours, days] = [new Map<string, BlockRow>(), new Map<string, BlockRow>()]
  let waiting: Batch[] = []
  let next = 1
  const keyOf = ({ station, place }: BlockKey) => `${place} ${station}`
  const among = (kept: Map<string, BlockRow>) => async (keys: readonly BlockKey[]) =>
    keys.flatMap((key) => kept.get(keyOf(key)) ?? [])
  const of = (kept: Map<string, BlockRow>) => async (station: StationId, from: number, until: number) =>
    [...kept.values()]
      .filter((row) => row.station === station && row.place >= from && row.place <= until)
      .sort((a, b) => a.place - b.place)
  return {
    async addBatch(bytes) {
      waiting.push({ id: next++, bytes })
    },
    batches: async () => [...waiting],
    ...{ hours: among(hours), days: among(days), hoursOf: of(hours), daysOf: of(days) },
    async settle(batches, folded) {
      const ids = new Set(batches.map(({ id }) => id))
      const left = waiting.filter(({ id }) => !ids.has(id))
      if (waiting.length - left.length !== ids.size) throw new Error('another server folded these readings')
      waiting = left
      for (const row of folded.hours) hours.set(keyOf(row), row)
      for (const row of folded.days) days.set(keyOf(row), row)
    },
    async prune(hoursBefore, daysBefore) {
      let gone = 0
      for (const [kept, before] of [
        [hours, hoursBefore],
        [days, daysBefore],
      ] as const)
        for (const [key, { place }] of kept) if (place < before && kept.delete(key)) gone++
      return gone
    },
    async close() {},
  }
}
