/** How long it takes to walk somewhere when nobody knows the way: a sober estimate, rounded up. Say “about” before it. */

/**
 * How much longer the way is than the straight line. Measured averages are lower: about 1.2 in towns (Newell 1980), 1.21 to
 * 1.23 around stations (O’Sullivan and Morrall 1996). In a grid of streets it is 1.41 at most, √2. So that few ways are
 * longer than what is said, it is the grid’s worst. A river or a railway line may still make it longer.
 */
export const detourFactor = Math.SQRT2

/**
 * Metres a second. `usual` is what crossings are timed for in many countries. `slower` is about what women over 65 walked
 * on average in England (Asher et al. 2012, Age and Ageing 41:376: 0.8 m/s; men 0.9), so about right for the old, for small
 * children, and for whoever carries something.
 */
export const walkingMetresPerSecond = { usual: 1.2, slower: 0.8 } as const
export type Pace = keyof typeof walkingMetresPerSecond

/** Whole minutes, never less than one. `metres` in a straight line. */
export function walkingMinutes(metres: number, pace: Pace): number {
  return Math.max(1, Math.ceil((metres * detourFactor) / walkingMetresPerSecond[pace] / 60))
}

/** How far away, in a straight line, what is reached in so many minutes lies at most. */
export function metresWithin(minutes: number, pace: Pace): number {
  return (minutes * 60 * walkingMetresPerSecond[pace]) / detourFactor
}
