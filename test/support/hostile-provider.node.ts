/** A provider that lies as the test says: in its description, its keys, its tokens, or by not answering at all. */
import { createHmac, generateKeyPairSync, sign, type JsonWebKey, type KeyObject } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { JsonObject } from '#base'

export interface HostileProvider {
  readonly issuer: string
  readonly host: string
  readonly asked: readonly string[]
  /** What the token request held, as a form. */
  readonly tokenRequests: readonly URLSearchParams[]
  /** What an honest ID token would say; change one thing and sign. */
  honestClaims(more?: JsonObject): JsonObject
  /** A compact JWS under its published key. */
  sign(claims: JsonObject, header?: JsonObject): string
  /** Its lies: each is used until it is changed again. */
  readonly lies: {
    description?: (honest: JsonObject) => unknown
    idToken?: () => string
    /** Answers instead of it, at the token endpoint. */
    token?: (response: ServerResponse) => void
    keys?: () => unknown
    /** Answers instead of everything. */
    everything?: (response: ServerResponse) => void
  }
  close(): Promise<void>
}

export interface Key {
  readonly key: KeyObject
  readonly jwk: JsonWebKey
}

export function newRsaKey(kid: string, bits = 2_048): Key {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: bits })
  return { key: privateKey, jwk: { ...publicKey.export({ format: 'jwk' }), kid, use: 'sig' } }
}

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** `alg` of the header says how; the key fits or doesn't, as the test wants. */
export function signedBy(key: KeyObject | string, header: JsonObject, claims: JsonObject): string {
  const signed = `${encoded(header)}.${encoded(claims)}`
  const { alg } = header
  if (alg === 'none') return `${signed}.`
  if (typeof key === 'string')
    return `${signed}.${createHmac('sha256', key).update(signed).digest('base64url')}`
  const signature = sign(
    alg === 'EdDSA' ? null : 'sha256',
    Buffer.from(signed),
    alg === 'ES256' ? { key, dsaEncoding: 'ieee-p1363' } : key,
  )
  return `${signed}.${signature.toString('base64url')}`
}

export async function startHostileProvider(
  client: string,
  published = newRsaKey('one'),
): Promise<HostileProvider> {
  const asked: string[] = []
  const tokenRequests: URLSearchParams[] = []
  const lies: HostileProvider['lies'] = {}
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    const json = (body: unknown) =>
      void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      if (lies.everything !== undefined) return lies.everything(response)
      switch (request.url) {
        case '/.well-known/openid-configuration':
          return json(lies.description?.(description) ?? description)
        case '/keys':
          return json(lies.keys?.() ?? { keys: [published.jwk] })
        case '/token':
          tokenRequests.push(new URLSearchParams(Buffer.concat(chunks).toString()))
          if (lies.token !== undefined) return lies.token(response)
          return json({ access_token: 'a', token_type: 'Bearer', expires_in: 60, id_token: lies.idToken?.() })
        default:
          return void response.writeHead(404).end()
      }
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const issuer = `http://127.0.0.1:${port}`
  const description: JsonObject = {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/keys`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256', 'ES256', 'EdDSA', 'HS256', 'none'],
    token_endpoint_auth_methods_supported: ['none', 'client_secret_post'],
    authorization_response_iss_parameter_supported: true,
  }
  return {
    ...{ issuer, host: `127.0.0.1:${port}`, asked, tokenRequests, lies },
    honestClaims(more = {}) {
      const now = Math.floor(Date.now() / 1_000)
      return {
        iss: issuer,
        sub: 'olena-at-work',
        aud: client,
        iat: now,
        exp: now + 300,
        auth_time: now,
        ...more,
      }
    },
    sign: (claims, header = {}) => signedBy(published.key, { alg: 'RS256', kid: 'one', ...header }, claims),
    async close() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}
