import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { readCap } from '#cap/reader'
import {
  done,
  issueAlert,
  refused,
  red,
  startTestServer,
  zadonsky,
  type TestServer,
} from '../support/server.node.ts'

const a = { accept: 'application/atom+xml' }

describe('the archive of what was published', () => {
  let server: TestServer
  let alert: string
  let ids: string[]
  before(async () => {
    server = await startTestServer({ settings: { TOCSIN_BROKER: 'none' } })
    alert = (await issueAlert(server, red([zadonsky]))).id
    for (let renewal = 0; renewal < 59; renewal++)
      done(await server.olena.post(`/v1/alerts/${alert}/renew`, { renewForMinutes: 60 + renewal }))
    ids = Array.from({ length: 60 }, (_, n) => `${alert}.${n + 1}`)
    await server.running.system.quiet()
  })
  after(() => server.close())

  const feed = async (path: string) => {
    const answer = await server.stranger.get(path, a)
    done(answer)
    const read = readCap(answer.text)
    assert.deepEqual(read.problems, [], path)
    const named = read.feed!.entries.map(({ id }) => id!.slice(id!.lastIndexOf(':') + 1))
    return { ...read.feed!, ids: named, answer }
  }
  const pathOf = (address: string | undefined) => address && address.replace(/^https?:\/\/[^/]+/, '')

  for (const format of ['atom', 'rss'])
    test(`is read to its beginning by the links of the ${format} feed, every message once on a page`, async () => {
      const now = await feed(`/v1/feed.${format}`)
      assert.deepEqual(now.ids, ids.toReversed())
      assert.equal(now.isArchive, false)
      const found: string[] = []
      let next = pathOf(now.previousArchive)
      const pages: string[] = []
      while (next !== undefined) {
        pages.push(next)
        const page = await feed(next)
        assert.equal(page.isArchive, true)
        assert.equal(pathOf(page.current), pathOf(now.self))
        assert.equal(pathOf(page.self), next)
        found.push(...page.ids)
        next = pathOf(page.previousArchive)
      }
      assert.equal(pages.length, 2)
      assert.deepEqual(found, ids.slice(0, 50).toReversed())
      const first = await feed(pages[1]!)
      assert.equal(pathOf(first.nextArchive), pages[0])
      // The last page is not complete yet: who goes there may not keep it.
      const growing = await feed(pathOf((await feed(pages[0]!)).nextArchive)!)
      assert.equal(growing.isArchive, false)
      assert.equal(growing.ids.length, 10)
    })

  test('lets nobody ask twice for what never changes', async () => {
    for (const path of ['/v1/feed/archive/atom/1', `/v1/notices/${ids[0]}.cap`]) {
      const answer = await server.stranger.get(path)
      assert.match(answer.headers.get('cache-control') ?? '', /immutable/, path)
      const again = await server.stranger.get(path, { 'if-none-match': answer.headers.get('etag')! })
      assert.equal(again.status, 304)
    }
    for (const path of ['/v1/feed/archive/atom/3', '/v1/feed.rss'])
      assert.doesNotMatch(
        (await server.stranger.get(path)).headers.get('cache-control') ?? '',
        /immutable/,
        path,
      )
  })

  test('answers that there is no page where there is none', async () => {
    refused(await server.stranger.get('/v1/feed/archive/atom/4'), 'server/unknown-path')
    refused(await server.stranger.get('/v1/feed/archive/atom/2?mode=test'), 'server/unknown-path')
    refused(await server.stranger.get('/v1/feed/archive/atom/0'), 'server/invalid-request')
  })

  test('holds whole messages in their entries where that is asked for', async () => {
    const full = await feed('/v1/feed.atom?content=full&lang=uk')
    const alone = await server.stranger.get(`/v1/notices/${ids[59]}.cap`)
    const [newest] = readCap(full.answer.text).readings
    assert.deepEqual(newest?.message, readCap(alone.text).readings[0]?.message)
    assert.match(full.answer.text, /xml:lang="uk"/)
    assert.ok((await feed('/v1/feed.rss?content=full')).answer.text.includes('<atom:content'))
  })

  test('stays byte for byte as it was when the map is another, and when the server starts again', async () => {
    const paths = [
      ...ids.slice(0, 3).map((id) => `/v1/notices/${id}.cap`),
      '/v1/feed/archive/atom/1?content=full',
    ]
    const texts: string[] = []
    for (const path of paths) texts.push((await server.stranger.get(path)).text)
    assert.match(texts[0]!, /<polygon>/)
    const square = [
      [38, 52],
      [38.5, 52],
      [38.5, 52.5],
      [38, 52.5],
      [38, 52],
    ]
    const moved = {
      type: 'FeatureCollection',
      features: [
        {
          ...{ type: 'Feature', geometry: { type: 'Polygon', coordinates: [square] } },
          properties: { code: zadonsky, name: 'Elsewhere', kind: 'district', parent: 'RU-LIP' },
        },
      ],
    }
    const before = server.running.system.areas.hashOfShape(zadonsky as never)
    done(
      await server.admin.post('/v1/areas/import', {
        files: [{ name: 'moved.geojson', base64: Buffer.from(JSON.stringify(moved)).toString('base64') }],
      }),
    )
    assert.notEqual(server.running.system.areas.hashOfShape(zadonsky as never), before)
    for (const [i, path] of paths.entries()) assert.equal((await server.stranger.get(path)).text, texts[i])
    await server.startAgain()
    // Page links name the server's port, which is another one now.
    const portless = (text: string) => text.replace(/localhost:\d+/g, 'localhost')
    for (const [i, path] of paths.entries())
      assert.equal(portless((await server.stranger.get(path)).text), portless(texts[i]!))
  })

  test('is made good for what was said before there was an archive, in the ledger’s order', async () => {
    const { shelf } = server.running.system
    const text = (await server.stranger.get(`/v1/notices/${ids[7]}.cap`)).text
    const order = await shelf.list('cap-archive-order')
    for (const collection of ['cap-archive', 'cap-archive-order'])
      await shelf.remove(
        collection,
        (await shelf.list(collection)).map(({ key }) => key),
      )
    await shelf.remove('places-in-the-ledger', ['archive'])
    await server.startAgain()
    await server.running.system.quiet()
    assert.deepEqual(await server.running.system.shelf.list('cap-archive-order'), order)
    assert.equal(
      readCap((await server.stranger.get(`/v1/notices/${ids[7]}.cap`)).text).readings[0]?.message?.identifier,
      readCap(text).readings[0]?.message?.identifier,
    )
  })

  test('keeps the first bytes when a crash makes it read the same facts again', async () => {
    const { shelf } = server.running.system
    const order = await shelf.list('cap-archive-order')
    // As if one message had been written by another server a moment before.
    const [first] = await shelf.list('cap-archive', { limit: 1 })
    const other = { ...(first!.document as object), xml: '<other/>' }
    await shelf.put('cap-archive', [{ key: first!.key, document: other }])
    await shelf.put('places-in-the-ledger', [{ key: 'archive', document: { seq: 0 } }])
    await server.startAgain()
    await server.running.system.quiet()
    const again = server.running.system.shelf
    assert.deepEqual(await again.list('cap-archive-order'), order)
    assert.deepEqual(await again.get('cap-archive', first!.key), other)
  })
})
