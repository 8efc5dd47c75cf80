/** Signs people in through their organisation's provider: only who was linked before, and nobody by an e-mail address. */
import { ok, plus, refuse, type Clock, type Log, type Problem, type Result } from '#base'
import type { Place, Screen, SessionId } from '../session.ts'
import type { Started } from '../sessions/sessions.ts'
import type { Coming, OidcDoor } from './door.ts'
import { flowEndsAt, type Flow, type FlowPurpose, type SealedFlow } from './flow.ts'
import { provedAt, type Identity } from './identity.ts'
import { logoutTokenStandsFor } from './logout-token.ts'
import { onceOnly } from './once.ts'
import type { OidcProvider, OidcSettings } from './provider.ts'
import type { ProviderSessions } from './provider-sessions.ts'

export interface OidcDeskParts {
  readonly settings: Pick<OidcSettings, 'name' | 'acr'>
  readonly provider: OidcProvider
  readonly door: OidcDoor
  readonly sessions: ProviderSessions
  readonly seal: { seal(flow: Flow): SealedFlow; open(sealed: string): Flow | undefined }
  /** 256 random bits, in base64url. */
  readonly newToken: () => string
  readonly clock: Clock
  readonly log: Log
}

export interface Begun {
  /** Where the browser goes. */
  readonly to: string
  /** What it keeps until it comes back. */
  readonly sealed: SealedFlow
}

export type Finished =
  | {
      readonly outcome: 'done'
      readonly what: FlowPurpose['for']
      /** Its token goes into the cookie; left out where the session stays as it is. */
      readonly started?: Started
    }
  | {
      readonly outcome: 'refused'
      readonly problem: Problem
      /** `kept` where the answer was not this flow's: a stranger's link must not end what somebody began. */
      readonly flow: 'kept' | 'ended'
    }

export interface OidcDesk {
  /** What the button says. */
  readonly name: string
  begin(screen: Screen, purpose: FlowPurpose): Promise<Result<Begun, 'people/oidc-away'>>
  /** The browser is back with this query. */
  finish(back: {
    readonly query: string
    readonly sealed: string | undefined
    readonly place: Place
  }): Promise<Finished>
  /** Where the browser goes to sign out at the provider as well. */
  signOutUrl(): Promise<string | undefined>
  /** The provider says that somebody signed out there: their sessions here end. */
  signedOutThere(
    logoutToken: string,
  ): Promise<Result<void, 'people/oidc-away' | 'people/logout-token-refused'>>
}

export function openOidcDesk(parts: OidcDeskParts): OidcDesk {
  const { settings, provider, door, clock } = parts
  const answered = onceOnly()
  const ordered = onceOnly()

  const act = async (
    flow: Flow,
    identity: Identity,
    coming: Coming,
  ): Promise<Result<Started | undefined>> => {
    const { purpose } = flow
    const account = { issuer: identity.issuer, subject: identity.subject }
    switch (purpose.for) {
      case 'sign-in': {
        const person = door.linkedTo(account)
        if (person !== undefined) return door.enter(person, coming, purpose.current)
        door.failed()
        // The same words whether the account is nobody's, or of somebody who may not come in.
        return refuse('people/not-signed-in')
      }
      case 'link': {
        // Signed out meanwhile, or by somebody else: then nothing is added to what they can't see.
        if (door.holds(purpose.session, purpose.person) === 'no') return refuse('people/oidc-over')
        const linked = await door.link(purpose.person, account, purpose.session)
        return linked.ok ? ok(undefined) : linked
      }
      case 'join':
        return door.join(purpose.link, purpose.called, account, coming)
    }
  }

  return {
    name: settings.name,
    async begin(screen, purpose) {
      const [state, nonce, verifier] = [parts.newToken(), parts.newToken(), parts.newToken()]
      const flow: Flow = { state, nonce, verifier, screen, purpose, startedAt: clock.now() }
      const to = await provider.authorizationUrl(flow)
      return to.ok ? ok({ to: to.value, sealed: parts.seal.seal(flow) }) : to
    },
    async finish({ query, sealed, place }) {
      const at = clock.now()
      const flow = sealed === undefined ? undefined : parts.seal.open(sealed)
      const states = new URLSearchParams(query).getAll('state')
      const over = (kept: 'kept' | 'ended'): Finished => {
        const { problem } = refuse('people/oidc-over')
        return { outcome: 'refused', problem, flow: kept }
      }
      if (flow === undefined || at < flow.startedAt || at >= flowEndsAt(flow)) return over('ended')
      if (states.length !== 1 || states[0] !== flow.state) return over('kept')
      // Before anything is waited for: of two answers that come at once, one finds it used.
      if (answered.use(flow.state, flowEndsAt(flow), at) === 'again') return over('ended')
      const identity = await provider.identityOf(query, flow)
      const proved = identity.ok
        ? provedAt(identity.value, flow, { acr: settings.acr, at: clock.now() })
        : identity
      if (!identity.ok || !proved.ok) {
        const { problem } = identity.ok ? (proved as { readonly problem: Problem }) : identity
        if (identity.ok)
          parts.log.warn('What the OpenID Connect provider vouches for is not enough', { code: problem.code })
        return { outcome: 'refused', problem, flow: 'ended' }
      }
      const done = await act(flow, identity.value, { screen: flow.screen, place, provedAt: proved.value })
      if (!done.ok) {
        parts.log.info('Somebody whom the provider vouches for was not let in', { code: done.problem.code })
        return { outcome: 'refused', problem: done.problem, flow: 'ended' }
      }
      const { sid, issuer } = identity.value
      if (done.value !== undefined && sid !== undefined)
        await parts.sessions.remember(done.value.session.id, { issuer, sid }, at)
      return {
        outcome: 'done',
        what: flow.purpose.for,
        ...(done.value === undefined ? {} : { started: done.value }),
      }
    },
    signOutUrl: () => provider.signOutUrl(),
    async signedOutThere(logoutToken) {
      const order = await provider.logoutOrder(logoutToken)
      if (!order.ok) return order
      const { issuer, subject, sid, jti } = order.value
      const at = clock.now()
      if (ordered.use(jti, plus(at, 2 * logoutTokenStandsFor), at) === 'again')
        return refuse('people/logout-token-refused')
      const person = subject === undefined ? undefined : door.linkedTo({ issuer, subject })
      // §2.6: of that session alone where it names one, else of all that the subject has through this provider.
      const ended: readonly SessionId[] =
        sid !== undefined
          ? await parts.sessions.sessionsOf({ issuer, sid })
          : person === undefined
            ? []
            : door.sessionsThroughProvider(person)
      for (const session of ended) await door.end(session)
      return ok()
    },
  }
}
