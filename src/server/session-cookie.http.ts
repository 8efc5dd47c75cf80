/**
 * The cookie of a session, and what a request that carries it must show: that a page of this server sent it, over a line that
 * nobody reads. Browsers take `__Host-` cookies only when they are Secure, of one host and of every path (RFC 6265bis §4.1.3.2).
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { refuse, type Refused } from '#base'
import type { Place } from '../people/sign-in/open-sign-in.node.ts'

const cookieName = '__Host-tocsin'
const attributes = 'Path=/; Secure; HttpOnly; SameSite=Strict'
const longestBrowser = 300

/** What a request is asked for; the whole of Fastify's isn't needed. */
export type Asked = Pick<FastifyRequest, 'method' | 'headers' | 'protocol'>

/** It lives as long as the browser: how long the session does, the server decides. */
export function setSessionCookie(reply: FastifyReply, token: string): void {
  void reply.header('set-cookie', `${cookieName}=${token}; ${attributes}`)
}

export function clearSessionCookie(reply: FastifyReply): void {
  void reply.header('set-cookie', `${cookieName}=; ${attributes}; Max-Age=0`)
}

/** The token in the cookie; undefined without one. Of two of the same name neither counts. */
export function sessionOf({ headers }: Pick<Asked, 'headers'>): string | undefined {
  const found = (headers.cookie ?? '').split(';').flatMap((pair) => {
    const equals = pair.indexOf('=')
    return equals > 0 && pair.slice(0, equals).trim() === cookieName ? [pair.slice(equals + 1).trim()] : []
  })
  return found.length === 1 && found[0] !== '' ? found[0] : undefined
}

const safeMethods = ['GET', 'HEAD', 'OPTIONS']

/**
 * Why the request may come from another site; undefined when it changes nothing, or shows that it comes from our own pages.
 * The header `tocsin-request` can't be sent from elsewhere without asking first, and nobody is ever allowed (OWASP ASVS 5.0 §3.5.1).
 */
export function crossSite(request: Asked, publicUrl: string): Refused<'people/cross-site'> | undefined {
  const { method, headers } = request
  if (safeMethods.includes(method)) return undefined
  const refused = refuse('people/cross-site')
  if (headers['tocsin-request'] !== '1') return refused
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin') return refused
  const { origin } = headers
  // Browsers that don't say how they came say at least from where.
  if (origin === undefined) return site === undefined ? refused : undefined
  return ownOrigins(request, publicUrl).includes(origin) ? undefined : refused
}

function ownOrigins({ headers, protocol }: Asked, publicUrl: string): readonly string[] {
  const { host } = headers
  const own = URL.parse(publicUrl)?.origin
  return [...(own === undefined ? [] : [own]), ...(host === undefined ? [] : [`${protocol}://${host}`])]
}

/**
 * Refused where anybody on the way could read along. A proxy that ends TLS before us hands on the Host that was asked for,
 * which is then that of the public address; browsers treat http://localhost as secure.
 */
export function needsHttps(request: Asked, publicUrl: string): Refused<'people/needs-https'> | undefined {
  if (request.protocol === 'https') return undefined
  const { host = '', origin } = request.headers
  const url = URL.parse(publicUrl)
  if (url?.protocol === 'https:' && (url.host === host.toLowerCase() || url.origin === origin))
    return undefined
  const { hostname } = URL.parse(`http://${host}`) ?? { hostname: host }
  return hostname === 'localhost' ? undefined : refuse('people/needs-https', { host: host.slice(0, 100) })
}

/**
 * The public address as people must open it to sign in. This machine by its number is no domain that a passkey could be of, and
 * no address to which browsers give such cookies; by its name it is.
 */
export function signInUrl(publicUrl: string): string {
  return publicUrl.replace(/^http:\/\/(127(\.\d+){3}|\[::1\]|0\.0\.0\.0)(?=[:/]|$)/, 'http://localhost')
}

/** Whether nobody did this: a page that looks for news by itself keeps no session alive. */
export function isUnattended({ headers }: Pick<Asked, 'headers'>): 'unattended' | 'by-a-person' {
  return headers['tocsin-unattended'] === undefined ? 'by-a-person' : 'unattended'
}

/** Which proxies may say for whom they ask is decided by `addressOf`. */
export function placeOf(request: FastifyRequest, addressOf: (request: FastifyRequest) => string): Place {
  return {
    address: addressOf(request),
    browser: (request.headers['user-agent'] ?? '').slice(0, longestBrowser),
  }
}
