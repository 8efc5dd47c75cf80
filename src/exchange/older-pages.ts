/** Follows a feed to its older pages (RFC 5005), one after the other, until there is none, one was read before, or there are too many. */
import type { SourceKind } from './arrival.ts'
import type { Fetched } from './fetching.ts'
import { readDocument, type FoundDocument } from './found-document.ts'

const mostPages = 20

/** `first` was found at `url`; a page that can't be read ends the walk, and what was read stands. */
export async function olderPages(
  first: FoundDocument,
  url: string,
  kind: SourceKind,
  fetch: (url: string) => Promise<Fetched>,
): Promise<FoundDocument[]> {
  const pages: FoundDocument[] = []
  const visited = new Set([url])
  for (let next = first.older; next !== undefined && pages.length < mostPages;) {
    if (visited.has(next)) break
    visited.add(next)
    const fetched = await fetch(next)
    if (fetched.kind !== 'document') break
    const page = await readDocument(fetched.bytes, fetched.url, kind)
    if (!page.ok) break
    pages.push(page.value)
    next = page.value.older
  }
  return pages
}
