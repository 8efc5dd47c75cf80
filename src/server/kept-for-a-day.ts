/** Telemetry that is forgotten after a day: kept on the shelf, at hand in memory; what other servers wrote is read again. */
import { day, hour, plus, type Instant, type Json } from '#base'
import type { System } from './system.ts'

export interface Aging {
  readonly id: string
  /** From when its day is counted. */
  readonly freshAt: Instant
}

export interface KeptForADay<Item extends Aging> {
  /** Those whose day is not over, the newest last. */
  list(): Promise<readonly Item[]>
  get(id: string): Promise<Item | undefined>
  /** As far as this server knows now. */
  atHand(): readonly Item[]
  /** Durable when it resolves. */
  put(item: Item): Promise<void>
  remove(id: string): Promise<void>
  close(): void
}

export async function keptForADay<Item extends Aging>(
  system: Pick<System, 'shelf' | 'clock' | 'log' | 'decides' | 'onApplied'>,
  collection: string,
): Promise<KeptForADay<Item>> {
  const { shelf, clock, log } = system
  let items = new Map<string, Item>()
  const load = async () => {
    const read = await shelf.list(collection)
    items = new Map(read.map(({ key, document }) => [key, document as unknown as Item]))
  }
  const firstFresh = () => plus(clock.now(), -day)
  const isOver = ({ freshAt }: Aging) => freshAt < firstFresh()
  const atHand = () => {
    // Once for all: there may be hundreds of thousands.
    const first = firstFresh()
    return [...items.values()]
      .filter(({ freshAt }) => freshAt >= first)
      .sort((a, b) => (a.freshAt < b.freshAt ? -1 : a.freshAt > b.freshAt ? 1 : a.id < b.id ? -1 : 1))
  }
  /** Who decided when it was read: what another server wrote since isn't at hand. */
  let readUnder = system.decides()
  let reading: Promise<void> | undefined
  /** Who doesn't decide has others write: positions come without a fact that would tell of them. */
  const upToDate = () => {
    if (system.decides() === 'me' && readUnder === 'me') return reading
    readUnder = system.decides()
    return (reading ??= load().finally(() => (reading = undefined)))
  }
  const sweep = async () => {
    const over = [...items.values()].filter(isOver).map(({ id }) => id)
    if (over.length === 0 || system.decides() === 'other') return
    await shelf.remove(collection, over)
    for (const id of over) items.delete(id)
  }
  let callOff = () => {}
  const sweepAgain = () => {
    callOff = clock.after(hour, () => {
      sweep().catch((error: Error) => log.warn('What is over could not be forgotten', { why: error.message }))
      sweepAgain()
    })
  }
  await load()
  await sweep()
  sweepAgain()
  // The facts that tell of them come after what they tell of was kept.
  system.onApplied((applied) => {
    const concerned = applied.some(({ fact }) => fact.stream.startsWith(`${collection.slice(0, -1)}:`))
    if (concerned && system.decides() === 'other')
      load().catch((error: Error) => log.warn('What others wrote could not be read', { why: error.message }))
  })
  return {
    atHand,
    async list() {
      await upToDate()
      return atHand()
    },
    async get(id) {
      await upToDate()
      const item = items.get(id)
      return item === undefined || isOver(item) ? undefined : item
    },
    async put(item) {
      await upToDate()
      await shelf.put(collection, [{ key: item.id, document: item as unknown as Json }])
      items.set(item.id, item)
    },
    async remove(id) {
      await shelf.remove(collection, [id])
      items.delete(id)
    },
    close: () => callOff(),
  }
}
