/** Composes what another sender said into an alert on this board: their words and areas, none of ours. */
import { ok, refuse, settled, type Result } from '#base'
import type { Alert, AlertContent, Farewell } from './alert.ts'
import type { AlertCommand } from './command.ts'
import { frozen, stepOf } from './compose-content.ts'
import { say, without } from './compose-in-force.ts'
import { codesOf } from './content.ts'
import type { RelayEndOrder, RelayOrder } from './order.ts'
import type { Asked, Here } from './surroundings.ts'

export function composeRelay(
  alert: Alert,
  order: RelayOrder,
  asked: Asked,
  around: Here,
): Result<AlertCommand> {
  const step = stepOf(order.threat, order.ladder, order.level, around.book)
  if (!step.ok) return step
  const areas = frozen(order.areas, around)
  if (!areas.ok) return areas
  const { issuer, threat, ladder, level, texts, renewForMinutes, channels, relayed } = order
  const wording = { texts, missing: around.languages.filter((language) => texts[language] === undefined) }
  const content: AlertContent = settled({
    ...{ issuer, threat, ladder, level, step: step.value, areas: areas.value, wording },
    ...{ renewForMinutes, channels, relayed },
  })
  if (alert.status !== 'issued') return ok({ ...asked, type: 'relay', mode: order.mode, content })
  const leaves = farewell(alert, content, around)
  if (!leaves.ok) return leaves
  const gone = leaves.value === undefined ? {} : { leaves: leaves.value }
  return ok({ ...asked, type: 'change', change: 'updated', content, ...gone })
}

export function composeRelayEnd(
  alert: Exclude<Alert, { status: 'none' }>,
  order: RelayEndOrder,
  asked: Asked,
  around: Here,
): Result<AlertCommand> {
  const inForce = alert.status === 'issued' || (alert.status === 'ended' && alert.how === 'lapsed')
  if (!inForce || alert.content.relayed === undefined)
    return refuse('alerts/not-in-force', { state: alert.status })
  const { how, reason, texts } = order
  const wording =
    texts === undefined
      ? say(alert, alert.content, how, how === 'all-clear' ? 'cleared' : 'retracted', around)
      : ok({ texts, missing: around.languages.filter((language) => texts[language] === undefined) })
  if (!wording.ok) return wording
  const said = { wording: wording.value, reason }
  return how === 'all-clear'
    ? ok({ ...asked, type: 'clear', ...said })
    : ok({ ...asked, type: 'retract', ...said })
}

/** Those who are no longer in it hear of it; undefined where nobody can be named who isn't. */
function farewell(
  alert: Extract<Alert, { status: 'issued' }>,
  after: AlertContent,
  around: Here,
): Result<Farewell | undefined> {
  const gone = without(codesOf(alert.content.areas), codesOf(after.areas), around)
  // A part of an area that isn't wholly divided has no name to be let go by.
  if (!gone.ok || gone.value.length === 0) return ok(undefined)
  const areas = frozen(gone.value, around)
  if (!areas.ok) return areas
  const leaving = { ...alert.content, areas: areas.value }
  const wording = say(alert, leaving, 'all-clear', 'areas-cleared', around)
  return wording.ok ? ok({ areas: areas.value, wording: wording.value }) : wording
}
