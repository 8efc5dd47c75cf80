/** Public answers that are the same for everyone: built once per change, a second in any cache, 304 to who has them. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Instant } from '#base'

export interface Representation {
  readonly body: Buffer
  readonly type: string
  /** A strong validator: changes whenever a byte of the body may (RFC 9110 §8.8.3). */
  readonly etag: string
  /** When it last changed. */
  readonly changedAt: Instant
  /** What its address stands for never changes; a second where it is left out. */
  readonly lasts?: 'for ever'
  /** For XML: browsers get it under the name by which they show it instead of saving it, and the same bytes. */
  readonly shown?: 'in-browsers'
}

/** Answers with the representation, or 304 (RFC 9110 §13.2.2: If-None-Match before If-Modified-Since). */
export function sendCacheable(
  request: FastifyRequest,
  reply: FastifyReply,
  it: Representation,
  now: Instant,
): FastifyReply {
  const modified = new Date(it.changedAt)
  void reply
    .header('etag', it.etag)
    .header('last-modified', modified.toUTCString())
    .header('cache-control', `public, max-age=${it.lasts === undefined ? '1' : '31536000, immutable'}`)
    .header('vary', it.shown === undefined ? 'accept-encoding' : 'accept, accept-encoding')
  return isKnown(request, it, modified, now)
    ? reply.code(304).send()
    : reply.header('content-type', typeFor(request, it)).send(it.body)
}

function typeFor(request: FastifyRequest, { type, shown }: Representation): string {
  return shown !== undefined && prefersHtml(request) ? 'application/xml' : type
}

/** As browsers do when somebody opens an address. */
export function prefersHtml({ headers }: FastifyRequest): boolean {
  return headers.accept?.includes('text/html') === true
}

function isKnown(request: FastifyRequest, it: Representation, modified: Date, now: Instant): boolean {
  const held = request.headers['if-none-match']
  if (held !== undefined)
    return held.split(',').some((tag) => tag.trim().replace(/^W\//, '') === it.etag || tag.trim() === '*')
  const since = request.headers['if-modified-since']
  if (since === undefined) return false
  // A date has no fractions: within two seconds of a change it can't tell that change from another (RFC 9110 §8.8.2.2).
  if (Date.parse(now) - modified.getTime() < 2_000) return false
  return Date.parse(since) >= Math.floor(modified.getTime() / 1_000) * 1_000
}

/** Keeps what was built for the present state under a few names; a new state forgets all of it. */
export function builtOncePerState<Built>(
  stateNow: () => string,
): (name: string, build: () => Built) => Built {
  let state = ''
  const built = new Map<string, Built>()
  return (name, build) => {
    if (state !== stateNow()) {
      state = stateNow()
      built.clear()
    }
    let found = built.get(name)
    if (found === undefined) {
      // Names come from clients: the number kept is bounded, whatever they ask for.
      if (built.size >= 10_000) built.clear()
      built.set(name, (found = build()))
    }
    return found
  }
}
