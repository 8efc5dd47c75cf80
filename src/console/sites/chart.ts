/** A station’s measured values as lines on a chart: what is missing is left out and named, never bridged. Pure. */

/** One reading, or what several of one step come to. */
export interface Measured {
  readonly atMs: number
  readonly min: number
  readonly mean: number
  readonly max: number
  readonly count: number
}

/** Values that follow one another without a gap. */
export type Run = readonly Measured[]

export interface Scale {
  readonly low: number
  readonly high: number
  /** Round numbers between the two, both included. */
  readonly ticks: readonly number[]
}

/** A little late is no gap, a missing value is. */
const late = 1.5

/** `spacingMs`: how far apart values stand when none is missing. */
export function runsOf(points: readonly Measured[], spacingMs: number): readonly Run[] {
  const runs: Measured[][] = []
  let last: Measured | undefined
  for (const point of points) {
    if (last === undefined || point.atMs - last.atMs > late * spacingMs) runs.push([point])
    else runs.at(-1)!.push(point)
    last = point
  }
  return runs
}

/**
 * From below the smallest to over the largest of all values. A line such as a threshold is taken in while the values are
 * not squeezed by it to less than a quarter; one that isn’t is told beside the chart.
 */
export function scaleOf(points: readonly Measured[], lines: readonly number[] = []): Scale {
  let [low, high] = [Infinity, -Infinity]
  for (const { min, max } of points) {
    if (min < low) low = min
    if (max > high) high = max
  }
  if (low > high) [low, high] = [Math.min(0, ...lines), Math.max(1, ...lines)]
  const top = Math.max(Math.abs(low), Math.abs(high), 1e-9)
  for (const line of lines) {
    if (line > high && line <= 4 * top) high = line
    if (line < low && line >= low - 3 * top) low = line
  }
  // From nothing, where nothing is near: half of the height for what is usual deceives nobody.
  if (low > 0 && low < 0.6 * high) low = 0
  if (high - low < 1e-9 * top || high === low) [low, high] = [low - top / 10, high + top / 10]
  const step = roundStep((high - low) / 4)
  const first = Math.floor(low / step + 1e-9)
  const last = Math.ceil(high / step - 1e-9)
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => cleaned((first + i) * step))
  return { low: ticks[0]!, high: ticks.at(-1)!, ticks }
}

export function united(scales: readonly Scale[]): Scale | undefined {
  if (scales.length === 0) return undefined
  const [low, high] = [Math.min(...scales.map((one) => one.low)), Math.max(...scales.map((one) => one.high))]
  return scaleOf([{ atMs: 0, min: low, mean: low, max: high, count: 1 }])
}

/** 1, 2 or 5 times a power of ten. */
function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough))
  const part = rough / power
  return (part <= 1 ? 1 : part <= 2 ? 2 : part <= 5 ? 5 : 10) * power
}

/** Without the dust of binary fractions. */
function cleaned(value: number): number {
  return Number(value.toPrecision(12))
}

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000]
const timeSteps = [
  10 * minute,
  30 * minute,
  hour,
  2 * hour,
  4 * hour,
  6 * hour,
  12 * hour,
  day,
  2 * day,
  5 * day,
]

/** Moments on the full hour or day of the place, at most `most` of them. `offsetAt`: milliseconds its clock is ahead of UTC. */
export function timeTicks(
  fromMs: number,
  untilMs: number,
  most: number,
  offsetAt: (atMs: number) => number,
): readonly number[] {
  const step = timeSteps.find((one) => (untilMs - fromMs) / one <= most) ?? 10 * day
  const ticks: number[] = []
  const localFrom = fromMs + offsetAt(fromMs)
  for (let local = Math.ceil(localFrom / step) * step; ; local += step) {
    // A clock that is put forward or back meanwhile has another offset there.
    const at = local - offsetAt(local - offsetAt(fromMs))
    if (at > untilMs) return ticks
    if (at >= fromMs && at !== ticks.at(-1)) ticks.push(at)
  }
}

export interface Frame {
  readonly fromMs: number
  readonly untilMs: number
  readonly scale: Pick<Scale, 'low' | 'high'>
  /** Pixels. */
  readonly width: number
  readonly height: number
}

export function xOf({ fromMs, untilMs, width }: Frame, atMs: number): number {
  return ((atMs - fromMs) / Math.max(1, untilMs - fromMs)) * width
}

export function yOf({ scale: { low, high }, height }: Frame, value: number): number {
  return height - ((value - low) / (high - low)) * height
}

/** Where a stretch of time lies, as far as it is in sight; never too narrow to be seen. */
export function spanIn(
  frame: Frame,
  { fromMs, untilMs }: { readonly fromMs: number; readonly untilMs: number },
) {
  const inside = (atMs: number) => Math.min(frame.width, Math.max(0, xOf(frame, atMs)))
  const x = inside(fromMs)
  return { x, width: Math.max(2, inside(untilMs) - x) }
}

/** An SVG path through the means. A value that stands alone is a dash as long as it speaks for: it would not be seen otherwise. */
export function linePath(frame: Frame, run: Run, spacingMs: number): string {
  const [first] = run
  if (first === undefined) return ''
  if (run.length === 1) {
    const half = Math.max(2, xOf(frame, frame.fromMs + spacingMs) / 2)
    const [x, y] = [xOf(frame, first.atMs), yOf(frame, first.mean)]
    return `M${r(x - half)} ${r(y)}H${r(x + half)}`
  }
  return `M${run.map(({ atMs, mean }) => `${r(xOf(frame, atMs))} ${r(yOf(frame, mean))}`).join('L')}`
}

/** From the smallest to the largest of each step; empty for single readings, which have but one value. */
export function bandPath(frame: Frame, run: Run, spacingMs: number): string {
  if (run.every(({ min, max }) => min === max)) return ''
  const half = run.length === 1 ? Math.max(2, xOf(frame, frame.fromMs + spacingMs) / 2) : 0
  const edge = (of: (one: Measured) => number) =>
    run.flatMap((one) => {
      const [x, y] = [xOf(frame, one.atMs), r(yOf(frame, of(one)))]
      return half === 0 ? [`${r(x)} ${y}`] : [`${r(x - half)} ${y}`, `${r(x + half)} ${y}`]
    })
  return `M${[...edge(({ max }) => max), ...edge(({ min }) => min).toReversed()].join('L')}Z`
}

/** The value nearest to a moment; undefined where there is none within the gap’s own reach. */
export function nearestTo(runs: readonly Run[], atMs: number, reachMs: number): Measured | undefined {
  let best: Measured | undefined
  for (const run of runs)
    for (const one of run)
      if (best === undefined || Math.abs(one.atMs - atMs) < Math.abs(best.atMs - atMs)) best = one
  return best !== undefined && Math.abs(best.atMs - atMs) <= reachMs ? best : undefined
}

function r(pixels: number): number {
  return Math.round(pixels * 10) / 10
}
