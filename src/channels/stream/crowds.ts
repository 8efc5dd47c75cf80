/** How many connections are held for each address, so that no single one can keep everybody else out. */
import { addressGroup, clientAddress, isThisMachine, readProxies } from '#base'

/** Empty where nobody is counted. */
export type Crowd = string

export interface Crowds {
  /**
   * Whose the connection is. Nobody's for the machine itself: from there come only its own programs, and what a proxy
   * brings that nobody named.
   */
  of(peer: string | undefined, forwardedFor: string | undefined): Crowd
  /** Whose the connection itself is; nobody’s for a proxy, which brings many. */
  ofPeer(peer: string | undefined): Crowd
  enter(crowd: Crowd): 'in' | 'full'
  leave(crowd: Crowd): void
}

/** `proxies` are believed when they say whom they speak for; `most` is how many are held for one. */
export function crowds(proxies: readonly string[], most: number): Crowds {
  const trusted = readProxies(proxies)!
  const counts = new Map<Crowd, number>()
  const of: Crowds['of'] = (peer, forwardedFor) => {
    const address = clientAddress(peer, forwardedFor, trusted)
    return isThisMachine(address) ? '' : addressGroup(address)
  }
  return {
    of,
    ofPeer: (peer) => (trusted.includes(peer ?? '') ? '' : of(peer, undefined)),
    enter(crowd) {
      if (crowd === '') return 'in'
      const count = counts.get(crowd) ?? 0
      if (count >= most) return 'full'
      counts.set(crowd, count + 1)
      return 'in'
    },
    leave(crowd) {
      const left = (counts.get(crowd) ?? 1) - 1
      if (left > 0) counts.set(crowd, left)
      else counts.delete(crowd)
    },
  }
}
