/** Four eyes: who may approve what, and that what is approved is what was read. */
import { ok, refuse, type ActorId, type Result, type Sha256 } from '#base'
import type { Policy } from './policy.ts'

export interface Approvable {
  readonly contentHash: Sha256
  /** Everyone who wrote, edited or submitted it. */
  readonly hands: readonly ActorId[]
}

export function mayApprove(
  work: Approvable,
  approver: ActorId,
  readHash: Sha256,
  policy: Policy,
): Result<void, 'alerts/changed-since-read' | 'alerts/own-work'> {
  if (work.contentHash !== readHash)
    return refuse('alerts/changed-since-read', { contentHash: work.contentHash })
  // A second person, because an author rereads what they meant, not what they wrote.
  if (policy.people === 2 && work.hands.includes(approver)) return refuse('alerts/own-work')
  return ok()
}
