/** How a channel proves that it delivers: what it tried, step by step, without anything the public could take for a warning. */
import type { Instant } from '#base'
import type { Target } from './channel.ts'

export interface ProofStep {
  readonly at: Instant
  /** Permanent: the code of the problem that stood in the way, or a name of its own: `quiet-test-passed`. */
  readonly code: string
  /** One sentence in English. */
  readonly says: string
  /** `unknown` is no proof: it was left alone, or nothing is known of what became of it. */
  readonly outcome: 'passed' | 'failed' | 'unknown'
  /** Which of its targets it is about. */
  readonly target?: string
}

export interface Prover {
  /** What somebody must be allowed to do there, beside testing channels at all. */
  readonly needs: string
  /** Everything that can be tried, with where it is. */
  targets(): readonly Target[]
  /** Tries these, at most so many at once as the channel bears, and says what came of each. */
  prove(targets: readonly string[], signal: AbortSignal): Promise<readonly ProofStep[]>
}

/** Only where everything that was tried passed, and something was. */
export function isProven(steps: readonly ProofStep[]): 'yes' | 'no' {
  return steps.length > 0 && steps.every(({ outcome }) => outcome === 'passed') ? 'yes' : 'no'
}
