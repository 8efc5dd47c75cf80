/** A sign-in under way at the provider: what it is for, and what the answer must fit. It holds ten minutes, once, in one browser. */
import { minute, plus, type Brand, type Instant, type PersonId } from '#base'
import type { Called } from '../links/link-desk.ts'
import { sessionLimits, type Screen, type SessionId } from '../session.ts'

export type FlowPurpose =
  /** `current` is the session that holds in the browser already: of the same person it gets a fresh proof, of another it ends. */
  | { readonly for: 'sign-in'; readonly current?: SessionId }
  /** Somebody signed in adds their account at the provider as a way in. */
  | { readonly for: 'link'; readonly person: PersonId; readonly session: SessionId }
  /** Somebody with a one-time link makes their account at the provider their way in. */
  | { readonly for: 'join'; readonly link: string; readonly called?: Called }

export interface Flow {
  /** 256 random bits each: RFC 6749 §10.12, OpenID Connect Core 1.0 §3.1.2.1, RFC 7636 §4.1. */
  readonly state: string
  readonly nonce: string
  readonly verifier: string
  readonly screen: Screen
  readonly purpose: FlowPurpose
  readonly startedAt: Instant
}

/** A flow as the browser keeps it: unreadable and unchangeable there. */
export type SealedFlow = Brand<string, 'SealedFlow'>

export const flowStandsForMinutes = 10

export function flowEndsAt({ startedAt }: Flow): Instant {
  return plus(startedAt, flowStandsForMinutes * minute)
}

/**
 * Whether the provider must ask the person again although it knows them. On a shared screen the provider's own session may be
 * that of whoever sat there before; a new way in must be linked to the account meant, not to the one left signed in; and
 * somebody signed in already comes to prove who they are now.
 */
export function asksAgain({ purpose, screen }: Pick<Flow, 'purpose' | 'screen'>): boolean {
  return screen === 'shared' || purpose.for !== 'sign-in' || purpose.current !== undefined
}

/** The authorization request (OpenID Connect Core 1.0 §3.1.2.1). Only `openid` is asked for: no name and no e-mail is needed. */
export function authorizationParameters(
  flow: Flow,
  asked: { readonly redirectUri: string; readonly challenge: string; readonly acr: readonly string[] },
): { readonly [name: string]: string } {
  return {
    scope: 'openid',
    redirect_uri: asked.redirectUri,
    state: flow.state,
    nonce: flow.nonce,
    code_challenge: asked.challenge,
    code_challenge_method: 'S256',
    // Asking for it makes the provider say when it was (§2, auth_time); nobody's proof outlasts a shift.
    max_age: asksAgain(flow) ? '0' : String(sessionLimits[flow.screen].longestMinutes * 60),
    ...(asksAgain(flow) ? { prompt: 'login' } : {}),
    ...(asked.acr.length === 0 ? {} : { acr_values: asked.acr.join(' ') }),
  }
}
