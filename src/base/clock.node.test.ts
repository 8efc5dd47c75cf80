import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { epochMilliseconds, hour, instantOf, minute, type Instant } from './clock.ts'
import { systemClock } from './clock.node.ts'

const noon = Date.parse('2025-11-02T12:00:00.000Z')

/** A machine whose clock can be set, and which knows how much time really passed. */
function machine(floor?: Instant) {
  let set = 0
  let passed = 0
  const jumps: number[] = []
  const clock = systemClock({
    ...(floor === undefined ? {} : { floor }),
    read: () => noon + passed + set,
    elapsed: () => passed,
    onJump: (backBy) => void jumps.push(backBy),
  })
  return {
    clock,
    jumps,
    now: () => epochMilliseconds(clock.now()) - noon,
    passes: (wait: number) => void (passed += wait),
    sets: (by: number) => void (set += by),
  }
}

describe('the machine’s clock', () => {
  test('is followed as it goes, and when it jumps ahead', () => {
    const { now, passes, sets, jumps } = machine()
    assert.equal(now(), 0)
    passes(minute)
    assert.equal(now(), minute)
    sets(hour)
    assert.equal(now(), hour + minute)
    assert.deepEqual(jumps, [])
  })

  test('that jumps back is told of once; time goes on without it, a tenth slower, until it has caught up', () => {
    const { now, passes, sets, jumps } = machine()
    passes(minute)
    assert.equal(now(), minute)
    sets(-10 * minute)
    assert.equal(now(), minute)
    for (let minutes = 1; minutes < 100; minutes++) {
      passes(minute)
      assert.equal(now(), minute + minutes * 54_000)
    }
    assert.deepEqual(jumps, [10 * minute])
    passes(minute)
    assert.equal(now(), 91 * minute)
    passes(minute)
    assert.equal(now(), 92 * minute, 'it is the machine’s again')
    sets(-hour)
    now()
    assert.deepEqual(jumps, [10 * minute, hour])
  })

  test('that is a moment behind is nothing to tell of', () => {
    const { now, sets, jumps } = machine()
    now()
    sets(-999)
    assert.equal(now(), 0)
    assert.deepEqual(jumps, [])
  })

  test('never gives less than what is written already, by this machine or another', () => {
    const { clock, now, passes, jumps } = machine(instantOf(noon + hour))
    assert.equal(now(), hour)
    clock.raise(instantOf(noon + 2 * hour))
    clock.raise(instantOf(noon))
    assert.equal(now(), 2 * hour)
    passes(minute)
    assert.equal(now(), 2 * hour + 54_000)
    assert.deepEqual(jumps, [hour])
  })
})
