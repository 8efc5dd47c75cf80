/** Lists of what is on the evidence desk, the newest first, page by page from the shelf: none of it is held in memory. */
import { epochMilliseconds, type Instant, type Shelf } from '#base'

/** Beyond every instant that an RFC 3339 time with four digits of year can name. */
const endOfTime = 300_000_000_000_000

/** Keys in the order of their texts are the newest first. */
export function newestFirst(at: Instant, id: string): string {
  return `${String(endOfTime - epochMilliseconds(at)).padStart(15, '0')}:${id}`
}

export interface Page<Row> {
  readonly rows: readonly Row[]
  /** What to ask the next page with; null at the end. */
  readonly next: string | null
}

const idOf = (key: string) => key.slice(key.indexOf(':') + 1)

/**
 * A page of a list. Entries may be older than what they lead to, because a crash came between: `find` gives undefined for what
 * doesn't belong there any more.
 */
export async function pageOf<Row>(
  shelf: Shelf,
  collection: string,
  find: (id: string) => Promise<Row | undefined>,
  { after, limit }: { readonly after?: string | undefined; readonly limit: number },
): Promise<Page<Row>> {
  const rows: Row[] = []
  let from = after
  for (;;) {
    const entries = await shelf.list(collection, {
      ...(from === undefined ? {} : { after: from }),
      limit: limit + 1 - rows.length,
    })
    const found = await Promise.all(entries.map(({ key }) => find(idOf(key))))
    for (const [i, row] of found.entries()) {
      const { key } = entries[i]!
      if (row !== undefined && rows.length === limit) return { rows, next: from ?? null }
      from = key
      if (row !== undefined) rows.push(row)
    }
    if (entries.length === 0 || rows.length > limit) return { rows, next: null }
  }
}

/** What a row is listed under: collections, each with its key there. */
export type Listed = ReadonlyMap<string, string>

/** Puts a row under its lists and takes it from those that it left; the first before the second, so that it is never in none. */
export async function relist(shelf: Shelf, before: Listed, after: Listed): Promise<void> {
  for (const [collection, key] of after)
    if (before.get(collection) !== key) await shelf.put(collection, [{ key, document: null }])
  for (const [collection, key] of before)
    if (after.get(collection) !== key) await shelf.remove(collection, [key])
}
