/** Keeps on a shelf what was seen of one source, and in memory what is asked at every poll. */
import type { Instant, Json, Shelf } from '#base'
import type { SourceId } from './arrival.ts'
import { forgettable, type Seen, type SeenKey, type SeenLink } from './dedupe.ts'

export interface SeenBook {
  get(key: SeenKey): Seen | undefined
  /** Durable when it returns. */
  put(entries: readonly (readonly [SeenKey, Seen])[]): Promise<void>
  /** Links to be followed by now. */
  due(at: Instant): readonly (readonly [SeenKey, SeenLink])[]
  /** When the next link is due that isn't yet. */
  nextDue(): Instant | undefined
  forget(present: ReadonlySet<SeenKey>, at: Instant): Promise<void>
  /** What was refused gets another chance: the settings have changed. */
  reconsider(): Promise<void>
  /** Forgets the source. */
  clear(): Promise<void>
  readonly size: number
}

const page = 1_000

export async function openSeenBook(shelf: Shelf, source: SourceId): Promise<SeenBook> {
  const collection = `exchange-seen/${source}`
  const seen = new Map<SeenKey, Seen>()
  for (let after: string | undefined; ;) {
    const found = await shelf.list(collection, { limit: page, ...(after === undefined ? {} : { after }) })
    for (const { key, document } of found) seen.set(key as SeenKey, document as unknown as Seen)
    after = found.at(-1)?.key
    if (found.length < page) break
  }
  const remove = async (keys: readonly SeenKey[]) => {
    if (keys.length === 0) return
    await shelf.remove(collection, keys)
    for (const key of keys) seen.delete(key)
  }
  const waiting = () =>
    [...seen].filter(
      (entry): entry is [SeenKey, SeenLink] => entry[1].kind === 'link' && entry[1].nextAt !== null,
    )
  return {
    get: (key) => seen.get(key),
    async put(entries) {
      if (entries.length === 0) return
      await shelf.put(
        collection,
        entries.map(([key, one]) => ({ key, document: one as unknown as Json })),
      )
      for (const [key, one] of entries) seen.set(key, one)
    },
    due: (at) => waiting().filter(([, link]) => link.nextAt! <= at),
    nextDue: () =>
      waiting().reduce<Instant | undefined>(
        (first, [, { nextAt }]) => (first === undefined || nextAt! < first ? nextAt! : first),
        undefined,
      ),
    forget: async (present, at) => remove(forgettable(seen, present, at)),
    reconsider: async () =>
      remove([...seen].filter(([, one]) => 'how' in one && one.how === 'refused').map(([key]) => key)),
    clear: async () => remove([...seen.keys()]),
    get size() {
      return seen.size
    },
  }
}
