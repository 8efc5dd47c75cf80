/** How much of the past a chart shows, and in which steps: as fine as can be seen, and never more than the server gives at once. Pure. */

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000]

export const periods = ['6h', '24h', '7d', '30d'] as const
export type Period = (typeof periods)[number]
export type StepName = 'reading' | '10min' | 'hour' | 'day'

export const lengthOf: { readonly [period in Period]: number } = {
  '6h': 6 * hour,
  '24h': day,
  '7d': 7 * day,
  '30d': 30 * day,
}
export const stepLength: { readonly [step in StepName]: number } = {
  reading: 0,
  '10min': 10 * minute,
  hour,
  day,
}

/** Single readings while they can be told apart on the screen. */
const mostReadings = 800

export function stepOf(period: Period, everySeconds: number): StepName {
  const readings = lengthOf[period] / (everySeconds * 1_000)
  if (period === '6h') return readings <= mostReadings ? 'reading' : '10min'
  return period === '24h' ? (readings <= 300 ? 'reading' : '10min') : 'hour'
}

/** How far apart values stand when none is missing. */
export function spacingOf(step: StepName, everySeconds: number): number {
  return Math.max(stepLength[step], everySeconds * 1_000)
}

export interface Window {
  readonly fromMs: number
  readonly untilMs: number
}

/** `back`: how many times it was gone back by half of the period. What is now ends at the full minute. */
export function windowOf(period: Period, nowMs: number, back: number): Window {
  const length = lengthOf[period]
  const untilMs = Math.ceil(nowMs / minute) * minute - (back * length) / 2
  return { fromMs: untilMs - length, untilMs }
}
