/** Which session here belongs to which session at the provider, on the personal shelf: a back-channel logout names the latter. */
import { minute, plus, type Instant, type Json, type Shelf } from '#base'
import { sessionLimits, type SessionId } from '../session.ts'

const collection = 'oidc-sessions'

interface Kept {
  readonly session: SessionId
  readonly issuer: string
  readonly sid: string
  readonly until: Instant
}

export interface ProviderSessions {
  remember(
    session: SessionId,
    of: { readonly issuer: string; readonly sid: string },
    at: Instant,
  ): Promise<void>
  sessionsOf(of: { readonly issuer: string; readonly sid: string }): Promise<readonly SessionId[]>
}

const longest = Math.max(...Object.values(sessionLimits).map(({ longestMinutes }) => longestMinutes)) * minute

/** They are few and asked for seldom: read from the shelf each time. */
export function providerSessions(shelf: Shelf): ProviderSessions {
  const all = async () => (await shelf.list(collection)).map(({ document }) => document as unknown as Kept)
  return {
    async remember(session, { issuer, sid }, at) {
      const kept: Kept = { session, issuer, sid, until: plus(at, longest) }
      await shelf.put(collection, [{ key: session, document: kept as unknown as Json }])
      const gone = (await all()).filter(({ until }) => until <= at)
      await shelf.remove(
        collection,
        gone.map((one) => one.session),
      )
    },
    async sessionsOf({ issuer, sid }) {
      return (await all())
        .filter((kept) => kept.issuer === issuer && kept.sid === sid)
        .map(({ session }) => session)
    },
  }
}
