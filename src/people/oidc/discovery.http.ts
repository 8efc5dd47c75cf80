/** A provider's description (OpenID Connect Discovery 1.0): read when it is first needed, kept for a while, and narrowed to what may be used. */
import type * as Client from 'openid-client'
import { between, checkUrl, hour, plus, second, type AddressPolicy, type Clock, type Instant } from '#base'
import { acceptedAlgorithms } from './jws.node.ts'
import { whyOf } from './library-errors.ts'
import type { OidcSettings } from './provider.ts'

/** Read again when it is older; an old one serves for a day where the provider is away. */
const discoveredFor = hour
const servesFor = 24 * hour
/** After a failure nobody waits for the next one. */
const notAskedAgainFor = 5 * second

export interface DiscoveryParts {
  readonly settings: OidcSettings
  readonly policy: AddressPolicy
  readonly fetch: Client.CustomFetch
  readonly clock: Clock
  readonly complain: (what: string, why: string) => void
}

/** Undefined while the provider is away, or describes itself as what can't be used; the log says why. */
export type Discovered = () => Promise<Client.ServerMetadata | undefined>

export function discovery({ settings, policy, fetch, clock, complain }: DiscoveryParts): Discovered {
  let found: { readonly metadata: Client.ServerMetadata; readonly at: Instant } | undefined
  let failedAt: Instant | undefined
  let underWay: Promise<Client.ServerMetadata | undefined> | undefined

  const heldFor = (longest: number) =>
    found !== undefined && between(found.at, clock.now()) < longest ? found.metadata : undefined
  const discover = async (): Promise<Client.ServerMetadata | undefined> => {
    try {
      const library = await load()
      const config = await library.discovery(
        new URL(settings.issuer),
        settings.client,
        undefined,
        library.None(),
        {
          [library.customFetch]: fetch,
          execute: plainHttp(library, settings),
        },
      )
      const metadata = narrowed({ ...config.serverMetadata() }, settings, policy)
      if (typeof metadata === 'string') throw new Error(metadata)
      found = { metadata, at: clock.now() }
      failedAt = undefined
      return metadata
    } catch (error) {
      failedAt = clock.now()
      complain('The OpenID Connect provider’s description can’t be read', whyOf(error))
      return heldFor(servesFor)
    } finally {
      underWay = undefined
    }
  }
  return async () => {
    const fresh = heldFor(discoveredFor)
    if (fresh !== undefined) return fresh
    const failedJustNow = failedAt !== undefined && clock.now() < plus(failedAt, notAskedAgainFor)
    return underWay === undefined && failedJustNow ? heldFor(servesFor) : (underWay ??= discover())
  }
}

/** Loaded at the first sign-in: most installations never need it. */
export function load(): Promise<typeof Client> {
  return import('openid-client')
}

/** For the library, which takes https alone unless it is told. */
export function plainHttp(
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
