/** Checks a compact JWS against a provider's keys (RFC 7515, RFC 7518): asymmetric algorithms of a closed list, and nothing else. */
import { constants, createPublicKey, verify, type JsonWebKey, type KeyObject } from 'node:crypto'
import type { JsonObject } from '#base'

interface Algorithm {
  readonly kty: 'RSA' | 'EC' | 'OKP'
  readonly crv?: string
  readonly hash: string | null
  readonly pss?: 'pss'
}

const rsa = (hash: string): Algorithm => ({ kty: 'RSA', hash })
const pss = (hash: string): Algorithm => ({ kty: 'RSA', hash, pss: 'pss' })
const ec = (hash: string, crv: string): Algorithm => ({ kty: 'EC', hash, crv })
const edwards: Algorithm = { kty: 'OKP', crv: 'Ed25519', hash: null }

/** Neither `none` nor one whose key the client knows as well: whoever can check those can forge them. */
const algorithms: ReadonlyMap<string, Algorithm> = new Map([
  ...(['256', '384', '512'] as const).flatMap((bits) => [
    [`RS${bits}`, rsa(`sha${bits}`)] as const,
    [`PS${bits}`, pss(`sha${bits}`)] as const,
  ]),
  ['ES256', ec('sha256', 'P-256')],
  ['ES384', ec('sha384', 'P-384')],
  ['ES512', ec('sha512', 'P-521')],
  ['EdDSA', edwards],
  ['Ed25519', edwards],
])

export const acceptedAlgorithms: readonly string[] = [...algorithms.keys()]

export interface Jws {
  readonly header: JsonObject
  readonly claims: JsonObject
}

/** What it says, unchecked; undefined for what is no JWS with a JSON object inside. */
export function readJws(token: string): Jws | undefined {
  const parts = token.split('.')
  if (parts.length !== 3 || !parts.every((part) => /^[\w-]*$/.test(part))) return undefined
  const [header, claims] = parts.slice(0, 2).map(jsonObjectOf)
  return header === undefined || claims === undefined ? undefined : { header, claims }
}

/** Whether one of the keys, and only the one that fits its header, made the signature. */
export function isSignedByOneOf(token: string, keys: readonly JsonWebKey[]): boolean {
  const { header } = readJws(token) ?? {}
  const algorithm = algorithms.get(String(header?.['alg']))
  if (header === undefined || algorithm === undefined) return false
  const fitting = keys.filter(
    (key) =>
      key.kty === algorithm.kty &&
      (algorithm.crv === undefined || key.crv === algorithm.crv) &&
      (header['kid'] === undefined || key['kid'] === header['kid']) &&
      (key['alg'] === undefined || key['alg'] === header['alg']) &&
      (key['use'] === undefined || key['use'] === 'sig'),
  )
  if (fitting.length !== 1) return false
  const [signed, signature] = [
    token.slice(0, token.lastIndexOf('.')),
    token.slice(token.lastIndexOf('.') + 1),
  ]
  try {
    const key = createPublicKey({ key: fitting[0]!, format: 'jwk' })
    return (
      isLongEnough(key) &&
      verify(
        algorithm.hash,
        Buffer.from(signed),
        {
          key,
          dsaEncoding: 'ieee-p1363',
          ...(algorithm.pss === undefined
            ? {}
            : { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }),
        },
        Buffer.from(signature, 'base64url'),
      )
    )
  } catch {
    return false
  }
}

/** RFC 7518 §3.3. */
function isLongEnough(key: KeyObject): boolean {
  return key.asymmetricKeyType !== 'rsa' || (key.asymmetricKeyDetails?.modulusLength ?? 0) >= 2_048
}

function jsonObjectOf(part: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as JsonObject)
      : undefined
  } catch {
    return undefined
  }
}
