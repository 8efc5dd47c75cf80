/** What is at hand of every station to judge it by: its last hours in steps, its usual values, when it was last heard. */
import { day, epochMilliseconds, hour, minute, type Clock } from '#base'
import {
  areNeighbours,
  baselineOf,
  flagBits,
  joinRollups,
  openJudging,
  presencesOf,
  rollUp,
  type Baseline,
  type Judgement,
  type Listened,
  type Presence,
  type ReadingStore,
  type Rollup,
  type Station,
  type StationId,
  type Step,
  type Taken,
  type Watched,
} from '#sites'

/** The newest that is at hand of a station: a reading, or where this server did not take it itself a ten-minute mean. */
export interface Latest {
  readonly atMs: number
  readonly value: number
}

export interface SiteWatch {
  /** What has just been received and kept. */
  heard(taken: Taken): void
  /** Reads what is kept of stations that are new here, and anew what is usual at a few of the others. */
  prepare(stations: readonly Station[], wereDark: ReadonlySet<StationId>): Promise<void>
  /** The same where another server takes the readings: what it kept is read again. */
  follow(stations: readonly Station[]): Promise<void>
  /** As a link says of itself: its stations are judged by it once they are silent. */
  linkIs(link: string, state: 'up' | 'down'): void
  latestOf(station: StationId): Latest | undefined
  /** What is usual there; undefined where its past is too short or not read yet. */
  usualOf(station: StationId): Baseline | undefined
  /** With pauses between, in which readings may come: they count the next time. */
  look(stations: readonly Station[]): Promise<{
    readonly judgements: readonly Judgement[]
    readonly presences: ReadonlyMap<StationId, Presence>
  }>
}

interface AtHand {
  steps: Map<number, Rollup>
  latest: Latest | undefined
  baseline: Baseline | null
  baselineAtMs: number
  heardAtMs: number | null
  flags: number
  isClockWrong: boolean
}

const keptFor = 12 * hour
/** What is usual is asked of two weeks, of which the last day is left out: it may be what is to be judged. */
const usualFrom = 15 * day
const usualUntil = 1 * day
const usualHolds = 6 * hour
/** Each look reads so many anew, so that none takes long. */
const mostAnew = 100
const rainCounts = 3 * hour
const mostLinks = 5_000
/** A pause after so many: thousands of stations must not hold up a warning. */
const judgedAtOnce = 50

const stepOf = ({ every }: Station): { readonly step: Step; readonly length: number } =>
  every <= 10 * minute
    ? { step: '10min', length: 10 * minute }
    : every <= hour
      ? { step: 'hour', length: hour }
      : { step: 'day', length: day }
const notToJudge = flagBits.maintenance | flagBits.suspect

export function openSiteWatch(
  store: ReadingStore,
  clock: Clock,
  stationOf: (id: string) => Station | undefined,
): SiteWatch {
  const all = new Map<StationId, AtHand>()
  const linksDown = new Set<string>()
  const startedMs = epochMilliseconds(clock.now())
  const now = () => epochMilliseconds(clock.now())
  const add = (steps: Map<number, Rollup>, length: number, atMs: number, value: number) => {
    const start = Math.floor(atMs / length) * length
    const one = steps.get(start)
    const count = (one?.count ?? 0) + 1
    steps.set(start, {
      ...{ atMs: start, count, min: Math.min(one?.min ?? value, value) },
      ...{ max: Math.max(one?.max ?? value, value), mean: ((one?.mean ?? 0) * (count - 1) + value) / count },
    })
  }
  const fresh = async (station: Station, atHand: AtHand) => {
    const [at, { step }] = [now(), stepOf(station)]
    const past = await store.pastRollups(station.id, step, at - usualFrom, at - usualUntil)
    atHand.baseline = baselineOf(
      past.map(({ mean }) => mean),
      station.quantity,
    )
    atHand.baselineAtMs = at
  }
  /** Roll-ups hold what a station said under maintenance too. Where that could raise it, its single readings are asked. */
  const withoutFlagged = async ({ id, threshold, ...own }: Station, atHand: AtHand) => {
    const { baseline, steps } = atHand
    const usual = baseline === null ? Infinity : baseline.median + 3 * baseline.spread
    const line = Math.min(usual, threshold ?? Infinity)
    if (![...steps.values()].some(({ max }) => max >= line)) return
    const at = now()
    const readings = await store.read(id, at - keptFor, at + hour)
    const { length } = stepOf({ id, threshold, ...own })
    const judged = rollUp(
      readings.filter(({ flags }) => (flags & notToJudge) === 0),
      length,
    )
    const first = Math.ceil((at - keptFor) / length) * length
    const older = [...steps].filter(([start]) => start < first)
    atHand.steps = new Map([...older, ...judged.map((one) => [one.atMs, one] as const)])
  }
  const freshOld = async (stations: readonly Station[]) => {
    const old = stations.filter(({ id }) => now() - (all.get(id)?.baselineAtMs ?? now()) > usualHolds)
    for (const station of old.slice(0, mostAnew)) {
      await fresh(station, all.get(station.id)!)
      await store.breathe()
    }
  }
  const recentOf = (stations: readonly Station[]) =>
    store.recent(now() - Math.max(...stations.map((one) => Math.max(keptFor, 6 * stepOf(one).length)), 0))
  const known = ({ id, ...own }: Station, recent: Awaited<ReturnType<typeof recentOf>>): AtHand => {
    const small = recent.get(id) ?? []
    const last = small.at(-1)
    const steps = joinRollups(small, stepOf({ id, ...own }).length)
    return {
      ...{ steps: new Map(steps.map((one) => [one.atMs, one])), baseline: null, baselineAtMs: now() },
      latest: last === undefined ? undefined : { atMs: last.atMs, value: last.mean },
      ...{ heardAtMs: null, flags: 0, isClockWrong: false },
    }
  }
  return {
    heard({ readings, told, spoke }) {
      const at = now()
      const wrong = new Set(told.flatMap(({ station, why }) => (isOfClock(why) ? station : [])))
      for (const { station, atMs, value, flags } of readings) {
        const [own, known] = [all.get(station), stationOf(station)]
        if (own === undefined || known === undefined) continue
        if (own.latest === undefined || atMs >= own.latest.atMs) own.latest = { atMs, value }
        if ((flags & notToJudge) !== 0) continue
        add(own.steps, stepOf(known).length, atMs, value)
      }
      const right = new Set(readings.map(({ station }) => station))
      for (const [station, flags] of spoke) {
        const own = all.get(station)
        if (own === undefined) continue
        ;[own.heardAtMs, own.flags] = [at, flags]
        if (right.has(station)) own.isClockWrong = false
        else if (wrong.has(station)) own.isClockWrong = true
      }
    },
    async prepare(stations, wereDark) {
      const ids = new Set(stations.map(({ id }) => id))
      for (const id of all.keys()) if (!ids.has(id)) all.delete(id)
      const unknown = stations.filter(({ id }) => !all.has(id))
      if (unknown.length > 0) await store.fold()
      const recent = unknown.length === 0 ? undefined : await recentOf(unknown)
      for (const station of unknown) {
        const own = known(station, recent!)
        const last = own.latest?.atMs
        own.heardAtMs = last === undefined ? null : wereDark.has(station.id) ? last : startedMs
        all.set(station.id, own)
      }
      for (const station of unknown) {
        await fresh(station, all.get(station.id)!)
        await withoutFlagged(station, all.get(station.id)!)
        await store.breathe()
      }
      await freshOld(stations)
    },
    async follow(stations) {
      const ids = new Set(stations.map(({ id }) => id))
      for (const id of all.keys()) if (!ids.has(id)) all.delete(id)
      const recent = await recentOf(stations)
      for (const station of stations) {
        const [before, own] = [all.get(station.id), known(station, recent)]
        if (before === undefined) await fresh(station, own)
        else [own.baseline, own.baselineAtMs] = [before.baseline, before.baselineAtMs]
        await withoutFlagged(station, own)
        await store.breathe()
        all.set(station.id, own)
      }
      await freshOld(stations)
    },
    linkIs(link, state) {
      if (state === 'up') linksDown.delete(link)
      // Anybody who may write to the broker could name links without end; ours are no more than our stations.
      else if (linksDown.size < mostLinks) linksDown.add(link)
    },
    latestOf: (station) => all.get(station)?.latest,
    usualOf: (station) => all.get(station)?.baseline ?? undefined,
    async look(stations) {
      const at = now()
      const known = stations.flatMap((station) => {
        const own = all.get(station.id)
        return own === undefined ? [] : [{ station, own }]
      })
      for (const { station, own } of known) {
        const oldest = at - Math.max(keptFor, 6 * stepOf(station).length)
        for (const start of own.steps.keys()) if (start < oldest) own.steps.delete(start)
      }
      const rains = known.filter(({ station }) => station.quantity === 'rain')
      const rainAt = (place: Station): number | null => {
        const near = rains.filter(({ station }) => areNeighbours(station.at, place.at))
        const fell = near.flatMap(({ own }) =>
          [...own.steps.values()].filter(({ atMs }) => at - atMs <= rainCounts).map(({ mean }) => mean),
        )
        return fell.length === 0 ? null : Math.max(...fell)
      }
      const judging = openJudging(at)
      const watched: Watched[] = []
      for (const [index, { station, own }] of known.entries()) {
        if (index % judgedAtOnce === 0) await store.breathe()
        const one: Watched = {
          ...{ id: station.id, at: station.at, quantity: station.quantity, threshold: station.threshold },
          ...{ baseline: own.baseline, stepMs: stepOf(station).length },
          steps: [...own.steps.values()].sort((a, b) => a.atMs - b.atMs),
          rainMmPerHour: station.quantity === 'gamma-dose-rate' ? rainAt(station) : null,
        }
        judging.consider(one)
        watched.push(one)
      }
      const judgements: Judgement[] = []
      for (const [index, one] of watched.entries()) {
        if (index % judgedAtOnce === 0) await store.breathe()
        judgements.push(judging.judge(one))
      }
      const listened = known.map(({ station, own }): Listened => ({
        ...{ id: station.id, every: station.every, link: station.link },
        ...{ heardAtMs: own.heardAtMs, flags: own.flags, isClockWrong: own.isClockWrong },
      }))
      return { judgements, presences: presencesOf(listened, linksDown, at) }
    },
  }
}

function isOfClock(why: string): boolean {
  return why === 'future' || why === 'long-past' || why === 'no-date'
}
