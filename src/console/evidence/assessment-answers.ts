/** What an assessment answers, as far as its screen shows it. */

export interface Estimate {
  readonly low: number
  readonly likely: number
  readonly high: number
}
export interface Hypothesis {
  readonly id: string
  readonly text: { readonly [language: string]: string }
}
export const warnings = [
  'no-evidence',
  'one-family',
  'nothing-against',
  'all-faded',
  'held-at-bound',
  'wide-range',
  'no-rivals',
] as const
export type Warning = (typeof warnings)[number]
export interface AssessmentLine {
  readonly id: string
  readonly state: 'open' | 'closed'
  readonly version: number
  readonly changedAt: string
  readonly hypothesis: Hypothesis
  readonly horizonDays: number | null
  readonly probability: Estimate
  readonly step: string | null
  readonly proposal: {
    readonly to: string | null
    readonly direction: 'raise' | 'lower'
    readonly threshold: number
  } | null
}
export interface QuoteIn {
  readonly document: string | null
  readonly text: string
  readonly start: number
  readonly end: number
}
/** A piece that was found in a text, before a person has weighed it. */
export interface PieceBegun {
  readonly sign: string
  readonly side: 'for' | 'against'
  readonly says: string
  readonly quotes: readonly QuoteIn[]
  readonly family: string
  readonly since: string
}
export interface EvidencePiece {
  readonly id: string
  readonly sign: string
  readonly says: string
  readonly side: 'for' | 'against' | 'neither'
  readonly ratio: Estimate
  readonly quotes: readonly QuoteIn[]
  readonly halfLifeDays: number | null
  readonly since: string
  readonly family: string | null
  readonly standing: 'counts' | 'withdrawn'
}
export type SumLine =
  | { readonly line: 'prior'; readonly probability: Estimate; readonly odds: Estimate }
  | {
      readonly line: 'times'
      readonly evidence: string
      readonly ratio: Estimate
      readonly ageDays: number
      readonly halfLifeDays: number | null
      readonly decay: number
      readonly factor: Estimate
      readonly odds: Estimate
    }
  | { readonly line: 'posterior'; readonly odds: Estimate; readonly probability: Estimate }
export const consistencies = [
  'very-consistent',
  'consistent',
  'neutral',
  'inconsistent',
  'very-inconsistent',
  'not-applicable',
] as const
export type Consistency = (typeof consistencies)[number]
export type LeftOut = 'copy' | 'dependent' | 'not-yet' | 'withdrawn'
export interface AssessmentWhole extends AssessmentLine {
  readonly rivals: readonly Hypothesis[]
  readonly prior: Estimate
  readonly priorWhy: string
  readonly steps: readonly WatchStep[]
  readonly evidence: readonly EvidencePiece[]
  readonly sum: readonly SumLine[]
  readonly leftOut: readonly { readonly evidence: string; readonly because: LeftOut }[]
  readonly warnings: readonly Warning[]
  readonly matrix: {
    readonly rows: readonly {
      readonly evidence: string
      readonly cells: readonly {
        readonly hypothesis: string
        readonly consistency: Consistency | null
        readonly from: 'judged' | 'by-weight' | 'nobody'
      }[]
      readonly diagnosticity: number
      readonly without: 'another-first' | 'another-order' | 'same-order'
    }[]
    readonly ranking: readonly {
      readonly hypothesis: string
      readonly inconsistency: number
      readonly rank: number | null
    }[]
  }
}
export interface WatchStep {
  readonly id: string
  readonly raiseAt: number
  readonly lowerAt: number
}
export interface TrendPoint {
  readonly at: string
  readonly probability: Estimate
}
export interface Trend {
  readonly points: readonly TrendPoint[]
  readonly steps: readonly WatchStep[]
}
export interface Weight {
  readonly sign: string
  readonly ratio: Estimate
  readonly halfLifeDays: number | null
}

/** A text of it that was kept for good. */
export interface Writing {
  readonly id: string
  readonly version: number
  readonly writtenAt: string
  readonly name: string | null
  readonly written: { readonly likelihood: { readonly words: string }; readonly text: string }
}
export interface AssessmentChange {
  readonly version: number
  readonly at: string
  readonly name: string | null
  readonly what: string
  readonly why: string | null
}
/** The signs in a document. */
export interface SignsRead {
  readonly timing: 'before' | 'after' | null
  readonly argues: 'yes' | 'no' | null
  readonly actor: string | null
  readonly target: string | null
  readonly horizon: string | null
  readonly family: string
  readonly indicators: readonly {
    readonly type: string
    readonly sign: '+' | '-'
    readonly quote: { readonly text: string; readonly start: number; readonly end: number }
  }[]
  readonly doubts: readonly {
    readonly code: string
    readonly message: string
    readonly quotes: readonly { readonly text: string }[]
  }[]
}
