import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { RunView, TaskView } from './answers.ts'
import { byUrgency, lateBy, nextInLine, standingOf, stateAt } from './runs.ts'

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 22, 0, 40 + minutes)).toISOString()
const now = Date.parse(at(0))
const task = (state: TaskView['state'], dueAt: string, more: Partial<TaskView> = {}): TaskView => ({
  ...{ key: state + dueAt, texts: { en: 'Do it' }, list: 'main', state, dueAt, owner: 'officer' },
  ...{
    line: ['officer', 'approver'],
    climbed: 0,
    climbsAt: dueAt,
    needs: { how: 'tick' },
    if: [],
    done: null,
  },
  ...more,
})
const run = (id: string, tasks: readonly TaskView[], more: Partial<RunView> = {}): RunView => ({
  ...{ id, protocol: { id: 'drone-red', version: 1, names: { en: 'Drones' }, newest: 1 }, alert: 'alert-1' },
  ...{ danger: null, areas: [], mode: 'drill', phase: 'running', startedAt: at(-10), closingAt: null },
  ...{ closedAt: null, closedByName: null, closedWhy: null, tasks, zones: [] },
  ...more,
})

describe('a list, as a duty room sees it', () => {
  test('turns a task late by the clock, whether or not anybody wrote it', () => {
    assert.equal(stateAt({ state: 'open', dueAt: at(1) }, now), 'open')
    assert.equal(stateAt({ state: 'open', dueAt: at(0) }, now), 'late')
    assert.equal(stateAt({ state: 'done', dueAt: at(-9) }, now), 'done')
    assert.equal(stateAt({ state: 'waiting', dueAt: at(-9) }, now), 'waiting')
  })

  test('counts what is late, what is done, and leaves out what is not needed', () => {
    const tasks = [task('open', at(-1)), task('open', at(9)), task('open', at(4)), task('done', at(-5))]
    const { late, done, all, next } = standingOf(run('a', [...tasks, task('not-needed', at(1))]), now)
    assert.deepEqual([late, done, all, next?.dueAt], [1, 1, 4, at(4)])
    const closed = standingOf(run('a', tasks, { phase: 'closed' }), now)
    assert.deepEqual([closed.late, closed.next], [0, undefined])
  })

  test('comes first with what is late, then with what is due first, then as the newest; closed ones last', () => {
    const runs = [
      run('closed', [task('open', at(-9))], { phase: 'closed', startedAt: at(-1) }),
      run('done', [task('done', at(3))], { startedAt: at(-2) }),
      run('later', [task('open', at(8))]),
      run('sooner', [task('open', at(2))]),
      run('late', [task('open', at(-1)), task('open', at(50))]),
      run('newer', [task('open', at(8))], { startedAt: at(-1) }),
    ]
    assert.deepEqual(
      byUrgency(runs, now).map(({ id }) => id),
      ['late', 'sooner', 'newer', 'later', 'done', 'closed'],
    )
  })

  test('says how many are late of times in order, and who is next in line', () => {
    assert.equal(lateBy([at(-3), at(0), at(1)], now), 2)
    assert.equal(nextInLine(task('late', at(0))), 'approver')
    assert.equal(nextInLine(task('late', at(0), { climbed: 1 })), undefined)
  })
})
