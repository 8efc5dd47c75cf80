/** A logout token's claims, checked (OpenID Connect Back-Channel Logout 1.0 §2.6); its signature is checked elsewhere. */
import {
  epochMilliseconds,
  minute,
  ok,
  refuse,
  second,
  type Instant,
  type JsonObject,
  type Result,
} from '#base'

/** Whose sessions end: of one session at the provider, or all of the subject where it names none. */
export interface LogoutOrder {
  readonly issuer: string
  readonly subject?: string
  readonly sid?: string
  readonly jti: string
}

export interface LogoutExpected {
  readonly issuer: string
  readonly client: string
  readonly at: Instant
}

const event = 'http://schemas.openid.net/event/backchannel-logout'
/** How old one may be: it is sent at once, and again for a while where the line was down. */
export const logoutTokenStandsFor = 10 * minute

/** Refused with which check failed, for the log; who sent it is told nothing more than that it was refused. */
export function readLogoutToken(
  header: JsonObject,
  claims: JsonObject,
  expected: LogoutExpected,
): Result<LogoutOrder, 'people/logout-token-refused'> {
  const { iss, aud, sub, sid, jti, iat, exp, events, nonce } = claims
  const now = epochMilliseconds(expected.at)
  const wrong = (why: string) => refuse('people/logout-token-refused', { why })
  // RFC 8725 §3.11: a token of another kind is no logout token, whatever it says.
  const typ =
    typeof header['typ'] === 'string' ? header['typ'].toLowerCase().replace(/^application\//, '') : undefined
  if (header['typ'] !== undefined && typ !== 'logout+jwt' && typ !== 'jwt') return wrong('typ')
  if (header['crit'] !== undefined) return wrong('crit')
  if (iss !== expected.issuer) return wrong('iss')
  if (aud !== expected.client && !(Array.isArray(aud) && aud.includes(expected.client))) return wrong('aud')
  if (typeof iat !== 'number' || iat * second > now + minute || iat * second + logoutTokenStandsFor < now)
    return wrong('iat')
  if (typeof exp !== 'number' || exp * second <= now - 30 * second) return wrong('exp')
  if (typeof jti !== 'string' || jti === '' || jti.length > 300) return wrong('jti')
  if (typeof events !== 'object' || events === null || Array.isArray(events)) return wrong('events')
  const said = (events as JsonObject)[event]
  if (typeof said !== 'object' || said === null || Array.isArray(said)) return wrong('events')
  // An ID token has one: it must not be taken for an order to sign somebody out.
  if (nonce !== undefined) return wrong('nonce')
  if (sub !== undefined && (typeof sub !== 'string' || sub === '')) return wrong('sub')
  if (sid !== undefined && (typeof sid !== 'string' || sid === '')) return wrong('sid')
  if (sub === undefined && sid === undefined) return wrong('sub')
  return ok({
    ...{ issuer: expected.issuer, jti },
    ...(typeof sub === 'string' ? { subject: sub } : {}),
    ...(typeof sid === 'string' ? { sid } : {}),
  })
}
