import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { day, hour, minute, plus, type Instant } from '#base'
import type { CapSource } from './arrival.ts'
import { healthOf, sayLength } from './health.ts'
import { readSource } from './source.ts'
import { beat, isStale, newState, noted, type Heartbeat, type SourceState } from './source-state.ts'

const at = '2026-11-22T06:00:00.000Z' as Instant
const read = readSource({ id: 'town', address: 'https://warn.town.example/' }, { allowed: [] })
assert.ok(read.ok)
const source: CapSource = read.value
const good: SourceState = { ...newState(source, plus(at, minute)), goodAt: at, triedAt: at, read: 'before' }
const failure = { at, problem: { code: 'exchange/not-found', details: { answered: 404 } } }

describe('the health of a source', () => {
  for (const [condition, change, settings] of [
    ['new', { goodAt: undefined }, {}],
    ['good', {}, {}],
    ['failing', { failures: 1, failure }, {}],
    ['gone', { goneAt: at, failures: 1, nextAt: null }, {}],
    ['paused', { failures: 3, failure }, { paused: 'yes' }],
    ['refused', { last: 'refused' }, {}],
    ['good', { last: 'taken' }, {}],
    ['stale', { heartbeat: { updated: plus(at, -2 * hour), usual: minute, beats: 9 } }, {}],
  ] as const)
    test(`is ${condition} with ${JSON.stringify({ ...change, ...settings })}`, () => {
      const state = Object.fromEntries(
        Object.entries({ ...good, ...change }).filter(([, value]) => value !== undefined),
      ) as unknown as SourceState
      const health = healthOf({ ...source, ...settings }, state, at)
      assert.equal(health.condition, condition)
      assert.equal(
        health.nextTryAt,
        condition === 'paused' || condition === 'gone' ? undefined : plus(at, minute),
      )
    })

  test('says what failed, when, and what to do', () => {
    const health = healthOf(source, { ...good, failures: 4, failure, goodAt: plus(at, -3 * hour) }, at)
    assert.equal(health.lastFailure!.code, 'exchange/not-found')
    assert.match(health.lastFailure!.says, /answer 404/)
    assert.match(health.advice.join(' '), /present address/)
    assert.match(health.advice.join(' '), /3 hours ago: look for its warnings elsewhere/)
  })
  test('warns of a source that goes onto the board without having to sign', () => {
    const relayed = { ...source, takes: 'relayed' } as const
    assert.match(healthOf(relayed, good, at).advice.join(), /require signatures/)
    const signs = { ...relayed, signature: { policy: 'required' } } as const
    assert.deepEqual(healthOf(signs, good, at).advice, [])
  })
  test('never shows the secret or the token of a subscription', () => {
    const subscription: NonNullable<SourceState['subscription']> = {
      kind: 'active',
      ...{ hub: 'https://hub.example/', topic: 't', token: 'T0KEN', secret: 'S3CRET', tries: 0 },
      ...{ until: plus(at, day), renewAt: plus(at, day) },
      signed: 'strongly',
    }
    const health = healthOf(source, { ...good, subscription }, at)
    assert.equal(health.news.kind, 'pushed')
    assert.doesNotMatch(JSON.stringify(health), /T0KEN|S3CRET/)
  })
  test('says lengths as people do', () => {
    assert.deepEqual([0, 1_000, 90_000, 119_000, 2 * minute, 47 * hour, 48 * hour].map(sayLength), [
      '0 seconds',
      '1 second',
      '90 seconds',
      '119 seconds',
      '2 minutes',
      '47 hours',
      '2 days',
    ])
  })
})

describe('the notes of a source', () => {
  test('say the same thing once, and keep the newest', () => {
    const note = (n: number) => ({
      at: plus(at, n * minute),
      problem: { code: `exchange/n${n % 30}`, details: {} },
    })
    const notes = Array.from({ length: 100 }, (_, n) => note(n)).reduce<SourceState['notes']>(
      (all, one) => noted(all, [one]),
      [],
    )
    assert.equal(notes.length, 20)
    assert.equal(notes[0]!.at, plus(at, 99 * minute))
    assert.equal(new Set(notes.map(({ problem }) => problem.code)).size, 20)
  })
})

describe('the heartbeat of a feed', () => {
  const beats = (every: number, count: number): Heartbeat =>
    Array.from({ length: count }, (_, i) => plus(at, i * every)).reduce<Heartbeat | undefined>(
      beat,
      undefined,
    )!
  const stale = (heartbeat: Heartbeat, later: number) =>
    isStale({ heartbeat }, plus(heartbeat.updated, later))
  test('that stops for ten times its usual pace is missed', () => {
    assert.equal(stale(beats(5 * minute, 10), 49 * minute), false)
    assert.equal(stale(beats(5 * minute, 10), 51 * minute), true)
  })
  test('is not missed for moments, even where it is fast', () => {
    assert.equal(stale(beats(1_000, 10), 14 * minute), false)
    assert.equal(stale(beats(1_000, 10), 16 * minute), true)
  })
  test('is expected only of feeds that had one', () => {
    assert.equal(stale(beats(minute, 4), 30 * day), false)
    assert.equal(stale(beats(3 * day, 10), 60 * day), false)
    assert.equal(isStale({}, at), false)
  })
  test('is not counted when a publisher goes back to an older copy, or says no time', () => {
    const before = beats(minute, 6)
    assert.equal(beat(before, plus(at, -hour))!.beats, before.beats)
    assert.equal(beat(before, undefined), before)
    assert.equal(beat(before, before.updated), before)
    assert.equal(beat(undefined, undefined), undefined)
  })
})
