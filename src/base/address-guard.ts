/** Where a request to the outside may lead: to public addresses over https, or to a host that the administrator allowed by name. */
import ipaddr from 'ipaddr.js'
import { ok, refuse, type Result } from './result.ts'
import { withoutSecrets } from './secrets.ts'

/** Hosts by their exact name or literal address, `host` or `host:port`: those may be private, use http, and any port. */
export interface AddressPolicy {
  readonly allowed: readonly string[]
  /** For what is only read and carries no secret; left out: https alone. */
  readonly plainHttp?: 'allowed'
}

export type AddressRefusal =
  | 'base/not-a-url'
  | 'base/not-https'
  | 'base/port-not-allowed'
  | 'base/private-address'

const longestUrl = 2_048
/** Others are where mail, databases and administration answer. */
const openPorts = { 'https:': [443, 8443], 'http:': [80, 8080] }

/** Checks an address before any name in it is looked up. */
export function checkUrl(text: string, policy: AddressPolicy): Result<URL, AddressRefusal> {
  const url = text.length <= longestUrl ? URL.parse(text) : null
  const odd = url === null || !/^https?:$/.test(url.protocol) || url.hostname === ''
  if (odd || url.username !== '' || url.password !== '' || url.hash !== '')
    return refuse('base/not-a-url', { at: 'url', url: withoutSecrets(text.slice(0, 200)) })
  if (isAllowed(url, policy)) return ok(url)
  const protocol = url.protocol as 'https:' | 'http:'
  if (protocol === 'http:' && policy.plainHttp === undefined)
    return refuse('base/not-https', { at: 'url', host: url.hostname })
  const port = url.port === '' ? openPorts[protocol][0]! : Number(url.port)
  if (!openPorts[protocol].includes(port)) return refuse('base/port-not-allowed', { at: 'url', port })
  const literal = hostOf(url)
  if (!ipaddr.isValid(literal)) return ok(url)
  const checked = checkAddress(literal, literal)
  return checked.ok ? ok(url) : refuse(checked.problem.code, { at: 'url', ...checked.problem.details })
}

/** Whether the administrator allowed the host, as it is written in the address. */
export function isAllowed(url: URL, { allowed }: AddressPolicy): boolean {
  const host = hostOf(url)
  const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port
  return allowed.some((name) => {
    const plain = name.toLowerCase()
    return (
      plain === host || plain === `${host}:${port}` || plain === `[${host}]:${port}` || plain === `[${host}]`
    )
  })
}

/** The host's name or literal address, without the brackets of IPv6 and the dot of the root. */
export function hostOf(url: URL): string {
  return url.hostname
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
}

/** Only what IPv6 has given out as global so far (IANA, 2000::/3); new blocks come as refusals first. */
const globalIpv6 = ipaddr.IPv6.parseCIDR('2000::/3')
/** Public by number, but it is the inside of a large cloud that answers there. */
const insideClouds = new Set(['168.63.129.16'])

/**
 * Whether an address that a name led to is public. Private, loopback, link-local, carrier-grade NAT, multicast, reserved
 * and documentation ranges are refused, and so is every IPv6 form that carries an IPv4 address inside (mapped, 6to4,
 * Teredo, NAT64), because it would arrive at that one.
 */
export function checkAddress(host: string, address: string): Result<void, 'base/private-address'> {
  const plain = address.replace(/%.*$/, '')
  if (!ipaddr.isValid(plain)) return refuse('base/private-address', { host, address, range: 'no address' })
  const parsed = ipaddr.parse(plain)
  const range = parsed.range()
  const isPublic =
    range === 'unicast' &&
    !insideClouds.has(plain) &&
    (parsed.kind() === 'ipv4' || (parsed as ipaddr.IPv6).match(globalIpv6))
  return isPublic ? ok() : refuse('base/private-address', { host, address, range })
}
