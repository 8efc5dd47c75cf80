/** A book of evidence for tests, on any shelf: each original once, in the order in which they came. */
import { ok, refuse, type Json, type Shelf } from '../../src/base/index.ts'
import type { DocumentId, EvidenceBook, FamilyId, NewDocument } from '../../src/evidence/desk/document.ts'

const collection = 'test-documents'

export interface ReadableBook extends EvidenceBook {
  all(): Promise<readonly NewDocument[]>
}

export function bookOn(shelf: Shelf): ReadableBook {
  const idOf = (hash: string) => `doc-${hash.slice(0, 12)}` as DocumentId
  return {
    async put(document) {
      const id = idOf(document.hash)
      const family = id as string as FamilyId
      if ((await shelf.get(collection, document.hash)) !== undefined)
        return ok({ document: id, family, how: 'known' })
      await shelf.put(collection, [{ key: document.hash, document: document as unknown as Json }])
      return ok({ document: id, family, how: 'new' })
    },
    find: async (document) => refuse('evidence/unknown-document', { document }),
    findByHash: async (hash) => ((await shelf.get(collection, hash)) === undefined ? undefined : idOf(hash)),
    all: async () => (await shelf.list(collection)).map(({ document }) => document as unknown as NewDocument),
  }
}
