import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { openLanes, type LaneCall } from './lanes.ts'

type Then = Awaited<ReturnType<LaneCall['call']>>

/** Calls that stay under way until the test answers them. */
function world(most: number) {
  const lanes = openLanes(most)
  const begun: string[] = []
  const underWay = new Map<string, (then: Then) => void>()
  const never = new AbortController().signal
  return {
    ...{ lanes, begun, underWay },
    /** `alert region` each. */
    run: (names: readonly string[], signal = never) =>
      lanes.run(
        names.map((name) => ({
          key: name.split(' ')[1]!,
          call: () => {
            begun.push(name)
            return new Promise<Then>((resolve) => underWay.set(name, resolve))
          },
        })),
        signal,
      ),
    async answer(name: string, then: Then = 'go-on') {
      underWay.get(name)!(then)
      underWay.delete(name)
      await new Promise<void>((resolve) => setImmediate(resolve))
    },
  }
}

describe('lanes', () => {
  test('take one call until it was answered well, then so many at once', async () => {
    const { run, begun, answer, lanes } = world(3)
    const over = run(['a 1', 'a 2', 'a 3', 'a 4', 'a 5'])
    assert.deepEqual(begun, ['a 1'])
    await answer('a 1')
    assert.deepEqual(begun, ['a 1', 'a 2', 'a 3', 'a 4'])
    await answer('a 3')
    assert.deepEqual(begun.slice(4), ['a 5'])
    for (const name of ['a 2', 'a 4', 'a 5']) await answer(name)
    await over
    assert.ok(lanes.isIdle)
  })

  test('never begin a later call of one key before the one before it was answered', async () => {
    const { run, begun, answer } = world(3)
    const over = run(['a 1', 'a 2', 'b 2', 'c 2', 'a 3'])
    await answer('a 1')
    assert.deepEqual(begun, ['a 1', 'a 2', 'a 3'])
    await answer('a 3')
    assert.equal(begun.length, 3)
    await answer('a 2')
    assert.deepEqual(begun.slice(3), ['b 2'])
    await answer('b 2', 'hold-key')
    await over
    assert.equal(begun.includes('c 2'), false)
  })

  test('keep that order over two runs, and what is waited for comes first', async () => {
    const { run, begun, answer } = world(2)
    const starts = run(['start 1', 'start 2', 'start 3', 'start 4', 'start 5'])
    await answer('start 1')
    assert.deepEqual(begun, ['start 1', 'start 2', 'start 3'])
    const end = run(['end 5'])
    await answer('start 2')
    await answer('start 3')
    // Each run in turn: the end is let through by the start before it.
    assert.deepEqual(begun.slice(3).toSorted(), ['start 4', 'start 5'])
    await answer('start 5')
    assert.deepEqual(begun.slice(5), ['end 5'])
    await answer('end 5')
    await answer('start 4')
    await Promise.all([starts, end])
  })

  test('leave out all that has not begun where the receiver itself cannot, and where they are called off', async () => {
    const { run, begun, answer, lanes } = world(2)
    const held = run(['a 1', 'a 2'])
    await answer('a 1', 'hold-all')
    await held
    const off = new AbortController()
    const calledOff = run(['b 1', 'b 2'], off.signal)
    off.abort()
    assert.equal(lanes.isIdle, false)
    await answer('b 1')
    await calledOff
    await run(['c 1'], AbortSignal.abort())
    assert.deepEqual(begun, ['a 1', 'b 1'])
    assert.ok(lanes.isIdle)
  })

  test('say when a call itself failed, once all is over', async () => {
    const lanes = openLanes(2)
    const call = () => Promise.reject(new Error('no such thing'))
    await assert.rejects(lanes.run([{ key: '1', call }], new AbortController().signal), /no such thing/)
    assert.ok(lanes.isIdle)
  })

  test('hold their promises in any order of asking and answering', async () => {
    const step = fc.oneof(
      fc.record({ do: fc.constant('run' as const), keys: fc.array(fc.nat(4), { maxLength: 8 }) }),
      fc.record({ do: fc.constant('answer' as const), which: fc.nat(9) }),
      fc.record({ do: fc.constant('hold' as const), which: fc.nat(9) }),
      fc.record({ do: fc.constant('call-off' as const), which: fc.nat(9) }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const here = world(3)
        const runs: Promise<void>[] = []
        const offs: AbortController[] = []
        const asked = new Map<string, string[]>()
        const one = async (which: number, then: Then) => {
          const names = [...here.underWay.keys()]
          if (names.length > 0) await here.answer(names[which % names.length]!, then)
        }
        const holds = () => {
          const keys = [...here.underWay.keys()].map((name) => name.split(' ')[1])
          assert.ok(keys.length <= 3)
          assert.equal(new Set(keys).size, keys.length, 'two of one key at once')
          for (const [key, names] of asked) {
            const begun = here.begun.filter((name) => name.split(' ')[1] === key)
            assert.deepEqual(
              begun,
              names.filter((name) => begun.includes(name)),
              'out of order',
            )
          }
        }
        for (const [at, now] of steps.entries()) {
          if (now.do === 'run') {
            const names = now.keys.map((key, index) => `${at}.${index} ${key}`)
            for (const name of names) {
              const [, key] = name.split(' ') as [string, string]
              asked.set(key, [...(asked.get(key) ?? []), name])
            }
            const off = new AbortController()
            offs.push(off)
            runs.push(here.run(names, off.signal))
          } else if (now.do === 'call-off') offs[now.which % Math.max(1, offs.length)]?.abort()
          else await one(now.which, now.do === 'answer' ? 'go-on' : 'hold-key')
          holds()
        }
        while (here.underWay.size > 0) {
          await one(0, 'go-on')
          holds()
        }
        await Promise.all(runs)
        assert.ok(here.lanes.isIdle)
      }),
      { numRuns: 200 },
    )
  })
})
