import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import type { Notice } from '#alerts'
import type { AlertId } from '#base'
import type { LadderId, LevelId, ThreatId } from '#threats'
import { at, groundOf, pictureOf, type InForce } from '../../../test/support/made-up-oblast.ts'
import { drillNotice, frozenArea } from '../../../test/support/notices.ts'
import { webhookCalls, webhookPing } from './calls.ts'
import { ukraineAlarm } from './index.ts'

const town: InForce = {
  id: 'a1',
  threat: 'cruise-missile',
  level: 'alert',
  areas: ['town'],
  since: at('01:42:00'),
}
const oblast: InForce = {
  id: 'a2',
  threat: 'drone',
  level: 'yellow',
  areas: ['oblast'],
  since: at('01:10:05'),
}

const noticeOf = ({ id, threat, level, areas, since }: InForce, rest: Partial<Notice> = {}): Notice =>
  drillNotice({
    ...{ mode: 'live', alert: id as AlertId, threat: threat as ThreatId, at: since, since },
    ...{ ladder: (level === 'alert' ? 'ukraine' : 'lipetsk') as LadderId, level: level as LevelId },
    ...{ gravity: level === 'yellow' ? 'advisory' : 'danger', areas: areas.map((code) => frozenArea(code)) },
    ...rest,
  })
const calls = (notice: Notice, ...all: readonly InForce[]) =>
  webhookCalls(notice, { areas: 'everywhere' }, pictureOf(all), groundOf())
const golden = (name: string): unknown =>
  (
    JSON.parse(readFileSync(new URL('calls.golden.json', import.meta.url), 'utf8')) as Record<string, unknown>
  )[name]
const end = { kind: 'all-clear', reason: 'cleared', at: at('03:00:00') } as const

describe('a call', () => {
  test('says a start, with all that is in force there', () =>
    assert.deepEqual(calls(noticeOf(town), town, oblast), golden('start')))
  test('says a start also where the board does not show it yet', () =>
    assert.deepEqual(calls(noticeOf(town), oblast), golden('start')))
  test('says an end, whether or not the board still shows it', () => {
    assert.deepEqual(calls(noticeOf(town, end)), golden('end'))
    assert.deepEqual(calls(noticeOf(town, end), town), golden('end'))
  })
  test('never says an end while another alert of the same type holds there: it says what remains', () => {
    assert.deepEqual(calls(noticeOf(town, end), oblast), golden('one of two ended'))
    const again = { ...town, id: 'a3' }
    assert.deepEqual(
      calls(noticeOf(town, end), town, again).map(({ status }) => status),
      ['Activate'],
    )
  })
  test('says an end of one type while another goes on', () => {
    const shelling: InForce = { ...oblast, threat: 'artillery', level: 'alert' }
    assert.deepEqual(
      calls(noticeOf(town, end), shelling).map(({ status, alarmType }) => [status, alarmType]),
      [['DEACTIVATE', 'AIR']],
    )
  })
  test('follows a level up and down', () => {
    const lowered = { ...town, level: 'yellow' } as const
    const update = { kind: 'update', loudFor: [], at: at('02:00:00') } as const
    assert.deepEqual(calls(noticeOf(lowered, { ...update, reason: 'lowered' }), lowered), golden('lowered'))
    assert.deepEqual(
      calls(noticeOf(town, { ...update, reason: 'raised' }), town).map(({ alertLevel }) => alertLevel),
      ['Red'],
    )
  })
  test('of a retraction and of a lapse is an end', () => {
    for (const kind of ['retraction', 'lapse'] as const)
      assert.deepEqual(
        calls(noticeOf(town, { ...end, kind })).map(({ status }) => status),
        ['DEACTIVATE'],
      )
  })
  test('of an extension goes to the new areas alone, of a renewal to none', () => {
    const wider = { ...town, areas: ['town', 'fields'] }
    const update = { kind: 'update', at: at('02:00:00') } as const
    const extended = noticeOf(wider, { ...update, reason: 'extended', loudFor: [frozenArea('fields').code] })
    assert.deepEqual(
      calls(extended, wider).map(({ regionId }) => regionId),
      [1002],
    )
    assert.deepEqual(calls(noticeOf(town, { ...update, reason: 'renewed', loudFor: [] }), town), [])
  })
  test('is not made for an area without an id, and for what lies above ids it is made for each of them', () => {
    assert.deepEqual(calls(noticeOf({ ...town, areas: ['village'] })), [])
    assert.deepEqual(
      calls(noticeOf({ ...town, areas: ['land'] })).map(({ regionId }) => regionId),
      [14, 31],
    )
    const receiver = { areas: [frozenArea('town').code] }
    assert.deepEqual(
      webhookCalls(noticeOf({ ...town, areas: ['land'] }), receiver, pictureOf([]), groundOf()).map(
        ({ regionId }) => regionId,
      ),
      [14],
    )
  })
  test('is not made for drills and tests', () => {
    for (const mode of ['drill', 'test'] as const) assert.deepEqual(calls(noticeOf(town, { mode })), [])
  })
  test('by which a webhook is tried ends an alarm in the region that the original has for tests', () => {
    assert.deepEqual(webhookPing(at('01:00:00')), golden('ping'))
    assert.equal(ukraineAlarm.ping?.(at('01:00:00'), groundOf()), JSON.stringify(golden('ping')))
  })
})
