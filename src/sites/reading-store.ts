/**
 * Where readings are kept: what comes is durable at once as one batch, and folded into a row for each station and hour, with
 * roll-ups in a row for each station and day. A reading is nine bytes, not a row; memory, SQLite and PostgreSQL keep the rows.
 */
import { oneAfterAnother, day, hour } from '#base'
import {
  decodeBatch,
  decodeBatchOf,
  decodeDay,
  decodeHour,
  encodeBatch,
  joinRollups,
  steps,
  type Rollup,
  type Step,
  type Timed,
} from './block.ts'
import { fold, touchedBy, type BlockKey, type BlockRow, type Folded, type Touched } from './folding.ts'
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
  /** Of every station, from this place on; in no order. */
  daysSince(from: number): Promise<readonly BlockRow[]>
  /**
   * Folds a slice of these batches into the rows it touches: reads them, asks `by` what they become and writes that, all in
   * one transaction that nobody else's fold of the same batches can come between. Throws where one of the batches is gone.
   */
  refold(batches: readonly Batch[], touched: Touched, by: (kept: Folded) => Folded): Promise<void>
  /** All of them were folded, and go: all or none. Throws where one of them is gone. */
  drop(batches: readonly Batch[]): Promise<void>
  /** Lets everything else of this process have its turn before the next slice. */
  breathe(): Promise<void>
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
  /** The same of what has been folded: quicker, for a past that is long over. */
  pastRollups(station: StationId, step: Step, fromMs: number, untilMs: number): Promise<readonly Rollup[]>
  /** Ten-minute steps of every station from then on, in the order of time; what came last is in them. */
  recent(fromMs: number): Promise<ReadonlyMap<StationId, readonly Rollup[]>>
  /** Folds what came into hours and days; `write` sets it going by itself now and then, and does not wait for it. */
  fold(): Promise<void>
  /** Lets everything else of this process have its turn, for who works through many stations. */
  breathe(): Promise<void>
  /** Forgets readings and roll-ups of hours and days that ended before; says how many rows went. */
  prune(before: { readonly readingsMs: number; readonly rollupsMs: number }): Promise<number>
  close(): Promise<void>
}

/** Batches that wait for folding cost whoever reads: as many, or as many readings, are folded at the latest. */
const mostBatches = 60
const mostUnfolded = 100_000
/** Where folding can’t keep up, who writes waits for it: what is unfolded would grow for ever. */
const mostBehind = 8
/** A slice holds the thread: so many stations’ rows, or so many readings to be taken apart. */
const stationsAtOnce = 24
const readingsAtOnce = 4_000
const recentAtOnce = 8

/** `failed` hears of a fold that went wrong on its own; what it was to fold is kept, and folded the next time. */
export function readingStoreOver(
  rows: ReadingRows,
  failed: (error: unknown) => void = () => {},
): ReadingStore {
  let [batches, unfolded] = [0, 0]
  /** One after the other: a fold must not run while another one does. */
  const inTurn = oneAfterAnother()
  /** By station, a slice at a time, so that nothing else of this process waits long. */
  const takeApart = async (waiting: readonly Batch[]) => {
    const byStation = new Map<StationId, Reading[]>()
    let since = 0
    for (const { bytes } of waiting) {
      const readings = decodeBatch(bytes)
      for (const reading of readings) {
        const own = byStation.get(reading.station)
        if (own === undefined) byStation.set(reading.station, [reading])
        else own.push(reading)
      }
      since += readings.length
      if (since < readingsAtOnce) continue
      since = 0
      await rows.breathe()
    }
    return byStation
  }
  const foldNow = async () => {
    const waiting = await rows.batches()
    ;[batches, unfolded] = [0, 0]
    if (waiting.length === 0) return
    let slice: Reading[] = []
    let stations = 0
    const foldSlice = async () => {
      const readings = slice
      ;[slice, stations] = [[], 0]
      if (readings.length === 0) return
      // Were it cut off between two slices: the batches are still there, and folding them again changes nothing.
      await rows.refold(waiting, touchedBy(readings), (kept) => fold(readings, kept))
      await rows.breathe()
    }
    for (const own of (await takeApart(waiting)).values()) {
      for (const reading of own) slice.push(reading)
      if (++stations >= stationsAtOnce || slice.length >= readingsAtOnce) await foldSlice()
    }
    await foldSlice()
    await rows.drop(waiting)
  }
  /** The station's hours and days as they would be were everything folded. */
  const asFolded = async (station: StationId, fromMs: number, untilMs: number) => {
    // Batches first: what is folded meanwhile is then seen twice and joined, never missed.
    const waiting = (await rows.batches())
      .flatMap(({ bytes }) => decodeBatchOf(bytes, station))
      .filter(({ atMs }) => atMs >= fromMs && atMs < untilMs)
    const touched = touchedBy(waiting)
    const [hours, days] = [await rows.hours(touched.hours), await rows.days(touched.days)]
    return fold(waiting, { hours, days })
  }
  const over = (kept: readonly BlockRow[], anew: readonly BlockRow[]) =>
    [...new Map([...kept, ...anew].map((row) => [row.place, row])).values()].sort((a, b) => a.place - b.place)
  const rollupsOf = async (
    station: StationId,
    step: Step,
    [fromMs, untilMs]: readonly [number, number],
    anewOf: typeof asFolded,
  ) => {
    const length = steps[step]
    const [first, end] = [Math.ceil(fromMs / length) * length, Math.ceil(untilMs / length) * length]
    const anew = await anewOf(station, first, end)
    const kept = await rows.daysOf(station, Math.floor(first / day), Math.floor((end - 1) / day))
    const small = over(kept, anew.days)
      .flatMap(({ place, bytes }) => decodeDay(bytes, place * day))
      .filter(({ atMs }) => atMs >= first && atMs < end)
    return step === '10min' ? small : joinRollups(small, length)
  }

  return {
    async write(readings) {
      if (readings.length === 0) return
      await rows.addBatch(encodeBatch(readings))
      batches++
      unfolded += readings.length
      if (batches < mostBatches && unfolded < mostUnfolded) return
      const isBehind = unfolded >= mostBehind * mostUnfolded
      ;[batches, unfolded] = isBehind ? [0, 0] : [0, unfolded]
      const folded = inTurn(foldNow).catch(failed)
      if (isBehind) await folded
    },
    async read(station, fromMs, untilMs) {
      const anew = await asFolded(station, fromMs, untilMs)
      const kept = await rows.hoursOf(station, Math.floor(fromMs / hour), Math.floor((untilMs - 1) / hour))
      return over(kept, anew.hours)
        .flatMap(({ place, bytes }) => decodeHour(bytes, place * hour))
        .filter(({ atMs }) => atMs >= fromMs && atMs < untilMs)
    },
    rollups: (station, step, fromMs, untilMs) => rollupsOf(station, step, [fromMs, untilMs], asFolded),
    pastRollups: (station, step, fromMs, untilMs) =>
      rollupsOf(station, step, [fromMs, untilMs], async () => ({ hours: [], days: [] })),
    async recent(fromMs) {
      const first = Math.floor(fromMs / day)
      const waiting = await takeApart(await rows.batches())
      const kept = new Map<StationId, BlockRow[]>()
      for (const row of await rows.daysSince(first)) {
        const own = kept.get(row.station)
        if (own === undefined) kept.set(row.station, [row])
        else own.push(row)
      }
      const found = new Map<StationId, readonly Rollup[]>()
      let since = 0
      for (const station of new Set([...kept.keys(), ...waiting.keys()])) {
        const readings = (waiting.get(station) ?? []).filter(({ atMs }) => atMs >= first * day)
        const touched = touchedBy(readings)
        const own = { days: kept.get(station) ?? [], hours: await rows.hours(touched.hours) }
        const anew = fold(readings, own).days
        found.set(
          station,
          over(own.days, anew)
            .flatMap(({ place, bytes }) => decodeDay(bytes, place * day))
            .filter(({ atMs }) => atMs >= fromMs),
        )
        if (++since % recentAtOnce === 0) await rows.breathe()
      }
      return found
    },
    fold: () => inTurn(foldNow),
    breathe: () => rows.breathe(),
    prune: ({ readingsMs, rollupsMs }) =>
      inTurn(async () => {
        await foldNow()
        return rows.prune(Math.floor(readingsMs / hour), Math.floor(rollupsMs / day))
      }),
    close: () => inTurn(() => rows.close()),
  }
}

/** Two servers fold while they disagree who decides: the second finds what the first one left. */
export const foldedElsewhere = 'another server folded these readings'

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
  const areThere = (batches: readonly Batch[]) => {
    const ids = new Set(waiting.map(({ id }) => id))
    if (!batches.every(({ id }) => ids.has(id))) throw new Error(foldedElsewhere)
  }
  return {
    async addBatch(bytes) {
      waiting.push({ id: next++, bytes })
    },
    batches: async () => [...waiting],
    ...{ hours: among(hours), days: among(days), hoursOf: of(hours), daysOf: of(days) },
    daysSince: async (from) => [...days.values()].filter(({ place }) => place >= from),
    async refold(batches, touched, by) {
      areThere(batches)
      const folded = by({
        hours: touched.hours.flatMap((key) => hours.get(keyOf(key)) ?? []),
        days: touched.days.flatMap((key) => days.get(keyOf(key)) ?? []),
      })
      for (const row of folded.hours) hours.set(keyOf(row), row)
      for (const row of folded.days) days.set(keyOf(row), row)
    },
    async drop(batches) {
      areThere(batches)
      const ids = new Set(batches.map(({ id }) => id))
      waiting = waiting.filter(({ id }) => !ids.has(id))
    },
    async breathe() {},
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
