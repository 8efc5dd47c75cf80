/** Four eyes: who may approve what, and that what is approved is what was read, on the map as it was read. */
import { ok, refuse, type ActorId, type Mode, type Result, type Sha256 } from '#base'
import type { AlertContent } from './alert.ts'
import type { CommandBy } from './command.ts'
import { codesOf } from './content.ts'
import type { Rules } from './rules.ts'

export interface Approvable {
  readonly content: AlertContent
  readonly contentHash: Sha256
  readonly mode: Mode
  /** Everyone who wrote, edited or submitted it. */
  readonly hands: readonly ActorId[]
}

/** `contentHash` is that of what the approver read. By whatever key or session they come, it is the person that counts. */
export function mayApprove(
  work: Approvable,
  approval: CommandBy & { readonly contentHash: Sha256 },
  { policy, movedOf }: Pick<Rules, 'policy' | 'movedOf'>,
): Result<
  void,
  'alerts/changed-since-read' | 'alerts/own-work' | 'alerts/not-a-person' | 'alerts/map-moved'
> {
  if (work.contentHash !== approval.contentHash)
    return refuse('alerts/changed-since-read', { contentHash: work.contentHash })
  // A second person, because an author rereads what they meant, not what they wrote.
  if (policy.people === 2 && work.hands.includes(approval.by)) return refuse('alerts/own-work')
  // A machine reads nothing: its agreement would be one person’s, given in advance and to everything.
  if (approval.as === 'machine' && (policy.people === 2 || work.mode === 'live'))
    return refuse('alerts/not-a-person')
  const moved = movedOf?.(work.content.areas) ?? []
  if (moved.length > 0) return refuse('alerts/map-moved', { areas: codesOf(moved) })
  return ok()
}
