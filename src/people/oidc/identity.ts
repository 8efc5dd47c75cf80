/** Who the provider says has signed in, and how well: read from an ID token that was checked already. */
import { epochMilliseconds, instantOf, minute, ok, refuse, second, type Instant, type Result } from '#base'
import { sessionLimits } from '../session.ts'
import { asksAgain, type Flow } from './flow.ts'

export interface Identity {
  readonly issuer: string
  readonly subject: string
  /** Seconds since 1970 (OpenID Connect Core 1.0 §2); left out where the provider doesn't say. */
  readonly authTime?: number
  readonly acr?: string
  /** The provider's session: a back-channel logout names it. */
  readonly sid?: string
}

/** Of clocks here and there, and of the fraction that a whole second drops. */
const clocksDifferBy = 30 * second

/** “Never said”: nothing that wants a fresh proof takes it for one. */
export const neverProved: Instant = instantOf(0)

/**
 * When they proved who they are, or why that is not enough: a required `acr`, and a proof made after it was asked for where
 * the flow asks again. An old proof at the provider still signs in at one's own screen, but does not count as fresh.
 */
export function provedAt(
  identity: Identity,
  flow: Flow,
  { acr, at }: { readonly acr: readonly string[]; readonly at: Instant },
): Result<Instant, 'people/oidc-too-weak' | 'people/oidc-not-proved' | 'people/oidc-wrong'> {
  if (acr.length > 0 && (identity.acr === undefined || !acr.includes(identity.acr)))
    return refuse('people/oidc-too-weak')
  const again = asksAgain(flow)
  if (identity.authTime === undefined) return again ? refuse('people/oidc-not-proved') : ok(neverProved)
  const proved = identity.authTime * second
  const now = epochMilliseconds(at)
  if (proved > now + minute) return refuse('people/oidc-wrong')
  const earliest = again
    ? epochMilliseconds(flow.startedAt)
    : now - sessionLimits[flow.screen].longestMinutes * minute
  if (proved + clocksDifferBy < earliest) return refuse('people/oidc-not-proved')
  return ok(instantOf(Math.min(proved, now)))
}
