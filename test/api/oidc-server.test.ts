import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { JsonObject } from '#base'
import { publicClient, startOidcProvider, type RealProvider } from '../support/oidc-provider.node.ts'
import { browserOf, type Browser } from '../support/oidc-world.node.ts'
import { done, startTestServer, type TestServer } from '../support/server.node.ts'

describe('a server whose organisation has a provider', () => {
  let provider: RealProvider
  let server: TestServer
  let home: string
  let browser: Browser
  before(async () => {
    provider = await startOidcProvider(() => ({
      redirectUri: `${home}/v1/sign-in/oidc/callback`,
      signedOutUri: `${home}/sign-in`,
    }))
    await provider.goAway()
    server = await startTestServer({
      settings: {
        ...{ TOCSIN_BROKER: 'none', TOCSIN_OIDC_ISSUER: provider.issuer, TOCSIN_OIDC_CLIENT: publicClient },
        ...{ TOCSIN_OIDC_ALLOW: provider.host, TOCSIN_OIDC_NAME: 'Region staff account' },
      },
    })
    home = `http://localhost:${server.port}`
    browser = browserOf(home, 'Firefox of this test')
    await provider.open()
  })
  after(async () => {
    await server.close()
    await provider.close()
  })
  const session = async () => (await browser.ask('/v1/session')).body!

  test('starts though the provider is away, and offers it by its name', async () => {
    assert.deepEqual((await browser.ask('/v1/sign-in/methods')).body!['oidc'], {
      name: 'Region staff account',
    })
    await provider.comeBack()
  })

  test('lets somebody invited make their account there their way in', async () => {
    provider.atProvider({ does: 'sign-in', account: 'ivan-at-work' })
    const added = done<{ link: { url: string } }>(
      await server.admin.post('/v1/people', {
        ...{ name: 'Ivan', login: 'ivan', roles: ['officer'], areas: 'everywhere', modes: ['drill'] },
      }),
    )
    const token = added.link.url.split('#')[1]!
    const begun = await browser.ask('/v1/links/oidc', { method: 'POST', body: { token, screen: 'own' } })
    const { to } = await browser.follow(begun.body!['to'] as string, '/sign-in?')
    assert.equal(to, `${home}/sign-in?done=join`)
    const { signedIn, method, proved, person } = await session()
    assert.deepEqual([signedIn, method, proved], ['yes', 'oidc', 'freshly'])
    assert.equal((person as JsonObject)['name'], 'Ivan')
  })

  test('signs them in from then on, and says so in the ledger without a word about who they are', async () => {
    const other = browserOf(home, 'Another browser')
    assert.equal(await other.signIn('own'), '/sign-in?done=sign-in')
    const facts = await server.running.system.ledger.read(0 as never, 10_000)
    const started = facts.filter(({ type }) => type === 'session-started')
    assert.deepEqual(
      started.map(({ data }) => data['method']),
      ['oidc', 'oidc'],
    )
    assert.doesNotMatch(JSON.stringify(facts), /ivan-at-work/i)
    assert.doesNotMatch(JSON.stringify(server.log.lines), /ivan-at-work/)
  })

  test('lets them add another account there, and keeps their last way in', async () => {
    const account = (await browser.ask('/v1/account')).body!
    assert.equal((account['oidc'] as readonly JsonObject[])[0]!['issuer'], provider.issuer)
    const issuer = encodeURIComponent(provider.issuer)
    const last = await browser.ask(`/v1/account/oidc?issuer=${issuer}`, { method: 'DELETE' })
    assert.equal(last.body!['code'], 'people/last-way-in')
    const begun = await browser.ask('/v1/account/oidc', { method: 'POST', body: {} })
    assert.equal(new URL(begun.body!['to'] as string).searchParams.get('prompt'), 'login')
    // At the provider they are the same person still.
    const { to } = await browser.follow(begun.body!['to'] as string, '/sign-in?')
    assert.equal(to, `${home}/sign-in?done=link`)
  })

  test('asks a stranger for a session before an account is linked', async () => {
    const stranger = browserOf(home, 'Firefox of this test')
    const begun = await stranger.ask('/v1/account/oidc', { method: 'POST', body: {} })
    assert.equal(begun.status, 401)
  })
})
