/** Holds requests to their limits: an address before anything of a request is read, somebody known once it is known who. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  addressGroup,
  clientAddress,
  isThisMachine,
  ok,
  plainAddress,
  readProxies,
  refuse,
  type Log,
  type Problem,
  type Result,
} from '#base'
import {
  doorOf,
  onlyLooks,
  quotasOf,
  rateHeaders,
  standingOf,
  stops,
  type Asked,
  type BucketName,
  type Limiter,
  type RateSettings,
  type Standing,
} from './limits.ts'
import { sendProblem } from './problem-document.http.ts'
import { tooMuchOf } from './request-shape.ts'

/** Whose bucket a known caller takes from, and how much it holds where that is their own affair. */
export interface KnownCaller {
  /** `key:…` or `session:…`; what a fact's `via` says. */
  readonly via: string
  readonly perMinute: number | null
}

export interface LimitParts {
  readonly limiter: Limiter
  readonly rates: RateSettings
  readonly proxies: readonly string[]
  readonly log: Log
  /** Who shows a key or a session with the request; undefined for nobody known. Only asked where it matters. */
  readonly recognise: (request: FastifyRequest) => Promise<KnownCaller | undefined>
}

export interface RequestLimits {
  /** Puts the address in front of every request. Called before any route is declared. */
  on(fastify: FastifyInstance): void
  /** Where a route asks who calls: takes from the caller’s own bucket, or from a stranger’s address. */
  ofCaller(
    request: FastifyRequest,
    reply: FastifyReply,
    caller: KnownCaller | 'nobody-known',
  ): Promise<Result<void, 'server/too-many'>>
}

const addresses = new WeakMap<FastifyRequest, string>()

/** From where the request comes, past the proxies that the administrator named; for sessions, audit and limits. */
export function addressOf(request: FastifyRequest): string {
  return addresses.get(request) ?? plainAddress(request.socket.remoteAddress ?? '') ?? 'unknown'
}

export function requestLimits(parts: LimitParts): RequestLimits {
  const { limiter, log } = parts
  const quotas = quotasOf(parts.rates)
  const proxies = readProxies(parts.proxies)!
  /** What is given back when the answer turns out to cost nothing. */
  const refundable = new WeakMap<FastifyRequest, { readonly who: string; readonly points: number }>()
  let warned = false

  const take = async (
    bucket: BucketName,
    who: string,
    points: number,
    most = quotas[bucket],
  ): Promise<Standing | undefined> =>
    most === null ? undefined : standingOf(bucket, most, await limiter.take(bucket, who, points))

  const say = (reply: FastifyReply, standing: Standing | undefined): Problem | undefined => {
    if (standing === undefined) return undefined
    void reply.headers(rateHeaders(standing))
    if (standing.state === 'open') return undefined
    const { bucket, secondsLeft: seconds } = standing
    return refuse('server/too-many', { limit: bucket, seconds }).problem
  }

  /** Their own; and when that is empty, the reserve for taking a warning back. A session that only looks has another. */
  const takeFromCaller = async (asked: Asked, { via, perMinute }: KnownCaller) => {
    if (via.startsWith('session:') && onlyLooks(asked)) return take('looking', via, 1)
    const own = await take('caller', via, 1, perMinute ?? quotas.caller)
    return own?.state === 'empty' && stops(asked) ? take('stopping', via, 1) : own
  }

  const atTheDoor = async (request: FastifyRequest, reply: FastifyReply) => {
    const address = whereFrom(request)
    const { raw } = request
    const shape = tooMuchOf({ target: raw.url ?? '', fields: raw.rawHeaders.length / 2 })
    if (shape !== undefined) return refused(request, reply, shape)
    const asked = askedBy(request)
    const door = doorOf(asked)
    if (door.takes !== 'from-address') return
    const { bucket, points } = door
    // Who is on the machine itself can stop the server; from elsewhere comes only what a proxy brings that nobody named.
    if (bucket === 'reading' && isThisMachine(address)) return
    const who = addressGroup(address)
    const standing = await take(bucket, who, points)
    if (standing?.state === 'empty' && (bucket === 'reading' || bucket === 'sign-in')) {
      // The neighbours’ flood: who shows a key or a session has a bucket of their own.
      const known = offersProof(request) ? await parts.recognise(request) : undefined
      if (known !== undefined) {
        const own = say(reply, await takeFromCaller(asked, known))
        return own === undefined ? undefined : refused(request, reply, own)
      }
    }
    if (bucket === 'reading') refundable.set(request, { who, points })
    const problem = say(reply, standing)
    return problem === undefined ? undefined : refused(request, reply, problem)
  }

  const whereFrom = (request: FastifyRequest): string => {
    const forwardedFor = [request.headers['x-forwarded-for'] ?? []].flat().join(',')
    const peer = request.socket.remoteAddress
    const address = clientAddress(peer, forwardedFor, proxies)
    addresses.set(request, address)
    if (!warned && forwardedFor !== '' && isThisMachine(address)) {
      warned = true
      log.warn(
        'Requests come through a proxy on this machine that TOCSIN_PROXIES does not name: everybody behind it shares the limits of one address',
        { proxy: address },
      )
    }
    return address
  }

  return {
    on(fastify) {
      fastify.addHook('onRequest', atTheDoor)
      // What the reader had already was served by its cache.
      fastify.addHook('onResponse', async (request, reply) => {
        const given = refundable.get(request)
        if (reply.statusCode === 304 && given !== undefined)
          await limiter.take('reading', given.who, -given.points)
      })
    },
    async ofCaller(request, reply, caller) {
      const address = addressGroup(addressOf(request))
      const standing =
        caller !== 'nobody-known'
          ? await takeFromCaller(askedBy(request), caller)
          : // Who shows nothing guesses nothing.
            await take(offersProof(request) ? 'guesses' : 'reading', address, 1)
      const problem = say(reply, standing)
      if (problem === undefined) return ok()
      if (bringsBody(request)) void reply.header('connection', 'close')
      return { ok: false, problem: problem as Problem<'server/too-many'> }
    },
  }
}

function askedBy(request: FastifyRequest): Asked {
  const { url, config } = request.routeOptions
  const { action } = config as { readonly action?: string }
  return { method: request.method, route: url, action }
}

function offersProof({ headers }: FastifyRequest): boolean {
  return headers.authorization !== undefined || (headers.cookie ?? '').includes('tocsin=')
}

function bringsBody({ headers }: FastifyRequest): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}

function refused(request: FastifyRequest, reply: FastifyReply, problem: Problem): FastifyReply {
  // What it goes on to send would have to be read to the end before the connection is of use again.
  if (bringsBody(request)) void reply.header('connection', 'close')
  return sendProblem(reply, problem)
}
