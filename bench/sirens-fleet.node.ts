/** The fleet of the siren bench, in a process of its own, as sirens are. */
import { silentLog } from '#base'
import { systemClock } from '../src/base/clock.node.ts'
import type { FleetShares } from '../src/channels/siren/fleet.ts'
import { runFleet, type Fleet } from '../src/channels/siren/simulator.mqtt.ts'
import type { SirenId } from '../src/channels/siren/siren.ts'

export interface ToFleet extends FleetShares {
  readonly url: string
  readonly sirens: readonly SirenId[]
  readonly trusts: string
  readonly seed: string
  readonly lateBy: number
}

export type FromFleet = { readonly truth: readonly (readonly [SirenId, string])[] }

let fleet: Fleet | undefined

process.on('message', (order: ToFleet | 'stop') => {
  if (order === 'stop') {
    void fleet?.close().then(() => process.disconnect())
    return
  }
  const { trusts, ...rest } = order
  void runFleet({ ...rest, trusts: [trusts], clock: systemClock(), log: silentLog }).then((running) => {
    fleet = running
    process.send?.({ truth: [...running.truth] } satisfies FromFleet)
  })
})
