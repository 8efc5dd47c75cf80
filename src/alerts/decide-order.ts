/** From an officer's order to the facts that follow, or its refusal: the one way, for what is done and for what is only previewed. */
import { ok, type Mode, type Result } from '#base'
import type { Alert } from './alert.ts'
import { compose } from './compose.ts'
import { movedOn } from './content.ts'
import type { AlertFact } from './facts.ts'
import { decide } from './lifecycle.ts'
import type { DueOrder, Order } from './order.ts'
import type { Policy } from './policy.ts'
import type { Rules } from './rules.ts'
import type { Asked, Surroundings } from './surroundings.ts'

export interface Decided {
  /** None where nothing is left to do. */
  readonly facts: readonly AlertFact[]
  /** What it was decided by. */
  readonly rules: Rules
}

export function decideOrder(
  alert: Alert,
  order: Order | DueOrder,
  asked: Asked,
  around: Surroundings & { readonly policy: (mode: Mode) => Policy },
): Result<Decided> {
  const command = compose(alert, order, asked, around)
  if (!command.ok) return command
  const mode =
    order.type === 'draft' || order.type === 'relay'
      ? order.mode
      : alert.status === 'none'
        ? 'test'
        : alert.mode
  const { contains } = around.hierarchy
  const movedOf = movedOn(around.hierarchy, around.hashOfShape)
  const rules = { policy: around.policy(mode), contains, movedOf }
  const decided = decide(alert, command.value, rules)
  return decided.ok ? ok({ facts: decided.value, rules }) : decided
}
