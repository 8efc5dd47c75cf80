import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { plus, second, type Instant } from '#base'
import { drillNotice } from '../../../test/support/notices.ts'
import { orderFor, usualTimes } from './order.ts'
import { outcomeOfOrder } from './outcome.ts'
import type { SirenReport } from './report.ts'
import type { SirenId } from './siren.ts'
import { decide, evolve, neverHeard, statusOf, type SirenNews, type SirenState } from './siren-state.ts'

const siren = 'zadonsk-1' as SirenId
const t0 = '2025-11-01T21:37:00.000Z' as Instant
const order = orderFor(drillNotice(), siren, 7, t0, usualTimes)
const report = (more: Partial<SirenReport> = {}): SirenReport => ({
  v: 1,
  siren,
  at: t0,
  counter: 7,
  condition: 'sounding',
  faults: [],
  refusals: 0,
  ...more,
})
const says = (more: Partial<SirenReport> = {}): SirenNews => ({
  type: 'report',
  report: report(more),
  authenticity: 'signed',
  freshness: 'fresh',
})
const beats: SirenNews = {
  type: 'heartbeat',
  heartbeat: { v: 1, siren, at: t0, counter: 0, faults: [], presence: 'here' },
}

/** Each piece of news at its second; refused news is a mistake in the test. */
function after(...news: readonly (readonly [seconds: number, news: SirenNews])[]): SirenState {
  return news.reduce((state, [seconds, each]) => {
    const events = decide(state, each, plus(t0, seconds * second))
    assert.ok(events.ok, JSON.stringify(events))
    return events.value.reduce(evolve, state)
  }, neverHeard(siren))
}
const word = (state: SirenState, seconds: number) => statusOf(state, plus(t0, seconds * second), usualTimes)
const ordered = [0, { type: 'order', order }] as const

describe('a siren is', () => {
  test('unknown before anybody asked it anything, even while its heart beats', () => {
    assert.equal(word(neverHeard(siren), 0), 'unknown')
    assert.equal(word(after([0, beats]), 1), 'unknown')
  })
  test('pending from the order to the deadline', () => {
    assert.equal(word(after(ordered), 9.999), 'pending')
  })
  test('silent after the deadline when its heart beats, unknown when it does not', () => {
    assert.equal(word(after(ordered), 10), 'unknown')
    assert.equal(word(after(ordered, [1, beats]), 10), 'silent')
    assert.equal(word(after(ordered, [1, beats]), 200), 'unknown')
  })
  test('unknown as soon as its connection breaks', () => {
    const gone: SirenNews = { ...beats, heartbeat: { ...beats.heartbeat, presence: 'gone' } }
    assert.equal(word(after(ordered, [1, beats], [2, gone]), 10), 'unknown')
    assert.equal(word(after(ordered, [1, says()], [2, gone]), 3), 'unknown')
  })
  test('sounding when it says so, also after the deadline', () => {
    assert.equal(word(after(ordered, [1, says()]), 2), 'sounding')
    assert.equal(word(after(ordered, [40, says()]), 41), 'sounding')
  })
  test('no longer sounding when it should have finished and said nothing more', () => {
    const state = after(ordered, [1, says()], [150, beats])
    assert.equal(word(state, 151), 'silent')
    assert.equal(word(after(ordered, [1, says()]), 300), 'unknown')
  })
  test('passed when it finished, and stays so when it goes away later', () => {
    const state = after(ordered, [1, says()], [61, says({ condition: 'passed', at: plus(t0, 60_000) })])
    assert.equal(word(state, 62), 'passed')
    assert.equal(word(state, 10_000), 'passed')
  })
  test('failed when it says so, when it names a fault, and when it refuses the order', () => {
    assert.equal(word(after(ordered, [1, says({ condition: 'failed' })]), 2), 'failed')
    assert.equal(word(after(ordered, [1, says({ condition: 'passed', faults: ['horn-2'] })]), 2), 'failed')
    const refused = says({
      counter: 3,
      condition: 'ready',
      refusals: 1,
      refused: { problem: 'siren/late', at: t0, counter: 7 },
    })
    assert.equal(word(after(ordered, [1, refused]), 2), 'failed')
  })
  test('judged by the last order only: an answer to the one before says nothing', () => {
    const before = after(ordered, [1, says()])
    const next = orderFor(drillNotice({ revision: 2 }), siren, 8, plus(t0, 5_000), usualTimes)
    const events = decide(before, { type: 'order', order: next }, plus(t0, 5_000))
    assert.ok(events.ok)
    assert.equal(word(events.value.reduce(evolve, before), 6), 'pending')
  })
})

describe('news of a siren', () => {
  test('that is older than what it said before is not believed', () => {
    const state = after(ordered, [1, says({ condition: 'failed', at: plus(t0, 1_000) })])
    for (const old of [says({ at: t0 }), says({ counter: 6, at: plus(t0, 9_000) })])
      assert.ok(!decide(state, old, plus(t0, 5_000)).ok)
  })
  test('that names another siren is not believed', () => {
    const verdict = decide(neverHeard(siren), says({ siren: 'terbuny-1' as SirenId }), t0)
    assert.ok(!verdict.ok && verdict.problem.code === 'siren/misaddressed')
  })
  test('that the broker kept tells what it did, not that it is alive', () => {
    const state = after(ordered, [
      1,
      { ...says({ condition: 'ready', counter: 7 }), freshness: 'kept' } as SirenNews,
    ])
    assert.equal(state.lastHeard, null)
    assert.equal(word(state, 11), 'unknown')
  })
})

describe('the outcome of an order', () => {
  test('is confirmed by the device, and says when nothing was to be heard or nothing was signed', () => {
    const quiet = after(ordered, [
      1,
      { ...says({ condition: 'passed', how: 'said-only' }), authenticity: 'unsigned' } as SirenNews,
    ])
    assert.deepEqual(outcomeOfOrder(quiet), {
      kind: 'confirmed',
      by: 'device',
      detail: 'passed (said only, no sound), unsigned',
    })
  })
  test('is open while the siren has only answered older orders', () => {
    assert.equal(outcomeOfOrder(after(ordered, [1, says({ counter: 6 })])), undefined)
  })
  test('is refused for good on a fault and for now on a clock that is wrong', () => {
    const fault = outcomeOfOrder(after(ordered, [1, says({ condition: 'failed' })]))
    assert.deepEqual(fault, { kind: 'refused', problem: 'siren/fault', retry: 'never' })
    const early = says({
      counter: 3,
      condition: 'ready',
      refusals: 1,
      refused: { problem: 'siren/early', at: t0, counter: 7 },
    })
    assert.deepEqual(outcomeOfOrder(after(ordered, [1, early])), {
      kind: 'refused',
      problem: 'siren/early',
      retry: 'later',
    })
  })
})
