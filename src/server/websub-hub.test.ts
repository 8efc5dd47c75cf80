import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { memoryShelf, minute, ok, recordingLog, second, virtualClock, type Instant, type Shelf } from '#base'
import type { HttpAsking } from '#exchange'
import { openWebSubHub, type WebSubHub } from './websub-hub.ts'

const topic = 'https://warn.example/v1/feed.atom?mode=drill&lang=en'
const callback = 'https://reader.example/hook?who=1'
const start = '2025-11-02T00:00:00.000Z' as Instant

interface Request {
  readonly method: string
  readonly url: URL
  readonly headers: { readonly [name: string]: string }
  readonly body?: string
}

async function world(options: { shelf?: Shelf; confirms?: 'all' | 'nothing' } = {}) {
  const shelf = options.shelf ?? memoryShelf()
  const clock = virtualClock(start)
  const requests: Request[] = []
  let status = 200
  let newest = 1
  const answer = (status: number, text = ''): Awaited<ReturnType<HttpAsking['ask']>> => ({
    ...{ kind: 'answer', status, headers: {} },
    bytes: new TextEncoder().encode(text),
  })
  const hub: WebSubHub = openWebSubHub({
    ports: () => ({
      asking: {
        async ask(asked) {
          requests.push(asked)
          if (asked.method === 'POST') return answer(status)
          const challenge = asked.url.searchParams.get('hub.challenge')!
          return answer(200, options.confirms === 'nothing' ? 'no' : challenge)
        },
        async close() {},
      },
      policy: { allowed: [] },
      sign: (secret, body) => `sha256=${secret}+${body.length}`,
      newChallenge: () => 'a challenge',
    }),
    system: { shelf, clock, log: recordingLog() },
    base: () => 'https://warn.example',
    render: async ({ format, mode }) =>
      ok({ text: `${format} ${mode} ${newest}`, type: 'application/atom+xml' }),
    newest: () => newest,
  })
  const beside = await hub.begin()
  const settled = async () => {
    for (let i = 0; i < 50; i++) await Promise.resolve()
  }
  return {
    ...{ hub, beside, shelf, requests, settled, clock },
    answers: (with_: number) => void (status = with_),
    async ask(more: { readonly [name: string]: string } = {}) {
      const form = { 'hub.mode': 'subscribe', 'hub.topic': topic, 'hub.callback': callback, ...more }
      const done = hub.ask(new URLSearchParams(form))
      await settled()
      return done.ok ? 'taken' : done.problem.code
    },
    async news() {
      newest += 1
      hub.changed('drill')
      await settled()
    },
    async pass(milliseconds: number) {
      clock.advance(milliseconds)
      await settled()
    },
    posts: () => requests.filter(({ method }) => method === 'POST'),
    kept: async () => (await shelf.list('hub-subscriptions')).length,
  }
}

describe('the hub', () => {
  test('sends the whole feed, signed, to whoever meant it', async () => {
    const it = await world()
    assert.equal(await it.ask({ 'hub.secret': 's', 'hub.lease_seconds': '3600' }), 'taken')
    const [asked] = it.requests
    assert.equal(asked!.method, 'GET')
    assert.equal(asked!.url.searchParams.get('who'), '1')
    assert.equal(asked!.url.searchParams.get('hub.topic'), topic)
    assert.equal(asked!.url.searchParams.get('hub.lease_seconds'), '3600')
    assert.deepEqual(it.posts(), [], 'what it has seen already is not sent')
    await it.news()
    const [post, ...more] = it.posts()
    assert.deepEqual(more, [])
    assert.equal(post!.body, 'atom drill 2')
    assert.equal(post!.headers['x-hub-signature'], 'sha256=s+12')
    assert.equal(post!.headers['link'], `<https://warn.example/hub>; rel="hub", <${topic}>; rel="self"`)
  })

  test('sends nothing to who did not mean it, and forgets who leaves', async () => {
    const stranger = await world({ confirms: 'nothing' })
    await stranger.ask()
    await stranger.news()
    assert.deepEqual(stranger.posts(), [])
    const it = await world()
    await it.ask()
    await it.ask({ 'hub.mode': 'unsubscribe' })
    assert.equal(await it.kept(), 0)
    await it.news()
    assert.deepEqual(it.posts(), [])
  })

  test('refuses what is no feed of ours, private addresses, long secrets and nonsense', async () => {
    const it = await world()
    for (const wrong of [
      'https://other.example/v1/feed.atom?mode=drill&lang=en',
      'https://warn.example/v1/board',
      `${topic}&more=1`,
      'https://warn.example/v1/feed.atom',
      'x',
    ])
      assert.equal(await it.ask({ 'hub.topic': wrong }), 'server/hub-topic', wrong)
    assert.equal(await it.ask({ 'hub.callback': 'http://127.0.0.1/x' }), 'base/private-address')
    assert.equal(await it.ask({ 'hub.callback': 'ftp://a.example/' }), 'base/not-a-url')
    assert.equal(await it.ask({ 'hub.secret': 'x'.repeat(200) }), 'server/invalid-request')
    assert.equal(await it.ask({ 'hub.mode': 'denied' }), 'server/invalid-request')
    assert.equal(await it.ask({ 'hub.lease_seconds': 'long' }), 'server/invalid-request')
    assert.deepEqual(it.requests, [])
  })

  test('keeps leases within its bounds, and ends them', async () => {
    const it = await world()
    await it.ask({ 'hub.lease_seconds': '1' })
    assert.equal(it.requests[0]!.url.searchParams.get('hub.lease_seconds'), '60')
    await it.ask({ 'hub.lease_seconds': '99999999' })
    assert.equal(it.requests[1]!.url.searchParams.get('hub.lease_seconds'), String(10 * 86_400))
    await it.ask({ 'hub.lease_seconds': '60' })
    await it.pass(61 * second)
    await it.news()
    assert.deepEqual(it.posts(), [])
    assert.equal(await it.kept(), 0)
  })

  test('tries again, ever more seldom, with the feed as it is by then; and stops for who is gone', async () => {
    const it = await world()
    await it.ask()
    it.answers(503)
    await it.news()
    await it.pass(5 * second)
    await it.pass(30 * second)
    assert.equal(it.posts().length, 3)
    await it.pass(minute)
    assert.equal(it.posts().length, 3, 'not yet')
    it.answers(200)
    await it.news()
    assert.equal(it.posts().at(-1)!.body, 'atom drill 3')
    const sent = it.posts().length
    await it.pass(60 * minute)
    assert.equal(it.posts().length, sent, 'it has what there is')
    it.answers(410)
    await it.news()
    assert.equal(await it.kept(), 0)
  })

  test('goes on where the server before it stopped', async () => {
    const before = await world()
    await before.ask()
    before.answers(503)
    await before.news()
    await before.beside.close()
    const after = await world({ shelf: before.shelf })
    await after.news()
    assert.equal(after.posts().length, 1)
    const again = await world({ shelf: before.shelf })
    await again.settled()
    assert.equal(again.posts().length, 0, 'nothing new since')
  })

  test('takes only so many of one host', async () => {
    const it = await world()
    for (let n = 0; n < 100; n++)
      assert.equal(await it.ask({ 'hub.callback': `https://reader.example/${n}` }), 'taken')
    assert.equal(await it.ask({ 'hub.callback': 'https://reader.example/more' }), 'server/hub-full')
    assert.equal(await it.ask({ 'hub.callback': 'https://other.example/' }), 'taken')
    assert.equal(await it.ask({ 'hub.callback': 'https://reader.example/1' }), 'taken', 'a renewal')
  })
})
