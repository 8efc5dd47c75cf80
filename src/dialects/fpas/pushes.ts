/** What apps are pushed: which message to fetch, and which to let go of. */
import { isEnd, type Notice } from '#alerts'
import type { FpasAlertId } from './alert-id.ts'

export interface FpasMessage {
  readonly text: string
  /** Newer ones about the same take its place while it waits for a phone. */
  readonly about: string
}

export interface FpasNews {
  readonly notice: Pick<Notice, 'alert' | 'kind'>
  /** `loud`: for this reader something is new or worse. */
  readonly sound: 'loud' | 'quiet'
  /** Of the notice's own message. */
  readonly id: FpasAlertId
  /** Of the message that said until now that the alert stands. */
  readonly before: FpasAlertId | undefined
}

/**
 * `added` makes every app fetch the message and tell of it; FOSS Warn does nothing on `update` and looks when it is opened
 * next, KPublicAlerts fetches quietly: so what is no worse than before is an `update`, and never takes the place of an `added`
 * that a phone has not had yet. An end is `added` as well, because nothing else would be said aloud; and the warning that is
 * over is `removed`, for apps that let go by id.
 */
export function fpasMessages({ notice, sound, id, before }: FpasNews): readonly FpasMessage[] {
  const message = (type: 'added' | 'update' | 'removed', of: FpasAlertId): FpasMessage => ({
    text: JSON.stringify({ type, alert_id: of }),
    about: `fpas ${type} ${notice.alert}`,
  })
  if (!isEnd(notice)) return [message(sound === 'loud' ? 'added' : 'update', id)]
  // Another sender's alert that was ended here has no message of its own for its end.
  if (before === id) return [message('removed', before)]
  return [message('added', id), ...(before === undefined ? [] : [message('removed', before)])]
}

/** Apps compare the id with the one in the answer, whichever of the two comes first. */
export function confirmationMessage(confirmation: string): FpasMessage {
  return {
    text: JSON.stringify({ type: 'subscribe', confirmation_id: confirmation }),
    about: `fpas subscribe ${confirmation}`,
  }
}
