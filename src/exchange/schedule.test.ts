import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { between, epochMilliseconds, hour, instantOf, minute, plus, second, type Instant } from '#base'
import { backoff, firstPoll, jitter, longestBackoff, nextPoll, paceOf } from './schedule.ts'

const at = '2026-11-22T00:00:00.000Z' as Instant
const poll = { everySeconds: 60, minSeconds: 15, maxSeconds: 900 }
const polled = { failures: 0, news: 'polled' } as const
const good = (hints = {}) => ({ kind: 'good', hints }) as const

const anyPoll = fc
  .tuple(
    fc.integer({ min: 5, max: 86_400 }),
    fc.integer({ min: 5, max: 86_400 }),
    fc.integer({ min: 5, max: 86_400 }),
  )
  .map((three) => three.toSorted((a, b) => a - b))
  .map(([minSeconds, everySeconds, maxSeconds]) => ({
    minSeconds: minSeconds!,
    everySeconds: everySeconds!,
    maxSeconds: maxSeconds!,
  }))
const chance = fc.double({ min: 0, max: 0.999_999, noNaN: true })
const anyHints = fc.record(
  {
    madeEverySeconds: fc.integer({ min: 1, max: 10_000_000 }),
    freshForSeconds: fc.integer({ min: 0, max: 10_000_000 }),
  },
  { requiredKeys: [] },
)

describe('the schedule of a source', () => {
  test('keeps the usual pace where nothing is asked for', () => {
    assert.equal(nextPoll(poll, polled, good(), at, 0).at, plus(at, minute))
    assert.equal(paceOf(poll, { freshForSeconds: 1 }), minute)
    assert.equal(paceOf(poll, { freshForSeconds: 0 }), minute)
  })
  test('follows what the document says of its making, within bounds', () => {
    assert.equal(paceOf(poll, { madeEverySeconds: 20 }), 20 * second)
    assert.equal(paceOf(poll, { madeEverySeconds: 1 }), 15 * second)
    assert.equal(paceOf(poll, { madeEverySeconds: 3_600 }), 900 * second)
  })
  test('is slowed by freshness, and never hastened', () => {
    assert.equal(paceOf(poll, { freshForSeconds: 300 }), 300 * second)
    assert.equal(paceOf(poll, { freshForSeconds: 86_400 }), 900 * second)
    assert.equal(paceOf(poll, { madeEverySeconds: 20, freshForSeconds: 40 }), 40 * second)
  })
  test('waits twice as long after each failure, up to a bound', () => {
    assert.deepEqual(
      [1, 2, 3, 4, 5, 6, 7].map((failures) => backoff(poll, failures) / second),
      [60, 120, 240, 480, 900, 900, 900],
    )
    assert.equal(backoff({ ...poll, maxSeconds: 7_200 }, 40), 2 * hour)
  })
  test('heeds a Retry-After that is longer than its own wait, for an hour at most', () => {
    const after = (retryAfter: Instant) => nextPoll(poll, polled, { kind: 'failed', retryAfter }, at, 0).at
    assert.equal(after(plus(at, 10 * minute)), plus(at, 10 * minute))
    assert.equal(after(plus(at, second)), plus(at, minute))
    assert.equal(after(plus(at, 24 * hour)), plus(at, hour))
  })
  test('ends where the publisher says that it is gone', () => {
    assert.equal(nextPoll(poll, polled, { kind: 'gone' }, at, 0).at, null)
  })
  test('is a safety net while a hub pushes', () => {
    assert.equal(nextPoll(poll, { failures: 0, news: 'pushed' }, good(), at, 0).at, plus(at, 900 * second))
  })
  test('forgets the failures with the first success', () => {
    assert.equal(nextPoll(poll, { failures: 7, news: 'polled' }, good(), at, 0).failures, 0)
  })
  test('is kept over a restart, and soon where it was overdue', () => {
    const due = plus(at, 5 * minute)
    assert.equal(firstPoll(due, at, 0.5), due)
    for (const random of [0, 0.5, 0.99]) {
      const wait = between(at, firstPoll(plus(at, -hour), at, random))
      assert.ok(wait >= 0 && wait < 5 * second, String(wait))
    }
  })

  test('never asks faster than the least or slower than the most, whatever a good answer says', () =>
    fc.assert(
      fc.property(
        anyPoll,
        anyHints,
        chance,
        fc.constantFrom('polled', 'pushed'),
        (bounds, hints, random, news) => {
          const next = nextPoll(bounds, { failures: 3, news: news as 'polled' }, good(hints), at, random).at!
          const waited = between(at, next)
          assert.ok(waited >= bounds.minSeconds * second)
          assert.ok(waited <= Math.ceil(bounds.maxSeconds * second * (1 + jitter)))
        },
      ),
    ))
  test('backs off without ever coming sooner than the pace or later than its bound', () =>
    fc.assert(
      fc.property(anyPoll, fc.integer({ min: 0, max: 10_000 }), chance, (bounds, failures, random) => {
        const next = nextPoll(bounds, { failures, news: 'polled' }, { kind: 'failed' }, at, random)
        const waited = between(at, next.at!)
        assert.ok(waited >= bounds.everySeconds * second)
        assert.ok(waited <= Math.max(bounds.maxSeconds * second, longestBackoff) * (1 + jitter) + 1)
        assert.equal(next.failures, failures + 1)
      }),
    ))
  test('spreads a thousand sources that failed at the same moment', () => {
    const perTenth = new Map<number, number>()
    for (let i = 0; i < 1_000; i++) {
      const { at: next } = nextPoll(poll, polled, { kind: 'failed' }, instantOf(0), i / 1_000)
      const tenth = Math.floor((epochMilliseconds(next!) - 60_000) / 600.1)
      perTenth.set(tenth, (perTenth.get(tenth) ?? 0) + 1)
    }
    assert.equal(perTenth.size, 10)
    assert.ok(Math.max(...perTenth.values()) < 150, JSON.stringify([...perTenth]))
  })
})
