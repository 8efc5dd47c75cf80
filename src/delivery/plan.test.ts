import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Notice } from '#alerts'
import type { Target } from '#channels'
import { confirmed, contains, dropped, start, target, told } from '../../test/support/courier-world.ts'
import { begin, settle, supersede, type Attempt, type Tryable } from './attempt.ts'
import { isFor, planNotice, priorities, priorityOf, type Reachable } from './plan.ts'
import { patientSchedule } from './retry.ts'

const bell = (targets: readonly Target[], more: Partial<Reachable['abilities']> = {}): Reachable => ({
  name: 'bell',
  abilities: {
    ...{ longestText: 'any', confirms: 'device', aims: 'area', carries: 'every-level' },
    modes: ['drill'],
    ...more,
  },
  schedule: patientSchedule,
  targets,
})
const plan = (notice: Notice, targets: readonly Target[], earlier: readonly Attempt[] = []) =>
  planNotice(notice, [bell(targets)], earlier, contains, start)
const ids = (attempts: readonly Attempt[]) => attempts.map(({ id }) => id)
const heard = (attempts: readonly Attempt[], outcome = confirmed) =>
  attempts.map((it) => settle(begin(it as Tryable, start), outcome, start, null))
const one = target('one', ['o/a'])
const two = target('two', ['o/b'])
const all = target('all')

describe('a plan', () => {
  test('says for each target which of the areas concern it, and where it is loud', () => {
    const { attempts } = plan(told('a', 1, 'warning', ['o/a', 'o/b'], { loud: ['o/b'] }), [
      one,
      two,
      all,
      target('o', ['o']),
    ])
    assert.deepEqual(
      attempts.map((it) => [it.target, it.areas, it.loudFor]),
      [
        ['one', ['o/a'], []],
        ['two', ['o/b'], ['o/b']],
        ['all', ['o/a', 'o/b'], ['o/b']],
        ['o', ['o/a', 'o/b'], ['o/b']],
      ],
    )
  })

  test('asks only channels that the alert chose and that carry its level', () => {
    const { name, abilities } = bell([], { carries: 'sounding-levels' })
    const warning = told('a', 1, 'warning', ['o'])
    const { siren: _, ...silent } = warning
    assert.deepEqual(
      [warning, silent, told('a', 1, 'warning', ['o'], { channels: ['horn'] })].map((it) =>
        isFor(it, { name, abilities }),
      ),
      [true, false, false],
    )
  })

  test('tells the end for a part of a region to those who are there, and to nobody else of the region', () => {
    const warned = heard(plan(told('a', 1, 'warning', ['o']), [one, two]).attempts)
    const ended = told('a', 2, 'all-clear', ['o/a'], { part: 'e' })
    assert.deepEqual(ids(plan(ended, [one], warned).attempts), ['a.2e/bell/one'])
    // A target that the channel no longer names hears the end of what it was told of.
    assert.deepEqual(ids(plan(ended, [], warned).attempts), ['a.2e/bell/one'])
    assert.deepEqual(ids(plan(told('a', 2, 'all-clear', ['o']), [], warned).attempts), [
      'a.2/bell/one',
      'a.2/bell/two',
    ])
  })

  test('is overtaken as a whole by a later revision, and by none of the same', () => {
    const first = plan(told('a', 1, 'warning', ['o']), [one, two]).attempts
    assert.deepEqual(ids(plan(told('a', 2, 'update', ['o/a']), [one], first).overtaken), ids(first))
    assert.deepEqual(ids(plan(told('a', 1, 'all-clear', ['o/a'], { part: 'e' }), [one], first).overtaken), [])
  })

  test('keeps what is owed: the end of an area is not overtaken by news of another', () => {
    const end = plan(told('a', 2, 'all-clear', ['o/b'], { part: 'e' }), [two, all]).attempts
    assert.deepEqual(ids(plan(told('a', 3, 'update', ['o/a']), [one, all], end).overtaken), [])
    const back = plan(told('a', 3, 'update', ['o']), [one, two, all], end)
    assert.deepEqual(ids(back.overtaken), ids(end))
  })

  test('lets areas that leave overtake only what concerns them', () => {
    const first = plan(told('a', 1, 'warning', ['o/a', 'o/b']), [one, two, all]).attempts
    const leaving = plan(told('a', 2, 'all-clear', ['o/b'], { part: 'e' }), [two, all], first)
    assert.deepEqual(ids(leaving.overtaken), ['a.1/bell/two', 'a.1/bell/all'])
  })

  test('tells an end to whom the channel no longer names, if they were told and not told the end', () => {
    const first = heard(plan(told('a', 1, 'warning', ['o/a', 'o/b']), [one, two]).attempts)
    const never = plan(told('a', 1, 'warning', ['o/c']), [target('three', ['o/c'])]).attempts
    const left = heard(plan(told('a', 2, 'all-clear', ['o/b'], { part: 'e' }), [two], first).attempts)
    const end = plan(told('a', 3, 'all-clear', ['o/a']), [], [...first, ...never, ...left])
    assert.deepEqual(ids(end.attempts), ['a.3/bell/one'])
  })

  test('tells an update to whom the channel no longer names, if it concerns them', () => {
    const first = heard(plan(told('a', 1, 'warning', ['o/a', 'o/b']), [one, two]).attempts)
    assert.deepEqual(ids(plan(told('a', 2, 'update', ['o/a']), [], first).attempts), ['a.2/bell/one'])
  })

  test('tells a channel for sounding levels that the alert went down to a silent one, and nothing later at that level', () => {
    const first = heard(plan(told('a', 1, 'warning', ['o/a']), [one]).attempts)
    const siren = bell([], { carries: 'sounding-levels' })
    const { siren: _, ...silent } = told('a', 2, 'update', ['o/a'])
    const lowered = planNotice({ ...silent, reason: 'lowered' }, [siren], first, contains, start)
    assert.deepEqual(ids(lowered.attempts), ['a.2/bell/one'])
    const renewed = planNotice({ ...silent, reason: 'renewed' }, [siren], first, contains, start)
    assert.deepEqual(ids(renewed.attempts), [])
  })

  test('carries loudness over to a target that never heard it, through any number of revisions', () => {
    const first = heard(plan(told('a', 1, 'warning', ['o/a']), [one]).attempts, dropped)
    const second = plan(told('a', 2, 'update', ['o/a'], { loud: [] }), [one], first).attempts
    assert.deepEqual(second[0]?.loudFor, ['o/a'])
    const overtaken = second.map((it) => supersede(it as Tryable, null, start))
    const third = plan(
      told('a', 3, 'update', ['o/a'], { loud: [] }),
      [one],
      [...first, ...overtaken],
    ).attempts
    assert.deepEqual(third[0]?.loudFor, ['o/a'])
    const moved = plan(
      told('a', 3, 'update', ['o/b'], { loud: [] }),
      [all],
      [...first, ...overtaken],
    ).attempts
    assert.deepEqual(moved.find((it) => it.target === 'all')?.loudFor, [])
  })

  test('adds nothing to a notice that newer ones have made history', () => {
    const newer = heard(plan(told('a', 2, 'update', ['o']), [one]).attempts)
    assert.deepEqual(plan(told('a', 1, 'warning', ['o']), [one, two], newer).attempts, [])
  })

  test('calls off what flies for an end or something louder at the same target, for nothing else', () => {
    const flying = plan(told('a', 1, 'warning', ['o']), [one]).attempts.map((it) =>
      begin(it as Tryable, start),
    )
    const calls = (notice: Notice) => plan(notice, [one], flying).callsOff(flying[0] as Attempt)
    assert.equal(calls(told('a', 2, 'all-clear', ['o'])), true)
    assert.equal(calls(told('a', 2, 'update', ['o'])), true)
    const taken = heard(plan(told('a', 1, 'warning', ['o']), [one]).attempts)
    assert.equal(
      plan(told('a', 2, 'update', ['o'], { loud: [] }), [one], taken).callsOff(taken[0] as Attempt),
      false,
    )
  })

  test('ranks by mode, then end, danger, loudness', () => {
    const all = (['live', 'drill', 'test'] as const).flatMap((mode) => [
      priorityOf({ mode, kind: 'retraction', gravity: 'advisory' }, []),
      priorityOf({ mode, kind: 'warning', gravity: 'danger' }, one.areas as never),
      priorityOf({ mode, kind: 'update', gravity: 'danger' }, []),
      priorityOf({ mode, kind: 'warning', gravity: 'advisory' }, one.areas as never),
      priorityOf({ mode, kind: 'update', gravity: 'advisory' }, []),
    ])
    assert.deepEqual(
      all,
      Array.from({ length: priorities }, (_, index) => index),
    )
  })
})
