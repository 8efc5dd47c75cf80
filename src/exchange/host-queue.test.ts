import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { epochMilliseconds, plus, second, virtualClock, type Instant } from '#base'
import { entrance, idle, type HostLimits } from './host-gate.ts'
import { hostQueue } from './host-queue.ts'

const start = '2026-11-22T00:00:00.000Z' as Instant
const limits: HostLimits = { atOnce: 2, between: 250, atOnceInAll: 3 }
const never = new AbortController().signal
const settle = () => new Promise<void>((resolve) => setImmediate(resolve))

describe('the gate of a host', () => {
  test('opens at once for the first, and after the pause for the next', () => {
    assert.deepEqual(entrance(idle, 0, limits, 1_000), { kind: 'now' })
    const load = { ...idle, running: 1, lastBegunMs: 1_000 }
    assert.deepEqual(entrance(load, 1, limits, 1_100), { kind: 'at', atMs: 1_250 })
    assert.deepEqual(entrance(load, 1, limits, 1_250), { kind: 'now' })
  })
  test('is shut while as many run as may, at the host or in all', () => {
    assert.deepEqual(entrance({ ...idle, running: 2 }, 2, limits, 1_000), { kind: 'when-one-ends' })
    assert.deepEqual(entrance(idle, 3, limits, 1_000), { kind: 'when-one-ends' })
  })
  test('is shut while the host rests', () => {
    assert.deepEqual(entrance({ ...idle, restsUntilMs: 9_000 }, 0, limits, 1_000), {
      kind: 'at',
      atMs: 9_000,
    })
  })
})

describe('the queue before hosts', () => {
  test('lets sources take turns, so that a long feed holds up nobody', async () => {
    const clock = virtualClock(start)
    const queue = hostQueue({ atOnce: 1, between: 100, atOnceInAll: 9 }, clock)
    const order: string[] = []
    const go = async (source: string) => {
      const leave = await queue.enter('h', source, never)
      order.push(source)
      leave()
    }
    const all = [...Array.from({ length: 5 }, () => go('long')), go('short')]
    for (let i = 0; i < 8; i++) {
      await settle()
      clock.advance(100)
    }
    await Promise.all(all)
    assert.deepEqual(order, ['long', 'short', 'long', 'long', 'long', 'long'])
  })
  test('lets nobody in while a host rests, and others meanwhile', async () => {
    const clock = virtualClock(start)
    const queue = hostQueue(limits, clock)
    queue.rest('busy', plus(start, 30 * second))
    let entered = 'nobody'
    const waiting = queue.enter('busy', 'a', never).then((leave) => ((entered = 'busy'), leave()))
    ;(await queue.enter('free', 'a', never))()
    await settle()
    clock.advance(29 * second)
    await settle()
    assert.equal(entered, 'nobody')
    clock.advance(second)
    await waiting
    assert.equal(entered, 'busy')
  })
  test('forgets whoever was called off, and serves those behind', async () => {
    const clock = virtualClock(start)
    const queue = hostQueue({ ...limits, atOnce: 1, between: 0 }, clock)
    const leave = await queue.enter('h', 'a', never)
    const off = new AbortController()
    const gone = queue.enter('h', 'b', off.signal)
    const behind = queue.enter('h', 'c', never)
    off.abort(new Error('called off'))
    await assert.rejects(gone, /called off/)
    assert.equal(queue.waiting, 1)
    leave()
    ;(await behind)()
    await assert.rejects(queue.enter('h', 'd', off.signal), /called off/)
    assert.equal(queue.waiting, 0)
  })
  test('an end at one host lets another begin where all together were too many', async () => {
    const queue = hostQueue({ atOnce: 1, between: 0, atOnceInAll: 1 }, virtualClock(start))
    const leave = await queue.enter('a', 'x', never)
    const other = queue.enter('b', 'y', never)
    leave()
    leave() // twice is once
    ;(await other)()
  })

  test('never lets in more than the limits say, in whatever order they come and go', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            host: fc.constantFrom('a', 'b', 'c'),
            source: fc.constantFrom('x', 'y', 'z'),
            comesAtMs: fc.integer({ min: 1, max: 500 }),
            staysMs: fc.integer({ min: 1, max: 300 }),
          }),
          { minLength: 1, maxLength: 15 },
        ),
        async (visits) => {
          const clock = virtualClock(start)
          const queue = hostQueue(limits, clock)
          const running = new Map<string, number>()
          const begun = new Map<string, number>()
          let served = 0
          for (const { host, source, comesAtMs, staysMs } of visits)
            clock.after(comesAtMs, () => {
              void queue.enter(host, source, never).then((leave) => {
                const nowMs = epochMilliseconds(clock.now())
                assert.ok(nowMs - (begun.get(host) ?? -Infinity) >= limits.between, 'too soon')
                begun.set(host, nowMs)
                running.set(host, (running.get(host) ?? 0) + 1)
                assert.ok(running.get(host)! <= limits.atOnce, 'too many at a host')
                assert.ok(
                  [...running.values()].reduce((sum, one) => sum + one, 0) <= limits.atOnceInAll,
                  'too many',
                )
                clock.after(staysMs, () => {
                  running.set(host, running.get(host)! - 1)
                  served += 1
                  leave()
                })
              })
            })
          for (let ms = 0; ms < 60_000 && served < visits.length; ms++) {
            clock.advance(1)
            await Promise.resolve()
            await Promise.resolve()
          }
          assert.equal(served, visits.length, 'somebody waits for ever')
          assert.equal(queue.waiting, 0)
        },
      ),
      { numRuns: 25 },
    ))
})
