import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import {
  done,
  issueAlert,
  red,
  refused,
  startTestServer,
  type Answer,
  type Client,
  type Ordered,
  type TestServer,
} from '../support/server.node.ts'

/** Requests come as from many addresses through a proxy on this machine that is named. */
const settings = {
  TOCSIN_BROKER: 'none',
  TOCSIN_PROXIES: '127.0.0.1',
  TOCSIN_RATE_PUBLIC: '600',
  TOCSIN_RATE_KEY: '60',
  TOCSIN_RATE_SIGN_IN: '5',
} as const

const from = (address: string) => ({ 'x-forwarded-for': address })

/** Asks until it is refused; how many were answered before. */
async function flood(ask: () => Promise<Answer>, most: number): Promise<{ served: number; last: Answer }> {
  for (let served = 0; served < most;) {
    const answers = await Promise.all(Array.from({ length: Math.min(20, most - served) }, ask))
    const last = answers.find(({ status }) => status === 429)
    served += answers.filter(({ status }) => status !== 429).length
    if (last !== undefined) return { served, last }
  }
  return assert.fail(`${most} requests were answered`)
}

/** RFC 9651: a list of one string with parameters that are integers. */
const structured = /^"[a-z-]+"(;[a-z]+=\d+)+$/

function isTooMany(answer: Answer, limit: string): void {
  const problem = refused(answer, 'server/too-many')
  assert.equal(answer.status, 429)
  assert.equal(problem['limit'], limit)
  const seconds = Number(answer.headers.get('retry-after'))
  assert.ok(Number.isInteger(seconds) && seconds >= 1 && seconds <= 60, `retry after ${seconds}`)
  assert.equal(problem['seconds'], seconds)
  const [policy, now] = ['ratelimit-policy', 'ratelimit'].map((name) => answer.headers.get(name) ?? '')
  assert.match(policy!, structured)
  assert.match(now!, structured)
  assert.match(policy!, new RegExp(`^"${limit}";q=\\d+;w=60$`))
  assert.equal(now, `"${limit}";r=0;t=${seconds}`)
  assert.equal(answer.headers.get('cache-control'), 'no-store')
}

describe('limits', () => {
  let server: TestServer
  before(async () => (server = await startTestServer({ settings })))
  after(() => server.close())
  const board = (client: Client, address: string, more = {}) =>
    client.get('/v1/board', { ...from(address), ...more })

  test('hold an address to what it may read, and no other address with it', async () => {
    const { served, last } = await flood(() => board(server.stranger, '198.51.100.1'), 700)
    assert.equal(served, 600)
    isTooMany(last, 'reading')
    isTooMany(await server.stranger.get('/', from('198.51.100.1')), 'reading')
    isTooMany(await server.stranger.get('/nothing', from('198.51.100.1')), 'reading')
    assert.equal((await board(server.stranger, '198.51.100.2')).status, 200)
    // The page that is open already keeps its style.
    const page = await server.stranger.get('/', from('198.51.100.2'))
    const asset = /\/resident\/now-\w+\.css/.exec(page.text)![0]
    assert.equal((await server.stranger.get(asset, from('198.51.100.1'))).status, 200)
  })

  test('let an officer order behind the very address that floods, and read what is in force', async () => {
    const flooded = from('198.51.100.3')
    await flood(() => board(server.stranger, '198.51.100.3'), 700)
    const order = await server.olena.post('/v1/alerts', red(), flooded)
    assert.equal(order.status, 201)
    assert.match(order.headers.get('ratelimit-policy') ?? '', /^"caller";q=60;w=60$/)
    assert.match(order.headers.get('ratelimit') ?? '', /^"caller";r=\d+;t=\d+$/)
    assert.equal((await board(server.olena, '198.51.100.3')).status, 200)
    isTooMany(await board(server.withKey('tocsin_wrong'), '198.51.100.3'), 'reading')
  })

  test('hold an IPv6 customer to one limit, whichever of their addresses they choose', async () => {
    let host = 0
    const { served } = await flood(
      () => board(server.stranger, `2001:db8:7:1::${(host += 1).toString(16)}`),
      700,
    )
    assert.equal(served, 600)
    assert.equal((await board(server.stranger, '2001:db8:7:2::1')).status, 200)
  })

  test('cost nothing where the reader has it already', async () => {
    const known = (await board(server.stranger, '198.51.100.4')).headers.get('etag')!
    for (let i = 0; i < 650; i += 25)
      await Promise.all(
        Array.from({ length: 25 }, async () => {
          const answer = await board(server.stranger, '198.51.100.4', { 'if-none-match': known })
          assert.equal(answer.status, 304)
        }),
      )
  })

  test('are written on no answer that a cache may hand to the next', async () => {
    const answer = await board(server.stranger, '198.51.100.5')
    assert.equal(answer.headers.get('ratelimit'), null)
    assert.equal(answer.headers.get('ratelimit-policy'), null)
  })

  test('hold a key to its own, and no other key with it', async () => {
    const { last } = await flood(() => server.taras.get('/v1/alerts', from('198.51.100.6')), 100)
    isTooMany(last, 'caller')
    isTooMany(await server.taras.get('/v1/alerts', from('198.51.100.7')), 'caller')
    done(await server.admin.get('/v1/people', from('198.51.100.6')))
  })

  test('hold a key to the figure it was made with', async () => {
    const { key } = done<{ key: string }>(
      await server.admin.post('/v1/keys', {
        ...{ id: 'slow-machine', name: 'Slow', roles: ['watcher'], areas: 'everywhere', modes: ['drill'] },
        perMinute: 3,
      }),
    )
    const slow = server.withKey(key)
    for (let i = 0; i < 3; i++) assert.equal((await slow.get('/v1/alerts')).status, 200)
    const answer = await slow.get('/v1/alerts')
    isTooMany(answer, 'caller')
    assert.match(answer.headers.get('ratelimit-policy') ?? '', /q=3;/)
  })

  test('never keep anybody from taking a warning back', async () => {
    const fresh = await startTestServer({ settings })
    try {
      const { id } = await issueAlert(fresh)
      const { last } = await flood(() => fresh.olena.get('/v1/alerts'), 100)
      isTooMany(last, 'caller')
      isTooMany(await fresh.olena.post('/v1/alerts', red()), 'caller')
      const stopped = await fresh.olena.post(`/v1/alerts/${id}/retract`, { reason: 'a mistake' })
      assert.equal(done<Ordered>(stopped).alert.status, 'ended')
    } finally {
      await fresh.close()
    }
  })

  test('hold an address to a few wrong keys, and let the right one in all the same', async () => {
    const wrong = server.withKey('tocsin_wrong')
    const { served, last } = await flood(() => wrong.get('/v1/people', from('198.51.100.8')), 40)
    assert.equal(served, 10)
    isTooMany(last, 'guesses')
    done(await server.admin.get('/v1/people', from('198.51.100.8')))
    refused(await server.stranger.get('/v1/people', from('198.51.100.8')), 'people/unknown-key')
  })

  test('hold an address to a few passwords, and leave passkeys and others a way in', async () => {
    const body = { login: 'nobody', password: 'wrong', code: '000000', screen: 'own' }
    const headers = { ...from('198.51.100.9'), 'tocsin-request': '1', host: 'localhost' }
    const { served, last } = await flood(
      () => server.stranger.post('/v1/sign-in/password', body, headers),
      40,
    )
    assert.equal(served, 5)
    isTooMany(last, 'passwords')
    isTooMany(await server.stranger.post('/v1/links/look', { token: 'x' }, headers), 'passwords')
    const options = await server.stranger.post('/v1/sign-in/passkey/options', {}, headers)
    assert.notEqual(options.status, 429)
    const elsewhere = { ...headers, ...from('198.51.100.10') }
    assert.notEqual((await server.stranger.post('/v1/sign-in/password', body, elsewhere)).status, 429)
  })

  test('hold an address to the work it may make: documents to judge, subscriptions to ask back', async () => {
    const check = () => server.stranger.post('/v1/cap/check', { source: '' }, from('198.51.100.11'))
    const { served, last } = await flood(check, 200)
    assert.equal(served, 120)
    isTooMany(last, 'work')
    isTooMany(await server.stranger.post('/hub', {}, from('198.51.100.11')), 'work')
    assert.equal((await board(server.stranger, '198.51.100.11')).status, 200)
  })

  test('count what is delivered at an address that was given out apart from all else', async () => {
    await flood(() => board(server.stranger, '198.51.100.12'), 700)
    const path = '/exchange/websub/nobody-has-this'
    const answer = await server.stranger.ask('POST', path, {
      ...{ raw: '<feed/>', headers: { ...from('198.51.100.12'), 'content-type': 'application/atom+xml' } },
    })
    assert.notEqual(answer.status, 429)
  })
})

test('a proxy that nobody named is told of once, and believed in nothing', async (t) => {
  const server = await startTestServer({
    settings: { ...settings, TOCSIN_PROXIES: '' },
    expects: /^Requests come through a proxy on this machine that TOCSIN_PROXIES does not name/,
  })
  t.after(() => server.close())
  const guess = (address: string) => server.withKey('tocsin_wrong').get('/v1/people', from(address))
  let last = 0
  const { served } = await flood(() => guess(`198.51.100.${(last += 1)}`), 40)
  assert.equal(served, 10, 'each claimed address had a limit of its own')
  assert.equal(server.log.lines.filter(({ level }) => level === 'warn').length, 1)
})
