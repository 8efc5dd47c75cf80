/** What can be asked of an alert. Contents and wordings arrive complete: deciding is not rendering. */
import type { AlertContent, ChangeKind, Farewell, Wording } from './alert.ts'
import type { ActorId, Instant, Mode, Sha256 } from '#base'

/** Who commands. */
export interface CommandBy {
  readonly by: ActorId
  /** A client that no person sits at may not be anybody’s second person, nor act alone. Left out it is a human. */
  readonly as?: 'human' | 'machine'
}

interface Asked extends CommandBy {
  readonly at: Instant
  /** The version the asker had read; when given and no longer true, the command is refused. */
  readonly readVersion?: number
}

export type AlertCommand = Asked &
  (
    | { readonly type: 'draft'; readonly mode: Mode; readonly content: AlertContent }
    | { readonly type: 'relay'; readonly mode: Mode; readonly content: AlertContent }
    | { readonly type: 'edit'; readonly content: AlertContent }
    | { readonly type: 'discard' }
    | { readonly type: 'submit'; readonly contentHash?: Sha256 }
    | { readonly type: 'approve'; readonly contentHash: Sha256 }
    | { readonly type: 'return'; readonly reason: string }
    | { readonly type: 'issue'; readonly emergency?: string }
    | {
        readonly type: 'change'
        readonly change: ChangeKind
        readonly content: AlertContent
        readonly leaves?: Farewell
        /** Why it can’t wait for a second person. */
        readonly emergency?: string
      }
    | { readonly type: 'clear-areas'; readonly content: AlertContent; readonly leaves: Farewell }
    | { readonly type: 'clear'; readonly wording: Wording; readonly reason?: string }
    | { readonly type: 'retract'; readonly wording: Wording; readonly reason: string }
    | { readonly type: 'flag-expiry' }
    | { readonly type: 'lapse'; readonly wording: Wording }
  )

export type CommandType = AlertCommand['type']
