import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, test } from 'node:test'
import {
  day,
  epochMilliseconds,
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
import { startFeedHost, withEtag, type FeedHost } from '../../test/support/feed-host.node.ts'
import {
  fatEntry,
  feedOf,
  inCap,
  rememberingIntake,
  thinEntry,
  warning,
  xmlOf,
  type RememberingIntake,
} from '../../test/support/outside-world.ts'
import { httpAsking } from './asking.http.ts'
import type { CapSource } from './arrival.ts'
import { openExchange, type Exchange, type ExchangeOptions } from './exchange.ts'
import { checkHubSignature, newHubToken } from './hub-signature.node.ts'
import { readSource, type SourceSettings } from './source.ts'

const start = '2026-11-22T06:00:00.000Z' as Instant

describe('the exchange', () => {
  let host: FeedHost
  let clock: VirtualClock
  let shelf: Shelf
  let intake: RememberingIntake
  let log: RecordingLog
  let exchange: Exchange | undefined

  beforeEach(async () => {
    host = await startFeedHost()
    clock = virtualClock(start)
    shelf = memoryShelf()
    intake = rememberingIntake()
    log = recordingLog()
  })
  afterEach(async () => {
    await exchange?.stop()
    await host.close()
    exchange = undefined
  })

  const source = (settings: Partial<SourceSettings> = {}): CapSource => {
    const read = readSource(
      { id: 'town', name: 'The town', address: `${host.base}/feed`, ...settings },
      { allowed: [host.name] },
    )
    assert.ok(read.ok, JSON.stringify(read))
    return read.value
  }
  const open = async (settings: Partial<SourceSettings> = {}, more: Partial<ExchangeOptions> = {}) => {
    exchange = await openExchange({
      sources: [source(settings)],
      ...{ intake, shelf, clock, log, random: () => 0.5 },
      asking: httpAsking({ policy: { allowed: [host.name] }, userAgent: 'Tocsin/test', patienceFor: 5_000 }),
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
      ...more,
    })
    return exchange
  }
  const poll = async (id = 'town') => {
    const polled = await exchange!.pollNow(id)
    assert.ok(polled.ok)
    return polled.value
  }
  const reopen = async (settings: Partial<SourceSettings> = {}) => {
    await exchange?.stop()
    return open(settings)
  }

  test('takes the messages of a fat feed in the order they were sent, once', async () => {
    const [a, b] = [warning('a', plus(start, -2 * minute)), warning('b', plus(start, -minute))]
    host.play('/feed', feedOf({ updated: start, entries: [fatEntry(b), fatEntry(a)] }))
    await open()
    const health = await poll()
    assert.deepEqual(intake.identifiers, ['a', 'b'])
    assert.deepEqual([health.condition, health.counts.taken, health.lastMessageAt], ['good', 2, start])
    assert.deepEqual(intake.arrivals[0]!.message, a)
    assert.equal(intake.arrivals[0]!.from, 'fat-entry')
    assert.equal((await poll()).counts.known, 2)
    assert.equal(intake.arrivals.length, 2)
  })

  test('hands in the alert of an entry as a document of its own', async () => {
    const bare = xmlOf(warning('a', start)).replace('xmlns="urn:oasis:names:tc:emergency:cap:1.2"', '')
    const prefixed = bare.replace(/<(\/?)(?=[a-z])/gi, '<$1cap:')
    const entry = fatEntry(warning('a', start), prefixed)
    const head = '<link rel="self" href="/feed"/>'
    host.play(
      '/feed',
      feedOf({ updated: start, head, entries: [entry] }).replace(
        '<feed ',
        '<feed xmlns:cap="urn:oasis:names:tc:emergency:cap:1.2" xmlns:other="urn:x-other" ',
      ),
    )
    await open()
    await poll()
    const [arrival] = intake.arrivals
    assert.ok(arrival !== undefined)
    const text = Buffer.from(arrival.bytes).toString()
    assert.match(text, /^<cap:alert xmlns:cap="urn:oasis:names:tc:emergency:cap:1.2"/)
    assert.doesNotMatch(text, /x-other/)
    assert.ok(text.trimEnd().endsWith('</cap:alert>'))
    // It stands on its own feet.
    host.play('/feed', text)
    await exchange!.add(source({ id: 'alone' }))
    await poll('alone')
    assert.deepEqual(intake.arrivals[1]!.message, arrival.message)
    assert.equal(intake.arrivals[1]!.from, 'poll')
  })

  test('asks with the ETag, and takes “unchanged” for good', async () => {
    host.play(
      '/feed',
      withEtag(() => feedOf({ updated: start, entries: [fatEntry(warning('a', start))] })),
    )
    await open()
    await poll()
    clock.advance(minute)
    const health = await poll()
    assert.equal(host.asked('/feed')[0]!.headers['if-none-match'], undefined)
    assert.match(host.asked('/feed')[1]!.headers['if-none-match']!, /^"/)
    assert.deepEqual([health.condition, health.counts.known], ['good', 0])
    assert.ok(health.lastGoodAt! >= plus(start, minute))
  })

  test('polls by itself, at its pace', async () => {
    host.play('/feed', feedOf({ updated: start, entries: [] }))
    await open({ poll: { everySeconds: 60 } })
    for (let i = 0; i < 3; i++) {
      clock.advance(66 * second)
      await untilAsked(host, '/feed', i + 1)
      await quiet()
    }
    assert.equal(host.asked('/feed').length, 3)
  })

  test('is as polite after a restart as before: the ETag, the time of the next poll and what was seen are kept', async () => {
    host.play(
      '/feed',
      withEtag(() => feedOf({ updated: start, entries: [fatEntry(warning('a', start))] })),
    )
    await open()
    await poll()
    const { nextTryAt } = exchange!.healthOf('town')!
    await reopen()
    assert.equal(exchange!.healthOf('town')!.nextTryAt, nextTryAt)
    clock.advance(epochMilliseconds(nextTryAt!) - epochMilliseconds(clock.now()) - second)
    await quiet()
    assert.equal(host.asked('/feed').length, 1)
    clock.advance(2 * second)
    await untilAsked(host, '/feed', 2)
    assert.match(host.asked('/feed')[1]!.headers['if-none-match']!, /^"/)
    assert.equal(intake.arrivals.length, 1)
  })

  test('follows the links of a thin feed, each once', async () => {
    const entries = ['a', 'b', 'c'].map((name, i) => {
      const sent = plus(start, -i * minute)
      host.play(`/${name}.xml`, xmlOf(warning(name, sent)))
      return thinEntry(`${name}.xml`, sent)
    })
    host.play('/feed', feedOf({ updated: start, entries }))
    await open()
    await poll()
    await poll()
    assert.deepEqual(intake.identifiers, ['c', 'b', 'a'])
    for (const name of 'abc') assert.equal(host.asked(`/${name}.xml`).length, 1)
  })

  test('fetches a long thin feed newest first, with as many requests at once as a host may get', async () => {
    const count = 120
    const entries = Array.from({ length: count }, (_, i) => {
      const sent = plus(start, -i * second)
      const xml = xmlOf(warning(`m${i}`, sent))
      host.play(`/m${i}`, (_, response) => void setTimeout(() => response.end(xml), 2))
      return thinEntry(`/m${i}`, sent)
    })
    host.play('/feed', feedOf({ updated: start, entries: entries.toReversed() }))
    await open({}, { limits: { atOnce: 2, between: 0, atOnceInAll: 8 } })
    await poll()
    assert.equal(intake.arrivals.length, 100)
    assert.ok(
      intake.identifiers.slice(0, 10).every((name) => Number(name.slice(1)) < 10),
      'the newest come first',
    )
    clock.advance(second)
    await until(() => intake.arrivals.length === count)
    assert.equal(host.mostAtOnce, 2)
    assert.equal(host.asked('/feed').length, 1)
  })

  test('loses no good entry to a bad one, and gives the bad one up in the end', async () => {
    host.play('/good', xmlOf(warning('good', start)))
    let broken = 0
    host.play('/bad', (_, response) => void response.writeHead(500).end(String(broken++)))
    host.play('/page', '<html><body>Sorry</body></html>')
    const feed = feedOf({
      updated: start,
      entries: [
        thinEntry('/bad', start),
        thinEntry('/missing', start),
        '<entry><title>nothing</title></entry>',
        fatEntry(
          warning('half', start),
          '<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><sender>x</sender></alert>',
        ),
        thinEntry('/good', start),
        thinEntry('/page', start),
      ],
    })
    host.play(
      '/feed',
      withEtag(() => feed),
    )
    await open()
    const first = await poll()
    assert.deepEqual(intake.identifiers, ['good'])
    assert.equal(first.condition, 'good')
    assert.ok(first.notes.some(({ code }) => code === 'exchange/message-unreadable'))
    assert.ok(first.notes.some(({ code }) => code === 'exchange/entry-without-message'))
    for (let i = 0; i < 40; i++) {
      clock.advance(hour)
      await poll()
    }
    assert.equal(broken, 10)
    assert.equal(host.asked('/missing').length, 2)
    assert.equal(host.asked('/page').length, 10)
    const health = exchange!.healthOf('town')!
    assert.equal(health.counts.lost, 3)
    assert.deepEqual(
      health.notes
        .map(({ code }) => code)
        .filter((code) => code.startsWith('exchange/entry-'))
        .toSorted(),
      [
        'exchange/entry-given-up',
        'exchange/entry-given-up',
        'exchange/entry-vanished',
        'exchange/entry-without-message',
      ],
    )
  })

  test('follows a link that failed even when the feed no longer has it', async () => {
    host.play('/feed', feedOf({ updated: start, entries: [thinEntry('/late', start)] }))
    host.play('/late', (_, response) => void response.writeHead(503).end())
    await open()
    await poll()
    host.play('/feed', feedOf({ updated: plus(start, minute), entries: [] }))
    host.play('/late', xmlOf(warning('late', start)))
    clock.advance(2 * minute)
    await poll()
    assert.deepEqual(intake.identifiers, ['late'])
  })

  test('takes at the first contact only what is still in force', async () => {
    const old = plus(start, -3 * day)
    host.play('/over', xmlOf(warning('over', old)))
    host.play('/said-over', xmlOf(warning('said-over', old)))
    const hint = `<cap:expires xmlns:cap="urn:oasis:names:tc:emergency:cap:1.2">${plus(old, hour)}</cap:expires>`
    const entries = [
      fatEntry(warning('old', old)),
      fatEntry(
        warning('cancel-of-old', old, {
          ...{ msgType: 'Cancel', info: [] },
          references: [{ sender: 'warn@town.example', identifier: 'old', sent: inCap(old) }],
        }),
      ),
      thinEntry('/over', old),
      thinEntry('/said-over', old, hint),
      fatEntry(warning('now', plus(start, -minute))),
    ]
    host.play('/feed', feedOf({ updated: start, entries }))
    await open()
    const health = await poll()
    assert.deepEqual(intake.identifiers, ['now'])
    assert.equal(health.counts.passedOver, 3)
    assert.equal(host.asked('/said-over').length, 0)
    // Later, what is over is for the record.
    host.play('/feed', feedOf({ updated: start, entries: [...entries, fatEntry(warning('late', old))] }))
    await poll()
    assert.deepEqual(intake.identifiers, ['now', 'late'])
  })

  test('takes the same identifier with another time for another message, and another content for a fault', async () => {
    const first = warning('x', start)
    const later = warning('x', plus(start, minute))
    host.play('/feed', feedOf({ updated: start, entries: [fatEntry(first), fatEntry(later)] }))
    await open()
    await poll()
    assert.equal(intake.arrivals.length, 2)
    const changed = { ...first, note: 'changed' }
    host.play('/feed', feedOf({ updated: start, entries: [fatEntry(changed), fatEntry(later)] }))
    const health = await poll()
    assert.equal(intake.arrivals.length, 2)
    assert.equal(health.notes[0]!.code, 'exchange/changed-in-place')
    // The same instant in another zone is the same message.
    const elsewhere = { ...later, sent: '2026-11-22T09:01:00+03:00' as typeof later.sent }
    host.play('/feed', feedOf({ updated: start, entries: [fatEntry(elsewhere)] }))
    await poll()
    assert.equal(intake.arrivals.length, 2)
  })

  test('offers again what intake could not take, and asks for the whole feed until then', async () => {
    host.play(
      '/feed',
      withEtag(() => feedOf({ updated: start, entries: [fatEntry(warning('a', start))] })),
    )
    await open()
    const { answer } = intake
    intake.answer = () => Promise.reject(new Error('the disk is full'))
    const health = await poll()
    assert.equal(health.notes[0]!.code, 'exchange/not-taken-in')
    intake.answer = answer
    await poll()
    assert.deepEqual(intake.identifiers, ['a'])
    assert.equal(host.asked('/feed')[1]!.headers['if-none-match'], undefined)
    assert.deepEqual(
      log.lines.map(({ level }) => level),
      ['error'],
    )
  })

  test('takes the others when one of them can’t even be checked', async () => {
    const entries = ['a', 'b', 'c'].map((name, i) => fatEntry(warning(name, plus(start, i * second))))
    host.play('/feed', feedOf({ updated: start, entries }))
    await open(
      {},
      {
        check(bytes) {
          if (Buffer.from(bytes).toString().includes('<identifier>b<'))
            throw new TypeError('a bad certificate')
          return {
            ...{ present: false, valid: false, signer: undefined },
            code: undefined,
            why: '',
            signedBytes: undefined,
          }
        },
      },
    )
    const health = await poll()
    assert.deepEqual(intake.identifiers, ['a', 'c'])
    assert.match(health.notes[0]!.says, /a bad certificate/)
    assert.equal(log.lines.length, 1)
  })

  test('does not ask again at once when it was killed while it waited for the answer', async () => {
    await open()
    // What a dead server leaves: the shelf as it was when its request came.
    const left = new Promise<unknown>((resolve) =>
      host.play('/feed', (_, response) => {
        void shelf.get('exchange-sources', 'town').then(resolve)
        response.end(feedOf({ updated: start, entries: [] }))
      }),
    )
    await poll()
    assert.equal(((await left) as { nextAt: string }).nextAt, plus(start, 15 * second))
  })

  test('offers again what was taken but not yet marked when the server was killed', async () => {
    host.play(
      '/feed',
      feedOf({ updated: start, entries: ['a', 'b'].map((name) => fatEntry(warning(name, start))) }),
    )
    host.play('/thin', feedOf({ updated: start, entries: [thinEntry('/one', start)] }))
    host.play('/one', xmlOf(warning('one', start)))
    for (const address of ['/feed', '/thin']) {
      // The shelf of a server that is killed right after intake has the first message: nothing is written any more.
      let dead = false
      const real = memoryShelf()
      shelf = {
        ...real,
        async put(...entries) {
          if (dead) throw new Error('killed')
          return real.put(...entries)
        },
      }
      const { answer } = intake
      intake.answer = (arrival) => {
        const taken = answer(arrival)
        dead = true
        return taken
      }
      const before = intake.arrivals.length
      await open({ address: host.base + address })
      await poll()
      assert.ok(intake.arrivals.length > before)
      shelf = real
      intake.answer = answer
      await reopen({ address: host.base + address })
      await poll()
      clock.advance(2 * minute)
      await poll()
      await exchange!.stop()
    }
    const counts = Object.groupBy(intake.identifiers, (name) => name)
    for (const name of ['a', 'b', 'one']) assert.ok((counts[name]?.length ?? 0) >= 1, `${name} is lost`)
    assert.ok(counts['one']!.length === 2, 'it was offered again, and intake knows it')
  })

  test('believes only whom it should, and takes exercises only where wanted', async () => {
    const entries = [
      fatEntry(warning('ours', start, { sender: 'duty@alerts.town.example' })),
      fatEntry(warning('theirs', start, { sender: 'duty@town.example.evil.example' })),
      fatEntry(warning('exercise', start, { sender: 'duty@town.example', status: 'Exercise' })),
      fatEntry(warning('draft', start, { sender: 'duty@town.example', status: 'Draft' })),
    ]
    host.play('/feed', feedOf({ updated: start, entries }))
    const senders = [{ domain: 'town.example' }]
    await open({ senders })
    const health = await poll()
    assert.deepEqual(intake.identifiers, ['ours'])
    assert.equal(health.counts.refused, 3)
    await exchange!.change(source({ senders, modes: { exercise: 'let-in' } }))
    await poll()
    assert.deepEqual(intake.identifiers, ['ours', 'exercise'])
  })

  test('refuses what must be signed and isn’t, and reads a signed message from what was signed', async () => {
    const real = warning('real', start)
    const signed = new TextEncoder().encode(xmlOf({ ...real, note: 'as it was signed' }))
    const check: ExchangeOptions['check'] = (bytes) => {
      const text = Buffer.from(bytes).toString()
      if (text.includes('forged'))
        return {
          present: true,
          valid: false,
          signer: undefined,
          code: 'cap/signature-digest',
          why: 'a byte was changed.',
          signedBytes: undefined,
        }
      if (text.includes('unsigned'))
        return {
          present: false,
          valid: false,
          signer: undefined,
          code: undefined,
          why: '',
          signedBytes: undefined,
        }
      return {
        present: true,
        valid: true,
        signer: 'Town hall',
        code: undefined,
        why: '',
        signedBytes: signed,
      }
    }
    const forged = { ...real, note: 'forged' }
    const entries = [fatEntry(forged), fatEntry(warning('unsigned', start))]
    host.play('/feed', feedOf({ updated: start, entries }))
    await open({ signature: { policy: 'required' } }, { check })
    const health = await poll()
    assert.equal(intake.arrivals.length, 0)
    assert.deepEqual(health.notes.map(({ code }) => code).toSorted(), [
      'exchange/signature-missing',
      'exchange/signature-wrong',
    ])
    assert.match(health.notes.map(({ says }) => says).join(), /a byte was changed/)
    assert.equal(health.condition, 'refused')
    // A forgery that came first does not keep the real one out.
    host.play('/feed', feedOf({ updated: start, entries: [fatEntry(real), ...entries] }))
    const after = await poll()
    assert.deepEqual(intake.identifiers, ['real'])
    assert.equal(intake.arrivals[0]!.message.note, 'as it was signed')
    assert.deepEqual(intake.arrivals[0]!.signature, { verdict: 'valid', signer: 'Town hall' })
    assert.equal(after.counts.refused, 2)
    // Only noted, it comes in with its verdict.
    await exchange!.change(source({ signature: { policy: 'noted' } }))
    await poll()
    assert.deepEqual(
      intake.arrivals.slice(1).map(({ signature }) => signature.verdict),
      ['absent'],
    )
  })

  test('notes a message from the future', async () => {
    host.play('/feed', feedOf({ updated: start, entries: [fatEntry(warning('a', plus(start, hour)))] }))
    await open()
    const health = await poll()
    assert.deepEqual(intake.identifiers, ['a'])
    assert.equal(health.notes[0]!.code, 'exchange/from-the-future')
  })

  test('stops asking what is gone, until its settings are changed', async () => {
    host.play('/feed', (_, response) => void response.writeHead(410).end())
    await open()
    const health = await poll()
    assert.deepEqual([health.condition, health.nextTryAt], ['gone', undefined])
    clock.advance(30 * day)
    await quiet()
    assert.equal(host.asked('/feed').length, 1)
    host.play('/feed', feedOf({ updated: start, entries: [] }))
    await exchange!.change(source())
    assert.equal((await poll()).condition, 'good')
  })

  test('goes on at the new address of what moved for good, and falls back when that fails', async () => {
    host.play('/feed', (_, response) => void response.writeHead(301, { location: '/new' }).end())
    host.play('/new', feedOf({ updated: start, entries: [] }))
    await open()
    const health = await poll()
    assert.equal(health.movedTo, `${host.base}/new`)
    assert.ok(health.advice.some((advice) => advice.includes('/new')))
    await poll()
    assert.deepEqual([host.asked('/feed').length, host.asked('/new').length], [1, 2])
    host.play('/new', (_, response) => void response.writeHead(404).end())
    host.play('/feed', feedOf({ updated: start, entries: [] }))
    assert.equal((await poll()).condition, 'failing')
    assert.equal((await poll()).condition, 'good')
  })

  test('says of each failure what it was and what to do', async () => {
    host.play('/loop', (_, response) => void response.writeHead(302, { location: '/loop' }).end())
    host.play(
      '/chain',
      ({ path }, response) =>
        void response.writeHead(302, { location: `/chain?${path.length}${path}` }).end(),
    )
    host.play('/page', '<!DOCTYPE html><html><body>Sorry</body></html>')
    host.play(
      '/private',
      (_, response) => void response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end(),
    )
    host.play('/locked', (_, response) => void response.writeHead(403).end())
    host.play('/busy', (_, response) => void response.writeHead(429, { 'retry-after': '1800' }).end())
    await open()
    for (const [path, code] of [
      ['/loop', 'exchange/redirect-loop'],
      ['/chain', 'exchange/redirect-loop'],
      ['/page', 'exchange/not-cap'],
      ['/private', 'base/port-not-allowed'],
      ['/locked', 'exchange/not-let-in'],
      ['/none', 'exchange/not-found'],
      ['/busy', 'exchange/busy'],
    ] as const) {
      await exchange!.change(source({ address: host.base + path }))
      const health = await poll()
      assert.equal(health.lastFailure?.code, code, path)
      assert.equal(health.condition, 'failing')
      assert.ok(health.lastFailure!.says.length > 20 && health.advice.length > 0)
    }
    const { nextTryAt } = exchange!.healthOf('town')!
    assert.equal(nextTryAt, plus(clock.now(), 30 * minute))
    host.play(
      '/rss',
      '<rss version="2.0"><channel><title>t</title><link>/</link><description>d</description></channel></rss>',
    )
    await exchange!.change(source({ address: `${host.base}/rss`, kind: 'atom' }))
    assert.equal((await poll()).lastFailure?.code, 'exchange/busy', 'the host rests')
    assert.equal(host.asked('/rss').length, 0)
    clock.advance(30 * minute)
    assert.equal((await poll()).lastFailure?.code, 'exchange/other-kind')
  })

  test('backs off while a source fails, and says when it was last good', async () => {
    host.play('/feed', feedOf({ updated: start, entries: [] }))
    await open()
    await poll()
    host.play('/feed', (_, response) => void response.writeHead(500).end())
    for (let i = 0; i < 4; i++) await poll()
    const health = exchange!.healthOf('town')!
    assert.deepEqual([health.failures, health.lastGoodAt, health.condition], [4, start, 'failing'])
    assert.equal(health.nextTryAt, plus(start, 8 * minute * 1.05))
    assert.equal(log.lines.filter(({ level }) => level === 'warn').length, 1)
  })

  test('notices that a feed which ticked has stopped', async () => {
    let updated = start
    host.play('/feed', (_, response) => void response.end(feedOf({ updated, entries: [] })))
    await open()
    for (let i = 0; i < 8; i++) {
      await poll()
      clock.advance(5 * minute)
      updated = clock.now()
    }
    updated = plus(updated, -5 * minute)
    assert.equal((await poll()).condition, 'good')
    clock.advance(2 * hour)
    const health = await poll()
    assert.equal(health.condition, 'stale')
    assert.equal(health.lastFailure?.code, 'exchange/stale')
  })

  test('follows archives at the first contact, where it is told to', async () => {
    const page = (n: number, older: string) =>
      feedOf({
        updated: start,
        head: `<link rel="prev-archive" href="${older}"/>`,
        entries: [fatEntry(warning(`m${n}`, plus(start, -n * minute)))],
      })
    host.play('/feed', page(1, '/p2'))
    host.play('/p2', page(2, '/p3'))
    host.play('/p3', page(3, '/p2'))
    await open({ archives: 'at-first' })
    await poll()
    await poll()
    assert.deepEqual(intake.identifiers, ['m3', 'm2', 'm1'])
    assert.deepEqual([host.asked('/p2').length, host.asked('/p3').length], [1, 1])
    await exchange!.add(source({ id: 'plain' }))
    await poll('plain')
    assert.equal(host.asked('/p2').length, 1)
  })

  test('follows archives after a gap, where it is told to', async () => {
    const page = (names: readonly string[]) =>
      feedOf({
        updated: start,
        head: '<link rel="prev-archive" href="/older"/>',
        entries: names.map((name) => fatEntry(warning(name, start))),
      })
    host.play('/older', page(['missed']))
    host.play('/feed', page(['a']))
    await open({ archives: 'at-first-and-after-gaps' })
    await poll()
    host.play('/feed', page(['a', 'b']))
    await poll()
    assert.equal(host.asked('/older').length, 1)
    host.play('/feed', page(['x', 'y']))
    await poll()
    assert.equal(host.asked('/older').length, 2)
  })

  test('sends credentials to the source’s own origin alone', async () => {
    const other = await startFeedHost()
    other.play('/m', xmlOf(warning('m', start)))
    host.play('/n', xmlOf(warning('n', start)))
    host.play(
      '/feed',
      feedOf({ updated: start, entries: [thinEntry(`${other.base}/m`, start), thinEntry('/n', start)] }),
    )
    const credentials = { variable: 'TOCSIN_SOURCE_TOWN' }
    const allowed = { allowed: [host.name, other.name] }
    await open(
      { credentials },
      { secret: () => 'Bearer s3cret', asking: httpAsking({ policy: allowed, userAgent: 't' }) },
    )
    await poll()
    assert.deepEqual(intake.identifiers.toSorted(), ['m', 'n'])
    for (const path of ['/feed', '/n'])
      assert.equal(host.asked(path)[0]!.headers['authorization'], 'Bearer s3cret')
    assert.equal(other.asked('/m')[0]!.headers['authorization'], undefined)
    assert.doesNotMatch(JSON.stringify([exchange!.health(), log.lines]), /s3cret/)
    await exchange!.stop()
    await open({ credentials })
    assert.equal((await poll()).lastFailure?.code, 'exchange/credentials-missing')
    await other.close()
  })

  test('does nothing while paused, and goes on when resumed', async () => {
    host.play('/feed', feedOf({ updated: start, entries: [fatEntry(warning('a', start))] }))
    await open({ paused: 'yes' })
    clock.advance(hour)
    await quiet()
    assert.equal(host.requests.length, 0)
    assert.equal(exchange!.healthOf('town')!.condition, 'paused')
    const refused = await exchange!.pollNow('town')
    assert.ok(!refused.ok && refused.problem.code === 'exchange/paused')
    await exchange!.change(source({ paused: 'no' }))
    clock.advance(10 * second)
    await until(() => exchange!.healthOf('town')!.condition === 'good')
  })

  test('adds and removes sources while it runs, and keeps nothing of what was removed', async () => {
    host.play('/feed', feedOf({ updated: start, entries: [fatEntry(warning('a', start))] }))
    await open()
    await poll()
    assert.deepEqual((await exchange!.add(source())).ok, false)
    assert.deepEqual((await exchange!.change(source({ id: 'nobody' }))).ok, false)
    await exchange!.remove('town')
    assert.deepEqual(exchange!.health(), [])
    assert.deepEqual(await shelf.list('exchange-sources'), [])
    assert.deepEqual(await shelf.list('exchange-seen/town'), [])
    clock.advance(hour)
    await quiet()
    assert.equal(host.asked('/feed').length, 1)
    assert.equal((await exchange!.pollNow('town')).ok, false)
  })

  test('stops in the middle of a slow answer at once', async () => {
    host.play('/feed', (_, response) => void response.write('<feed'))
    await open()
    const polled = exchange!.pollNow('town')
    await untilAsked(host, '/feed', 1)
    await exchange!.stop()
    await polled
    clock.advance(day)
    await quiet()
    assert.equal(host.requests.length, 1)
    assert.deepEqual(log.lines, [])
  })

  test('reads a feed of 50 MB no further than it must, and says so', async () => {
    host.play('/feed', (_, response) => {
      response.write(`<feed xmlns="http://www.w3.org/2005/Atom">${'<entry>'.repeat(10)}`)
      const chunk = '<entry/>'.repeat(100_000)
      const more = () => {
        while (!response.destroyed) if (!response.write(chunk)) return void response.once('drain', more)
      }
      more()
    })
    await open()
    assert.equal((await poll()).lastFailure?.code, 'exchange/too-large')
  })

  test('keeps what a message was sent for apart from when it came', async () => {
    host.play('/feed', xmlOf(warning('a', plus(start, -minute))))
    await open({ kind: 'cap' })
    await poll()
    const [arrival] = intake.arrivals
    assert.equal(arrival!.receivedAt, start)
    assert.equal(arrival!.message.sent, inCap(plus(start, -minute)))
    assert.equal(arrival!.version, '1.2')
    assert.deepEqual(arrival!.signature, { verdict: 'absent' })
  })
})

async function until(done: () => boolean): Promise<void> {
  for (let turns = 0; !done(); turns++) {
    assert.ok(turns < 20_000, 'it never came')
    await new Promise<void>((resolve) => setImmediate(resolve))
  }
}

function untilAsked(host: FeedHost, path: string, times: number): Promise<void> {
  return until(() => host.asked(path).length >= times)
}

/** Long enough for a request over loopback that should not happen. */
async function quiet(): Promise<void> {
  for (let turns = 0; turns < 200; turns++) await new Promise<void>((resolve) => setImmediate(resolve))
}
