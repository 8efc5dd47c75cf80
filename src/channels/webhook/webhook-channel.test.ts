import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, test, type TestContext } from 'node:test'
import type { AreaCode } from '#areas'
import { countingIds, memoryShelf, recordingLog, system, type NoticeId } from '#base'
import { systemClock } from '../../base/clock.node.ts'
import { Webhook as Judge } from 'standardwebhooks'
import { drillNotice } from '../../../test/support/notices.ts'
import { channelContract, type ChannelWorld } from '../channel.contract.ts'
import { newSecret } from './signature.node.ts'
import { openWebhookBook } from './subscription.ts'
import { webhookChannel, type WebhookChannelOptions } from './webhook-channel.http.ts'

type Received = { readonly headers: { readonly [name: string]: string }; readonly body: string }
type Answer = (received: Received, response: ServerResponse, request: IncomingMessage) => void

/** A receiver on this machine, a book with one webhook that leads to it, and the channel. */
async function world(
  options: { readonly answer?: Answer; readonly channel?: Partial<WebhookChannelOptions> } = {},
) {
  const received: Received[] = []
  let answer: Answer = options.answer ?? ((_, response) => response.writeHead(204).end())
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const headers: { [name: string]: string } = {}
      for (const [name, value] of Object.entries(request.headers)) headers[name] = String(value)
      const it = { headers, body: Buffer.concat(chunks).toString() }
      received.push(it)
      answer(it, response, request)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const policy = { allowed: [`127.0.0.1:${port}`, '127.0.0.1:1', `allowed.test:${port}`] }
  const clock = systemClock()
  const report = recordingLog()
  const book = await openWebhookBook({
    shelf: memoryShelf(),
    ids: countingIds(),
    newSecret,
    policy,
    isArea: () => true,
  })
  const subscribe = async (url: string, areas: readonly string[] | 'everywhere' = 'everywhere') => {
    const made = await book.create(
      { url, areas: areas as readonly AreaCode[] | 'everywhere', modes: ['drill', 'test'] },
      system,
      clock.now(),
    )
    assert.ok(made.ok, JSON.stringify(made))
    return made.value
  }
  const { webhook, secret } = await subscribe(`http://127.0.0.1:${port}/hook`)
  const channel = webhookChannel({
    book,
    policy,
    clock,
    ids: countingIds(),
    report,
    patienceFor: 1_000,
    ...options.channel,
  })
  return {
    ...{ channel, book, webhook, secret, report, received, port, subscribe, clock, policy },
    target: { id: webhook.id, areas: webhook.areas },
    answers: (as: Answer) => void (answer = as),
    async close() {
      await channel.close()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

async function opened(t: TestContext, options: Parameters<typeof world>[0] = {}) {
  const made = await world(options)
  t.after(() => made.close())
  return made
}

channelContract('webhook', async (): Promise<ChannelWorld> => {
  const here = await world({ channel: { modes: ['drill', 'test'] } })
  await here.subscribe(`http://127.0.0.1:${here.port}/zadonsk`, ['gn:467120'])
  await here.subscribe(`http://127.0.0.1:${here.port}/terbuny`, ['gn:482803'])
  let count = 0
  const actedBy = new Map<string, { notice: string; target: string; mode: 'drill' }>()
  const targetOf = (path: string | undefined) =>
    here.book.list().find(({ url }) => new URL(url).pathname === path)?.id ?? ''
  const how: { [as in Parameters<ChannelWorld['behave']>[0]]: Answer } = {
    confirm: (_, response) => response.writeHead(204).end(),
    refuse: (_, response) => response.writeHead(503).end(),
    drop: (_, response) => response.destroy(),
    silence: () => {},
  }
  return {
    channel: here.channel,
    notice: (overrides) => drillNotice({ id: `alert-000001.${++count}` as NoticeId, ...overrides }),
    behave(as) {
      here.answers((received, response, request) => {
        const { notice, mode } = JSON.parse(received.body).data
        if (as !== 'refuse')
          actedBy.set(received.headers['webhook-id'] ?? '', { notice, target: targetOf(request.url), mode })
        how[as](received, response, request)
      })
    },
    received: () => [...actedBy.values()],
    close: here.close,
  }
})

const patience = () => AbortSignal.timeout(5_000)

describe('a webhook', () => {
  test('is signed so that the standard’s own library believes it', async (t) => {
    const here = await opened(t)
    const notice = drillNotice()
    assert.deepEqual(await here.channel.send(notice, here.target, patience()), {
      kind: 'confirmed',
      by: 'device',
    })
    const [{ headers, body }] = here.received as [Received]
    const event = new Judge(here.secret).verify(body, headers) as { type: string; data: { mode: string } }
    assert.equal(event.type, 'notice.warning')
    assert.equal(event.data.mode, 'drill')
    assert.throws(() => new Judge(here.secret).verify(`${body} `, headers), /No matching signature/)
    assert.throws(() => new Judge(newSecret()).verify(body, headers), /No matching signature/)
  })

  test('is believed with the old and the new secret while one is being replaced', async (t) => {
    const here = await opened(t)
    const rotated = await here.book.rotate(here.webhook.id, here.clock.now())
    assert.ok(rotated.ok)
    await here.channel.send(drillNotice(), here.target, patience())
    const [{ headers, body }] = here.received as [Received]
    for (const secret of [here.secret, rotated.value.secret]) new Judge(secret).verify(body, headers)
  })

  test('carries one id through all tries of a notice, and another for the next', async (t) => {
    const here = await opened(t)
    await here.channel.send(drillNotice(), here.target, patience())
    await here.channel.send(drillNotice(), here.target, patience())
    await here.channel.send(drillNotice({ id: 'alert-000001.2' as NoticeId }), here.target, patience())
    const ids = here.received.map(({ headers }) => headers['webhook-id'])
    assert.equal(ids[0], ids[1])
    assert.notEqual(ids[1], ids[2])
    for (const id of ids) assert.match(id ?? '', /^msg_[0-9a-f]{32}$/)
  })

  test('follows no redirection', async (t) => {
    const here = await opened(t, {
      answer: (_, response) => response.writeHead(302, { location: '/elsewhere' }).end(),
    })
    assert.deepEqual(await here.channel.send(drillNotice(), here.target, patience()), {
      kind: 'refused',
      problem: 'webhook/redirected',
      retry: 'later',
    })
    assert.equal(here.received.length, 1)
  })

  test('is disabled when its receiver says that it is gone', async (t) => {
    const here = await opened(t, { answer: (_, response) => response.writeHead(410).end() })
    const outcome = await here.channel.send(drillNotice(), here.target, patience())
    assert.ok(outcome.kind === 'refused' && outcome.retry === 'never')
    assert.equal(here.book.get(here.webhook.id)?.disabled?.why, 'webhook/gone')
    assert.deepEqual(await here.channel.targets(drillNotice(), () => true), [])
    const again = await here.channel.send(drillNotice(), here.target, patience())
    assert.ok(again.kind === 'refused' && again.problem === 'webhook/disabled')
    assert.equal(here.report.lines.length, 1)
    assert.doesNotMatch(JSON.stringify(here.report.lines), /whsec_/)
  })

  test('passes on when its receiver wants to be called again', async (t) => {
    const here = await opened(t, {
      answer: (_, response) => response.writeHead(503, { 'retry-after': '120' }).end(),
    })
    const before = here.clock.now()
    const outcome = await here.channel.send(drillNotice(), here.target, patience())
    assert.ok(outcome.kind === 'refused' && outcome.notBefore !== undefined)
    assert.ok(Date.parse(outcome.notBefore) - Date.parse(before) >= 120_000)
  })

  test('was not sent when no connection came about', async (t) => {
    const here = await opened(t)
    const { webhook } = await here.subscribe('http://127.0.0.1:1/')
    const outcome = await here.channel.send(
      drillNotice(),
      { id: webhook.id, areas: 'everywhere' },
      patience(),
    )
    assert.deepEqual(outcome, { kind: 'refused', problem: 'webhook/unreachable', retry: 'later' })
  })

  test('is given up after the channel’s own patience', async (t) => {
    const here = await opened(t, { answer: () => {}, channel: { patienceFor: 100 } })
    const outcome = await here.channel.send(drillNotice(), here.target, new AbortController().signal)
    assert.deepEqual(outcome, { kind: 'unknown', problem: 'webhook/no-answer' })
  })

  test('reads no endless answer', async (t) => {
    const cut = Promise.withResolvers<void>()
    const here = await opened(t, {
      answer: (_, response) => {
        response.on('close', () => cut.resolve())
        response.writeHead(200)
        const more = () => {
          while (!response.destroyed && response.write('x'.repeat(65_536)));
          if (!response.destroyed) response.once('drain', more)
        }
        more()
      },
    })
    assert.equal((await here.channel.send(drillNotice(), here.target, patience())).kind, 'confirmed')
    await cut.promise
  })

  test('is not sent to a name that leads to a private address, whatever it led to before', async (t) => {
    let leads = ['93.184.216.34']
    const asked: string[] = []
    const here = await opened(t, {
      channel: {
        async resolve(host) {
          asked.push(host)
          return leads.map((address) => ({ address, family: 4 }))
        },
      },
    })
    const { webhook } = await here.subscribe('https://rebinding.test/')
    for (leads of [['127.0.0.1'], ['93.184.216.34', '10.0.0.1'], ['::ffff:127.0.0.1'], []]) {
      const outcome = await here.channel.send(
        drillNotice(),
        { id: webhook.id, areas: 'everywhere' },
        patience(),
      )
      assert.deepEqual(outcome, { kind: 'refused', problem: 'webhook/private-address', retry: 'later' })
    }
    assert.deepEqual(asked, Array(4).fill('rebinding.test'))
    assert.deepEqual(here.received, [])
  })

  test('is pinged on request, with a signature', async (t) => {
    const here = await opened(t)
    const pinged = await here.channel.ping(here.webhook.id)
    assert.deepEqual(pinged, { ok: true, value: { kind: 'confirmed', by: 'device' } })
    const [{ headers, body }] = here.received as [Received]
    assert.equal((new Judge(here.secret).verify(body, headers) as { type: string }).type, 'webhook.ping')
    assert.equal((await here.channel.ping('nobody')).ok, false)
  })

  test('takes only its modes and levels', async (t) => {
    const here = await opened(t)
    const made = await here.book.create(
      { url: here.webhook.url, areas: 'everywhere', modes: ['drill'], levels: ['lipetsk/yellow'] },
      system,
      here.clock.now(),
    )
    assert.ok(made.ok)
    const ids = async (notice: ReturnType<typeof drillNotice>) =>
      (await here.channel.targets(notice, () => true)).map(({ id }) => id)
    assert.deepEqual(await ids(drillNotice()), [here.webhook.id])
    assert.deepEqual(await ids(drillNotice({ mode: 'live' })), [])
    assert.deepEqual(await ids(drillNotice({ level: 'yellow' as never })), [
      here.webhook.id,
      made.value.webhook.id,
    ])
    const outcome = await here.channel.send(drillNotice({ mode: 'live' }), here.target, patience())
    assert.ok(outcome.kind === 'refused' && outcome.problem === 'webhook/mode-not-carried')
    assert.deepEqual(here.received, [])
  })
})
