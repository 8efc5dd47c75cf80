/** What waits for a second person, since when, and who had a hand in it and so can't be the one. */
import type { ActorId, AlertId, InLanguages, Instant, Mode } from '#base'
import type { Alert } from './alert.ts'
import { aboutOf, saidOf, type WaitingContent } from './content.ts'
import type { Review } from './review.ts'

interface Waits {
  /** Names this very waiting: submitted again it is another. */
  readonly key: string
  readonly mode: Mode
  readonly since: Instant
  readonly hands: readonly ActorId[]
}

export type Waiting = Waits &
  (
    | {
        /** `emergency`: something was done already, and its second person has to look at it. */
        readonly kind: 'approval' | 'change' | 'emergency'
        readonly alert: AlertId
        readonly content: WaitingContent
        /** The text that waits, or was sent. */
        readonly says: InLanguages<string>
      }
    | {
        readonly kind: 'proposal'
        readonly proposal: string
        /** Unanswered it lapses then. */
        readonly endsAt?: Instant
      }
  )

export type AlertWaiting = Extract<Waiting, { alert: AlertId }>

/** Of an alert there is one at most: a draft that was submitted, or a change of what is issued. */
export function waitingOf(alert: Alert): AlertWaiting | undefined {
  if (alert.status === 'submitted') {
    const { id, mode, submittedAt: since, content, editors, submittedBy, version } = alert
    const hands = [...new Set([...editors, submittedBy])]
    const key = `approval:${id}:${version}`
    return {
      kind: 'approval',
      key,
      alert: id,
      mode,
      since,
      content: aboutOf(content),
      says: saidOf(content),
      hands,
    }
  }
  if (alert.status === 'issued' && alert.pending !== undefined) {
    const { id, mode } = alert
    const { content, contentHash, submittedAt: since, submittedBy } = alert.pending
    // Its stream goes on meanwhile (a renewal), so that its version names nothing.
    const key = `change:${id}:${since}:${contentHash.slice(0, 16)}`
    const says = saidOf(content)
    return {
      kind: 'change',
      key,
      alert: id,
      mode,
      since,
      content: aboutOf(content),
      says,
      hands: [submittedBy],
    }
  }
  return undefined
}

/** Each act of its own: also the second thing that was done alone has to be told at once. */
export function emergenciesOf({ alert, mode, acts, hands }: Review): AlertWaiting[] {
  return acts.map(({ at: since, revision, content, says }) => ({
    ...{ kind: 'emergency', key: `emergency:${alert}:${revision}`, alert, mode, since, content, says, hands },
  }))
}
