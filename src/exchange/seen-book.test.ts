import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { day, hour, memoryShelf, minute, plus, type Instant } from '#base'
import type { CapTime } from '#cap'
import { openSqliteShelf } from '../base/shelf.sqlite.ts'
import type { SourceId } from './arrival.ts'
import {
  forgettable,
  linkKey,
  messageKey,
  nextLinkTry,
  type Seen,
  type SeenKey,
  type SeenLink,
} from './dedupe.ts'
import { noteLinks } from './link-following.ts'
import { openSeenBook } from './seen-book.ts'

const at = '2026-11-22T06:00:00.000Z' as Instant
const town = 'town' as SourceId
const message = (seenAt: Instant): Seen => ({ kind: 'message', seenAt, how: 'taken', digest: 'x' as never })

describe('the name of a message', () => {
  const one = { sender: 'a', identifier: 'b', sent: '2026-11-22T09:00:00+03:00' as CapTime }
  test('is the same in every zone', () =>
    assert.equal(messageKey(one), messageKey({ ...one, sent: '2026-11-22T06:00:00-00:00' as CapTime })))
  test('is another for another sender, identifier or time, however they are cut', () => {
    const others = [
      { ...one, sender: 'A' },
      { ...one, sender: 'ab', identifier: '' },
      { ...one, sent: '2026-11-22T09:00:01+03:00' as CapTime },
    ]
    assert.equal(new Set([one, ...others].map(messageKey)).size, 4)
  })
  test('exists even where half a character stands in it', () => {
    const halves = ['\ud800', '\udc00'].map((identifier) => messageKey({ ...one, identifier }))
    assert.equal(new Set(halves).size, 2)
  })
})

describe('what was seen of a source', () => {
  test('is there again after a restart, links to follow and all', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tocsin-seen-'))
    const file = join(folder, 'shelf.db')
    let shelf = openSqliteShelf({ file })
    const book = await openSeenBook(shelf, town)
    await noteLinks(
      book,
      [{ url: 'https://x.example/1', updated: at }, { url: 'https://x.example/2' }],
      'backlog',
      at,
    )
    await book.put([
      [
        messageKey({ sender: 'a', identifier: 'b', sent: '2026-11-22T06:00:00-00:00' as CapTime }),
        message(at),
      ],
    ])
    await shelf.close()
    shelf = openSqliteShelf({ file })
    const again = await openSeenBook(shelf, town)
    assert.equal(again.size, 3)
    assert.deepEqual(
      new Set(again.due(at).map(([, { url, backlog }]) => `${url} ${backlog}`)),
      new Set(['https://x.example/1 yes', 'https://x.example/2 yes']),
    )
    assert.equal((await openSeenBook(shelf, 'other' as SourceId)).size, 0)
    await again.clear()
    assert.equal((await openSeenBook(shelf, town)).size, 0)
    await shelf.close()
    rmSync(folder, { recursive: true })
  })
  test('is read whole, however much it is', async () => {
    const shelf = memoryShelf()
    const book = await openSeenBook(shelf, town)
    await book.put(Array.from({ length: 2_500 }, (_, i) => [`m${i}` as SeenKey, message(at)]))
    assert.equal((await openSeenBook(shelf, town)).size, 2_500)
  })
  test('lets a link without a time be followed again after an hour, and one with a time never', async () => {
    const book = await openSeenBook(memoryShelf(), town)
    const links = [{ url: 'https://x.example/1', updated: at }, { url: 'https://x.example/2' }]
    await noteLinks(book, links, 'news', at)
    for (const [key, link] of book.due(at)) await book.put([[key, { ...link, nextAt: null, how: 'taken' }]])
    await noteLinks(book, links, 'news', plus(at, 59 * minute))
    assert.equal(book.due(plus(at, 59 * minute)).length, 0)
    await noteLinks(book, links, 'news', plus(at, hour))
    assert.deepEqual(
      book.due(plus(at, hour)).map(([, { url }]) => url),
      ['https://x.example/2'],
    )
  })
  test('takes an entry that was changed for a new one', () => {
    const url = 'https://x.example/1'
    assert.notEqual(linkKey({ url, updated: at }), linkKey({ url, updated: plus(at, minute) }))
  })
})

describe('forgetting', () => {
  const limits = { notSeenFor: 30 * day, most: 3 }
  const none: ReadonlySet<SeenKey> = new Set()
  test('takes what stood nowhere for a month', () => {
    const seen = new Map([
      ['old', message(plus(at, -31 * day))],
      ['young', message(plus(at, -29 * day))],
    ] as [SeenKey, Seen][])
    assert.deepEqual(forgettable(seen, none, at, limits), ['old'])
  })
  test('takes the longest unseen beyond the limit', () => {
    const seen = new Map(
      Array.from({ length: 5 }, (_, i) => [`m${i}` as SeenKey, message(plus(at, -i * hour))] as const),
    )
    assert.deepEqual(forgettable(seen, none, at, limits), ['m4', 'm3'])
  })
  test('never takes what stands in the document, or a link still to be followed', () =>
    fc.assert(
      fc.property(
        fc.array(fc.record({ days: fc.nat(60), present: fc.boolean(), link: fc.boolean() }), {
          maxLength: 20,
        }),
        (all) => {
          const link = (seenAt: Instant): SeenLink => ({
            kind: 'link',
            seenAt,
            url: '',
            tries: 0,
            nextAt: at,
          })
          const seen = new Map(
            all.map(({ days, link: isLink }, i) => {
              const seenAt = plus(at, -days * day)
              return [`k${i}` as SeenKey, isLink ? link(seenAt) : message(seenAt)] as const
            }),
          )
          const present = new Set(all.flatMap((one, i) => (one.present ? [`k${i}` as SeenKey] : [])))
          const gone = forgettable(seen, present, at, limits)
          for (const key of gone) assert.ok(!present.has(key) && seen.get(key)!.kind === 'message')
          assert.equal(new Set(gone).size, gone.length)
          const free = [...seen.keys()].filter(
            (key) => !present.has(key) && seen.get(key)!.kind === 'message',
          )
          assert.ok(seen.size - gone.length <= limits.most || gone.length === free.length)
        },
      ),
    ))
})

describe('a link that fails', () => {
  test('is tried ten times, ever more slowly, over hours; one that leads nowhere twice', () => {
    let [now, tries] = [at, 0]
    for (let next: Instant | null = at; next !== null; next = nextLinkTry(++tries, 'failing', now, 0))
      now = next
    assert.equal(tries, 10)
    assert.ok(now > plus(at, 5 * hour) && now < plus(at, 12 * hour), now)
    assert.equal(nextLinkTry(1, 'missing', at, 0), plus(at, minute))
    assert.equal(nextLinkTry(2, 'missing', at, 0), null)
  })
})
