/** What a request's cookie is worth, for the routes of signing in and for the door of all others. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { ok, refuse, type Result } from '#base'
import {
  sessionView,
  type Entering,
  type Place,
  type Session,
  type SignIn,
  type Started,
} from '../people/sign-in/open-sign-in.node.ts'
import { instantOut } from './schemas.ts'
import {
  crossSite,
  isUnattended,
  needsHttps,
  placeOf,
  sessionOf,
  setSessionCookie,
} from './session-cookie.http.ts'

export interface SessionCallParts {
  readonly signIn: SignIn
  readonly publicUrl: () => string
  readonly addressOf: (request: FastifyRequest) => string
}

export interface SessionCalls {
  placeOf(request: FastifyRequest): Place
  /**
   * Who is signed in by the cookie: undefined where there is none. The session lasts longer by it, unless the request is one
   * that nobody sat at.
   */
  session(request: FastifyRequest): Promise<Result<Session>> | undefined
  /** The same, and without lengthening it. */
  look(request: FastifyRequest): Promise<Result<Session>> | undefined
  /** The same, where there has to be one. */
  signedIn(request: FastifyRequest): Promise<Result<Session>>
  /** What signing in needs: a line that nobody reads, a page of ours, and who was signed in there until now. */
  entering(request: FastifyRequest, screen: Session['screen']): Promise<Result<Entering>>
  /** The same, for steps before it. */
  safely(request: FastifyRequest): Result<Place>
  /** Gives the browser its cookie; answers with the session. */
  letIn(reply: FastifyReply, started: Started): SessionAnswer
  view(session: Session): SessionAnswer
}

export const screen = z.enum(['own', 'shared'])
export const sessionAnswer = z.object({
  signedIn: z.enum(['yes', 'no']),
  why: z.string().optional().describe('Why the session of this browser is over'),
  person: z.object({ id: z.string(), name: z.string(), roles: z.array(z.string()) }).optional(),
  screen: screen.optional(),
  method: z.string().optional(),
  startedAt: instantOut.optional(),
  endsAt: instantOut.optional().describe('When it ends if nothing is done any more'),
  warnAt: instantOut.optional(),
  proved: z.enum(['freshly', 'long-ago']).optional(),
  actions: z.array(z.string()).optional(),
})
export type SessionAnswer = z.input<typeof sessionAnswer>

export function sessionCalls({ signIn, publicUrl, addressOf }: SessionCallParts): SessionCalls {
  // Asked by the door and by the route itself: found out once.
  const found = new WeakMap<FastifyRequest, Promise<Result<Session>>>()
  const { sessions, door, particulars, clock } = signIn
  const place = (request: FastifyRequest) => placeOf(request, addressOf)
  const view = (session: Session): SessionAnswer => {
    const standing = door.standing(session.person)
    if (standing === undefined) return { signedIn: 'no', why: 'removed' }
    const { person, actions, ...rest } = sessionView(
      session,
      standing,
      particulars.of(session.person),
      clock.now(),
    )
    return { ...rest, person: { ...person, roles: [...person.roles] }, actions: [...actions] }
  }
  const safely = (request: FastifyRequest): Result<Place> =>
    needsHttps(request, publicUrl()) ?? crossSite(request, publicUrl()) ?? ok(place(request))
  const calls: SessionCalls = {
    placeOf: place,
    look(request) {
      const token = sessionOf(request)
      return token === undefined ? undefined : sessions.look(token, place(request))
    },
    signedIn: (request) => calls.session(request) ?? Promise.resolve(refuse('people/not-signed-in')),
    view,
    safely,
    session(request) {
      const token = sessionOf(request)
      if (token === undefined) return undefined
      let session = found.get(request)
      if (session === undefined) {
        const foreign = crossSite(request, publicUrl())
        const ask =
          isUnattended(request) === 'unattended' || isLeftOpen(request) ? sessions.look : sessions.use
        session = foreign === undefined ? ask(token, place(request)) : Promise.resolve(foreign)
        found.set(request, session)
      }
      return session
    },
    async entering(request, screen) {
      const safe = safely(request)
      if (!safe.ok) return safe
      const token = sessionOf(request)
      const current =
        token === undefined ? refuse('people/not-signed-in') : await sessions.look(token, safe.value)
      return ok({ place: safe.value, screen, current: current.ok ? current.value : undefined })
    },
    letIn(reply, { session, token }) {
      setSessionCookie(reply, token)
      return view(session)
    },
  }
  return calls
}

/** A stream that a page reads by itself for hours: a browser can give such a request no header that says so. */
function isLeftOpen({ routeOptions }: FastifyRequest): boolean {
  return (routeOptions.config as { readonly read?: string }).read === 'by-itself'
}
