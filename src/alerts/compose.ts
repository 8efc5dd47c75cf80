/** Turns an officer's order into a command: freezes areas, finds the words, works out who stays warned and who is let go. */
import { ok, refuse, type Result } from '#base'
import type { Alert } from './alert.ts'
import type { AlertCommand } from './command.ts'
import { composeContent } from './compose-content.ts'
import { composeRelay, composeRelayEnd } from './compose-relay.ts'
import { composeInForce } from './compose-in-force.ts'
import { codesOf } from './content.ts'
import type { AlertOrder, DraftOrder, DueOrder, Order } from './order.ts'
import type { Asked, Here, Surroundings } from './surroundings.ts'

export function compose(
  alert: Alert,
  order: Order | DueOrder,
  asked: Asked,
  surroundings: Surroundings,
): Result<AlertCommand> {
  const around: Here = { ...surroundings, at: asked.at }
  if (order.type === 'draft') return composeDraft(order, asked, around)
  if (order.type === 'relay') return composeRelay(alert, order, asked, around)
  if (alert.status === 'none') return refuse('alerts/unknown', { alert: order.alert })
  const head =
    'readVersion' in order && order.readVersion !== undefined
      ? { ...asked, readVersion: order.readVersion }
      : asked
  switch (order.type) {
    case 'relay-end':
      return composeRelayEnd(alert, order, asked, around)
    case 'edit':
      return composeEdit(alert, order, head, around)
    case 'discard':
    case 'flag-expiry':
      return ok({ ...head, type: order.type })
    case 'submit':
      return ok({
        ...head,
        type: 'submit',
        ...(order.contentHash === undefined ? {} : { contentHash: order.contentHash }),
      })
    case 'approve':
      return ok({ ...head, type: 'approve', contentHash: order.contentHash })
    case 'return':
      return ok({ ...head, type: 'return', reason: order.reason })
    case 'issue':
      return ok({
        ...head,
        type: 'issue',
        ...(order.emergency === undefined ? {} : { emergency: order.emergency }),
      })
    case 'raise':
    case 'lower':
    case 'extend':
    case 'reduce':
    case 'correct':
    case 'renew':
    case 'all-clear':
    case 'retract':
    case 'lapse':
      // The lifecycle names the state in its refusal; composing would only guess at what is to be said.
      if (
        alert.status !== 'issued' &&
        !(alert.status === 'ended' && alert.how === 'lapsed' && order.type === 'all-clear')
      )
        return refuse('alerts/not-in-force', {
          state: alert.status === 'ended' ? `ended (${alert.how})` : alert.status,
        })
      return composeInForce(alert, order, head, around)
  }
}

function composeDraft(order: DraftOrder, asked: Asked, around: Here): Result<AlertCommand> {
  const content = composeContent(order, asked, order.mode, around)
  return content.ok ? ok({ ...asked, type: 'draft', mode: order.mode, content: content.value }) : content
}

function composeEdit(
  alert: Exclude<Alert, { status: 'none' }>,
  order: Extract<AlertOrder, { type: 'edit' }>,
  asked: Asked,
  around: Here,
): Result<AlertCommand> {
  const { threat, ladder, level, areas, renewForMinutes, channels, restsOn } = alert.content
  const rests = restsOn === undefined ? {} : { restsOn }
  const merged = { threat, ladder, level, areas: codesOf(areas), channels, ...rests, ...order }
  const standing =
    order.renewForMinutes === undefined && order.renewBy === undefined ? { renewForMinutes } : {}
  const content = composeContent({ ...merged, ...standing }, asked, alert.mode, around)
  return content.ok ? ok({ ...asked, type: 'edit', content: content.value }) : content
}
