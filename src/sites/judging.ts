/**
 * Whether what stations measure is usual, one stray value, a natural bump of radon and rain, or an alarm: never an alarm by
 * one value of one station. What is taken for natural is said to be, and shown with its height; nothing is hidden.
 */
import { kilometresBetween, type LonLat } from '#areas'
import { hour, minute } from '#base'
import type { Baseline } from './baseline.ts'
import type { Rollup } from './block.ts'
import { decayOf, type Excess } from './decay.ts'
import type { Quantity } from './quantity.ts'
import type { StationId } from './site.ts'

/** A station's last hours. */
export interface Watched {
  readonly id: StationId
  readonly at: LonLat
  readonly quantity: Quantity
  /** Null where its past is too short: only its threshold speaks then. */
  readonly baseline: Baseline | null
  readonly threshold: number | null
  /** Steps of `stepMs`, in the order of time, at least the last six hours; maintenance and suspect values left out. */
  readonly steps: readonly Rollup[]
  readonly stepMs: number
  /** Millimetres an hour over the last hours, where known; null where nobody measures it. */
  readonly rainMmPerHour: number | null
}

export type Verdict = 'no-value' | 'usual' | 'outlier' | 'natural' | 'natural-so-far' | 'alarm'
export type Ground = 'duration' | 'neighbours'

export interface Judgement {
  readonly station: StationId
  readonly verdict: Verdict
  /** In the quantity’s unit, over the median; null where nothing is known of its past or present. */
  readonly excess: number | null
  /** When it began to be raised. */
  readonly sinceMs: number | null
  /** Raised ones nearby, itself left out. */
  readonly neighbours: readonly StationId[]
  readonly grounds: readonly Ground[]
}

/** So many spreads over the median, and at least so much, is raised: six of a normal noise come once in a billion. */
const raisedSpreads = 6
const leastRise: { readonly [Kind in Quantity]: number } = {
  'gamma-dose-rate': 20,
  'water-level': 0.2,
  discharge: 5,
  'gas-concentration': 5,
  // It explains what others measure, and is no danger by itself.
  rain: Infinity,
}
/** Neighbours see the same cloud or flood; further away they don't. */
const neighbourKm = 30
/** A raised value lasts so long before it alone is an alarm. */
export const lastsFor = 30 * minute
/** A newest step older than so many steps says nothing of now. */
const freshSteps = 3
/** Radon washed out by rain adds tens of nSv/h, seldom a hundred; what adds more is not taken for it. */
export const naturalAtMost = 100
/** It is up within an hour or two, and its daughters’ half-life brings it down as fast as it came. */
const naturalRise = 2.5 * hour
/** After its peak it is waited for so long that it begins to fall. */
const naturalWait = 1 * hour
/** Where nobody measures rain one or two that rise moderately are waited for so long, for others or for the fall. */
const naturalAlone = 50 * minute
/** A rain that goes on feeds it; no longer than this is believed. */
const naturalRain = 12 * hour

interface Raised {
  readonly watched: Watched
  readonly run: readonly Excess[]
  readonly peak: Excess
}

/** Judges station by station, so that thousands can be judged with pauses between; first all are considered, then judged. */
export interface Judging {
  consider(watched: Watched): void
  judge(watched: Watched): Judgement
}

export function judge(stations: readonly Watched[], nowMs: number): readonly Judgement[] {
  const judging = openJudging(nowMs)
  for (const watched of stations) judging.consider(watched)
  return stations.map((watched) => judging.judge(watched))
}

export function openJudging(nowMs: number): Judging {
  const raised = new Map<StationId, Raised>()
  return {
    consider(watched) {
      const run = raisedRun(watched, nowMs)
      if (run.length > 0)
        raised.set(watched.id, { watched, run, peak: run.reduce((a, b) => (b.value > a.value ? b : a)) })
    },
    judge(watched) {
      const last = watched.steps.at(-1)
      const isFresh = last !== undefined && nowMs - last.atMs <= (freshSteps + 1) * watched.stepMs
      const excess = watched.baseline === null || !isFresh ? null : last.mean - watched.baseline.median
      const own = raised.get(watched.id)
      const base = { station: watched.id, excess, sinceMs: null, neighbours: [], grounds: [] }
      if (!isFresh) return { ...base, verdict: 'no-value' }
      if (own === undefined) return { ...base, verdict: fallen(watched) ? 'natural' : 'usual' }
      const near: Raised[] = []
      for (const other of raised.values())
        if (
          other !== own &&
          other.watched.quantity === watched.quantity &&
          areNeighbours(other.watched.at, watched.at)
        )
          near.push(other)
      const lasts = watched.stepMs + own.run.at(-1)!.atMs - own.run[0]!.atMs
      const grounds: Ground[] = []
      if (own.run.length > 1 && lasts >= lastsFor) grounds.push('duration')
      if (near.length > 0) grounds.push('neighbours')
      const told = {
        ...base,
        sinceMs: own.run[0]!.atMs,
        neighbours: near.map((other) => other.watched.id),
        grounds,
      }
      if (grounds.length === 0) return { ...told, verdict: 'outlier' }
      return { ...told, verdict: naturalOf(own, near, nowMs) ?? 'alarm' }
    },
  }
}

/** What is raised without a break up to the newest step; empty where the newest isn't. */
function raisedRun(
  { baseline, threshold, quantity, steps, stepMs }: Watched,
  nowMs: number,
): readonly Excess[] {
  const line = Math.min(
    baseline === null
      ? Infinity
      : baseline.median + Math.max(raisedSpreads * baseline.spread, leastRise[quantity]),
    threshold ?? Infinity,
  )
  const run: Excess[] = []
  let nextMs = nowMs
  for (let index = steps.length - 1; index >= 0; index--) {
    const step = steps[index]!
    if (nextMs - step.atMs > (freshSteps + 1) * stepMs || step.mean < line) break
    run.unshift({ atMs: step.atMs, value: step.mean - (baseline?.median ?? 0) })
    nextMs = step.atMs
  }
  return run
}

/** Kilometres in a degree of latitude, a little less than there are: a quick no, without a sine. */
const kmPerDegree = 110

/** Whether they see the same cloud, flood or rain. */
export function areNeighbours(a: LonLat, b: LonLat): boolean {
  return Math.abs(a.lat - b.lat) * kmPerDegree <= neighbourKm && kilometresBetween(a, b) <= neighbourKm
}

/** Whether a raised station and those near it have the shape of a natural bump, or may have it still; undefined where not. */
function naturalOf(
  own: Raised,
  near: readonly Raised[],
  nowMs: number,
): 'natural' | 'natural-so-far' | undefined {
  const { watched, run, peak } = own
  const { baseline, threshold } = watched
  if (watched.quantity !== 'gamma-dose-rate' || baseline === null) return undefined
  if (threshold !== null && run.some(({ value }) => value + baseline.median >= threshold)) return undefined
  // One that is high makes its neighbours’ moderate rise the edge of the same cloud.
  if ([own, ...near].some((one) => one.peak.value > naturalAtMost)) return undefined
  const rains = watched.rainMmPerHour
  if (rains === 0) return undefined
  const began = beginOf(watched, run[0]!.atMs)
  if (rains !== null && nowMs - began <= naturalRain) return 'natural-so-far'
  if (peak.atMs - began > naturalRise) return undefined
  const decay = decayOf(run.filter(({ atMs }) => atMs >= peak.atMs))
  if (decay !== null && decay.isOfRadon) return 'natural'
  // A shower begins at one or two stations. Without a word of rain that is believed only until it would have reached others.
  if (near.length < 2 && rains === null && nowMs - began > naturalAlone) return undefined
  return nowMs - peak.atMs <= naturalWait + watched.stepMs ? 'natural-so-far' : undefined
}

/** When it left what is usual: three spreads. */
function beginOf({ steps, baseline }: Watched, raisedMs: number): number {
  let began = raisedMs
  for (let index = steps.length - 1; index >= 0; index--) {
    const step = steps[index]!
    if (step.atMs >= raisedMs) continue
    if (step.mean - baseline!.median < 3 * baseline!.spread) break
    began = step.atMs
  }
  return began
}

/** A bump that has come down below the line within the last steps, by the half-life of radon’s daughters: still told. */
function fallen({ baseline, quantity, steps, stepMs }: Watched): boolean {
  if (quantity !== 'gamma-dose-rate' || baseline === null) return false
  const line = Math.max(raisedSpreads * baseline.spread, leastRise[quantity])
  const last = steps.at(-1)!.atMs
  const recent = steps
    .filter(({ atMs }) => last - atMs <= 3 * hour)
    .map(({ atMs, mean }): Excess => ({ atMs, value: mean - baseline.median }))
  const peak = recent.reduce((a, b) => (b.value > a.value ? b : a))
  if (peak.value < line || peak.value > naturalAtMost || last - peak.atMs < 2 * stepMs) return false
  const after = recent.filter(({ atMs, value }) => atMs >= peak.atMs && value > 2 * baseline.spread)
  return decayOf(after)?.isOfRadon === true
}
