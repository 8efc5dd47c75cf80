/** From which address a request comes: the connection's own, or what a proxy says that the administrator named. */
import ipaddr from 'ipaddr.js'

export interface TrustedProxies {
  includes(address: string): boolean
}

/** `10.0.0.7`, `10.0.0.0/8`, `2001:db8::/32`; undefined for what is neither an address nor a range. */
export function readProxies(list: readonly string[]): TrustedProxies | undefined {
  const ranges: [ipaddr.IPv4 | ipaddr.IPv6, number][] = []
  for (const text of list) {
    const range = rangeOf(text)
    if (range === undefined) return undefined
    ranges.push(range)
  }
  return {
    includes(address) {
      if (ranges.length === 0 || !ipaddr.isValid(address)) return false
      const parsed = ipaddr.process(address)
      return ranges.some(([base, bits]) => base.kind() === parsed.kind() && parsed.match(base, bits))
    },
  }
}

function rangeOf(text: string): [ipaddr.IPv4 | ipaddr.IPv6, number] | undefined {
  // `10.1` would be an address to some programs and to others not.
  if (/^[\d.]+(\/\d+)?$/.test(text) && !ipaddr.IPv4.isValidFourPartDecimal(text.split('/')[0]!))
    return undefined
  if (ipaddr.isValidCIDR(text)) return ipaddr.parseCIDR(text)
  if (!ipaddr.isValid(text)) return undefined
  const address = ipaddr.process(text)
  return [address, address.kind() === 'ipv4' ? 32 : 128]
}

/**
 * `peer` is the connection's other end, `forwardedFor` the field X-Forwarded-For with its repetitions joined. Each proxy adds
 * at the right whom it spoke to, so it is read from the right, for as long as a named proxy says it: what stands further left
 * was written by the client, who may write anything. `unknown` for a connection that is gone.
 */
export function clientAddress(
  peer: string | undefined,
  forwardedFor: string | undefined,
  proxies: TrustedProxies,
): string {
  let address = plainAddress(peer ?? '') ?? 'unknown'
  // A few are a chain of proxies; more are somebody's joke.
  const said = (forwardedFor ?? '').split(',').slice(-10)
  while (said.length > 0 && proxies.includes(address)) {
    const next = plainAddress(said.pop()!.trim())
    if (next === undefined) break
    address = next
  }
  return address
}

/** An address without port, brackets and zone; IPv4 inside IPv6 as IPv4 (RFC 4291 §2.5.5.2). */
export function plainAddress(text: string): string | undefined {
  const bare = /^\[([^\]]+)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text
  const address = bare.replace(/%.*$/, '')
  if (!ipaddr.isValid(address) || (/^[\d.]+$/.test(address) && !ipaddr.IPv4.isValidFourPartDecimal(address)))
    return undefined
  return ipaddr.process(address).toString()
}

/** Who shares a limit: an IPv4 address, or the /64 that one customer has of IPv6 and chooses from at will (RFC 6177). */
export function addressGroup(address: string): string {
  if (!ipaddr.IPv6.isValid(address)) return address
  const [a, b, c, d] = ipaddr.IPv6.parse(address).parts
  return `${[a, b, c, d].map((part) => part!.toString(16)).join(':')}::/64`
}

/** Only programs of the machine itself come from there. */
export function isThisMachine(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'loopback'
}
