/** Probability in calibrated words: the degrees of likelihood of ICD 203 (Analytic Standards, 2015, §6.e.2.a), first row of its table. */
import type { Estimate } from './assessment.ts'

/** In per cent; each begins where the one before ends, and holds its lower end. */
export const likelihoods = [
  { code: 'almost-no-chance', from: 1, to: 5 },
  { code: 'very-unlikely', from: 5, to: 20 },
  { code: 'unlikely', from: 20, to: 45 },
  { code: 'roughly-even-chance', from: 45, to: 55 },
  { code: 'likely', from: 55, to: 80 },
  { code: 'very-likely', from: 80, to: 95 },
  { code: 'almost-certain', from: 95, to: 99 },
] as const
export type LikelihoodCode = (typeof likelihoods)[number]['code']

export interface Likelihood {
  readonly code: LikelihoodCode
  readonly from: number
  readonly to: number
}

/** Expects a probability from 0 to 1; below and above the scale it gives its ends. */
export function likelihoodOf(probability: number): Likelihood {
  return likelihoods.findLast(({ from }) => probability * 100 >= from) ?? likelihoods[0]
}

/** The words for its low, its likely and its high end. */
export function likelihoodsOf({ low, likely, high }: Estimate) {
  return { low: likelihoodOf(low), likely: likelihoodOf(likely), high: likelihoodOf(high) }
}
