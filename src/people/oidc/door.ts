/** What signing in through a provider asks of the rest: whose account it is, and how somebody is let in. Small, so that tests play it. */
import type { Instant, PersonId, Result } from '#base'
import type { Place, Screen, SessionId } from '../session.ts'
import type { Started } from '../sessions/session-book.ts'

/** An account at a provider: only both together name somebody (OpenID Connect Core 1.0 §5.7). */
export interface Account {
  readonly issuer: string
  readonly subject: string
}

export interface Entering {
  readonly screen: Screen
  readonly place: Place
  /** When the provider says they proved who they are. */
  readonly provedAt: Instant
}

export interface OidcDoor {
  linkedTo(account: Account): PersonId | undefined
  /** Makes it a way in of the person. */
  link(person: PersonId, account: Account): Promise<Result<unknown>>
  unlink(person: PersonId, issuer: string): Promise<Result<unknown>>
  /** Signs them in; refused where they may not be. */
  enter(person: PersonId, entering: Entering): Promise<Result<Started>>
  /** Their proof renewed in the session they have. */
  renew(session: SessionId, entering: Entering): Promise<Result<Started>>
  /** Whether it is still theirs. */
  holds(session: SessionId, person: PersonId): 'yes' | 'no'
  /** Uses a one-time link: the account becomes the way in of whom the link is for, and they are signed in. */
  join(
    joining: { readonly link: string; readonly name?: string; readonly login?: string },
    account: Account,
    entering: Entering,
  ): Promise<Result<Started>>
  /** That somebody was not let in; nobody where the account is no one's. */
  failed(person: PersonId | undefined): void
  /** The sessions of a person that were opened through a provider. */
  sessionsThroughProvider(person: PersonId): readonly SessionId[]
  end(session: SessionId): Promise<void>
}
