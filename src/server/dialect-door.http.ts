/**
 * The door of the dialects, in front of every route: which of them a request means by host, port or prefix, who asks with which
 * key, how often, and the answer in the dialect's own shape.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { addressGroup, type Instant } from '#base'
import type { DialectCall, DialectCaller, DialectRefusal, DialectRoute } from '#dialects'
import { may, viaText, type Action, type KeyId } from '#people'
import { clientCertificateOf } from './client-certificate.node.ts'
import type { Config } from './config.ts'
import {
  bytesOf,
  dialectBytes,
  isHeld,
  modifiedSeconds,
  zippedOf,
  type Bytes,
  type DialectBytes,
} from './dialect-bytes.node.ts'
import type { DialectDesk, Face } from './dialect-desk.ts'
import { keyIn } from './dialect-keys.ts'
import { quotasOf, type Limiter, type RateSettings } from './limits.ts'
import { bodyOf } from './dialect-body.http.ts'
import { openReaders } from './dialect-readers.http.ts'
import { openRefusedAccess } from './refused-access.ts'
import { bareHeaders } from './security-headers.ts'
import type { System } from './system.ts'
import { openWindowCount } from './window-count.ts'

export interface DialectDoor {
  /** In front of a server's own listener: what is no dialect's is handed on. */
  before(handle: RequestListener): RequestListener
  /** At a port of its own everything is one dialect's. */
  only(face: Face): RequestListener
  /** The dialect and the path in it that a request means. */
  meant(request: IncomingMessage): Meant | undefined
}

export interface Meant {
  readonly face: Face
  /** With its query, beginning with a slash. */
  readonly path: string
}

export interface DialectDoorParts {
  readonly desk: DialectDesk
  readonly limiter: Limiter
  readonly rates: RateSettings
  readonly settings: Pick<Config, 'dialectHosts' | 'dialectRates' | 'dialectKeys' | 'proxies'>
  readonly keyUsed: (key: KeyId) => void
  readonly publicBy: () => 'https' | 'http'
}

export const dialectPrefix = '/dialects/'
const usualBody = 64 * 1_024

export function openDialectDoor(system: System, parts: DialectDoorParts): DialectDoor {
  const { desk, limiter, rates, settings, keyUsed } = parts
  const { clock, people, log, config } = system
  const readers = openReaders(settings.proxies)
  const quotas = quotasOf(rates)
  const everybody = openWindowCount(clock)
  const ofOne = openWindowCount(clock)
  const refusedAccess = openRefusedAccess(system)
  const byHost = new Map(
    settings.dialectHosts.flatMap(([id, host]) => {
      const face = desk.face(id)
      return face === undefined ? [] : [[host.toLowerCase(), face] as const]
    }),
  )
  const rateOf = new Map(settings.dialectRates.map(([id, most]) => [id, Number(most)]))
  const kept = new Map<Face, DialectBytes>(desk.faces.map((face) => [face, dialectBytes(face)]))
  const contains = (outer: string, inner: string) =>
    system.areas.hierarchy().contains(outer as never, inner as never)

  const meant: DialectDoor['meant'] = ({ url = '/', headers }) => {
    if (byHost.size > 0) {
      const host = headers.host?.toLowerCase()
      const face =
        host === undefined ? undefined : (byHost.get(host) ?? byHost.get(host.replace(/:\d+$/, '')))
      if (face !== undefined) return { face, path: url }
    }
    if (!url.startsWith(dialectPrefix)) return undefined
    const end = url.slice(dialectPrefix.length).search(/[/?]|$/) + dialectPrefix.length
    const face = desk.face(url.slice(dialectPrefix.length, end))
    if (face === undefined) return undefined
    const rest = url.slice(end)
    return { face, path: rest.startsWith('/') ? rest : `/${rest}` }
  }

  const say = (request: IncomingMessage, response: ServerResponse, face: Face, bytes: Bytes) => {
    const now = clock.now()
    const { 'if-none-match': etags, 'if-modified-since': since } = request.headers
    const held = isHeld(bytes, { etags, since }, now)
    const smaller = bytes.zipped !== 'not-worth-it' && takesZipped(request) ? zippedOf(bytes) : undefined
    const body = smaller ?? bytes.body
    const form = `${held ? 'held' : ''}${smaller === undefined ? '' : 'zipped'}`
    response.writeHead(held ? 304 : bytes.status, headOf(face, bytes, { now, form, length: body.length }))
    response.end(held || request.method === 'HEAD' ? undefined : (smaller ?? bytes.text ?? body))
  }
  /** The same for everybody who asks before and after the second of the change is over; written once for both. */
  const headOf = (
    { dialect }: Face,
    bytes: Bytes,
    { now, form, length }: { readonly now: Instant; readonly form: string; readonly length: number },
  ): { readonly [name: string]: string | number } => {
    const seconds = modifiedSeconds(bytes.datedAt, now)
    const name = `${seconds} ${form}`
    const before = bytes.heads.get(name)
    if (before !== undefined) return before
    const isKeyed = dialect.keys !== 'none' && settings.dialectKeys === 'as-the-original'
    const head = {
      ...bareHeaders(parts.publicBy(), 'live-stream'),
      'access-control-allow-origin': '*',
      'tocsin-mode': config.mode,
      ...(bytes.etag === undefined
        ? { 'cache-control': 'no-store' }
        : {
            etag: bytes.etag,
            'last-modified': new Date(seconds * 1_000).toUTCString(),
            // What was read with a key is not for a cache that others read from.
            'cache-control': isKeyed ? 'private, no-cache' : 'public, max-age=1',
            vary: 'accept-encoding',
          }),
      ...(form.startsWith('held')
        ? policyOf(bytes)
        : {
            ...bytes.head,
            ...(form === 'zipped' ? { 'content-encoding': 'gzip' } : {}),
            'content-length': length,
          }),
    }
    bytes.heads.set(name, head)
    return head
  }
  const refuse = (
    request: IncomingMessage,
    response: ServerResponse,
    face: Face,
    refusal: DialectRefusal,
  ) => {
    const { dialect } = face
    const answer = dialect.refused(refusal)
    const headers = {
      ...answer.headers,
      ...(refusal.retryAfter === undefined ? {} : { 'retry-after': String(refusal.retryAfter) }),
      ...(refusal.status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
      // What was not read of a body would be taken for the next request.
      ...(refusal.status === 413 ? { connection: 'close' } : {}),
    }
    say(request, response, face, bytesOf({ ...answer, headers }, face.picture(), 'for-one'))
  }

  /** Undefined where they may go on. */
  const tooOften = (
    face: Face,
    address: string,
    caller: DialectCaller | undefined,
  ): DialectRefusal | undefined => {
    const own = rateOf.get(face.dialect.id)
    if (own === undefined) return undefined
    const who = `${face.dialect.id} ${caller?.key ?? addressGroup(address)}`
    const { count, secondsLeft } = ofOne.take(who)
    return count > own
      ? { status: 429, why: `No more than ${own} requests a minute.`, retryAfter: secondsLeft }
      : undefined
  }
  const floods = (request: IncomingMessage): DialectRefusal | undefined => {
    if (quotas.reading === null) return undefined
    const { isHere, group } = readers.of(request)
    if (isHere) return undefined
    const { count, secondsLeft } = everybody.take(group)
    return count > quotas.reading
      ? { status: 429, why: 'Too many requests from this address.', retryAfter: secondsLeft }
      : undefined
  }

  /** Who asks; a refusal where a key is needed and this is none. */
  const whoAsks = async (
    request: IncomingMessage,
    { dialect }: Face,
    route: DialectRoute | undefined,
    query: URLSearchParams,
    address: string,
  ): Promise<{ readonly caller?: DialectCaller } | DialectRefusal> => {
    const reads = dialect.keys !== 'none' && settings.dialectKeys === 'as-the-original'
    const action: Action | undefined =
      (route?.needs as Action | undefined) ??
      (reads && route?.key !== 'not-needed' ? 'board.read' : undefined)
    if (action === undefined) return {}
    const text = keyIn(dialect.keys, request.headers.authorization, query)
    const found =
      text === undefined ? undefined : people.withKey(text, clientCertificateOf(request, clock.now()))
    const what = `${request.method} ${dialectPrefix}${dialect.id}${route?.path ?? ''}`
    if (found?.ok !== true) {
      if (text !== undefined) {
        refusedAccess.add(addressGroup(address), what, found?.ok === false ? found.problem.code : '')
        const { points, secondsLeft } = await limiter.take('guesses', addressGroup(address), 1)
        if (quotas.guesses !== null && points > quotas.guesses)
          return { status: 429, why: 'Too many wrong keys.', retryAfter: Math.ceil(secondsLeft) }
      }
      return { status: 401, why: text === undefined ? 'A key is needed.' : 'This key is not known.' }
    }
    const { person, permitted, via } = found.value
    if (via.by === 'key') keyUsed(via.key)
    const allowed = may(permitted, { action }, contains)
    if (!allowed.ok) {
      refusedAccess.add(viaText(via), what, allowed.problem.code)
      return { status: 403, why: 'This key may not do that.' }
    }
    return { caller: { person: person.id, key: viaText(via) } }
  }

  const answer = async (request: IncomingMessage, response: ServerResponse, { face, path }: Meant) => {
    const { router } = face
    const { address } = readers.of(request)
    const flood = floods(request)
    if (flood !== undefined) return refuse(request, response, face, flood)
    const asksFor = path.indexOf('?')
    const query = new URLSearchParams(asksFor < 0 ? '' : path.slice(asksFor + 1))
    const { method = 'GET' } = request
    const found = router.find(method, asksFor < 0 ? path : path.slice(0, asksFor))
    const who = await whoAsks(
      request,
      face,
      typeof found === 'string' ? undefined : found.route,
      query,
      address,
    )
    if ('status' in who) return refuse(request, response, face, who)
    const often = tooOften(face, address, who.caller)
    if (often !== undefined) return refuse(request, response, face, often)
    if (found === 'no-such-path') return refuse(request, response, face, { status: 404, why: 'Not found.' })
    if (found === 'other-method')
      return refuse(request, response, face, { status: 405, why: `${method} is not for this address.` })
    const { route, params } = found
    const body = await bodyOf(request, route.bodyLimit ?? usualBody)
    if (body === 'too-large')
      return refuse(request, response, face, { status: 413, why: 'This is too large.' })
    const call: DialectCall = {
      ...{ params, headers: request.headers, body, caller: who.caller },
      query: Object.fromEntries((route.query ?? []).map((name) => [name, query.get(name) ?? undefined])),
    }
    await desk.dated
    say(request, response, face, await kept.get(face)!.make(path, found, call))
  }

  /** What was made before, for everybody alike and without a limit of its own, needs none of the rest. */
  const fromHand = (request: IncomingMessage, response: ServerResponse, { face, path }: Meant): boolean => {
    const { dialect } = face
    const isOpen = dialect.keys === 'none' || settings.dialectKeys === 'none'
    if (!isOpen || rateOf.has(dialect.id) || (request.method !== 'GET' && request.method !== 'HEAD'))
      return false
    const bytes = kept.get(face)!.atHand(path)
    if (bytes === undefined) return false
    if (floods(request) !== undefined) return false
    say(request, response, face, bytes)
    return true
  }

  const serve = (request: IncomingMessage, response: ServerResponse, it: Meant) => {
    if (fromHand(request, response, it)) return
    if (request.method === 'OPTIONS') return void response.writeHead(204, preflight).end()
    answer(request, response, it).catch((error: unknown) => {
      // Who went away in the middle of what they sent needs no answer.
      if (!request.complete && request.destroyed) return void response.destroy()
      log.error('A dialect could not answer', { dialect: it.face.dialect.id, why: String(error) })
      if (response.headersSent) return void response.destroy()
      refuse(request, response, it.face, { status: 500, why: 'Something went wrong here.' })
    })
  }
  return {
    meant,
    before: (handle) => (request, response) => {
      const it = meant(request)
      if (it === undefined) handle(request, response)
      else serve(request, response, it)
    },
    only: (face) => (request, response) => serve(request, response, { face, path: request.url ?? '/' }),
  }
}

/** Browsers take what “not modified” says for the page that they have (RFC 9111 §4.3.4). */
function policyOf({ head }: Bytes): { readonly [name: string]: string } {
  const policy = head['content-security-policy']
  return policy === undefined ? {} : { 'content-security-policy': policy }
}

/** Pages of others may read what everybody may, with a key in a header where one is needed. */
const preflight = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, HEAD',
  'access-control-allow-headers': 'authorization, if-modified-since, if-none-match',
  'access-control-max-age': '86400',
  'content-length': '0',
}

function takesZipped({ headers }: IncomingMessage): boolean {
  return /\bgzip\b(?!\s*;\s*q=0(\.0+)?\s*(,|$))/.test(headers['accept-encoding']?.toString() ?? '')
}
