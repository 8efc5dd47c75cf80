/** When each key was last used, to the minute: kept beside the ledger, because a use is no decision and happens all day. */
import { between, minute, type Clock, type Instant, type Json, type Log, type Shelf } from '#base'
import type { KeyId } from '#people'

const collection = 'key-uses'

export interface KeyUses {
  used(key: KeyId): void
  lastUsedAt(key: KeyId): Instant | undefined
  /** For good when it returns. */
  forget(keys: readonly KeyId[]): Promise<void>
  /** Reads what other servers noted. */
  reload(): Promise<void>
  /** Resolves when what was noted is kept. */
  settled(): Promise<void>
}

export async function openKeyUses(parts: {
  readonly shelf: Shelf
  readonly clock: Clock
  readonly log: Log
}): Promise<KeyUses> {
  const { shelf, clock, log } = parts
  const last = new Map<KeyId, Instant>()
  let writing: Promise<void> = Promise.resolve()
  const reload = async () => {
    for (const { key, document } of await shelf.list(collection)) {
      const known = last.get(key as KeyId)
      if (known === undefined || known < (document as Instant)) last.set(key as KeyId, document as Instant)
    }
  }
  await reload()
  return {
    used(key) {
      const now = clock.now()
      const known = last.get(key)
      if (known !== undefined && between(known, now) < minute) return
      last.set(key, now)
      writing = writing
        .then(() => shelf.put(collection, [{ key, document: now as Json }]))
        // It is told at the next use; nobody is kept out because a disk is full.
        .catch((error: Error) => log.warn('The last use of a key could not be kept', { why: error.message }))
    },
    lastUsedAt: (key) => last.get(key),
    forget(keys) {
      const gone = writing.then(() => shelf.remove(collection, keys))
      writing = gone.catch(() => undefined)
      return gone.then(() => {
        for (const key of keys) last.delete(key)
      })
    },
    reload,
    settled: () => writing,
  }
}
