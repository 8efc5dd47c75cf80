import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type Server as HttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { Webhook } from 'standardwebhooks'
import { silentLog } from '#base'
import { fleetSirens, type SirenId } from '#channels'
import { systemClock } from '../../src/base/clock.node.ts'
import { runFleet, withFleetKeys, type Fleet } from '../../src/channels/siren/simulator.mqtt.ts'
import { readLive } from '../support/live-reader.node.ts'
import {
  dankovsky,
  done,
  issueAlert,
  refused,
  startTestServer,
  terbunsky,
  zadonsky,
  type Client,
  type TestServer,
} from '../support/server.node.ts'

interface Proof {
  readonly channel: string
  readonly proven: 'yes' | 'no'
  readonly steps: readonly {
    readonly code: string
    readonly outcome: string
    readonly says: string
    readonly target: string | null
  }[]
  readonly milliseconds: number
}

const prove = async (by: Client, channel: string, body: object = {}) =>
  done<Proof>(await by.post(`/v1/channels/${channel}/test`, body))
const codes = ({ steps }: Proof) => steps.map(({ code, outcome }) => `${code} ${outcome}`)

describe('a test of a channel', () => {
  let server: TestServer
  let receiver: HttpServer
  let answer = 204
  const received: { readonly headers: object; readonly text: string }[] = []
  before(async () => {
    receiver = createServer((request, response) => {
      let text = ''
      request.setEncoding('utf8').on('data', (piece: string) => (text += piece))
      request.on('end', () => {
        received.push({ headers: request.headers, text })
        response.writeHead(answer).end()
      })
    }).listen(0, '127.0.0.1')
    await once(receiver, 'listening')
    const { port } = receiver.address() as AddressInfo
    server = await startTestServer({
      settings: { TOCSIN_BROKER: 'none', TOCSIN_WEBHOOK_ALLOW: `127.0.0.1:${port}` },
    })
  })
  after(async () => {
    await server.close()
    receiver.close()
  })

  test('sees a fact come through on the stream, which no reader takes for a warning', async () => {
    const reader = await readLive(server.url)
    await reader.nextOf('board')
    const proof = await prove(server.admin, 'stream')
    assert.deepEqual(codes(proof), ['stream-opened passed', 'fact-written passed', 'reader-saw-it passed'])
    assert.equal(proof.proven, 'yes')
    assert.ok(proof.milliseconds < 5_000, String(proof.milliseconds))
    const { event, data } = await reader.next()
    assert.deepEqual([event, (JSON.parse(data) as { mode: string }).mode], ['probe', 'test'])
    assert.ok(!reader.events.some((one) => one.event === 'notice'))
    reader.close()
    const board = done<{ lines?: unknown[] }>(await server.stranger.get('/v1/board'))
    assert.doesNotMatch(JSON.stringify(board), /probe/)
    const facts = await server.running.system.ledger.readStream('channel:stream')
    assert.deepEqual(
      facts.map(({ type, mode, by, via }) => [type, mode, by, via?.split(':')[0]]),
      [
        ['stream-probed', 'test', 'admin', 'key'],
        ['channel-tested', 'test', 'admin', 'key'],
      ],
    )
  })

  test('finds the newest message in the feed, and proves nothing where there is none', async () => {
    const empty = await prove(server.admin, 'feed')
    assert.deepEqual(codes(empty), ['feed-answered passed', 'nothing-published unknown'])
    assert.equal(empty.proven, 'no')
    const { id } = await issueAlert(server)
    await server.running.system.quiet()
    const proof = await prove(server.olena, 'feed')
    assert.deepEqual(codes(proof), ['feed-answered passed', 'newest-found passed', 'message-answered passed'])
    assert.equal(proof.proven, 'yes')
    done(await server.olena.post(`/v1/alerts/${id}/all-clear`, {}))
  })

  test('pings webhooks with their signature, and says what each answered', async () => {
    assert.deepEqual(codes(await prove(server.admin, 'webhook')), ['no-targets unknown'])
    const { port } = receiver.address() as AddressInfo
    const subscribe = async (path: string) =>
      done<{ id: string; secret: string }>(
        await server.admin.post('/v1/webhooks', { url: `http://127.0.0.1:${port}/${path}` }),
      )
    const one = await subscribe('one')
    const proof = await prove(server.admin, 'webhook')
    assert.deepEqual(codes(proof), ['receiver-answered passed'])
    assert.equal(proof.proven, 'yes')
    const { text, headers } = received.at(-1)!
    const event = new Webhook(one.secret).verify(text, headers as never) as { type: string; data: object }
    assert.deepEqual([event.type, event.data], ['webhook.ping', { mode: 'test' }])
    await subscribe('two')
    answer = 500
    const failing = await prove(server.admin, 'webhook')
    assert.deepEqual(codes(failing), ['webhook/rejected failed', 'webhook/rejected failed'])
    assert.equal(failing.proven, 'no')
    answer = 204
    assert.equal((await prove(server.admin, 'webhook', { target: one.id })).steps.length, 1)
    refused(
      await server.admin.post('/v1/channels/webhook/test', { target: 'none' }),
      'channels/no-such-target',
      'target',
    )
  })

  test('is refused to whoever may not act there, and for channels that do not exist', async () => {
    refused(await server.taras.post('/v1/channels/stream/test', {}), 'people/not-allowed')
    // An officer tests sirens and streams; webhooks are an administrator's.
    refused(await server.olena.post('/v1/channels/webhook/test', {}), 'people/not-allowed')
    const problem = refused(await server.admin.post('/v1/channels/bell/test', {}), 'channels/no-such-channel')
    const known = ['cell-broadcast', 'email', 'push', 'siren', 'sms', 'voice', 'webhook', 'stream', 'feed']
    assert.deepEqual(problem['known'], known)
    refused(await server.admin.post('/v1/channels/constructor/test', {}), 'channels/no-such-channel')
    const off = await prove(server.admin, 'siren')
    assert.deepEqual([off.proven, ...codes(off)], ['no', 'not-open unknown'])
  })
})

describe('a test of the sirens', () => {
  let server: TestServer
  let fleet: Fleet
  const seed = 'channel-test'
  let ids: readonly SirenId[]
  before(async () => {
    server = await startTestServer()
    const { sirens } = done<{ sirens: { id: string }[] }>(await server.admin.get('/v1/sirens'))
    await server.admin.post('/v1/sirens/remove', { sirens: sirens.map(({ id }) => id) })
    const areas = [zadonsky, terbunsky, dankovsky].map((code) => ({ code: code as never }))
    const all = withFleetKeys(fleetSirens(6, areas, ['drill', 'test']), seed)
    ids = all.map(({ id }) => id)
    done(await server.admin.post('/v1/sirens', { sirens: all }))
    const { broker, commandKey } = done<{ broker: string; commandKey: string }>(
      await server.admin.get('/v1/sirens'),
    )
    fleet = await runFleet({
      ...{ url: broker, sirens: ids, trusts: [commandKey], seed, connections: 1 },
      ...{ answers: 'seed-keys', clock: systemClock(), log: silentLog },
      onSound: () => assert.fail('a siren sounded'),
    })
  })
  after(async () => {
    await fleet.close()
    await server.close()
  })

  test('says of each what it answered, without a sound', async () => {
    const proof = await prove(server.olena, 'siren')
    assert.deepEqual(
      proof.steps.map(({ target, code, outcome }) => [target, code, outcome]),
      ids.map((id) => [id, 'quiet-test-passed', 'passed']),
    )
    assert.equal(proof.proven, 'yes')
    const alone = await prove(server.olena, 'siren', { target: ids[0] })
    assert.deepEqual(
      alone.steps.map(({ target }) => target),
      [ids[0]],
    )
  })

  test('is an officer’s where they may act, and nowhere else', async () => {
    const body = { id: 'local', name: 'Local', roles: ['officer'], areas: [zadonsky] }
    const local = server.withKey(done<{ key: string }>(await server.admin.post('/v1/keys', body)).key)
    refused(await local.post('/v1/channels/siren/test', {}), 'people/outside-area')
    const there = ids.filter((_, i) => i % 3 === 0)
    assert.equal((await prove(local, 'siren', { target: there[0] })).proven, 'yes')
  })
})
