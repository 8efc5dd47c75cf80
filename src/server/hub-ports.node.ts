/** What the hub needs of the outside: guarded HTTP, signatures, challenges that nobody can guess. */
import { createHmac, randomBytes } from 'node:crypto'
import { second } from '#base'
import { httpAsking } from '../exchange/asking.http.ts'
import type { Config } from './config.ts'
import type { HubPorts } from './websub-hub.ts'

/** A function, because a server that decides again opens its connections again; undefined where there is no hub. */
export function hubPorts(config: Pick<Config, 'hub' | 'hubAllow'>): (() => HubPorts) | undefined {
  if (config.hub === 'no') return undefined
  const policy = { allowed: config.hubAllow }
  return () => ({
    policy,
    asking: httpAsking({
      ...{ policy, patienceFor: 10 * second },
      // Of an answer only the challenge is read.
      longestBytes: 8 * 1024,
      userAgent: 'Tocsin (public warning; WebSub hub of its own feeds)',
    }),
    sign: (secret, body) => `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
    newChallenge: () => randomBytes(24).toString('base64url'),
  })
}
