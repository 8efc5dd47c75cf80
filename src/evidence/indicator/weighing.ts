/** Reckons how likely a hypothesis is at a moment: prior odds times each ratio that counts, faded by age, line by line as by hand. */
import { between, day, type Instant } from '#base'
import { bounds, type Assessment, type Estimate, type Evidence } from './assessment.ts'

/** A line of the sum; the odds after it are the odds before it times its factor, low, likely and high each for itself. */
export type SumLine =
  | { readonly line: 'prior'; readonly probability: Estimate; readonly odds: Estimate }
  | {
      readonly line: 'times'
      readonly evidence: string
      readonly ratio: Estimate
      readonly ageDays: number
      readonly halfLifeDays: number | null
      /** 0.5 ^ (age / half-life); 1 where it does not fade. */
      readonly decay: number
      /** ratio ^ decay */
      readonly factor: Estimate
      readonly odds: Estimate
    }
  | {
      readonly line: 'posterior'
      readonly odds: Estimate
      /** odds / (1 + odds), held within 0.01 and 0.99. */
      readonly probability: Estimate
      readonly held: 'at-bound' | 'as-reckoned'
    }

export interface LeftOut {
  readonly evidence: string
  readonly because: 'copy' | 'dependent' | 'not-yet' | 'withdrawn'
  /** The one that counts in its place. */
  readonly insteadOf: string | null
}

export const weighingWarnings = [
  'no-evidence',
  'one-family',
  'nothing-against',
  'all-faded',
  'held-at-bound',
  'wide-range',
  'no-rivals',
] as const
export type WeighingWarning = (typeof weighingWarnings)[number]

export interface Weighed {
  readonly at: Instant
  readonly probability: Estimate
  readonly sum: readonly SumLine[]
  readonly leftOut: readonly LeftOut[]
  readonly warnings: readonly WeighingWarning[]
}

/** Weight at a moment. */
interface Aged {
  readonly item: Evidence
  readonly ageDays: number
  readonly decay: number
  /** Size of the faded logarithm. */
  readonly strength: number
}

export function sideOf({ ratio }: Pick<Evidence, 'ratio'>): 'for' | 'against' | 'neither' {
  return ratio.likely > 1 ? 'for' : ratio.likely < 1 ? 'against' : 'neither'
}

/** What counts at that moment, the oldest first, and what does not and why. */
export function countedAt(
  evidence: readonly Evidence[],
  at: Instant,
): { readonly counted: readonly Aged[]; readonly leftOut: readonly LeftOut[] } {
  const leftOut: LeftOut[] = []
  const known: Aged[] = []
  for (const item of evidence) {
    if (item.standing === 'withdrawn')
      leftOut.push({ evidence: item.id, because: 'withdrawn', insteadOf: null })
    else if (item.since > at) leftOut.push({ evidence: item.id, because: 'not-yet', insteadOf: null })
    else known.push(aged(item, at))
  }
  known.sort(oldestFirst)
  // A copy is no news: the first of its family to say a thing says it, so that a reprint does not make an old thing fresh.
  const originals = oneOfEach(known, copiesOf, (a, b) => oldestFirst(a, b), 'copy', leftOut)
  const apart = oneOfEach(originals, ({ item }) => item.group, strongestFirst, 'dependent', leftOut)
  return { counted: apart, leftOut }
}

/** The same sign to the same side in one family; another sign in it is another piece of evidence. */
function copiesOf({ item }: Aged): string | null {
  return item.family === null ? null : JSON.stringify([item.family, item.sign, sideOf(item)])
}

function oneOfEach(
  all: readonly Aged[],
  keyOf: (one: Aged) => string | null,
  order: (a: Aged, b: Aged) => number,
  because: LeftOut['because'],
  leftOut: LeftOut[],
): Aged[] {
  const best = new Map<string, Aged>()
  for (const one of all) {
    const key = keyOf(one)
    if (key === null) continue
    const before = best.get(key)
    if (before === undefined || order(one, before) < 0) best.set(key, one)
  }
  return all.filter((one) => {
    const key = keyOf(one)
    const first = key === null ? one : best.get(key)!
    if (first !== one) leftOut.push({ evidence: one.item.id, because, insteadOf: first.item.id })
    return first === one
  })
}

function aged(item: Evidence, at: Instant): Aged {
  const ageDays = between(item.since, at) / day
  const decay = item.halfLifeDays === null ? 1 : 0.5 ** (ageDays / item.halfLifeDays)
  return { item, ageDays, decay, strength: Math.abs(Math.log(item.ratio.likely)) * decay }
}

function oldestFirst(a: Aged, b: Aged): number {
  if (a.item.since !== b.item.since) return a.item.since < b.item.since ? -1 : 1
  return strongestFirst(a, b)
}

function strongestFirst(a: Aged, b: Aged): number {
  return b.strength - a.strength || (a.item.id < b.item.id ? -1 : 1)
}

/** Expects estimates within `bounds`. Low takes every weight at its lowest at once, high at its highest: further out than either is likely. */
export function weigh(assessment: Pick<Assessment, 'prior' | 'evidence' | 'rivals'>, at: Instant): Weighed {
  const { counted, leftOut } = countedAt(assessment.evidence, at)
  let odds = each(assessment.prior, (probability) => probability / (1 - probability))
  const sum: SumLine[] = [{ line: 'prior', probability: assessment.prior, odds }]
  for (const { item, ageDays, decay } of counted) {
    const { ratio, halfLifeDays } = item
    const factor = each(ratio, (one) => one ** decay)
    odds = { low: odds.low * factor.low, likely: odds.likely * factor.likely, high: odds.high * factor.high }
    sum.push({ line: 'times', evidence: item.id, ratio, ageDays, halfLifeDays, decay, factor, odds })
  }
  const reckoned = each(odds, (one) => one / (1 + one))
  const { low, high } = bounds.posterior
  const probability = each(reckoned, (one) => Math.min(high, Math.max(low, one)))
  const held = probability.likely === reckoned.likely ? 'as-reckoned' : 'at-bound'
  sum.push({ line: 'posterior', odds, probability, held })
  return {
    at,
    probability,
    sum,
    leftOut,
    warnings: warningsOf(counted, { probability, held, ...assessment }),
  }
}

function warningsOf(
  counted: readonly Aged[],
  found: { readonly probability: Estimate; readonly held: string; readonly rivals: readonly unknown[] },
): WeighingWarning[] {
  const { probability, held, rivals } = found
  const families = new Set(counted.map(({ item }) => familyOf(item)))
  const warnings: (readonly [WeighingWarning, boolean])[] = [
    ['no-evidence', counted.length === 0],
    ['one-family', families.size === 1],
    ['nothing-against', counted.length > 0 && counted.every(({ item }) => sideOf(item) !== 'against')],
    ['all-faded', counted.length > 0 && counted.every(({ decay }) => decay < 0.25)],
    ['held-at-bound', held === 'at-bound'],
    ['wide-range', probability.high - probability.low > 0.5],
    ['no-rivals', rivals.length === 0],
  ]
  return warnings.flatMap(([warning, holds]) => (holds ? [warning] : []))
}

/** What no family is said of stands for its own document. */
export function familyOf({ family, quotes, id }: Evidence): string {
  return family ?? quotes[0]?.document ?? `only ${id}`
}

function each(estimate: Estimate, act: (one: number) => number): Estimate {
  return { low: act(estimate.low), likely: act(estimate.likely), high: act(estimate.high) }
}
