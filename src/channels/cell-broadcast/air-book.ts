/** What is on the air of every network, kept so that a restart loses nothing: written before the centre is asked, and after. */
import { day, epochMilliseconds, type Instant, type Json, type Shelf } from '#base'
import { keyOf, type OnAir } from './on-air.ts'

const collection = 'cell-broadcasts'
const codeCollection = 'cell-broadcast-codes'
/** How long what is over is remembered, so that nothing late of it goes out. */
const rememberFor = 7 * day

export interface AirBook {
  all(): readonly OnAir[]
  get(key: string): OnAir | undefined
  /** At once in memory, so that no other alert takes the same identifier meanwhile; durable when it returns. */
  put(one: OnAir): Promise<void>
  /** The last message code given on a network. */
  lastCode(network: string): number
  reload(): Promise<void>
}

export async function openAirBook(shelf: Shelf, now: () => Instant): Promise<AirBook> {
  const kept = new Map<string, OnAir>()
  const last = new Map<string, number>()
  const reload = async () => {
    const [onAir, lastCodes] = [await shelf.list(collection), await shelf.list(codeCollection)]
    kept.clear()
    last.clear()
    const over: string[] = []
    const since = epochMilliseconds(now()) - rememberFor
    for (const { key, document } of onAir) {
      const one = document as unknown as OnAir
      if (one.standing === 'stopped' && one.airs.length === 0 && epochMilliseconds(one.changedAt) < since)
        over.push(key)
      else kept.set(key, one)
    }
    for (const { key, document } of lastCodes) last.set(key, document as number)
    if (over.length > 0) await shelf.remove(collection, over)
  }
  await reload()
  return {
    all: () => [...kept.values()],
    get: (key) => kept.get(key),
    async put(one) {
      const key = keyOf(one)
      const isNewCode = one.wanted.length > 0 && kept.get(key)?.code !== one.code
      kept.set(key, one)
      if (isNewCode) {
        last.set(one.network, one.code)
        await shelf.put(codeCollection, [{ key: one.network, document: one.code }])
      }
      await shelf.put(collection, [{ key, document: one as unknown as Json }])
    },
    lastCode: (network) => last.get(network) ?? -1,
    reload,
  }
}
