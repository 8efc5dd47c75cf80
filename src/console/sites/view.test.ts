import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { AlarmView, StationView } from './answers.ts'
import { alarmSpans, firstCharts, sitesWorstFirst, worstFirst } from './view.ts'

const since = '2026-01-22T02:00:00Z'
const alarm: AlarmView = {
  ...{ id: 'site-alarm-1', since, stations: ['a'], grounds: ['neighbours'] },
  ...{ proposal: null, notProposed: null },
}
const station = (id: string, own: Partial<StationView> = {}): StationView => ({
  ...{ id, name: id, lon: 0, lat: 0, quantity: 'gamma-dose-rate', unit: 'nSv/h', everySeconds: 600 },
  ...{ link: null, threshold: null, dark: null, darkSince: null, state: 'usual', excess: null, since: null },
  ...{ neighbours: [], latest: null, usual: null },
  ...own,
})
describe('what comes first', () => {
  const stations = [
    ...[station('c'), station('b', { state: 'outlier' }), station('d', { state: 'dark', dark: 'silent' })],
    station('a', { state: 'alarm' }),
  ]
  test('is the alarm, then where one is blind, then what is raised', () => {
    assert.deepEqual(
      worstFirst(stations).map(({ id }) => id),
      ['a', 'd', 'b', 'c'],
    )
    assert.deepEqual(firstCharts(stations), ['a', 'd', 'b'])
    assert.deepEqual(firstCharts([station('x'), station('y'), station('z')]), ['x', 'y'])
  })
  test('of sites is the alarm, then the one that sees least', () => {
    const site = (name: string, dark: number, of: AlarmView | null = null) => ({
      ...{ name, dark, alarm: of },
    })
    assert.deepEqual(
      sitesWorstFirst([site('quiet', 0), site('blind', 3), site('half', 1), site('high', 0, alarm)]).map(
        ({ name }) => name,
      ),
      ['high', 'blind', 'half', 'quiet'],
    )
  })
})

describe('an alarm on a chart', () => {
  const at = Date.parse(since)
  const hour = 3_600_000
  const window = { fromMs: at - hour, untilMs: at + hour }
  const instant = (ms: number) => new Date(ms).toISOString()
  const open = { alarms: [{ alarm: 'site-alarm-1', from: instant(at + hour / 2), until: null }] }
  test('that is open begins where the station was raised, or at the chart’s edge', () => {
    assert.deepEqual(alarmSpans(open, { since }, window), [{ fromMs: at, untilMs: at + hour }])
    assert.deepEqual(alarmSpans(open, { since }, { fromMs: at + 1, untilMs: at + hour }), [
      { fromMs: at + 1, untilMs: at + hour },
    ])
  })
  test('that somebody ended stays where it was, and one out of sight is not drawn', () => {
    const ended = { alarms: [{ alarm: 'site-alarm-1', from: instant(at), until: instant(at + 60_000) }] }
    assert.deepEqual(alarmSpans(ended, { since: null }, window), [{ fromMs: at, untilMs: at + 60_000 }])
    assert.deepEqual(alarmSpans(ended, { since: null }, { fromMs: at + hour, untilMs: at + 2 * hour }), [])
    assert.deepEqual(alarmSpans(open, { since: null }, { fromMs: 0, untilMs: at }), [])
  })
})
