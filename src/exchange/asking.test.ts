import assert from 'node:assert/strict'
import { createServer, type Socket } from 'node:net'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { startFeedHost, type FeedHost } from '../../test/support/feed-host.node.ts'
import { httpAsking } from './asking.http.ts'
import type { HttpAnswer, HttpAsking } from './http-asking.ts'

const never = new AbortController().signal
const megabyte = 1024 * 1024

describe('asking over HTTP', () => {
  let host: FeedHost
  let asking: HttpAsking
  before(async () => {
    host = await startFeedHost()
    asking = httpAsking({
      policy: { allowed: [host.name] },
      userAgent: 'Tocsin/test',
      longestBytes: megabyte,
    })
  })
  after(async () => {
    await asking.close()
    await host.close()
  })
  const get = (path: string, by = asking, signal = never) =>
    by.ask({ method: 'GET', url: new URL(path, host.base), headers: {} }, signal)
  const problem = (answer: HttpAnswer) =>
    answer.kind === 'none' ? answer.problem.code : `status ${answer.status}`

  test('names the product and takes the usual codings', async () => {
    host.play('/plain', 'text')
    const answer = await get('/plain')
    assert.ok(answer.kind === 'answer')
    assert.equal(Buffer.from(answer.bytes).toString(), 'text')
    const { headers } = host.asked('/plain')[0]!
    assert.equal(headers['user-agent'], 'Tocsin/test')
    assert.equal(headers['accept-encoding'], 'gzip, deflate, br')
  })

  const text = 'warning '.repeat(20_000)
  for (const [coding, packedAs, pack] of [
    ['gzip', 'gzip', gzipSync],
    ['x-gzip', 'gzip', gzipSync],
    ['deflate', 'zlib', deflateSync],
    ['deflate', 'bare', deflateRawSync],
    ['br', 'Brotli', brotliCompressSync],
    ['identity', 'as it is', (plain: string) => Buffer.from(plain)],
  ] as readonly (readonly [string, string, (plain: string) => Buffer])[])
    test(`unpacks ${coding} (${packedAs})`, async () => {
      const packed = pack(text)
      host.play(
        '/packed',
        (_, response) => void response.writeHead(200, { 'content-encoding': coding }).end(packed),
      )
      const answer = await get('/packed')
      assert.ok(answer.kind === 'answer', problem(answer))
      assert.equal(Buffer.from(answer.bytes).toString(), text)
    })

  test('takes an empty body for empty, packed or not', async () => {
    for (const coding of ['identity', 'gzip']) {
      host.play('/empty', (_, response) => void response.writeHead(200, { 'content-encoding': coding }).end())
      const answer = await get('/empty')
      assert.ok(answer.kind === 'answer', problem(answer))
      assert.equal(answer.bytes.length, 0)
    }
  })

  test('stops at the limit of 50 MB that are sent, and of 32 MB that are packed into little', async () => {
    let sent = 0
    host.play('/endless', (_, response) => {
      response.writeHead(200)
      const chunk = Buffer.alloc(64 * 1024, 'a')
      const more = () => {
        while (sent < 50 * megabyte && !response.destroyed) {
          sent += chunk.length
          if (!response.write(chunk)) return void response.once('drain', more)
        }
        response.end()
      }
      more()
    })
    assert.equal(problem(await get('/endless')), 'exchange/too-large')
    assert.ok(sent < 20 * megabyte, `${sent} bytes were taken from the publisher`)

    const bomb = gzipSync(Buffer.alloc(32 * megabyte), { level: 1 })
    host.play(
      '/bomb',
      (_, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb),
    )
    const heap = process.memoryUsage().rss
    assert.equal(problem(await get('/bomb')), 'exchange/too-large')
    assert.ok(process.memoryUsage().rss - heap < 30 * megabyte)
  })
  test('does not even begin to read what announces itself as too large', async () => {
    host.play('/announced', (_, response) => {
      response.writeHead(200, { 'content-length': 50 * megabyte })
      response.write('<')
    })
    assert.equal(problem(await get('/announced')), 'exchange/too-large')
  })

  test('says that a body was cut short, or packed wrongly, or in a way nobody knows', async () => {
    host.play('/cut', (_, response) => {
      response.writeHead(200, { 'content-length': 1_000 })
      response.write('half')
      setImmediate(() => response.destroy())
    })
    host.play(
      '/wrong',
      (_, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end('not gzip'),
    )
    const half = gzipSync(text).subarray(0, 100)
    host.play(
      '/half',
      (_, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(half),
    )
    host.play('/odd', (_, response) => void response.writeHead(200, { 'content-encoding': 'sdch' }).end('x'))
    for (const path of ['/cut', '/wrong', '/half', '/odd'])
      assert.equal(problem(await get(path)), 'exchange/garbled', path)
  })

  test('gives up on an answer that never comes, or never ends', async () => {
    const hasty = httpAsking({ policy: { allowed: [host.name] }, userAgent: 't', patienceFor: 80 })
    host.play('/silent', () => {})
    host.play('/drip', (_, response) => {
      response.writeHead(200)
      const drip = setInterval(() => response.write('.'), 20)
      response.on('close', () => clearInterval(drip))
    })
    for (const path of ['/silent', '/drip'])
      assert.equal(problem(await get(path, hasty)), 'exchange/timed-out', path)
    await hasty.close()
  })

  test('says nothing about a request that was called off, but rejects', async () => {
    host.play('/silent', () => {})
    const off = new AbortController()
    const asked = get('/silent', asking, off.signal)
    off.abort(new Error('called off'))
    await assert.rejects(asked)
    await assert.rejects(get('/silent', asking, off.signal))
  })

  test('tells apart: nobody there, no such name, a private address', async () => {
    const silent = createServer((socket: Socket) => socket.destroy())
    silent.listen(0, '127.0.0.1')
    await once(silent, 'listening')
    const { port } = silent.address() as AddressInfo
    const lookingUp = (address: string | undefined, allowed: string[]) =>
      httpAsking({
        ...{ policy: { allowed }, userAgent: 't' },
        resolve: async () => {
          if (address !== undefined) return [{ address, family: 4 }]
          throw Object.assign(new Error('no'), { code: 'ENOTFOUND' })
        },
      })
    const ask = async (by: HttpAsking, url: string) => {
      const answer = await by.ask({ method: 'GET', url: new URL(url), headers: {} }, never)
      await by.close()
      return problem(answer)
    }
    assert.equal(
      await ask(lookingUp(undefined, [`127.0.0.1:${port}`]), `http://127.0.0.1:${port}/`),
      'exchange/unreachable',
    )
    assert.equal(await ask(lookingUp(undefined, []), 'http://feeds.example/'), 'exchange/no-such-host')
    assert.equal(await ask(lookingUp('10.0.0.7', []), 'http://feeds.example/'), 'base/private-address')
    assert.equal(await ask(lookingUp('127.0.0.1', []), `http://127.0.0.1:${port}/`), 'base/port-not-allowed')
    assert.equal(await ask(lookingUp('127.0.0.1', []), 'http://127.0.0.1/'), 'base/private-address')
    silent.close()
    await once(silent, 'close')
  })

  test('follows no redirection, and reads no page of an error', async () => {
    host.play(
      '/moved',
      (_, response) => void response.writeHead(302, { location: '/plain' }).end('x'.repeat(100)),
    )
    host.play('/broken', (_, response) => void response.writeHead(500).end('<html>'.repeat(50_000)))
    for (const [path, status] of [
      ['/moved', 302],
      ['/broken', 500],
    ] as const) {
      const answer = await get(path)
      assert.ok(answer.kind === 'answer')
      assert.deepEqual([answer.status, answer.bytes.length], [status, 0])
    }
  })

  test('leaves no connection open when it is closed', async () => {
    const other = httpAsking({ policy: { allowed: [host.name] }, userAgent: 't' })
    host.play('/plain', 'text')
    await get('/plain', other)
    await other.close()
    await asking.close()
    for (let i = 0; i < 100 && (await host.connections()) > 0; i++)
      await new Promise((resolve) => setImmediate(resolve))
    assert.equal(await host.connections(), 0)
    asking = httpAsking({ policy: { allowed: [host.name] }, userAgent: 't' })
  })
})
