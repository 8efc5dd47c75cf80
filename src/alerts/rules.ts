/** What deciding goes by, and how a decision is written: what the parts of the lifecycle share. */
import { ok, refuse, type Result } from '#base'
import type { Alert, FrozenArea } from './alert.ts'
import type { Contains } from './change.ts'
import type { AlertCommand } from './command.ts'
import type { AlertFact } from './facts.ts'
import type { Policy } from './policy.ts'
import type { AlertProblemCode } from './problems.ts'

export interface Rules {
  readonly policy: Policy
  readonly contains: Contains
  /** Which of these areas the map no longer has as they were frozen. Left out, the map is taken not to change. */
  readonly movedOf?: (areas: readonly FrozenArea[]) => readonly FrozenArea[]
}

export type Decision = Result<readonly AlertFact[], AlertProblemCode>
export type Of<Type extends AlertCommand['type']> = Extract<AlertCommand, { type: Type }>

export function notInForce(alert: Alert): Decision {
  return refuse('alerts/not-in-force', {
    state: alert.status === 'ended' ? `ended (${alert.how})` : alert.status,
  })
}

export type WithoutHead = { [F in AlertFact as F['type']]: Pick<F, 'type' | 'data'> }[AlertFact['type']]

export function one(alert: Alert, command: AlertCommand, fact: WithoutHead): Decision {
  if (alert.status === 'none') return refuse('alerts/unknown')
  return ok([{ ...fact, at: command.at, by: command.by, mode: alert.mode } as AlertFact])
}
