import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { AreaCode } from '#areas'
import { day, hour, minute, countingIds, recordingLog, second, virtualClock, type Instant } from '#base'
import { newPhoneKeys } from '../../../test/support/push-service-crypto.ts'
import { small } from '../../../test/support/small-country.ts'
import { aSubscription } from './push-table.contract.ts'
import { memoryPushTable } from './push-table.ts'
import { pushProver } from './push-prover.ts'
import { openSubscriptionBook, type SubscriptionBook, type SubscriptionWish } from './subscription-book.ts'
import { cornersOf, shownPlace, squareAround } from './subscription.ts'

const start = '2025-11-01T21:37:00.000Z' as Instant
const a = { kind: 'area', area: 'a' as AreaCode } as const

/** Turns of the event loop until nothing moves but the clock. */
async function turns() {
  for (let i = 0; i < 10; i++) await new Promise<void>((resolve) => setImmediate(resolve))
}

async function world() {
  const clock = virtualClock(start)
  const table = memoryPushTable()
  let secrets = 0
  const open = () =>
    openSubscriptionBook({
      ...{ table, clock, log: recordingLog(), ids: countingIds(), policy: { allowed: [] }, limit: 50 },
      ...{ modes: ['drill', 'test'], hierarchy: () => small, newSecret: () => `secret-${++secrets}` },
    })
  const book = await open()
  await book.ready()
  const { keys } = newPhoneKeys()
  const wish = (change: Partial<SubscriptionWish> = {}): SubscriptionWish => ({
    ...{ endpoint: 'https://push.example/1', keys, language: 'en', places: [a], content: 'full' },
    ...change,
  })
  return { clock, table, book, open, wish }
}

describe('the book of subscriptions', () => {
  test('takes a proof once, in time, and only what the last test push said', async () => {
    const { book, clock, wish } = await world()
    const made = await book.subscribe(wish(), undefined, clock.now())
    assert.ok(made.ok)
    const { subscription, nonce, secret } = made.value
    assert.equal(book.isProven(subscription.row), false)
    const wrong = await book.prove(subscription.id, 'secret-99', clock.now())
    assert.ok(!wrong.ok && wrong.problem.code === 'push/not-the-proof')
    clock.advance(11 * minute)
    assert.equal((await book.prove(subscription.id, nonce, clock.now())).ok, false)
    const asked = await book.askForProof(subscription.id, secret, clock.now())
    assert.ok(asked.ok)
    assert.equal((await book.prove(subscription.id, nonce, clock.now())).ok, false)
    const shown = await book.prove(subscription.id, asked.value.nonce, clock.now())
    assert.ok(shown.ok && shown.value.provenAt === clock.now())
    assert.equal((await book.prove(subscription.id, asked.value.nonce, clock.now())).ok, false)
    assert.equal(book.isProven(subscription.row), true)
    const [service] = book.services()
    assert.deepEqual(service, { host: 'push.example', phones: 1, provenAt: clock.now() })
    const prover = pushProver(book, clock)
    const [step] = await prover.prove(['push.example'], AbortSignal.timeout(1))
    assert.equal(step?.outcome, 'passed')
    clock.advance(2 * day)
    assert.equal((await prover.prove(['push.example'], AbortSignal.timeout(1)))[0]?.outcome, 'unknown')
  })

  test('drops who proved nothing within a day, and nobody else', async () => {
    const { book, clock, wish } = await world()
    const proven = await book.subscribe(wish(), undefined, clock.now())
    assert.ok(proven.ok)
    await book.prove(proven.value.subscription.id, proven.value.nonce, clock.now())
    const idle = await book.subscribe(wish({ endpoint: 'https://push.example/2' }), undefined, clock.now())
    assert.ok(idle.ok)
    clock.advance(23 * hour)
    assert.equal(await book.sweep(clock.now()), 0)
    const late = await book.subscribe(wish({ endpoint: 'https://push.example/3' }), undefined, clock.now())
    assert.ok(late.ok)
    clock.advance(hour + second)
    assert.equal(await book.sweep(clock.now()), 1)
    assert.deepEqual(
      [...book.inAreas(['a' as AreaCode])],
      [proven.value.subscription.row, late.value.subscription.row],
    )
  })

  test('does not let somebody who only knows an address take it over', async () => {
    const { book, clock, wish } = await world()
    const plain = wish({ keys: null })
    const first = await book.subscribe(plain, undefined, clock.now())
    assert.ok(first.ok)
    const stranger = await book.subscribe(plain, undefined, clock.now())
    assert.ok(!stranger.ok && stranger.problem.code === 'push/endpoint-taken')
    const owner = await book.subscribe(plain, first.value.secret, clock.now())
    assert.ok(owner.ok && owner.value.subscription.id === first.value.subscription.id)
  })

  test('takes no more than it was told to hold', async () => {
    const { book, clock, wish } = await world()
    for (let i = 0; i < 50; i++)
      assert.ok(
        (await book.subscribe(wish({ endpoint: `https://push.example/${i}` }), undefined, clock.now())).ok,
      )
    const more = await book.subscribe(wish({ endpoint: 'https://push.example/x' }), undefined, clock.now())
    assert.ok(!more.ok && more.problem.code === 'push/too-many')
    assert.ok((await book.subscribe(wish({ endpoint: 'https://push.example/1' }), undefined, clock.now())).ok)
  })

  test('knows after a restart whom it knew before, whatever happened', async () => {
    const places = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'region'), { minLength: 1, maxLength: 3 })
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            phone: fc.nat(8),
            deed: fc.constantFrom('subscribe', 'prove', 'move', 'remove'),
            places,
          }),
          { maxLength: 30 },
        ),
        async (deeds) => {
          const { book, open, clock, wish } = await world()
          const held = new Map<number, { id: string; secret: string; nonce: string }>()
          for (const { phone, deed, places: codes } of deeds) {
            const at = clock.now()
            const own = held.get(phone)
            const wanted = codes.map((area) => ({ kind: 'area' as const, area: area as AreaCode }))
            if (deed === 'subscribe') {
              const made = await book.subscribe(
                wish({ endpoint: `https://push.example/${phone}`, places: wanted }),
                undefined,
                at,
              )
              assert.ok(made.ok)
              held.set(phone, { ...made.value, id: made.value.subscription.id })
            } else if (own !== undefined && deed === 'prove') await book.prove(own.id, own.nonce, at)
            else if (own !== undefined && deed === 'move')
              await book.change(own.id, own.secret, { places: wanted })
            else if (own !== undefined) {
              assert.ok((await book.remove(own.id, own.secret, at)).ok)
              held.delete(phone)
            }
          }
          const again = await open()
          await again.ready()
          const seen = (one: SubscriptionBook) =>
            ['a', 'b', 'c', 'region'].map((code) =>
              [...one.inAreas([code as AreaCode])].map(
                (row) => `${row} ${one.isProven(row)} ${one.takes(row, 'drill')}`,
              ),
            )
          assert.deepEqual(seen(again), seen(book))
          assert.equal(again.size, held.size)
        },
      ),
      { numRuns: 60 },
    )
  })

  test('stays unread, and is read again, where its table can’t be read', async () => {
    const { table, open } = await world()
    await table.add(aSubscription('1', { places: [a] }))
    let broken = true
    const page = table.page.bind(table)
    table.page = (...asked) => (broken ? Promise.reject(new Error('away')) : page(...asked))
    const book = await open()
    await assert.rejects(book.ready(), /away/)
    assert.equal(book.indexing(), true)
    await assert.rejects(book.ready(), /away/)
    broken = false
    await book.ready()
    assert.equal(book.indexing(), false)
    assert.equal(book.inAreas(['a' as AreaCode]).length, 1)
  })

  test('goes by what somebody said while a page of the table was on its way', async () => {
    const { table, open, wish, clock } = await world()
    const before = await open()
    const moving = await before.subscribe(wish(), undefined, clock.now())
    const leaving = await before.subscribe(
      wish({ endpoint: 'https://push.example/2' }),
      undefined,
      clock.now(),
    )
    assert.ok(moving.ok && leaving.ok)
    const page = table.page.bind(table)
    const { promise: arrives, resolve: arrive } = Promise.withResolvers<void>()
    table.page = async (...asked) => {
      const read = await page(...asked)
      await arrives
      return read
    }
    const book = await open()
    const b = { kind: 'area', area: 'b' as AreaCode } as const
    await book.change(moving.value.subscription.id, moving.value.secret, { places: [b] })
    await book.remove(leaving.value.subscription.id, leaving.value.secret, clock.now())
    arrive()
    await book.ready()
    assert.deepEqual([...book.inAreas(['a' as AreaCode])], [])
    assert.deepEqual([...book.inAreas(['b' as AreaCode])], [moving.value.subscription.row])
    assert.equal(book.size, 1)
  })

  test('is ready only once it was read to its end, also where it is read anew meanwhile', async () => {
    const { table, open, clock } = await world()
    for (let i = 0; i < 2_000; i++) await table.add(aSubscription(`${i}`, { places: [a] }))
    const book = await open()
    const found = book.ready().then(() => book.inAreas(['a' as AreaCode]).length)
    await turns()
    void book.reload()
    for (let i = 0; i < 10; i++) {
      await turns()
      clock.advance(0)
    }
    assert.equal(await found, 2_000)
  })

  test('gives who subscribes again a day to prove it, however old the subscription is', async () => {
    const { book, clock, wish } = await world()
    const first = await book.subscribe(wish(), undefined, clock.now())
    assert.ok(first.ok)
    await book.prove(first.value.subscription.id, first.value.nonce, clock.now())
    clock.advance(30 * day)
    assert.ok((await book.subscribe(wish(), undefined, clock.now())).ok)
    clock.advance(hour)
    assert.equal(await book.sweep(clock.now()), 0)
    clock.advance(day)
    assert.equal(await book.sweep(clock.now()), 1)
  })

  test('reads a crowd in pages and lets others have their turn', async () => {
    const { table, open, clock } = await world()
    for (let i = 0; i < 12_000; i++) await table.add(aSubscription(`${i}`, { places: [a] }))
    const book = await open()
    assert.equal(book.indexing(), true)
    let turns = 0
    while (book.indexing()) {
      clock.advance(0)
      turns++
      await new Promise<void>((resolve) => setImmediate(resolve))
    }
    assert.ok(turns >= 2)
    assert.equal(book.inAreas(['a' as AreaCode]).length, 12_000)
  })
})

describe('a place on the ground', () => {
  test('is kept to the hundredth of a degree, and what is shown of it lies in the same square', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -180, max: 180, noNaN: true }),
        fc.double({ min: -90, max: 90, noNaN: true }),
        (lon, lat) => {
          const square = squareAround({ lon, lat })
          assert.ok(square.kind === 'square')
          const { west, south, east, north } = cornersOf(square)
          assert.ok(west <= lon && lon <= east && south <= lat && lat <= north)
          assert.ok(west >= -180 && east <= 180 && south >= -90 && north <= 90)
          const shown = shownPlace(square)
          assert.ok('lon' in shown)
          assert.deepEqual(squareAround(shown), square)
        },
      ),
    )
  })
})
