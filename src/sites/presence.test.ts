import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { minute } from '#base'
import { presencesOf, type Listened } from './presence.ts'
import { flagBits } from './reading.ts'
import type { StationId } from './site.ts'

const now = Date.parse('2026-11-23T02:00:00Z')
const station = (id: string, silentMinutes: number | null, more: Partial<Listened> = {}): Listened => ({
  ...{ id: id as StationId, every: 10 * minute, link: null, flags: 0, isClockWrong: false },
  heardAtMs: silentMinutes === null ? null : now - silentMinutes * minute,
  ...more,
})
const whyOf = (stations: readonly Listened[], down: readonly string[] = []) =>
  [...presencesOf(stations, new Set(down), now)].map(([id, presence]) =>
    presence.state === 'dark' ? `${id} ${presence.why}` : `${id} speaks`,
  )

describe('a station', () => {
  test('speaks until it has missed three calls', () =>
    assert.deepEqual(whyOf([station('a', 30), station('b', 31)]), ['a speaks', 'b silent']))
  test('has lost its power where it last said it runs on its battery', () =>
    assert.deepEqual(
      whyOf([
        station('a', 60, { flags: flagBits.battery, link: 'm' }),
        station('b', 60, { flags: flagBits['low-battery'] }),
        station('c', 5, { flags: flagBits.battery }),
      ]),
      ['a power-lost', 'b power-lost', 'c speaks'],
    ))
  test('has lost its link where all that share it fell silent together', () =>
    assert.deepEqual(whyOf([station('a', 60, { link: 'm' }), station('b', 50, { link: 'm' })]), [
      'a link-lost',
      'b link-lost',
    ]))
  test('is silent, and nobody knows why, where others on its link speak, fell silent at other times, or there are none', () => {
    assert.deepEqual(whyOf([station('a', 60, { link: 'm' }), station('b', 5, { link: 'm' })]), [
      'a silent',
      'b speaks',
    ])
    assert.deepEqual(whyOf([station('a', 600, { link: 'm' }), station('b', 60, { link: 'm' })]), [
      'a silent',
      'b silent',
    ])
    assert.deepEqual(whyOf([station('a', 60, { link: 'm' })]), ['a silent'])
  })
  test('has lost its link where the link said so itself', () =>
    assert.deepEqual(whyOf([station('a', 60, { link: 'm' })], ['m']), ['a link-lost']))
  test('was never heard, or speaks with a clock that can’t be right: both are blind spots', () =>
    assert.deepEqual(whyOf([station('a', null), station('b', 1, { isClockWrong: true })]), [
      'a never-heard',
      'b wrong-clock',
    ]))
})
