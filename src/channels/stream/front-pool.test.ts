import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { Agent, get, request } from 'node:http'
import { connect, type Socket } from 'node:net'
import { after, before, describe, test } from 'node:test'
import type { AreaCode } from '#areas'
import { ok, recordingLog } from '#base'
import { systemClock } from '../../base/clock.node.ts'
import { eventStreamReader } from './event-stream-reader.ts'
import { liveFact, type LiveFact } from './live-event.ts'
import type { LiveSource } from './live-source.ts'
import { proxyLine, readProxyLine } from './proxy-line.ts'
import { startLive, type Live } from './start-live.sse.ts'

describe('the line that heads a piped connection', () => {
  test('is read back as it was written', () => {
    const ends = { remoteAddress: '127.0.0.7', remotePort: 5, localAddress: '127.0.0.1', localPort: 80 }
    const line = proxyLine(ends)
    assert.deepEqual(readProxyLine(line + 'GET /'), { ends, length: line.length })
    assert.deepEqual(readProxyLine('PROXY UNKNOWN\r\nGET /'), { ends: {}, length: 15 })
    assert.equal(readProxyLine(line.slice(0, -1)), undefined)
    assert.equal(readProxyLine('GET / HTTP/1.1\r\n'), undefined)
  })
})

const skip = process.platform === 'linux' ? false : 'several processes on one port need Linux'

describe('two stream processes on one port', { skip }, () => {
  const facts: LiveFact[] = []
  const log = recordingLog()
  let live: Live

  const source: LiveSource = {
    filter: async (codes) => ok({ key: codes.join(), codes: codes as AreaCode[], above: [] }),
    head: async () => facts.length,
    after: async (seq, limit) => ({
      after: seq,
      through: Math.min(facts.length, seq + limit),
      facts: facts.slice(seq, seq + limit),
    }),
    board: async () => ({ seq: facts.length, data: 'the board' }),
  }
  const say = (text: string, area = 'a') => {
    const seq = facts.length + 1
    facts.push(
      liveFact({ ancestors: () => [] }, seq, [{ event: 'notice', data: text, areas: [area as AreaCode] }]),
    )
    live.publish({ after: seq - 1, through: seq, facts: facts.slice(-1) })
  }

  const httpServer = createServer(async (request, response) => {
    let length = 0
    for await (const chunk of request) length += (chunk as Buffer).length
    response.end(`${request.url} ${length} from ${request.socket.remoteAddress}`)
  })

  before(async () => {
    for (let i = 0; i < 3; i++)
      facts.push(liveFact({ ancestors: () => [] }, i + 1, [{ event: 'notice', data: `old ${i}`, areas: [] }]))
    live = await startLive({
      host: '127.0.0.1',
      port: 0,
      httpServer,
      source,
      clock: systemClock(),
      log,
      mode: 'drill',
      processes: 2,
    })
  })
  after(() => live.close())

  /** A client that comes back as a browser does, and keeps what it heard. */
  class Listener {
    readonly heard: string[] = []
    socket: Socket | undefined
    #id = ''
    #stopped = false
    #wake: (() => void)[] = []
    constructor(target = '/v1/live') {
      this.open(target)
    }
    open(target: string): void {
      const reader = eventStreamReader(this.#id)
      let head = ''
      const socket = (this.socket = connect(live.port, '127.0.0.1'))
      socket.write(
        `GET ${target} HTTP/1.1\r\nHost: a\r\n` +
          (this.#id === '' ? '\r\n' : `Last-Event-ID: ${this.#id}\r\n\r\n`),
      )
      socket.on('data', (bytes: Buffer) => {
        if (!head.includes('\r\n\r\n')) {
          head += bytes.toString('latin1')
          const end = head.indexOf('\r\n\r\n')
          bytes = end < 0 ? Buffer.alloc(0) : Buffer.from(head.slice(end + 4), 'latin1')
        }
        for (const { event, data } of reader.read(bytes)) if (event !== 'ping') this.heard.push(data)
        this.#id = reader.lastEventId
        for (const wake of this.#wake.splice(0)) wake()
      })
      socket.on('error', () => {})
      socket.on('close', () => this.#stopped || this.open(target))
    }
    async until(count: number): Promise<void> {
      while (this.heard.length < count) await new Promise<void>((resolve) => this.#wake.push(resolve))
    }
    stop(): void {
      this.#stopped = true
      this.socket?.destroy()
    }
  }

  const page = (options: { agent?: Agent; body?: Buffer; path?: string; localAddress?: string }) =>
    new Promise<string>((resolve, reject) => {
      const { body, agent, path = '/page', localAddress = '127.0.0.1' } = options
      const call = body === undefined ? get : request
      const sent = call(
        {
          port: live.port,
          host: '127.0.0.1',
          path,
          localAddress,
          method: body === undefined ? 'GET' : 'POST',
          ...(agent === undefined ? {} : { agent }),
        },
        (response) => {
          let text = ''
          response.on('data', (chunk) => (text += chunk)).on('end', () => resolve(text))
        },
      ).on('error', reject)
      if (body !== undefined) sent.end(body)
    })

  test('both hear what is published, and resume from what came before they started', async () => {
    const listeners = Array.from({ length: 24 }, () => new Listener())
    await Promise.all(listeners.map((listener) => listener.until(1)))
    const resumed = new Listener('/v1/live?lastEventId=1')
    await resumed.until(2)
    say('drones')
    await Promise.all(listeners.map((listener) => listener.until(2)))
    await resumed.until(3)
    assert.deepEqual(listeners[7]?.heard, ['the board', 'drones'])
    assert.deepEqual(resumed.heard, ['old 1', 'old 2', 'drones'])
    for (const listener of [...listeners, resumed]) listener.stop()
  })

  test('pass pages through, with keep-alive, bodies and the address they come from', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    for (let i = 0; i < 5; i++) assert.equal(await page({ agent, path: `/${i}` }), `/${i} 0 from 127.0.0.1`)
    agent.destroy()
    const body = Buffer.alloc(2_000_000, 'b')
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => page({ body, localAddress: '127.0.0.9' })),
    )
    for (const answer of answers) assert.equal(answer, '/page 2000000 from 127.0.0.9')
  })

  test('when one is killed its readers go on with the other and miss nothing, and it is replaced', async () => {
    const listeners = Array.from({ length: 24 }, () => new Listener('/v1/live?areas=a'))
    await Promise.all(listeners.map((listener) => listener.until(1)))
    const [first] = live.processIds()
    say('one')
    say('elsewhere', 'b')
    process.kill(first as number, 'SIGKILL')
    for (const text of ['two', 'three']) say(text)
    await Promise.all(listeners.map((listener) => listener.until(4)))
    for (const listener of listeners) assert.deepEqual(listener.heard, ['the board', 'one', 'two', 'three'])
    while (live.processIds().length < 2 || live.processIds().includes(first as number))
      await new Promise((resolve) => setImmediate(resolve))
    say('four')
    await Promise.all(listeners.map((listener) => listener.until(5)))
    for (const listener of listeners) listener.stop()
    assert.deepEqual(
      log.lines.map(({ message }) => message),
      ['a stream process ended and is replaced; its readers come back by themselves'],
    )
  })
})
