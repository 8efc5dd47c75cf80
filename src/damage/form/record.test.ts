import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { ActorId, Instant } from '#base'
import { decideRecords, evolveRecords, noRecords, type RecordCommand, type RecordState } from './record.ts'
import type { SubmissionId } from './submission.ts'

const asked = { at: '2026-11-22T06:00:00.000Z' as Instant, by: 'iryna' as ActorId, mode: 'drill' as const }
const said = (submission: string, replaces: string | null = null) => ({
  ...{ submission: submission as SubmissionId, replaces: replaces as SubmissionId | null },
  ...{ form: 'damage-assessment' as never, version: 1, area: 'gn:465724' as never, authority: 'main' },
})
const submit = (
  submission: string,
  replaces: string | null = null,
  more: Partial<Submitting> = {},
): RecordCommand => ({
  ...{ type: 'submit', said: said(submission, replaces), touched: () => 'by-nobody', ifChanged: 'keep-both' },
  ...more,
})
type Submitting = Extract<RecordCommand, { type: 'submit' }>

/** The state after these commands; a refusal changes nothing. */
function after(commands: readonly RecordCommand[], state: RecordState = noRecords()): RecordState {
  for (const command of commands) {
    const decided = decideRecords(state, command, asked)
    if (decided.ok) for (const fact of decided.value) evolveRecords(state, fact)
  }
  return state
}
const currents = ({ records }: RecordState) => [...records.values()].map(({ current }) => current).toSorted()

describe('records of forms', () => {
  test('have each submission once and lose none, in whatever order and however often they come', () => {
    // A few records, each changed a few times, some of them by two at once.
    const tree = fc
      .array(fc.nat(30), { minLength: 1, maxLength: 25 })
      .map((parents) => parents.map((parent, n) => (n < 2 || parent % (n + 1) === n ? null : parent % n)))
    fc.assert(
      fc.property(tree, fc.infiniteStream(fc.nat()), (parents, luck) => {
        const all = parents.map((parent, n) =>
          submit(`submission-${n}`, parent === null ? null : `submission-${parent}`),
        )
        const shuffled = [...all, ...all]
          .map((one) => [luck.next().value as number, one] as const)
          .toSorted(([a], [b]) => a - b)
          .map(([, one]) => one)
        const state = after(shuffled)
        assert.equal(state.submissions.size, parents.length)
        for (const [id, { record }] of state.submissions) {
          assert.ok(state.records.has(record), id)
          // It holds, or waits, or was replaced by one that came.
          const { current, contested } = state.records.get(record)!
          const isReplaced = [...state.submissions.values()].some(({ replaces }) => replaces === id)
          assert.ok(current === id || contested.includes(id) || isReplaced, id)
        }
      }),
    )
  })

  test('are one for one chain of changes, whatever comes first, and its last one holds', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 7 }), fc.infiniteStream(fc.nat()), (length, luck) => {
        const chain = Array.from({ length }, (_, n) =>
          submit(`submission-${n}`, n === 0 ? null : `submission-${n - 1}`),
        )
        const shuffled = [...chain, ...chain]
          .map((one) => [luck.next().value as number, one] as const)
          .toSorted(([a], [b]) => a - b)
          .map(([, one]) => one)
        const state = after(shuffled)
        const standing = [...state.records.values()].filter(({ into }) => into === null)
        assert.deepEqual(
          standing.map(({ current, contested }) => ({ current, contested })),
          [{ current: `submission-${length - 1}`, contested: [] }],
        )
      }),
      { numRuns: 500 },
    )
  })

  test('are the same whether a phone’s changes come in order or the newest first', () => {
    const chain = [submit('submission-a'), submit('submission-b', 'submission-a')]
    assert.deepEqual(currents(after(chain)), ['submission-b'])
    assert.deepEqual(currents(after(chain.toReversed())), ['submission-b'])
  })

  test('wait with both sides where two changed one, and go on from the one that somebody chose', () => {
    const state = after([
      ...[
        submit('submission-a'),
        submit('submission-b', 'submission-a'),
        submit('submission-c', 'submission-a'),
      ],
    ])
    const [record] = state.records.values()
    assert.deepEqual([record!.current, record!.contested], ['submission-b', ['submission-c']])
    // Nobody goes on as if nothing were: a change of either side waits as well.
    after([submit('submission-d', 'submission-b')], state)
    assert.deepEqual([...state.records.values()][0]!.contested, ['submission-c', 'submission-d'])
    const settle = (keep: string, readRevision: number): RecordCommand => ({
      ...{ type: 'settle', record: record!.id, keep: keep as SubmissionId, readRevision },
    })
    assert.equal(decideRecords(state, settle('submission-c', 1), asked).ok, false)
    after([settle('submission-c', 2)], state)
    const [settled] = state.records.values()
    assert.deepEqual([settled!.current, settled!.contested, settled!.revision], ['submission-c', [], 3])
    after([submit('submission-e', 'submission-c')], state)
    assert.deepEqual(currents(state), ['submission-e'])
  })

  test('ask where they may, and treat what the duty room changed as another side', () => {
    const state = after([submit('submission-a')])
    const late = decideRecords(
      state,
      submit('submission-b', 'submission-a', { touched: () => 'since', ifChanged: 'ask' }),
      asked,
    )
    assert.equal(late.ok ? 'taken' : late.problem.code, 'damage/record-changed')
    after([submit('submission-b', 'submission-a', { touched: () => 'since' })], state)
    assert.deepEqual(currents(state), ['submission-a'])
    assert.deepEqual([...state.records.values()][0]!.contested, ['submission-b'])
  })
})
