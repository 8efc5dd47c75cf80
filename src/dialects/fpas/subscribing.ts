/** What an app says when it subscribes, or comes with another endpoint: read leniently, as far as nothing is guessed. */
import type { Bounds } from '#areas'
import { ok, refuse, type Result } from '#base'
import { hasBox, readBox } from './box.ts'

export interface FpasPush {
  readonly endpoint: string
  /** Null for UnifiedPush in the clear. */
  readonly keys: { readonly p256dh: string; readonly auth: string } | null
}

export type SubscribingRefusal =
  | 'fpas/not-json'
  | 'fpas/missing'
  | 'fpas/bad-box'
  | 'fpas/push-service-not-offered'
  | 'fpas/other-server-key'

type Fields = Readonly<Record<string, unknown>>

/** What apps may choose; the others of the protocol need contracts with the makers of telephones. */
export const pushServices = {
  UNIFIED_PUSH: true,
  UNIFIED_PUSH_ENCRYPTED: true,
  APN: false,
  FIREBASE: false,
} as const

const longestToken = 2_048
const longestKey = 200

export interface Subscribing {
  readonly push: FpasPush
  readonly box: Bounds
}

/** `serverKey` is ours: an app that names another subscribed for another server. */
export function readSubscribing(body: unknown, serverKey: string): Result<Subscribing, SubscribingRefusal> {
  const fields = fieldsIn(body)
  if (!fields.ok) return fields
  const push = readPush(fields.value, serverKey)
  if (!push.ok) return push
  const box = readBox(fields.value)
  return box.ok ? ok({ push: push.value, box: box.value }) : box
}

/** A heartbeat says nothing; an app whose endpoint or place has changed says what is new. */
export function readChange(
  body: unknown,
  serverKey: string,
): Result<{ readonly push?: FpasPush; readonly box?: Bounds }, SubscribingRefusal> {
  if (body === undefined || body === null) return ok({})
  const fields = fieldsIn(body)
  if (!fields.ok) return fields
  const push =
    textIn(fields.value, 'token', longestToken) === undefined
      ? ok(undefined)
      : readPush(fields.value, serverKey)
  if (!push.ok) return push
  const box = hasBox(fields.value) ? readBox(fields.value) : ok(undefined)
  if (!box.ok) return box
  return ok({
    ...(push.value === undefined ? {} : { push: push.value }),
    ...(box.value === undefined ? {} : { box: box.value }),
  })
}

function fieldsIn(body: unknown): Result<Fields, 'fpas/not-json'> {
  const isObject = typeof body === 'object' && body !== null && !Array.isArray(body)
  return isObject ? ok(body as Fields) : refuse('fpas/not-json')
}

function readPush(fields: Fields, serverKey: string): Result<FpasPush, SubscribingRefusal> {
  const token = textIn(fields, 'token', longestToken)
  if (token === undefined) return missing('token')
  const keys = {
    p256dh: textIn(fields, 'p256dh_key', longestKey),
    auth: textIn(fields, 'auth_key', longestKey),
  }
  // An app that says nothing of the service says by its keys what it can read.
  const implied = keys.p256dh === undefined ? 'UNIFIED_PUSH' : 'UNIFIED_PUSH_ENCRYPTED'
  const service = fields['push_service'] ?? implied
  if (typeof service !== 'string' || !Object.hasOwn(pushServices, service) || !pushServices[service as 'APN'])
    return refuse('fpas/push-service-not-offered', {
      ...{ at: 'push_service', service: String(service).slice(0, 40) },
      offered: Object.entries(pushServices).flatMap(([name, offered]) => (offered ? name : [])),
    })
  if (service === 'UNIFIED_PUSH') return ok({ endpoint: token, keys: null })
  if (keys.p256dh === undefined) return missing('p256dh_key')
  if (keys.auth === undefined) return missing('auth_key')
  const named = textIn(fields, 'vapid_public_key', longestKey)
  if (named !== undefined && named.replace(/=+$/, '') !== serverKey)
    return refuse('fpas/other-server-key', { at: 'vapid_public_key' })
  return ok({ endpoint: token, keys: { p256dh: keys.p256dh, auth: keys.auth } })
}

function missing(what: string) {
  return refuse('fpas/missing', { at: what, what })
}

function textIn(fields: Fields, name: string, longest: number): string | undefined {
  const value = fields[name]
  return typeof value === 'string' && value !== '' && value.length <= longest ? value : undefined
}
