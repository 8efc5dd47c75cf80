import assert from 'node:assert/strict'
import { get, type IncomingMessage } from 'node:http'
import { after, afterEach, before, describe, test } from 'node:test'
import { eventStreamReader } from '../../src/channels/stream/event-stream-reader.ts'
import { done, issueAlert, red, refused, startTestServer, type TestServer } from '../support/server.node.ts'

interface Event {
  readonly event: string
  readonly data: {
    readonly seq?: number
    readonly kinds?: readonly string[]
    readonly alerts?: readonly string[]
    readonly why?: string
    readonly [member: string]: unknown
  }
}

interface Console {
  readonly response: IncomingMessage
  readonly events: readonly Event[]
  /** The first event from here on that fits; events before it are passed over. */
  until(fits: (event: Event) => boolean): Promise<Event>
  readonly ended: Promise<void>
  close(): void
}

const open: Console[] = []

async function openConsole(server: TestServer, headers: { [name: string]: string }): Promise<Console> {
  const url = `http://localhost:${server.port}/v1/duty/live`
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get(url, { headers, agent: false }, resolve).once('error', reject)
  })
  assert.equal(response.statusCode, 200)
  const reader = eventStreamReader()
  const events: Event[] = []
  let [wake, over, read] = [() => {}, false, 0]
  response.on('data', (bytes: Buffer) => {
    for (const { event, data } of reader.read(bytes)) events.push({ event, data: JSON.parse(data) })
    wake()
  })
  const ended = new Promise<void>((resolve) => {
    const end = () => {
      over = true
      wake()
      resolve()
    }
    response.once('close', end).once('error', end)
  })
  const console = {
    ...{ response, events, ended, close: () => void response.destroy() },
    async until(fits: (event: Event) => boolean) {
      for (;;) {
        while (read < events.length) {
          const event = events[read++]!
          if (fits(event)) return event
        }
        assert.ok(!over, `the stream ended before it came; it said ${JSON.stringify(events)}`)
        await new Promise<void>((resolve) => (wake = resolve))
      }
    },
  }
  open.push(console)
  return console
}

const movedWith =
  (...kinds: readonly string[]) =>
  ({ event, data }: Event) =>
    event === 'moved' && kinds.every((kind) => data.kinds?.includes(kind))

describe('the duty room’s live picture', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer({ settings: { TOCSIN_BROKER: 'none' } })
  })
  afterEach(() => {
    for (const one of open.splice(0)) one.close()
  })
  after(() => server.close())

  const byKey = async (id: string) =>
    openConsole(server, { authorization: `Bearer ${await server.keyOf(id)}` })

  test('begins with where it stands, and with headers that no proxy holds back', async () => {
    const console = await byKey('olena')
    const { headers } = console.response
    assert.match(String(headers['content-type']), /^text\/event-stream/)
    assert.equal(headers['cache-control'], 'no-store')
    assert.equal(headers['x-accel-buffering'], 'no')
    assert.equal(headers['x-content-type-options'], 'nosniff')
    assert.match(String(headers['content-security-policy']), /default-src 'none'/)
    const hello = await console.until(({ event }) => event === 'hello')
    const picture = done<{ server: string; areasVersion: string }>(await server.olena.get('/v1/duty'))
    assert.equal(hello.data['server'], picture.server)
    assert.equal(hello.data['areas'], picture.areasVersion)
    assert.equal(hello.data['mode'], 'drill')
  })

  test('is refused to who is nobody', async () => {
    refused(await server.stranger.get('/v1/duty/live'), 'people/unknown-key')
    refused(await server.stranger.get('/v1/duty'), 'people/unknown-key')
  })

  test('says within half a second of an order what moved, and which alert', async () => {
    const console = await byKey('olena')
    await console.until(({ event }) => event === 'hello')
    const began = performance.now()
    const { alert } = done<{ alert: { id: string } }>(await server.olena.post('/v1/alerts', red()))
    const moved = await console.until(movedWith('alerts'))
    assert.ok(performance.now() - began < 500, `it took ${performance.now() - began} ms`)
    assert.deepEqual(moved.data.alerts, [alert.id])
    assert.ok(moved.data.seq! > 0)
  })

  test('is one answer with the board, the alerts and everything that waits', async () => {
    const alert = await issueAlert(server)
    const picture = done<{
      alerts: { id: string }[]
      board: { lines: object[] }
      channels: { name: string; state: string }[]
    }>(await server.olena.get('/v1/duty'))
    assert.ok(picture.alerts.some(({ id }) => id === alert.id))
    assert.ok(picture.board.lines.length > 0)
    assert.deepEqual(
      picture.channels.map(({ name, state }) => [name, state]),
      [
        ['siren', 'off'],
        ['webhook', 'unknown'],
      ],
    )
  })
})
