/** What a row of measurements says of growth: a line through them, and how far it could be from the true one. Pure. */

export interface Measured {
  /** What had been fed by then. */
  readonly updates: number
  readonly bytes: number
}

export interface Growth {
  /** Bytes that each update adds, by least squares. */
  readonly perUpdate: number
  /** Two standard errors of it: it is off by more only once in twenty times. */
  readonly give: number
  /** The mean of what was measured. */
  readonly bytes: number
}

/** Throws for fewer than four measurements: a line through three says nothing of how sure it is. */
export function growthOf(measured: readonly Measured[]): Growth {
  if (measured.length < 4) throw new Error(`${measured.length} measurements are too few for a line`)
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [updates, bytes] = [mean(measured.map((one) => one.updates)), mean(measured.map((one) => one.bytes))]
  const sum = (of: (one: Measured) => number) => measured.reduce((total, one) => total + of(one), 0)
  const spread = sum((one) => (one.updates - updates) ** 2)
  const perUpdate = sum((one) => (one.updates - updates) * (one.bytes - bytes)) / spread
  const off = sum((one) => (one.bytes - bytes - perUpdate * (one.updates - updates)) ** 2)
  return { perUpdate, give: 2 * Math.sqrt(off / (measured.length - 2) / spread), bytes }
}

/** What is measured once it is warm: before, the browser still compiles and the picture still fills. */
export function secondHalf<Item>(measured: readonly Item[]): readonly Item[] {
  return measured.slice(Math.floor(measured.length / 2))
}

/** A busy night: a change every six seconds, all through a shift. */
export const updatesAMinute = 10
export const updatesOfAShift = 8 * 60 * updatesAMinute
/** Of what is held: as much may a whole shift add. */
export const mostOfAShift = 0.1

/**
 * `grows`: more than a tenth in a shift. `unsure`: it might, as far as so few measurements can tell; that is no better,
 * since a soak that cannot see a leak proves nothing.
 */
export function verdictOn({ perUpdate, give, bytes }: Growth): 'level' | 'grows' | 'unsure' {
  const most = (mostOfAShift * bytes) / updatesOfAShift
  if (perUpdate + give <= most) return 'level'
  return perUpdate > most ? 'grows' : 'unsure'
}
