/** What the OpenID Connect library threw, as a refusal for whoever signs in and as a reason for the log. Neither holds a token, a code or a secret. */
import { refuse, type Refused } from '#base'

type Refusal =
  | 'people/oidc-away'
  | 'people/oidc-over'
  | 'people/oidc-cancelled'
  | 'people/oidc-wrong'
  | 'people/oidc-too-weak'

interface Thrown {
  readonly name?: string
  readonly message?: string
  readonly code?: unknown
  readonly cause?: unknown
  /** Of an error answer at either endpoint (RFC 6749 §4.1.2.1, §5.2). */
  readonly error?: unknown
  readonly status?: unknown
}

/** Errors with which the provider answers the browser, and what they mean to whoever sits there. */
const answered: { readonly [error: string]: Refusal } = {
  access_denied: 'people/oidc-cancelled',
  consent_required: 'people/oidc-cancelled',
  account_selection_required: 'people/oidc-cancelled',
  login_required: 'people/oidc-too-weak',
  interaction_required: 'people/oidc-too-weak',
  unmet_authentication_requirements: 'people/oidc-too-weak',
  // A code that was used already, or is too old.
  invalid_grant: 'people/oidc-over',
}

export function refusalOf(thrown: unknown): Refused<Refusal> {
  for (let error = thrown as Thrown | undefined; error !== undefined && error !== null;) {
    if (typeof error.error === 'string') return refuse(answered[error.error] ?? 'people/oidc-away')
    if (error.name === 'NotFetched' || error.code === 'OAUTH_TIMEOUT' || error.code === 'OAUTH_ABORT')
      return refuse('people/oidc-away')
    // It doesn't know us: the client's id or secret is not what it has.
    if (error.code === 'OAUTH_WWW_AUTHENTICATE_CHALLENGE') return refuse('people/oidc-away')
    // Its answer was no answer of OpenID Connect at all: an error page, a redirection, something in between.
    if (error.code === 'OAUTH_RESPONSE_IS_NOT_CONFORM' || error.code === 'OAUTH_RESPONSE_IS_NOT_JSON')
      return refuse('people/oidc-away')
    error = typeof error.cause === 'object' && error.cause instanceof Error ? error.cause : undefined
  }
  return refuse('people/oidc-wrong')
}

/** Only sentences of the library itself and the standard's error names: what stands beside them may be a token. */
export function whyOf(thrown: unknown): string {
  const parts: string[] = []
  for (let error = thrown as Thrown | undefined; error !== undefined && parts.length < 4;) {
    const named = error.error ?? challengeOf(error.cause)
    if (typeof named === 'string') parts.push(`error=${named.replace(/[^\w.-]/g, '').slice(0, 60)}`)
    else if (typeof error.message === 'string') parts.push(error.message.slice(0, 200))
    error = error.cause instanceof Error ? error.cause : undefined
  }
  return parts.join(': ')
}

/** The error that a refusal at the token endpoint names in its head (RFC 6749 §5.2, RFC 9110 §11.6.1). */
function challengeOf(cause: unknown): unknown {
  const [first] = Array.isArray(cause) ? (cause as readonly { readonly parameters?: object }[]) : []
  return (first?.parameters as { readonly error?: unknown } | undefined)?.error
}
