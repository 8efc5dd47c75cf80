/** How fast a rise goes down again, by a straight line through the logarithms: radon’s daughters halve in about half an hour. */
import { hour, minute } from '#base'

export interface Excess {
  readonly atMs: number
  /** Over what is usual. */
  readonly value: number
}

export interface Decay {
  readonly halfLifeMinutes: number
  readonly isOfRadon: boolean
}

/**
 * Lead-214 (26.9 min) and bismuth-214 (19.7 min) in a row halve in 30 to 40 minutes; wind, new rain and ten-minute means
 * spread what is seen. ICRP Publication 107, Nuclear decay data.
 */
const radon = { leastMinutes: 15, mostMinutes: 65 }

/** From the peak on; null where it can't be said yet: under three steps, or two that are an hour apart. */
export function decayOf(fromPeak: readonly Excess[]): Decay | null {
  const points = fromPeak.filter(({ value }) => value > 0)
  const [first, last] = [points[0], points.at(-1)]
  if (first === undefined || last === undefined) return null
  const isLong = last.atMs - first.atMs >= hour
  if (points.length < (isLong ? 2 : 4)) return null
  const mean = (of: (one: Excess) => number) => points.reduce((sum, one) => sum + of(one), 0) / points.length
  const minutes = ({ atMs }: Excess) => (atMs - first.atMs) / minute
  const [meanTime, meanLog] = [mean(minutes), mean(({ value }) => Math.log2(value))]
  const slope =
    mean((one) => (minutes(one) - meanTime) * (Math.log2(one.value) - meanLog)) /
    mean((one) => (minutes(one) - meanTime) ** 2)
  if (!(slope < 0)) return { halfLifeMinutes: Infinity, isOfRadon: false }
  const halfLifeMinutes = -1 / slope
  return {
    halfLifeMinutes,
    isOfRadon: halfLifeMinutes >= radon.leastMinutes && halfLifeMinutes <= radon.mostMinutes,
  }
}
