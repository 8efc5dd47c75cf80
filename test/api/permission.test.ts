import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { actionsOf, actions, governingActions } from '#people'
import type { BookedRoute } from '../../src/server/route.http.ts'
import { servedRoutes } from '../support/served-routes.ts'
import {
  done,
  refused,
  startTestServer,
  type Client,
  type Method,
  type TestServer,
} from '../support/server.node.ts'

/** What is served without being declared by `routesOn`: nothing of it can change anything. */
const undeclared = [
  ...['GET /', 'GET /region', 'GET /places', 'GET /kiosk', 'GET /resident/:file'],
  ...['GET /phone', 'GET /what-to-do', 'GET /shelters', 'GET /shelters/:id', 'GET /tell', 'GET /safe/:token'],
  ...['GET /sw.js', 'GET /manifest.webmanifest', 'GET /resident/app/:file'],
  ...['GET /assets/:file', 'GET /v1/live', 'HEAD /v1/live', 'OPTIONS /v1/live'],
  ...['GET /cap', 'POST /cap'],
  // Documents without anybody's data; what they show they ask for.
  ...['GET /sources', 'GET /sign-in', 'GET /join', 'GET /account', 'GET /audit', 'GET /waiting'],
  ...['GET /people', 'GET /people/keys', 'GET /people/roles', 'GET /people/authorities'],
  ...['GET /console', 'GET /console/:screen', 'GET /console/:screen/:of', 'GET /console/assets/:file'],
  ...['GET /warden', 'GET /warden/:file'],
  ...['GET /outages', 'GET /outages/:file'],
  // The assessor’s page holds nothing of anybody: what it shows lies on the phone.
  ...['GET /assess', 'GET /assess/manifest.webmanifest', 'GET /assess/sw.js', 'GET /assess/files/:file'],
]
/** Takes something in, and keeps nothing of it. */
const onlyLooks = ['/v1/cap/check']
/** Has a permission of its own: an address that cannot be guessed, and what is delivered there is signed with its secret. */
const bySecret = [
  '/call/:token',
  ...['/unsubscribe/:token', '/v1/gateways/:line/:secret'],
  ...['/exchange/websub/:token', '/v1/shelter-status', '/v1/shelter-status/look'],
]
/** Where whoever is nobody yet becomes somebody: by a passkey, a password, a code, a link, or the organisation's provider. */
const letsIn = [
  ...['/v1/sign-in/passkey/options', '/v1/sign-in/passkey', '/v1/sign-in/password'],
  ...['/v1/sign-in/recovery-code', '/v1/sign-out', '/v1/sign-out/oidc/back-channel'],
  ...['/v1/links/look', '/v1/links/passkey/options', '/v1/links/passkey', '/v1/links/oidc'],
  ...['/v1/links/password/begin', '/v1/links/password'],
]
/** Takes away, answers no, or tries out: whoever does it need not be held up. */
const fastToo = [
  ...['DELETE /v1/keys/:key', 'DELETE /v1/sources/:id', 'DELETE /v1/webhooks/:id'],
  ...['DELETE /v1/ladders/:id', 'DELETE /v1/protocols/:id', 'DELETE /v1/forms/:id'],
  ...['POST /v1/people/:id/suspend', 'POST /v1/proposals/:proposal/refuse'],
  ...['POST /v1/sources/:id/check', 'POST /v1/webhooks/:id/test', 'POST /v1/webhooks/:id/enable'],
  // By the machine's key alone, which is proof each time.
  'POST /v1/people/set-up',
]
/** What residents tell: reports that an officer judges, and words to families; bounded, and nothing of it warns anybody. */
const residentsTell = [
  ...['siren', 'sighting', 'damage', 'help'].flatMap((kind) => [`/v1/tell/${kind}`, `/tell/${kind}`]),
  ...['/v1/tell/photo', '/v1/tell/take-back', '/tell/take-back', '/v1/safe', '/safe', '/v1/safe/take-back'],
]
/** A phone asks for warnings without a name; what it may change afterwards it changes by its own secret, or by what a test push told it. */
const phonesSubscribe = [
  ...['/v1/push/subscriptions', '/v1/push/subscriptions/:id'],
  ...['/v1/push/subscriptions/:id/proof', '/v1/push/subscriptions/:id/test'],
  // The same for others' apps, whose id is their secret.
  ...['/subscription', '/subscription/'],
]
/** Asks back at the address that it is about before anything is kept. */
const askedBack = ['/hub']

describe('permission', () => {
  let server: TestServer
  let watcher: Client
  let nobody: Client
  let served: { readonly method: string; readonly url: string }[]
  before(async () => {
    server = await startTestServer({ settings: { TOCSIN_BROKER: 'none', TOCSIN_RATE_SIGN_IN: '1000' } })
    const add = async (id: string, more: object) =>
      server.withKey(
        done<{ key: string }>(await server.admin.post('/v1/keys', { id, name: id, ...more })).key,
      )
    watcher = await add('watcher', { roles: ['watcher'] })
    nobody = await add('elsewhere', { roles: ['officer'], areas: ['RU'], modes: ['test'] })
    served = servedRoutes(server.running)
  })
  after(() => server.close())

  const asking = () => server.running.app.book.routes.filter(({ action }) => action !== 'public')
  /** About oneself: whoever is signed in, whatever their roles. */
  const guarded = () => asking().filter(({ action }) => action !== 'signed-in')
  const knock = (client: Client, { method, url }: BookedRoute) =>
    client.ask(
      method as Method,
      url.replace(/:(\w+)/g, 'some-$1'),
      method === 'POST' || method === 'PUT' ? { body: {} } : {},
    )

  test('is declared by every route that the HTTP server knows, a short list apart', () => {
    const booked = new Set(server.running.app.book.routes.map(({ method, url }) => `${method} ${url}`))
    const strays = served
      .filter(({ method, url }) => !(method === 'HEAD' && booked.has(`GET ${url}`)))
      .map(({ method, url }) => `${method} ${url}`)
      .filter((one) => !booked.has(one) && !undeclared.includes(one))
    // Fastify serves HEAD wherever it serves GET.
    assert.deepEqual(
      strays.filter((one) => !undeclared.includes(one.replace('HEAD', 'GET'))),
      [],
    )
    assert.ok(served.length > booked.size, 'the list of routes was not understood')
  })

  test('is asked for wherever something could be changed', () => {
    const open = server.running.app.book.routes.filter(
      ({ method, url, action }) =>
        method !== 'GET' &&
        action === 'public' &&
        ![...onlyLooks, ...bySecret, ...askedBack, ...letsIn, ...residentsTell, ...phonesSubscribe].includes(
          url,
        ),
    )
    assert.deepEqual(open, [])
    for (const { action, url } of guarded())
      assert.ok(
        actions.some((one) => one === action),
        `${url}: ${action}`,
      )
  })

  test('is refused without a key, before anything of the request is looked at', async () => {
    const before = await server.head()
    for (const route of asking()) {
      const answer = await knock(server.stranger, route)
      refused(answer, 'people/unknown-key')
      // Phones that fill forms in know nothing but Basic, and show it only when they are asked for it.
      const scheme = route.url.startsWith('/openrosa/') ? /^Basic/ : /^Bearer/
      assert.match(answer.headers.get('www-authenticate') ?? '', scheme)
      refused(await knock(server.withKey('tk-wrong'), route), 'people/unknown-key')
    }
    assert.equal(await server.head(), before)
  })

  test('is refused to a watcher everywhere but where watching is enough', async () => {
    const before = await server.head()
    for (const route of guarded()) {
      const may = actionsOf.watcher.some((one) => one === route.action)
      const answer = await knock(watcher, route)
      if (may) assert.notEqual(answer.status, 403, `${route.method} ${route.url}`)
      else refused(answer, 'people/not-allowed')
    }
    // What was read, and is written down as read, is all that is left of it.
    const facts = await server.running.system.ledger.read(before as never, 100)
    assert.deepEqual(
      facts.map(({ type }) => type).filter((type) => type !== 'sensitive-read'),
      [],
    )
  })

  test('about oneself is refused to keys: they have no account', async () => {
    const own = asking().filter(({ action }) => action === 'signed-in')
    for (const route of own) refused(await knock(watcher, route), 'people/not-signed-in-here')
  })

  test('wants a fresh proof wherever something grave is given, and nowhere holds up what takes away', () => {
    const given = asking().filter(
      ({ method, action }) => method !== 'GET' && governingActions.some((one) => one === action),
    )
    const without = given
      .filter(({ proof }) => proof === undefined)
      .map(({ method, url }) => `${method} ${url}`)
    assert.deepEqual(without.toSorted(), fastToo.toSorted())
  })

  test('lets nobody act in a mode that is not theirs', async () => {
    const body = { threat: 'drone', level: 'red', areas: ['gn:465724'] }
    refused(await nobody.post('/v1/alerts', body), 'people/outside-mode')
  })

  test('lets nobody warn outside of their own areas, nor touch an alert that reaches beyond them', async () => {
    const key = done<{ key: string }>(
      await server.admin.post('/v1/keys', {
        ...{ id: 'zadonsk-officer', name: 'Z', roles: ['officer'], areas: ['gn:465724'] },
      }),
    ).key
    const local = server.withKey(key)
    const own = { threat: 'drone', level: 'red', areas: ['gn:465724'] }
    const { alert } = done<{ alert: { id: string } }>(await local.post('/v1/alerts', own))
    const both = { ...own, areas: ['gn:465724', 'gn:483542'] }
    refused(await local.post('/v1/alerts', both), 'people/outside-area')
    refused(await local.post(`/v1/alerts/${alert.id}/edit`, { areas: both.areas }), 'people/outside-area')
    const wide = done<{ alert: { id: string } }>(await server.olena.post('/v1/alerts', both))
    refused(
      await local.post(`/v1/alerts/${wide.alert.id}/edit`, { renewForMinutes: 60 }),
      'people/outside-area',
    )
    refused(await local.post(`/v1/alerts/${wide.alert.id}/discard`, {}), 'people/outside-area')
  })

  test('ends with the key: who was removed is a stranger at once', async () => {
    const { key } = done<{ key: string }>(
      await server.admin.post('/v1/keys', { id: 'brief', name: 'B', roles: ['watcher'] }),
    )
    done(await server.withKey(key).get('/v1/me'))
    assert.equal((await server.admin.ask('DELETE', '/v1/people/brief')).status, 204)
    refused(await server.withKey(key).get('/v1/me'), 'people/unknown-key')
    refused(await server.admin.ask('DELETE', '/v1/people/brief'), 'people/wrong-state')
    refused(await server.admin.ask('DELETE', '/v1/people/nobody'), 'people/no-such-person')
  })

  test('can’t be lost: the last administrator stays', async () => {
    refused(await server.admin.ask('DELETE', '/v1/people/admin'), 'people/way-back-in')
    done(await server.admin.get('/v1/people'))
  })
})
