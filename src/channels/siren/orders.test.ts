import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { memoryShelf, type Instant, type Shelf } from '#base'
import { drillNotice } from '../../../test/support/notices.ts'
import { shelfCounters } from './counter-store.ts'
import { orderFor, usualTimes } from './order.ts'
import { shelfOrderBook } from './order-book.ts'
import type { SirenId } from './siren.ts'

const t0 = '2025-11-01T21:37:00.000Z' as Instant
const siren = (n: number) => `siren-${n}` as SirenId

/** Counts the writes of a shelf, and fails them when told to. */
function watched(shelf: Shelf = memoryShelf()) {
  const watch = { writes: 0, fails: false }
  const put: Shelf['put'] = async (collection, entries) => {
    if (watch.fails) throw new Error('disk full')
    watch.writes++
    await shelf.put(collection, entries)
  }
  return { shelf: { ...shelf, put }, watch }
}

describe('counters', () => {
  test('grow strictly over any crashes, and across a jump that a siren told of', async () => {
    const step = fc.constantFrom('next', 'crash', 'raise')
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        const shelf = memoryShelf()
        let counters = await shelfCounters(shelf, 5)
        let last = 0
        for (const each of steps) {
          if (each === 'crash') counters = await shelfCounters(shelf, 5)
          if (each === 'raise') counters.raise(last + 17)
          if (each !== 'next') continue
          const next = await counters.next()
          assert.ok(next > last, `${next} after ${last}`)
          last = next
        }
      }),
    )
  })
  test('cost one write for a thousand', async () => {
    const { shelf, watch } = watched()
    const counters = await shelfCounters(shelf)
    await Promise.all(Array.from({ length: 1_000 }, () => counters.next()))
    assert.equal(watch.writes, 1)
  })
  test('are not handed out while their block can’t be kept', async () => {
    const { shelf, watch } = watched()
    const counters = await shelfCounters(shelf)
    watch.fails = true
    await assert.rejects(counters.next())
    watch.fails = false
    assert.equal(await counters.next(), 1)
  })
  test('are not moved out of all bounds by what somebody claims', async () => {
    const counters = await shelfCounters(memoryShelf())
    counters.raise(Number.MAX_SAFE_INTEGER)
    assert.equal(await counters.next(), 1)
  })
})

describe('the order book', () => {
  const order = (n: number, counter: number) =>
    orderFor(drillNotice(), siren(n), counter, t0, usualTimes, ['other'])

  test('gives back the last order to each siren after a restart', async () => {
    const shelf = memoryShelf()
    const book = await shelfOrderBook(shelf)
    await Promise.all([book.write(order(1, 1)), book.write(order(1, 2)), book.write(order(2, 3))])
    assert.deepEqual((await shelfOrderBook(shelf)).kept, [order(1, 2), order(2, 3)])
  })
  test('writes a thousand orders that come together in at most two writes', async () => {
    const { shelf, watch } = watched()
    const book = await shelfOrderBook(shelf)
    await Promise.all(Array.from({ length: 1_000 }, (_, n) => book.write(order(n, n + 1))))
    assert.ok(watch.writes <= 2, `${watch.writes}`)
  })
  test('fails those orders that it could not keep, and goes on afterwards', async () => {
    const { shelf, watch } = watched()
    const book = await shelfOrderBook(shelf)
    watch.fails = true
    await assert.rejects(book.write(order(1, 1)))
    watch.fails = false
    await book.write(order(1, 2))
  })
  test('passes over entries it can’t read', async () => {
    const shelf = memoryShelf()
    await shelf.put('siren-orders', [{ key: 'x', document: { surprise: 1 } }])
    assert.deepEqual((await shelfOrderBook(shelf)).kept, [])
  })
})

describe('an order', () => {
  const ask = (more: Parameters<typeof drillNotice>[0], others: readonly string[] = []) =>
    orderFor(drillNotice(more), siren(1), 1, t0, usualTimes, others).command

  test('plays the pattern of the level, for a warning', () => {
    const command = ask({ siren: 'attention' })
    assert.ok(command.action === 'sound' && command.pattern === 'attention' && command.mode === 'drill')
  })
  test('plays the all-clear only for an all-clear, and only when no other alert goes on there', () => {
    const patternOf = (command: ReturnType<typeof ask>) =>
      command.action === 'stop' ? command.pattern : 'no stop'
    assert.equal(patternOf(ask({ kind: 'all-clear' })), 'all-clear')
    assert.equal(patternOf(ask({ kind: 'all-clear' }, ['alert-000002'])), undefined)
    assert.equal(patternOf(ask({ kind: 'retraction' })), undefined)
    assert.equal(patternOf(ask({ kind: 'lapse' })), undefined)
  })
  test('stops, for an update to a level that sounds no sirens', () => {
    const { siren: _, ...silent } = drillNotice({ kind: 'update', reason: 'lowered' })
    assert.equal(orderFor(silent, siren(1), 1, t0, usualTimes).command.action, 'stop')
  })
})
