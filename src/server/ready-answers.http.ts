/**
 * Answers at hand: a public page that was made and sent a moment ago is sent again, with the same head and bytes, before
 * anything else looks at the request. After a siren a town asks for the same few pages in the same second, and each way
 * through the routes costs several times what such an answer does.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { addressGroup, epochMilliseconds, isThisMachine, minute, plainAddress, type Clock } from '#base'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The same bytes for everybody who asks in the same languages and encodings, for as long as what they say is true. */
    readonly ready?: () => string
  }
}

export interface ReadyAnswers {
  /** In front of a server's own listener. */
  before(handle: RequestListener): RequestListener
  /** Keeps what the routes that say so send. After every other hook that touches an answer's head. */
  on(fastify: FastifyInstance): void
}

interface Kept {
  readonly head: { readonly [name: string]: string | number }
  readonly body: Buffer | string
  readonly etag: string
  /** What its route said of the state when it was made, and what it says now. */
  readonly state: string
  readonly stateNow: () => string
}

/** A few languages and encodings of the pages of a country's areas; then all are made anew. */
const mostKept = 5_000
const longestName = 2_000
/** Addresses that are remembered in a minute, at most. */
const mostAddresses = 200_000

export function readyAnswers(options: {
  readonly clock: Clock
  /** What one address may read in a minute; 0 for no limit. Half of it is given here, the rest by the routes' own limits. */
  readonly ratePublic: number
}): ReadyAnswers {
  const { clock, ratePublic } = options
  const kept = new Map<string, Kept>()
  const most = ratePublic === 0 ? Number.POSITIVE_INFINITY : ratePublic / 2
  let groups = new Map<string, { count: number }>()
  let byAddress = new Map<string, { count: number }>()
  let forgetAt = 0

  /** Asked once for all that came together: whoever comes in a crowd is answered in turns of hundreds. */
  const together = new Map<() => unknown, unknown>()
  const once = <Value>(ask: () => Value): Value => {
    if (together.size === 0) setImmediate(() => together.clear())
    if (!together.has(ask)) together.set(ask, ask())
    return together.get(ask) as Value
  }
  const milliseconds = () => epochMilliseconds(clock.now())

  const mayRead = (remote: string): boolean => {
    if (most === Number.POSITIVE_INFINITY) return true
    const now = once(milliseconds)
    // A clock that jumps back must not keep a full count for hours.
    if (now >= forgetAt || forgetAt - now > minute || byAddress.size >= mostAddresses) {
      byAddress = new Map()
      groups = new Map()
      forgetAt = now + minute
    }
    let own = byAddress.get(remote)
    if (own === undefined) {
      const address = plainAddress(remote) ?? remote
      // As everywhere: who is on the machine itself can stop the server.
      if (isThisMachine(address)) own = { count: Number.NEGATIVE_INFINITY }
      else {
        const group = addressGroup(address)
        own = groups.get(group) ?? { count: 0 }
        groups.set(group, own)
      }
      byAddress.set(remote, own)
    }
    own.count += 1
    return own.count <= most
  }

  const answer = (request: IncomingMessage, response: ServerResponse): 'answered' | 'not-ready' => {
    const name = nameOf(request)
    const found = name === undefined ? undefined : kept.get(name)
    if (name === undefined || found === undefined) return 'not-ready'
    if (once(found.stateNow) !== found.state) {
      kept.delete(name)
      return 'not-ready'
    }
    if (!mayRead(request.socket.remoteAddress ?? '')) return 'not-ready'
    const { 'if-none-match': held } = request.headers
    // A list of tags, or a weak one, is for the routes.
    if (held !== undefined && held !== found.etag) return 'not-ready'
    if (held === undefined) response.writeHead(200, found.head).end(found.body)
    else response.writeHead(304, withoutContent(found.head)).end()
    return 'answered'
  }

  return {
    before: (handle) => (request, response) => {
      if (answer(request, response) === 'not-ready') handle(request, response)
    },
    on(fastify) {
      const stateBefore = new WeakMap<IncomingMessage, string>()
      fastify.addHook('onRequest', async ({ raw, routeOptions }) => {
        const { ready } = routeOptions.config
        if (ready !== undefined) stateBefore.set(raw, ready())
      })
      fastify.addHook('onSend', async ({ raw, routeOptions }, reply, payload) => {
        const { ready } = routeOptions.config
        const name = ready === undefined ? undefined : nameOf(raw)
        if (ready === undefined || name === undefined || reply.statusCode !== 200) return
        // Something happened while it was made: whose state it shows nobody can say.
        const state = ready()
        if (stateBefore.get(raw) !== state) return
        if (!Buffer.isBuffer(payload) && typeof payload !== 'string') return
        const head = reply.getHeaders()
        const etag = head['etag']
        // How much is left of a limit is for one reader alone.
        if (typeof etag !== 'string' || 'ratelimit' in head || 'set-cookie' in head) return
        if (kept.size >= mostKept) kept.clear()
        kept.set(name, {
          head: { ...textsOf(head), 'content-length': Buffer.byteLength(payload) },
          body: payload,
          etag,
          state,
          stateNow: ready,
        })
      })
    },
  }
}

/** What an answer depends on; undefined for what may be for one person, or comes through somebody whose word is to be checked. */
function nameOf({ method, url = '', headers }: IncomingMessage): string | undefined {
  if (method !== 'GET' || headers.authorization !== undefined || headers['x-forwarded-for'] !== undefined)
    return undefined
  if (headers['transfer-encoding'] !== undefined || headers['content-length'] !== undefined) return undefined
  if (headers.expect !== undefined || headers.upgrade !== undefined) return undefined
  const { 'accept-encoding': encoding = '', 'accept-language': language = '', accept = '' } = headers
  const name = [url, encoding, language, accept].join('\n')
  return name.length > longestName ? undefined : name
}

function textsOf(head: { readonly [name: string]: unknown }): { readonly [name: string]: string } {
  return Object.fromEntries(Object.entries(head).map(([name, value]) => [name, String(value)]))
}

/** RFC 9110 §15.4.5: what describes the content it does not send stays away. */
function withoutContent(head: Kept['head']): { readonly [name: string]: string | number } {
  return Object.fromEntries(
    Object.entries(head).filter(([name]) => !/^content-(length|type|encoding)$/.test(name)),
  )
}
