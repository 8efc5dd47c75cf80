import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { openToOrigins, servedKinds } from '../../src/server/security-headers.ts'
import { readLive } from '../support/live-reader.node.ts'
import { servedRoutes, type ServedRoute } from '../support/served-routes.ts'
import { done, issueAlert, startTestServer, type Answer, type TestServer } from '../support/server.node.ts'

/** What pages of other origins may read, written down a second time: whoever opens one more thinks of it twice. */
const openOnPurpose = [
  ...['/v1/areas', '/v1/areas/:code', '/v1/areas/:code/now', '/v1/areas/:code/shape', '/v1/board'],
  ...['/v1/certificate.pem', '/v1/feed.atom', '/v1/feed.rss', '/v1/feed/archive/atom/:page'],
  ...['/v1/feed/archive/rss/:page', '/v1/in-force.geojson', '/v1/ledger/head', '/v1/live'],
  ...['/v1/notices/:message', '/v1/openapi.json', '/v1/problems/:slice/:why', '/v1/relayed/:message'],
  ...['/v1/map/areas', '/v1/map/shapes', '/v1/now', '/v1/threats'],
  ...['/v1/damage', '/v1/outages', '/v1/remnants'],
  ...[
    '/v1/shelters',
    '/v1/shelters.geojson',
    '/v1/shelters/:id',
    '/v1/shelters/:id/photo',
    '/v1/shelters/offline',
  ],
  ...['/alert/:id', '/alert/:id/', '/alert/area', '/alert/area/'],
  ...['/sources/area_status', '/sources/area_status/', '/source/area_status', '/source/area_status/'],
  ...['/config/server_status', '/config/server_status/', '/static/map_style_alerts_only.json'],
  '/map/alerts/:z/:x/:file',
]

const origin = { origin: 'https://elsewhere.example' }

/** What no answer may go without, whatever it answers. */
function isGuarded({ headers, status }: Pick<Answer, 'headers' | 'status'>, said: string): void {
  const policy = headers.get('content-security-policy') ?? ''
  for (const directive of ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"])
    assert.ok(policy.includes(directive), `${said}: ${directive} is not in “${policy}”`)
  assert.match(policy, /form-action '(none|self)'/, said)
  assert.doesNotMatch(policy, /unsafe|\*|https?:|blob:|strict-dynamic|nonce/, said)
  if (policy.includes('script-src'))
    // Only the console's framework clones templates, and only its map starts a worker.
    assert.match(
      policy,
      said.includes('/console')
        ? /require-trusted-types-for 'script'; trusted-types svelte-trusted-html default$/
        : policy.includes("worker-src 'self'; manifest-src 'self'")
          ? // The residents' pages start one service worker.
            /require-trusted-types-for 'script'; trusted-types tocsin-worker$/
          : /require-trusted-types-for 'script'; trusted-types 'none'/,
      said,
    )
  assert.equal(headers.get('x-content-type-options'), 'nosniff', said)
  assert.equal(headers.get('referrer-policy'), 'no-referrer', said)
  assert.match(headers.get('cross-origin-resource-policy') ?? '', /^(same|cross)-origin$/, said)
  if (status !== 304 && status !== 204) assert.ok(headers.has('cache-control'), `${said}: cache-control`)
  for (const tale of ['server', 'x-powered-by', 'access-control-allow-credentials'])
    assert.equal(headers.get(tale), null, said)
  if ((headers.get('content-type') ?? '').startsWith('text/html')) {
    assert.equal(headers.get('cross-origin-opener-policy'), 'same-origin', said)
    assert.match(headers.get('permissions-policy') ?? '', /camera=\(\).*geolocation=\((self)?\)/, said)
  }
}

describe('security headers', () => {
  let server: TestServer
  let routes: ServedRoute[]
  let alert: string
  before(async () => {
    // HEAD asks for an export and takes nothing of it.
    server = await startTestServer({
      ...{ settings: { TOCSIN_BROKER: 'none' }, expects: /^An export broke off/ },
    })
    routes = servedRoutes(server.running).filter(({ url }) => url !== '/v1/live')
    alert = (await issueAlert(server)).id
  })
  after(() => server.close())

  const asset = async () => /\/assets\/page-\w+\.css/.exec((await server.stranger.get('/region')).text)![0]
  /** An address that exists where one can be had. */
  const addressOf = async (url: string) =>
    url
      .replace('/assets/:file', await asset())
      .replace(':alert', alert)
      .replace('/v1/notices/:message', `/v1/notices/${alert}.1`)
      .replace('/v1/areas/:code', '/v1/areas/gn:465724')
      .replace(':page', '1')
      .replace(/:(\w+)/g, 'some-$1')
  const knock = async ({ method, url }: ServedRoute, headers: { readonly [name: string]: string }) => {
    const path = await addressOf(url)
    const withBody = method === 'POST' || method === 'PUT'
    const response = await fetch(server.url + path, {
      // A page that a stranger is led to is another route's answer.
      redirect: 'manual',
      method,
      headers: { ...headers, ...(withBody ? { 'content-type': 'application/json' } : {}) },
      ...(withBody ? { body: '{}' } : {}),
    })
    // It has no end: that it began is the answer.
    const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true
    if (isStream) await response.body?.cancel()
    const text = isStream ? '' : await response.text()
    return { status: response.status, headers: response.headers, text }
  }
  type Given = Awaited<ReturnType<typeof knock>>
  const everyAnswer = async (look: (answer: Given, route: ServedRoute, said: string) => void) => {
    const admin = await server.keyOf('admin')
    for (const route of routes)
      for (const [who, headers] of [
        ['a stranger', {}],
        ['an administrator', { authorization: `Bearer ${admin}` }],
        ['a wrong key', { authorization: 'Bearer tocsin_wrong' }],
      ] as const) {
        if (who === 'an administrator' && route.method !== 'GET' && route.method !== 'HEAD') continue
        const answer = await knock(route, { ...origin, ...headers })
        look(answer, route, `${route.method} ${route.url} to ${who} (${answer.status})`)
      }
  }

  test('are on every answer of every route, given or refused', async () => {
    let pages = 0
    await everyAnswer((answer, { url }, said) => {
      isGuarded(answer, said)
      if ((answer.headers.get('content-type') ?? '').startsWith('text/html')) {
        pages += 1
        assert.ok(
          /page|app|resident/.test(servedKinds[url] ?? ''),
          `${url} serves a page that the table does not know`,
        )
        // Nothing inline: what the policy forbids is not there to be missed.
        assert.doesNotMatch(
          answer.text,
          /<style|\sstyle=|\son\w+=|["']\s*javascript:|<script(?![^>]*\ssrc=)/i,
          said,
        )
      }
    })
    assert.ok(pages >= 6, `only ${pages} pages were seen`)
  })

  test('are on what is refused before there is a route, and on what is no HTTP', async () => {
    for (const path of ['/nothing', '/v1/nothing', '/%zz', `/?${'a&'.repeat(200)}`, '/v1/board/'])
      isGuarded(await server.stranger.get(path), path)
    isGuarded(await server.stranger.ask('PATCH', '/v1/board'), 'PATCH')
    const socket = connect(server.port, '127.0.0.1')
    socket.end('NONSENSE\r\n\r\n')
    const [bytes] = (await once(socket, 'data')) as [Buffer]
    socket.destroy()
    const [first, ...lines] = bytes.toString().split('\r\n\r\n')[0]!.split('\r\n')
    assert.match(first ?? '', /^HTTP\/1\.1 400/)
    const headers = new Headers(lines.map((line) => line.split(': ') as [string, string]))
    isGuarded({ status: 400, headers }, 'what is no HTTP')
  })

  test('are on the live stream, over its own socket and on a connection that carried a page', async () => {
    const live = await readLive(server.url)
    const raw = new Headers(live.response.headers as Record<string, string>)
    live.close()
    isGuarded({ status: 200, headers: raw }, 'the live stream')
    assert.equal(raw.get('access-control-allow-origin'), '*')
    const refused = await fetch(`${server.url}/v1/live?nothing=1`)
    isGuarded({ status: refused.status, headers: refused.headers }, 'a refused stream')
    await refused.text()
  })

  test('let nobody keep what is for one person', async () => {
    await everyAnswer((answer, { method, url }, said) => {
      const declared = server.running.app.book.routes.find((one) => one.method === method && one.url === url)
      const isPublic = declared === undefined || declared.action === 'public'
      if (!isPublic || answer.status >= 400)
        assert.equal(answer.headers.get('cache-control'), 'no-store', said)
    })
  })

  test('let pages of other origins read what is public, and nothing else', async () => {
    assert.deepEqual(openToOrigins.toSorted(), openOnPurpose.toSorted())
    await everyAnswer((answer, { method, url }, said) => {
      const opens = openOnPurpose.includes(url) && (method === 'GET' || method === 'HEAD')
      // A refusal may be read where an answer might have been, and by nobody elsewhere.
      if (opens) assert.equal(answer.headers.get('access-control-allow-origin'), '*', said)
      else assert.equal(answer.headers.get('access-control-allow-origin'), null, said)
      assert.equal(
        answer.headers.get('cross-origin-resource-policy'),
        opens ? 'cross-origin' : 'same-origin',
        said,
      )
    })
    for (const { url, action, method } of server.running.app.book.routes)
      if (openOnPurpose.includes(url) && method === 'GET')
        assert.equal(action, 'public', `${url} is open to all and asks for a key`)
  })

  test('answer no preflight but the live stream’s: nothing else of ours is asked with headers from elsewhere', async () => {
    const asking = {
      ...origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization, content-type, tocsin-request',
    }
    for (const { url } of routes) {
      const response = await fetch(server.url + (await addressOf(url)), {
        method: 'OPTIONS',
        headers: asking,
      })
      await response.text()
      assert.ok(response.status >= 400, `OPTIONS ${url}`)
      for (const field of ['methods', 'headers'])
        assert.equal(response.headers.get(`access-control-allow-${field}`), null, `OPTIONS ${url}`)
    }
    const live = await fetch(`${server.url}/v1/live`, { method: 'OPTIONS', headers: asking })
    assert.equal(live.headers.get('access-control-allow-headers'), 'Last-Event-ID, Cache-Control')
  })

  test('come from a table without a line that nothing is served by', () => {
    const urls = new Set(routes.map(({ url }) => url))
    const strays = [...Object.keys(servedKinds), ...openToOrigins].filter(
      (url) => url !== '/v1/live' && !urls.has(url),
    )
    assert.deepEqual(strays, [])
  })
})

test('browsers come back by https for a year where the public does, and are told nothing of it elsewhere', async (t) => {
  for (const [url, says] of [
    ['https://warn.example.org', 'max-age=31536000; includeSubDomains'],
    ['http://warn.example.org', null],
  ] as const) {
    const server = await startTestServer({
      settings: { TOCSIN_BROKER: 'none', TOCSIN_PUBLIC_URL: url },
    })
    t.after(() => server.close())
    for (const path of ['/', '/v1/board', '/nothing'])
      assert.equal((await server.stranger.get(path)).headers.get('strict-transport-security'), says, path)
    const live = await readLive(server.url)
    live.close()
    assert.equal(live.response.headers['strict-transport-security'] ?? null, says)
    done(await server.stranger.get('/v1/health'))
  }
})
