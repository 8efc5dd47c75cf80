/** Folds a fact into an alert. Facts are history: nothing here refuses, it only says what is true after each. */
import type { ActorId, AlertId } from '#base'
import type { Alert, Draft, Issued } from './alert.ts'
import type { AlertFact } from './facts.ts'

export function evolve(alert: Alert, id: AlertId, fact: AlertFact): Alert {
  if (fact.type === 'alert-drafted') {
    const { content, contentHash } = fact.data
    const editors = [fact.by]
    const { at: draftedAt, by: draftedBy, mode } = fact
    return { status: 'draft', id, mode, version: 1, draftedBy, draftedAt, editors, content, contentHash }
  }
  if (alert.status === 'none') throw new Error(`the ledger begins the life of ${id} with ${fact.type}`)
  const next = step(alert, fact)
  return { ...next, version: alert.version + 1 }
}

type Begun = Exclude<Alert, { status: 'none' }>

function step(alert: Begun, fact: Exclude<AlertFact, { type: 'alert-drafted' }>): Begun {
  switch (fact.type) {
    case 'draft-edited': {
      const { content, contentHash } = fact.data
      return { ...asDraft(alert), content, contentHash, editors: withHand(alert.editors, fact.by) }
    }
    case 'draft-discarded':
      return { ...asDraft(alert), status: 'discarded' }
    case 'alert-submitted':
      return { ...asDraft(alert), status: 'submitted', submittedBy: fact.by, submittedAt: fact.at }
    case 'alert-returned':
      return { ...asDraft(alert), returned: { by: fact.by, reason: fact.data.reason } }
    case 'alert-approved':
      return {
        ...asDraft(alert),
        status: 'approved',
        submittedBy: alert.status === 'submitted' ? alert.submittedBy : fact.by,
        approvedBy: fact.by,
      }
    case 'alert-issued': {
      const { renewBy, approvedBy, revision, content, contentHash } = fact.data
      return {
        ...asDraft(alert),
        status: 'issued',
        issuedAt: fact.at,
        revisedAt: fact.at,
        approvedBy,
        revision,
        renewBy,
        content,
        contentHash,
      }
    }
    case 'change-submitted':
      return { ...issued(alert, fact), pending: { ...fact.data, submittedBy: fact.by, submittedAt: fact.at } }
    case 'change-returned': {
      const { pending: _, ...rest } = issued(alert, fact)
      return rest
    }
    case 'alert-raised':
    case 'alert-lowered':
    case 'alert-extended':
    case 'alert-reduced':
    case 'alert-corrected':
    case 'alert-updated': {
      const { pending: _, flaggedAt: __, ...rest } = issued(alert, fact)
      const { renewBy, revision, content, contentHash, approvedBy } = fact.data
      return { ...rest, renewBy, revision, content, contentHash, approvedBy, revisedAt: fact.at }
    }
    case 'alert-renewed': {
      const { flaggedAt: _, ...rest } = issued(alert, fact)
      const { renewBy, revision, content, contentHash } = fact.data
      return { ...rest, renewBy, revision, content, contentHash, revisedAt: fact.at }
    }
    case 'areas-cleared': {
      const { revision, content, contentHash } = fact.data
      // A change that waits was about other areas than are left; it is void.
      const { pending: _, ...rest } = issued(alert, fact)
      return { ...rest, revision, content, contentHash, revisedAt: fact.at }
    }
    case 'expiry-flagged':
      return { ...issued(alert, fact), flaggedAt: fact.at }
    case 'alert-cleared':
      return end(alert, fact, 'all-clear')
    case 'alert-retracted':
      return end(alert, fact, 'retracted')
    case 'alert-lapsed':
      return end(alert, fact, 'lapsed')
  }
}

type EndFact = Extract<AlertFact, { type: 'alert-cleared' | 'alert-retracted' | 'alert-lapsed' }>

function end(alert: Begun, fact: EndFact, how: 'all-clear' | 'retracted' | 'lapsed'): Begun {
  if (alert.status !== 'issued' && alert.status !== 'ended')
    throw new Error(`the ledger ends ${alert.id} before it was issued`)
  const { mode, draftedBy, draftedAt, editors, content, contentHash, issuedAt, approvedBy, id, version } =
    alert
  const reason = 'reason' in fact.data ? fact.data.reason : undefined
  return {
    status: 'ended',
    how,
    endedAt: fact.at,
    revisedAt: fact.at,
    revision: fact.data.revision,
    ...{ id, mode, version, draftedBy, draftedAt, editors, content, contentHash, issuedAt, approvedBy },
    ...(reason === undefined ? {} : { reason }),
  }
}

function issued(alert: Begun, fact: AlertFact): Issued {
  if (alert.status !== 'issued')
    throw new Error(`the ledger has ${fact.type} for ${alert.id}, which is ${alert.status}`)
  return alert
}

function asDraft(alert: Begun): Draft {
  const { id, mode, version, draftedBy, draftedAt, editors, content, contentHash } = alert
  return { status: 'draft', id, mode, version, draftedBy, draftedAt, editors, content, contentHash }
}

function withHand(editors: readonly ActorId[], hand: ActorId): readonly ActorId[] {
  return editors.includes(hand) ? editors : [...editors, hand]
}
