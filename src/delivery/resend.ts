/** Whether an attempt may be tried once more on a person's request. */
import { isEnd } from '#alerts'
import { ok, refuse, type Result } from '#base'
import type { Channel } from '#channels'
import type { AlertFile } from './alert-files.ts'
import type { Accepted, Attempt, Expired, Refused, Unknown, Waiting } from './attempt.ts'
import { endsAlert } from './plan.ts'

export type ResendRefusal =
  | 'delivery/no-such-attempt'
  | 'delivery/no-such-channel'
  | 'delivery/already-confirmed'
  | 'delivery/superseded'
  | 'delivery/stopped'
  | 'delivery/being-sent'
  | 'delivery/mode-not-carried'
  | 'delivery/closed'

/** `isStopped` answers from the ledger. What waits for its next try may be asked for too: it then goes at once. */
export function mayResend(
  attempt: Attempt,
  file: AlertFile,
  channel: Channel | undefined,
  isStopped: (attempt: Attempt) => boolean,
): Result<Waiting | Accepted | Refused | Unknown | Expired, ResendRefusal> {
  const details = { attempt: attempt.id, channel: attempt.channel, mode: attempt.mode }
  if (channel === undefined) return refuse('delivery/no-such-channel', details)
  if (attempt.state === 'confirmed') return refuse('delivery/already-confirmed', details)
  if (attempt.state === 'sending') return refuse('delivery/being-sent', details)
  if (!isEnd(attempt) && [...file.notices.values()].some(endsAlert))
    return refuse('delivery/stopped', details)
  if (attempt.state === 'superseded' || isOutdated(file, attempt))
    return refuse('delivery/superseded', details)
  if (!isEnd(attempt) && isStopped(attempt)) return refuse('delivery/stopped', details)
  if (!channel.abilities.modes.includes(attempt.mode)) return refuse('delivery/mode-not-carried', details)
  return ok(attempt)
}

/** Whether something newer was planned: of the alert for a warning, at the same target for an end. */
function isOutdated(file: AlertFile, attempt: Attempt): boolean {
  if (!isEnd(attempt)) return [...file.notices.values()].some((it) => it.revision > attempt.revision)
  return [...file.attempts.values()].some(
    (it) => it.revision > attempt.revision && it.channel === attempt.channel && it.target === attempt.target,
  )
}
