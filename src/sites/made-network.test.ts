/**
 * The rules on a made network: the real places and usual values of the German stations, noise drawn from the real residuals of
 * one of them, rain as radon's daughters make it, stray values, and releases put upon it. What it says is printed, and held.
 */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { kilometresBetween, type LonLat } from '#areas'
import { day, hour, minute } from '#base'
import { baselineOf } from './baseline.ts'
import type { Rollup } from './block.ts'
import { judge, type Watched } from './judging.ts'
import type { StationId } from './site.ts'

const real = (name: string) => new URL(`../../../shared/radiation/${name}`, import.meta.url)
const skip = existsSync(real('bfs_odl_stations_stamm.json.gz')) ? false : 'the real lists are not here'
const step = 10 * minute

interface Place {
  readonly id: StationId
  readonly at: LonLat
  readonly usual: number
}
/** What is over the usual at a station at a moment, nSv/h. */
type Extra = (place: Place, atMs: number) => number

/** Numbers that are the same every time (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

function germany(): readonly Place[] {
  const form = JSON.parse(
    new TextDecoder('latin1').decode(gunzipSync(readFileSync(real('bfs_odl_stations_stamm.json.gz')))),
  ) as { [id: string]: { lon: number; lat: number; mw?: number; status: number } }
  return Object.entries(form).flatMap(([id, { lon, lat, mw, status }]) =>
    mw === undefined || status !== 1 ? [] : [{ id: id as StationId, at: { lon, lat }, usual: mw * 1_000 }],
  )
}

/** Hourly deviations from their median, of the real station. */
function residuals(): readonly number[] {
  const { mw1h } = JSON.parse(readFileSync(real('bfs_odl_065320010_series.json'), 'utf8')) as {
    mw1h: { mw: (number | null)[] }
  }
  const values = mw1h.mw.flatMap((value) => (value === null ? [] : [value * 1_000]))
  const median = values.toSorted((a, b) => a - b)[values.length >> 1]!
  return values.map((value) => value - median)
}

/** Judges every `step` from `fromMs`, and hands over what was said at each. */
function runNetwork(
  places: readonly Place[],
  options: {
    readonly seed: number
    readonly steps: number
    readonly extra: Extra
    readonly rain: (place: Place, atMs: number) => number | null
    readonly strays: number
  },
  say: (judged: ReturnType<typeof judge>, atMs: number) => void,
): void {
  const random = seeded(options.seed)
  const noise = residuals()
  /** The real hours one after the other, from another one at each station: bumps stay bumps. */
  const phases = new Map(places.map(({ id }) => [id, Math.floor(random() * noise.length)]))
  const ofHour = (id: StationId, atMs: number) =>
    noise[(phases.get(id)! + Math.floor(atMs / hour)) % noise.length]!
  /** Counting in ten minutes strays more than in an hour by √6: what is missing of it, normally distributed. */
  const spread = noise.map(Math.abs).toSorted((a, b) => a - b)[noise.length >> 1]! * 1.4826
  const counting = () =>
    spread * Math.sqrt(5) * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  const series = new Map<StationId, Rollup[]>(places.map(({ id }) => [id, []]))
  const baselines = new Map(
    places.map(({ id, usual }) => [
      id,
      // Its own past, in the steps in which it is judged.
      baselineOf(
        Array.from({ length: 336 }, (_, index) => usual + ofHour(id, index * step) + counting()),
        'gamma-dose-rate',
      ),
    ]),
  )
  for (let index = 0; index < options.steps; index++) {
    const atMs = index * step
    const watched = places.map((place): Watched => {
      const stray = random() < options.strays ? 300 + random() * 2_000 : 0
      const mean = place.usual + ofHour(place.id, atMs) + counting() + options.extra(place, atMs) + stray
      const steps = series.get(place.id)!
      steps.push({ atMs, min: mean, mean, max: mean, count: 1 })
      if (steps.length > 72) steps.shift()
      return {
        ...{ id: place.id, at: place.at, quantity: 'gamma-dose-rate', baseline: baselines.get(place.id)! },
        ...{ threshold: null, steps, stepMs: step, rainMmPerHour: options.rain(place, atMs) },
      }
    })
    say(judge(watched, atMs + step), atMs)
  }
}

/** A shower passes: up over its first 50 minutes, then down by half in every 35 (radon’s daughters in a row). */
function showers(count: number, seed: number, lasting: number) {
  const random = seeded(seed)
  const all = Array.from({ length: count }, () => ({
    centre: { lon: 6 + random() * 9, lat: 47.5 + random() * 7 },
    radiusKm: 15 + random() * 50,
    height: 15 + random() * 60,
    fromMs: random() * lasting,
  }))
  const rise = 50 * minute
  /** Where it comes by, and how near: the same at every step. */
  const cameBy = new Map<StationId, readonly { readonly height: number; readonly fromMs: number }[]>()
  const over = ({ id, at }: Place) => {
    let own = cameBy.get(id)
    if (own === undefined) {
      own = all.flatMap(({ centre, radiusKm, height, fromMs }) => {
        const near = kilometresBetween(at, centre) / radiusKm
        return near > 1 ? [] : [{ height: height * (1 - near ** 2), fromMs }]
      })
      cameBy.set(id, own)
    }
    return own
  }
  const extra: Extra = (place, atMs) => {
    let sum = 0
    for (const { height, fromMs } of over(place)) {
      const after = atMs - fromMs
      if (after < 0 || after > 6 * hour) continue
      sum += height * (after < rise ? after / rise : 2 ** (-(after - rise) / (35 * minute)))
    }
    return sum
  }
  return extra
}

describe('the rules on a network like the real one', { skip }, () => {
  test('raise nothing over the real station’s own week, and its bump stays below what is raised', () => {
    const { mw1h } = JSON.parse(readFileSync(real('bfs_odl_065320010_series.json'), 'utf8')) as {
      mw1h: { mw: number[] }
    }
    const values = mw1h.mw.map((value) => value * 1_000)
    const said = new Set<string>()
    for (let index = 48; index < values.length; index++) {
      const steps = values.slice(index - 12, index + 1).map((mean, place): Rollup => ({
        atMs: (index - 12 + place) * hour,
        min: mean,
        mean,
        max: mean,
        count: 1,
      }))
      const [judged] = judge(
        [
          {
            ...{ id: '065320010' as StationId, at: { lon: 8.45, lat: 50.6 }, quantity: 'gamma-dose-rate' },
            ...{ baseline: baselineOf(values.slice(0, index - 24), 'gamma-dose-rate'), threshold: null },
            ...{ steps, stepMs: hour, rainMmPerHour: null },
          },
        ],
        (index + 1) * hour,
      )
      said.add(judged!.verdict)
    }
    assert.deepEqual([...said], ['usual'])
  })

  test(
    'false alarms per station-year: dry with strays, and with showers, rain known and not',
    { timeout: 60_000 },
    () => {
      const places = germany().filter((_, index) => index % 3 === 0)
      const steps = 2 * 144
      const years = (places.length * steps * step) / (365.25 * day)
      const measure = (name: string, extra: Extra, rain: (place: Place, atMs: number) => number | null) => {
        const [alarms, bumps, outliers] = [new Set<string>(), new Set<string>(), new Set<string>()]
        runNetwork(places, { seed: 8, steps, extra, rain, strays: 1 / 2_000 }, (judged, atMs) => {
          // What follows within six hours at one station is one alarm.
          const part = Math.floor(atMs / (6 * hour))
          for (const { station, verdict } of judged) {
            if (verdict === 'alarm') alarms.add(`${station} ${part}`)
            if (verdict.startsWith('natural')) bumps.add(`${station} ${part}`)
            if (verdict === 'outlier') outliers.add(`${station} ${atMs}`)
          }
        })
        const perYear = alarms.size / years
        console.log(
          `${name}: ${alarms.size} false alarms in ${years.toFixed(2)} station-years (${perYear.toFixed(2)} a station-year), ` +
            `${bumps.size} shown as natural, ${outliers.size} as stray`,
        )
        return { perYear, bumps: bumps.size, outliers: outliers.size }
      }
      const dry = measure(
        'dry, 1 stray in 2,000',
        () => 0,
        () => null,
      )
      const wet = showers(60, 5, steps * step)
      const unknown = measure('60 showers, rain unknown', wet, () => null)
      const known = measure('60 showers, rain known', wet, (place, atMs) => {
        const rains = [0, 1, 2, 3].some((ago) => wet(place, atMs - ago * hour) > 0.5)
        return rains ? 1 : 0
      })
      assert.ok(dry.outliers > 50, 'strays are seen, and are no alarms')
      assert.ok(dry.perYear < 3, `dry: ${dry.perYear}`)
      assert.ok(known.bumps > 30 && unknown.bumps > 30, 'bumps are shown')
      assert.ok(known.perYear < 3, `rain known: ${known.perYear}`)
      assert.ok(unknown.perYear < 20, `rain unknown: ${unknown.perYear}`)
    },
  )

  test('a release is found: how soon, by its height, with noise and strays', { timeout: 60_000 }, () => {
    const source = { lon: 9.3, lat: 49.0 }
    const places = germany().filter(({ at }) => kilometresBetween(at, source) < 100)
    const began = 6 * hour
    const delays: { [height: string]: number | null } = {}
    for (const height of [40, 150, 1_000, 10_000]) {
      let found: number | null = null
      const touched = (at: LonLat) => kilometresBetween(at, source) < 35 && at.lon > source.lon
      runNetwork(
        places,
        {
          ...{ seed: 11, steps: 12 * 6, strays: 1 / 2_000, rain: () => null },
          // Ten minutes of rise, then it stays: what lies on the ground does not halve in half an hour.
          extra: ({ at }, atMs) =>
            atMs < began || !touched(at) ? 0 : height * Math.min(1, (atMs - began + step) / (2 * step)),
        },
        (judged, atMs) => {
          const byIt = judged.some(
            ({ station, verdict }) =>
              verdict === 'alarm' && touched(places.find(({ id }) => id === station)!.at),
          )
          if (byIt && atMs >= began && found === null) found = (atMs + step - began) / minute
        },
      )
      delays[height] = found
    }
    console.log(`minutes from the release to the alarm, by nSv/h over the usual: ${JSON.stringify(delays)}`)
    assert.ok(delays[10_000]! <= 10)
    assert.ok(delays[1_000]! <= 10)
    assert.ok(delays[150]! <= 30)
    assert.ok(delays[40]! <= 120)
  })
})
