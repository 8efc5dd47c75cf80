/** How a route is declared: what it needs a person to be allowed, what it takes and gives. Nothing is served undeclared. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { addressGroup, ok, refuse, type Result } from '#base'
import { may, viaText, type Action, type Caller, type Deed, type Person } from '#people'
import type { AreaCode } from '#areas'
import type { Door } from './door.http.ts'
import { addressOf, type KnownCaller, type RequestLimits } from './limits.http.ts'
import { sendProblem } from './problem-document.http.ts'
import { openRefusedAccess } from './refused-access.ts'
import type { System } from './system.ts'

export interface Declared<Body extends z.ZodType, Params extends z.ZodType, Query extends z.ZodType> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly url: `/${string}`
  /** What the caller must be allowed to do; `signed-in` is for anybody who is, about themselves; `public` needs no key at all. */
  readonly action: Action | 'signed-in' | 'public'
  /** `fresh`: whoever is signed in must have proved who they are within the last minutes. A key is proof each time. */
  readonly proof?: 'fresh'
  /** `basic-too`: a key may come as the password of HTTP Basic, for clients that know nothing else. */
  readonly proves?: 'basic-too'
  /** What is read here is worth a fact in the ledger that says who read it. */
  readonly sensitive?: string
  readonly tag:
    | 'public'
    | 'alerts'
    | 'duty'
    | 'areas'
    | 'sirens'
    | 'webhooks'
    | 'reports'
    | 'evidence'
    | 'sources'
    | 'ledger'
    | 'people'
    | 'cap'
    | 'set-up'
    | 'server'
  readonly summary: string
  readonly body?: Body
  readonly params?: Params
  readonly query?: Query
  /** Loose: other headers are none of its business. */
  readonly headers?: z.ZodType
  /** The answer; a string is a media type whose text has no schema. */
  readonly answer: z.ZodType | string
  readonly status?: 200 | 201 | 202 | 204 | 303
  readonly bodyLimit?: number
  /** Media types beside JSON that its body may have; it is then handed on as bytes. */
  readonly takes?: readonly string[]
  /** How many may be under way at once, from the first byte of the body; the others are answered 429. */
  readonly mostAtOnce?: number
  /** A page reads it by itself, for hours: no session lasts longer by it. */
  readonly read?: 'by-itself'
  /** Only the server that decides can do it. */
  readonly needs?: 'the-writer'
}

export interface Call<Body, Params, Query> {
  readonly body: Body
  readonly params: Params
  readonly query: Query
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  /** Who calls; only on routes that are not public. */
  readonly person: Person
  /** The same, with what they may do and by which key or session they came. */
  readonly caller: Caller
  /** Whether the caller may do this to these areas in this mode. */
  allowed(deed: Omit<Deed, 'action'>): Result<void>
}

/** A handler answers a value, a problem, or sends for itself and returns the reply. */
export type Handler<Body, Params, Query> = (
  call: Call<Body, Params, Query>,
) => Promise<Result<unknown> | FastifyReply> | Result<unknown> | FastifyReply

/** One declared route: the tests that none goes without a permission, and that all answer as declared, read it. */
export interface BookedRoute {
  readonly method: Declared<z.ZodType, z.ZodType, z.ZodType>['method']
  readonly url: string
  readonly action: Action | 'signed-in' | 'public'
  readonly answer: z.ZodType | string
  readonly status: number
  /** Who reads here is written down. */
  readonly sensitive: string | undefined
  readonly proof: 'fresh' | undefined
}

/** Every declared route, in the order of declaration. */
export interface RouteBook {
  readonly routes: readonly BookedRoute[]
}

export interface Routes extends RouteBook {
  add<Body extends z.ZodType, Params extends z.ZodType, Query extends z.ZodType>(
    declared: Declared<Body, Params, Query>,
    handler: Handler<z.output<Body>, z.output<Params>, z.output<Query>>,
  ): void
}

export function routesOn(
  app: FastifyInstance,
  system: System,
  { door, limits }: { readonly door: Door; readonly limits: RequestLimits },
): Routes {
  const routes: BookedRoute[] = []
  const callers = new WeakMap<FastifyRequest, Caller>()
  const refusedAccess = openRefusedAccess(system)
  const contains = (outer: string, inner: string) =>
    system.areas.hierarchy().contains(outer as AreaCode, inner as AreaCode)
  return {
    routes,
    add(declared, handler) {
      const {
        method,
        url,
        action,
        tag,
        summary,
        body,
        params,
        query,
        headers,
        answer,
        status = 200,
        bodyLimit,
        takes,
        mostAtOnce = Number.POSITIVE_INFINITY,
      } = declared
      let underWay = 0
      const mayCall = ({ permitted, via }: Caller): Result<void> => {
        if (action === 'signed-in') {
          if (via.by !== 'session') return refuse('people/not-signed-in-here')
        } else {
          const allowed = may(permitted, { action: action as Action }, contains)
          if (!allowed.ok) return allowed
        }
        const stale = declared.proof === 'fresh' && via.by === 'session' && via.proved === 'long-ago'
        return stale ? refuse('people/prove-again') : ok()
      }
      routes.push({
        method,
        url,
        action,
        answer,
        status,
        sensitive: declared.sensitive,
        proof: declared.proof,
      })
      app.route({
        method,
        url,
        ...(bodyLimit === undefined ? {} : { bodyLimit }),
        config: {
          action,
          ...(takes === undefined ? {} : { takes }),
          ...(declared.read === undefined ? {} : { read: declared.read }),
          ...(declared.proves === undefined ? {} : { proves: declared.proves }),
        },
        // Without what is answered: Fastify would keep 300 empty places before each status, and nothing here is serialised by it.
        schema: {
          summary,
          tags: [tag],
          ...(takes === undefined ? {} : { consumes: ['application/json', ...takes] }),
          ...(action === 'public' ? {} : { security: [{ key: [] }] }),
          ...(body === undefined ? {} : { body }),
          ...(params === undefined ? {} : { params }),
          ...(query === undefined ? {} : { querystring: query }),
          ...(headers === undefined ? {} : { headers }),
        } as object,
        // Before the body is read: a stranger can make the server read nothing, and learns nothing of what it takes.
        onRequest: async (request, reply) => {
          if (underWay >= mostAtOnce) return sendProblem(reply, refuse('server/busy').problem)
          if (mostAtOnce !== Number.POSITIVE_INFINITY) {
            underWay += 1
            // Also when the caller goes away in the middle of it.
            reply.raw.once('close', () => (underWay -= 1))
          }
          if (action === 'public') return
          const who = await door.who(request)
          const inTime = await limits.ofCaller(request, reply, who.ok ? knownAs(who.value) : 'nobody-known')
          if (!inTime.ok) return sendProblem(reply, inTime.problem)
          const what = `${method} ${url}`
          if (!who.ok) {
            refusedAccess.add(addressGroup(addressOf(request)), what, who.problem.code)
            // Somebody who opens a page is shown where to sign in, and comes back to it.
            if (declared.answer === 'text/html' && request.headers.accept?.includes('text/html') === true)
              return reply
                .code(303)
                .header('location', `/sign-in?${new URLSearchParams({ next: request.url, why: 'needed' })}`)
                .send()
            return sendProblem(reply, who.problem)
          }
          const allowed = mayCall(who.value)
          if (!allowed.ok) {
            refusedAccess.add(viaText(who.value.via), what, allowed.problem.code)
            return sendProblem(reply, allowed.problem)
          }
          callers.set(request, who.value)
          return
        },
        handler: async (request, reply) => {
          const caller = callers.get(request)
          if (declared.needs === 'the-writer' && system.decides() === 'other')
            return sendProblem(reply, refuse('server/not-the-writer').problem)
          const answered = await handler({
            body: request.body as never,
            params: request.params as never,
            query: request.query as never,
            request,
            reply,
            person: caller?.person as Person,
            caller: caller as Caller,
            allowed: (deed) =>
              caller === undefined || action === 'signed-in'
                ? ok()
                : may(caller.permitted, { action: action as Action, ...deed }, contains),
          })
          const result = resultIn(answered)
          // Who was refused has read nothing.
          if (declared.sensitive !== undefined && caller !== undefined && result?.ok !== false)
            door.wasRead(caller, declared.sensitive, request)
          if (result === undefined) return reply
          if (!result.ok) {
            if (caller !== undefined && beyondRights.includes(result.problem.code))
              refusedAccess.add(viaText(caller.via), `${method} ${url}`, result.problem.code)
            return sendProblem(reply, result.problem)
          }
          return reply
            .code(status)
            .header('cache-control', 'no-store')
            .header('content-type', 'application/json; charset=utf-8')
            .send(status === 204 ? undefined : JSON.stringify(result.value))
        },
      })
    },
  }
}

/** What only the handler finds out: the action is theirs, but not there, not so, or not of their own. */
const beyondRights: readonly string[] = [
  ...['people/outside-area', 'people/outside-mode', 'people/outside-authority', 'people/not-live-yet'],
  ...['people/beyond-own', 'alerts/own-work', 'alerts/own-review'],
]

/** Undefined where the handler has sent for itself: a reply that is waited for gives nothing, once it is out. */
function resultIn(answered: Result<unknown> | FastifyReply | undefined): Result<unknown> | undefined {
  if (answered === undefined || 'raw' in answered) return undefined
  return answered
}

/** Whose bucket of requests a caller takes from. */
export function knownAs({ via }: Caller): KnownCaller {
  return { via: viaText(via), perMinute: via.by === 'key' ? via.perMinute : null }
}
