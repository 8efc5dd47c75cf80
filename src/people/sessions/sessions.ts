/** What can be asked of the sessions of an installation, and what they are made of. */
import type { Clock, IdSource, Instant, Log, PersonId, Result, Shelf } from '#base'
import type { Place, Screen, Session, SessionId, SignInMethod } from '../session.ts'
import type { Note } from '../sign-in/ports.ts'
import type { SessionOver } from './session-end.ts'

export interface Started {
  readonly session: Session
  /** For the cookie; it is written down nowhere. */
  readonly token: string
}

export interface SessionBookParts {
  readonly shelf: Shelf
  readonly clock: Clock
  readonly ids: IdSource
  readonly log: Log
  readonly newToken: () => string
  readonly note: Note
  /** Whether this server may end and start sessions. */
  readonly decides: () => 'me' | 'other'
  /** How the person stands now: of those not active no session holds. */
  readonly stateOf: (person: PersonId) => 'invited' | 'active' | 'suspended' | 'removed'
  /** Called before a session's fact is written: from where it was opened is known to auditors longer than the session lives. */
  readonly onOpened?: (session: Session) => Promise<void>
}

export interface SessionBook {
  /** Begins one, once its fact is durable. */
  start(begun: {
    readonly person: PersonId
    readonly screen: Screen
    readonly method: SignInMethod
    readonly place: Place
    /** When they proved who they are, where that is not now: an organisation's provider says so. */
    readonly provedAt?: Instant
  }): Promise<Result<Started>>
  /** The session of a token, used by somebody: it lasts longer by that. */
  use(token: string, place: Place): Promise<Result<Session, 'people/session-over'>>
  /** The same without lengthening it. */
  look(token: string, place: Place): Promise<Result<Session, 'people/session-over'>>
  /** Proved anew: the same session under another token; the old one is worth nothing from then on (ASVS 5.0 §7.2.4). */
  renew(id: SessionId, method: SignInMethod, provedAt?: Instant): Promise<Result<Started>>
  /** `by` is the session from which it was asked for; left out where nobody did. */
  end(id: SessionId, why: SessionOver, by?: SessionId): Promise<void>
  /** All of a person, or all but one; how many they were. */
  endAllOf(person: PersonId, why: SessionOver, except?: SessionId): Promise<number>
  /** Undefined for one that is over. */
  get(id: SessionId): Session | undefined
  listOf(person: PersonId): readonly Session[]
  /** Those that are over and still remembered, too. */
  allOf(person: PersonId): readonly Session[]
  /** Ends them and forgets that they ever were. */
  forgetAllOf(person: PersonId): Promise<void>
  /** Ends what time has ended and forgets what ended long ago. For the server that decides. */
  sweep(): Promise<void>
  readonly kept: { readonly changedBy: readonly string[]; reload(): Promise<void> }
  /** Resolves when everything noted meanwhile is on the shelf. */
  settled(): Promise<void>
}
