/** Who stands at the door: finds out who calls, by key or by session, before anything else of a request is looked at. */
import type { FastifyRequest } from 'fastify'
import { isThisMachine, ok, refuse, type Refused, type Result } from '#base'
import { viaText, type Caller, type KeyId, type People } from '#people'
import { addressOf } from './limits.http.ts'
import type { Reader } from './readings.ts'
import { needsHttps } from './session-cookie.http.ts'

export interface Door {
  who(request: FastifyRequest): Promise<Result<Caller>>
  /** Somebody read what is worth a fact. */
  wasRead(caller: Caller, what: string, request: FastifyRequest): void
}

export interface DoorParts {
  readonly people: Pick<People, 'withKey'>
  /** Who is signed in by the cookie of this request; undefined where it carries none. */
  readonly signedIn?: (request: FastifyRequest) => Promise<Result<Caller>> | undefined
  /** Of the client certificate that was checked on this connection: SHA-256, hexadecimal. */
  readonly certificate?: (request: FastifyRequest) => string | undefined
  readonly keyUsed?: (key: KeyId) => void
  readonly publicUrl: () => string
  readonly wasRead?: Door['wasRead']
}

export function openDoor(parts: DoorParts): Door {
  // Asked by the limits and by the route: found out once.
  const found = new WeakMap<FastifyRequest, Promise<Result<Caller>>>()
  const findOut = async (request: FastifyRequest): Promise<Result<Caller>> => {
    const { authorization } = request.headers
    if (authorization === undefined) return parts.signedIn?.(request) ?? refuse('people/unknown-key')
    const key =
      bearerIn(authorization) ?? (takesBasic(request) ? basicIn(request, parts.publicUrl()) : undefined)
    if (key === undefined) return refuse('people/unknown-key')
    if (typeof key !== 'string') return key
    const caller = parts.people.withKey(key, parts.certificate?.(request))
    if (!caller.ok) return caller
    if (caller.value.via.by === 'key') parts.keyUsed?.(caller.value.via.key)
    return asFromThere(caller.value, request)
  }
  return {
    who(request) {
      let answer = found.get(request)
      if (answer === undefined) found.set(request, (answer = findOut(request)))
      return answer
    },
    wasRead: parts.wasRead ?? (() => {}),
  }
}

function bearerIn(authorization: string): string | undefined {
  const [scheme, key] = authorization.split(' ')
  return scheme?.toLowerCase() === 'bearer' ? key : undefined
}

export function takesBasic({ routeOptions }: FastifyRequest): boolean {
  return (routeOptions.config as { readonly proves?: string }).proves === 'basic-too'
}

/**
 * A key as the password of HTTP Basic (RFC 7617), whatever the user is called. Only where nobody on the way reads along; and never
 * sent by a page of another site, for a browser that was once told a password adds it by itself.
 */
function basicIn(request: FastifyRequest, publicUrl: string): string | undefined | Refused<string> {
  const { authorization = '', 'sec-fetch-site': site = 'none' } = request.headers
  const [scheme, encoded] = authorization.split(' ')
  if (scheme?.toLowerCase() !== 'basic' || encoded === undefined) return undefined
  const plain = needsHttps(request, publicUrl)
  if (plain !== undefined) return plain
  if (site !== 'none' && site !== 'same-origin') return refuse('people/cross-site')
  const text = Buffer.from(encoded, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  return colon < 0 ? undefined : text.slice(colon + 1)
}

/**
 * The machine's own account lets people in again on the machine alone: its key, found in a backup, is elsewhere that of a program
 * like any other. What a proxy hands on comes from elsewhere.
 */
function asFromThere(caller: Caller, request: FastifyRequest): Result<Caller> {
  const { permitted } = caller
  if (!permitted.actions.includes('access.restore') || isHere(request)) return ok(caller)
  const { action } = request.routeOptions.config as { readonly action?: string }
  if (action === 'access.restore') return refuse('people/on-the-machine')
  const actions = permitted.actions.filter((action) => action !== 'access.restore')
  return ok({ ...caller, permitted: { ...permitted, actions } })
}

function isHere(request: FastifyRequest): boolean {
  const { headers } = request
  const isHandedOn = headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined
  return !isHandedOn && isThisMachine(addressOf(request))
}

/** What a reading is told by; whose data they were stands in the address, and is oneself where it doesn't. */
export function readingOf(
  { person, via }: Caller,
  what: string,
  { params }: Pick<FastifyRequest, 'params'>,
): [reader: Reader, what: string, about?: string] {
  const reader = { by: person.id, via: viaText(via) }
  if (what !== 'personal-data') return [reader, what]
  return [reader, what, (params as { readonly id?: string }).id ?? person.id]
}
