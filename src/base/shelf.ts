/**
 * A shelf keeps documents by collection and key: imported packs, webhook targets, sirens' keys, snapshots, checkpoints.
 * What it holds can be changed and erased, which is exactly what must never happen to a fact; facts go to the ledger.
 */
import type { Json } from './json.ts'

export interface Shelved {
  readonly key: string
  readonly document: Json
}

export interface Shelf {
  get(collection: string, key: string): Promise<Json | undefined>
  /** Durable when it returns; all entries or none. */
  put(collection: string, entries: readonly Shelved[]): Promise<void>
  /** As `put`, but where something is kept under a key already it stays: the first to write wins, whoever that was. */
  add(collection: string, entries: readonly Shelved[]): Promise<void>
  /** Removing what isn't there is fine. */
  remove(collection: string, keys: readonly string[]): Promise<void>
  /** In the order of the keys' UTF-8 bytes; `after` is the last key of the page before. */
  list(
    collection: string,
    page?: { readonly after?: string; readonly limit?: number },
  ): Promise<readonly Shelved[]>
  close(): Promise<void>
}

/** A shelf in memory, for tests and replays. It copies, so that nobody holds a document that changes under them. */
export function memoryShelf(): Shelf {
  const collections = new Map<string, Map<string, string>>()
  const collection = (name: string) => {
    let found = collections.get(name)
    if (found === undefined) collections.set(name, (found = new Map()))
    return found
  }
  return {
    async get(name, key) {
      const text = collection(name).get(key)
      return text === undefined ? undefined : (JSON.parse(text) as Json)
    },
    async put(name, entries) {
      const texts = entries.map(({ key, document }) => [key, JSON.stringify(document)] as const)
      for (const [key, text] of texts) collection(name).set(key, text)
    },
    async add(name, entries) {
      const texts = entries.map(({ key, document }) => [key, JSON.stringify(document)] as const)
      const kept = collection(name)
      for (const [key, text] of texts) if (!kept.has(key)) kept.set(key, text)
    },
    async remove(name, keys) {
      for (const key of keys) collection(name).delete(key)
    },
    async list(name, page = {}) {
      const keys = [...collection(name).keys()].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
      return keys
        .filter(
          (key) => page.after === undefined || Buffer.compare(Buffer.from(key), Buffer.from(page.after)) > 0,
        )
        .slice(0, page.limit ?? Infinity)
        .map((key) => ({ key, document: JSON.parse(collection(name).get(key)!) as Json }))
    },
    async close() {},
  }
}
