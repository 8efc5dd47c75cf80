import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { done, refused, startTestServer, type TestServer } from '../support/server.node.ts'
import { servedRoutes } from '../support/served-routes.ts'

let server: TestServer
before(async () => {
  server = await startTestServer({
    settings: { TOCSIN_BROKER: 'none', TOCSIN_HUB: 'yes' },
    expects: /^A request broke$/,
  })
})
after(() => server.close())

/** Writes on a bare socket and reads until it closes, or until enough has come. */
async function raw(text: string, enough = /\r\n\r\n/): Promise<string> {
  const socket = connect(server.port, '127.0.0.1')
  let said = ''
  socket.on('data', (bytes) => {
    said += bytes.toString()
    if (enough.test(said)) socket.end()
  })
  socket.on('error', () => {})
  socket.write(text)
  await once(socket, 'close')
  return said
}

describe('the server', () => {
  test('serves no file of the server', async () => {
    const wanted = [
      ...['.git/HEAD', '.git/config', '.svn/entries', '.env', 'package.json', 'package-lock.json'],
      ...[
        'src/',
        'src/server/app.http.ts',
        'data/',
        'data/keys/admin.key',
        'keys/admin.key',
        'ledger.sqlite',
      ],
    ]
    const ways = ['/', '/assets/', '/assets/../', '/assets/..%2f', '/assets/%2e%2e/', '/assets//', '//']
    for (const way of [...ways, '/assets/..%5c', '/v1/../'])
      for (const file of wanted) {
        const answer = await raw(`GET ${way}${file} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`, /^$/)
        assert.match(answer, /^HTTP\/1\.1 (400|404) /, way + file)
        assert.match(answer, /content-type: application\/problem\+json/i, way + file)
      }
    for (const folder of ['/assets', '/assets/', '/v1', '/v1/', '/src'])
      refused(await server.stranger.get(folder), 'server/unknown-path')
  })

  test('takes no TRACE, and sends nothing of it back', async () => {
    for (const path of ['/', '/v1/board', '/v1/live', '/v1/session', '/nothing']) {
      const said = await raw(`TRACE ${path} HTTP/1.1\r\nhost: x\r\nx-told: a-secret-of-mine\r\n\r\n`, /\}$/)
      assert.match(said, /^HTTP\/1\.1 4\d\d /, path)
      assert.doesNotMatch(said, /a-secret-of-mine/, path)
    }
    for (const method of ['CONNECT', 'TRACK', 'PROPFIND', 'DEBUG'])
      assert.doesNotMatch(await raw(`${method} / HTTP/1.1\r\nhost: x\r\n\r\n`), /^HTTP\/1\.1 [23]/, method)
  })

  test('hands out exports as files under names of its own', async () => {
    for (const [path, name] of [
      ['/v1/audit.csv', 'audit.csv'],
      ['/v1/audit.ndjson', 'audit.ndjson'],
    ] as const)
      for (const asked of ['', '?filename=evil.html', '?person=x%22%0d%0aset-cookie:%20a=b']) {
        const { headers } = await server.admin.get(path + asked)
        assert.equal(headers.get('set-cookie'), null)
        if (headers.get('content-type')?.startsWith('application/problem+json') === true) continue
        assert.equal(headers.get('content-disposition'), `attachment; filename="${name}"`)
      }
  })

  test('tells nothing of its insides when it breaks', async () => {
    const { areas } = server.running.system as unknown as { areas: { resolve: unknown } }
    const { resolve } = areas
    areas.resolve = () => {
      throw new Error(`select * from personal where token = 'hush' failed at /opt/tocsin/src/x.ts:7`)
    }
    const body = { threat: 'drone', level: 'red', areas: ['gn:465724'] }
    const { status, text, headers } = await server.olena.post('/v1/alerts', body)
    areas.resolve = resolve
    assert.equal(status, 500)
    const { code, reference } = JSON.parse(text) as { code: string; reference: string }
    assert.equal(code, 'server/broken')
    assert.doesNotMatch(text, /select|hush|\/opt|\.ts|\n\s+at /i)
    // Whoever runs it finds the whole of it by the reference.
    const logged = server.log.lines.find(({ details }) => details['reference'] === reference)
    assert.match(String(logged?.details['why']), /select \* from personal/)
    for (const name of ['server', 'x-powered-by', 'x-runtime']) assert.equal(headers.get(name), null, name)
  })
})

describe('an answer', () => {
  test('names its media type, and its encoding where it is text', async () => {
    const public_ = servedRoutes(server.running).filter(
      ({ method, url }) => method === 'GET' && !/[:*]/.test(url),
    )
    const paths = public_.map(({ url }) => url).filter((url) => url !== '/v1/live' && !url.includes('oidc'))
    assert.ok(paths.length > 40, 'the routes were not found')
    let texts = 0
    for (const path of [...paths, '/nothing']) {
      for (const headersAsked of [{}, { authorization: `Bearer ${await server.keyOf('admin')}` }]) {
        const answer = await fetch(server.url + path, { headers: headersAsked, redirect: 'manual' })
        const { headers, status } = answer
        if (headers.get('content-type')?.startsWith('text/event-stream')) {
          assert.match(headers.get('content-type')!, /charset=utf-8/)
          await answer.body?.cancel()
          continue
        }
        const text = await answer.text()
        if (text === '' || status === 304) continue
        const type = headers.get('content-type') ?? ''
        assert.match(type, /^[a-z]+\/[\w.+-]+(; ?[\w-]+=[\w.-]+)*$/, `${path}: ${type}`)
        if (!/^text\/|xml/.test(type)) continue
        texts += 1
        assert.match(type, /charset=utf-8/i, `${path}: ${type}`)
      }
    }
    assert.ok(texts > 20, 'hardly any text was looked at')
    const live = await raw('GET /v1/live HTTP/1.1\r\nhost: x\r\n\r\n')
    assert.match(live, /content-type: text\/event-stream; charset=utf-8/i)
  })
})

describe('a request', () => {
  test('with two ways to find its end is refused, and nothing behind it is read', async () => {
    const behind = 'GET /v1/board HTTP/1.1\r\nhost: x\r\n\r\n'
    for (const path of ['POST /v1/cap/check', 'GET /v1/live', 'POST /v1/alerts'])
      for (const head of [
        `content-length: 6\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`,
        `transfer-encoding: chunked\r\ncontent-length: 6\r\n\r\n0\r\n\r\n`,
        `content-length: 0\r\ncontent-length: ${behind.length}\r\n\r\n`,
        `content-length: +0\r\n\r\n`,
        `transfer-encoding: chunked, identity\r\n\r\n0\r\n\r\n`,
        `transfer-encoding : chunked\r\n\r\n0\r\n\r\n`,
      ]) {
        const said = await raw(`${path} HTTP/1.1\r\nhost: x\r\n${head}${behind}`, /^$/)
        assert.match(said, /^HTTP\/1\.1 400 /, `${path} ${head}`)
        assert.equal(said.match(/^HTTP\/1\.1 \d/gm)?.length, 1, `${path} ${head}: ${said}`)
        assert.doesNotMatch(said, /"lines"/, `${path} ${head}`)
      }
  })

  test('with a parameter given twice where one is meant is refused', async () => {
    for (const path of ['/v1/board?mode=drill&mode=live', '/v1/areas?lat=1&lat=2&lon=3'])
      refused(await server.stranger.get(path), 'server/invalid-request')
    refused(await server.olena.get('/v1/alerts?status=draft&status=issued'), 'server/invalid-request')
  })

  test('that reaches for a prototype is refused', async () => {
    const headers = { 'content-type': 'application/json' }
    for (const text of [
      '{"__proto__":{"admin":"yes"},"threat":"drone","level":"red","areas":["gn:465724"]}',
      '{"constructor":{"prototype":{"admin":"yes"}},"threat":"drone"}',
      '{"threat":"drone","level":"red","areas":["gn:465724"],"texts":{"__proto__":{"90":"x"}}}',
    ]) {
      const { status } = await server.olena.ask('POST', '/v1/alerts', { raw: text, headers })
      assert.equal(status, 400, text)
    }
    assert.equal(({} as { admin?: string }).admin, undefined)
    // Names of methods of every object are names of nothing here.
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      const { status } = await server.olena.get(`/v1/areas/${name}`)
      assert.ok(status === 404 || status === 422, `${name}: ${status}`)
    }
    done(await server.stranger.get('/v1/board'))
  })
})
