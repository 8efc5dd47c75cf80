/** What signing in asks of a provider: where to send the browser, and who came back. Tests play it; the real one speaks OpenID Connect. */
import type { Result } from '#base'
import type { Flow } from './flow.ts'
import type { Identity } from './identity.ts'
import type { LogoutOrder } from './logout-token.ts'

export interface OidcProvider {
  /** Where the browser goes to sign in. */
  authorizationUrl(flow: Flow): Promise<Result<string, 'people/oidc-away'>>
  /** Who came back with this query of the redirect address, everything about it checked. */
  identityOf(
    query: string,
    flow: Flow,
  ): Promise<
    Result<
      Identity,
      | 'people/oidc-away'
      | 'people/oidc-over'
      | 'people/oidc-cancelled'
      | 'people/oidc-wrong'
      | 'people/oidc-too-weak'
    >
  >
  /** Where the browser goes to sign out there as well; undefined where the provider has no such place, or is away. */
  signOutUrl(): Promise<string | undefined>
  /** Whom a logout token signs out, its signature and every claim checked. */
  logoutOrder(token: string): Promise<Result<LogoutOrder, 'people/oidc-away' | 'people/logout-token-refused'>>
}

export interface OidcSettings {
  readonly issuer: string
  readonly client: string
  /** Empty for a public client. */
  readonly secretFile: string
  /** What the button says. */
  readonly name: string
  /** Hosts that may be private or speak plain HTTP. */
  readonly allowed: readonly string[]
  /** One of these must be vouched for; none are asked where it is empty. */
  readonly acr: readonly string[]
}
