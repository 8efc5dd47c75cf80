import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import { connect, type Socket } from 'node:net'
import { afterEach, describe, test } from 'node:test'
import Fastify from 'fastify'
import { instantOf, ok, recordingLog, refuse, virtualClock, type VirtualClock } from '#base'
import type { AreaCode } from '#areas'
import { eventStreamReader, type EventStreamReader, type ReadEvent } from './event-stream-reader.ts'
import { liveFact, type LiveFact } from './live-event.ts'
import type { LiveSource } from './live-source.ts'
import type { LiveLimits } from './live-limits.ts'
import { startLive, type Live } from './start-live.sse.ts'

const noMap = { ancestors: () => [] }

/** A small ledger with a server in front; everything is stopped after the test. */
interface Running {
  readonly live: Live
  readonly clock: VirtualClock
  readonly facts: LiveFact[]
  readonly log: ReturnType<typeof recordingLog>
  say(text: string): void
}

const stops: (() => Promise<unknown> | void)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop()
})

async function run(
  options: {
    limits?: Partial<LiveLimits>
    httpServer?: Server
    source?: Partial<LiveSource>
    facts?: LiveFact[]
    greeting?: string
  } = {},
): Promise<Running> {
  const facts = options.facts ?? []
  const clock = virtualClock(instantOf(Date.UTC(2025, 10, 2)))
  const log = recordingLog()
  const source: LiveSource = {
    filter: async (codes) =>
      codes.includes('nowhere')
        ? refuse('channels/unknown-area', { at: 'areas', codes: ['nowhere'] })
        : ok({ key: codes.join(), codes: codes as AreaCode[], above: [] }),
    head: async () => facts.length,
    after: async (seq, limit) => ({
      after: seq,
      through: Math.min(facts.length, seq + limit),
      facts: facts.slice(seq, seq + limit),
    }),
    board: async () => ({ seq: facts.length, data: options.greeting ?? 'the board' }),
    ...options.source,
  }
  const httpServer =
    options.httpServer ?? createServer((request, response) => response.end(`page ${request.url}`))
  const live = await startLive({
    host: '127.0.0.1',
    port: 0,
    httpServer,
    source,
    clock,
    log,
    mode: 'drill',
    random: () => 0.5,
    ...(options.limits === undefined ? {} : { limits: options.limits }),
  })
  stops.push(async () => {
    const closed = live.close()
    clock.advance(1_000)
    await closed
  })
  return {
    live,
    clock,
    facts,
    log,
    say(text) {
      const seq = facts.length + 1
      facts.push(liveFact(noMap, seq, [{ event: 'notice', data: text, areas: ['a' as AreaCode] }]))
      live.publish({ after: seq - 1, through: seq, facts: facts.slice(-1) })
    },
  }
}

class Peer {
  readonly socket: Socket
  readonly closed: Promise<void>
  text = ''
  events: ReadEvent[] = []
  reader: EventStreamReader | undefined
  #wake: (() => void)[] = []

  constructor(running: Running) {
    this.socket = connect(running.live.port, '127.0.0.1').setNoDelay()
    stops.push(() => void this.socket.destroy())
    this.socket.on('error', () => {})
    this.socket.on('data', (bytes: Buffer) => {
      this.text += bytes.toString('latin1')
      const head = this.text.indexOf('\r\n\r\n')
      if (this.text.startsWith('HTTP/1.1 200') && this.text.includes('event-stream') && head >= 0) {
        const first = this.reader === undefined
        this.reader ??= eventStreamReader()
        const body = first ? Buffer.from(this.text.slice(head + 4), 'latin1') : bytes
        this.events.push(...this.reader.read(body))
      }
      for (const wake of this.#wake.splice(0)) wake()
    })
    this.closed = new Promise((resolve) => this.socket.once('close', () => resolve()))
    void this.closed.then(() => {
      for (const wake of this.#wake.splice(0)) wake()
    })
  }

  send(text: string | Uint8Array): this {
    this.socket.write(text)
    return this
  }

  get(target: string, ...fields: string[]): this {
    return this.send([`GET ${target} HTTP/1.1`, 'Host: here', ...fields, '', ''].join('\r\n'))
  }

  async until(seen: () => boolean): Promise<void> {
    while (!seen()) {
      assert(!this.socket.destroyed, `closed before it was seen: ${this.text}`)
      await new Promise<void>((resolve) => this.#wake.push(resolve))
    }
  }

  async hears(...data: string[]): Promise<void> {
    await this.until(() => this.events.length >= data.length)
    assert.deepEqual(
      this.events.map((event) => event.data),
      data,
    )
  }

  get body(): string {
    return this.text.slice(this.text.indexOf('\r\n\r\n') + 4)
  }
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve))
async function eventually(true_: () => boolean): Promise<void> {
  while (!true_()) await turn()
}

describe('the live stream', () => {
  test('begins with the board, goes on with what is published, and says in which mode', async () => {
    const running = await run()
    const peer = new Peer(running).get('/v1/live')
    await peer.hears('the board')
    running.say('drones')
    await peer.hears('the board', 'drones')
    assert.equal(peer.events[1]?.event, 'notice')
    assert.equal(peer.reader?.lastEventId, '1')
    assert.equal(peer.reader?.retry, 2600)
    for (const line of [
      'Content-Type: text/event-stream; charset=utf-8',
      'Cache-Control: no-store',
      'X-Accel-Buffering: no',
      'Access-Control-Allow-Origin: *',
      'Tocsin-Mode: drill',
    ])
      assert(peer.text.includes(`\r\n${line}\r\n`), line)
  })

  test('resumes after Last-Event-ID without a board', async () => {
    const running = await run()
    running.say('one')
    running.say('two')
    await new Peer(running).get('/v1/live', 'Last-Event-ID: 1').hears('two')
    await new Peer(running).get('/v1/live?lastEventId=0').hears('one', 'two')
  })

  test('answers a head that comes byte by byte', async () => {
    const running = await run()
    const peer = new Peer(running)
    for (const byte of Buffer.from('GET /v1/live?areas=a HTTP/1.1\r\nHost: here\r\n\r\n')) {
      peer.send(Buffer.of(byte))
      await turn()
    }
    await peer.hears('the board')
  })

  test('gives a sign of life with the position', async () => {
    const running = await run()
    const peer = new Peer(running).get('/v1/live')
    await peer.hears('the board')
    await eventually(() => running.live.counts()[0]?.groups === 1)
    running.clock.advance(15_000)
    await peer.hears('the board', '{"seq":0}')
    assert.equal(peer.events[1]?.event, 'ping')
  })

  test('answers HEAD with the head alone and OPTIONS for scripts of other sites', async () => {
    const running = await run()
    const head = new Peer(running).send('HEAD /v1/live HTTP/1.1\r\nHost: here\r\n\r\n')
    await head.closed
    assert.match(head.text, /^HTTP\/1\.1 200 OK\r\n/)
    assert.equal(head.body, '')
    const options = new Peer(running).send(
      'OPTIONS /v1/live HTTP/1.1\r\nHost: here\r\nOrigin: https://x.example\r\n\r\n',
    )
    await options.closed
    assert.match(options.text, /^HTTP\/1\.1 204 /)
    assert(options.text.includes('Access-Control-Allow-Headers: Last-Event-ID'))
  })

  test('forgets a reader that leaves or closes its side', async () => {
    const running = await run()
    const [one, two] = [new Peer(running).get('/v1/live'), new Peer(running).get('/v1/live?areas=a')]
    await Promise.all([one.hears('the board'), two.hears('the board')])
    one.socket.destroy()
    two.socket.end()
    await eventually(() => running.live.counts()[0]?.connections === 0)
    await eventually(() => running.live.counts()[0]?.groups === 0)
  })

  test('lets go of a reader that goes on sending', async () => {
    const running = await run()
    const peer = new Peer(running).get('/v1/live')
    await peer.hears('the board')
    peer.send('\r\n').send(Buffer.alloc(20_000, 'x'))
    await peer.closed
  })

  test('tells its readers when to come back as it stops', async () => {
    const running = await run()
    const peer = new Peer(running).get('/v1/live')
    await peer.hears('the board')
    running.live.areasChanged()
    await peer.closed
    const retry = peer.reader?.retry ?? 0
    assert(retry >= 500 && retry <= 2_001, String(retry))
  })

  const refusals: readonly (readonly [string, string, number, string])[] = [
    [
      'an unknown area',
      'GET /v1/live?areas=nowhere HTTP/1.1\r\nHost: a\r\n\r\n',
      404,
      'channels/unknown-area',
    ],
    ['a bad id', 'GET /v1/live?lastEventId=x HTTP/1.1\r\nHost: a\r\n\r\n', 400, 'channels/not-a-position'],
    ['lines that end with LF', 'GET /v1/live HTTP/1.1\nHost: a\n\n', 400, 'channels/bad-live-request'],
    ['no host', 'GET /v1/live HTTP/1.1\r\n\r\n', 400, 'channels/bad-live-request'],
    [
      'a head without end',
      'GET /v1/live HTTP/1.1\r\nCookie: ' + 'x'.repeat(20_000),
      431,
      'channels/live-head-too-large',
    ],
  ]
  for (const [what, text, status, code] of refusals)
    test(`answers ${what} with a problem`, async () => {
      const running = await run()
      const peer = new Peer(running).send(text)
      await peer.closed
      assert(peer.text.startsWith(`HTTP/1.1 ${status} `), peer.text)
      assert(peer.text.includes('\r\nContent-Type: application/problem+json\r\n'))
      const problem = JSON.parse(peer.body) as { status: number; code: string }
      assert.deepEqual([problem.status, problem.code], [status, code])
      assert.equal(running.live.counts()[0]?.connections, 0)
    })

  test('gives a head ten seconds', async () => {
    const running = await run()
    const slow = new Peer(running).send('GET /v1/live HTTP/1.1\r\n')
    const silent = new Peer(running)
    const begun = new Peer(running).get('/v1/live')
    await begun.hears('the board')
    // Time is virtual: it must not pass before the server has seen them.
    await new Peer(running).get('/').until(() => true)
    for (let i = 0; i < 20; i++) await turn()
    running.clock.advance(11_000)
    await Promise.all([slow.closed, silent.closed])
    assert.match(slow.text, /^HTTP\/1\.1 408 /)
    assert.equal(silent.text, '')
    assert(!begun.socket.destroyed)
  })

  test('answers 503 with a time to come back when it is full, and takes the next when there is room', async () => {
    const running = await run({ limits: { connections: 2 } })
    const peers = [new Peer(running).get('/v1/live'), new Peer(running).get('/v1/live')]
    await Promise.all(peers.map((peer) => peer.hears('the board')))
    const surplus = new Peer(running).get('/v1/live')
    await surplus.closed
    assert.match(surplus.text, /^HTTP\/1\.1 503 /)
    assert.match(surplus.text, /\r\nRetry-After: \d+\r\n/)
    peers[0]?.socket.destroy()
    await eventually(() => running.live.counts()[0]?.connections === 1)
    await new Peer(running).get('/v1/live').hears('the board')
  })

  test('answers 503 when the ledger can’t be read, and says so in the log', async () => {
    const running = await run({
      source: {
        filter: async () => {
          throw new Error('the disk is gone')
        },
      },
    })
    const peer = new Peer(running).get('/v1/live?areas=a')
    await peer.closed
    assert.match(peer.text, /^HTTP\/1\.1 503 /)
    assert.deepEqual(
      running.log.lines.map(({ level }) => level),
      ['error'],
    )
  })
})

describe('readers that stop reading', () => {
  test('are let go after their time or too many bytes, while the others hear everything at once', async () => {
    const running = await run()
    // One small buffer a reader, used again and again: what readers were sent must not count as memory of the server.
    const open = (each: (bytes: Uint8Array, socket: Socket) => void) => {
      const socket = connect({
        port: running.live.port,
        host: '127.0.0.1',
        onread: {
          buffer: Buffer.alloc(16 * 1024),
          callback(length, buffer) {
            each(buffer.subarray(0, length), socket)
            return true
          },
        },
      })
      stops.push(() => void socket.destroy())
      socket.on('error', () => {})
      socket.write('GET /v1/live HTTP/1.1\r\nHost: here\r\n\r\n')
      return socket
    }
    const stalled = Array.from({ length: 150 }, () => open((_, socket) => socket.pause()))
    const good = Array.from({ length: 30 }, () => {
      const reader = {
        bytes: 0,
        end: '',
        socket: open((bytes) => {
          reader.bytes += bytes.length
          reader.end = (reader.end + Buffer.from(bytes.subarray(-2)).toString('latin1')).slice(-2)
        }),
      }
      return reader
    })
    await eventually(
      () => stalled.every((socket) => socket.isPaused()) && good.every(({ bytes }) => bytes > 0),
    )
    const counts = () => running.live.counts()[0]
    await eventually(() => counts()?.connections === 180)
    const text = 'x'.repeat(1 << 20)
    const memory = process.memoryUsage()
    let said = 0
    const say = async () => {
      running.say(text)
      said++
      // Only whole events: a good reader with a rest still on its way would be let go for the next.
      await eventually(() => good.every(({ bytes, end }) => end === '\n\n' && bytes > said * text.length))
    }
    // How many megabytes the kernel takes for a reader that doesn't read differs between machines; only then does
    // anything wait in this process, and the event after that finds too much waiting.
    while (counts()?.droppedSlow === 0) {
      assert(said < 64, 'some had too many bytes waiting')
      await say()
    }
    // Where the kernel took a little more, something waits after one more event, and goes by its time.
    await say()
    running.clock.advance(31_000)
    await eventually(() => counts()?.connections === 30)
    assert.equal(counts()?.droppedSlow, 150)
    assert(good.every(({ socket }) => !socket.destroyed))
    // What waits is the shared buffer, not a copy for each: 150 copies of what didn't fit would be hundreds of megabytes.
    const grown = process.memoryUsage()
    const megabytes = (grown.external + grown.heapUsed - memory.external - memory.heapUsed) / (1 << 20)
    assert(megabytes < 100, `${Math.round(megabytes)} MB`)
  })
})

describe('a reader that has stopped in the middle of an event', () => {
  test('has thirty seconds to go on', async () => {
    const running = await run({ limits: { pendingBytes: 128 << 20 } })
    const peer = new Peer(running).get('/v1/live')
    await peer.hears('the board')
    await eventually(() => running.live.counts()[0]?.groups === 1)
    peer.socket.pause()
    // More than the kernel takes for a reader that doesn't read, with its default limits.
    running.say('x'.repeat(64 << 20))
    running.clock.advance(29_000)
    assert.equal(running.live.counts()[0]?.connections, 1)
    running.clock.advance(2_000)
    assert.equal(running.live.counts()[0]?.droppedSlow, 1)
    assert.equal(running.live.counts()[0]?.connections, 0)
  })
})

describe('one port for pages and streams', () => {
  test('carries several pages on one connection, also when they are asked for at once', async () => {
    const running = await run()
    const peer = new Peer(running).get('/one').get('/two')
    await peer.until(() => peer.text.includes('page /two'))
    peer.get('/three')
    await peer.until(() => peer.text.includes('page /three'))
    assert.deepEqual(peer.text.match(/page \/[a-z]+/g), ['page /one', 'page /two', 'page /three'])
  })

  test('hands over a page’s request wherever its bytes are cut', async () => {
    const running = await run()
    const text = 'GET /v1/lively HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'
    await Promise.all(
      Array.from({ length: text.length - 1 }, async (_, i) => {
        const peer = new Peer(running).send(text.slice(0, i + 1))
        for (let j = 0; j < 5; j++) await turn()
        peer.send(text.slice(i + 1))
        await peer.until(() => peer.text.includes('page /v1/lively'))
      }),
    )
  })

  test('hands over large bodies whole', async () => {
    const httpServer = createServer(async (request, response) => {
      let sum = 0
      let length = 0
      for await (const chunk of request)
        for (const byte of chunk as Buffer) {
          sum = (sum * 31 + byte) % 65521
          length++
        }
      response.end(`${length} ${sum}`)
    })
    const running = await run({ httpServer })
    const body = Buffer.from(Array.from({ length: 300_000 }, (_, i) => (i * 7919) % 251))
    let sum = 0
    for (const byte of body) sum = (sum * 31 + byte) % 65521
    const peers = Array.from({ length: 8 }, () =>
      new Peer(running)
        .send(`POST /v1/alerts HTTP/1.1\r\nHost: a\r\nContent-Length: ${body.length}\r\n\r\n`)
        .send(body.subarray(0, 1000))
        .send(body.subarray(1000)),
    )
    for (const peer of peers) await peer.until(() => peer.text.endsWith(`\r\n\r\n${body.length} ${sum}`))
  })

  test('answers a client that closes its side after asking', async () => {
    const running = await run()
    const peer = new Peer(running).get('/page', 'Connection: close')
    peer.socket.end()
    await peer.closed
    assert.match(peer.text, /page \/page$/)
  })

  test('leaves nonsense to the HTTP server to refuse', async () => {
    const running = await run()
    const peer = new Peer(running).send('\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03')
    await peer.closed
    assert.match(peer.text, /^HTTP\/1\.1 400 /)
  })

  test('keeps the HTTP server’s own time limit for heads', async () => {
    const httpServer = createServer({ headersTimeout: 50, connectionsCheckingInterval: 20 }, (_, response) =>
      response.end(),
    )
    const running = await run({ httpServer })
    const peer = new Peer(running).send('GET /page HTTP/1.1\r\nHost: a\r\n')
    await peer.closed
    assert.match(peer.text, /^HTTP\/1\.1 408 /)
  })

  test('opens the stream on a connection that Fastify answered before, and closes with it', async () => {
    let running: Running | undefined
    const app = Fastify({ serverFactory: (handle) => createServer(handle) })
    app.get('/v1/board', async () => ({ board: [] }))
    app.route({
      method: ['GET', 'HEAD', 'OPTIONS'],
      url: '/v1/live',
      handler: (request, reply) => {
        reply.hijack()
        running?.live.adopt(request.raw, reply.raw)
      },
    })
    await app.ready()
    stops.push(() => app.close())
    running = await run({ httpServer: app.server })
    const peer = new Peer(running).get('/v1/board')
    await peer.until(() => peer.text.endsWith('{"board":[]}'))
    peer.text = ''
    peer.get('/v1/live')
    await peer.hears('the board')
    running.say('drones')
    await peer.hears('the board', 'drones')
    const refused = new Peer(running).get('/v1/board').get('/v1/live?lastEventId=x')
    await refused.until(() => refused.text.includes('channels/not-a-position'))
    const closed = running.live.close()
    running.clock.advance(1_000)
    await closed
    await peer.closed
  })
})
