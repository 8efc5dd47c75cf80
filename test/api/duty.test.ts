import assert from 'node:assert/strict'
import { get, type IncomingMessage } from 'node:http'
import { after, afterEach, before, describe, test } from 'node:test'
import { eventStreamReader } from '../../src/channels/stream/event-stream-reader.ts'
import { invite, type Joined } from '../support/people.node.ts'
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

const rights = { roles: ['officer'], areas: 'everywhere', modes: ['drill'] }

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

  const byCookie = ({ cookie }: Joined) => openConsole(server, { cookie, 'user-agent': 'Tests/1' })

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
        ...[
          ['cell-broadcast', 'off'],
          ['email', 'off'],
          ['push', 'unknown'],
          ['siren', 'off'],
          ['sms', 'off'],
          ['voice', 'off'],
        ],
        ['webhook', 'unknown'],
        ['stream', 'unknown'],
        ['feed', 'unknown'],
      ],
    )
  })

  test('tells nobody of reports who may not read them', async () => {
    const { system } = server.running
    done(
      await server.admin.ask('PUT', '/v1/roles/board-watcher', {
        body: { actions: ['board.read', 'alert.read'] },
      }),
    )
    const { key } = done<{ key: string }>(
      await server.admin.post('/v1/keys', { id: 'wall', name: 'Wall', roles: ['board-watcher'] }),
    )
    const [all, blind] = [await byKey('olena'), await openConsole(server, { authorization: `Bearer ${key}` })]
    for (const one of [all, blind]) await one.until(({ event }) => event === 'hello')
    await system.note({
      ...{ stream: 'message:0', type: 'relay-refused', mode: 'drill' },
      data: { alert: 'none', problem: 'alerts/unknown', says: 'none' },
    })
    await all.until(movedWith('reports'))
    done(await server.olena.post('/v1/alerts', red()))
    await blind.until(movedWith('alerts'))
    const told = new Set(blind.events.flatMap(({ data }) => data.kinds ?? []))
    assert.ok(!told.has('reports') && !told.has('reach'), [...told].join())
    const picture = done<{ reports: null; channels: null; sirens: null; alerts: object[] }>(
      await server.withKey(key).get('/v1/duty'),
    )
    assert.deepEqual([picture.reports, picture.channels, picture.sirens], [null, null, null])
    assert.ok(picture.alerts.length > 0)
    refused(await server.withKey(key).get('/v1/channels'), 'people/not-allowed')
  })

  test('ends with the session, lengthens it by nothing, and says why it ended', async () => {
    const officer = await invite(server, server.admin, 'Nina', rights)
    const quietly = { 'tocsin-unattended': '1' }
    const endsAt = async () =>
      done<{ endsAt: string }>(await officer.client.get('/v1/session', quietly)).endsAt
    const before = await endsAt()
    const console = await byCookie(officer)
    await console.until(({ event }) => event === 'hello')
    assert.equal(await endsAt(), before)
    done(await officer.client.post('/v1/sign-out', {}))
    assert.equal((await console.until(({ event }) => event === 'over')).data.why, 'signed-out')
    await console.ended
    refused(await officer.client.get('/v1/duty/live'), 'people/session-over')
  })

  test('ends when what its officer may do changes, and when they may do nothing any more', async () => {
    const [changed, gone] = [
      await invite(server, server.admin, 'Petro', rights),
      await invite(server, server.admin, 'Iryna', rights),
    ]
    const [one, two] = [await byCookie(changed), await byCookie(gone)]
    for (const each of [one, two]) await each.until(({ event }) => event === 'hello')
    const watching = { ...rights, roles: ['watcher'] }
    done(await server.admin.ask('PUT', `/v1/people/${changed.id}`, { body: watching }))
    assert.equal((await one.until(({ event }) => event === 'over')).data.why, 'rights-changed')
    await one.ended
    done(await server.admin.post(`/v1/people/${gone.id}/suspend`, {}))
    assert.equal((await two.until(({ event }) => event === 'over')).data.why, 'ended')
    await two.ended
    // Nothing of it concerns anybody else.
    const again = await byCookie(changed)
    await again.until(({ event }) => event === 'hello')
  })

  test('ends with a key that is taken away', async () => {
    const { key } = done<{ key: string }>(
      await server.admin.post('/v1/keys', { id: 'brief', name: 'Brief', roles: ['watcher'] }),
    )
    const console = await openConsole(server, { authorization: `Bearer ${key}` })
    await console.until(({ event }) => event === 'hello')
    assert.equal((await server.admin.ask('DELETE', '/v1/people/brief')).status, 204)
    assert.equal((await console.until(({ event }) => event === 'over')).data.why, 'ended')
  })

  test('of one session beyond six takes the place of the oldest, which is told so', async () => {
    const officer = await invite(server, server.admin, 'Mykola', rights)
    const first = await byCookie(officer)
    for (let i = 0; i < 6; i++) await (await byCookie(officer)).until(({ event }) => event === 'hello')
    assert.equal((await first.until(({ event }) => event === 'over')).data.why, 'too-many')
    await first.ended
  })

  test('answers HEAD and stays open for nobody who asks so', async () => {
    const answer = await server.olena.ask('HEAD', '/v1/duty/live')
    assert.equal(answer.status, 200)
    assert.match(answer.headers.get('content-type') ?? '', /^text\/event-stream/)
  })
})

describe('the duty room’s picture of sirens and attempts, which no fact tells', () => {
  let server: TestServer
  before(async () => (server = await startTestServer()))
  afterEach(() => {
    for (const one of open.splice(0)) one.close()
  })
  after(() => server.close())

  test('moves as they are ordered and as attempts go out', async () => {
    const console = await openConsole(server, { authorization: `Bearer ${await server.keyOf('olena')}` })
    await console.until(({ event }) => event === 'hello')
    const { id } = await issueAlert(server)
    const sirens = await console.until(movedWith('sirens'))
    assert.ok(sirens.data.kinds!.includes('reach'))
    assert.ok(sirens.data.alerts!.includes(id))
    const picture = done<{
      sirens: { counts: { [status: string]: number } }
      channels: { name: string; state: string; waiting: number }[]
    }>(await server.olena.get('/v1/duty'))
    assert.ok(picture.sirens.counts['pending']! > 0, JSON.stringify(picture.sirens))
    assert.equal(picture.channels.find(({ name }) => name === 'siren')!.state, 'working')
    const { channels } = done<{ channels: { name: string; abilities: { aims: string } }[] }>(
      await server.olena.get('/v1/channels'),
    )
    assert.equal(channels.find(({ name }) => name === 'siren')!.abilities.aims, 'area')
  })
})

describe('a session that fetches whatever moved', () => {
  test('can order all the same, and a key that does so can’t', async () => {
    const server = await startTestServer({ settings: { TOCSIN_BROKER: 'none', TOCSIN_RATE_KEY: '60' } })
    try {
      const officer = await invite(server, server.admin, 'Nina', rights)
      for (let i = 0; i < 120; i += 20)
        for (const answer of await Promise.all(
          Array.from({ length: 20 }, () => officer.client.get('/v1/duty')),
        ))
          assert.equal(answer.status, 200)
      done(await officer.client.post('/v1/alerts', red()))
      const asked = await Promise.all(Array.from({ length: 80 }, () => server.olena.get('/v1/duty')))
      assert.ok(asked.some(({ status }) => status === 429))
    } finally {
      await server.close()
    }
  })
})
