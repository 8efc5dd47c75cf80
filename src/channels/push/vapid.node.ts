/** Who we are to push services (RFC 8292): a P-256 key of the installation, and short-lived tokens signed with it, one per service. */
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  type JsonWebKeyInput,
  type KeyObject,
} from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { epochMilliseconds, hour, type Clock, type Shelf } from '#base'

export interface VapidKey {
  /** The uncompressed point in base64url, as browsers take it (`applicationServerKey`). */
  readonly publicKey: string
  /** JSON Web Key; a secret. */
  readonly written: string
  readonly key: KeyObject
}

export function newVapidKey(): VapidKey {
  return vapidKey(
    JSON.stringify(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' })),
  )
}

/** Throws where the text is no private P-256 key: a damaged key must not be replaced in silence, for every subscription hangs on it. */
export function vapidKey(written: string): VapidKey {
  const key = createPrivateKey({ key: JSON.parse(written) as JsonWebKeyInput['key'], format: 'jwk' })
  const { crv, x, y } = createPublicKey(key).export({ format: 'jwk' })
  if (crv !== 'P-256') throw new TypeError('the key of push must be a P-256 key (RFC 8292 §2)')
  const point = Buffer.concat([
    Buffer.of(4),
    Buffer.from(x ?? '', 'base64url'),
    Buffer.from(y ?? '', 'base64url'),
  ])
  return { publicKey: point.toString('base64url'), written, key }
}

/** Where the key stands in the data folder, readable by the account that runs the server alone. */
export function vapidKeyFile(dataFolder: string): string {
  return join(dataFolder, 'keys', 'push.key')
}

/**
 * The installation's key, made at the first start. It stands in the data folder; where several servers share a database, on
 * their shelf, because a subscription is bound to one key (RFC 8292 §4.2) and any of them may have to send.
 */
export async function keptVapidKey(kept: {
  readonly dataFolder: string
  readonly shared?: Pick<Shelf, 'get' | 'add'>
}): Promise<VapidKey> {
  const file = vapidKeyFile(kept.dataFolder)
  let own: VapidKey | undefined
  try {
    own = vapidKey(await readFile(file, 'utf8'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  if (kept.shared !== undefined) {
    // The first to come brings the key it had; from then on the shelf's is everybody's, whatever stands in their folders.
    await kept.shared.add('push-keys', [{ key: 'push', document: (own ?? newVapidKey()).written }])
    return vapidKey(String(await kept.shared.get('push-keys', 'push')))
  }
  if (own !== undefined) return own
  const made = newVapidKey()
  await mkdir(join(kept.dataFolder, 'keys'), { recursive: true, mode: 0o700 })
  // Never over one that is there: two starts at once would each hold another key.
  await writeFile(file, made.written, { mode: 0o600, flag: 'wx', flush: true })
  return made
}

/** RFC 8292 §2: no longer than a day; services differ in how exact their clocks are. */
const tokenLasts = 12 * hour
const renewedBefore = hour
/** Origins come from strangers. */
const mostTokens = 5_000

/** The `authorization` of a request to this origin; the same token for hours, because signing takes longer than sending. */
export function vapidTokens(
  { key, publicKey }: VapidKey,
  options: { readonly clock: Pick<Clock, 'now'>; readonly subject: () => string },
): (origin: string) => string {
  const tokens = new Map<
    string,
    { readonly text: string; readonly until: number; readonly subject: string }
  >()
  return (origin) => {
    const nowMs = epochMilliseconds(options.clock.now())
    const subject = options.subject()
    const known = tokens.get(origin)
    if (known !== undefined && known.until - nowMs > renewedBefore && known.subject === subject)
      return known.text
    if (tokens.size >= mostTokens) tokens.clear()
    const until = nowMs + tokenLasts
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const claims = {
      aud: origin,
      exp: Math.floor(until / 1_000),
      ...(subject === '' ? {} : { sub: subject }),
    }
    const signed = `${part({ typ: 'JWT', alg: 'ES256' })}.${part(claims)}`
    // JWS wants the two numbers one after the other, not DER (RFC 7518 §3.4).
    const signature = sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' }).toString(
      'base64url',
    )
    const text = `vapid t=${signed}.${signature}, k=${publicKey}`
    tokens.set(origin, { text, until, subject })
    return text
  }
}
