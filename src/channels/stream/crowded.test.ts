import assert from 'node:assert/strict'
import { EventEmitter, once } from 'node:events'
import { createServer } from 'node:http'
import { connect, type Socket } from 'node:net'
import { test } from 'node:test'
import { instantOf, ok, silentLog, virtualClock } from '#base'
import { openDoor } from './front.sse.ts'
import { liveHub } from './hub.ts'
import type { LiveSource } from './live-source.ts'
import { LiveStreams } from './live.sse.ts'
import { startLive } from './start-live.sse.ts'

const source: LiveSource = {
  filter: async () => ok({ key: '', codes: [], above: [] }),
  head: async () => 0,
  after: async (seq) => ({ after: seq, through: seq, facts: [] }),
  board: async () => ({ seq: 0, data: 'the board' }),
}

test('one address holds so many streams and no more; others have room, and so has it when one ends', async (t) => {
  const clock = virtualClock(instantOf(Date.UTC(2025, 10, 2)))
  const live = await startLive({
    ...{ host: '127.0.0.1', port: 0, httpServer: createServer(), source, clock, log: silentLog },
    ...{
      proxies: ['127.0.0.1'],
      limits: { connectionsOfOne: 2 },
      headers: { 'x-content-type-options': 'nosniff' },
    },
  })
  const held: Socket[] = []
  t.after(async () => {
    for (const socket of held) socket.destroy()
    const closed = live.close()
    clock.advance(1_000)
    await closed
  })
  const open = async (...forwarded: readonly string[]) => {
    const socket = connect(live.port, '127.0.0.1')
    held.push(socket)
    const fields = forwarded.map((address) => `x-forwarded-for: ${address}\r\n`).join('')
    socket.write(`GET /v1/live HTTP/1.1\r\nhost: x\r\n${fields}\r\n`)
    const [bytes] = (await once(socket, 'data')) as [Buffer]
    return { socket, said: bytes.toString() }
  }
  const one = await open('203.0.113.5')
  assert.match(one.said, /^HTTP\/1\.1 200 OK\r\n[^]*x-content-type-options: nosniff\r\n/)
  assert.match((await open('198.51.100.9', '203.0.113.5')).said, /^HTTP\/1\.1 200 /)
  const beyond = await open('203.0.113.5')
  assert.match(beyond.said, /^HTTP\/1\.1 503 [^]*Retry-After: \d+\r\n[^]*channels\/live-full-for-one/)
  assert.match(beyond.said, /x-content-type-options: nosniff/)
  assert.match((await open('203.0.113.6')).said, /^HTTP\/1\.1 200 /)
  const gone = once(one.socket, 'close')
  one.socket.destroy()
  await gone
  while (live.counts()[0]!.connections > 2) await new Promise((resolve) => setImmediate(resolve))
  assert.match((await open('203.0.113.5')).said, /^HTTP\/1\.1 200 /)
})

test('connections on which nothing is sent are counted, too: beyond its streams an address has a few for pages', (t) => {
  const clock = virtualClock(instantOf(Date.UTC(2025, 10, 2)))
  const hub = liveHub({ head: 0, soon: setImmediate })
  const limits = { connectionsOfOne: 1 }
  const streams = new LiveStreams({ hub, source, clock, log: silentLog, limits, proxies: ['10.0.0.1'] })
  const door = openDoor({ streams, clock, handOver() {} })
  t.after(() => {
    door.close()
    streams.close()
  })
  const connected = (remoteAddress: string) => {
    const socket = Object.assign(new EventEmitter(), {
      ...{ remoteAddress, state: 'open' },
      destroy: () => (socket.state = 'closed'),
    })
    door.take(socket as unknown as Socket)
    return socket
  }
  const held = Array.from({ length: 251 }, () => connected('203.0.113.5'))
  assert.ok(held.every(({ state }) => state === 'open'))
  assert.equal(connected('203.0.113.5').state, 'closed')
  assert.equal(connected('203.0.113.6').state, 'open')
  for (let i = 0; i < 300; i++) assert.equal(connected('10.0.0.1').state, 'open', 'a proxy brings many')
  held[0]!.emit('close')
  assert.equal(connected('203.0.113.5').state, 'open')
})
