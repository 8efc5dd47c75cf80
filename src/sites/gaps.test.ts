import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { hour, instantOf, minute } from '#base'
import { darkHistory } from './dark-history.ts'
import { gapsOf, type Charted } from './gaps.ts'
import type { DarkReason } from './presence.ts'
import type { SiteId, StationId } from './site.ts'

const start = Date.parse('2026-11-23T00:00:00Z')
const [site, station] = ['plant' as SiteId, 'a' as StationId]
const at = (minutes: number) => start + minutes * minute
const chart = (minutes: readonly number[], more: Partial<Charted> = {}): Charted => ({
  ...{ moments: minutes.map(at), stepMs: 0, every: minute, fromMs: at(0), untilMs: at(60) },
  ...more,
})
const said = (charted: Charted, periods: Parameters<typeof gapsOf>[1] = []) =>
  gapsOf(charted, periods).map(
    ({ fromMs, untilMs, why }) => `${(fromMs - start) / minute}–${(untilMs - start) / minute} ${why}`,
  )
const every = (from: number, until: number) => Array.from({ length: until - from }, (_, n) => from + n)

describe('gaps of a chart', () => {
  test('are none where the station spoke, and one lost call is none', () =>
    assert.deepEqual(said(chart([...every(0, 20), ...every(22, 60)])), []))
  test('are each with its ends, at the beginning, in the middle and up to now', () =>
    assert.deepEqual(said(chart([...every(10, 20), ...every(30, 40)])), [
      '0–10 null',
      '19–30 null',
      '39–60 null',
    ]))
  test('are all of it where nothing came', () => assert.deepEqual(said(chart([])), ['0–60 null']))
  test('begin where the last step that has values ends', () => {
    const steps = chart([0, 10, 40, 50], { stepMs: 10 * minute, every: 10 * minute })
    assert.deepEqual(said({ ...steps, every: minute }), ['20–40 null'])
    // A station that speaks every ten minutes may miss one step, or two.
    assert.deepEqual(said(steps), [])
  })
  test('of an hourly station in ten-minute steps are not between its hours', () =>
    assert.deepEqual(
      said(
        chart([0, 60, 120, 180], {
          stepMs: 10 * minute,
          every: hour,
          untilMs: at(200),
        }),
      ),
      [],
    ))
  test('name the reason that covers most of them', () =>
    assert.deepEqual(
      said(chart([...every(0, 10), ...every(40, 60)]), [
        { fromMs: at(-100), untilMs: at(-50), why: 'silent' },
        { fromMs: at(9), untilMs: at(12), why: 'link-lost' },
        { fromMs: at(12), untilMs: at(40), why: 'power-lost' },
      ]),
      ['9–40 power-lost'],
    ))
})

describe('when a station was dark', () => {
  const dark = (why: DarkReason, lastHeard: number | null) => ({
    ...({ type: 'station-dark', site, station, why } as const),
    lastHeardAt: lastHeard === null ? null : instantOf(at(lastHeard)),
  })
  test('begins when it was last heard, takes the clearer reason, and ends when it is back', () => {
    const history = darkHistory()
    history.take(dark('silent', 3), instantOf(at(10)))
    history.take(dark('link-lost', 3), instantOf(at(12)))
    assert.deepEqual(history.of(station), [{ fromMs: at(3), untilMs: null, why: 'link-lost' }])
    history.take({ type: 'station-back', site, station }, instantOf(at(30)))
    history.take(dark('never-heard', null), instantOf(at(40)))
    assert.deepEqual(history.of(station), [
      { fromMs: at(3), untilMs: at(30), why: 'link-lost' },
      { fromMs: at(40), untilMs: null, why: 'never-heard' },
    ])
  })
})
