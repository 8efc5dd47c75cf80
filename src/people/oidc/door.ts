/** What signing in through a provider asks of the rest: whose account it is, and how somebody is let in. Small, so that tests play it. */
import type { Instant, PersonId, Result } from '#base'
import type { Called } from '../links/link-desk.ts'
import type { Place, Screen, SessionId } from '../session.ts'
import type { Started } from '../sessions/sessions.ts'

/** An account at a provider: only both together name somebody (OpenID Connect Core 1.0 §5.7). */
export interface Account {
  readonly issuer: string
  readonly subject: string
}

export interface Coming {
  readonly screen: Screen
  readonly place: Place
  /** When the provider says they proved who they are. */
  readonly provedAt: Instant
}

export interface OidcDoor {
  linkedTo(account: Account): PersonId | undefined
  /** Makes it a way in of the person, whose session that is. */
  link(person: PersonId, account: Account, session: SessionId): Promise<Result<unknown>>
  /** Signs them in; refused where they may not be. */
  enter(person: PersonId, coming: Coming, current: SessionId | undefined): Promise<Result<Started>>
  /** Uses a one-time link: the account becomes the way in of whom the link is for, and they are signed in. */
  join(link: string, called: Called | undefined, account: Account, coming: Coming): Promise<Result<Started>>
  /** Whether it is still theirs. */
  holds(session: SessionId, person: PersonId): 'yes' | 'no'
  /** That the provider vouched for an account that is nobody's. */
  failed(): void
  /** The sessions of a person that were opened through a provider. */
  sessionsThroughProvider(person: PersonId): readonly SessionId[]
  end(session: SessionId): Promise<void>
}
