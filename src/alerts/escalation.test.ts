import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { minute, plus, type ActorId, type Instant } from '#base'
import { escalationSteps, nextStep, proposalTimes, type StepTaken, type Waiting } from './index.ts'

const since = '2025-11-02T02:40:00.000Z' as Instant
const times = { everybodyAfterMinutes: 5, administratorsAfterMinutes: 15 }
const [taras, petro] = ['taras', 'petro'] as ActorId[]
const taken = (
  step: StepTaken['step'],
  afterMinutes: number,
  ...called: (ActorId | undefined)[]
): StepTaken => ({
  ...{ step, at: plus(since, afterMinutes * minute) },
  called: called.filter((one) => one !== undefined),
})
const next = (steps: readonly StepTaken[], kind: Waiting['kind'] = 'approval') => {
  const due = nextStep({ kind, since }, steps, times)
  return due === undefined ? 'nothing more' : `${due.step} at ${due.at.slice(11, 16)}`
}

describe('calling a second person', () => {
  test('begins at once with those on duty', () => assert.equal(next([]), 'on-duty at 02:40'))

  test('goes on with everybody and then those who run the place, counted from when it began to wait', () => {
    assert.equal(next([taken('on-duty', 0, taras)]), 'everybody at 02:45')
    // Taken late (the server was away), the next one is not put off for it.
    assert.equal(next([taken('on-duty', 4, taras)]), 'everybody at 02:45')
    const both = [taken('on-duty', 0, taras), taken('everybody', 5, petro)]
    assert.equal(next(both), 'administrators at 02:55')
    assert.equal(next([...both, taken('administrators', 15)]), 'nothing more')
  })

  test('waits for nobody where there is nobody', () => {
    assert.equal(next([taken('on-duty', 0)]), 'everybody at 02:40')
    assert.equal(next([taken('on-duty', 0), taken('everybody', 0)]), 'administrators at 02:40')
  })

  test('gives those on duty their time although the next step adds nobody to them', () =>
    assert.equal(next([taken('on-duty', 0, taras), taken('everybody', 5)]), 'administrators at 02:55'))

  test('tells of an emergency once: nobody is woken for a review', () => {
    assert.equal(next([], 'emergency'), 'on-duty at 02:40')
    assert.equal(next([taken('on-duty', 0, taras)], 'emergency'), 'nothing more')
    assert.equal(next([taken('on-duty', 0)], 'emergency'), 'everybody at 02:40')
  })

  test('takes its time with what is not urgent', () => {
    const due = nextStep({ kind: 'proposal', since }, [taken('on-duty', 0, taras)], proposalTimes)
    assert.deepEqual(due, { step: 'everybody', at: '2025-11-02T03:40:00.000Z' })
  })

  test('takes each step once, in order, and never before its time', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ late: fc.nat(60), people: fc.nat(2) }), { maxLength: 6 }),
        fc.constantFrom<Waiting['kind']>('approval', 'change', 'emergency', 'proposal'),
        (turns, kind) => {
          const steps: StepTaken[] = []
          for (const { late, people } of turns) {
            const due = nextStep({ kind, since }, steps, times)
            if (due === undefined) break
            assert.equal(due.step, escalationSteps[steps.length])
            assert.ok(due.at >= since)
            const called = Array.from({ length: people }, (_, i) => `person-${steps.length}-${i}` as ActorId)
            steps.push({ step: due.step, at: plus(due.at, late * minute), called })
          }
          assert.ok(steps.length <= escalationSteps.length)
        },
      ),
    )
  })
})
