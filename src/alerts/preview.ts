/** What would be said if an order were given now: decided as the order itself is, and carried on to the moment people hear of it. */
import { ok, type AlertId, type Instant, type Result, type Sha256 } from '#base'
import type { Fact } from '#ledger'
import type { Alert, AlertContent } from './alert.ts'
import { mayActAlone } from './alone.ts'
import type { AlertCommand } from './command.ts'
import { decideOrder, type Decided } from './decide-order.ts'
import { evolve } from './evolve.ts'
import { toLedger, type AlertFact } from './facts.ts'
import { decide } from './lifecycle.ts'
import { noticesOf } from './notices-of.ts'
import type { Notice } from './notice.ts'
import type { AlertOrder, DraftOrder } from './order.ts'
import type { Policy } from './policy.ts'
import { changesOf, type ForeseenChange } from './preview-changes.ts'
import type { Asked } from './surroundings.ts'

export type ForeseeableOrder = DraftOrder | AlertOrder
type Begun = Exclude<Alert, { status: 'none' }>
type Around = Parameters<typeof decideOrder>[3]

/** Whom it takes until people hear of it. */
export interface Needs {
  readonly people: 1 | 2
  /** Whether whoever asks could have it sent without anybody else. */
  readonly mayIssueAlone: 'yes' | 'in-an-emergency' | 'no'
  /** What must still be done after this order, beside the issue itself, before anybody is told. */
  readonly step: 'nothing' | 'submit' | 'approve'
}

export interface Foreseen {
  /** As it stands. */
  readonly before: Alert
  /** As the order leaves it. */
  readonly after: Begun
  /** What stands now and would be replaced; null where there is nothing yet, or nothing in force. */
  readonly contentBefore: AlertContent | null
  readonly content: AlertContent
  readonly contentHash: Sha256
  /**
   * What people are told: by the order itself, or once what it prepares is agreed to and issued. Their `alert`, `id` and
   * `seq` are not those they will have. Empty where the order leads to no message.
   */
  readonly notices: readonly Notice[]
  readonly changes: readonly ForeseenChange[]
  /** When it lapses unless renewed; null where nothing stands any more. */
  readonly renewBy: Instant | null
  readonly needs: Needs
}

/** The id of an alert that isn't drafted yet. */
const unnamed = 'preview' as AlertId

/**
 * A refusal is the one that the order itself would get, with one exception: an issue for which only the second person
 * is missing is shown as what they would agree to, and `needs` says that they are missing.
 */
export function foresee(
  alert: Alert,
  order: ForeseeableOrder,
  asked: Asked,
  around: Around,
): Result<Foreseen> {
  const decided = decidedOrAwaited(alert, order, asked, around)
  if (!decided.ok) return decided
  const { facts, rules } = decided.value
  const id = alert.status === 'none' ? (order.alert ?? unnamed) : alert.id
  const after = facts.reduce((before, fact) => evolve(before, id, fact), alert) as Begun
  const rest = rests(order, facts, after)
    ? ok([])
    : decide(after, untilHeard(after, asked), { ...rules, policy: { ...rules.policy, people: 1 } })
  if (!rest.ok) return rest
  const all = [...facts, ...rest.value]
  const heard = rest.value.reduce((before: Alert, fact) => evolve(before, id, fact), after) as Begun
  const notices = toLedger(id, all).flatMap((fact) => noticesOf({ ...fact, seq: 0 } as unknown as Fact))
  const contentBefore = standsBefore(alert, order)
  const { content, contentHash } = heard
  return ok({
    before: alert,
    after,
    ...{ contentBefore, content, contentHash, notices },
    changes: changesOf(alert, heard, contentBefore, notices[0]?.wording, around.hierarchy),
    renewBy: heard.status === 'issued' ? heard.renewBy : null,
    needs: needsOf(alert, order, facts, after, heard, asked, rules.policy),
  })
}

function decidedOrAwaited(
  alert: Alert,
  order: ForeseeableOrder,
  asked: Asked,
  around: Around,
): Result<Decided> {
  const decided = decideOrder(alert, order, asked, around)
  if (decided.ok || order.type !== 'issue' || decided.problem.code !== 'alerts/not-approved') return decided
  if (alert.status !== 'draft' && alert.status !== 'submitted') return decided
  return ok({ facts: [], rules: { policy: around.policy(alert.mode), contains: around.hierarchy.contains } })
}

/** Whether nothing follows from what the order did: people heard of it, or never will. */
function rests(order: ForeseeableOrder, facts: readonly AlertFact[], after: Begun): boolean {
  if (order.type === 'return' || order.type === 'discard') return true
  if (after.status === 'draft' || after.status === 'submitted' || after.status === 'approved') return false
  return !facts.some(({ type }) => type === 'change-submitted')
}

/** The last step before people hear of it, as whoever may takes it. */
function untilHeard(after: Begun, { by, at }: Asked): AlertCommand {
  return after.status === 'issued' && after.pending !== undefined
    ? { type: 'approve', by, at, contentHash: after.pending.contentHash }
    : { type: 'issue', by, at }
}

function standsBefore(alert: Alert, order: ForeseeableOrder): AlertContent | null {
  if (alert.status === 'issued' || alert.status === 'ended') return alert.content
  return order.type === 'edit' && alert.status !== 'none' ? alert.content : null
}

function needsOf(
  before: Alert,
  order: ForeseeableOrder,
  facts: readonly AlertFact[],
  after: Begun,
  heard: Begun,
  { as }: Asked,
  policy: Policy,
): Needs {
  const isBeforeIssue = before.status === 'none' || !('revision' in before)
  const emergency = 'emergency' in order && order.emergency !== undefined
  const waits = facts.some(({ type }) => type === 'change-submitted')
  const isAgreed = order.type === 'approve' || (before.status === 'approved' && order.type === 'issue')
  const isForTwo = isBeforeIssue || waits || emergency || order.type === 'approve'
  if (policy.people === 1 || !isForTwo) return { people: 1, mayIssueAlone: 'yes', step: 'nothing' }
  if (isAgreed) return { people: 2, mayIssueAlone: 'yes', step: 'nothing' }
  const contents = [...('content' in before && !isBeforeIssue ? [before.content] : []), heard.content]
  const alone = mayActAlone(
    contents,
    'a reason that reads as a sentence',
    as === undefined ? {} : { as },
    policy,
  )
  const mayIssueAlone = alone.ok ? 'in-an-emergency' : 'no'
  if (emergency || order.type === 'return' || order.type === 'discard')
    return { people: 2, mayIssueAlone, step: 'nothing' }
  return { people: 2, mayIssueAlone, step: after.status === 'draft' ? 'submit' : 'approve' }
}
