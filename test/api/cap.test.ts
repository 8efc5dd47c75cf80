import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { openCapDesk } from '../../src/server/cap-desk.node.ts'
import { fetchDocument } from '../../src/server/fetch-document.http.ts'
import { done, refused, startTestServer, type TestServer } from '../support/server.node.ts'
import { signed, town, warning } from '../support/signed-messages.node.ts'

const good = `<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
<identifier>a-1</identifier><sender>desk@town.example</sender><sent>2025-11-02T00:37:00+03:00</sent>
<status>Exercise</status><msgType>Alert</msgType><scope>Public</scope>
<info><category>Safety</category><event>Drones</event><urgency>Immediate</urgency><severity>Extreme</severity>
<certainty>Likely</certainty><headline>&lt;script&gt;alert(1)&lt;/script&gt;</headline>
<area><areaDesc>Town "of" &amp; more</areaDesc><polygon>52.3,38.9 52.3,39.1 52.5,39.0 52.3,38.9</polygon></area></info></alert>`

interface Verdict {
  readonly valid: boolean
  readonly readable: boolean
  readonly version: string | null
  readonly problems: readonly { readonly code: string; readonly advice: string }[]
}

describe('checking CAP over HTTP', () => {
  let server: TestServer
  before(async () => void (server = await startTestServer({ settings: { TOCSIN_BROKER: 'none' } })))
  after(() => server.close())
  const xml = { 'content-type': 'application/cap+xml' }
  const send = (raw: string | Uint8Array, query = '') =>
    server.stranger.ask('POST', `/v1/cap/check${query}`, { raw, headers: xml })

  test('needs no key, and answers the same for a document as for JSON that holds it', async () => {
    const bare = done<Verdict>(await send(good, '?profile=google'))
    const wrapped = done<Verdict>(
      await server.stranger.post('/v1/cap/check', { source: good, profiles: ['google'] }),
    )
    assert.deepEqual(bare, wrapped)
    assert.equal(bare.version, '1.2')
    assert.ok(bare.problems.some(({ code }) => code.startsWith('cap/google-')))
    for (const { advice } of bare.problems) assert.match(advice, /\w/)
  })

  test('judges bytes as they came: an encoding that was declared wrongly is found', async () => {
    const declared = `<?xml version="1.0" encoding="UTF-8"?>${good.replace('Town', 'Stadt Köln')}`
    const { problems } = done<Verdict>(await send(Buffer.from(declared, 'latin1')))
    assert.ok(problems.some(({ code }) => code === 'cap/xml-encoding-broken'))
  })

  test('calls what is no CAP unreadable, and says so without refusing', async () => {
    const verdict = done<Verdict>(await send('<html/>'))
    assert.deepEqual([verdict.readable, verdict.valid, verdict.version], [false, false, null])
  })

  test('refuses what it can’t take, each for its reason', async () => {
    const post = (body: object) => server.stranger.post('/v1/cap/check', body)
    refused(await post({}), 'server/invalid-request')
    refused(await post({ source: good, url: 'https://example.org/' }), 'server/invalid-request')
    refused(await post({ source: good, profiles: ['martian'] }), 'server/unknown-profile')
    refused(
      await server.stranger.ask('POST', '/v1/cap/check', {
        raw: 'a',
        headers: { 'content-type': 'image/png' },
      }),
      'server/wrong-media-type',
    )
    refused(await send('x'.repeat(16 * 1024 * 1024 + 1)), 'server/body-too-large')
  })

  test('never calls an address inside, however it is written', async () => {
    for (const url of [
      'http://127.0.0.1/',
      'http://localhost:8080/',
      'http://[::1]/',
      'http://169.254.169.254/latest/meta-data/',
      `http://2130706433/`,
      'file:///etc/passwd',
    ]) {
      const answer = await server.stranger.post('/v1/cap/check', { url })
      assert.equal(answer.status, 422, `${url}: ${answer.text}`)
      assert.match((answer.body as { code: string }).code, /^base\/(private-address|not-a-url)$|cannot-fetch/)
    }
  })

  test('takes a large document into a thread, and goes on answering meanwhile', async () => {
    const deep = `<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">${'<a>'.repeat(600_000)}`
    let slowest = 0
    const checking = send(deep)
    let under = true
    void checking.finally(() => (under = false))
    while (under) {
      const begun = performance.now()
      await server.stranger.get('/v1/board')
      slowest = Math.max(slowest, performance.now() - begun)
    }
    const verdict = done<Verdict>(await checking)
    assert.equal(verdict.valid, false)
    assert.ok(slowest < 2_000, `${slowest} ms`)
  })

  test('draws the page for who has no script: form, verdict, lines, map, words', async () => {
    const page = await server.stranger.get('/cap')
    assert.match(page.text, /<form method="post" action="\/cap" enctype="multipart\/form-data"/)
    const form = new FormData()
    form.append('text', good)
    form.append('file', new File([], ''))
    form.append('profile', 'google')
    const answer = await fetch(`${server.url}/cap`, { method: 'POST', body: form })
    const text = await answer.text()
    assert.equal(answer.status, 200)
    assert.match(answer.headers.get('content-security-policy') ?? '', /default-src 'none'/)
    for (const piece of [
      ...['<a href="#L3">line 3</a>', '<li id="L3" class="noted"', '<path class="shape" d="M'],
      ...['Town &quot;of&quot; &amp; more', '<b>EXERCISE</b>'],
      // HTML of a message is text.
      '&lt;script&gt;alert(1)&lt;/script&gt;',
    ])
      assert.ok(text.includes(piece), piece)
    assert.ok(!text.includes('<script>'))
  })

  test('judges a signature by the server’s trust list, and notes one that nobody asks about', async () => {
    const trust = join(server.folder, 'trust')
    mkdirSync(trust, { recursive: true })
    const list = { trust: [{ signer: 'Town', senders: ['duty@town.example'], certificate: town.pem }] }
    writeFileSync(join(trust, 'default.json'), JSON.stringify(list))
    const sent = `${new Date().toISOString().slice(0, 19)}-00:00`
    const message = await signed(warning({ sent }))
    const asked = async (source: string, query: string) =>
      done<{ signature: { present: boolean; valid: boolean | null; signer: string | null } }>(
        await send(source, query),
      ).signature
    assert.deepEqual(await asked(message, ''), { present: true, valid: null, signer: null, why: null })
    const holds = await asked(message, '?signature=verify')
    assert.deepEqual([holds.valid, holds.signer], [true, 'Town'])
    const changed = await asked(message.replace('duty@town', 'dupe@town'), '?signature=verify')
    assert.deepEqual([changed.present, changed.valid], [true, false])
    const form = new FormData()
    form.append('text', message)
    const text = await (await fetch(`${server.url}/cap`, { method: 'POST', body: form })).text()
    assert.match(/pasted ·([^<]*)/.exec(text)?.[1] ?? text.slice(0, 500), /signed: .*Town/)
  })

  test('says on the page why nothing could be checked', async () => {
    const ask = async (form: FormData) => {
      const answer = await fetch(`${server.url}/cap`, { method: 'POST', body: form })
      return { status: answer.status, text: await answer.text() }
    }
    const empty = new FormData()
    empty.append('text', ' ')
    assert.match((await ask(empty)).text, /there is no text, no file and no address in it/)
    const inside = new FormData()
    inside.append('url', 'http://127.0.0.1:1/x.cap')
    const { status, text } = await ask(inside)
    assert.equal(status, 422)
    assert.match(text, /value="http:\/\/127\.0\.0\.1:1\/x\.cap"/)
    const json = await fetch(`${server.url}/cap`, {
      ...{ method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } },
    })
    assert.equal(json.status, 400)
  })
})

describe('a thread for checks', () => {
  const ask = { source: good, profiles: [], draw: 'map' as const, signature: 'note' as const }

  test('is ended when it takes too long, and says so', async () => {
    const desk = openCapDesk({ patienceFor: 1 })
    const answer = await desk.check(ask)
    assert.ok(!answer.ok && answer.problem.code === 'server/check-ended')
    await desk.close()
  })

  test('is refused when as many are at work already', async () => {
    const desk = openCapDesk({ mostAtOnce: 1 })
    const [first, second] = await Promise.all([desk.check(ask), desk.check(ask)])
    assert.ok(first.ok)
    assert.ok(!second.ok && second.problem.code === 'server/busy')
    assert.ok((await desk.check(ask)).ok)
    await desk.close()
  })
})

describe('a document that is fetched', () => {
  const servers: Server[] = []
  const listening = async (answer: RequestListener) => {
    const server = createServer(answer)
    servers.push(server)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return `127.0.0.1:${(server.address() as AddressInfo).port}`
  }
  after(() => Promise.all(servers.map((server) => new Promise((closed) => server.close(closed)))))
  const fetching = (url: string, host: string, more = {}) =>
    fetchDocument(url, { mostBytes: 1_000, allowed: [host], ...more })
  const why = async (asked: ReturnType<typeof fetchDocument>) => {
    const answer = await asked
    return answer.ok ? 'fetched' : `${answer.problem.code} ${String(answer.problem.details['why'] ?? '')}`
  }

  test('keeps its bytes', async () => {
    const bytes = Buffer.from([0xef, 0xbb, 0xbf, 0x3c, 0x00, 0xff])
    const host = await listening((_, response) => response.end(bytes))
    const got = await fetching(`http://${host}/`, host)
    assert.ok(got.ok && bytes.equals(got.value))
  })

  test('is followed to where it went, but never inside', async () => {
    let asked = 0
    const secret = await listening((_, response) => {
      asked += 1
      response.end('secret')
    })
    const host = await listening((request, response) => {
      const to: { readonly [path: string]: string } = {
        '/moved': '/there',
        '/in': `http://${secret}/`,
        '/on': '/on',
      }
      const location = to[request.url ?? '']
      if (location === undefined) response.end('here')
      else response.writeHead(302, { location }).end()
    })
    assert.equal(await why(fetching(`http://${host}/moved`, host)), 'fetched')
    assert.match(await why(fetching(`http://${host}/in`, host)), /^base\//)
    assert.match(await why(fetching(`http://${host}/on`, host)), /leads on and on/)
    assert.equal(asked, 0)
  })

  test('is not followed to a name that leads inside', async () => {
    const resolve = async () => [{ address: '10.0.0.7', family: 4 }]
    const answer = fetchDocument('http://warnings.example/', { mostBytes: 10, resolve })
    assert.match(await why(answer), /^base\/private-address/)
  })

  test('is bounded in bytes and in time, and has to be there', async () => {
    const host = await listening((request, response) => {
      if (request.url === '/large') response.end('x'.repeat(1_001))
      else if (request.url === '/gone') response.writeHead(404).end()
      else if (request.url === '/zip') response.writeHead(200, { 'content-encoding': 'gzip' }).end('x')
      else response.write('x')
    })
    assert.match(await why(fetching(`http://${host}/large`, host)), /larger than 1000 bytes/)
    assert.match(await why(fetching(`http://${host}/gone`, host)), /answers 404/)
    assert.match(await why(fetching(`http://${host}/zip`, host)), /came broken/)
    assert.match(await why(fetching(`http://${host}/slow`, host, { patienceFor: 50 })), /too long/)
  })
})
