import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, request, type IncomingMessage, type Server } from 'node:http'
import { connect } from 'node:net'
import { afterEach, beforeEach, describe, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { WebSocket } from 'ws'
import type { Applied } from '#alerts'
import { recordingLog, virtualClock, type Instant, type VirtualClock } from '#base'
import type { Dialect } from '#dialects'
import { mostSockets, openDialectSockets, type DialectSockets } from './dialect-sockets.ws.ts'
import type { Face } from './dialect-desk.ts'

const second = 1_000

describe('the WebSockets of dialects', () => {
  const log = recordingLog()
  let clock: VirtualClock
  let sockets: DialectSockets
  let server: Server
  let port: number
  let tell: (text: string) => void
  let built: number
  const clients: WebSocket[] = []

  beforeEach(async () => {
    clock = virtualClock('2026-11-23T20:00:00.000Z' as Instant)
    built = 0
    let said = ''
    const face = {
      picture: () => ({ state: 'one' }),
      ground: {},
      dialect: {
        ...{ id: 'town', keys: 'none' },
        socket: {
          path: '/socket',
          opened: () => ((built += 1), ['in force']),
          said: () => ((built += 1), said === 'broken' ? assert.fail('broken') : [said]),
        },
      } as unknown as Dialect,
    } as unknown as Face
    const desk = {
      faces: [face],
      onNews: (_: Face, listen: (applied: Applied) => void) =>
        void (tell = (text) => ((said = text), listen({} as Applied))),
    }
    const parts = { desk, proxies: ['127.0.0.1'] }
    sockets = openDialectSockets({ clock, log }, parts)
    const { shouldUpgradeCallback, upgrade } = sockets.upgradesOf(({ url = '/' }) => ({ face, path: url }))
    server = createServer({ shouldUpgradeCallback }, (_, response) => response.end('plain'))
    server.on('upgrade', upgrade).listen(0, '127.0.0.1')
    await once(server, 'listening')
    port = (server.address() as { port: number }).port
  })
  afterEach(() => {
    for (const client of clients.splice(0)) client.terminate()
    sockets.close()
    server.close()
    server.closeAllConnections()
  })

  /** `from`: whom a proxy that is believed names. */
  const open = async (from = '127.0.0.1', options: object = {}) => {
    const client = new WebSocket(`ws://127.0.0.1:${port}/socket?platform=WEB`, {
      ...{ headers: { 'x-forwarded-for': from }, ...options },
    })
    clients.push(client)
    const heard: string[] = []
    client.on('message', (bytes: Buffer) => void heard.push(bytes.toString()))
    client.on('error', () => {})
    const answer = await Promise.race([
      once(client, 'open').then(() => 101),
      once(client, 'unexpected-response').then(([, response]) => (response as IncomingMessage).statusCode),
    ])
    return { client, heard, answer }
  }
  const until = async (isSo: () => boolean, what: string) => {
    for (let turn = 0; !isSo(); turn += 1) {
      assert.ok(turn < 500, what)
      await wait(10)
    }
  }

  test('greet whoever connects, and tell all the same, made once', async () => {
    const [one, two] = await Promise.all([open(), open()])
    await until(() => one.heard.length === 1 && two.heard.length === 1, 'both are greeted')
    assert.equal(built, 1)
    tell('news')
    await until(() => one.heard.length === 2 && two.heard.length === 2, 'both are told')
    assert.deepEqual([...one.heard, ...two.heard], ['in force', 'news', 'in force', 'news'])
    assert.equal(built, 2)
  })
  test('go on when a dialect fails to say one thing', async () => {
    const { heard } = await open()
    tell('broken')
    tell('news')
    await until(() => heard.length === 2, 'what comes after is told')
    assert.equal(log.lines.filter(({ level }) => level === 'error').length, 1)
  })
  test('drop who does not answer a ping, and keep who does', async () => {
    const alive = await open()
    const deaf = await open(undefined, { autoPong: false })
    clock.advance(30 * second)
    await once(alive.client, 'ping')
    // Its own ping is answered only after its pong has been read.
    alive.client.ping()
    await once(alive.client, 'pong')
    clock.advance(30 * second)
    await once(deaf.client, 'close')
    await until(() => sockets.count() === 1, 'one is left')
    assert.equal(alive.client.readyState, WebSocket.OPEN)
  })
  test('drop a reader that is a megabyte behind', async () => {
    const stalled = connect(port, '127.0.0.1')
    stalled.write(
      [
        ...['GET /socket HTTP/1.1', 'Host: localhost', 'Connection: Upgrade', 'Upgrade: websocket'],
        ...['Sec-WebSocket-Version: 13', 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==', '', ''],
      ].join('\r\n'),
    )
    stalled.pause().on('error', () => {})
    await until(() => sockets.count() === 1, 'it is there')
    for (let turn = 0; turn < 60 && sockets.count() === 1; turn += 1) {
      tell('x'.repeat(900_000))
      await wait(5)
    }
    await until(() => sockets.count() === 0, 'it is dropped')
    stalled.destroy()
  })
  test('drop nobody for one long message', async () => {
    const { heard } = await open()
    tell('x'.repeat(3_000_000))
    await until(() => heard.length === 2, 'it is told')
  })
  test('end a connection on which a client says much', async () => {
    const { client } = await open()
    client.send('a little')
    client.send('much '.repeat(1_000))
    const [code] = (await once(client, 'close')) as [number]
    assert.equal(code, 1_009)
  })
  test('bound how many one address has, and turn nobody else away', async () => {
    const from = '203.0.113.7'
    const answers: (number | undefined)[] = []
    for (let turn = 0; turn < mostSockets.ofOne + 1; turn += 1) answers.push((await open(from)).answer)
    assert.deepEqual([answers.filter((one) => one === 101).length, answers.at(-1)], [mostSockets.ofOne, 429])
    assert.equal((await open('203.0.113.200')).answer, 101)
    for (const client of clients) client.terminate()
    await until(() => sockets.count() === 0, 'all are gone')
    assert.equal((await open(from)).answer, 101)
  })
  test('bound how often one address comes', async () => {
    for (let turn = 0; turn < mostSockets.openedAMinute; turn += 1) {
      const { client, answer } = await open('203.0.113.7')
      assert.equal(answer, 101)
      client.terminate()
      await until(() => sockets.count() === 0, 'it is gone')
    }
    assert.equal((await open('203.0.113.7')).answer, 429)
    clock.advance(61 * second)
    assert.equal((await open('203.0.113.7')).answer, 101)
  })
  test('leave other addresses and protocols to the server', async () => {
    const ask = async (path: string, upgrade: string) => {
      const asked = request({ port, path, headers: { connection: 'Upgrade', upgrade } }).end()
      const [response] = (await once(asked, 'response')) as [IncomingMessage]
      const parts: Buffer[] = []
      for await (const part of response as AsyncIterable<Buffer>) parts.push(part)
      return Buffer.concat(parts).toString()
    }
    assert.equal(await ask('/socket', 'h2c'), 'plain')
    assert.equal(await ask('/elsewhere', 'websocket'), 'plain')
  })
  test('close with the server', async () => {
    const { client } = await open()
    sockets.close()
    await once(client, 'close')
    assert.equal((await open()).answer, 503)
  })
})
