import assert from 'node:assert/strict'
import { describe, mock, test } from 'node:test'
import { memoryLimiter } from './limiter.node.ts'
import { doorOf, onlyLooks, quotasOf, rateHeaders, standingOf, stops, windowSeconds } from './limits.ts'
import { deepestJson, isTooDeep, longestTarget, mostFields, tooMuchOf } from './request-shape.ts'

const door = (method: string, route: string | undefined, action?: string) => doorOf({ method, route, action })

describe('the bucket of a request', () => {
  test('is its address’s for what anybody may read', () => {
    for (const route of ['/', '/v1/board', '/v1/live', '/v1/feed.atom', '/people', undefined])
      assert.deepEqual(door('GET', route), { takes: 'from-address', bucket: 'reading', points: 1 }, route)
  })

  test('is none for files that lie in memory and in every cache', () => {
    for (const route of ['/assets/:file', '/resident/:file'])
      assert.deepEqual(door('GET', route), { takes: 'nothing' }, route)
  })

  test('is the caller’s own where somebody must be known', () => {
    for (const [method, route, action] of [
      ['POST', '/v1/alerts', 'alert.draft'],
      ['GET', '/v1/account', 'signed-in'],
      ['POST', '/v1/areas/import', 'areas.import'],
    ] as const)
      assert.deepEqual(door(method, route, action), { takes: 'from-caller' }, route)
  })

  test('is narrow for what can be guessed, and wider beside it for what can’t', () => {
    const bucketOf = (route: string) => {
      const found = door('POST', route, 'public')
      return found.takes === 'from-address' ? found.bucket : found.takes
    }
    for (const route of ['/v1/sign-in/password', '/v1/sign-in/recovery-code', '/v1/links/look'])
      assert.equal(bucketOf(route), 'passwords', route)
    assert.equal(bucketOf('/v1/links/passkey/options'), 'passwords')
    for (const route of ['/v1/sign-in/passkey', '/v1/sign-in/passkey/options', '/v1/sign-in/oidc/callback'])
      assert.equal(bucketOf(route), 'sign-in', route)
    const { passwords, 'sign-in': signIn } = quotasOf({ ratePublic: 0, rateKey: 60, rateSignIn: 5 })
    assert.ok(passwords! < signIn!)
  })

  test('is emptied faster by what makes the server work', () => {
    const points = (method: string, route: string) => {
      const found = door(method, route, 'public')
      assert.ok(found.takes === 'from-address' && found.bucket === 'work', route)
      return found.points
    }
    assert.ok(points('POST', '/v1/cap/check') >= 50)
    assert.ok(points('POST', '/cap') >= 50)
    assert.ok(points('POST', '/hub') >= 50)
    assert.ok(points('GET', '/metrics') > 1)
  })

  test('of a hub’s deliveries is nobody else’s', () => {
    assert.deepEqual(door('POST', '/exchange/websub/:token', 'public'), {
      ...{ takes: 'from-address', bucket: 'deliveries', points: 1 },
    })
  })

  test('is another for what a session’s pages fetch, and holds more', () => {
    for (const method of ['GET', 'HEAD'])
      assert.equal(onlyLooks({ method, route: '/v1/alerts' }), true, method)
    assert.equal(onlyLooks({ method: 'POST', route: '/v1/alerts/preview' }), true)
    for (const route of ['/v1/alerts', '/v1/alerts/:alert/issue', '/v1/attempts/resend'])
      assert.equal(onlyLooks({ method: 'POST', route }), false, route)
    const { caller, looking } = quotasOf({ ratePublic: 0, rateKey: 60, rateSignIn: 5 })
    assert.ok(looking! >= 10 * caller!)
  })

  test('has a reserve for what takes a warning back, and for nothing else', () => {
    const retract = '/v1/alerts/:alert/retract'
    assert.equal(stops({ method: 'POST', route: retract }), true)
    assert.equal(stops({ method: 'POST', route: '/v1/alerts/:alert/all-clear' }), true)
    assert.equal(stops({ method: 'GET', route: retract }), false)
    for (const step of ['issue', 'approve', 'extend', 'correct'])
      assert.equal(stops({ method: 'POST', route: `/v1/alerts/:alert/${step}` }), false, step)
  })
})

describe('what an answer says of its limit', () => {
  test('is how many may be asked in how long, how many are left, and when there are more', () => {
    const standing = standingOf('caller', 1_200, { points: 700, secondsLeft: 12.4 })
    assert.deepEqual(standing, { bucket: 'caller', most: 1_200, left: 500, secondsLeft: 13, state: 'open' })
    assert.deepEqual(rateHeaders(standing), {
      'ratelimit-policy': '"caller";q=1200;w=60',
      ratelimit: '"caller";r=500;t=13',
    })
  })

  test('is never less than nothing, nor a wait of no time', () => {
    assert.deepEqual(standingOf('passwords', 5, { points: 9, secondsLeft: 0 }), {
      ...{ bucket: 'passwords', most: 5, left: 0, secondsLeft: 1, state: 'empty' },
    })
    assert.equal(
      standingOf('passwords', 5, { points: 5, secondsLeft: 9 }).state,
      'open',
      'the last one counts',
    )
  })

  test('is nothing on what caches hand to the next reader, while something is left', () => {
    assert.deepEqual(rateHeaders(standingOf('reading', 10, { points: 10, secondsLeft: 9 })), {})
    assert.match(
      rateHeaders(standingOf('reading', 10, { points: 11, secondsLeft: 9 }))['ratelimit'] ?? '',
      /^"reading";r=0;t=9$/,
    )
  })
})

describe('the counter', () => {
  test('counts each bucket and each address by itself, gives back, and begins anew after a minute', async (t) => {
    mock.timers.enable({ apis: ['Date', 'setTimeout'], now: 1_000_000 })
    t.after(() => mock.timers.reset())
    const limiter = memoryLimiter()
    const points = async (...taken: Parameters<typeof limiter.take>) => (await limiter.take(...taken)).points
    assert.equal(await points('reading', '203.0.113.5', 1), 1)
    assert.equal(await points('reading', '203.0.113.5', 10), 11)
    assert.equal(await points('reading', '203.0.113.6', 1), 1)
    assert.equal(await points('passwords', '203.0.113.5', 1), 1)
    assert.equal(await points('reading', '203.0.113.5', -1), 10)
    mock.timers.tick((windowSeconds - 20) * 1_000)
    assert.equal((await limiter.take('reading', '203.0.113.5', 1)).secondsLeft, 20)
    mock.timers.tick(20_000)
    assert.equal(await points('reading', '203.0.113.5', 1), 1)
  })

  test('holds no more addresses than it may: who comes beyond is not counted, who is known goes on', async () => {
    const limiter = memoryLimiter(3)
    const take = async (who: string) => (await limiter.take('reading', who, 1)).points
    for (const who of ['a', 'b', 'c']) assert.equal(await take(who), 1)
    assert.deepEqual([await take('d'), await take('d')], [0, 0])
    assert.equal(await take('a'), 2)
  })
})

describe('the form of a request', () => {
  const fits = { target: '/v1/board', fields: 20 }
  test('is bounded in fields, length and parameters', () => {
    assert.equal(tooMuchOf(fits), undefined)
    assert.equal(tooMuchOf({ ...fits, fields: mostFields + 1 })?.code, 'server/head-too-large')
    const long = `/${'a'.repeat(longestTarget)}`
    assert.equal(tooMuchOf({ ...fits, target: long })?.code, 'server/address-too-long')
    assert.equal(tooMuchOf({ ...fits, target: long.slice(1) }), undefined)
    assert.equal(tooMuchOf({ ...fits, target: `/?${'a&'.repeat(99)}` }), undefined)
    assert.equal(tooMuchOf({ ...fits, target: `/?${'a&'.repeat(100)}` })?.code, 'server/invalid-request')
  })

  test('is bounded in depth, which is measured without falling into it', () => {
    const nested = (depth: number) => JSON.parse('['.repeat(depth) + ']'.repeat(depth)) as unknown
    assert.equal(isTooDeep(nested(deepestJson)), false)
    assert.equal(isTooDeep(nested(deepestJson + 1)), true)
    assert.equal(isTooDeep(nested(4_000)), true)
    for (const flat of [undefined, null, 'text', 1, {}, [[], { a: [1] }]])
      assert.equal(isTooDeep(flat), false)
  })
})
