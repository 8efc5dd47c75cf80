import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { instantOf, type AlertId } from '#base'
import type { Judgement, Verdict } from './judging.ts'
import type { DarkReason, Presence } from './presence.ts'
import type { SiteId, StationId } from './site.ts'
import {
  decideWatch,
  evolveWatch,
  nothingTold,
  type SiteAlarmId,
  type WatchCommand,
  type WatchState,
} from './watching.ts'

const site = 'site-1' as SiteId
const at = instantOf(Date.parse('2026-11-23T02:00:00Z'))
const judged = (station: string, verdict: Verdict): Judgement => ({
  ...{ station: station as StationId, verdict, excess: 1, sinceMs: 1, neighbours: [] },
  grounds: ['neighbours'],
})
const look = (
  judgements: readonly Judgement[],
  dark: { readonly [station: string]: DarkReason | 'speaks' } = {},
): WatchCommand => ({
  ...{ type: 'look', judgements, next: 'alarm-1' as SiteAlarmId },
  presences: new Map(
    Object.entries(dark).map(([id, why]): [StationId, Presence] => [
      id as StationId,
      why === 'speaks' ? { state: 'speaking' } : { state: 'dark', why, sinceMs: 1 },
    ]),
  ),
})
const after = (state: WatchState, command: WatchCommand) => {
  const decided = decideWatch(state, site, command)
  assert.ok(decided.ok)
  return {
    told: decided.value.map((fact) => ('station' in fact ? `${fact.type} ${fact.station}` : fact.type)),
    state: decided.value.reduce((it, fact) => evolveWatch(it, fact, at), state),
  }
}

describe('a site that is watched', () => {
  test('tells a dark station once, its reason again when it becomes clear, and that it is back', () => {
    const silent = after(nothingTold, look([], { a: 'silent', b: 'speaks' }))
    assert.deepEqual(silent.told, ['station-dark a'])
    assert.deepEqual(after(silent.state, look([], { a: 'silent' })).told, [])
    const clear = after(silent.state, look([], { a: 'link-lost' }))
    assert.deepEqual(clear.told, ['station-dark a'])
    assert.deepEqual(after(clear.state, look([], { a: 'silent' })).told, [])
    assert.deepEqual(after(clear.state, look([], { a: 'speaks' })).told, ['station-back a'])
  })
  test('raises one alarm that stations join, and none for what is natural or stray', () => {
    assert.deepEqual(
      after(nothingTold, look([judged('a', 'natural-so-far'), judged('b', 'outlier')])).told,
      [],
    )
    const raised = after(nothingTold, look([judged('a', 'alarm')]))
    assert.deepEqual(raised.told, ['site-alarm-raised'])
    const grown = after(raised.state, look([judged('a', 'alarm'), judged('b', 'alarm')]))
    assert.deepEqual(grown.told, ['site-alarm-grew'])
    assert.deepEqual(grown.state.alarm?.stations, ['a', 'b'])
    assert.deepEqual(after(grown.state, look([judged('a', 'usual'), judged('b', 'usual')])).told, [])
  })
  test('keeps since when a station is dark, also when its reason becomes clear', () => {
    const silent = after(nothingTold, look([], { a: 'silent' })).state
    const clear = after(silent, look([], { a: 'power-lost' })).state
    assert.deepEqual(clear.dark.get('a' as StationId), { why: 'power-lost', since: instantOf(1) })
  })
  test('tells a natural bump once with those that follow, and once that it is over', () => {
    const bump = after(nothingTold, look([judged('a', 'natural'), judged('b', 'natural-so-far')]))
    assert.deepEqual(bump.told, ['site-bump-recognised'])
    assert.deepEqual(after(bump.state, look([judged('a', 'natural')])).told, [])
    const more = after(bump.state, look([judged('a', 'natural'), judged('b', 'natural')]))
    assert.deepEqual(more.told, ['site-bump-recognised'])
    assert.deepEqual([...more.state.bump], ['a', 'b'])
    const over = after(more.state, look([judged('a', 'usual'), judged('b', 'usual')]))
    assert.deepEqual(over.told, ['site-bump-over'])
    assert.equal(over.state.bump.size, 0)
  })
  test('keeps which draft was proposed because of its alarm, and of no other', () => {
    const raised = after(nothingTold, look([judged('a', 'alarm')])).state
    const proposed = (alarm: string) =>
      evolveWatch(
        raised,
        {
          ...{ type: 'site-alert-proposed', site, alarm: alarm as SiteAlarmId },
          alert: 'alert-1' as AlertId,
        },
        at,
      )
    assert.equal(proposed('alarm-1').alarm?.proposed, 'alert-1')
    assert.equal(proposed('alarm-0').alarm?.proposed, null)
  })
  test('ends an alarm by a person, and raises it anew only after what was raised was usual once', () => {
    const raised = after(nothingTold, look([judged('a', 'alarm')])).state
    const end = { type: 'end-alarm', alarm: 'alarm-1' as SiteAlarmId, reason: 'a test source' } as const
    const ended = after(raised, end)
    assert.deepEqual(ended.told, ['site-alarm-ended'])
    assert.deepEqual(after(ended.state, look([judged('a', 'alarm')])).told, [])
    assert.deepEqual(after(ended.state, look([judged('b', 'alarm')])).told, ['site-alarm-raised'])
    const usual = after(ended.state, look([judged('a', 'usual')]))
    assert.deepEqual(usual.told, ['station-usual a'])
    assert.deepEqual(after(usual.state, look([judged('a', 'alarm')])).told, ['site-alarm-raised'])
    const again = decideWatch(ended.state, site, end)
    assert.equal(!again.ok && again.problem.code, 'sites/no-alarm')
  })
})
