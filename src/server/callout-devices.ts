/** Devices on which people with an account are called by push: switched on by themselves where they stand, personal, and at hand. */
import { ok, refuse, type Instant, type Json, type PersonId, type Result } from '#base'
import type { PushKeys } from '#channels'
import type { OrderedBy } from './ordered-by.ts'
import type { System } from './system.ts'

const collection = 'callout-devices'
const stream = 'teams'
/** A phone, a tablet and what came before them; more are forgotten ones. */
export const mostDevices = 10

export interface CallDevice {
  readonly id: string
  readonly account: PersonId
  readonly endpoint: string
  readonly keys: PushKeys
  readonly addedAt: Instant
}

export interface CallDevices {
  of(account: PersonId): readonly CallDevice[]
  /** The same endpoint again is the same device, and whoever is signed in on it now is called on it. */
  add(device: Pick<CallDevice, 'account' | 'endpoint' | 'keys'>, by: OrderedBy): Promise<Result<CallDevice>>
  remove(id: string, account: PersonId, by: OrderedBy): Promise<Result<void>>
  /** Its push service says that it is over. */
  drop(id: string): Promise<void>
  reload(): Promise<void>
}

export async function openCallDevices(system: System): Promise<CallDevices> {
  const { personal, clock, ids, config } = system
  let all = new Map<string, CallDevice>()
  /** Asked for each of thousands who are called at once. */
  let byAccount: ReadonlyMap<PersonId, readonly CallDevice[]> = new Map()
  const arrange = () => (byAccount = Map.groupBy(all.values(), ({ account }) => account))
  const reload = async () => {
    const kept = await personal.list(collection)
    all = new Map(kept.map(({ key, document }) => [key, document as unknown as CallDevice]))
    arrange()
  }
  await reload()
  const note = async (type: string, device: Pick<CallDevice, 'id' | 'account'>, by: OrderedBy) => {
    const data = { person: device.account, device: device.id }
    return (await system.note({ stream, type, mode: config.mode, data, ...by })) === undefined
      ? refuse('ledger/cannot-write', { why: 'it was not taken' })
      : ok()
  }
  const drop = async (id: string) => {
    await personal.remove(collection, [id])
    all.delete(id)
    arrange()
  }
  return {
    of: (account) => byAccount.get(account) ?? [],
    async add(wish, by) {
      const same = [...all.values()].find(({ endpoint }) => endpoint === wish.endpoint)
      const own = byAccount.get(wish.account) ?? []
      if (same?.account !== wish.account && own.length >= mostDevices)
        return refuse('response/too-many-devices', { most: mostDevices })
      const device = { id: same?.id ?? ids.next('device'), ...wish, addedAt: clock.now() }
      if (same?.account !== wish.account) {
        const noted = await note('responder-device-added', device, by)
        if (!noted.ok) return noted
      }
      await personal.put(collection, [{ key: device.id, document: device as unknown as Json }])
      all.set(device.id, device)
      arrange()
      return ok(device)
    },
    async remove(id, account, by) {
      const device = all.get(id)
      if (device === undefined || device.account !== account)
        return refuse('response/unknown-device', { device: id.slice(0, 64) })
      const noted = await note('responder-device-removed', device, by)
      if (!noted.ok) return noted
      await drop(id)
      return ok()
    },
    drop,
    reload,
  }
}
