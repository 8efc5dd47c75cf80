import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { minute } from '#base'
import { baselineOf } from './baseline.ts'
import { judge, type Watched } from './judging.ts'
import type { StationId } from './site.ts'

const now = Date.parse('2026-11-23T02:00:00Z')
/** Excesses over 90 nSv/h, the newest last, ten minutes each. */
const station = (id: string, excesses: readonly number[], more: Partial<Watched> = {}): Watched => ({
  ...{ id: id as StationId, at: { lon: 34.6, lat: 47.5 }, quantity: 'gamma-dose-rate', stepMs: 10 * minute },
  ...{ baseline: { median: 90, spread: 2 }, threshold: null, rainMmPerHour: null },
  steps: excesses.map((excess, index) => ({
    ...{ atMs: now - (excesses.length - index) * 10 * minute, count: 1 },
    ...{ min: 90 + excess, mean: 90 + excess, max: 90 + excess },
  })),
  ...more,
})
const quiet = [0, 1, -1, 0]
const said = (...stations: Watched[]) => judge(stations, now).map(({ verdict }) => verdict)
const far = { at: { lon: 36, lat: 47.5 } }

describe('what a station measures', () => {
  test('is usual within what it strays by itself', () =>
    assert.deepEqual(said(station('a', quiet)), ['usual']))
  test('is a stray value where it alone, and once, is high: however high', () =>
    assert.deepEqual(said(station('a', [...quiet, 50_000]), station('b', quiet)), ['outlier', 'usual']))
  test('is an alarm where it lasts half an hour', () =>
    assert.deepEqual(said(station('a', [...quiet, 500, 500, 500])), ['alarm']))
  test('is an alarm at once where a neighbour is high too, and none where that one is far away', () => {
    const high = [...quiet, 500]
    assert.deepEqual(said(station('a', high), station('b', high)), ['alarm', 'alarm'])
    assert.deepEqual(said(station('a', high), station('b', high, far)), ['outlier', 'outlier'])
  })
  test('has no break in its duration: what was high before an hour of silence does not count', () => {
    const broken = station('a', [500, 500, ...quiet, 500])
    assert.deepEqual(said(broken), ['outlier'])
    const [first, ...rest] = broken.steps
    const gap = { ...broken, steps: [{ ...first!, atMs: first!.atMs - 60 * minute }, rest.at(-1)!] }
    assert.deepEqual(said(gap), ['outlier'])
  })
  test('is nothing where it is old', () =>
    assert.deepEqual(judge([station('a', [...quiet, 500])], now + 60 * minute)[0]?.verdict, 'no-value'))
  test('is judged by its threshold alone where its past is too short', () => {
    const young = { baseline: null, threshold: 300 }
    assert.deepEqual(said(station('a', [...quiet, 150, 150, 150], young)), ['usual'])
    assert.deepEqual(said(station('a', [...quiet, 300, 300, 300], young)), ['alarm'])
  })
  test('of another quantity is no neighbour', () => {
    const high = [...quiet, 500]
    assert.deepEqual(said(station('a', high), station('b', high, { quantity: 'discharge' })), [
      'outlier',
      'outlier',
    ])
  })
})

describe('a bump of radon and rain', () => {
  const rising = [...quiet, 12, 25, 40]
  const falling = [...rising, 50, 41, 34, 28, 23]
  const three = (excesses: readonly number[], more: Partial<Watched> = {}) =>
    said(...['a', 'b', 'c'].map((id) => station(id, excesses, more)))
  const all = (verdict: string) => [verdict, verdict, verdict]

  test('may be one while several rise moderately, and is one when they halve in half an hour', () => {
    assert.deepEqual(three(rising), all('natural-so-far'))
    assert.deepEqual(three(falling), all('natural'))
  })
  test('stays told as natural when it has come down below what is raised', () =>
    assert.deepEqual(three([...falling, 19, 16]), all('natural')))
  test('is none where it is known not to rain', () =>
    assert.deepEqual(three(rising, { rainMmPerHour: 0 }), all('alarm')))
  test('is believed of one pair for long where rain is known, and for less than an hour where nobody measures it', () => {
    const pair = (excesses: readonly number[], more: Partial<Watched> = {}) =>
      said(station('a', excesses, more), station('b', excesses, more))
    const soFar = ['natural-so-far', 'natural-so-far']
    const longer = [...rising, 42, 41, 43, 42]
    assert.deepEqual(pair(longer, { rainMmPerHour: 2 }), soFar)
    assert.deepEqual(pair(rising), soFar)
    assert.deepEqual(pair(longer), ['alarm', 'alarm'])
    // What is high is waited for by nobody.
    assert.deepEqual(pair([...quiet, 150]), ['alarm', 'alarm'])
  })
  test('is none where it stays an hour on its height', () =>
    assert.deepEqual(three([...quiet, 25, 50, 50, 50, 50, 50, 50, 50, 49, 50]), all('alarm')))
  test('is none where one of the neighbours is higher than rain makes it, whatever the others are', () =>
    assert.deepEqual(
      said(station('a', rising), station('b', rising), station('c', [...quiet, 300])),
      all('alarm'),
    ))
  test('is none over the threshold of its owner', () =>
    assert.deepEqual(three(rising, { threshold: 120 }), all('alarm')))
})

describe('what is usual', () => {
  test('is not shifted by a third of spikes', () => {
    const past = Array.from({ length: 60 }, (_, index) => (index % 3 === 0 ? 5_000 : 90 + (index % 5)))
    const usual = baselineOf(past, 'gamma-dose-rate')!
    assert.ok(usual.median < 95 && usual.spread < 6, JSON.stringify(usual))
  })
  test('is not known of less than a day', () =>
    assert.equal(baselineOf(Array(23).fill(90), 'discharge'), null))
})
