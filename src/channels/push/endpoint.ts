/** The guard of addresses as push has it: an endpoint is an address that a stranger chose. */
import { checkUrl, refuse, type AddressPolicy, type Result } from '#base'
import type { PushKeys } from './subscription.ts'

export type EndpointRefusal =
  | 'push/not-a-url'
  | 'push/not-https'
  | 'push/port-not-allowed'
  | 'push/private-address'

const renamed = {
  'base/not-a-url': 'push/not-a-url',
  'base/not-https': 'push/not-https',
  'base/port-not-allowed': 'push/port-not-allowed',
  'base/private-address': 'push/private-address',
} as const

/** Checks an endpoint before any name in it is looked up. */
export function checkEndpoint(text: string, { allowed }: AddressPolicy): Result<URL, EndpointRefusal> {
  const url = checkUrl(text, { allowed })
  if (url.ok) return url
  const { code, details } = url.problem
  return refuse(renamed[code], { at: 'endpoint', ...details })
}

const base64url = /^[A-Za-z0-9_-]+={0,2}$/

/** RFC 8291 §2.1, §3.2: an uncompressed P-256 point and 16 bytes; in base64url, as the browser gives them. */
export function checkKeys({ p256dh, auth }: PushKeys): Result<PushKeys, 'push/bad-keys'> {
  const bad = (key: string, why: string) => refuse('push/bad-keys', { at: `keys.${key}`, why })
  if (!base64url.test(p256dh)) return bad('p256dh', 'p256dh is not base64url')
  if (!base64url.test(auth)) return bad('auth', 'auth is not base64url')
  const point = Buffer.from(p256dh, 'base64url')
  if (point.length !== 65 || point[0] !== 4) return bad('p256dh', 'p256dh is no uncompressed P-256 point')
  if (Buffer.from(auth, 'base64url').length !== 16) return bad('auth', 'auth is not 16 bytes')
  return {
    ok: true,
    value: {
      p256dh: point.toString('base64url'),
      auth: Buffer.from(auth, 'base64url').toString('base64url'),
    },
  }
}
