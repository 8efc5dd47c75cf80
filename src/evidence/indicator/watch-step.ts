/** Which step of a watch to propose to a person. It proposes and never sets: that is a person's. */
import type { Instant } from '#base'
import type { Assessment, WatchStep } from './assessment.ts'
import { trendOf } from './trend.ts'
import { weigh, type WeighingWarning } from './weighing.ts'

export interface WatchProposal {
  readonly from: string | null
  readonly to: string | null
  readonly direction: 'raise' | 'lower'
  readonly probability: number
  /** The threshold that was crossed. */
  readonly threshold: number
  /** What to think of before agreeing. */
  readonly warnings: readonly WeighingWarning[]
}

/**
 * The step for a probability, seen from the step that is set: up from a step's `raiseAt` on, down only below the `lowerAt` of
 * the one that is set. Between the two it stays, on whichever side it came from.
 */
export function stepFor(
  steps: readonly WatchStep[],
  set: string | null,
  probability: number,
): { readonly to: string | null; readonly threshold: number } | undefined {
  const now = steps.findIndex(({ id }) => id === set)
  const up = steps.findLastIndex(({ raiseAt }) => probability >= raiseAt)
  if (up > now) return { to: steps[up]!.id, threshold: steps[up]!.raiseAt }
  if (now < 0 || probability >= steps[now]!.lowerAt) return undefined
  const down = steps.slice(0, now).findLastIndex(({ lowerAt }) => probability >= lowerAt)
  return { to: steps[down]?.id ?? null, threshold: steps[now]!.lowerAt }
}

/** Undefined where nothing is to be proposed, or a person has refused it and nothing has changed since. */
export function watchProposal(assessment: Assessment, at: Instant): WatchProposal | undefined {
  const { steps, step } = assessment
  const { probability, warnings } = weigh(assessment, at)
  const found = stepFor(steps, step, probability.likely)
  if (found === undefined || isRefused(assessment, found.to, at)) return undefined
  const index = (id: string | null) => steps.findIndex((one) => one.id === id)
  const direction = index(found.to) > index(step) ? 'raise' : 'lower'
  return { from: step, ...found, direction, probability: probability.likely, warnings }
}

/** A refusal holds until the probability has once gone back over the step's other threshold. */
function isRefused(assessment: Assessment, to: string | null, at: Instant): boolean {
  const { steps, step, answers } = assessment
  const last = answers.findLast((one) => one.to === to)
  if (last?.answer !== 'refused') return false
  const set = steps.find(({ id }) => id === step)
  const wanted = steps.find(({ id }) => id === to)
  return trendOf(assessment, { from: last.at, to: at }).every(({ probability: { likely } }) => {
    const isRaise = steps.indexOf(wanted!) > steps.indexOf(set!)
    return isRaise ? likely >= wanted!.lowerAt : likely < set!.raiseAt
  })
}
