/** Drafting: what begins an alert's life or changes it before it is issued, and the checks that every content passes. */
import { minute, ok, plus, refuse } from '#base'
import type { Alert, AlertContent } from './alert.ts'
import { codesOf, named } from './content.ts'
import type { Policy } from './policy.ts'
import { one, type Decision, type Of, type Rules } from './rules.ts'

export function draft(alert: Alert, command: Of<'draft'>, rules: Rules): Decision {
  if (alert.status !== 'none') return refuse('alerts/exists', { alert: alert.id })
  const checked = checkContent(command.content, rules.policy)
  if (!checked.ok) return checked
  const data = named(command.content)
  return ok([{ type: 'alert-drafted', at: command.at, by: command.by, mode: command.mode, data }])
}

/** The administrator agreed to it when the source was let onto the board; nobody is asked again, and no time is lost. */
export function relay(alert: Alert, command: Of<'relay'>): Decision {
  if (alert.status !== 'none') return refuse('alerts/exists', { alert: alert.id })
  const { content, by, at, mode } = command
  if (content.areas.length === 0) return refuse('alerts/no-areas', { at: 'areas' })
  const head = { at, by, mode }
  return ok([
    { ...head, type: 'alert-drafted', data: named(content) },
    {
      ...head,
      type: 'alert-issued',
      data: {
        revision: 1,
        since: at,
        renewBy: plus(at, content.renewForMinutes * minute),
        ...named(content),
        approvedBy: null,
        told: [{ kind: 'warning', areas: content.areas, loudFor: codesOf(content.areas) }],
      },
    },
  ])
}

export function edit(alert: Alert, command: Of<'edit'>, rules: Rules): Decision {
  // An edit of what waits for approval or is approved voids both: it becomes a draft again.
  if (alert.status !== 'draft' && alert.status !== 'submitted' && alert.status !== 'approved')
    return refuse('alerts/not-editable', { state: alert.status })
  const checked = checkContent(command.content, rules.policy)
  if (!checked.ok) return checked
  const data = named(command.content)
  if (data.contentHash === alert.contentHash) return refuse('alerts/nothing-changed')
  return one(alert, command, { type: 'draft-edited', data })
}

export function checkContent(content: AlertContent, policy: Policy): Decision {
  if (content.areas.length === 0) return refuse('alerts/no-areas', { at: 'areas' })
  const { renewForMinutes: minutes } = content
  const { shortestRenewMinutes: shortest, longestRenewMinutes: longest } = policy
  if (!(minutes >= shortest && minutes <= longest))
    return refuse('alerts/expiry-beyond-policy', { at: 'renewForMinutes', minutes, shortest, longest })
  if (Object.keys(content.wording.texts).length === 0)
    return refuse('alerts/nothing-said', { at: 'wording', missing: content.wording.missing })
  return ok([])
}
