import assert from 'node:assert/strict'
import { generateKeyPairSync, type JsonWebKey } from 'node:crypto'
import { after, before, beforeEach, describe, test } from 'node:test'
import { minute, type JsonObject } from '#base'
import {
  newRsaKey,
  signedBy,
  startHostileProvider,
  type HostileProvider,
} from '../support/hostile-provider.node.ts'
import { olena, startOidcWorld, taras, type Browser, type OidcWorld } from '../support/oidc-world.node.ts'

const client = 'tocsin-public'
const published = newRsaKey('one')

describe('an answer of the provider', () => {
  let provider: HostileProvider
  let world: OidcWorld
  before(async () => {
    provider = await startHostileProvider(client, published)
    world = await startOidcWorld({ oidcIssuer: provider.issuer, oidcAllow: [provider.host] })
    await world.link(olena, 'olena-at-work')
  })
  beforeEach(() => {
    for (const lie of Object.keys(provider.lies)) delete provider.lies[lie as keyof typeof provider.lies]
  })
  after(async () => {
    await world.close()
    await provider.close()
  })

  /** What was asked of the provider, as an honest one would know it. */
  const begin = async (browser: Browser, screen = 'own') => {
    const { to } = await browser.ask(`/v1/sign-in/oidc?screen=${screen}`)
    return Object.fromEntries(new URL(to!).searchParams) as { readonly state: string; readonly nonce: string }
  }
  const back = async (browser: Browser, answer: { readonly [name: string]: string }) => {
    const query = new URLSearchParams({ code: 'a-code', iss: provider.issuer, ...answer })
    const page = await browser.ask(`/v1/sign-in/oidc/callback?${query}`, { from: 'elsewhere' })
    return page.to!.slice(world.url.length)
  }
  /** A whole sign-in whose ID token is made from what was asked. */
  const signIn = async (token: (asked: { readonly nonce: string }) => string, screen?: string) => {
    const browser = world.browser()
    const asked = await begin(browser, screen)
    provider.lies.idToken = () => token(asked)
    const before = world.sessions.listOf(olena).length
    const end = await back(browser, { state: asked.state })
    const opened = world.sessions.listOf(olena).length - before
    assert.equal(opened, end === '/sign-in?done=sign-in' ? 1 : 0, end)
    return end
  }
  const honest = (change: JsonObject = {}, header: JsonObject = {}) =>
    signIn(({ nonce }) => provider.sign(provider.honestClaims({ nonce, ...change }), header))
  const isWrong = (end: string) => assert.equal(end, '/sign-in?why=people/oidc-wrong')
  const now = () => Math.floor(Date.now() / 1_000)

  test('signs in when nothing about it is wrong', async () => {
    assert.equal(await honest(), '/sign-in?done=sign-in')
    assert.equal(provider.tokenRequests.at(-1)!.get('grant_type'), 'authorization_code')
    assert.match(provider.tokenRequests.at(-1)!.get('code_verifier')!, /^[\w-]{43}$/)
  })

  for (const [what, change] of [
    ['another nonce', { nonce: 'x'.repeat(43) }],
    ['another issuer', { iss: 'https://login.example.org' }],
    ['another audience', { aud: 'somebody-else' }],
    ['several audiences and nobody it was made for', { aud: [client, 'somebody-else'] }],
    ['another party it was made for', { aud: [client, 'somebody-else'], azp: 'somebody-else' }],
    ['another party it was made for, and one audience', { azp: 'somebody-else' }],
    ['a time that is over', { exp: 1_700_000_000 }],
    ['no time at all', { exp: 'tomorrow' }],
    ['a subject that is no text', { sub: 7 }],
    ['an empty subject', { sub: '' }],
    ['a subject with a line break', { sub: 'olena-at-work\n' }],
    ['a proof in the future', { auth_time: 4_000_000_000 }],
    ['a time not yet come', { nbf: 4_000_000_000 }],
  ] as const)
    test(`is refused with ${what}`, async () => isWrong(await honest(change as JsonObject)))

  for (const missing of ['iss', 'aud', 'exp', 'iat', 'sub', 'nonce'])
    test(`is refused without “${missing}”`, async () => {
      isWrong(
        await signIn(({ nonce }) => {
          const { [missing]: _, ...claims } = provider.honestClaims({ nonce })
          return provider.sign(claims)
        }),
      )
    })

  test('is refused when another key signed its token', async () => {
    const other = newRsaKey('one')
    isWrong(
      await signIn(({ nonce }) =>
        signedBy(other.key, { alg: 'RS256', kid: 'one' }, provider.honestClaims({ nonce })),
      ),
    )
  })

  test('is refused unsigned, and signed with what everybody knows', async () => {
    isWrong(await signIn(({ nonce }) => signedBy('', { alg: 'none' }, provider.honestClaims({ nonce }))))
    // The published key, taken for a shared secret (RFC 8725 §2.1).
    const secrets = [JSON.stringify(published.jwk), String(published.jwk.n), client]
    for (const secret of secrets)
      isWrong(
        await signIn(({ nonce }) =>
          signedBy(secret, { alg: 'HS256', kid: 'one' }, provider.honestClaims({ nonce })),
        ),
      )
  })

  test('is refused when its token was changed after it was signed', async () => {
    isWrong(
      await signIn(({ nonce }) => {
        const [header, , signature] = provider
          .sign(provider.honestClaims({ nonce, sub: 'mallory' }))
          .split('.')
        const claims = Buffer.from(JSON.stringify(provider.honestClaims({ nonce }))).toString('base64url')
        return `${header}.${claims}.${signature}`
      }),
    )
  })

  test('is refused when its token names a key of its own, or of another place', async () => {
    const other = newRsaKey('two')
    const header = { alg: 'RS256', kid: 'two', jwk: other.jwk as JsonObject, jku: `${provider.issuer}/mine` }
    isWrong(await signIn(({ nonce }) => signedBy(other.key, header, provider.honestClaims({ nonce }))))
    assert.ok(!provider.asked.includes('GET /mine'))
  })

  test('is refused when a key too short signed its token', async () => {
    const short = newRsaKey('one', 1_024)
    provider.lies.keys = () => ({ keys: [short.jwk] })
    isWrong(
      await signIn(({ nonce }) =>
        signedBy(short.key, { alg: 'RS256', kid: 'one' }, provider.honestClaims({ nonce })),
      ),
    )
  })

  test('is refused without a token, and with one that is none', async () => {
    for (const token of ['', 'a.b', 'a.b.c', 'a.b.c.d.e', `${'x'.repeat(2_000)}`])
      isWrong(await signIn(() => token))
    provider.lies.token = (response) =>
      void response
        .writeHead(200, { 'content-type': 'application/json' })
        .end('{"access_token":"a","token_type":"Bearer"}')
    isWrong(await signIn(() => ''))
  })

  test('is refused when another issuer gave it, or none says that it did (RFC 9207)', async () => {
    const browser = world.browser()
    for (const iss of ['https://evil.example', `${provider.issuer}/`, '']) {
      const { state, nonce } = await begin(browser)
      provider.lies.idToken = () => provider.sign(provider.honestClaims({ nonce }))
      const before = provider.tokenRequests.length
      isWrong(await back(browser, { state, iss }))
      assert.equal(provider.tokenRequests.length, before, 'the code is handed to nobody')
    }
  })

  test('is refused with a state that nobody gave, and what was begun goes on', async () => {
    const browser = world.browser()
    const { state, nonce } = await begin(browser)
    provider.lies.idToken = () => provider.sign(provider.honestClaims({ nonce }))
    for (const wrong of ['', 'x'.repeat(43), state.slice(1)])
      assert.equal(await back(browser, { state: wrong }), '/sign-in?why=people/oidc-over')
    const twice = await browser.ask(`/v1/sign-in/oidc/callback?code=a&state=${state}&state=${state}`)
    assert.match(twice.to!, /why=people\/oidc-over$/)
    assert.equal(await back(browser, { state }), '/sign-in?done=sign-in')
  })

  test('is refused when the browser’s part of it was touched', async () => {
    const browser = world.browser()
    const key = `${new URL(world.url).host} __Host-tocsin-oidc`
    const { state } = await begin(browser)
    const sealed = browser.cookies.get(key)!
    const touched = [
      `${sealed.slice(0, -2)}AA`,
      `B${sealed.slice(1)}`,
      sealed.slice(0, 20),
      '',
      '..',
      'x'.repeat(5_000),
    ]
    for (const cookie of touched) {
      browser.cookies.set(key, cookie)
      assert.equal(await back(browser, { state }), '/sign-in?why=people/oidc-over')
    }
  })

  test('with an error leads to our own page, whatever it says', async () => {
    const browser = world.browser()
    for (const [error, code] of [
      ['access_denied', 'people/oidc-cancelled'],
      ['login_required', 'people/oidc-too-weak'],
      ['server_error', 'people/oidc-away'],
      ['https://evil.example/', 'people/oidc-away'],
    ] as const) {
      const { state } = await begin(browser)
      const said = { error, error_description: '<script>', error_uri: 'https://evil.example/', code: '' }
      assert.equal(await back(browser, { state, ...said }), `/sign-in?why=${code}`)
    }
  })

  test('leads nowhere that a stranger names', async () => {
    const browser = world.browser()
    const names = ['redirect_uri', 'next', 'return_to', 'target_link_uri', 'host']
    const query = names.map((name) => `${name}=${encodeURIComponent('https://evil.example/')}`).join('&')
    const page = await browser.ask(`/v1/sign-in/oidc?screen=own&${query}`)
    assert.equal(new URL(page.to!).searchParams.get('redirect_uri'), `${world.url}/v1/sign-in/oidc/callback`)
    assert.ok(!page.to!.includes('evil.example'))
  })

  test('must say at a shared screen that the proof was made just now', async () => {
    const shared = (change: JsonObject, without: readonly string[] = []) =>
      signIn(({ nonce }) => {
        const claims = provider.honestClaims({ nonce, ...change })
        return provider.sign(
          Object.fromEntries(Object.entries(claims).filter(([name]) => !without.includes(name))),
        )
      }, 'shared')
    assert.equal(await shared({}), '/sign-in?done=sign-in')
    assert.equal(await shared({}, ['auth_time']), '/sign-in?why=people/oidc-not-proved')
    assert.equal(await shared({ auth_time: now() - 120 }), '/sign-in?why=people/oidc-not-proved')
  })

  test('that says nothing of when, or of long ago, opens a session that proves nothing grave', async () => {
    const provedAtOf = async (change: JsonObject, without: string) => {
      const ids = new Set(world.sessions.listOf(olena).map(({ id }) => id))
      const end = await signIn(({ nonce }) => {
        const { [without]: _, ...claims } = provider.honestClaims({ nonce, ...change })
        return provider.sign(claims)
      })
      assert.equal(end, '/sign-in?done=sign-in')
      return world.sessions.listOf(olena).find(({ id }) => !ids.has(id))!.provedAt
    }
    assert.equal(await provedAtOf({}, 'auth_time'), '1970-01-01T00:00:00.000Z')
    const hourAgo = now() - 3_600
    assert.equal(Date.parse(await provedAtOf({ auth_time: hourAgo }, 'none')), hourAgo * 1_000)
    assert.equal(await honest({ auth_time: now() - 13 * 3_600 }), '/sign-in?why=people/oidc-not-proved')
  })

  test('names one account of one issuer: the same subject elsewhere is nobody', async () => {
    await world.link(taras, 'another-subject')
    assert.equal(await honest({ sub: 'Olena-at-work' }), '/sign-in?why=people/not-signed-in')
    assert.equal(
      await honest({ sub: 'nobody', email: 'olena@example.org', preferred_username: 'olena' }),
      '/sign-in?why=people/not-signed-in',
    )
  })

  test('may be signed with a curve’s key as well', async () => {
    for (const [alg, pair] of [
      ['ES256', generateKeyPairSync('ec', { namedCurve: 'P-256' })],
      ['EdDSA', generateKeyPairSync('ed25519')],
    ] as const) {
      const jwk: JsonWebKey = { ...pair.publicKey.export({ format: 'jwk' }), kid: 'curve', use: 'sig' }
      provider.lies.keys = () => ({ keys: [published.jwk, jwk] })
      const end = await signIn(({ nonce }) =>
        signedBy(pair.privateKey, { alg, kid: 'curve' }, provider.honestClaims({ nonce })),
      )
      assert.equal(end, '/sign-in?done=sign-in', alg)
    }
  })

  test('is never waited for longer than a while, nor read without an end', async () => {
    const quick = await startOidcWorld(
      { oidcIssuer: provider.issuer, oidcAllow: [provider.host] },
      { patienceFor: 100 },
    )
    const begun = new URL((await quick.browser().ask('/v1/sign-in/oidc')).to!)
    assert.equal(begun.origin, provider.issuer)
    const endings: [string, NonNullable<HostileProvider['lies']['token']>][] = [
      ['no answer', () => {}],
      ['half an answer', (response) => void response.writeHead(200, { 'content-length': '100' }).write('{')],
      ['a flood', (response) => void response.writeHead(200).end('x'.repeat(300 * 1024))],
      ['a redirection', (response) => void response.writeHead(302, { location: '/keys' }).end()],
      ['a page', (response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<p>')],
      ['a hang-up', (response) => void response.destroy()],
      ['an error', (response) => void response.writeHead(500).end('{}')],
    ]
    try {
      for (const [what, answer] of endings) {
        const browser = quick.browser()
        const asked = new URL((await browser.ask('/v1/sign-in/oidc?screen=own')).to!).searchParams
        provider.lies.token = answer
        const query = new URLSearchParams({ code: 'a', iss: provider.issuer, state: asked.get('state')! })
        const page = await browser.ask(`/v1/sign-in/oidc/callback?${query}`)
        assert.match(page.to!, /why=people\/oidc-away$/, what)
      }
    } finally {
      await quick.close()
    }
  })

  test('and what went wrong stands in the log without a code, a token or a secret', async () => {
    await honest({ nonce: 'wrong' })
    const { message, details } = world.log.lines.findLast(({ level }) => level === 'warn')!
    assert.match(`${message} ${String(details['why'])}`, /refused.*nonce/i)
    assert.doesNotMatch(JSON.stringify(world.log.lines), /a-code|eyJ|__Host/)
  })
})

describe('what a provider says of itself', () => {
  for (const [what, lie] of [
    ['another issuer', { issuer: 'https://login.example.org' }],
    ['a sign-in page over plain http elsewhere', { authorization_endpoint: 'http://login.example.org/' }],
    ['a sign-in page that is none', { authorization_endpoint: 'javascript:alert(1)' }],
    ['no sign-in page', { authorization_endpoint: undefined }],
    ['algorithms that anybody can forge alone', { id_token_signing_alg_values_supported: ['HS256', 'none'] }],
  ] as const)
    test(`is not taken with ${what}`, async () => {
      const provider = await startHostileProvider(client, published)
      const world = await startOidcWorld({ oidcIssuer: provider.issuer, oidcAllow: [provider.host] })
      provider.lies.description = (honest) => ({ ...honest, ...(lie as JsonObject) })
      try {
        const { to } = await world.browser().ask('/v1/sign-in/oidc')
        assert.equal(to, `${world.url}/sign-in?why=people/oidc-away`)
        assert.equal(world.log.lines.filter(({ level }) => level === 'warn').length, 1)
      } finally {
        await world.close()
        await provider.close()
      }
    })

  for (const [what, endpoint] of [
    ['a token endpoint', 'token_endpoint'],
    ['keys', 'jwks_uri'],
  ] as const)
    test(`sends no request to a private address for ${what}`, async () => {
      const provider = await startHostileProvider(client, published)
      const inside = await startHostileProvider(client, published)
      const world = await startOidcWorld({ oidcIssuer: provider.issuer, oidcAllow: [provider.host] })
      await world.link(olena, 'olena-at-work')
      provider.lies.description = (honest) => ({
        ...honest,
        [endpoint]: `${inside.issuer}/${endpoint === 'jwks_uri' ? 'keys' : 'token'}`,
      })
      try {
        const browser = world.browser()
        const asked = new URL((await browser.ask('/v1/sign-in/oidc?screen=own')).to!).searchParams
        const nonce = asked.get('nonce')!
        provider.lies.idToken = () => provider.sign(provider.honestClaims({ nonce }))
        const query = new URLSearchParams({ code: 'a', iss: provider.issuer, state: asked.get('state')! })
        const page = await browser.ask(`/v1/sign-in/oidc/callback?${query}`)
        assert.match(page.to!, /why=people\/oidc-away$/)
        assert.match(String(world.log.lines.at(-1)!.details['why']), /base\/(not-https|private-address)/)
        assert.deepEqual(inside.asked, [])
      } finally {
        await world.close()
        await provider.close()
        await inside.close()
      }
    })

  test('is not asked for at a private address that nobody allowed', async () => {
    const provider = await startHostileProvider(client, published)
    try {
      for (const issuer of [provider.issuer, `https://${provider.host}`, 'https://10.1.2.3']) {
        const world = await startOidcWorld({ oidcIssuer: issuer })
        const { to } = await world.browser().ask('/v1/sign-in/oidc')
        assert.equal(to, `${world.url}/sign-in?why=people/oidc-away`)
        await world.close()
      }
      assert.deepEqual(provider.asked, [])
    } finally {
      await provider.close()
    }
  })
})

describe('the name of a provider', () => {
  test('may lead to no private address, whatever it was when it was looked up before', async () => {
    const world = await startOidcWorld(
      { oidcIssuer: 'https://login.example.org' },
      { resolve: async () => [{ address: '10.1.2.3', family: 4 }] },
    )
    try {
      const { to } = await world.browser().ask('/v1/sign-in/oidc')
      assert.equal(to, `${world.url}/sign-in?why=people/oidc-away`)
      assert.match(String(world.log.lines.at(-1)!.details['why']), /base\/private-address/)
    } finally {
      await world.close()
    }
  })
})

describe('a logout token', () => {
  let provider: HostileProvider
  let world: OidcWorld
  before(async () => {
    provider = await startHostileProvider(client, published)
    world = await startOidcWorld({ oidcIssuer: provider.issuer, oidcAllow: [provider.host] })
    await world.link(olena, 'olena-at-work')
  })
  after(async () => {
    await world.close()
    await provider.close()
  })
  let count = 0
  const claims = (more: JsonObject = {}): JsonObject => {
    const { auth_time: _, ...honest } = provider.honestClaims()
    const events = { 'http://schemas.openid.net/event/backchannel-logout': {} }
    return { ...honest, jti: `token-${++count}`, events, ...more }
  }
  const typ = 'logout+jwt'
  const send = async (token: string, type = 'application/x-www-form-urlencoded') =>
    fetch(`${world.url}/v1/sign-out/oidc/back-channel`, {
      ...{ method: 'POST', headers: { 'content-type': type } },
      body: new URLSearchParams({ logout_token: token }).toString(),
    })
  const enter = async (sid: string) => {
    const browser = world.browser()
    const asked = new URL((await browser.ask('/v1/sign-in/oidc?screen=own')).to!).searchParams
    const nonce = asked.get('nonce')!
    provider.lies.idToken = () => provider.sign(provider.honestClaims({ nonce, sid }))
    const query = new URLSearchParams({ code: 'a', iss: provider.issuer, state: asked.get('state')! })
    assert.match((await browser.ask(`/v1/sign-in/oidc/callback?${query}`)).to!, /done=sign-in$/)
  }
  const signedIn = () => world.sessions.listOf(olena).length

  test('ends the session that it names, and no other', async () => {
    await enter('one')
    await enter('two')
    const answer = await send(provider.sign(claims({ sid: 'one' }), { typ }))
    assert.equal(answer.status, 200)
    assert.equal(signedIn(), 1)
  })

  test('ends all of a person through the provider where it names the person alone', async () => {
    await enter('three')
    const place = { address: '127.0.0.1', browser: 'another' }
    await world.sessions.start({ person: olena, screen: 'own', method: 'passkey', place })
    assert.equal(signedIn(), 3)
    assert.equal((await send(provider.sign(claims(), { typ }))).status, 200)
    assert.deepEqual(
      world.sessions.listOf(olena).map(({ method }) => method),
      ['passkey'],
    )
  })

  test('of somebody who is nobody here changes nothing, and is answered the same', async () => {
    assert.equal((await send(provider.sign(claims({ sub: 'nobody' }), { typ }))).status, 200)
  })

  test('is used once', async () => {
    const token = provider.sign(claims({ sid: 'one' }), { typ })
    assert.equal((await send(token)).status, 200)
    assert.equal((await send(token)).status, 400)
  })

  const wrong: readonly (readonly [string, () => string])[] = [
    ['without an event', () => provider.sign(claims({ events: {} }), { typ })],
    ['that is an ID token', () => provider.sign(provider.honestClaims({ nonce: 'n', jti: 'x' }))],
    ['with a nonce', () => provider.sign(claims({ nonce: 'n' }), { typ })],
    ['of another kind', () => provider.sign(claims(), { typ: 'at+jwt' })],
    ['for somebody else', () => provider.sign(claims({ aud: 'somebody-else' }), { typ })],
    ['of another issuer', () => provider.sign(claims({ iss: 'https://login.example.org' }), { typ })],
    ['that names nobody', () => provider.sign(claims({ sub: undefined as never }), { typ })],
    ['without a name of its own', () => provider.sign(claims({ jti: '' }), { typ })],
    ['from long ago', () => provider.sign(claims({ iat: 1_700_000_000 }), { typ })],
    ['that is over', () => provider.sign(claims({ exp: 1_700_000_000 }), { typ })],
    ['without an end', () => provider.sign(claims({ exp: undefined as never }), { typ })],
    ['with what must be understood and isn’t', () => provider.sign(claims(), { typ, crit: ['x'] })],
    [
      'signed by another key',
      () => signedBy(newRsaKey('one').key, { alg: 'RS256', kid: 'one', typ }, claims()),
    ],
    ['signed by nobody', () => signedBy('', { alg: 'none', typ }, claims())],
    [
      'signed with what everybody knows',
      () => signedBy(String(published.jwk.n), { alg: 'HS256', typ }, claims()),
    ],
    ['that is none', () => 'nonsense'],
    ['that is empty', () => ''],
  ]
  for (const [what, token] of wrong)
    test(`${what} signs nobody out`, async () => {
      const place = { address: '127.0.0.1', browser: 'another' }
      await world.sessions.start({ person: olena, screen: 'own', method: 'oidc', place })
      const before = signedIn()
      const answer = await send(token())
      assert.equal(answer.status, 400)
      assert.equal(((await answer.json()) as JsonObject)['code'], 'people/logout-token-refused')
      assert.equal(signedIn(), before)
    })

  test('that a stranger sends makes the server ask the provider once a minute at most', async () => {
    world.clock.advance(minute)
    const keysAsked = () => provider.asked.filter((one) => one === 'GET /keys').length
    const before = keysAsked()
    const forged = () => signedBy(newRsaKey('one').key, { alg: 'RS256', kid: 'one', typ }, claims())
    for (let i = 0; i < 3; i++) assert.equal((await send(forged())).status, 400)
    assert.equal(keysAsked(), before + 1)
  })
})
