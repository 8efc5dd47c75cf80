import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { AreaCode } from '#areas'
import type { NoticeReason } from '#alerts'
import { plus, second, type ActorId, type AlertId, type Instant } from '#base'
import type { LadderId, LevelId, ThreatId } from '#threats'
import type { DrillId } from './facts.ts'
import type { Publication } from './publication.ts'
import type { DrillRun } from './run.ts'
import { scoreOf, type DrillScore } from './score.ts'
import type { DrillScript, DrillStep, Expected, ScriptId } from './script.ts'

const begun = '2025-11-01T21:00:00.000Z' as Instant
const at = (seconds: number) => plus(begun, seconds * second)
const codes = (...names: string[]) => names as AreaCode[]
const drone = 'drone' as ThreatId
const red = { threat: drone, ladder: 'lipetsk' as LadderId, level: 'red' as LevelId }

/** `a` is all of `a1` and `a2`; `b` and `c` have no parts. */
const ground = {
  contains: (outer: AreaCode, inner: AreaCode) => outer === inner || (outer === 'a' && inner.startsWith('a')),
  parts: (area: AreaCode) => (area === 'a' ? codes('a1', 'a2') : []),
}

const step = (
  id: string,
  atMinutes: number,
  expect?: Partial<Expected> & Pick<Expected, 'do'>,
): DrillStep => ({
  ...{ id, atMinutes, inject: { kind: 'word', text: { en: id } } },
  ...(expect === undefined ? {} : { expect: { withinSeconds: 60, ...expect } }),
})
const night: readonly DrillStep[] = [
  step('alarm', 0, { do: 'issue', ...red, areas: codes('a', 'b') }),
  step('more', 2, { do: 'extend', ...red, areas: codes('a', 'b', 'c') }),
  step('part', 4, { do: 'all-clear', threat: drone, areas: codes('b') }),
  step('over', 6, { do: 'all-clear', threat: drone }),
]
const given = (steps: readonly DrillStep[]) =>
  steps.map(({ id, atMinutes }) => ({ step: id, at: at(atMinutes * 60) }))

const running = (steps: readonly DrillStep[] = night): DrillRun => ({
  ...{ id: 'drill-1' as DrillId, announcedAt: begun, announcedBy: 'olena' as ActorId, beginsAt: begun },
  script: { id: 's' as ScriptId, name: { en: 'Night' }, steps, endsAtMinutes: 10 } satisfies DrillScript,
  ...{ state: 'running', begunAt: begun, given: given(steps) },
})
const over = (steps: readonly DrillStep[] = night): DrillRun => ({
  ...running(steps),
  ...{ state: 'over', begunAt: begun, given: given(steps), how: 'finished' },
  ...{ endedAt: at(600), endedBy: 'system' as ActorId },
})

const told = (
  seconds: number,
  reason: NoticeReason,
  standing: string[],
  more: Partial<Publication> = {},
): Publication => ({
  ...{ seq: 0, at: at(seconds), by: 'olena' as ActorId, alert: 'one' as AlertId, reason, ...red },
  ...{ standing: codes(...standing), over: [], ...more },
})
const faultless = () => [
  told(20, 'issued', ['a', 'b']),
  told(150, 'extended', ['a', 'b', 'c']),
  told(250, 'areas-cleared', ['a', 'c'], { over: codes('b') }),
  told(370, 'cleared', [], { over: codes('a', 'c') }),
]
/** Places in the ledger follow the order in which they are listed. */
const score = (publications: readonly Publication[], run: DrillRun = over()): DrillScore => {
  const placed = publications.map((one, i) => ({ ...one, seq: i + 1 }))
  return scoreOf(run, placed, { ground, now: at(600) })
}
const verdicts = ({ steps }: DrillScore) => steps.map(({ verdict }) => verdict)
const mistakes = ({ steps }: DrillScore) => steps.flatMap((one) => one.mistakes)

describe('the score of a drill', () => {
  test('of a faultless night has a time for each step and no mistake', () => {
    const found = score(faultless())
    assert.deepEqual(verdicts(found), ['in-time', 'in-time', 'in-time', 'in-time'])
    assert.deepEqual(
      found.steps.map(({ done }) => done?.seconds),
      [20, 30, 10, 10],
    )
    assert.deepEqual(found.counts, { expected: 4, inTime: 4, late: 0, early: 0, missed: 0, mistakes: 0 })
    assert.deepEqual([found.toIssueSeconds, found.medianSeconds, found.unexpected], [20, 15, []])
  })

  test('says which areas were missing and which were too many, parts of an area counted for the whole', () => {
    const [, ...rest] = faultless()
    assert.deepEqual(mistakes(score([told(20, 'issued', ['a1', 'a2', 'b']), ...rest])), [])
    assert.deepEqual(score([told(20, 'issued', ['a1', 'c']), ...rest]).steps[0]?.mistakes, [
      { kind: 'areas-missing', areas: codes('a', 'b') },
      { kind: 'areas-too-many', areas: codes('c') },
    ])
    const cleared = faultless()
    cleared[2] = told(250, 'areas-cleared', ['a', 'b'], { over: codes('c') })
    assert.deepEqual(score(cleared).steps[2]?.mistakes, [
      { kind: 'areas-missing', areas: codes('b') },
      { kind: 'areas-too-many', areas: codes('c') },
    ])
  })

  test('says where the threat or the level was another', () => {
    const [, ...rest] = faultless()
    const wrong = told(20, 'issued', ['a', 'b'], {
      ...{ threat: 'artillery' as ThreatId, level: 'yellow' as LevelId },
    })
    assert.deepEqual(score([wrong, ...rest]).steps[0]?.mistakes, [
      { kind: 'wrong-threat', said: 'artillery' },
      { kind: 'wrong-level', said: 'yellow' },
    ])
  })

  test('tells late from missed, and missed from what there is time left for', () => {
    assert.deepEqual(verdicts(score([told(61, 'issued', ['a', 'b'])])), [
      'late',
      'missed',
      'missed',
      'missed',
    ])
    const now = (seconds: number) => verdicts(scoreOf(running(), [], { ground, now: at(seconds) }))
    assert.equal(now(60)[0], 'waiting')
    assert.equal(now(61)[0], 'missed')
    const young = running()
    const none = { ...young, given: [] } as DrillRun
    assert.deepEqual(verdicts(scoreOf(none, [], { ground, now: begun })), Array(4).fill('not-yet'))
  })

  test('tells what was done before there was a reason, and what came out of order', () => {
    const early = faultless()
    early[3] = told(300, 'cleared', [], { over: codes('a', 'c') })
    assert.deepEqual(verdicts(score(early))[3], 'early')
    assert.equal(score(early).steps[3]?.done?.seconds, -60)
    const steps = [
      step('one', 0, { do: 'issue', ...red, areas: codes('a') }),
      step('two', 0, { do: 'renew' }),
    ]
    const renewedFirst = [told(5, 'renewed', ['a'], { alert: 'old' as AlertId }), told(10, 'issued', ['a'])]
    assert.deepEqual(score(renewedFirst, over(steps)).steps[1]?.mistakes, [{ kind: 'out-of-order' }])
  })

  test('counts what nobody expected: issued twice or for nothing, retracted, corrected, lapsed', () => {
    const twice = [...faultless().slice(0, 1), told(25, 'issued', ['b'], { alert: 'two' as AlertId })]
    const kinds = (all: readonly Publication[]) => score(all).unexpected.map(({ kind }) => kind)
    // The second of them stands in for the extension that nobody made.
    assert.deepEqual(kinds([...faultless(), told(400, 'issued', ['b'], { alert: 'two' as AlertId })]), [
      'issued-for-nothing',
    ])
    assert.deepEqual(kinds([...twice, ...faultless().slice(1)]), ['issued-twice'])
    assert.deepEqual(
      kinds([
        ...faultless(),
        told(401, 'retracted', []),
        told(402, 'corrected', ['a']),
        told(403, 'lapsed', []),
      ]),
      ['retracted', 'corrected', 'lapsed'],
    )
    assert.deepEqual(kinds([...faultless(), told(170, 'renewed', ['a', 'b', 'c'])]), [])
  })

  test('takes a second alert for an extension, and says so', () => {
    const [issued, , part, end] = faultless() as [Publication, Publication, Publication, Publication]
    const another = told(150, 'issued', ['c'], { alert: 'two' as AlertId })
    const found = score([issued, another, part, end])
    assert.equal(found.steps[1]?.verdict, 'in-time')
    // Both alerts together stand where one should: no area is missing.
    assert.deepEqual(found.steps[1]?.mistakes, [{ kind: 'another-alert' }])
    assert.deepEqual(found.unexpected, [])
  })

  test('finds it right that nobody warned of a rumour, and wrong that somebody did', () => {
    const steps = [
      step('alarm', 0, { do: 'issue', ...red, areas: codes('a') }),
      step('rumour', 2, { do: 'nothing' }),
    ]
    const issued = told(10, 'issued', ['a'])
    assert.deepEqual(verdicts(score([issued], over(steps))), ['in-time', 'refrained'])
    const fell = score([issued, told(130, 'issued', ['c'], { alert: 'two' as AlertId })], over(steps))
    assert.deepEqual([verdicts(fell)[1], fell.counts.mistakes], ['warned', 1])
    const late = score([issued, told(500, 'issued', ['c'], { alert: 'two' as AlertId })], over(steps))
    assert.deepEqual(verdicts(late)[1], 'refrained')
  })

  test('counts each publication once, whatever was published, and its sums agree', () => {
    const reasons: NoticeReason[] = [
      ...(['issued', 'raised', 'extended', 'reduced', 'renewed', 'areas-cleared'] as const),
      ...(['cleared', 'retracted', 'corrected', 'lapsed'] as const),
    ]
    const any = fc.array(
      fc.record({
        seconds: fc.integer({ min: 0, max: 600 }),
        reason: fc.constantFrom(...reasons),
        areas: fc.subarray(['a', 'a1', 'b', 'c']),
        alert: fc.constantFrom('one', 'two'),
      }),
      { maxLength: 12 },
    )
    fc.assert(
      fc.property(any, (raw) => {
        const all = raw
          .toSorted((a, b) => a.seconds - b.seconds)
          .map(({ seconds, reason, areas, alert }) =>
            told(seconds, reason, areas, { alert: alert as AlertId }),
          )
        const found = score(all)
        const { counts, steps, unexpected } = found
        assert.equal(counts.inTime + counts.late + counts.early + counts.missed, counts.expected)
        assert.equal(counts.mistakes, mistakes(found).length + unexpected.length)
        const used = [...steps.flatMap(({ done }) => done?.seq ?? []), ...unexpected.map(({ seq }) => seq)]
        assert.equal(new Set(used).size, used.length)
        assert.deepEqual(found, score(all), 'the same twice')
      }),
      { numRuns: 300 },
    )
  })
})
