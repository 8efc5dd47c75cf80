import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openAuthenticator, type Authenticator } from '../support/authenticator.node.ts'
import { browserAt, type BrowserClient } from '../support/browser-client.node.ts'
import { done, refused, startTestServer, type TestServer } from '../support/server.node.ts'

const password = 'seven wet stones under a lamp'

interface Session {
  readonly signedIn: 'yes' | 'no'
  readonly why?: string
  readonly person: { readonly id: string; readonly name: string; readonly roles: readonly string[] }
  readonly proved: string
  readonly actions: readonly string[]
  readonly endsAt: string
  readonly recoveryCodes: readonly string[]
}

let server: TestServer
before(async () => {
  server = await startTestServer({ settings: { TOCSIN_BROKER: 'none' } })
})
after(() => server.close())

const invite = async (name: string, login: string, roles = ['officer']) => {
  const body = { name, login, roles, areas: 'everywhere', modes: ['drill'] }
  const made = done<{ id: string; link: { url: string } }>(await server.admin.post('/v1/people', body))
  const [page, token] = made.link.url.split('#')
  assert.equal(page, `http://localhost:${server.port}/join`)
  return { id: made.id, token: token! }
}
const device = () => openAuthenticator({ origin: `http://localhost:${server.port}` })
type Begun<Options> = { readonly ticket: string; readonly options: Options }
const joinByPasskey = async (browser: BrowserClient, token: string, key: Authenticator, login: string) => {
  const called = { token, name: 'Olena Kovalenko', login }
  const begun = done<Begun<Parameters<Authenticator['create']>[0]>>(
    await browser.ask('POST', '/v1/links/passkey/options', called),
  )
  const response = key.create(begun.options)
  return browser.ask('POST', '/v1/links/passkey', {
    ...called,
    ticket: begun.ticket,
    response,
    screen: 'own',
  })
}
const signIn = async (browser: BrowserClient, key: Authenticator, screen = 'own') => {
  const begun = done<Begun<Parameters<Authenticator['get']>[0]>>(
    await browser.ask('POST', '/v1/sign-in/passkey/options', {}),
  )
  const response = key.get(begun.options)
  return browser.ask('POST', '/v1/sign-in/passkey', { ticket: begun.ticket, response, screen })
}
const appCode = async (secret: string) => {
  const { Secret, TOTP } = await import('otpauth')
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate()
}
const session = async (browser: BrowserClient) => done<Session>(await browser.ask('GET', '/v1/session'))
let invited = 0
/** Somebody who joined by a passkey, in their browser. */
const joined = async () => {
  const login = `officer${++invited}`
  const { id, token } = await invite('Olena', login)
  const [browser, key] = [browserAt(server), device()]
  const answer = done<Session>(await joinByPasskey(browser, token, key, login))
  return { id, token, login, browser, key, answer }
}

describe('an invitation over HTTP', () => {
  test('leads to a session whose cookie no script and no other site gets', async () => {
    const { id, browser, answer, token, login } = await joined()
    assert.equal(answer.signedIn, 'yes')
    assert.deepEqual(answer.person, { id, name: 'Olena Kovalenko', roles: ['officer'] })
    assert.equal(answer.recoveryCodes.length, 10)
    assert.equal(
      browser.lastSetCookie,
      `__Host-tocsin=${browser.cookie}; Path=/; Secure; HttpOnly; SameSite=Strict`,
    )
    assert.match(browser.cookie!, /^[\w-]{43}$/)
    const { recoveryCodes: _, ...same } = answer
    const now = await session(browser)
    assert.deepEqual({ ...now, endsAt: '', warnAt: '' }, { ...same, endsAt: '', warnAt: '' })
    refused(await browser.ask('POST', '/v1/links/look', { token }), 'people/link-over')
    refused(await joinByPasskeyLate(token, login), 'people/link-over')
  })
  const joinByPasskeyLate = (token: string, login: string) =>
    browserAt(server).ask('POST', '/v1/links/passkey/options', { token, name: 'x', login })

  test('can be answered with a password and an app', async () => {
    const { token } = await invite('Taras', 'taras.h')
    const browser = browserAt(server)
    const looked = done<{ kind: string; name: string }>(
      await browser.ask('POST', '/v1/links/look', { token }),
    )
    assert.deepEqual([looked.kind, looked.name], ['invitation', 'Taras'])
    const { ticket, totp } = done<{ ticket: string; totp: { secret: string; qr: string } }>(
      await browser.ask('POST', '/v1/links/password/begin', { token, login: 'taras.h' }),
    )
    assert.match(totp.qr, /^<svg/)
    const body = { token, ticket, name: 'Taras H.', login: 'taras.h', password, screen: 'shared' }
    const code = await appCode(totp.secret)
    refused(await browser.ask('POST', '/v1/links/password', { ...body, code: '000000' }), 'people/wrong-code')
    done(await browser.ask('POST', '/v1/links/password', { ...body, code }))
    const typed = { login: 'Taras.H', password, code, screen: 'own' }
    const again = browserAt(server)
    refused(await again.ask('POST', '/v1/sign-in/password', typed), 'people/not-signed-in')
    assert.equal(again.lastSetCookie, undefined)
  })
})

describe('signing in over HTTP', () => {
  test('works with the passkey alone, gives a new token each time, and the old one is worth nothing', async () => {
    const { browser, key } = await joined()
    const before = browser.cookie!
    const old = browser.stolen(firefoxLike)
    done(await signIn(browser, key))
    assert.notEqual(browser.cookie, before)
    assert.equal((await session(browser)).proved, 'freshly')
    refused(await old.ask('POST', '/v1/session/extend', {}), 'people/session-over')
    assert.equal((await session(browser)).signedIn, 'yes')
  })
  const firefoxLike = 'Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0'

  test('does not take over a cookie that was planted before', async () => {
    const { key } = await joined()
    const planted = 'p'.repeat(43)
    const browser = browserAt(server, firefoxLike, planted)
    done(await signIn(browser, key))
    assert.notEqual(browser.cookie, planted)
    assert.equal((await session(browserAt(server, firefoxLike, planted))).signedIn, 'no')
  })

  test('fails in the same words for every cause, and sets no cookie', async () => {
    const { login } = await joined()
    const bodies = [
      ['/v1/sign-in/password', { login, password, code: '123456', screen: 'own' }],
      ['/v1/sign-in/password', { login: 'nobody', password, code: '123456', screen: 'own' }],
      ['/v1/sign-in/recovery-code', { login, code: 'AAAA', screen: 'own' }],
      ['/v1/sign-in/recovery-code', { login: 'nobody', code: 'AAAA', screen: 'own' }],
    ] as const
    const texts = new Set<string>()
    for (const [path, body] of bodies) {
      const browser = browserAt(server)
      const answer = await browser.ask('POST', path, body)
      refused(answer, 'people/not-signed-in')
      texts.add(answer.text)
      assert.equal(browser.lastSetCookie, undefined)
    }
    assert.equal(texts.size, 1)
  })

  test('waits when it was tried too often, and says how long', async () => {
    const body = { login: 'guessed', password, code: '123456', screen: 'own' }
    for (let tries = 0; tries < 5; tries++)
      refused(await browserAt(server).ask('POST', '/v1/sign-in/password', body), 'people/not-signed-in')
    const answer = await browserAt(server).ask('POST', '/v1/sign-in/password', body)
    refused(answer, 'people/wait')
    assert.equal(answer.status, 429)
    assert.match(answer.headers.get('retry-after') ?? '', /^[1-5]$/)
  })

  test('is refused from another site, without our header, and over plain http elsewhere', async () => {
    const { browser, key } = await joined()
    const ask = (more: Record<string, string>) => browser.ask('POST', '/v1/sign-in/passkey/options', {}, more)
    refused(await ask({ origin: 'https://evil.example' }), 'people/cross-site')
    refused(await ask({ 'sec-fetch-site': 'cross-site' }), 'people/cross-site')
    refused(await ask({ 'tocsin-request': 'no' }), 'people/cross-site')
    const plain = await server.stranger.post('/v1/sign-in/passkey/options', {}, { 'tocsin-request': '1' })
    refused(plain, 'people/needs-https')
    const methods = (client: { get(path: string): Promise<{ readonly body: unknown }> }) =>
      client.get('/v1/sign-in/methods')
    assert.deepEqual((await methods(server.stranger)).body, {
      ...{ passkey: 'no', password: 'no', why: 'people/needs-https', oidc: null },
    })
    const local = await browser.ask('GET', '/v1/sign-in/methods')
    assert.deepEqual(local.body, { passkey: 'yes', password: 'yes', oidc: null })
    done(await signIn(browser, key))
  })
})

describe('a session over HTTP', () => {
  test('lets an officer work, by the same permissions as a key', async () => {
    const { browser } = await joined()
    done(await browser.ask('GET', '/v1/alerts'))
    refused(await browser.ask('GET', '/v1/keys'), 'people/not-allowed')
  })

  test('changes nothing when the request may come from another site', async () => {
    const { browser } = await joined()
    const head = await server.head()
    const asked = (more: Record<string, string>) => browser.ask('POST', '/v1/alerts', {}, more)
    refused(await asked({ 'sec-fetch-site': 'cross-site' }), 'people/cross-site')
    refused(await asked({ 'tocsin-request': '' }), 'people/cross-site')
    refused(await asked({ origin: 'null' }), 'people/cross-site')
    assert.equal(await server.head(), head)
  })

  test('stolen is worth nothing in another browser, ends there, and its owner is told why', async () => {
    const { browser } = await joined()
    const thief = browser.stolen('curl/8.5.0')
    const told = refused(await thief.ask('POST', '/v1/session/extend', {}), 'people/session-over')
    assert.equal(told['why'], 'other-browser')
    const owner = refused(await browser.ask('GET', '/v1/account'), 'people/session-over')
    assert.equal(owner['why'], 'other-browser')
    assert.match(String(owner['detail']), /another browser/)
    assert.deepEqual(await session(browser), { signedIn: 'no', why: 'other-browser' })
  })

  test('ends with signing out, on the server and in the browser', async () => {
    const { browser } = await joined()
    const kept = browser.stolen(browserOfJoined)
    assert.equal((await browser.ask('POST', '/v1/sign-out', {})).status, 204)
    assert.equal(
      browser.lastSetCookie,
      '__Host-tocsin=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0',
    )
    assert.deepEqual(await session(browser), { signedIn: 'no' })
    assert.deepEqual(await session(kept), { signedIn: 'no', why: 'signed-out' })
  })
  const browserOfJoined = 'Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0'

  test('ends at once when its person is suspended, and no way in is left', async () => {
    const { id, browser, key } = await joined()
    done(await server.admin.post(`/v1/people/${id}/suspend`, {}))
    const told = refused(await browser.ask('GET', '/v1/alerts'), 'people/session-over')
    assert.equal(told['why'], 'suspended')
    refused(await signIn(browserAt(server), key), 'people/not-signed-in')
  })

  test('outlives a restart of the server', async () => {
    const { browser, id } = await joined()
    await server.startAgain()
    const now = browserAt(server, browserOfJoined, browser.cookie)
    assert.equal((await session(now)).person.id, id)
  })
})

describe('one’s own account over HTTP', () => {
  test('is shown to whoever is signed in, and to no key', async () => {
    const { browser, login } = await joined()
    const account = done<{ particulars: { login: string }; sessions: readonly { current: string }[] }>(
      await browser.ask('GET', '/v1/account'),
    )
    assert.deepEqual([account.particulars.login, account.sessions.length], [login, 1])
    refused(await server.admin.get('/v1/account'), 'people/not-signed-in-here')
    assert.equal((await browserAt(server).ask('GET', '/v1/account')).status, 401)
  })

  test('changes how one signs in: a second passkey, a password, new codes, and back', async () => {
    const { browser, key, login } = await joined()
    const elsewhere = browserAt(server)
    done(await signIn(elsewhere, key))
    const spare = device()
    const begun = done<Begun<Parameters<Authenticator['create']>[0]>>(
      await browser.ask('POST', '/v1/account/passkeys/options', {}),
    )
    const made = { ticket: begun.ticket, response: spare.create(begun.options), name: 'Spare' }
    const { passkeys } = done<{ passkeys: readonly { id: string; name: string }[] }>(
      await browser.ask('POST', '/v1/account/passkeys', made),
    )
    const step = done<{ ticket: string; totp: { secret: string } }>(
      await browser.ask('POST', '/v1/account/password/begin', {}),
    )
    const code = await appCode(step.totp.secret)
    done(await browser.ask('PUT', '/v1/account/password', { ticket: step.ticket, password, code }))
    const over = refused(await elsewhere.ask('GET', '/v1/account'), 'people/session-over')
    assert.equal(over['why'], 'credential-changed')
    for (const { id } of passkeys) done(await browser.ask('DELETE', `/v1/account/passkeys/${id}`))
    refused(await browser.ask('DELETE', '/v1/account/password'), 'people/last-way-in')
    const { recoveryCodes } = done<{ recoveryCodes: readonly string[] }>(
      await browser.ask('POST', '/v1/account/recovery-codes', {}),
    )
    const typed = { login, code: recoveryCodes[0], screen: 'own' }
    done(await browserAt(server).ask('POST', '/v1/sign-in/recovery-code', typed))
    const { lately } = done<{ lately: readonly { what: string }[] }>(await browser.ask('GET', '/v1/account'))
    assert.deepEqual(
      lately.map(({ what }) => what),
      [
        ...['recovery-code-used', 'recovery-codes-renewed', 'passkey-removed', 'passkey-removed'],
        ...['password-set', 'passkey-added', 'joined'],
      ],
    )
  })

  test('ends one session or all the others', async () => {
    const { browser, key } = await joined()
    const others = [browserAt(server), browserAt(server)]
    for (const other of others) done(await signIn(other, key))
    type Listed = { readonly sessions: readonly { readonly id: string; readonly current: string }[] }
    const { sessions } = done<Listed>(await browser.ask('GET', '/v1/account'))
    const other = sessions.find(({ current }) => current === 'no')!
    assert.equal((await browser.ask('DELETE', `/v1/account/sessions/${other.id}`)).status, 204)
    assert.deepEqual((await browser.ask('DELETE', '/v1/account/sessions')).body, { ended: 1 })
    for (const one of others) assert.equal((await session(one)).why, 'ended-elsewhere')
    refused(await browser.ask('DELETE', '/v1/account/sessions/session-none'), 'people/no-such-session')
  })

  test('keeps names and addresses out of the ledger', async () => {
    const { browser } = await joined()
    const body = { name: 'Very Particular Name', login: 'very.particular', email: 'p@particular.example' }
    done(await browser.ask('PUT', '/v1/account', body))
    const facts = JSON.stringify(await server.running.system.ledger.read(0 as never, 100_000))
    for (const personal of ['articular', '127.0.0.1', 'Firefox', browser.cookie!])
      assert.ok(!facts.includes(personal), personal)
    assert.ok(facts.includes('session-started') && facts.includes('credential-changed'))
  })
})
