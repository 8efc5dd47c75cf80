import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { longestTarget, mostFields } from '../../src/server/request-shape.ts'
import { done, refused, startTestServer, type TestServer } from '../support/server.node.ts'

describe('a request', () => {
  let server: TestServer
  before(async () => (server = await startTestServer({ settings: { TOCSIN_BROKER: 'none' } })))
  after(() => server.close())

  /** Writes on a bare socket and reads until the server closes it. */
  const raw = async (...parts: readonly string[]) => {
    const socket = connect(server.port, '127.0.0.1')
    let text = ''
    socket.on('data', (bytes) => (text += bytes.toString()))
    socket.on('error', () => {})
    for (const part of parts) socket.write(part)
    await once(socket, 'close')
    return text
  }

  test('with more header fields than anybody sends is refused, and so is a head beyond all measure', async () => {
    const fields = (count: number) => Array.from({ length: count }, (_, i) => `x-${i}: 1\r\n`).join('')
    const asked = (count: number) =>
      raw(`GET /v1/board HTTP/1.1\r\nhost: x\r\nconnection: close\r\n${fields(count)}\r\n`)
    assert.match(await asked(mostFields - 2), /^HTTP\/1\.1 200 /)
    assert.match(await asked(mostFields - 1), /^HTTP\/1\.1 431 [^]*server\/head-too-large/)
    assert.match(await asked(1_900), /^HTTP\/1\.1 431 /)
  })

  test('with an address that is too long, or with too many parameters, is refused', async () => {
    refused(await server.stranger.get(`/v1/board?a=${'b'.repeat(longestTarget)}`), 'server/address-too-long')
    refused(await server.stranger.get(`/v1/board?${'a&'.repeat(150)}`), 'server/invalid-request', 'query')
  })

  test('with JSON nested beyond reason is refused, by everybody who takes JSON', async () => {
    const deep = `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`
    const headers = { 'content-type': 'application/json' }
    for (const [client, path] of [
      [server.olena, '/v1/alerts'],
      [server.stranger, '/v1/cap/check'],
      [server.admin, '/v1/webhooks'],
    ] as const) {
      const problem = refused(
        await client.ask('POST', path, { raw: deep, headers }),
        'server/invalid-request',
      )
      assert.match(problem.detail, /nested too deep/, path)
    }
    done(await server.stranger.get('/v1/board'))
  })

  test('whose head or body comes too slowly is ended, and holds up nobody meanwhile', async () => {
    const http = server.running.app.fastify.server
    const { headersTimeout, requestTimeout } = http
    // As in service, only sooner: 20 and 60 seconds there.
    http.headersTimeout = http.requestTimeout = 400
    try {
      const slow = [
        raw('POST /v1/cap/check HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-len'),
        raw(
          'POST /v1/cap/check HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 50\r\n\r\n{',
        ),
        raw('POST /v1/cap/check HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n1\r\n{\r\n'),
      ]
      done(await server.stranger.get('/v1/board'))
      for (const answer of await Promise.all(slow)) assert.match(answer, /^(HTTP\/1\.1 4(08|15) |$)/)
    } finally {
      Object.assign(http, { headersTimeout, requestTimeout })
    }
    assert.ok(headersTimeout <= 20_000 && requestTimeout <= 60_000 && http.timeout <= 120_000)
    assert.ok(http.keepAliveTimeout > 0 && http.keepAliveTimeout <= 30_000)
  })

  test('that is refused before its body is read does not have the rest of it read', async () => {
    const many = 'x'.repeat(512 * 1024)
    const head = 'POST /v1/cap/check HTTP/1.1\r\nhost: x\r\ncontent-type: application/xml\r\n'
    const answer = await raw(`${head}content-length: 99999999999\r\n\r\n${many}`)
    assert.match(answer, /^HTTP\/1\.1 413 [^]*connection: close/i)
  })
})
