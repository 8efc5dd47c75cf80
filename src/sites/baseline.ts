/** What is usual at a station, by its own past: the median, and how far values stray from it, so that one spike shifts nothing. */
import type { Quantity } from './quantity.ts'

export interface Baseline {
  readonly median: number
  /** A standard deviation’s worth of the median absolute deviation, never less than the instrument’s own noise. */
  readonly spread: number
}

/** Of a normal distribution the standard deviation is so many median absolute deviations. */
const deviationsPerMad = 1.4826
/** A day of hours: with less nobody knows what is usual. */
const fewestValues = 24

/** Below it values differ by themselves: counting noise, waves, drift of a cell. The share is of the median. */
const noise: { readonly [Kind in Quantity]: { readonly least: number; readonly share: number } } = {
  'gamma-dose-rate': { least: 2, share: 0.02 },
  'water-level': { least: 0.03, share: 0 },
  discharge: { least: 0.5, share: 0.03 },
  'gas-concentration': { least: 0.5, share: 0.05 },
  rain: { least: 1, share: 0 },
}

/** From means of the past in the steps that are judged (an hour’s stray less than ten minutes’); null where they are too few. */
export function baselineOf(means: readonly number[], quantity: Quantity): Baseline | null {
  if (means.length < fewestValues) return null
  const median = medianOf(means)
  const mad = medianOf(means.map((value) => Math.abs(value - median)))
  const { least, share } = noise[quantity]
  return { median, spread: Math.max(mad * deviationsPerMad, least, Math.abs(median) * share) }
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
