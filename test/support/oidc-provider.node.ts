/** A real OpenID Connect provider on this machine, whose people sign in as the test says; it can go away and come back. */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { generateKeyPairSync, type JsonWebKey } from 'node:crypto'

export const confidential = { id: 'tocsin', secret: 'a secret that only this test knows, and long enough' }
export const publicClient = 'tocsin-public'
export const strongAcr = 'urn:example:two-factors'

/** What the person does at the provider. */
export type AtProvider =
  | { readonly does: 'sign-in'; readonly account: string; readonly acr?: string }
  | { readonly does: 'cancel' }

export interface RealProvider {
  readonly issuer: string
  /** `127.0.0.1:port`, to be allowed by name. */
  readonly host: string
  /** Registers the client: until then nobody is answered. */
  open(): Promise<void>
  /** Every path asked for, in order. */
  readonly asked: readonly string[]
  /** From now on. */
  atProvider(what: AtProvider): void
  /** Signs with another key from now on, and publishes only that one. */
  rotateKeys(): Promise<void>
  /** Every sentence of the provider's own that something was wrong. */
  readonly complaints: readonly string[]
  goAway(): Promise<void>
  comeBack(): Promise<void>
  close(): Promise<void>
}

interface Registered {
  readonly redirectUri: string
  readonly signedOutUri: string
  readonly backChannelUri?: string
}

type Handle = (request: IncomingMessage, response: ServerResponse) => void

export async function startOidcProvider(registered: () => Registered): Promise<RealProvider> {
  const asked: string[] = []
  const complaints: string[] = []
  let what: AtProvider = { does: 'sign-in', account: 'olena-at-work' }
  let handle: Handle | undefined
  let keyCount = 0
  let server: Server
  const listen = async (port: number) => {
    server = createServer((request, response) => {
      asked.push(`${request.method} ${request.url?.split('?')[0]}`)
      handle?.(request, response)
    })
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    return (server.address() as AddressInfo).port
  }
  const port = await listen(0)
  const issuer = `http://127.0.0.1:${port}`
  const makeProvider = async (): Promise<Handle> => {
    // @ts-expect-error it comes without types
    const { Provider } = await import('oidc-provider')
    const { redirectUri, signedOutUri, backChannelUri } = registered()
    const client = {
      ...{ redirect_uris: [redirectUri], post_logout_redirect_uris: [signedOutUri] },
      ...{ response_types: ['code'], grant_types: ['authorization_code'] },
      ...(backChannelUri === undefined
        ? {}
        : { backchannel_logout_uri: backChannelUri, backchannel_logout_session_required: true }),
    }
    const provider = new Provider(issuer, {
      clients: [
        { ...client, client_id: confidential.id, client_secret: confidential.secret },
        { ...client, client_id: publicClient, token_endpoint_auth_method: 'none' },
      ],
      jwks: { keys: [signingKey(`key-${++keyCount}`)] },
      cookies: { keys: ['only for this test'] },
      acrValues: [strongAcr],
      ttl: {
        AccessToken: 60,
        AuthorizationCode: 60,
        Grant: 600,
        IdToken: 300,
        Interaction: 600,
        Session: 600,
      },
      features: {
        devInteractions: { enabled: false },
        backchannelLogout: { enabled: true },
        rpInitiatedLogout: {
          enabled: true,
          logoutSource: (ctx: Loose, form: string) => void (ctx.body = form),
        },
      },
      renderError(ctx: Loose, { error, error_description: why }: Loose) {
        ctx.body = `${error}: ${why}`
      },
      interactions: { url: (_: unknown, { uid }: { readonly uid: string }) => `/interaction/${uid}` },
      findAccount: (_: unknown, id: string) => ({ accountId: id, claims: () => ({ sub: id }) }),
      // Its own guard would keep it from telling us that somebody signed out: here everything is at one address.
      fetch: (url: string, options: Loose) => fetch(url, { ...options, dispatcher: undefined }),
      async loadExistingGrant({ oidc: { client: asking, session } }: Loose) {
        const grant = new provider.Grant({ clientId: asking.clientId, accountId: session.accountId })
        grant.addOIDCScope('openid')
        await grant.save()
        return grant
      },
    })
    for (const event of ['server_error', 'authorization.error', 'grant.error', 'backchannel.error'])
      provider.on(event, (_: unknown, error: Error) =>
        complaints.push(
          `${event}: ${String((error as Loose).error_description ?? error.message ?? error)} ${String((error as Loose).cause ?? '')}`,
        ),
      )
    const answer: Handle = provider.callback()
    return (request, response) => {
      if (!request.url?.startsWith('/interaction/')) return answer(request, response)
      const result =
        what.does === 'cancel'
          ? { error: 'access_denied', error_description: 'the person went away' }
          : { login: { accountId: what.account, ...(what.acr === undefined ? {} : { acr: what.acr }) } }
      provider.interactionFinished(request, response, result).catch((error: Error) => {
        complaints.push(`interaction: ${error.message}`)
        response.writeHead(500).end()
      })
    }
  }
  const close = async () => {
    if (!server.listening) return
    server.close()
    server.closeAllConnections()
    await once(server, 'close')
  }
  return {
    async open() {
      handle = await quietly(makeProvider)
    },
    ...{ issuer, host: `127.0.0.1:${port}`, asked, complaints, close },
    atProvider: (next) => (what = next),
    async rotateKeys() {
      handle = await quietly(makeProvider)
    },
    goAway: close,
    comeBack: async () => void (await listen(port)),
  }
}

// oxlint-disable-next-line typescript/no-explicit-any -- the package comes without types
type Loose = any

function signingKey(kid: string): JsonWebKey {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 })
  return { ...privateKey.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' }
}

/** It tells of every default that a real installation would change; here they are meant. */
async function quietly<Value>(make: () => Promise<Value>): Promise<Value> {
  const { info, warn } = console
  Object.assign(console, { info() {}, warn() {} })
  try {
    return await make()
  } finally {
    Object.assign(console, { info, warn })
  }
}
