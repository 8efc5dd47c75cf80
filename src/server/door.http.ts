/** Who stands at the door: finds out who calls, by key or by session, before anything else of a request is looked at. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { ok, refuse, type Problem, type Result } from '#base'
import type { Caller, People } from '#people'

export interface Door {
  who(request: FastifyRequest): Promise<Result<Caller>>
  /** Whoever is known keeps to their rate. */
  admit(request: FastifyRequest, reply: FastifyReply, caller: Caller): Result<void>
  /** What somebody is told who was not let in; guessing has its own rate. */
  refusal(request: FastifyRequest, reply: FastifyReply, problem: Problem): Problem
  /** Somebody read what is worth a fact. */
  wasRead(caller: Caller, what: string, request: FastifyRequest): void
}

export interface DoorParts {
  readonly people: People
  /** Who is signed in by the cookie of this request; undefined where it carries none. */
  readonly signedIn?: (request: FastifyRequest) => Promise<Result<Caller>> | undefined
  /** Of the client certificate that was checked on this connection: SHA-256, hexadecimal. */
  readonly certificate?: (request: FastifyRequest) => string | undefined
  readonly admit?: Door['admit']
  readonly refusal?: Door['refusal']
  readonly wasRead?: Door['wasRead']
}

export function openDoor(parts: DoorParts): Door {
  return {
    async who(request) {
      const { authorization } = request.headers
      if (authorization !== undefined) {
        const [scheme, key] = authorization.split(' ')
        if (scheme?.toLowerCase() !== 'bearer' || key === undefined) return refuse('people/unknown-key')
        return parts.people.withKey(key, parts.certificate?.(request))
      }
      return parts.signedIn?.(request) ?? refuse('people/unknown-key')
    },
    admit: parts.admit ?? (() => ok()),
    refusal: parts.refusal ?? ((_, __, problem) => problem),
    wasRead: parts.wasRead ?? (() => {}),
  }
}
