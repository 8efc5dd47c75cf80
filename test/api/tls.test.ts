/** The HTTPS face of the real server: what it speaks, whom it believes, and how it takes renewed certificates. */
import assert from 'node:assert/strict'
import { X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, writeFileSync } from 'node:fs'
import { request as plainRequest } from 'node:http'
import { request, type RequestOptions } from 'node:https'
import { connect as connectPlainly } from 'node:net'
import { connect, type ConnectionOptions, type TLSSocket } from 'node:tls'
import { after, before, describe, test } from 'node:test'
import { instantOf, recordingLog, sha256 } from '#base'
import { readConfig } from '../../src/server/config.ts'
import { clientCertificateOf } from '../../src/server/client-certificate.node.ts'
import { startServer } from '../../src/server/serve.node.ts'
import { certificate, rsaKey } from '../support/certificates.node.ts'
import { eventStreamReader } from '../../src/channels/stream/event-stream-reader.ts'
import { issueAlert, startTestServer, type TestServer } from '../support/server.node.ts'
import { testAuthority, type TestAuthority } from '../support/tls.node.ts'

interface Got {
  readonly status: number
  readonly headers: { readonly [name: string]: string | string[] | undefined }
  readonly text: string
}

function get(url: string, options: RequestOptions = {}): Promise<Got> {
  const ask = url.startsWith('https:') ? request : plainRequest
  return new Promise((resolve, reject) => {
    const asked = ask(url, { agent: false, ...options }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }))
      response.on('error', reject)
    })
    asked.on('error', reject).end()
  })
}

async function shaken(options: ConnectionOptions): Promise<TLSSocket> {
  const socket = connect({ servername: 'localhost', host: '127.0.0.1', ...options })
  await new Promise<void>((resolve, reject) => socket.once('secureConnect', resolve).once('error', reject))
  return socket
}

describe('the HTTPS face', () => {
  let authority: TestAuthority
  let server: TestServer
  let port: number
  let base: string
  let trusting: { readonly ca: string }
  const seen: (string | undefined)[] = []
  before(async () => {
    authority = testAuthority()
    const own = authority.server()
    server = await startTestServer({
      settings: {
        ...{ TOCSIN_BROKER: 'none', TOCSIN_TLS_PORT: '0', TOCSIN_TLS_KEY: own.key, TOCSIN_HOST: '0.0.0.0' },
        ...{ TOCSIN_TLS_CERTIFICATE: own.certificate, TOCSIN_CLIENT_CA: authority.ca },
      },
      expects: /renewed/,
    })
    port = server.running.tls!.port
    base = `https://localhost:${port}`
    trusting = { ca: authority.made.pem }
    server.running.app.fastify.server.prependListener('request', (incoming) =>
      seen.push(clientCertificateOf(incoming, instantOf(Date.now()))),
    )
  })
  after(() => server.close())
  const shown = async (options: RequestOptions) => {
    seen.length = 0
    assert.equal((await get(`${base}/v1/board`, { ...trusting, ...options })).status, 200)
    assert.equal(seen.length, 1)
    return seen[0]
  }

  test('serves pages and the API as the plain port does', async () => {
    assert.equal(server.running.tls!.url, base)
    for (const path of ['/', '/v1/board', '/v1/health', '/v1/nothing']) {
      const [plain, secure] = [await get(`${server.url}${path}`), await get(`${base}${path}`, trusting)]
      assert.equal(secure.status, plain.status, path)
      assert.equal(secure.headers['content-type'], plain.headers['content-type'], path)
    }
  })

  test('keeps the plain port to this machine, whatever address was named', async () => {
    const all = server.running.config.host
    assert.equal(all, '0.0.0.0')
    const elsewhere = Object.values((await import('node:os')).networkInterfaces())
      .flat()
      .find((one) => one?.family === 'IPv4' && !one.internal)?.address
    if (elsewhere === undefined) return
    const closed = connectPlainly(server.port, elsewhere)
    const [error] = (await once(closed, 'error')) as [NodeJS.ErrnoException]
    assert.equal(error.code, 'ECONNREFUSED')
  })

  test('streams live, and resumes where a reader stopped', async () => {
    const listen = (from?: string) => {
      const reader = eventStreamReader(from)
      const events: string[] = []
      let wake = () => {}
      const socket = connect({ port, servername: 'localhost', ...trusting })
      const resume = from === undefined ? '' : `Last-Event-ID: ${from}\r\n`
      socket.write(`GET /v1/live HTTP/1.1\r\nHost: localhost\r\n${resume}\r\n`)
      let head = ''
      socket.on('data', (bytes: Buffer) => {
        let rest: Buffer = bytes
        if (!head.includes('\r\n\r\n')) {
          head += bytes.toString('latin1')
          const end = head.indexOf('\r\n\r\n')
          if (end < 0) return
          rest = Buffer.from(head.slice(end + 4), 'latin1')
        }
        for (const { event, data } of reader.read(rest)) events.push(`${event} ${data}`)
        wake()
      })
      return {
        socket,
        reader,
        events,
        async until(count: number) {
          while (events.length < count) await new Promise<void>((resolve) => (wake = resolve))
        },
      }
    }
    const first = listen()
    await first.until(1)
    assert.match(first.events[0]!, /^board /)
    await issueAlert(server)
    await first.until(2)
    assert.match(first.events[1]!, /^notice /)
    first.socket.destroy()
    const { id } = await issueAlert(server)
    const second = listen(first.reader.lastEventId)
    await second.until(1)
    assert.match(second.events[0]!, /^notice /)
    assert.ok(second.events[0]!.includes(id), second.events[0])
    second.socket.destroy()
  })

  test('speaks TLS 1.2 and 1.3 with strong suites, and nothing older or weaker', async () => {
    for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
      const socket = await shaken({ port, ...trusting, minVersion: version, maxVersion: version })
      assert.equal(socket.getProtocol(), version)
      socket.destroy()
    }
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const
    await assert.rejects(shaken({ port, ...trusting, ...old }))
    for (const ciphers of ['AES128-SHA', 'AES128-GCM-SHA256', 'ECDHE-ECDSA-AES128-SHA'])
      await assert.rejects(shaken({ port, ...trusting, maxVersion: 'TLSv1.2', ciphers }), ciphers)
  })

  test('speaks HTTP/1.1 only, and never begins anew in the middle', async () => {
    const socket = await shaken({
      ...{ port, ...trusting, maxVersion: 'TLSv1.2' },
      ALPNProtocols: ['h2', 'http/1.1'],
    })
    assert.equal(socket.alpnProtocol, 'http/1.1')
    const renewed = new Promise<string>((resolve) => {
      socket.once('error', () => resolve('refused')).once('close', () => resolve('refused'))
      socket.renegotiate({ rejectUnauthorized: false }, (error) =>
        resolve(error === null ? 'done' : 'refused'),
      )
    })
    assert.equal(await renewed, 'refused')
    socket.destroy()
  })

  test('knows a certificate of its authority by its fingerprint, and takes none for none', async () => {
    const alice = authority.client('alice')
    const print = sha256(new X509Certificate(alice.made.pem).raw)
    assert.equal(await shown({ key: alice.made.keyPem, cert: alice.made.pem }), print)
    assert.equal(await shown({}), undefined)
  })

  test('believes no other certificate, and no header', async () => {
    const stranger = testAuthority('Test authority').client('alice')
    const ended = authority.client('ended', { notAfter: '2021-01-01T00:00:00Z' })
    const forServers = authority.server('other')
    const own = certificate({ name: 'alice' })
    for (const [what, { keyPem, pem }] of Object.entries({
      'another authority of the same name': stranger.made,
      'one that has ended': ended.made,
      'one for servers': forServers.made,
      'one signed by itself': own,
    }))
      assert.equal(await shown({ key: keyPem, cert: pem }), undefined, what)
    const headers = {
      'x-client-cert': 'x',
      'x-ssl-client-sha256': 'x',
      'client-cert': ':AA==:',
      'x-forwarded-proto': 'https',
    }
    assert.equal(await shown({ headers }), undefined)
    seen.length = 0
    await get(`${server.url}/v1/board`, { headers })
    assert.deepEqual(seen, [undefined])
  })

  test('takes a resumed session for no more than what it began with', async () => {
    const alice = authority.client('alice-2')
    const stranger = testAuthority('Other').client('mallory')
    for (const [who, options, expected] of [
      [
        'alice',
        { key: alice.made.keyPem, cert: alice.made.pem },
        sha256(new X509Certificate(alice.made.pem).raw),
      ],
      ['a stranger', { key: stranger.made.keyPem, cert: stranger.made.pem }, undefined],
      ['nobody', {}, undefined],
    ] as const)
      for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
        const first = connect({ port, servername: 'localhost', ...trusting, ...options, maxVersion: version })
        first.write('GET /v1/board HTTP/1.1\r\nHost: localhost\r\n\r\n')
        const [session] = (await once(first, 'session')) as [Buffer]
        first.destroy()
        seen.length = 0
        // Shown again or not: what counts is what the session holds.
        const again = connect({ port, servername: 'localhost', ...trusting, maxVersion: version, session })
        again.write('GET /v1/board HTTP/1.1\r\nHost: localhost\r\n\r\n')
        await once(again, 'data')
        assert.equal(again.isSessionReused(), true, `${who} ${version}`)
        again.destroy()
        assert.deepEqual(seen, [expected], `${who} ${version}`)
      }
  })

  test('takes renewed files without a restart, and goes on with the old ones when they are broken', async () => {
    const printOf = async () => {
      const socket = await shaken({ port, ...trusting })
      const print = socket.getPeerX509Certificate()!.fingerprint256
      socket.destroy()
      return print
    }
    const before = await printOf()
    const stays = await shaken({ port, ...trusting })
    const renewed = authority.server()
    await server.running.readTlsAgain!()
    const now = await printOf()
    assert.notEqual(now, before)
    assert.equal(now, new X509Certificate(renewed.made.pem).fingerprint256)
    stays.write('GET /v1/board HTTP/1.1\r\nHost: localhost\r\n\r\n')
    assert.match(String((await once(stays, 'data'))[0]), /^HTTP\/1.1 200/)
    stays.destroy()

    writeFileSync(renewed.certificate, 'not a certificate')
    await server.running.readTlsAgain!()
    assert.equal(await printOf(), now)
    const complaint = server.log.lines.find(({ level }) => level === 'error')!
    assert.match(complaint.message, /the old one goes on/)
    assert.equal(complaint.details['why'], 'base/tls-not-pem')
    writeFileSync(renewed.certificate, renewed.made.pem)
    await server.running.readTlsAgain!()
    assert.equal(await printOf(), now)
  })

  test('lets go of who doesn’t speak TLS', async () => {
    const plain = connectPlainly(port, '127.0.0.1')
    plain.on('error', () => {}).write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')
    let answered = ''
    plain.on('data', (bytes: Buffer) => (answered += bytes.toString('latin1')))
    await once(plain, 'close')
    assert.doesNotMatch(answered, /HTTP/)
  })
})

describe('a server for those with certificates only', () => {
  test('says so to all others, and leads browsers from its plain port', async (t) => {
    const authority = testAuthority()
    const own = authority.server()
    const server = await startTestServer({
      settings: {
        ...{ TOCSIN_BROKER: 'none', TOCSIN_TLS_PORT: '0', TOCSIN_TLS_REDIRECT_PORT: '0' },
        ...{ TOCSIN_TLS_KEY: own.key, TOCSIN_TLS_CERTIFICATE: own.certificate },
        ...{ TOCSIN_CLIENT_CA: authority.ca, TOCSIN_CLIENT_CERTIFICATES: 'must' },
      },
    })
    t.after(() => server.close())
    const { url, redirectPort } = server.running.tls!
    const alice = authority.client('alice').made
    const ca = authority.made.pem
    assert.equal((await get(`${url}/v1/board`, { ca, key: alice.keyPem, cert: alice.pem })).status, 200)
    const mallory = testAuthority('Other').client('alice').made
    for (const options of [{}, { key: mallory.keyPem, cert: mallory.pem }]) {
      const refused = await get(`${url}/v1/board`, { ca, ...options })
      assert.equal(refused.status, 403)
      assert.equal((JSON.parse(refused.text) as { code: string }).code, 'server/needs-certificate')
    }
    const plain = `http://localhost:${redirectPort}`
    const led = await get(`${plain}/sources?x=1`)
    assert.equal(led.status, 308)
    assert.equal(led.headers['location'], `${url}/sources?x=1`)
    for (const [path, method] of [
      ['/v1/board', 'GET'],
      ['/', 'POST'],
    ] as const) {
      const refused = await get(`${plain}${path}`, { method, headers: { authorization: 'Bearer x' } })
      assert.equal(refused.status, 403)
      assert.equal((JSON.parse(refused.text) as { code: string }).code, 'server/needs-tls')
    }
    for (const host of ['evil.example/x', 'a b'])
      assert.notEqual((await get(`${plain}/`, { headers: { host } })).status, 308, host)
  })
})

describe('a key or certificate that can’t be used', () => {
  const authority = testAuthority()
  const good = authority.server()
  const other = authority.server('other')
  const write = (name: string, text: string) => {
    const file = `${authority.folder}/${name}`
    writeFileSync(file, text, { mode: 0o600 })
    return file
  }
  const refusedWith = async (settings: { readonly [variable: string]: string }) => {
    const config = readConfig({
      ...{ TOCSIN_PORT: '0', TOCSIN_TLS_PORT: '0', TOCSIN_BROKER: 'none' },
      ...{ TOCSIN_DATA: `${authority.folder}/data`, ...settings },
    })
    assert.ok(config.ok, JSON.stringify(config))
    const started = await startServer(config.value, recordingLog())
    if (started.ok) await started.value.close()
    return started.ok ? 'it started' : `${started.problem.code} ${started.problem.at}`
  }
  const pair = (key: string, certificateFile: string) => ({
    TOCSIN_TLS_KEY: key,
    TOCSIN_TLS_CERTIFICATE: certificateFile,
  })
  const weak = rsaKey(1_024)
  const made = {
    short: certificate({ name: 'localhost', by: authority.made, key: weak }),
    ended: authority.server('ended', { notAfter: '2021-01-01T00:00:00Z' }),
    early: authority.server('early', { notBefore: '2039-01-01T00:00:00Z' }),
  }
  for (const [what, settings, expected] of [
    ['a key alone', { TOCSIN_TLS_KEY: good.key }, 'base/tls-half TOCSIN_TLS_KEY'],
    [
      'a certificate alone',
      { TOCSIN_TLS_CERTIFICATE: good.certificate },
      'base/tls-half TOCSIN_TLS_CERTIFICATE',
    ],
    [
      'a file that is not there',
      pair('/nowhere.key', good.certificate),
      'base/tls-unreadable TOCSIN_TLS_KEY',
    ],
    [
      'the key of another certificate',
      pair(other.key, good.certificate),
      'base/tls-wrong-key TOCSIN_TLS_KEY',
    ],
    ['a certificate for a key', pair(good.certificate, good.certificate), 'base/tls-not-pem TOCSIN_TLS_KEY'],
    ['a key for a certificate', pair(good.key, good.key), 'base/tls-not-pem TOCSIN_TLS_CERTIFICATE'],
    [
      'one that has ended',
      pair(made.ended.key, made.ended.certificate),
      'base/tls-expired TOCSIN_TLS_CERTIFICATE',
    ],
    [
      'one that has not begun',
      pair(made.early.key, made.early.certificate),
      'base/tls-not-yet TOCSIN_TLS_CERTIFICATE',
    ],
    [
      'a short key',
      pair(write('short.key', made.short.keyPem), write('short.pem', made.short.pem)),
      'base/tls-weak-key TOCSIN_TLS_KEY',
    ],
    ['authorities without a port', { TOCSIN_CLIENT_CA: authority.ca }, 'server/bad-setting TOCSIN_CLIENT_CA'],
    [
      'authorities that are none',
      { ...pair(good.key, good.certificate), TOCSIN_CLIENT_CA: good.key },
      'base/tls-not-pem TOCSIN_CLIENT_CA',
    ],
    [
      'clients that must show what nobody certifies',
      { ...pair(good.key, good.certificate), TOCSIN_CLIENT_CERTIFICATES: 'must' },
      'server/bad-setting TOCSIN_CLIENT_CERTIFICATES',
    ],
    ['an open broker for others', { TOCSIN_MQTT_HOST: '0.0.0.0' }, 'server/bad-setting TOCSIN_MQTT_HOST'],
    [
      'a certificate in the clear',
      { TOCSIN_BROKER: 'mqtt://x', TOCSIN_BROKER_CA: authority.ca },
      'server/bad-setting TOCSIN_BROKER',
    ],
  ] as const)
    test(`stops the start: ${what}`, async () => assert.equal(await refusedWith(settings), expected))

  test('is warned of when everybody may read the key', { skip: process.platform === 'win32' }, async () => {
    chmodSync(good.key, 0o644)
    const server = await startTestServer({
      settings: { TOCSIN_BROKER: 'none', TOCSIN_TLS_PORT: '0', ...pair(good.key, good.certificate) } as never,
      expects: /may read a private key/,
    })
    await server.close()
    assert.ok(server.log.lines.some(({ details }) => details['file'] === good.key))
  })
})
