/** A session as its screen is told of it. */
import { minute, plus, type Instant } from '#base'
import type { Particulars } from '../particulars.ts'
import { isFreshlyProved, sessionEndsAt, sessionLimits, type Session } from '../session.ts'
import type { Standing } from './ports.ts'

export interface SignedInView {
  readonly signedIn: 'yes'
  readonly person: { readonly id: string; readonly name: string; readonly roles: readonly string[] }
  readonly screen: Session['screen']
  readonly method: Session['method']
  readonly startedAt: Instant
  readonly endsAt: Instant
  /** From then on the screen says that it is about to end. */
  readonly warnAt: Instant
  readonly proved: 'freshly' | 'long-ago'
  readonly actions: readonly string[]
}

export function sessionView(
  session: Session,
  standing: Standing,
  particulars: Pick<Particulars, 'name'> | undefined,
  at: Instant,
): SignedInView {
  const endsAt = sessionEndsAt(session)
  return {
    signedIn: 'yes',
    person: { id: session.person, name: particulars?.name ?? session.person, roles: standing.roles },
    screen: session.screen,
    method: session.method,
    startedAt: session.startedAt,
    endsAt,
    warnAt: plus(endsAt, -sessionLimits[session.screen].warnMinutes * minute),
    proved: isFreshlyProved(session, at) ? 'freshly' : 'long-ago',
    actions: standing.actions,
  }
}
