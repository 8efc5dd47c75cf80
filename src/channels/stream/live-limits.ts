/** How much a stream process takes on, and what it tells of its work. */

export interface LiveLimits {
  /** Streams held at once; more are answered 503. A process may open only so many files. */
  readonly connections: number
  /**
   * Streams held at once for one address, so that no single one can keep everybody else out. Half of all: behind the
   * address of a carrier there may stand a town.
   */
  readonly connectionsOfOne: number
  /** Bytes that may wait for one reader, beside what it was given to begin with. */
  readonly pendingBytes: number
  /** How long bytes may wait for a reader, milliseconds. */
  readonly stalledFor: number
  /** Between two signs of life, milliseconds. */
  readonly pingEvery: number
  /** A reader further behind than this many facts begins anew with the board. */
  readonly longestCatchUp: number
}

export const usualLimits: LiveLimits = {
  connections: 18_500,
  connectionsOfOne: 9_250,
  pendingBytes: 64 * 1024,
  stalledFor: 30_000,
  pingEvery: 15_000,
  longestCatchUp: 10_000,
}

export interface LiveCounts {
  readonly connections: number
  readonly groups: number
  readonly deliveries: number
  readonly opened: number
  readonly resumed: number
  readonly droppedSlow: number
  readonly refusedFull: number
}
