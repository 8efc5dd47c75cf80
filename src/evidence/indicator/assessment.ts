/** A hypothesis about what is to come, with its rivals and every piece of evidence: each weighed by a person, none counted twice. */
import type { AreaCode } from '#areas'
import type { InLanguages, Instant } from '#base'
import type { QuoteIn } from '../doubt/doubt.ts'
import type { SignType } from './indicator.ts'

/** What is thought likeliest, and between what bounds. */
export interface Estimate {
  readonly low: number
  readonly likely: number
  readonly high: number
}

/**
 * How well a piece of evidence goes with a hypothesis, were it true. After R. Heuer, Psychology of Intelligence Analysis (1999),
 * chapter 8; `not-applicable` says nothing of it, as `neutral` does, and is not meant to.
 */
export const consistencies = [
  'very-consistent',
  'consistent',
  'neutral',
  'inconsistent',
  'very-inconsistent',
  'not-applicable',
] as const
export type Consistency = (typeof consistencies)[number]

export interface Evidence {
  readonly id: string
  readonly sign: SignType | 'other'
  /** In a sentence of the analyst's. */
  readonly says: string
  /** How many times likelier it is to be seen if the hypothesis is true than if it is not: above 1 speaks for it, below 1 against. */
  readonly ratio: Estimate
  /** After so many days its weight (the logarithm of its ratio) is half; null: it does not fade. */
  readonly halfLifeDays: number | null
  /** Since when it is known or was seen. */
  readonly since: Instant
  readonly quotes: readonly QuoteIn[]
  /** Ids of claims it rests on. */
  readonly claims: readonly string[]
  /** Texts that go back to one source are a family of copies. */
  readonly family: string | null
  /** Evidence that would not come one without the other. */
  readonly group: string | null
  /** By hypothesis; one that is left out is not judged yet. */
  readonly consistency: { readonly [hypothesis: string]: Consistency }
  /** `withdrawn` stays to be read, and counts no more. */
  readonly standing: 'counts' | 'withdrawn'
}

export interface Hypothesis {
  readonly id: string
  readonly text: InLanguages<string>
}

/** A step of a watch: proposed from `raiseAt` on, and left again only below `lowerAt`, so that it does not flutter. */
export interface WatchStep {
  readonly id: string
  readonly raiseAt: number
  readonly lowerAt: number
}

export interface Assessment {
  readonly id: string
  /** The one that is reckoned. */
  readonly hypothesis: Hypothesis
  /** What else may explain the same evidence. */
  readonly rivals: readonly Hypothesis[]
  /** It is about so many days from whenever it is asked; null: no end is set. */
  readonly horizonDays: number | null
  /** How likely before any of this evidence, and what that rests on. */
  readonly prior: Estimate
  readonly priorWhy: string
  readonly evidence: readonly Evidence[]
  /** The lowest first. */
  readonly steps: readonly WatchStep[]
  /** Where people have set it; null: on no step. */
  readonly step: string | null
  readonly answers: readonly WatchAnswer[]
  /** Whom it is about; empty: everybody. */
  readonly areas: readonly AreaCode[]
}

/** What a person answered to a proposed step. */
export interface WatchAnswer {
  readonly to: string | null
  readonly answer: 'accepted' | 'refused'
  readonly at: Instant
}

/** Nobody knows that much, and no sum of guesses may say so. */
export const bounds = {
  ratio: { low: 1 / 20, high: 20 },
  prior: { low: 0.005, high: 0.95 },
  posterior: { low: 0.01, high: 0.99 },
} as const
