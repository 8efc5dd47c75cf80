/** A session: who is signed in at which screen, until when. Decides by time alone whether it still holds. */
import { between, minute, plus, type Brand, type Instant, type PersonId, type Sha256 } from '#base'

export type SessionId = Brand<string, 'SessionId'>

/** `shared` is a screen in the duty room that others pass by; it is left signed in for a short time only. */
export type Screen = 'own' | 'shared'

export const signInMethods = ['passkey', 'password-totp', 'oidc', 'recovery-code', 'link'] as const
export type SignInMethod = (typeof signInMethods)[number]

export interface Session {
  readonly id: SessionId
  readonly person: PersonId
  /** SHA-256 of the token in the cookie, never the token itself. */
  readonly tokenHash: Sha256
  readonly screen: Screen
  readonly method: SignInMethod
  readonly startedAt: Instant
  /** When they last proved who they are: what is grave asks again after a while. */
  readonly provedAt: Instant
  readonly seenAt: Instant
  /** What it is bound to. Another browser ends it; another address ends it on a shared screen. */
  readonly address: string
  /** The User-Agent as it was sent, cut. */
  readonly browser: string
}

/** From where a request comes. */
export interface Place {
  readonly address: string
  readonly browser: string
}

export interface SessionLimits {
  /** Without a request. */
  readonly idleMinutes: number
  /** In all, however busy. */
  readonly longestMinutes: number
  /** How long before its end the screen says so. */
  readonly warnMinutes: number
}

/** A shift is twelve hours; a shared screen that nobody touches is closed before a cup of tea is drunk. */
export const sessionLimits: { readonly [screen in Screen]: SessionLimits } = {
  own: { idleMinutes: 60, longestMinutes: 12 * 60, warnMinutes: 5 },
  shared: { idleMinutes: 15, longestMinutes: 12 * 60, warnMinutes: 2 },
}

/** What is grave wants a proof of who one is that is no older. */
export const provedForMinutes = 15

/** When it ends if nothing is done at it any more. */
export function sessionEndsAt(
  session: Session,
  limits: SessionLimits = sessionLimits[session.screen],
): Instant {
  const idle = plus(session.seenAt, limits.idleMinutes * minute)
  const longest = plus(session.startedAt, limits.longestMinutes * minute)
  return idle < longest ? idle : longest
}

export type SessionEnd = 'idle' | 'too-long' | 'other-browser' | 'other-address'

/** Why it no longer holds for a request from there; undefined while it does. */
export function whySessionEnds(
  session: Session,
  request: Place & { readonly at: Instant },
  limits: SessionLimits = sessionLimits[session.screen],
): SessionEnd | undefined {
  if (between(session.startedAt, request.at) >= limits.longestMinutes * minute) return 'too-long'
  if (between(session.seenAt, request.at) >= limits.idleMinutes * minute) return 'idle'
  if (!isSameBrowser(session.browser, request.browser)) return 'other-browser'
  // A telephone changes its address as it is carried about; a screen on a wall does not.
  if (session.screen === 'shared' && session.address !== request.address) return 'other-address'
  return undefined
}

/** A browser that brought itself up to date overnight is still the same one; another make or another system is not. */
export function isSameBrowser(one: string, other: string): boolean {
  const unnumbered = (browser: string) => browser.replace(/[\d._]+/g, '')
  return unnumbered(one) === unnumbered(other)
}

/** Clocks of two servers differ; a proof that lies further ahead than this was made by a clock that was wrong. */
const clocksDiffer = minute

/** Whether the proof is fresh enough for what is grave: making administrators, keys, going live, erasing. */
export function isFreshlyProved(session: Pick<Session, 'provedAt'>, at: Instant): boolean {
  const age = between(session.provedAt, at)
  return age >= -clocksDiffer && age < provedForMinutes * minute
}
