/** The organisation's provider over OpenID Connect: Authorization Code with PKCE (RFC 7636), its answer checked (RFC 9207), its tokens too. */
import type { JsonWebKey } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type * as Client from 'openid-client'
import {
  checkUrl,
  hour,
  minute,
  ok,
  refuse,
  second,
  type AddressPolicy,
  type Clock,
  type Instant,
  type Log,
} from '#base'
import { between, plus } from '#base'
import type { Resolve } from '../../base/guarded-lookup.node.ts'
import { authorizationParameters } from './flow.ts'
import { guardedFetch } from './guarded-fetch.http.ts'
import type { Identity } from './identity.ts'
import { acceptedAlgorithms, isSignedByOneOf, readJws } from './jws.node.ts'
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

/** What was discovered, read again when it is older; an old one serves for a day where the provider is away. */
const discoveredFor = hour
const servesFor = 24 * hour
/** After a failure nobody waits for the next one. */
const notAskedAgainFor = 5 * second
/** Logout tokens come from strangers until their signature is checked: no more requests than this follow from them. */
const keysKeptFor = minute

interface Found {
  readonly metadata: Client.ServerMetadata
  readonly at: Instant
}

export function oidcProvider(options: ProviderOptions): OidcProvider {
  const { settings, clock, log } = options
  const policy: AddressPolicy = { allowed: settings.allowed }
  const fetch = guardedFetch({
    policy,
    ...(options.resolve === undefined ? {} : { resolve: options.resolve }),
    ...(options.patienceFor === undefined ? {} : { patienceFor: options.patienceFor }),
  })
  let found: Found | undefined
  let failedAt: Instant | undefined
  let underWay: Promise<Client.ServerMetadata | undefined> | undefined
  let keys: { readonly jwks: readonly JsonWebKey[]; readonly at: Instant } | undefined

  const complain = (what: string, why: string) => log.warn(what, { issuer: settings.issuer, why })

  const discover = async (): Promise<Client.ServerMetadata | undefined> => {
    try {
      const library = await load()
      const issuer = new URL(settings.issuer)
      const config = await library.discovery(issuer, settings.client, undefined, library.None(), {
        [library.customFetch]: fetch,
        execute: insecure(library, settings),
      })
      const metadata = narrowed({ ...config.serverMetadata() }, settings, policy)
      if (typeof metadata === 'string') throw new Error(metadata)
      found = { metadata, at: clock.now() }
      failedAt = undefined
      return metadata
    } catch (error) {
      failedAt = clock.now()
      complain('The OpenID Connect provider’s description can’t be read', whyOf(error))
      const old = found
      return old !== undefined && between(old.at, clock.now()) < servesFor ? old.metadata : undefined
    } finally {
      underWay = undefined
    }
  }
  const metadata = async (): Promise<Client.ServerMetadata | undefined> => {
    const now = clock.now()
    if (found !== undefined && now < plus(found.at, discoveredFor)) return found.metadata
    if (underWay === undefined && failedAt !== undefined && now < plus(failedAt, notAskedAgainFor))
      return found?.metadata
    return (underWay ??= discover())
  }
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
    for (const extend of insecure(library, settings)) extend(config)
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
        return claims === undefined ? refuse('people/oidc-wrong') : identityIn(claims, settings.client)
      } catch (error) {
        const refused = refusalOf(error)
        if (refused.problem.code !== 'people/oidc-cancelled')
          complain('A sign-in through the OpenID Connect provider was refused', whyOf(error))
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
      if (keys === undefined || between(keys.at, at) >= keysKeptFor)
        try {
          keys = { jwks: await keysOf(described, fetch), at }
        } catch (error) {
          complain('The OpenID Connect provider’s keys can’t be read', whyOf(error))
          return refuse('people/oidc-away')
        }
      return isSignedByOneOf(token, keys.jwks) ? order : wrong('signature')
    },
  }
}

/** Loaded at the first sign-in: most installations never need it. */
function load(): Promise<typeof Client> {
  return import('openid-client')
}

function insecure(
  library: typeof Client,
  { issuer, allowed }: OidcSettings,
): ((config: Client.Configuration) => void)[] {
  // Which hosts these are is the guard's to say: only those that were allowed by name.
  return allowed.length > 0 && issuer.startsWith('http:') ? [library.allowInsecureRequests] : []
}

/** The provider's description with nothing in it that must not be used; a text says why it can't be used at all. */
function narrowed(
  metadata: Client.ServerMetadata,
  settings: OidcSettings,
  policy: AddressPolicy,
): Client.ServerMetadata | string {
  // The library lets a few large providers answer for many issuers; here it is the one that was named (OpenID Connect Discovery §4.3).
  if (URL.parse(metadata.issuer)?.href !== new URL(settings.issuer).href)
    return `it calls itself ${metadata.issuer.slice(0, 200)}`
  const authorization = checkUrl(metadata.authorization_endpoint ?? '', policy)
  if (!authorization.ok) return `authorization_endpoint: ${authorization.problem.code}`
  const { end_session_endpoint: end, ...rest } = metadata
  const algorithms = (metadata.id_token_signing_alg_values_supported ?? ['RS256']).filter((one) =>
    acceptedAlgorithms.includes(one),
  )
  if (algorithms.length === 0) return 'it signs with no algorithm that is taken here'
  return {
    ...rest,
    id_token_signing_alg_values_supported: algorithms,
    ...(end !== undefined && checkUrl(end, policy).ok ? { end_session_endpoint: end } : {}),
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

/** The library has checked `iss`, `aud`, `exp`, `nonce` and the signature; what it leaves open is checked here. */
function identityIn(
  claims: Client.IDToken,
  client: string,
): ReturnType<typeof refuse<'people/oidc-wrong'>> | { readonly ok: true; readonly value: Identity } {
  const { iss, sub, azp, auth_time: authTime } = claims
  const { acr, sid } = claims as { readonly acr?: unknown; readonly sid?: unknown }
  // OpenID Connect Core §3.1.3.7, 5: whoever is named there asked for the token; the library looks only where `aud` has several.
  if (azp !== undefined && azp !== client) return refuse('people/oidc-wrong')
  // §2: at most 255 ASCII characters.
  if (!/^[\x20-\x7e]{1,255}$/.test(sub)) return refuse('people/oidc-wrong')
  return ok({
    ...{ issuer: iss, subject: sub },
    ...(typeof authTime === 'number' ? { authTime } : {}),
    ...(typeof acr === 'string' ? { acr } : {}),
    ...(typeof sid === 'string' && sid.length <= 300 ? { sid } : {}),
  })
}
