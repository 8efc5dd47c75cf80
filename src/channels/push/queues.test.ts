import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { plus, second, virtualClock, type Instant } from '#base'
import type { PushAnswer } from './answer.ts'
import type { CallingOff } from './push-request.ts'
import { pushQueues, type Crowd, type QueueSettings } from './queues.ts'
import type { Row, Subscription } from './subscription.ts'

const start = '2025-11-01T21:37:00.000Z' as Instant
const accepted: PushAnswer = { kind: 'accepted' }
const busy: PushAnswer = { kind: 'refused', problem: 'push/busy', retry: 'later' }

/** Turns of the event loop until nothing moves but the clock. */
const settle = async () => {
  for (let i = 0; i < 20; i++) await new Promise<void>((resolve) => setImmediate(resolve))
}

/** Queues in virtual time over an outside that answers as told; `sent` is what went out, in order. */
function world(settings: Partial<QueueSettings> = {}) {
  const clock = virtualClock(start)
  const queues = pushQueues({ clock, settings })
  const sent: { readonly crowd: string; readonly row: Row; readonly at: Instant }[] = []
  const heard: { readonly crowd: string; readonly row: Row; readonly answer: PushAnswer }[] = []
  /** The greatest number on the wire at once, and never two to one phone. */
  const wire = { now: 0, most: 0, rows: new Set<Row>(), doubled: 0 }
  const crowd = (
    name: string,
    rank: number,
    answer: (row: Row, off: CallingOff) => PushAnswer | Promise<PushAnswer> | 'hangs' = () => accepted,
  ): Crowd => ({
    rank,
    read: async (rows) => rows.map((row) => ({ row }) as Subscription),
    isOver: () => false,
    async send({ row }, off) {
      sent.push({ crowd: name, row, at: clock.now() })
      off.goesOut?.()
      if (wire.rows.has(row)) wire.doubled++
      wire.rows.add(row)
      wire.most = Math.max(wire.most, ++wire.now)
      const said = answer(row, off)
      const done = await (said === 'hangs' ? hanging(off) : said)
      wire.now--
      wire.rows.delete(row)
      return done
    },
    heard: (row, said) => heard.push({ crowd: name, row, answer: said }),
  })
  const hanging = (off: CallingOff) =>
    new Promise<PushAnswer>((resolve) =>
      off.givenUp.addEventListener('abort', () => resolve({ kind: 'unknown', problem: 'push/no-answer' })),
    )
  const rows = (from: number, to: number, origin = 0) =>
    new Map([[origin, Uint32Array.from({ length: to - from }, (_, i) => from + i)]])
  return { clock, queues, sent, heard, wire, crowd, rows }
}

describe('the queues of push', () => {
  test('send to everybody once, so many at once', async () => {
    const { queues, sent, wire, crowd, rows } = world({ atOnce: 7 })
    const running = queues.run(crowd('one', 1), rows(0, 200))
    await running.done
    assert.deepEqual(
      sent.map(({ row }) => row),
      Array.from({ length: 200 }, (_, i) => i),
    )
    assert.ok(wire.most <= 7)
    assert.deepEqual(queues.load(), { queued: 0, flying: 0, lingering: 0 })
  })

  test('let an end go before what was queued earlier', async () => {
    const { queues, sent, crowd, rows } = world({ atOnce: 1 })
    queues.run(crowd('advisory', 3), rows(0, 50))
    queues.run(crowd('danger', 1), rows(100, 150))
    const end = queues.run(crowd('end', 0), rows(200, 250))
    await end.done
    const order = sent.map(({ crowd: name }) => name)
    const lastEnd = order.lastIndexOf('end')
    assert.ok(order.slice(0, lastEnd).filter((name) => name === 'advisory').length <= 2)
    assert.ok(order.slice(0, lastEnd).filter((name) => name === 'danger').length <= 2)
  })

  test('send nothing of what was stopped', async () => {
    const { queues, sent, crowd, rows } = world({ atOnce: 2 })
    const later = () => new Promise<PushAnswer>((resolve) => setImmediate(() => resolve(accepted)))
    const running = queues.run(crowd('warning', 1, later), rows(0, 500))
    for (let i = 0; i < 3; i++) await new Promise<void>((resolve) => setImmediate(resolve))
    const before = sent.length
    running.stop()
    await running.done
    await settle()
    assert.ok(before > 0 && before < 500)
    assert.equal(sent.length, before)
  })

  test('tell what is not on the wire yet that it is stopped', async () => {
    const { queues, crowd, rows } = world()
    const stopped: Row[] = []
    const running = queues.run(
      crowd('warning', 1, (row, off) => {
        off.stopped.addEventListener('abort', () => stopped.push(row))
        return 'hangs'
      }),
      rows(0, 3),
    )
    await settle()
    running.stop()
    assert.deepEqual(stopped, [0, 1, 2])
    queues.close()
  })

  test('keep nobody waiting behind those that hang, and try those last the next time', async () => {
    const { clock, queues, heard, sent, crowd, rows } = world({ atOnce: 10, lingersAfter: 500 })
    // The first hundred hang, so that they take every slot ten times over.
    const running = queues.run(
      crowd('warning', 1, (row) => (row < 100 ? 'hangs' : accepted)),
      rows(0, 200),
    )
    for (let i = 0; i < 11; i++) {
      await settle()
      clock.advance(500)
    }
    await settle()
    assert.equal(heard.filter(({ answer }) => answer.kind === 'accepted').length, 100)
    clock.advance(10 * second)
    await running.done
    sent.length = 0
    await queues.run(crowd('end', 0), rows(0, 200)).done
    assert.deepEqual(
      sent.slice(0, 100).map(({ row }) => row),
      Array.from({ length: 100 }, (_, i) => 100 + i),
    )
  })

  test('keep one service from holding up another', async () => {
    const { clock, queues, sent, crowd } = world({ atOnce: 4, atOnceInAll: 6 })
    queues.run(
      crowd('warning', 1, (row) => (row < 1_000 ? 'hangs' : accepted)),
      new Map([
        [0, Uint32Array.from({ length: 40 }, (_, i) => i)],
        [1, Uint32Array.from({ length: 40 }, (_, i) => 1_000 + i)],
      ]),
    )
    await settle()
    clock.advance(500)
    await settle()
    assert.equal(sent.filter(({ row }) => row >= 1_000).length, 40)
    queues.close()
  })

  test('leave a service alone that answers nobody, and ask one whether it is back', async () => {
    const { clock, queues, sent, heard, crowd, rows } = world({ atOnce: 10, lingersAfter: 100 })
    const running = queues.run(
      crowd('warning', 1, () => 'hangs'),
      rows(0, 5_000),
    )
    for (let i = 0; i < 300; i++) {
      await settle()
      clock.advance(100)
    }
    await running.done
    assert.ok(sent.length < 2_000, `${sent.length} tries at a service that is dead`)
    assert.ok(heard.every(({ answer }) => answer.kind === 'unknown'))
    sent.length = 0
    const again = queues.run(crowd('warning', 1), rows(0, 5_000))
    await again.done
    assert.equal(sent.length, 5_000)
  })

  test('try again what may help, when the service said, and not for ever', async () => {
    const { clock, queues, sent, crowd, rows } = world({ tries: 3 })
    const answers = [{ ...busy, notBefore: plus(start, 5 * second) } as PushAnswer, busy, busy, accepted]
    const running = queues.run(
      crowd('warning', 1, () => answers.shift()!),
      rows(0, 1),
    )
    await settle()
    clock.advance(4 * second)
    await settle()
    assert.equal(sent.length, 1)
    clock.advance(second)
    await settle()
    assert.equal(sent.length, 2)
    clock.advance(10 * second)
    await settle()
    await running.done
    assert.equal(sent.length, 3)
  })

  test('send the newer message to a phone after the older one, never beside it', async () => {
    const { clock, queues, wire, heard, crowd, rows } = world()
    const warning = queues.run(
      crowd('warning', 1, () => 'hangs'),
      rows(0, 5),
    )
    await settle()
    warning.stop()
    const end = queues.run(crowd('end', 0), rows(0, 5))
    await settle()
    assert.equal(heard.length, 0)
    clock.advance(second)
    await settle()
    await end.done
    assert.equal(wire.doubled, 0)
    assert.equal(heard.filter(({ crowd: name }) => name === 'end').length, 5)
  })

  const manyOrigins = (from: number, to: number) =>
    new Map(Array.from({ length: to - from }, (_, i) => [from + i, Uint32Array.of(from + i)] as const))

  test('go on with who waits for a slot when those before them were stopped', async () => {
    const { clock, queues, sent, crowd } = world({ atOnceInAll: 2 })
    const hold = queues.run(
      crowd('hold', 1, () => 'hangs'),
      manyOrigins(0, 2),
    )
    await settle()
    const stopped = queues.run(crowd('stopped', 1), manyOrigins(10, 60))
    await settle()
    const goesOn = queues.run(crowd('goes-on', 1), manyOrigins(100, 110))
    await settle()
    stopped.stop()
    hold.stop()
    clock.advance(second)
    await settle()
    await goesOn.done
    assert.equal(sent.filter(({ crowd: name }) => name === 'goes-on').length, 10)
    assert.equal(sent.filter(({ crowd: name }) => name === 'stopped').length, 0)
  })

  test('let an end at one service go before warnings that wait for a slot at thousands', async () => {
    const { clock, queues, sent, crowd } = world({ atOnceInAll: 4 })
    queues.run(
      crowd('warning', 1, () => 'hangs'),
      manyOrigins(0, 400),
    )
    await settle()
    const end = queues.run(crowd('end', 0), manyOrigins(1_000, 1_004))
    await settle()
    clock.advance(second / 2)
    await settle()
    await end.done
    assert.ok(sent.filter(({ crowd: name }) => name === 'warning').length <= 8)
  })

  test('serve a service that answers before thousands of which nobody knows whether they do', async () => {
    const { clock, queues, heard, crowd } = world({ atOnceInAll: 4, atOnce: 4 })
    const strangers = new Map(Array.from({ length: 400 }, (_, i) => [1 + i, Uint32Array.of(1_000 + i)]))
    const phones = Uint32Array.from({ length: 100 }, (_, i) => i)
    queues.run(
      crowd('warning', 1, (row) => (row >= 1_000 ? 'hangs' : accepted)),
      new Map([...strangers, [0, phones]]),
    )
    for (let i = 0; i < 8; i++) {
      await settle()
      clock.advance(second / 2)
    }
    await settle()
    assert.equal(heard.filter(({ answer }) => answer.kind === 'accepted').length, 100)
  })

  test('settle everybody, whatever the services do, and never send twice at once to one phone', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.array(fc.constantFrom('ok', 'hangs', 'busy', 'gone', 'large', 'broken'), {
            minLength: 1,
            maxLength: 3,
          }),
          {
            minLength: 1,
            maxLength: 40,
          },
        ),
        fc.integer({ min: 1, max: 8 }),
        async (fates, atOnce) => {
          const { clock, queues, wire, heard, crowd, rows } = world({
            atOnce,
            mostLingering: 5,
            lingersAfter: 300,
          })
          const tries = new Map<Row, number>()
          const running = queues.run(
            crowd('warning', 1, (row) => {
              const at = tries.get(row) ?? 0
              tries.set(row, at + 1)
              const fate = fates[row]![Math.min(at, fates[row]!.length - 1)]
              if (fate === 'hangs') return 'hangs'
              if (fate === 'busy') return busy
              if (fate === 'gone') return { kind: 'gone' }
              if (fate === 'large') return { kind: 'refused', problem: 'push/too-large', retry: 'never' }
              if (fate === 'broken') return Promise.reject(new Error('broken'))
              return accepted
            }),
            rows(0, fates.length),
          )
          let over = false
          void running.done.then(() => (over = true))
          for (let i = 0; i < 400 && !over; i++) {
            await settle()
            clock.advance(second)
          }
          assert.ok(over, 'it never ended')
          assert.equal(wire.doubled, 0)
          assert.ok([...tries.values()].every((count) => count <= 3))
          const takers = fates.flatMap((fate, row) => (fate[0] === 'ok' ? [row] : []))
          const took = new Set(heard.filter(({ answer }) => answer.kind === 'accepted').map(({ row }) => row))
          for (const row of takers) if (tries.has(row)) assert.ok(took.has(row))
          queues.close()
        },
      ),
      { numRuns: 60 },
    )
  })
})
