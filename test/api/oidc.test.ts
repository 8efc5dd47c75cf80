import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, describe, test } from 'node:test'
import { hour, minute, type JsonObject } from '#base'
import { isFreshlyProved } from '../../src/people/session.ts'
import {
  confidential,
  publicClient,
  startOidcProvider,
  strongAcr,
  type RealProvider,
} from '../support/oidc-provider.node.ts'
import {
  newcomer,
  olena,
  startOidcWorld,
  taras,
  type Browser,
  type OidcWorld,
} from '../support/oidc-world.node.ts'

const folder = mkdtempSync(join(tmpdir(), 'tocsin-oidc-'))
const secretFile = join(folder, 'client-secret')
writeFileSync(secretFile, `${confidential.secret}\n`)
after(() => rmSync(folder, { recursive: true }))

/** Both know each other's address before either asks. */
async function startBoth(
  config: {
    readonly oidcSecretFile?: string
    readonly oidcClient?: string
    readonly oidcAcr?: readonly string[]
  } = {},
): Promise<{ provider: RealProvider; world: OidcWorld }> {
  let world: OidcWorld | undefined
  const provider = await startOidcProvider(() => ({
    redirectUri: `${world?.url}/v1/sign-in/oidc/callback`,
    signedOutUri: `${world?.url}/sign-in`,
    backChannelUri: `${world?.url}/v1/sign-out/oidc/back-channel`,
  }))
  world = await startOidcWorld({ oidcIssuer: provider.issuer, oidcAllow: [provider.host], ...config })
  await world.link(olena, 'olena-at-work')
  await provider.open()
  return { provider, world }
}

const ownCookie = (world: OidcWorld, browser: Browser, name = '__Host-tocsin') =>
  browser.cookies.get(`${new URL(world.url).host} ${name}`)
const flowCookie = '__Host-tocsin-oidc'

for (const [kind, config] of [
  ['a public client', { oidcClient: publicClient }],
  ['a confidential client', { oidcClient: confidential.id, oidcSecretFile: secretFile }],
] as const)
  describe(`signing in through a provider, as ${kind}`, () => {
    let provider: RealProvider
    let world: OidcWorld
    before(async () => {
      ;({ provider, world } = await startBoth(config))
    })
    beforeEach(() => provider.atProvider({ does: 'sign-in', account: 'olena-at-work' }))
    after(async () => {
      await world.close()
      await provider.close()
    })

    test('opens a session of the person whose account it is, proved just now', async () => {
      const browser = world.browser()
      assert.equal(await browser.signIn(), '/sign-in?done=sign-in')
      const [session] = world.sessions.listOf(olena)
      assert.deepEqual([session?.method, session?.screen], ['oidc', 'own'])
      assert.ok(isFreshlyProved(session!, world.clock.now()))
      const place = { address: '127.0.0.1', browser: 'Firefox of this test' }
      assert.ok((await world.sessions.look(ownCookie(world, browser)!, place)).ok)
      assert.equal(ownCookie(world, browser, flowCookie), undefined, 'the flow is over')
      await world.sessions.end(session!.id, 'signed-out')
    })

    test('gives the browser no token of the provider', async () => {
      const browser = world.browser()
      const page = await browser.follow('/v1/sign-in/oidc?screen=own', '/sign-in?')
      const out = await browser.ask('/v1/sign-out/oidc')
      const ours = browser.set.filter((line) => line.startsWith('__Host-tocsin'))
      assert.ok(ours.length >= 2, 'nothing was set')
      const seen = [...ours, ...page.headers, page.to, ...out.headers, out.to, JSON.stringify(out.body)]
      for (const text of seen) assert.doesNotMatch(String(text), /eyJ[\w-]+\.[\w-]+\.|id_token|access_token/)
      for (const { id } of world.sessions.listOf(olena)) await world.sessions.end(id, 'signed-out')
    })

    test('asks for a proof with PKCE, state and nonce, and for nothing about the person', async () => {
      const browser = world.browser()
      const { to, headers } = await browser.ask('/v1/sign-in/oidc?screen=own')
      const url = new URL(to!)
      assert.equal(url.origin, provider.issuer)
      const asked = Object.fromEntries(url.searchParams)
      const { state, nonce, code_challenge: challenge, ...plain } = asked
      for (const random of [state, nonce, challenge]) assert.match(random!, /^[\w-]{43}$/)
      assert.equal(new Set([state, nonce, challenge]).size, 3)
      assert.deepEqual(plain, {
        ...{ scope: 'openid', response_type: 'code', client_id: config.oidcClient },
        redirect_uri: `${world.url}/v1/sign-in/oidc/callback`,
        ...{ code_challenge_method: 'S256', max_age: '43200' },
      })
      assert.equal(headers.get('cache-control'), 'no-store')
      assert.match(
        browser.set[0]!,
        /^__Host-tocsin-oidc=[\w-]{300,3900}; Path=\/; HttpOnly; Secure; SameSite=Lax; Max-Age=600$/,
      )
      // What the browser keeps tells it nothing: neither the verifier nor what it is for can be read there.
      const sealed = Buffer.from(ownCookie(world, browser, flowCookie)!, 'base64url').toString('latin1')
      for (const secret of [state!, nonce!, 'sign-in', 'verifier']) assert.ok(!sealed.includes(secret))
    })

    test('is asked again at a shared screen, whoever the provider still knows there', async () => {
      const browser = world.browser()
      await browser.signIn('shared')
      const [first] = world.sessions.listOf(olena)
      assert.equal(first?.screen, 'shared')
      const asked = new URL((await browser.ask('/v1/sign-in/oidc?screen=shared')).to!).searchParams
      assert.deepEqual([asked.get('prompt'), asked.get('max_age')], ['login', '0'])
      await world.sessions.end(first.id, 'signed-out')
    })

    test('lets nobody in whose account is linked to no one, and tells nothing of who exists', async () => {
      provider.atProvider({ does: 'sign-in', account: 'olena' })
      const browser = world.browser()
      assert.equal(await browser.signIn(), '/sign-in?why=people/not-signed-in')
      assert.equal(ownCookie(world, browser), undefined)
      const stranger = world.facts.findLast(({ type }) => type === 'sign-in-failed')
      assert.equal(stranger?.data['person'], 'unknown')
      await world.link(taras, 'taras-at-work')
      world.standings.set(taras, 'suspended')
      provider.atProvider({ does: 'sign-in', account: 'taras-at-work' })
      assert.equal(await world.browser().signIn(), '/sign-in?why=people/not-signed-in')
      assert.deepEqual(world.sessions.listOf(taras), [])
      world.standings.set(taras, 'active')
    })

    test('ends where the person ends it at the provider', async () => {
      provider.atProvider({ does: 'cancel' })
      const browser = world.browser()
      assert.equal(await browser.signIn(), '/sign-in?why=people/oidc-cancelled')
      assert.equal(ownCookie(world, browser, flowCookie), undefined)
    })

    test('takes an answer once: neither the same state nor the same code again', async () => {
      const browser = world.browser()
      const page = await browser.follow('/v1/sign-in/oidc?screen=own', '/v1/sign-in/oidc/callback')
      const sealed = ownCookie(world, browser, flowCookie)!
      const [one, two] = await Promise.all([
        browser.ask(page.to!, { from: 'elsewhere' }),
        browser.ask(page.to!, { from: 'elsewhere' }),
      ])
      const ends = [one.to, two.to].map((to) => to!.slice(world.url.length)).toSorted()
      assert.deepEqual(ends, ['/sign-in?done=sign-in', '/sign-in?why=people/oidc-over'])
      // The browser's copy put back, as somebody would who kept it.
      browser.cookies.set(`${new URL(world.url).host} ${flowCookie}`, sealed)
      const again = await browser.ask(page.to!, { from: 'elsewhere' })
      assert.match(again.to!, /why=people\/oidc-over$/)
      // A fresh flow with the code that was used: the provider itself says no.
      const other = world.browser()
      const fresh = new URL((await other.ask('/v1/sign-in/oidc?screen=own')).to!).searchParams.get('state')!
      const stolen = new URL(page.to!)
      stolen.searchParams.set('state', fresh)
      assert.match((await other.ask(stolen.href, { from: 'elsewhere' })).to!, /why=people\/oidc-over$/)
      assert.equal(ownCookie(world, other), undefined)
    })

    test('ends in no other browser than it began in', async () => {
      const [mine, theirs] = [world.browser(), world.browser()]
      const page = await mine.follow('/v1/sign-in/oidc?screen=own', '/v1/sign-in/oidc/callback')
      assert.match((await theirs.ask(page.to!, { from: 'elsewhere' })).to!, /why=people\/oidc-over$/)
      assert.equal(ownCookie(world, theirs), undefined)
      // Nor where somebody else is in the middle of their own sign-in, which goes on.
      const began = await theirs.follow('/v1/sign-in/oidc?screen=own', '/v1/sign-in/oidc/callback')
      assert.match((await theirs.ask(page.to!, { from: 'elsewhere' })).to!, /why=people\/oidc-over$/)
      assert.match((await theirs.ask(began.to!, { from: 'elsewhere' })).to!, /done=sign-in$/)
    })

    test('signs out at the provider, and is told by it when somebody signs out there', async () => {
      const browser = world.browser()
      await browser.signIn()
      const before = world.sessions.listOf(olena).length
      const { body } = await browser.ask('/v1/sign-out/oidc')
      const to = new URL(body!['to'] as string)
      assert.equal(to.searchParams.get('post_logout_redirect_uri'), `${world.url}/sign-in`)
      assert.equal(to.searchParams.get('client_id'), config.oidcClient)
      const asks = await fetch(to, { headers: { cookie: cookiesAt(browser, provider.host) } })
      const [, xsrf] = /name="xsrf" value="(\w+)"/.exec(await asks.text()) ?? []
      assert.ok(xsrf !== undefined, 'the provider asks whether one means it')
      const confirmed = await fetch(`${provider.issuer}/session/end/confirm`, {
        ...{ method: 'POST', redirect: 'manual' },
        headers: {
          cookie: cookiesAt(browser, provider.host, asks.headers.getSetCookie()),
          'content-type': 'application/x-www-form-urlencoded',
        },
        body: new URLSearchParams({ xsrf, logout: 'yes' }),
      })
      assert.equal(confirmed.headers.get('location')?.split('?')[0], `${world.url}/sign-in`)
      // The provider waits for the answer before it leads on.
      assert.equal(world.sessions.listOf(olena).length, before - 1, provider.complaints.join())
    })

    test('takes ten minutes at most', async () => {
      const browser = world.browser()
      const page = await browser.follow('/v1/sign-in/oidc?screen=own', '/v1/sign-in/oidc/callback')
      world.clock.advance(10 * minute)
      assert.match((await browser.ask(page.to!, { from: 'elsewhere' })).to!, /why=people\/oidc-over$/)
    })
  })

function cookiesAt(browser: Browser, host: string, more: readonly string[] = []): string {
  const kept = new Map(
    [...browser.cookies].flatMap(([key, value]) =>
      key.startsWith(`${host} `) ? [[key.slice(host.length + 1), value] as const] : [],
    ),
  )
  for (const line of more) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    kept.set(name, value)
  }
  return [...kept].map(([name, value]) => `${name}=${value}`).join('; ')
}

describe('what a provider vouches for', () => {
  let provider: RealProvider
  let world: OidcWorld
  before(async () => {
    ;({ provider, world } = await startBoth({ oidcClient: publicClient, oidcAcr: [strongAcr] }))
  })
  after(async () => {
    await world.close()
    await provider.close()
  })

  test('is refused below the strength that is asked for', async () => {
    provider.atProvider({ does: 'sign-in', account: 'olena-at-work' })
    assert.equal(await world.browser().signIn(), '/sign-in?why=people/oidc-too-weak')
    provider.atProvider({ does: 'sign-in', account: 'olena-at-work', acr: strongAcr })
    const browser = world.browser()
    const asked = new URL((await browser.ask('/v1/sign-in/oidc?screen=own')).to!).searchParams
    assert.equal(asked.get('acr_values'), strongAcr)
    assert.equal(await browser.signIn(), '/sign-in?done=sign-in')
  })

  test('is asked for anew, in the session one has, when one signs in again', async () => {
    provider.atProvider({ does: 'sign-in', account: 'olena-at-work', acr: strongAcr })
    const browser = world.browser()
    await browser.signIn()
    const token = ownCookie(world, browser)!
    const place = { address: '127.0.0.1', browser: 'Firefox of this test' }
    const first = await world.sessions.look(token, place)
    assert.ok(first.ok)
    const asked = new URL((await browser.ask('/v1/sign-in/oidc?screen=own')).to!).searchParams
    assert.deepEqual([asked.get('prompt'), asked.get('max_age')], ['login', '0'])
    assert.equal(await browser.signIn(), '/sign-in?done=sign-in')
    const renewed = await world.sessions.look(ownCookie(world, browser)!, place)
    assert.ok(renewed.ok && renewed.value.id === first.value.id)
    assert.ok(!(await world.sessions.look(token, place)).ok, 'the token before is worth nothing')
  })
})

describe('an account at a provider', () => {
  let provider: RealProvider
  let world: OidcWorld
  before(async () => {
    ;({ provider, world } = await startBoth({ oidcClient: publicClient }))
  })
  after(async () => {
    await world.close()
    await provider.close()
  })
  const begin = async (browser: Browser, token: string, called?: JsonObject) =>
    browser.ask('/v1/links/oidc', {
      method: 'POST',
      body: { token, screen: 'own', ...(called === undefined ? {} : { called }) },
    })

  test('becomes the way in that an invitation gives, and the link’s token stands in no address', async () => {
    provider.atProvider({ does: 'sign-in', account: 'newcomer-at-work' })
    const { token } = await world.links.make('invitation', newcomer)
    const browser = world.browser()
    const begun = await begin(browser, token, { name: 'New Comer', login: 'newcomer' })
    const to = begun.body!['to'] as string
    assert.equal(new URL(to).searchParams.get('prompt'), 'login')
    assert.ok(!to.includes(token))
    const page = await browser.follow(to, '/sign-in?')
    assert.equal(page.to, `${world.url}/sign-in?done=join`)
    assert.equal(world.standings.get(newcomer), 'active')
    assert.equal(world.credentials.byOidc(provider.issuer, 'newcomer-at-work')?.person, newcomer)
    assert.ok(!browser.set.some((line) => line.includes(token)))
    // From then on it signs in; and the link is used up.
    assert.equal(await world.browser().signIn(), '/sign-in?done=sign-in')
    const late = world.browser()
    provider.atProvider({ does: 'sign-in', account: 'somebody-else' })
    const again = (await begin(late, token)).body!['to'] as string
    assert.equal((await late.follow(again, '/sign-in?')).to, `${world.url}/sign-in?why=people/link-over`)
  })

  test('that is somebody’s already becomes nobody else’s', async () => {
    provider.atProvider({ does: 'sign-in', account: 'olena-at-work' })
    world.standings.set(newcomer, 'invited')
    const { token } = await world.links.make('invitation', newcomer)
    const browser = world.browser()
    const to = (await begin(browser, token, { name: 'Another', login: 'another' })).body!['to'] as string
    assert.equal(
      (await browser.follow(to, '/sign-in?')).to,
      `${world.url}/sign-in?why=people/oidc-account-known`,
    )
    assert.ok((await world.links.look(token)).ok, 'the link can still be used')
    assert.equal(world.credentials.byOidc(provider.issuer, 'olena-at-work')?.person, olena)
  })

  test('is added by somebody signed in, while they are', async () => {
    provider.atProvider({ does: 'sign-in', account: 'taras-at-work' })
    const place = { address: '127.0.0.1', browser: 'Firefox of this test' }
    const started = await world.sessions.start({ person: taras, screen: 'own', method: 'passkey', place })
    assert.ok(started.ok)
    const { id: session } = started.value.session
    const link = async (browser: Browser) => {
      const begun = await world.desk.begin('own', { for: 'link', person: taras, session })
      assert.ok(begun.ok)
      browser.cookies.set(`${new URL(world.url).host} ${flowCookie}`, begun.value.sealed)
      return begun.value.to
    }
    const browser = world.browser()
    assert.equal(
      (await browser.follow(await link(browser), '/sign-in?')).to,
      `${world.url}/sign-in?done=link`,
    )
    assert.equal(world.credentials.byOidc(provider.issuer, 'taras-at-work')?.person, taras)
    assert.equal(ownCookie(world, browser), undefined, 'it opens no session')
    const other = world.browser()
    const late = await link(other)
    await world.sessions.end(session, 'signed-out')
    provider.atProvider({ does: 'sign-in', account: 'another-of-taras' })
    assert.match((await other.follow(late, '/sign-in?')).to!, /why=people\/oidc-over$/)
    assert.equal(world.credentials.byOidc(provider.issuer, 'another-of-taras'), undefined)
  })

  test('is not asked for by a page of another site', async () => {
    const browser = world.browser()
    const page = await browser.ask('/v1/sign-in/oidc?screen=own', { from: 'elsewhere' })
    assert.equal(page.to, `${world.url}/sign-in?why=people/cross-site`)
    assert.deepEqual(browser.set, [])
    const body = { token: 'x'.repeat(43), screen: 'own' }
    assert.equal(
      (await browser.ask('/v1/links/oidc', { method: 'POST', body, from: 'elsewhere' })).status,
      403,
    )
  })
})

describe('a provider', () => {
  test('may change its keys between two sign-ins', async () => {
    const { provider, world } = await startBoth({ oidcClient: publicClient })
    try {
      assert.equal(await world.browser().signIn(), '/sign-in?done=sign-in')
      await provider.rotateKeys()
      assert.equal(await world.browser().signIn(), '/sign-in?done=sign-in')
    } finally {
      await world.close()
      await provider.close()
    }
  })

  test('that is away is said to be, harms nothing else, and is asked again when it is back', async () => {
    const { provider, world } = await startBoth({ oidcClient: publicClient })
    try {
      await provider.goAway()
      const browser = world.browser()
      const away = await browser.ask('/v1/sign-in/oidc?screen=own')
      assert.equal(away.to, `${world.url}/sign-in?why=people/oidc-away`)
      assert.match(world.log.lines.at(-1)!.message, /can’t be read/)
      assert.match(String(world.log.lines.at(-1)!.details['why']), /ECONNREFUSED/)
      await provider.comeBack()
      const soon = await browser.ask('/v1/sign-in/oidc?screen=own')
      assert.equal(soon.to, away.to, 'it is not asked at every click')
      world.clock.advance(6_000)
      assert.equal(await browser.signIn(), '/sign-in?done=sign-in')
      // What was read of it serves while it is away for a while, and the answer says so where it can't.
      world.clock.advance(2 * hour)
      const other = world.browser()
      const page = await other.follow('/v1/sign-in/oidc?screen=own', '/v1/sign-in/oidc/callback')
      await provider.goAway()
      const back = await other.ask(page.to!, { from: 'elsewhere' })
      assert.match(back.to!, /why=people\/oidc-away$/)
    } finally {
      await world.close()
      await provider.close()
    }
  })

  test('without its client’s secret signs nobody in, and the log says why', async () => {
    const missing = join(folder, 'none')
    const { provider, world } = await startBoth({ oidcClient: confidential.id, oidcSecretFile: missing })
    try {
      const { to } = await world.browser().ask('/v1/sign-in/oidc?screen=own')
      assert.match(to!, /why=people\/oidc-away$/)
      assert.equal(world.log.lines.at(-1)!.details['why'], 'ENOENT')
      writeFileSync(missing, 'not the secret')
      assert.match(await world.browser().signIn(), /why=people\/oidc-away$/)
      assert.match(String(world.log.lines.at(-1)!.details['why']), /invalid_client/)
      assert.ok(!JSON.stringify(world.log.lines).includes('not the secret'))
    } finally {
      await world.close()
      await provider.close()
    }
  })
})
