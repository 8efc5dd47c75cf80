/** Decides an alert's next step: the facts that follow from a command, or the reason it is refused. */
import { minute, ok, plus, refuse } from '#base'
import type { Alert, ChangeKind, Issued, PendingChange, Wording } from './alert.ts'
import { mayActAlone } from './alone.ts'
import { mayApprove } from './approval.ts'
import { checkChange, isNarrower, newlyWarned } from './change.ts'
import type { AlertCommand } from './command.ts'
import { codesOf, named } from './content.ts'
import type { PublishedEnd, Told } from './facts.ts'
import { checkContent, draft, edit, relay } from './lifecycle-draft.ts'
import type { NoticeKind } from './notice.ts'
import { notInForce, one, type Decision, type Of, type Rules, type WithoutHead } from './rules.ts'

export type { Rules } from './rules.ts'

export function decide(alert: Alert, command: AlertCommand, rules: Rules): Decision {
  if (alert.status !== 'none' && command.readVersion !== undefined && command.readVersion !== alert.version)
    return refuse('alerts/version-moved', { version: alert.version, expected: command.readVersion })
  switch (command.type) {
    case 'draft':
      return draft(alert, command, rules)
    case 'relay':
      return relay(alert, command)
    case 'edit':
      return edit(alert, command, rules)
    case 'discard':
      if (alert.status !== 'draft' && alert.status !== 'submitted' && alert.status !== 'approved')
        return refuse('alerts/not-editable', { state: alert.status })
      return one(alert, command, { type: 'draft-discarded', data: {} })
    case 'submit':
      return submit(alert, command)
    case 'approve':
      return approve(alert, command, rules)
    case 'return':
      return sendBack(alert, command)
    case 'issue':
      return issue(alert, command, rules)
    case 'change':
      return change(alert, command, rules)
    case 'clear-areas':
      return clearAreas(alert, command, rules)
    case 'clear':
      return clear(alert, command)
    case 'retract':
      if (alert.status !== 'issued') return notInForce(alert)
      if (command.reason.trim() === '') return refuse('alerts/reason-missing', { at: 'reason' })
      return one(alert, command, {
        type: 'alert-retracted',
        data: { ...ending(alert, 'retraction', command.wording), reason: command.reason },
      })
    case 'flag-expiry':
      if (alert.status !== 'issued') return notInForce(alert)
      if (alert.flaggedAt !== undefined) return ok([])
      return one(alert, command, { type: 'expiry-flagged', data: { renewBy: alert.renewBy } })
    case 'lapse':
      if (alert.status !== 'issued') return notInForce(alert)
      return one(alert, command, { type: 'alert-lapsed', data: ending(alert, 'lapse', command.wording) })
  }
}

function submit(alert: Alert, command: Of<'submit'>): Decision {
  if (alert.status !== 'draft') return refuse('alerts/not-submittable', { state: alert.status })
  if (command.contentHash !== undefined && command.contentHash !== alert.contentHash)
    return refuse('alerts/changed-since-read', { contentHash: alert.contentHash })
  return one(alert, command, { type: 'alert-submitted', data: { contentHash: alert.contentHash } })
}

function approve(alert: Alert, command: Of<'approve'>, rules: Rules): Decision {
  if (alert.status === 'submitted') {
    const hands = [...alert.editors, alert.submittedBy]
    const { content, contentHash, mode } = alert
    const may = mayApprove({ content, contentHash, hands, mode }, command, rules)
    if (!may.ok) return may
    return one(alert, command, { type: 'alert-approved', data: { contentHash: alert.contentHash } })
  }
  if (alert.status === 'issued' && alert.pending !== undefined) {
    const { pending } = alert
    const { content, contentHash } = pending
    const work = { content, contentHash, hands: [pending.submittedBy], mode: alert.mode }
    const may = mayApprove(work, command, rules)
    if (!may.ok) return may
    // An approved change goes out at once: nobody gains from a second press of a button.
    return one(alert, command, changed(alert, pending.change, pending, command, rules))
  }
  return refuse('alerts/nothing-to-approve', { state: alert.status })
}

function sendBack(alert: Alert, command: Of<'return'>): Decision {
  if (command.reason.trim() === '') return refuse('alerts/reason-missing', { at: 'reason' })
  const data = { reason: command.reason }
  if (alert.status === 'submitted' || alert.status === 'approved')
    return one(alert, command, { type: 'alert-returned', data })
  if (alert.status === 'issued' && alert.pending !== undefined)
    return one(alert, command, { type: 'change-returned', data })
  return refuse('alerts/nothing-to-approve', { state: alert.status })
}

function issue(alert: Alert, command: Of<'issue'>, { policy, movedOf }: Rules): Decision {
  const approved = alert.status === 'approved'
  const emergency = approved ? undefined : command.emergency
  if (!approved) {
    if (alert.status !== 'draft' && alert.status !== 'submitted')
      return refuse('alerts/not-approved', { state: alert.status })
    if (policy.people === 2 && emergency === undefined)
      return refuse('alerts/not-approved', { state: alert.status })
    const alone = emergency === undefined ? ok() : mayActAlone([alert.content], emergency, command, policy)
    if (!alone.ok) return alone
  } else {
    // What was agreed to is a place on the map as it was; the same code over another shape is another warning.
    const moved = movedOf?.(alert.content.areas) ?? []
    if (moved.length > 0) return refuse('alerts/map-moved', { areas: codesOf(moved) })
  }
  const { content, contentHash } = alert
  const warned = codesOf(content.areas)
  return one(alert, command, {
    type: 'alert-issued',
    data: {
      revision: 1,
      since: command.at,
      renewBy: plus(command.at, content.renewForMinutes * minute),
      content,
      contentHash,
      approvedBy: approved ? alert.approvedBy : null,
      told: [{ kind: 'warning', areas: content.areas, loudFor: warned }],
      ...(emergency === undefined ? {} : { emergency }),
    },
  })
}

function change(alert: Alert, command: Of<'change'>, rules: Rules): Decision {
  if (alert.status !== 'issued') return notInForce(alert)
  const { emergency } = command
  // A renewal alters nothing that a waiting change is about, and must not wait for it. Whoever acts alone in an emergency
  // waits for nobody: what waited is void, because it was about another warning than stands now.
  if (alert.pending !== undefined && command.change !== 'renewed' && emergency === undefined)
    return refuse('alerts/change-waiting', { change: alert.pending.change })
  const { relayed } = alert.content
  // Whoever wants to say something else than the sender says it in an alert of their own.
  if (relayed !== undefined && command.change !== 'renewed' && command.change !== 'updated')
    return refuse('alerts/relayed', { source: relayed.name })
  if (command.change !== 'updated') {
    const checked = checkContent(command.content, rules.policy)
    if (!checked.ok) return checked
  }
  const single = checkChange(command.change, alert.content, command.content, rules.contains)
  if (!single.ok) return single
  const { policy } = rules
  const proposal = {
    change: command.change,
    ...named(command.content),
    ...(command.leaves === undefined ? {} : { leaves: command.leaves }),
  }
  if (emergency !== undefined) {
    const alone = mayActAlone([alert.content, command.content], emergency, command, policy)
    if (!alone.ok) return alone
  } else if (policy.people === 2 && policy.changesThatNeedPeople.includes(command.change))
    return one(alert, command, { type: 'change-submitted', data: proposal })
  return one(alert, command, changed(alert, command.change, proposal, command, rules))
}

function changed(
  alert: Issued,
  kind: ChangeKind,
  proposal: Pick<PendingChange, 'content' | 'contentHash' | 'leaves'>,
  command: AlertCommand,
  { contains }: Rules,
): WithoutHead {
  const { content, contentHash, leaves } = proposal
  const stay: Told = {
    kind: 'update',
    areas: content.areas,
    loudFor:
      kind === 'raised' || (kind === 'updated' && content.step.height > alert.content.step.height)
        ? codesOf(content.areas)
        : newlyWarned(alert.content.areas, content.areas, contains),
  }
  return {
    type: `alert-${kind}`,
    data: {
      revision: alert.revision + 1,
      since: alert.issuedAt,
      renewBy: plus(command.at, content.renewForMinutes * minute),
      content,
      contentHash,
      approvedBy: command.type === 'approve' ? command.by : null,
      ...(command.type === 'change' && command.emergency !== undefined
        ? { emergency: command.emergency }
        : {}),
      told: leaves === undefined ? [stay] : [stay, { kind: 'all-clear', loudFor: [], ...leaves }],
    },
  }
}

function clearAreas(alert: Alert, command: Of<'clear-areas'>, rules: Rules): Decision {
  if (alert.status !== 'issued') return notInForce(alert)
  const { content, leaves } = command
  if (alert.content.relayed !== undefined)
    return refuse('alerts/relayed', { source: alert.content.relayed.name })
  if (!isNarrower(alert.content.areas, content.areas, rules.contains)) return refuse('alerts/not-narrower')
  return one(alert, command, {
    type: 'areas-cleared',
    data: {
      revision: alert.revision + 1,
      since: alert.issuedAt,
      renewBy: alert.renewBy,
      ...named(content),
      told: [
        { kind: 'update', areas: content.areas, loudFor: [] },
        { kind: 'all-clear', loudFor: [], ...leaves },
      ],
    },
  })
}

function clear(alert: Alert, command: Of<'clear'>): Decision {
  // A lapsed alert was never cleared; the explicit end may still be given, and should be.
  const clearable = alert.status === 'issued' || (alert.status === 'ended' && alert.how === 'lapsed')
  if (!clearable) return notInForce(alert)
  const data = {
    ...ending(alert, 'all-clear', command.wording),
    ...(command.reason ? { reason: command.reason } : {}),
  }
  return one(alert, command, { type: 'alert-cleared', data })
}

function ending(
  alert: Extract<Alert, { revision: number }>,
  kind: NoticeKind,
  wording: Wording,
): PublishedEnd {
  const { wording: _, ...content } = alert.content
  const told: Told = { kind, areas: content.areas, loudFor: [], wording }
  const { contentHash, issuedAt: since } = alert
  return { revision: alert.revision + 1, since, content, contentHash, told: [told] }
}
