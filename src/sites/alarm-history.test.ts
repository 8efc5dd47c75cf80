import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { instantOf, minute } from '#base'
import { alarmHistory } from './alarm-history.ts'
import type { SiteId, StationId } from './site.ts'
import type { SiteAlarmId, SiteFact } from './watching.ts'

const site = 'plant' as SiteId
const alarm = 'site-alarm-1' as SiteAlarmId
const [a, b] = ['a', 'b'] as StationId[] as [StationId, StationId]
const at = (minutes: number) => instantOf(minutes * minute)
const raised: SiteFact = {
  ...{ type: 'site-alarm-raised', site, alarm, stations: [a], grounds: ['duration'] },
}
const grew: SiteFact = { type: 'site-alarm-grew', site, alarm, stations: [b] }
const ended: SiteFact = { type: 'site-alarm-ended', site, alarm, reason: 'over' }

describe('the alarms of a station', () => {
  test('last from when it joined to when somebody ended them', () => {
    const history = alarmHistory()
    history.take(raised, at(1))
    history.take(grew, at(5))
    assert.deepEqual(history.of(b), [{ alarm, fromMs: 5 * minute, untilMs: null }])
    history.take(ended, at(9))
    assert.deepEqual(history.of(a), [{ alarm, fromMs: minute, untilMs: 9 * minute }])
    assert.deepEqual(history.of(b), [{ alarm, fromMs: 5 * minute, untilMs: 9 * minute }])
    assert.deepEqual(history.of('c' as StationId), [])
  })

  test('of which there were several stand one after the other, and an ending of another site ends none', () => {
    const history = alarmHistory()
    history.take(raised, at(1))
    history.take({ ...ended, site: 'dam' as SiteId }, at(2))
    assert.equal(history.of(a)[0]?.untilMs, null)
    history.take(ended, at(3))
    history.take({ ...raised, alarm: 'site-alarm-2' as SiteAlarmId }, at(4))
    assert.deepEqual(
      history
        .of(a)
        .map(({ fromMs, untilMs }) => [fromMs / minute, untilMs === null ? null : untilMs / minute]),
      [
        [1, 3],
        [4, null],
      ],
    )
  })
})
