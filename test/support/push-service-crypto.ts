/** What a phone and its push service do with a message, by the RFCs alone and apart from the library that wrote it: decrypt it, and check who sent it. */
import {
  createDecipheriv,
  createECDH,
  createPublicKey,
  hkdfSync,
  randomBytes,
  verify,
  type ECDH,
} from 'node:crypto'

/** A phone's side of a subscription (RFC 8291 §2.1). */
export interface PhoneKeys {
  readonly ecdh: ECDH
  readonly auth: Buffer
  /** As `PushSubscription.toJSON()` gives them. */
  readonly keys: { readonly p256dh: string; readonly auth: string }
}

export function newPhoneKeys(): PhoneKeys {
  const ecdh = createECDH('prime256v1')
  ecdh.generateKeys()
  return phoneKeys(ecdh, randomBytes(16))
}

export function phoneKeys(ecdh: ECDH, auth: Buffer): PhoneKeys {
  return {
    ...{ ecdh, auth },
    keys: { p256dh: ecdh.getPublicKey().toString('base64url'), auth: auth.toString('base64url') },
  }
}

/** Throws on anything that a browser would not show. */
export function decrypted(body: Buffer, { ecdh, auth }: Pick<PhoneKeys, 'ecdh' | 'auth'>): Buffer {
  // RFC 8188 §2.1: salt (16), record size (4), length of the key id (1), key id.
  const salt = body.subarray(0, 16)
  const recordSize = body.readUInt32BE(16)
  const idLength = body[20]!
  const sender = body.subarray(21, 21 + idLength)
  // RFC 8291 §4: the key id is the sender's public key, uncompressed; and there is one record.
  if (idLength !== 65 || sender[0] !== 4) throw new Error('the key id is no uncompressed point')
  const record = body.subarray(21 + idLength)
  if (recordSize < 18 || record.length > recordSize) throw new Error('more than one record')
  if (body.length > 4_096) throw new Error('a push service need not take more than 4,096 bytes')
  // RFC 8291 §3.4.
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), ecdh.getPublicKey(), sender])
  const ikm = Buffer.from(hkdfSync('sha256', ecdh.computeSecret(sender), auth, info, 32))
  const key = Buffer.from(hkdfSync('sha256', ikm, salt, 'Content-Encoding: aes128gcm\0', 16))
  const nonce = Buffer.from(hkdfSync('sha256', ikm, salt, 'Content-Encoding: nonce\0', 12))
  const decipher = createDecipheriv('aes-128-gcm', key, nonce)
  decipher.setAuthTag(record.subarray(record.length - 16))
  const padded = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()])
  // RFC 8188 §2: the last record ends in a 2 and zeros.
  let end = padded.length
  while (end > 0 && padded[end - 1] === 0) end--
  if (padded[end - 1] !== 2) throw new Error('the last record has no delimiter')
  return padded.subarray(0, end - 1)
}

export interface Vapid {
  /** The uncompressed point in base64url. */
  readonly publicKey: string
  readonly aud: string
  /** Seconds since 1970. */
  readonly exp: number
  readonly sub: string | undefined
}

/** RFC 8292 §2, §3: a token of ours, for this origin, that is not over and not too long; throws where it is not. */
export function checkedVapid(authorization: string | undefined, origin: string, nowMs: number): Vapid {
  const found = /^vapid t=([\w-]+)\.([\w-]+)\.([\w-]+), ?k=([\w-]+)$/.exec(authorization ?? '')
  if (found === null) throw new Error(`no VAPID: ${authorization}`)
  const [, head = '', claims = '', signature = '', k = ''] = found
  const read = (part: string) =>
    JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>
  const point = Buffer.from(k, 'base64url')
  if (point.length !== 65 || point[0] !== 4) throw new Error('k is no uncompressed point')
  const key = createPublicKey({
    format: 'jwk',
    key: {
      ...{ kty: 'EC', crv: 'P-256' },
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
    },
  })
  const { alg, typ } = read(head)
  if (alg !== 'ES256' || typ !== 'JWT') throw new Error('not an ES256 JWT')
  const signed = Buffer.from(`${head}.${claims}`)
  const isOurs = verify(
    'sha256',
    signed,
    { key, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  )
  if (!isOurs) throw new Error('the token is not signed by k')
  const { aud, exp, sub } = read(claims)
  if (aud !== origin) throw new Error(`aud is ${String(aud)}, and this is ${origin}`)
  if (typeof exp !== 'number' || exp * 1_000 <= nowMs) throw new Error('the token is over')
  if (exp * 1_000 > nowMs + 24 * 3_600_000) throw new Error('the token lasts longer than a day')
  if (sub !== undefined && !/^(mailto:|https:)/.test(String(sub))) throw new Error('sub is nobody’s address')
  return { publicKey: k, aud, exp, sub: sub as string | undefined }
}
