import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { done, issueAlert, startTestServer, zadonsky, type TestServer } from '../support/server.node.ts'

const everywhere = [
  '/v1/board',
  `/v1/areas/${zadonsky}/now`,
  '/v1/in-force.geojson',
  '/v1/feed.atom',
] as const

describe('what is public', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer({ settings: { TOCSIN_BROKER: 'none' } })
    await issueAlert(server)
  })
  after(() => server.close())

  test('may be kept a second by anybody on the way, and is marked with its version and its age', async () => {
    for (const path of everywhere) {
      const answer = await server.stranger.get(path)
      done(answer)
      assert.equal(answer.headers.get('cache-control'), 'public, max-age=1', path)
      assert.match(answer.headers.get('etag') ?? '', /^"[^"]+"$/, path)
      assert.equal(answer.headers.get('access-control-allow-origin'), '*', path)
      assert.ok(!Number.isNaN(Date.parse(answer.headers.get('last-modified') ?? '')), path)
      assert.equal(answer.headers.get('set-cookie'), null, path)
    }
  })

  test('is not sent again to who has it', async () => {
    for (const path of everywhere) {
      const etag = (await server.stranger.get(path)).headers.get('etag') as string
      for (const held of [etag, `W/${etag}`, `"other", ${etag}`, '*'])
        assert.equal(
          (await server.stranger.get(path, { 'if-none-match': held })).status,
          304,
          `${path} ${held}`,
        )
      assert.equal((await server.stranger.get(path, { 'if-none-match': '"other"' })).status, 200, path)
    }
  })

  test('is sent again after any order that changes it, and only then', async () => {
    const etags = async () =>
      Promise.all(everywhere.map(async (path) => (await server.stranger.get(path)).headers.get('etag')))
    const before = await etags()
    assert.deepEqual(await etags(), before)
    const { id } = await issueAlert(server, { threat: 'drone', level: 'yellow', areas: ['gn:465724'] })
    const during = await etags()
    done(await server.olena.post(`/v1/alerts/${id}/all-clear`, {}))
    const after = await etags()
    for (const index of everywhere.keys())
      assert.equal(new Set([before[index], during[index], after[index]]).size, 3, everywhere[index])
  })

  test('gives a new answer to an old date, and to another tag whatever the date', async () => {
    for (const path of everywhere) {
      const answer = await server.stranger.get(path)
      const modified = answer.headers.get('last-modified') as string
      const old = new Date(Date.parse(modified) - 60_000).toUTCString()
      assert.equal((await server.stranger.get(path, { 'if-modified-since': old })).status, 200, path)
      // RFC 9110 §13.1.3: the date counts only where there is no entity tag.
      const both = { 'if-none-match': '"other"', 'if-modified-since': modified }
      assert.equal((await server.stranger.get(path, both)).status, 200, path)
    }
  })

  test('is answered to HEAD as to GET, without the body', async () => {
    for (const path of everywhere) {
      const [get, head] = [await server.stranger.get(path), await server.stranger.ask('HEAD', path)]
      assert.equal(head.text, '')
      assert.equal(head.headers.get('etag'), get.headers.get('etag'), path)
      assert.equal(head.headers.get('content-length'), get.headers.get('content-length'), path)
    }
  })

  test('is kept apart from what is said to one person, which nobody keeps', async () => {
    for (const path of ['/v1/alerts', '/v1/me'])
      assert.equal((await server.olena.get(path)).headers.get('cache-control'), 'no-store', path)
  })
})
