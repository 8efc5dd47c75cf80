import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, test } from 'node:test'
import {
  day,
  hour,
  memoryShelf,
  minute,
  plus,
  recordingLog,
  second,
  virtualClock,
  type Instant,
  type RecordingLog,
  type Shelf,
  type VirtualClock,
} from '#base'
import { startFeedHost, type FeedHost } from '../../test/support/feed-host.node.ts'
import {
  fatEntry,
  feedOf,
  rememberingIntake,
  thinEntry,
  warning,
  xmlOf,
  type RememberingIntake,
} from '../../test/support/outside-world.ts'
import { httpAsking } from './asking.http.ts'
import { hubCallbackPath, openExchange, type Exchange } from './exchange.ts'
import { checkHubSignature, newHubToken } from './hub-signature.node.ts'
import { readSource, type SourceSettings } from './source.ts'

const start = '2026-11-22T06:00:00.000Z' as Instant

interface Subscriber {
  readonly callback: string
  readonly secret: string
}

describe('a subscription at a hub', () => {
  let host: FeedHost
  let clock: VirtualClock
  let shelf: Shelf
  let intake: RememberingIntake
  let log: RecordingLog
  let exchange: Exchange
  let callbacks: Server
  let callbackBase: string
  /** The hub's own book. */
  let subscribers: Map<string, Subscriber>
  let leaseSeconds: number
  let asks: { readonly mode: string; readonly challenge: string; readonly answered: number }[]

  beforeEach(async () => {
    host = await startFeedHost()
    clock = virtualClock(start)
    shelf = memoryShelf()
    intake = rememberingIntake()
    log = recordingLog()
    subscribers = new Map()
    asks = []
    leaseSeconds = 86_400
    callbacks = createServer((request, response) => {
      const url = new URL(request.url ?? '/', callbackBase)
      const token = url.pathname.slice(hubCallbackPath.length)
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        if (request.method === 'GET')
          void exchange
            .hubAsks(token, Object.fromEntries(url.searchParams))
            .then(({ status, body }) => response.writeHead(status).end(body))
        else {
          const signature = request.headers['x-hub-signature'] as string | undefined
          response.writeHead(exchange.hubDelivers(token, signature, Buffer.concat(chunks)).status).end()
        }
      })
    })
    callbacks.listen(0, '127.0.0.1')
    await once(callbacks, 'listening')
    callbackBase = `http://127.0.0.1:${(callbacks.address() as AddressInfo).port}`
    host.play('/feed', feed([]))
    // The hub: takes the wish, asks back, and only then believes it (W3C WebSub §5.3).
    host.play('/hub', ({ body }, response) => {
      const form = new URLSearchParams(body)
      response.writeHead(202).end()
      void verify(form.get('hub.mode')!, form.get('hub.topic')!, {
        callback: form.get('hub.callback')!,
        secret: form.get('hub.secret') ?? '',
      })
    })
  })
  afterEach(async () => {
    await exchange.stop()
    callbacks.closeAllConnections()
    callbacks.close()
    await host.close()
  })

  const topic = () => `${host.base}/feed`
  const feed = (entries: readonly string[], head = '') =>
    feedOf({
      updated: start,
      head: `<link rel="hub" href="/hub"/><link rel="self" href="${topic()}"/>${head}`,
      entries,
    })
  const verify = async (mode: string, about: string, { callback, secret }: Subscriber) => {
    const challenge = `challenge-${asks.length}`
    const question = new URLSearchParams({
      ...{ 'hub.mode': mode, 'hub.topic': about, 'hub.challenge': challenge },
      ...(mode === 'subscribe' ? { 'hub.lease_seconds': String(leaseSeconds) } : {}),
    })
    const answer = await fetch(`${callback}?${question}`)
    asks.push({ mode, challenge, answered: answer.status })
    if (answer.status !== 200 || (await answer.text()) !== challenge) return
    if (mode === 'subscribe') subscribers.set(about, { callback, secret })
    else subscribers.delete(about)
  }
  const publish = async (text: string, method = 'sha256', forger = '') => {
    const { callback, secret } = subscribers.get(topic())!
    const hex = createHmac(method, forger === '' ? secret : forger)
      .update(text)
      .digest('hex')
    const headers = { 'content-type': 'application/atom+xml', 'x-hub-signature': `${method}=${hex}` }
    return (await fetch(callback, { method: 'POST', headers, body: text })).status
  }
  const open = async (
    settings: Partial<SourceSettings> = {},
    publicBase: string | undefined = callbackBase,
  ) => {
    const source = readSource({ id: 'town', address: topic(), ...settings }, { allowed: [host.name] })
    assert.ok(source.ok)
    exchange = await openExchange({
      sources: [source.value],
      ...{ intake, shelf, clock, log, random: () => 0 },
      asking: httpAsking({ policy: { allowed: [host.name] }, userAgent: 'Tocsin/test' }),
      check: () => ({
        present: false,
        valid: false,
        signer: undefined,
        code: undefined,
        why: '',
        signedBytes: undefined,
      }),
      secret: () => undefined,
      limits: { atOnce: 4, between: 0, atOnceInAll: 8 },
      ...{ checkHub: checkHubSignature, newToken: newHubToken },
      ...(publicBase === '' ? {} : { publicBase }),
    })
    await exchange.pollNow('town')
    return source.value
  }
  const health = () => exchange.healthOf('town')!
  const news = () => health().news.kind

  test('is asked for where a feed offers a hub, proven, and slows the polling down', async () => {
    await open()
    await until(() => subscribers.size === 1)
    assert.equal(news(), 'pushed')
    const form = new URLSearchParams(host.asked('/hub')[0]!.body)
    assert.equal(form.get('hub.topic'), topic())
    assert.match(form.get('hub.callback')!, /\/exchange\/websub\/[\w-]{43}$/)
    assert.ok(form.get('hub.secret')!.length >= 43)
    assert.deepEqual(
      asks.map(({ answered }) => answered),
      [200],
    )
    await exchange.pollNow('town')
    assert.equal(health().nextTryAt, plus(start, 15 * minute))
    assert.equal(host.asked('/hub').length, 1)
  })

  test('brings fat and thin news at once, signed by the hub', async () => {
    await open()
    await until(() => subscribers.size === 1)
    assert.equal(await publish(feed([fatEntry(warning('fat', start))])), 202)
    await until(() => intake.identifiers.includes('fat'))
    host.play('/m', xmlOf(warning('thin', start)))
    assert.equal(await publish(feed([thinEntry('/m', start)]), 'sha512'), 202)
    await until(() => intake.identifiers.includes('thin'))
    assert.deepEqual(
      intake.arrivals.map(({ from }) => from),
      ['websub', 'websub'],
    )
    const before = health().news
    assert.ok(before.kind === 'pushed' && before.signed === 'strongly')
    assert.equal(await publish(feed([fatEntry(warning('old-hub', start))]), 'sha1'), 202)
    await until(() => intake.identifiers.includes('old-hub'))
    const after = health().news
    assert.ok(after.kind === 'pushed' && after.signed === 'weakly')
    // The same by polling is known by then.
    host.play('/feed', feed([fatEntry(warning('fat', start)), fatEntry(warning('old-hub', start))]))
    await exchange.pollNow('town')
    assert.equal(intake.arrivals.length, 3)
  })

  test('takes nothing without the hub’s signature, and tells the forger nothing', async () => {
    await open()
    await until(() => subscribers.size === 1)
    const text = feed([fatEntry(warning('forged', start))])
    assert.equal(await publish(text, 'sha256', 'another secret'), 202)
    const { callback } = subscribers.get(topic())!
    const md5 = `md5=${createHmac('md5', 'x').update(text).digest('hex')}`
    for (const signature of [undefined, '', 'sha256=', 'sha256=00', md5]) {
      const headers = signature === undefined ? {} : { 'x-hub-signature': signature }
      assert.equal((await fetch(callback, { method: 'POST', headers, body: text })).status, 202)
    }
    const elsewhere = callback.replace(/[\w-]{43}$/, 'a'.repeat(43))
    assert.equal((await fetch(elsewhere, { method: 'POST', body: text })).status, 404)
    await exchange.pollNow('town')
    assert.deepEqual(intake.arrivals, [])
    assert.equal(health().notes[0]!.code, 'exchange/hub-signature-wrong')
  })

  test('is confirmed only for what was asked', async () => {
    await open()
    await until(() => subscribers.size === 1)
    const { callback } = subscribers.get(topic())!
    const ask = async (query: { readonly [name: string]: string }) =>
      (await fetch(`${callback}?${new URLSearchParams(query)}`)).status
    const question = {
      'hub.mode': 'subscribe',
      'hub.topic': topic(),
      'hub.challenge': 'c',
      'hub.lease_seconds': '60',
    }
    assert.equal(await ask({ ...question, 'hub.topic': 'http://other.example/' }), 404)
    assert.equal(await ask({ ...question, 'hub.mode': 'unsubscribe' }), 404)
    assert.equal(await ask({ ...question, 'hub.challenge': '' }), 404)
    assert.equal(await ask({}), 404)
    assert.equal(news(), 'pushed')
    assert.equal(await ask(question), 200)
  })

  test('is renewed before it ends, with the same callback', async () => {
    leaseSeconds = 3_600
    await open()
    await until(() => asks.length === 1)
    clock.advance(53 * minute)
    await quiet()
    assert.equal(asks.length, 1)
    clock.advance(minute + second)
    await until(() => asks.length === 2)
    const callbacksAsked = host.asked('/hub').map(({ body }) => new URLSearchParams(body).get('hub.callback'))
    assert.equal(callbacksAsked[0], callbacksAsked[1])
    const now = health().news
    assert.ok(now.kind === 'pushed' && now.until > plus(start, 110 * minute))
  })

  test('outlives a restart', async () => {
    await open()
    await until(() => subscribers.size === 1)
    await exchange.stop()
    await open()
    assert.equal(news(), 'pushed')
    assert.equal(host.asked('/hub').length, 1)
    assert.equal(await publish(feed([fatEntry(warning('a', start))])), 202)
    await until(() => intake.identifiers.includes('a'))
  })

  test('that is refused, denied or never confirmed leaves the polling as it was, and is tried again later', async () => {
    host.play('/hub', (_, response) => void response.writeHead(500).end())
    await open()
    await until(() => news() === 'hub-failed')
    assert.equal(health().nextTryAt, plus(start, minute))
    const again = async () => {
      const before = host.asked('/hub').length
      for (let i = 0; i < 400 && host.asked('/hub').length === before; i++) {
        clock.advance(minute)
        await quiet(20)
      }
    }
    let denied = ''
    host.play('/hub', ({ body }, response) => {
      denied = new URLSearchParams(body).get('hub.callback')!
      response.writeHead(202).end()
    })
    await again()
    await until(() => news() === 'asked-hub')
    await fetch(
      `${denied}?${new URLSearchParams({ 'hub.mode': 'denied', 'hub.topic': topic(), 'hub.reason': 'no' })}`,
    )
    const failed = health().news
    assert.ok(failed.kind === 'hub-failed' && failed.problem.code === 'exchange/hub-denied')
    await again()
    await until(() => news() === 'asked-hub')
    for (let i = 0; i < 8; i++) {
      clock.advance(minute)
      await quiet(20)
    }
    await until(() => news() === 'hub-failed')
    assert.equal(health().condition, 'good')
  })

  test('is given up when the source is removed, and the hub’s question about that is answered', async () => {
    await open()
    await until(() => subscribers.size === 1)
    await exchange.remove('town')
    await until(() => subscribers.size === 0)
    assert.deepEqual(
      asks.map(({ mode, answered }) => [mode, answered]),
      [
        ['subscribe', 200],
        ['unsubscribe', 200],
      ],
    )
  })

  test('is given up when the source is paused, or wants no hub any more', async () => {
    const source = await open()
    await until(() => subscribers.size === 1)
    await exchange.change({ ...source, websub: 'never' })
    await until(() => subscribers.size === 0)
    await exchange.pollNow('town')
    assert.equal(news(), 'polled')
    assert.equal(host.asked('/hub').length, 2)
  })

  test('is not asked for where no hub could reach us, or the source is set so', async () => {
    await open({}, '')
    await exchange.stop()
    await open({ websub: 'never' })
    assert.equal(host.asked('/hub').length, 0)
  })

  test('is asked at the hub that HTTP names, before the one in the document', async () => {
    host.play('/other-hub', (_, response) => void response.writeHead(202).end())
    host.play('/feed', (_, response) => {
      const link = `</other-hub>; rel="hub", <http://canonical.example/feed>; rel="self"`
      response.writeHead(200, { link }).end(feed([]))
    })
    await open()
    assert.equal(host.asked('/hub').length, 0)
    const form = new URLSearchParams(host.asked('/other-hub')[0]!.body)
    assert.equal(form.get('hub.topic'), 'http://canonical.example/feed')
  })

  test('is never asked of a private address that a feed names', async () => {
    const inside = await startFeedHost()
    inside.play('/hub', (_, response) => void response.writeHead(202).end())
    host.play('/feed', feed([]).replace('href="/hub"', `href="${inside.base}/hub"`))
    await open()
    assert.equal(news(), 'hub-failed')
    assert.deepEqual(inside.requests, [])
    await inside.close()
  })

  test('that ends without being renewed gives way to polling at the usual pace', async () => {
    await open()
    await until(() => subscribers.size === 1)
    host.play('/hub', (_, response) => void response.writeHead(500).end())
    for (let i = 0; i < 26; i++) {
      clock.advance(hour)
      await quiet(20)
    }
    assert.equal(news(), 'hub-failed')
    assert.ok(Date.parse(health().nextTryAt!) - Date.parse(clock.now()) <= 66 * second)
    clock.advance(day)
  })
})

async function until(done: () => boolean): Promise<void> {
  for (let turns = 0; !done(); turns++) {
    assert.ok(turns < 20_000, 'it never came')
    await new Promise<void>((resolve) => setImmediate(resolve))
  }
}

/** Long enough for requests over loopback. */
async function quiet(most = 200): Promise<void> {
  for (let turns = 0; turns < most; turns++) await new Promise<void>((resolve) => setImmediate(resolve))
}
