/**
 * Made nights at real stations: nothing, single strays, rain as radon’s daughters make it, releases that drift with the wind or
 * stay at one station, and both at once. Each is drawn from its seed, and says what was put into it.
 */
import { kilometresBetween, type LonLat } from '#areas'
import { day, hour, minute } from '#base'
import { baselineOf, judge, type Judgement, type Rollup, type StationId, type Watched } from '#sites'
import { chance, type Chance } from '../../support/chance.ts'
import type { deviations, Place } from './held-out.ts'

export const episodeKinds = [
  ...(['quiet', 'stray', 'rain', 'rain-known', 'plume', 'one-station', 'plume-in-rain'] as const),
] as const
export type EpisodeKind = (typeof episodeKinds)[number]

export interface Episode {
  readonly kind: EpisodeKind
  readonly places: readonly Place[]
  /** Most that the danger adds anywhere, nSv/h; 0 without one. */
  readonly height: number
  /** When the danger first adds 20 nSv/h at a station; undefined without one. */
  readonly reachesAtMs: number | undefined
  /** nSv/h that a danger adds. */
  danger(place: Place, atMs: number): number
  /** nSv/h that rain adds. */
  rain(place: Place, atMs: number): number
  readonly strays: ReadonlySet<string>
  readonly isRainKnown: boolean
}

export const step = 10 * minute
const lasts = 6 * hour
const begins = 1 * hour

/** Local east and north of a place, km. */
function offset(from: LonLat, to: LonLat) {
  return {
    east: (to.lon - from.lon) * 111.2 * Math.cos((from.lat * Math.PI) / 180),
    north: (to.lat - from.lat) * 111.2,
  }
}

export function makeEpisode(all: readonly Place[], kind: EpisodeKind, seed: string): Episode {
  const luck = chance(`${kind} ${seed}`)
  const centre = luck.pick(all)
  const far = new Map(all.map((place) => [place, kilometresBetween(place.at, centre.at)]))
  const places = all
    .filter((place) => far.get(place)! < 60)
    .toSorted((a, b) => far.get(a)! - far.get(b)!)
    .slice(0, 45)
  const strays = new Set<string>()
  // Each alone in its time: two at once, near one another, are no strays to any rule.
  if (kind === 'stray')
    for (let n = 0; n < 3; n++)
      strays.add(`${luck.pick(places).id} ${begins + (n * 8 + luck.between(0, 4)) * step}`)
  const rain = kind.includes('rain') ? shower(luck, centre) : () => 0
  const height =
    kind === 'plume' || kind === 'one-station' || kind === 'plume-in-rain'
      ? 30 * 10 ** (luck.next() * 2.7)
      : 0
  const danger =
    height === 0
      ? () => 0
      : kind === 'one-station'
        ? (place: Place, atMs: number) => (place === centre && atMs >= begins ? height : 0)
        : plume(luck, centre, height)
  let reachesAtMs: number | undefined
  for (let atMs = 0; height > 0 && atMs < lasts && reachesAtMs === undefined; atMs += step)
    if (places.some((place) => danger(place, atMs) >= 20)) reachesAtMs = atMs
  return { kind, places, height, reachesAtMs, danger, rain, strays, isRainKnown: kind === 'rain-known' }
}

/** Up within half an hour to eighty minutes, down by half in 27 to 45. */
function shower(luck: Chance, { at: centre }: Place) {
  const [radiusKm, height] = [luck.between(15, 60), luck.between(15, 80)]
  const [rise, half] = [luck.between(30, 80) * minute, luck.between(27, 45) * minute]
  return ({ at }: Place, atMs: number) => {
    const near = kilometresBetween(at, centre) / radiusKm
    const after = atMs - begins
    if (near > 1 || after < 0) return 0
    return height * (1 - near ** 2) * (after < rise ? after / rise : 2 ** (-(after - rise) / half))
  }
}

/** From upwind over the stations at 3 to 10 m/s; a fifth to three fifths of it stays on the ground. */
function plume(luck: Chance, { at: source }: Place, height: number) {
  const [heading, kmPerHour] = [luck.next() * 2 * Math.PI, luck.between(11, 36)]
  const [wide, passes, stays] = [luck.between(6, 18), luck.between(20, 90) * minute, 0.2 + luck.next() * 0.4]
  return ({ at }: Place, atMs: number) => {
    const { east, north } = offset(source, at)
    const along = east * Math.sin(heading) + north * Math.cos(heading)
    const across = east * Math.cos(heading) - north * Math.sin(heading)
    if (along < -2) return 0
    const here = atMs - begins - (Math.max(0, along) / kmPerHour) * hour
    if (here < 0) return 0
    const strength = height * Math.exp(-((across / wide) ** 2) / 2) * (10 / (10 + Math.max(0, along)))
    return strength * (here < step ? 0.5 : here < passes ? 1 : stays)
  }
}

/** Judges the night every ten minutes, and hands over what was said at each. */
export function play(
  episode: Episode,
  seed: string,
  { hours, days }: ReturnType<typeof deviations>,
  say: (judged: readonly Judgement[], atMs: number) => void,
): void {
  const luck = chance(`noise ${seed}`)
  const normal = () => Math.sqrt(-2 * Math.log(1 - luck.next())) * Math.cos(2 * Math.PI * luck.next())
  /** Counting in ten minutes strays more than in an hour, by √6. */
  const spread = hours.map(Math.abs).toSorted((a, b) => a - b)[hours.length >> 1]! * 1.4826 * Math.sqrt(5)
  /** Somewhere in the real year, with the days before it as the past; its weather over all stations alike. */
  const today = luck.between(16, days.length - 1)
  const stations = episode.places.map((place) => {
    const phase = luck.between(0, hours.length - 1)
    const ofHour = (index: number) => hours[(phase + index) % hours.length]! / 2
    const past = Array.from({ length: 14 * 24 }, (_, index) => {
      const drift = days[today - 15 + Math.floor(index / 24)]!
      return place.usual + drift + ofHour(index) + spread * normal()
    })
    const now = place.usual + days[today]!
    return { place, ofHour, now, steps: [] as Rollup[], baseline: baselineOf(past, 'gamma-dose-rate') }
  })
  for (let atMs = 0; atMs < lasts; atMs += step) {
    const watched = stations.map(({ place, ofHour, now, steps, baseline }): Watched => {
      const stray = episode.strays.has(`${place.id} ${atMs}`) ? 200 + luck.next() * 5_000 : 0
      const added = episode.danger(place, atMs) + episode.rain(place, atMs) + stray
      const mean = now + ofHour(336 + Math.floor(atMs / hour)) + spread * normal() + added
      steps.push({ atMs, min: mean, mean, max: mean, count: 1 })
      const rained = [0, 1, 2].some((ago) => episode.rain(place, atMs - ago * hour) > 0.5)
      return {
        ...{ id: place.id, at: place.at, quantity: 'gamma-dose-rate', baseline, threshold: null },
        ...{ steps: [...steps], stepMs: step },
        rainMmPerHour: episode.isRainKnown ? (rained ? 1 : 0) : null,
      }
    })
    say(judge(watched, atMs + step), atMs)
  }
}

export interface Outcome {
  readonly kind: EpisodeKind
  readonly height: number
  /** Minutes from when the danger adds 20 nSv/h anywhere to the alarm at a station it touches; null: none in the night. */
  readonly foundAfterMinutes: number | null
  /** Whether a touched station was told at all as other than usual: what is not alarmed at is still shown. */
  readonly shown: 'shown' | 'unseen'
  /** Stations that alarmed though no danger touched them. */
  readonly falseAlarms: ReadonlySet<StationId>
  readonly stationDays: number
  /** Stray values, and of these those told as such. */
  readonly strays: number
  readonly straysTold: number
  /** Stations touched by rain alone that were told as anything but usual. */
  readonly raisedByRain: number
  /** Of these, told as natural, or as perhaps natural, and never as an alarm. */
  readonly recognised: number
}

/** What was said of a night beside what was put into it. */
export function outcomeOf(episode: Episode, seed: string, noise: ReturnType<typeof deviations>): Outcome {
  const byId = new Map(episode.places.map((place) => [place.id, place]))
  const [falseAlarms, natural, raised] = [new Set<StationId>(), new Set<StationId>(), new Set<StationId>()]
  let foundAt: number | undefined
  let straysTold = 0
  let shown: Outcome['shown'] = 'unseen'
  play(episode, seed, noise, (judged, atMs) => {
    for (const { station, verdict } of judged) {
      const place = byId.get(station)!
      // What was touched within the last hour may still be told.
      const touched = [0, 1, 2, 3, 4, 5, 6].some((ago) => episode.danger(place, atMs - ago * step) >= 10)
      if (touched && verdict !== 'usual' && verdict !== 'no-value') shown = 'shown'
      if (verdict === 'alarm' && !touched) falseAlarms.add(station)
      if (verdict === 'alarm' && touched) foundAt ??= atMs + step
      if (verdict.startsWith('natural')) natural.add(station)
      if (!touched && episode.rain(place, atMs) > 0 && verdict !== 'usual') raised.add(station)
      if (verdict === 'outlier' && episode.strays.has(`${station} ${atMs}`)) straysTold++
    }
  })
  const { kind, height, reachesAtMs, strays, places } = episode
  return {
    ...{ kind, height, shown, falseAlarms, strays: strays.size, straysTold },
    foundAfterMinutes:
      foundAt === undefined || reachesAtMs === undefined ? null : (foundAt - reachesAtMs) / minute,
    stationDays: (places.length * lasts) / day,
    raisedByRain: raised.size,
    recognised: [...raised].filter((id) => natural.has(id) && !falseAlarms.has(id)).length,
  }
}
