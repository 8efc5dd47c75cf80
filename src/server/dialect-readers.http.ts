/** Who reads the dialects, past the proxies that the administrator named; worked out once for each end of a connection. */
import type { IncomingMessage } from 'node:http'
import { addressGroup, clientAddress, isThisMachine, readProxies } from '#base'

export interface Reader {
  readonly address: string
  /** Who shares a limit. */
  readonly group: string
  /** On the machine itself. */
  readonly isHere: boolean
}

/** Of so many connections' ends it is remembered who they are. */
const mostReaders = 50_000

export function openReaders(named: readonly string[]) {
  const proxies = readProxies(named)!
  const known = new Map<string, Reader>()
  const read = (request: IncomingMessage): Reader => {
    const address = clientAddress(request.socket.remoteAddress, forwarded(request), proxies)
    return { address, group: addressGroup(address), isHere: isThisMachine(address) }
  }
  return {
    of(request: IncomingMessage): Reader {
      const { remoteAddress: end = '' } = request.socket
      // What a proxy hands on is each time somebody else's.
      if (request.headers['x-forwarded-for'] !== undefined) return read(request)
      let reader = known.get(end)
      if (reader === undefined) {
        if (known.size >= mostReaders) known.clear()
        known.set(end, (reader = read(request)))
      }
      return reader
    },
  }
}

function forwarded({ headers }: IncomingMessage): string | undefined {
  const field = headers['x-forwarded-for']
  return Array.isArray(field) ? field.join(',') : field
}
