/** Counters for commands: each greater than every one handed out before, also after a crash, without a write for each. */
import type { Shelf } from '#base'

export interface CounterStore {
  /** The next counter. One sequence serves all sirens: it grows strictly for each of them, with gaps. */
  next(): Promise<number>
  /** Goes on above `used`: some siren has seen that one, so this installation was set back. */
  raise(used: number): void
}

const collection = 'siren-counters'
const key = 'next-block'

/**
 * Reserves counters in blocks: a block is durable before its first number is used, and after a restart counting goes on
 * behind the last reserved block. Two servers must not use one shelf at a time (the one that decides commands).
 */
export async function shelfCounters(shelf: Shelf, blockSize = 1_000): Promise<CounterStore> {
  const kept = await shelf.get(collection, key)
  let reserved = typeof kept === 'number' && Number.isSafeInteger(kept) && kept > 0 ? kept : 1
  let upcoming = reserved
  let reserving: Promise<void> | undefined
  const reserve = () =>
    (reserving ??= (async () => {
      const end = Math.max(reserved, upcoming) + blockSize
      try {
        await shelf.put(collection, [{ key, document: end }])
        reserved = end
      } finally {
        reserving = undefined
      }
    })())
  return {
    async next() {
      while (upcoming >= reserved) await reserve()
      return upcoming++
    },
    raise(used) {
      if (used < Number.MAX_SAFE_INTEGER / 2 && used >= upcoming) upcoming = used + 1
    },
  }
}
