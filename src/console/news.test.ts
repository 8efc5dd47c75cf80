import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { AlertView, ReportView, WaitingView } from './duty.ts'
import { happeningsBetween, type Seen } from './news.ts'

const nothing: Seen = { alerts: new Map(), waiting: [], reports: [], sightings: [] }
const alert = (more: Partial<AlertView>) =>
  ({ id: 'a1', status: 'issued', revision: 1, ...more }) as AlertView
const seen = (more: Partial<AlertView>): Seen => ({ ...nothing, alerts: new Map([['a1', alert(more)]]) })
const whats = (before: Seen, after: Seen) =>
  happeningsBetween(before, after).map(({ what, sound }) => [what, sound])

describe('news', () => {
  test('is what comes into force, once', () => {
    assert.deepEqual(whats(nothing, seen({})), [['issued', 'issued']])
    assert.deepEqual(whats(seen({ status: 'approved' }), seen({})), [['issued', 'issued']])
    assert.deepEqual(whats(seen({}), seen({})), [])
  })
  test('is a change of what is in force, and the flag of its coming lapse with a sound of its own', () => {
    assert.deepEqual(whats(seen({}), seen({ revision: 2 })), [['changed', 'issued']])
    assert.deepEqual(whats(seen({}), seen({ flaggedAt: '2025-11-02T00:00:00Z' })), [['flagged', 'flagged']])
  })
  test('is both where something comes into force for so short a time that it is flagged at once', () => {
    const short = seen({ flaggedAt: '2025-11-02T00:00:00Z' })
    assert.deepEqual(whats(nothing, short), [
      ['issued', 'issued'],
      ['flagged', 'flagged'],
    ])
  })
  test('is an end, and no draft', () => {
    assert.deepEqual(whats(seen({}), seen({ status: 'ended', revision: 2 })), [['ended', 'ended']])
    assert.deepEqual(whats(nothing, seen({ status: 'draft' })), [])
    assert.deepEqual(whats(nothing, seen({ status: 'submitted' })), [])
  })
  test('is what begins to wait, and waits again after it was answered', () => {
    const waits = (since: string): Seen => ({
      ...nothing,
      waiting: [{ kind: 'approval', about: 'a1', since } as WaitingView],
    })
    assert.deepEqual(whats(nothing, waits('1')), [['waiting', 'waiting']])
    assert.deepEqual(whats(waits('1'), waits('1')), [])
    assert.deepEqual(whats(waits('1'), waits('2')), [['waiting', 'waiting']])
  })
  test('is a report that is open, not one that was judged elsewhere', () => {
    const report = (state: ReportView['state']): Seen => ({
      ...nothing,
      reports: [{ id: 'r', state } as ReportView],
    })
    assert.deepEqual(whats(nothing, report('open')), [['report', 'report']])
    assert.deepEqual(whats(nothing, report('drafted')), [])
    assert.deepEqual(whats(report('open'), report('dismissed')), [])
  })
  test('has a key that changes with what is shown, so that each change is highlighted once', () => {
    const [first] = happeningsBetween(nothing, seen({}))
    const [second] = happeningsBetween(seen({}), seen({ revision: 2 }))
    assert.notEqual(first?.key, second?.key)
  })
})
