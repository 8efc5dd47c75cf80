import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { instantOf, memoryShelf, minute, plus, sha256, type Instant, type Json } from '#base'
import type { DeskDocument } from '#evidence'
import { openSqliteShelf } from '../base/shelf.sqlite.ts'
import { documentList } from './evidence-kinds.ts'
import { newestFirst, pageOf, relist } from './evidence-lists.ts'

const start = '2026-01-01T00:00:00.000Z' as Instant

describe('a list of the evidence desk', () => {
  test('is the newest first, page by page, each once', async () => {
    const shelf = memoryShelf()
    const all = Array.from({ length: 23 }, (_, n) => ({
      at: plus(start, n * minute),
      id: `doc-${n % 7}-${n}`,
    }))
    await shelf.put(
      'list',
      all.map(({ at, id }) => ({ key: newestFirst(at, id), document: null })),
    )
    const seen: string[] = []
    let after: string | undefined
    for (;;) {
      const page = await pageOf(shelf, 'list', async (id) => id, { after, limit: 5 })
      seen.push(...page.rows)
      if (page.next === null) break
      after = page.next
    }
    assert.deepEqual(
      seen,
      all.toReversed().map(({ id }) => id),
    )
  })

  test('leaves out what does not belong there any more, and still fills its pages', async () => {
    const shelf = memoryShelf()
    await shelf.put(
      'list',
      Array.from({ length: 40 }, (_, n) => ({ key: newestFirst(plus(start, n), String(n)), document: null })),
    )
    const even = async (id: string) => (Number(id) % 2 === 0 ? id : undefined)
    const first = await pageOf(shelf, 'list', even, { limit: 15 })
    assert.equal(first.rows.length, 15)
    const rest = await pageOf(shelf, 'list', even, { after: first.next!, limit: 15 })
    assert.deepEqual([rest.rows.length, rest.next, rest.rows.at(-1)], [5, null, '0'])
    assert.deepEqual(await pageOf(shelf, 'nothing', even, { limit: 5 }), { rows: [], next: null })
  })

  test('is entered before another one is left', async () => {
    const shelf = memoryShelf()
    const done: string[] = []
    const spied = {
      ...shelf,
      put: async (...asked: Parameters<typeof shelf.put>) => void done.push(`put ${asked[0]}`),
      remove: async (...asked: Parameters<typeof shelf.remove>) => void done.push(`remove ${asked[0]}`),
    }
    await relist(
      spied,
      new Map([
        ['open', 'k'],
        ['all', 'k'],
      ]),
      new Map([
        ['done', 'k'],
        ['all', 'k'],
      ]),
    )
    assert.deepEqual(done, ['put done', 'remove open'])
  })

  test('of 50,000 documents gives any page in milliseconds and holds none of them', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tocsin-list-'))
    const shelf = openSqliteShelf({ file: join(folder, 'shelf.sqlite') })
    try {
      const documents = Array.from({ length: 50_000 }, (_, n): DeskDocument => {
        const id = `evidence-${n}` as DeskDocument['id']
        return {
          ...{
            id,
            version: 1,
            hash: sha256(id),
            kind: 'feed',
            source: 'source-1' as never,
            family: id as never,
          },
          ...{ seenAt: instantOf(Date.parse(start) + n * minute), saidAt: null, claims: 3, judged: {} },
          ...{ assigned: null, lease: null, closed: null, drafted: [] },
        }
      })
      await shelf.put(
        'evidence-documents',
        documents.map((one) => ({ key: one.id, document: one as unknown as Json })),
      )
      await shelf.put(
        documentList.open,
        documents.map(({ id, seenAt }) => ({ key: newestFirst(seenAt, id), document: null })),
      )
      const find = async (id: string) =>
        (await shelf.get('evidence-documents', id)) as DeskDocument | undefined
      const times: number[] = []
      let after: string | undefined
      for (let page = 0; page < 40; page++) {
        // Far into the list too.
        if (page === 20) after = newestFirst(documents[5_000]!.seenAt, '')
        const begun = performance.now()
        const one = await pageOf(shelf, documentList.open, find, { after, limit: 50 })
        times.push(performance.now() - begun)
        assert.equal(one.rows.length, 50)
        after = one.next!
      }
      const median = times.toSorted((a, b) => a - b)[20]!
      // A twentieth of this on a quiet machine.
      assert.ok(median < 100, `${median} ms`)
    } finally {
      await shelf.close()
      rmSync(folder, { recursive: true })
    }
  })
})
