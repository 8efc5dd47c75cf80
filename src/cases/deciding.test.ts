import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { sha256, type ActorId, type Instant, type PersonId } from '#base'
import {
  isLate,
  standingOf,
  thingKey,
  thingOf,
  wordsOfCase,
  type Case,
  type CaseId,
  type FindingId,
  type LessonId,
  type QuestionId,
  type Thing,
} from './case.ts'
import { decideCase, type CaseCommand } from './deciding.ts'
import { evolveCase, type CaseFact } from './facts.ts'

const id = 'case-1' as CaseId
const [anna, boris] = ['person-anna', 'person-boris'] as (ActorId & PersonId)[] as [
  ActorId & PersonId,
  ActorId & PersonId,
]
const at = '2026-03-01T05:00:00.000Z' as Instant
const later = '2026-03-08T05:00:00.000Z' as Instant
const why = sha256('because')
const text = sha256('words')
const alert: Thing = { kind: 'alert', id: 'alert-1' }
const [question, finding, lesson] = ['q-1' as QuestionId, 'f-1' as FindingId, 'l-1' as LessonId]

/** A case after orders, each by somebody; stops at the first that is refused. */
function after(orders: readonly (readonly [CaseCommand, ActorId?])[], from?: Case) {
  let now = from
  let seq = now?.facts.length ?? 0
  for (const [command, by = anna] of orders) {
    const decided = decideCase(now, command, { id, at, by, mode: 'drill' })
    if (!decided.ok) return decided.problem.code
    for (const fact of decided.value) now = evolveCase(now, fact, ++seq)
  }
  return now!
}
const opened: CaseCommand = { type: 'open', title: text, areas: [], owner: anna }
const gathered: CaseCommand = { type: 'gather', thing: alert, why: null }
const asked: CaseCommand = { type: 'ask', question, text, of: null }
const answered: CaseCommand = { type: 'answer', question, text, restsOn: [alert] }
const found = (id = finding, supersedes: FindingId | null = null): CaseCommand => ({
  ...{ type: 'find', finding: id, text, likelihood: 'likely', confidence: 'moderate' },
  ...{ restsOn: [alert], supersedes },
})
const judged = (agrees: 'yes' | 'no', id = finding): CaseCommand => ({
  ...{ type: 'judge', finding: id, agrees, why },
})
const learnt: CaseCommand = { type: 'learn', lesson, text, owner: boris, dueAt: later, protocol: null }
const closed: CaseCommand = { type: 'close', why: null }
const whole = [
  [opened],
  [gathered],
  [asked],
  [answered],
  [found()],
  [judged('yes'), boris],
  [learnt],
] as const
const refusedAs = (orders: readonly (readonly [CaseCommand, ActorId?])[], code: string) =>
  assert.equal(after(orders), code)

describe('a case', () => {
  test('ends when its questions are answered, its findings read by another, and a lesson drawn', () => {
    const one = after([...whole, [closed]]) as Case
    assert.equal(one.state, 'closed')
    assert.equal(one.version, 8)
    assert.deepEqual(one.facts, [1, 2, 3, 4, 5, 6, 7, 8])
    assert.equal(standingOf(one.findings.get(finding)!), 'agreed')
  })
  test('is not closed over an open question', () => {
    refusedAs([[opened], [asked], [closed]], 'cases/questions-open')
    refusedAs([...whole, [{ type: 'ask-again', question, why }], [closed]], 'cases/questions-open')
    const dropped: CaseCommand = { type: 'drop-question', question, why }
    assert.equal((after([[opened], [asked], [dropped], [learnt], [closed]]) as Case).state, 'closed')
  })
  test('is not closed over a finding that stands alone or is disputed', () => {
    refusedAs([[opened], [gathered], [found()], [learnt], [closed]], 'cases/findings-alone')
    refusedAs([...whole, [judged('no'), boris], [closed]], 'cases/findings-disputed')
    // Said anew, it is judged anew.
    const anew = 'f-2' as FindingId
    refusedAs([...whole, [judged('no'), boris], [found(anew, finding)], [closed]], 'cases/findings-alone')
    const over = [
      ...whole,
      [judged('no'), boris],
      [found(anew, finding)],
      [judged('yes', anew), boris],
    ] as const
    assert.equal((after([...over, [closed]]) as Case).findings.get(finding)!.supersededBy, anew)
    refusedAs([...over, [judged('yes'), boris]], 'cases/superseded')
  })
  test('is not closed without a lesson, unless it is said why there is none', () => {
    refusedAs([[opened], [closed]], 'cases/no-lesson')
    assert.equal((after([[opened], [{ type: 'close', why }]]) as Case).state, 'closed')
    const none: CaseCommand = { type: 'drop-lesson', lesson, why }
    refusedAs([...whole, [none], [closed]], 'cases/no-lesson')
  })
  test('takes nothing more when it is closed but what its lessons need, until it is opened again', () => {
    refusedAs([...whole, [closed], [asked]], 'cases/closed')
    refusedAs([...whole, [closed], [{ type: 'hand-over', to: boris, why }]], 'cases/closed')
    const done: CaseCommand = { type: 'finish-lesson', lesson, text, protocolVersion: null }
    assert.equal((after([...whole, [closed], [done]]) as Case).lessons.get(lesson)!.state, 'done')
    const again = after([
      ...whole,
      [closed],
      [{ type: 'reopen', why }],
      [{ ...asked, question: 'q-2' as QuestionId }],
    ])
    assert.equal((again as Case).state, 'open')
    assert.equal((again as Case).closedAt, null)
  })
  test('holds a thing once, and keeps what something rests on', () => {
    assert.equal((after([[opened], [gathered], [gathered]]) as Case).version, 2)
    refusedAs([...whole, [{ type: 'take-out', thing: alert, why }]], 'cases/rests-on-it')
    refusedAs([[opened], [{ type: 'take-out', thing: alert, why }]], 'cases/not-gathered')
    refusedAs([[opened], [found()]], 'cases/not-gathered')
    refusedAs([[opened], [{ ...found(), restsOn: [] } as CaseCommand]], 'cases/rests-on-nothing')
  })
  test('lets nobody agree with their own finding, and nobody disagree without a reason', () => {
    refusedAs([[opened], [gathered], [found()], [judged('yes')]], 'cases/own-finding')
    const silent: CaseCommand = { type: 'judge', finding, agrees: 'no', why: null }
    refusedAs([[opened], [gathered], [found()], [silent, boris]], 'cases/why-not')
  })
  test('knows which lesson is late, and wants the version of a protocol that was to be changed', () => {
    const one = after(whole) as Case
    assert.equal(isLate(one.lessons.get(lesson)!, at), false)
    assert.equal(isLate(one.lessons.get(lesson)!, later), true)
    refusedAs([[opened], [{ ...learnt, dueAt: at } as CaseCommand]], 'cases/due-is-over')
    const ofProtocol = { ...learnt, protocol: 'drone-red' } as CaseCommand
    const done = (protocolVersion: number | null): CaseCommand => ({
      ...{ type: 'finish-lesson', lesson, text, protocolVersion },
    })
    refusedAs([[opened], [ofProtocol], [done(null)]], 'cases/which-version')
    refusedAs([[opened], [learnt], [done(3)]], 'cases/no-protocol')
    assert.equal(
      (after([[opened], [ofProtocol], [done(3)]]) as Case).lessons.get(lesson)!.ended!.protocolVersion,
      3,
    )
  })
  test('is changed only by whoever read what it says now', () => {
    const one = after(whole) as Case
    const rename = { type: 'rename', title: why } as const
    const by = { id, at, by: anna, mode: 'drill' } as const
    const stale = decideCase(one, rename, { ...by, readVersion: 6 })
    assert.equal(!stale.ok && stale.problem.code, 'cases/moved-on')
    assert.ok(decideCase(one, rename, { ...by, readVersion: 7 }).ok)
  })
  test('names the words it speaks of', () => {
    assert.deepEqual(new Set(wordsOfCase(after(whole) as Case)), new Set([text, why]))
  })
})

describe('any orders whatever', () => {
  const things = fc.constantFrom<Thing>(alert, { kind: 'site', id: 'a:b' })
  const questions = fc.constantFrom('q-1', 'q-2') as fc.Arbitrary<QuestionId>
  const findings = fc.constantFrom('f-1', 'f-2', 'f-3') as fc.Arbitrary<FindingId>
  const lessons = fc.constantFrom('l-1', 'l-2') as fc.Arbitrary<LessonId>
  const command: fc.Arbitrary<CaseCommand> = fc.oneof(
    fc.constant(opened),
    things.map((thing): CaseCommand => ({ type: 'gather', thing, why: null })),
    things.map((thing): CaseCommand => ({ type: 'take-out', thing, why })),
    questions.map((question): CaseCommand => ({ type: 'ask', question, text, of: null })),
    fc.tuple(questions, things).map(([question, thing]): CaseCommand => ({
      ...{ type: 'answer', question, text, restsOn: [thing] },
    })),
    questions.map((question): CaseCommand => ({ type: 'ask-again', question, why })),
    fc.tuple(findings, fc.option(findings)).map(([one, other]) => found(one, other)),
    fc
      .tuple(findings, fc.constantFrom('yes', 'no'))
      .map(([one, agrees]) => judged(agrees as 'yes' | 'no', one)),
    lessons.map((one): CaseCommand => ({ ...learnt, lesson: one }) as CaseCommand),
    fc.constantFrom<CaseCommand>(closed, { type: 'reopen', why }, { type: 'ask-review' }),
  )
  test('never close a case over what is open, and leave nothing resting on what is not there', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(command, fc.constantFrom(anna, boris)), { maxLength: 60 }), (orders) => {
        let now: Case | undefined
        let seq = 0
        const all: CaseFact[] = []
        for (const [one, by] of orders) {
          const decided = decideCase(now, one, { id, at, by, mode: 'drill' })
          if (!decided.ok) continue
          for (const fact of decided.value) {
            all.push(fact)
            now = evolveCase(now, fact, ++seq)
          }
        }
        if (now === undefined) return
        assert.equal(now.version, all.length)
        for (const { restsOn, supersededBy } of now.findings.values())
          if (supersededBy === null) assert.ok(restsOn.every((key) => now!.things.has(key)))
        for (const { ended } of now.questions.values())
          assert.ok(ended === null || ended.restsOn.every((key) => now!.things.has(key)))
        if (now.state !== 'closed') return
        assert.ok([...now.questions.values()].every(({ state }) => state !== 'open'))
        for (const one of now.findings.values()) assert.ok(['agreed', 'superseded'].includes(standingOf(one)))
      }),
      { seed: 9, numRuns: 2_000 },
    )
  })
  test('name a thing by a key that gives it back', () => {
    const one = { kind: 'occurrence', id: 'drill:2026-03-01:48' } as const
    assert.deepEqual(thingOf(thingKey(one)), one)
  })
})
