import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { hour, minute, plus } from '#base'
import type { Outcome } from '#channels'
import { confirmed, dropped, later, never, start, told } from '../../test/support/courier-world.ts'
import { backoff, deadlineOf, nextTry, patientSchedule, urgentSchedule } from './retry.ts'

const refusedForNow = { kind: 'refused', problem: 'bell/engaged', retry: 'later' } as const
const attempt = { tries: 1, deadlineAt: plus(start, hour) }
const due = (outcome: Outcome, confirms: 'nothing' | 'device' = 'device', at = start) =>
  nextTry(patientSchedule, attempt, outcome, confirms, at, 0)

describe('a retry', () => {
  test('waits longer each time, up to the longest wait', () => {
    const waits = [1, 2, 3, 4, 20].map((tries) => backoff(patientSchedule, tries, 0))
    assert.deepEqual(waits, [2_000, 4_000, 8_000, 16_000, 5 * minute])
  })
  test('is spread by chance, never later than planned', () => {
    assert.equal(backoff(patientSchedule, 1, 0.999_999), 1_400)
  })
  test('follows unknown and refused for now, not confirmed and refused for good', () => {
    assert.deepEqual([due(dropped), due(later)], [plus(start, 2_000), plus(start, 2_000)])
    assert.deepEqual([due(confirmed), due(never)], [null, null])
  })
  test('follows accepted only where more can become known', () => {
    const accepted = { kind: 'accepted', reference: 'r' } as const
    assert.equal(due(accepted, 'nothing'), null)
    assert.equal(due(accepted), plus(start, 2_000))
    const waits = { ...urgentSchedule, afterAccepted: 'wait' } as const
    assert.equal(nextTry(waits, attempt, accepted, 'device', start, 0), null)
  })
  test('waits as long as it was asked to, and not past the deadline', () => {
    const asked = (wait: number): Outcome => ({ ...refusedForNow, notBefore: plus(start, wait) })
    assert.equal(due(asked(minute)), plus(start, minute))
    assert.equal(due(asked(2 * hour)), null)
    assert.equal(due(later, 'device', plus(start, hour - 1_000)), null)
  })
  test('of a warning ends with the warning, of an end with the schedule', () => {
    const warning = { ...told('a', 1, 'warning', ['o']), renewBy: plus(start, hour) }
    assert.equal(deadlineOf(warning, patientSchedule, start), plus(start, hour))
    assert.equal(deadlineOf(warning, urgentSchedule, start), plus(start, 30 * minute))
    assert.equal(deadlineOf(told('a', 2, 'all-clear', ['o']), patientSchedule, start), plus(start, 24 * hour))
  })
})
