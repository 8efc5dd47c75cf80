/** The organisation's provider over OpenID Connect: Authorization Code with PKCE (RFC 7636), its answer checked (RFC 9207), its tokens too. */
import type { JsonWebKey } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type * as Client from 'openid-client'
import {
  between,
  minute,
  ok,
  refuse,
  second,
  type AddressPolicy,
  type Clock,
  type Instant,
  type Log,
} from '#base'
import type { Resolve } from '../../base/guarded-lookup.node.ts'
import { discovery, load, plainHttp } from './discovery.http.ts'
import { authorizationParameters } from './flow.ts'
import { guardedFetch } from './guarded-fetch.http.ts'
import type { Identity } from './identity.ts'
import { isSignedByOneOf, readJws } from './jws.node.ts'
import { readLogoutToken } from './logout-token.ts'
import { refusalOf, whyOf } from './library-errors.ts'
import type { OidcProvider, OidcSettings } from './provider.ts'

export interface ProviderOptions {
  readonly settings: OidcSettings
  /** Exactly as it is registered at the provider. */
  readonly redirectUri: () => string
  /** Where the provider sends the browser after signing out there. */
  readonly signedOutUri: () => string
  readonly clock: Clock
  readonly log: Log
  readonly resolve?: Resolve
  readonly patienceFor?: number
}

const refusedSignIn = 'A sign-in through the OpenID Connect provider was refused'
/** Logout tokens come from strangers until their signature is checked: no more requests than this follow from them. */
const keysKeptFor = minute

export function oidcProvider(options: ProviderOptions): OidcProvider {
  const { settings, clock, log } = options
  const policy: AddressPolicy = { allowed: settings.allowed }
  const fetch = guardedFetch({
    policy,
    ...(options.resolve === undefined ? {} : { resolve: options.resolve }),
    ...(options.patienceFor === undefined ? {} : { patienceFor: options.patienceFor }),
  })
  let keys: { readonly jwks: readonly JsonWebKey[]; readonly at: Instant } | undefined
  let keysFailedAt: Instant | undefined

  const complain = (what: string, why: string) => log.warn(what, { issuer: settings.issuer, why })
  const metadata = discovery({ settings, policy, fetch, clock, complain })

  /** Made anew for each sign-in, and with it the keys are read anew: sign-ins are rare, and a withdrawn key is worth nothing at once. */
  const configured = async (): Promise<
    { library: typeof Client; config: Client.Configuration } | undefined
  > => {
    const described = await metadata()
    if (described === undefined) return undefined
    const library = await load()
    const secret = await secretOf(settings, complain)
    if (secret === undefined) return undefined
    const config = new library.Configuration(
      described,
      settings.client,
      {},
      authentication(library, described, secret),
    )
    config[library.customFetch] = fetch
    for (const extend of plainHttp(library, settings)) extend(config)
    // The library trusts a token that came over TLS; here its signature is checked all the same (OpenID Connect Core §3.1.3.7).
    library.enableNonRepudiationChecks(config)
    return { library, config }
  }

  return {
    async authorizationUrl(flow) {
      const ready = await configured()
      if (ready === undefined) return refuse('people/oidc-away')
      const challenge = await ready.library.calculatePKCECodeChallenge(flow.verifier)
      const asked = { redirectUri: options.redirectUri(), challenge, acr: settings.acr }
      return ok(ready.library.buildAuthorizationUrl(ready.config, authorizationParameters(flow, asked)).href)
    },
    async identityOf(query, flow) {
      const ready = await configured()
      if (ready === undefined) return refuse('people/oidc-away')
      // Never of the request's own head: what it says of our address is a stranger's word.
      const current = new URL(options.redirectUri())
      current.search = query
      try {
        const answer = await ready.library.authorizationCodeGrant(ready.config, current, {
          expectedState: flow.state,
          expectedNonce: flow.nonce,
          pkceCodeVerifier: flow.verifier,
          idTokenExpected: true,
        })
        const claims = answer.claims()
        const identity = claims === undefined ? 'no ID token' : identityIn(claims, settings.client)
        if (typeof identity !== 'string') return ok(identity)
        complain(refusedSignIn, identity)
        return refuse('people/oidc-wrong')
      } catch (error) {
        const refused = refusalOf(error)
        if (refused.problem.code !== 'people/oidc-cancelled') complain(refusedSignIn, whyOf(error))
        return refused
      }
    },
    async signOutUrl() {
      if ((await metadata())?.end_session_endpoint === undefined) return undefined
      const ready = await configured()
      return ready?.library.buildEndSessionUrl(ready.config, {
        post_logout_redirect_uri: options.signedOutUri(),
      }).href
    },
    async logoutOrder(token) {
      const read = readJws(token)
      const described = await metadata()
      if (described === undefined) return refuse('people/oidc-away')
      const wrong = (why: string) => {
        complain('A logout token was refused', why)
        return refuse('people/logout-token-refused')
      }
      if (read === undefined) return wrong('it is no JWT')
      const at = clock.now()
      const { issuer } = described
      const order = readLogoutToken(read.header, read.claims, { issuer, client: settings.client, at })
      if (!order.ok) return wrong(String(order.problem.details['why']))
      if (!(described.id_token_signing_alg_values_supported ?? []).includes(String(read.header['alg'])))
        return wrong('alg')
      if (keysFailedAt !== undefined && between(keysFailedAt, at) < 5 * second)
        return refuse('people/oidc-away')
      if (keys === undefined || between(keys.at, at) >= keysKeptFor)
        try {
          keys = { jwks: await keysOf(described, fetch), at }
        } catch (error) {
          keysFailedAt = at
          complain('The OpenID Connect provider’s keys can’t be read', whyOf(error))
          return refuse('people/oidc-away')
        }
      return isSignedByOneOf(token, keys.jwks) ? order : wrong('signature')
    },
  }
}

/** RFC 6749 §2.3.1: in the head where the provider takes it there, which keeps it out of bodies that are logged. */
function authentication(
  library: typeof Client,
  { token_endpoint_auth_methods_supported: methods = ['client_secret_basic'] }: Client.ServerMetadata,
  secret: string,
): Client.ClientAuth {
  if (secret === '') return library.None()
  return methods.includes('client_secret_basic') || !methods.includes('client_secret_post')
    ? library.ClientSecretBasic(secret)
    : library.ClientSecretPost(secret)
}

/** Read at each sign-in, so that a new one needs no restart; undefined where it can't be. */
async function secretOf(
  { secretFile }: OidcSettings,
  complain: (what: string, why: string) => void,
): Promise<string | undefined> {
  if (secretFile === '') return ''
  try {
    const secret = (await readFile(secretFile, 'utf8')).trim()
    if (secret !== '') return secret
    complain('The OpenID Connect client’s secret can’t be read', 'the file is empty')
  } catch (error) {
    complain(
      'The OpenID Connect client’s secret can’t be read',
      (error as NodeJS.ErrnoException).code ?? 'unknown',
    )
  }
  return undefined
}

async function keysOf(
  { jwks_uri }: Client.ServerMetadata,
  fetch: Client.CustomFetch,
): Promise<readonly JsonWebKey[]> {
  const headers = { accept: 'application/json, application/jwk-set+json' }
  const answer = await fetch(jwks_uri ?? '', { method: 'GET', headers, body: undefined, redirect: 'manual' })
  if (answer.status !== 200) throw new Error(`it answered ${answer.status}`)
  const { keys } = (await answer.json()) as { readonly keys?: unknown }
  if (!Array.isArray(keys)) throw new Error('it is no key set')
  return keys as readonly JsonWebKey[]
}

/** The library has checked `iss`, `aud`, `exp`, `nonce` and the signature; what it leaves open is checked here. A text says which check failed. */
function identityIn(claims: Client.IDToken, client: string): Identity | string {
  const { iss, sub, azp, auth_time: authTime } = claims
  const { acr, sid } = claims as { readonly acr?: unknown; readonly sid?: unknown }
  // OpenID Connect Core §3.1.3.7, 5: whoever is named there asked for the token; the library looks only where `aud` has several.
  if (azp !== undefined && azp !== client) return 'unexpected ID Token "azp" (authorized party)'
  // §2: at most 255 ASCII characters.
  if (!/^[\x20-\x7e]{1,255}$/.test(sub)) return 'unexpected ID Token "sub" (subject)'
  return {
    ...{ issuer: iss, subject: sub },
    ...(typeof authTime === 'number' ? { authTime } : {}),
    ...(typeof acr === 'string' ? { acr } : {}),
    ...(typeof sid === 'string' && sid.length <= 300 ? { sid } : {}),
  }
}
