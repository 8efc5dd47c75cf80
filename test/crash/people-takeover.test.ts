/** Two whole servers on one PostgreSQL: what happens to people's access at the one that decides counts at the other within a second, and outlives its death. */
import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { absent } from '../support/absent.ts'
import { openAuthenticator } from '../support/authenticator.node.ts'
import { joinBy, openBrowser, signInBy, type Browser, type BrowserAnswer } from '../support/browser.node.ts'
import { pagingService } from '../support/pager.node.ts'
import { startOwnPostgres } from '../support/postgres.node.ts'
import { ask, authorityWithoutSirens, keyOf, startServe, type Serving } from '../support/serve.node.ts'
import { reservablePort } from '../support/started.node.ts'
import { until } from './two-servers.node.ts'

/** Milliseconds until the other server knows. */
const known = 1_000
const takeoverWithin = 5_000
/** What people type into their browsers; a proxy in front would hand it to either of the two. */
const publicUrl = 'http://localhost:9'
const linkShown = /http\S*\/join#[\w-]+/

interface Place {
  readonly folder: string
  readonly port: number
  readonly url: string
  serving: Serving
}
interface Waits {
  readonly proposal: { readonly id: string; readonly contentHash: string }
}

test(
  'what becomes of access counts at both servers, and goes on when the one that decides is killed',
  { skip: absent('postgres') },
  async () => {
    const postgres = await startOwnPostgres({ survives: 'nothing' })
    const pager = await pagingService()
    const folder = mkdtempSync(join(tmpdir(), 'tocsin-people-two-'))
    const authority = join(folder, 'authority.json')
    writeFileSync(authority, authorityWithoutSirens())
    const settings = {
      ...{ TOCSIN_AUTHORITY: authority, TOCSIN_BROKER: 'none', TOCSIN_WEBHOOK_ALLOW: '127.0.0.1:9' },
      ...{ TOCSIN_DATABASE: postgres.url, TOCSIN_PUBLIC_URL: publicUrl, TOCSIN_TWO_PEOPLE_IN_DRILLS: 'yes' },
      ...{ TOCSIN_RATE_SIGN_IN: '100000', TOCSIN_RATE_KEY: '1000000', ...pager.settings },
    }
    const serve = (at: Pick<Place, 'folder' | 'port'>) => startServe({ ...at, settings, says: 'for-people' })
    const place = async (name: string): Promise<Place> => {
      const port = await reservablePort()
      const at = { folder: join(folder, name), port, url: `http://127.0.0.1:${port}` }
      return { ...at, serving: serve(at) }
    }
    const decides = async ({ url }: Place) =>
      ((await ask(url, 'GET', '/v1/health')).body as { readonly decides: string }).decides === 'me'
    const places: Place[] = []
    const took = new Map<string, number>()
    /** Asks again and again; the longest that each kind of news took is told at the end. */
    const within = async (what: string, most: number, holds: () => Promise<boolean>) => {
      const begun = performance.now()
      await until(what, holds, most)
      took.set(what, Math.max(took.get(what) ?? 0, Math.round(performance.now() - begun)))
    }
    try {
      places.push(await place('one'))
      const [former] = places as [Place]
      await former.serving.ready
      places.push(await place('other'))
      let [, decider] = places as [Place, Place]
      let follower = former
      await decider.serving.ready
      const at = (where: Place, browser?: Browser) => openBrowser(() => where.port, browser?.cookie)
      const device = () => openAuthenticator({ origin: publicUrl })
      const statusAt = async (where: Place, browser: Browser) =>
        (await at(where, browser).ask('GET', '/v1/account')).status
      const done = <Body>({ status, body }: BrowserAnswer<Body>): Body => {
        assert.ok(status < 300, `${status} ${JSON.stringify(body)}`)
        return body
      }
      const takesOver = async (dies: Place, takes: Place) => {
        await dies.serving.end('SIGKILL')
        await within('the other decides', takeoverWithin, () => decides(takes))
      }

      // The link that the former showed is good at whoever decides after it; that one shows none of its own.
      const link = (await former.serving.says(linkShown))[0]
      assert.doesNotMatch(decider.serving.said(), linkShown)
      await takesOver(former, decider)
      const [anna, annas] = [at(decider), device()]
      done(await joinBy(anna, link, { name: 'Anna', login: 'anna' }, annas))
      assert.equal(
        (await at(decider).ask('POST', '/v1/links/look', { token: link.split('#')[1]! })).status,
        410,
      )
      follower.serving = serve(follower)
      await follower.serving.ready
      assert.doesNotMatch(follower.serving.said(), linkShown)
      assert.deepEqual([await decides(decider), await decides(follower)], [true, false])
      const home = [former, decider].find((one) => existsSync(join(one.folder, 'keys')))!.folder
      const [olena, admin] = [keyOf(home, 'olena'), keyOf(home, 'admin')]

      const invite = async (name: string, roles: readonly string[]) => {
        const login = name.toLowerCase()
        const made = done(
          await anna.ask<{ id: string; link: { url: string } }>('POST', '/v1/people', { name, roles }),
        )
        const [browser, own] = [at(decider), device()]
        const joined = done(await joinBy(browser, made.link.url, { name, login }, own))
        return { id: made.id, browser, device: own, login, codes: joined.recoveryCodes ?? [] }
      }
      const borys = await invite('Borys', ['administrator'])
      const zoe = await invite('Zoe', ['watcher'])

      const counts = (what: string, where: Place, browser: Browser, status: number) =>
        within(what, known, async () => (await statusAt(where, browser)) === status)
      await counts('a session begun', follower, zoe.browser, 200)

      // Nobody signs in where nothing is decided; that is said, and is no refusal of who they are.
      for (const [path, body] of [
        ['/v1/sign-in/passkey/options', {}],
        ['/v1/sign-in/recovery-code', { login: 'zoe', code: zoe.codes[0], screen: 'own' }],
        ['/v1/sign-in/recovery-code', { login: 'zoe', code: 'wrong', screen: 'own' }],
        ['/v1/sign-in/password', { login: 'zoe', password: 'wrong', code: '000000', screen: 'own' }],
        ['/v1/links/look', { token: 'x'.repeat(43) }],
        ['/v1/sign-out', {}],
      ] as const) {
        const refused = await at(follower, zoe.browser).ask<{ code: string }>('POST', path, body)
        assert.deepEqual([refused.status, refused.body.code], [503, 'server/not-the-writer'], path)
        assert.ok(Number(refused.headers.get('retry-after')) > 0)
      }

      const signedOut = at(decider)
      done(await signInBy(signedOut, zoe.device))
      await counts('a session begun', follower, signedOut, 200)
      const before = signedOut.cookie
      done(await signedOut.ask('POST', '/v1/sign-out', {}))
      await counts(
        'a session ended',
        follower,
        openBrowser(() => follower.port, before),
        401,
      )
      const renewed = at(decider)
      done(await signInBy(renewed, zoe.device))
      const old = renewed.cookie
      await counts('a session begun', follower, renewed, 200)
      done(await signInBy(renewed, zoe.device))
      await counts(
        'a token changed',
        follower,
        openBrowser(() => follower.port, old),
        401,
      )
      await counts('a session begun', follower, renewed, 200)
      done(await anna.ask('POST', `/v1/people/${zoe.id}/suspend`, {}))
      await counts('a suspension', follower, renewed, 401)
      done(await anna.ask('POST', `/v1/people/${zoe.id}/reinstate`, {}))
      const back = at(decider)
      done(await signInBy(back, zoe.device))
      await counts('a session begun', follower, back, 200)
      assert.equal(await statusAt(follower, renewed), 401, 'no session comes back with its owner')
      const yaryna = await invite('Yaryna', ['watcher'])
      await counts('a session begun', follower, yaryna.browser, 200)
      assert.equal((await anna.ask('DELETE', `/v1/people/${yaryna.id}`)).status, 204)
      await counts('a removal', follower, yaryna.browser, 401)

      const byKey = async (where: Place, key: string) =>
        (await ask(where.url, 'GET', '/v1/me', { as: key })).status
      const newKey = async (path: string, body: object) => {
        const made = await ask(decider.url, 'POST', path, { as: admin, body })
        assert.equal(made.status, 201, JSON.stringify(made.body))
        return made.body as { readonly key: string; readonly keyId: string }
      }
      const keyCounts = (what: string, key: string, status: number) =>
        within(what, known, async () => (await byKey(follower, key)) === status)
      const [first, used] = [
        await newKey('/v1/keys', { id: 'sensor', roles: ['watcher'] }),
        await newKey('/v1/keys', { id: 'board', roles: ['watcher'] }),
      ]
      await keyCounts('a key made', first.key, 200)
      await keyCounts('a key made', used.key, 200)
      const second = await newKey(`/v1/keys/${first.keyId}/rotate`, { overlapMinutes: 0 })
      await keyCounts('a key replaced', first.key, 401)
      await keyCounts('a key made', second.key, 200)
      assert.equal((await ask(decider.url, 'DELETE', `/v1/keys/${second.keyId}`, { as: admin })).status, 204)
      await keyCounts('a key revoked', second.key, 401)

      const hook = { url: 'http://127.0.0.1:9/hook' }
      const { proposal } = done(await anna.ask<Waits>('POST', '/v1/webhooks', hook))
      const draft = { threat: 'drone', level: 'red', areas: ['gn:465724'] }
      const alone = async () => {
        const drafted = await ask(decider.url, 'POST', '/v1/alerts', { as: olena, body: draft })
        const { id } = (drafted.body as { readonly alert: { readonly id: string } }).alert
        const emergency = 'Alone on shift, drones over the city.'
        const issued = await ask(decider.url, 'POST', `/v1/alerts/${id}/issue`, {
          as: olena,
          body: { emergency },
        })
        assert.equal(issued.status, 200, JSON.stringify(issued.body))
      }
      const called = async () => {
        const { body } = await ask(decider.url, 'GET', '/v1/reviews', { as: keyOf(home, 'taras') })
        return (body as { reviews: { called: { accepted: number } }[] }).reviews.map(
          (one) => one.called.accepted,
        )
      }
      await alone()
      await pager.has(2)
      await within('a call is on record', 5_000, async () => (await called()).join() === '1')

      await takesOver(decider, follower)
      ;[decider, follower] = [follower, decider]
      for (const [who, browser, status] of [
        ['Anna', anna, 200],
        ['Borys', borys.browser, 200],
        ['Zoe', back, 200],
        ['Zoe before', renewed, 401],
        ['Yaryna', yaryna.browser, 401],
        ['who signed out', openBrowser(() => decider.port, before), 401],
      ] as const)
        assert.equal(await statusAt(decider, browser), status, who)
      for (const [key, status] of [
        [used, 200],
        [first, 401],
        [second, 401],
      ] as const)
        assert.equal(await byKey(decider, key.key), status)
      const { keys } = (await ask(decider.url, 'GET', '/v1/keys', { as: admin })).body as {
        readonly keys: readonly { readonly id: string; readonly lastUsedAt: string | null }[]
      }
      for (const { keyId } of [used, first, second])
        assert.notEqual(keys.find(({ id }) => id === keyId)?.lastUsedAt, null, 'when a key was used is kept')

      // What waited waits, and is done once; the second person needs no other session for it.
      const confirm = () =>
        at(decider, borys.browser).ask('POST', `/v1/proposals/${proposal.id}/confirm`, {
          contentHash: proposal.contentHash,
        })
      done(await confirm())
      assert.equal((await confirm()).status, 404)
      const hooks = done(await at(decider, anna).ask<{ webhooks: { url: string }[] }>('GET', '/v1/webhooks'))
      assert.deepEqual(
        hooks.webhooks.map(({ url }) => url),
        [hook.url],
      )
      // A used code is used at both; another one lets its owner in.
      const byCode = (code: string) =>
        at(decider).ask('POST', '/v1/sign-in/recovery-code', { login: 'zoe', code, screen: 'own' })
      done(await byCode(zoe.codes[0]!))
      assert.equal((await byCode(zoe.codes[0]!)).status, 401)
      // Only the second act is called for.
      await alone()
      await within('a call is on record', 5_000, async () => (await called()).join() === '1,1')
      const emergencies = () => pager.pages.filter(({ what }) => what === 'emergency')
      assert.equal(new Set(emergencies().map(({ id }) => id)).size, 2)
      assert.equal(emergencies().length, 2)
      // Whether the call to the second person was on record when its server died is not known: it may come again, as the same.
      assert.equal(new Set(pager.pages.map(({ id }) => id)).size, 3)

      follower.serving = serve(follower)
      await follower.serving.ready
      await counts('a session begun', follower, back, 200)
      await takesOver(decider, follower)
      ;[decider, follower] = [follower, decider]
      assert.equal((await byCode(zoe.codes[0]!)).status, 401, 'nor at a third one')
      assert.equal(await statusAt(decider, at(decider, back)), 200)
      await wait(200)
      assert.equal(emergencies().length, 2)
      console.log([...took].map(([what, milliseconds]) => `${what}: at most ${milliseconds} ms`).join('; '))
      rmSync(folder, { recursive: true })
    } catch (error) {
      for (const { url, serving } of places) console.log(`${url}: ${serving.said().slice(-2_000)}`)
      throw error
    } finally {
      for (const { serving } of places) await serving.end('SIGKILL')
      await pager.close()
      await postgres.stop()
    }
  },
)
