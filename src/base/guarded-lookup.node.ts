/** Looks a name up and hands out only addresses it has checked, so that the connection goes to what was checked. */
import { lookup as systemLookup, type LookupAddress } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { checkAddress } from './address-guard.ts'

export type Resolve = (host: string) => Promise<readonly LookupAddress[]>

/** The error a connection fails with when its name leads to an address that is not public. */
export class PrivateAddress extends Error {
  readonly code = 'base/private-address'
}

export const systemResolve: Resolve = (host) =>
  new Promise((resolve, reject) =>
    systemLookup(host, { all: true }, (error, addresses) => (error ? reject(error) : resolve(addresses))),
  )

/**
 * For the `lookup` option of a request: called once per connection, and the socket connects to what it answers. One
 * private address among several refuses them all: an honest name has none.
 */
export function guardedLookup(resolve: Resolve = systemResolve): LookupFunction {
  return (host, options, answer) => {
    resolve(host).then(
      (addresses) => {
        const bad = addresses.map(({ address }) => checkAddress(host, address)).find(({ ok }) => !ok)
        const [first] = addresses
        if (bad !== undefined || first === undefined)
          return answer(new PrivateAddress(`${host} leads to an address that is not public`), '', 0)
        if (options.all) answer(null, [...addresses])
        else answer(null, first.address, first.family)
      },
      (error: NodeJS.ErrnoException) => answer(error, '', 0),
    )
  }
}
