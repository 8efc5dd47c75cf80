/** Who is called when about what waits for a second person. Pure: what waits, which steps were taken, the policy's times. */
import { minute, plus, type ActorId, type Instant } from '#base'
import type { EscalationTimes } from './policy.ts'
import type { Waiting } from './waiting.ts'

/** `on-duty`: those on duty who may; `everybody`: all who may; `administrators`: also those who run the place, and the officers. */
export const escalationSteps = ['on-duty', 'everybody', 'administrators'] as const
export type EscalationStep = (typeof escalationSteps)[number]

export interface StepTaken {
  readonly step: EscalationStep
  readonly at: Instant
  /** Whom it adds to those of the steps before. */
  readonly called: readonly ActorId[]
}

export interface StepDue {
  readonly step: EscalationStep
  readonly at: Instant
}

/**
 * The next step, and when it is due; undefined after the last. Where a step finds nobody to call the next one comes at
 * once: to wait for nobody helps nobody. What was done in an emergency is told once and then waits for its review,
 * which may take until the morning.
 */
export function nextStep(
  { kind, since }: Pick<Waiting, 'kind' | 'since'>,
  taken: readonly StepTaken[],
  times: EscalationTimes,
): StepDue | undefined {
  const last = taken.at(-1)
  const step = escalationSteps[taken.length]
  if (step === undefined) return undefined
  if (last === undefined) return { step, at: since }
  if (taken.every(({ called }) => called.length === 0)) return { step, at: last.at }
  if (kind === 'emergency') return undefined
  const wait = step === 'everybody' ? times.everybodyAfterMinutes : times.administratorsAfterMinutes
  return { step, at: plus(since, wait * minute) }
}

/** What is not urgent: who may do what can be decided tomorrow, a warning can't. */
export const proposalTimes: EscalationTimes = {
  everybodyAfterMinutes: 60,
  administratorsAfterMinutes: 8 * 60,
}
