import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { minute, plus, type ActorId, type AlertId, type Instant, type PersonId } from '#base'
import {
  answerCallOut,
  closeCallOut,
  dueBy,
  evolveCallOut,
  fillingOf,
  openCallOut,
  passTime,
  type AlertStanding,
  type Answer,
  type CallOut,
  type CallOutFact,
  type CallOutId,
  type Callee,
  type Opening,
  type Skill,
} from '#response'

const start = '2026-11-22T00:40:00.000Z' as Instant
const id = 'callout-1' as CallOutId
const olena = 'person-olena' as ActorId
const after = (minutes: number) => plus(start, minutes * minute)
const who = (name: string, ...skills: string[]): Callee => ({
  person: `person-${name}` as PersonId,
  skills: skills as Skill[],
})
const opening = (more: Partial<Opening> = {}): Opening => ({
  ...{ mode: 'drill', alert: 'alert-1' as AlertId, until: after(240) },
  quotas: [
    { skills: ['firefighter', 'breathing-apparatus'] as Skill[], wanted: 2 },
    { skills: ['driver'] as Skill[], wanted: 1 },
  ],
  circles: [
    [
      who('ann', 'firefighter', 'breathing-apparatus', 'driver'),
      who('bob', 'firefighter', 'breathing-apparatus'),
    ],
    [who('cyd', 'driver'), who('dan', 'cook')],
    [who('eve', 'firefighter', 'breathing-apparatus')],
  ],
  ...{ widenAfter: 10 * minute, repeatEvery: 2 * minute },
  ...more,
})

function evolve(facts: readonly CallOutFact[], before?: CallOut): CallOut {
  let callOut = before
  for (const fact of facts) callOut = evolveCallOut(callOut, fact)
  assert.ok(callOut)
  return callOut
}
function opened(more: Partial<Opening> = {}): CallOut {
  const facts = openCallOut(id, opening(more), 'in-force', { at: start, by: olena })
  assert.ok(facts.ok, JSON.stringify(facts))
  return evolve(facts.value)
}
function answered(
  callOut: CallOut,
  name: string,
  answer: Answer,
  minutes: number,
  over = 'sms' as const,
): CallOut {
  const person = `person-${name}` as PersonId
  const facts = answerCallOut(
    callOut,
    { person, answer, over, arrivingAt: answer === 'coming' ? after(minutes + 20) : null },
    { at: after(minutes), by: person },
  )
  assert.ok(facts.ok, JSON.stringify(facts))
  return evolve(facts.value, callOut)
}
const passed = (callOut: CallOut, minutes: number, alert: AlertStanding = 'in-force') =>
  evolve(passTime(callOut, alert, { at: after(minutes), by: 'system' as ActorId }), callOut)
const names = (people: readonly { readonly person: PersonId }[]) =>
  people.map(({ person }) => person.slice('person-'.length))

describe('a call-out', () => {
  test('asks those of the first circle who can fill a place, and nobody else', () => {
    assert.deepEqual(names(opened().asked), ['ann', 'bob'])
  })

  test('asks the next circle when places stay empty, and passes over who could fill none', () => {
    let callOut = answered(opened(), 'ann', 'coming', 1)
    callOut = answered(callOut, 'bob', 'coming', 2)
    assert.equal(fillingOf(callOut).missing, 1)
    assert.deepEqual(names(passed(callOut, 9).asked), ['ann', 'bob'])
    assert.deepEqual(names(passed(callOut, 10).asked), ['ann', 'bob', 'cyd'])
  })

  test('skips a circle in which nobody could help', () => {
    let callOut = answered(
      opened({
        circles: [
          [who('ann', 'driver')],
          [who('dan', 'cook')],
          [who('eve', 'firefighter', 'breathing-apparatus')],
        ],
      }),
      'ann',
      'coming',
      1,
    )
    callOut = passed(callOut, 10)
    assert.deepEqual(names(callOut.asked), ['ann', 'eve'])
    assert.equal(callOut.circle, 2)
  })

  test('moves somebody with two skills to the place that only they can fill', () => {
    let callOut = answered(opened(), 'ann', 'coming', 1)
    callOut = passed(answered(callOut, 'bob', 'coming', 2), 10)
    // Ann and Bob have the apparatus, and Cyd drives: everybody has a place.
    assert.deepEqual(fillingOf(answered(callOut, 'cyd', 'coming', 12)).missing, 0)
    callOut = passed(answered(callOut, 'cyd', 'cannot', 12), 20)
    // Eve has the apparatus, so Ann can drive.
    const filled = fillingOf(answered(callOut, 'eve', 'coming', 22))
    assert.equal(filled.missing, 0)
    assert.deepEqual(
      filled.quotas.map(({ by }) => by.map((person) => person.slice('person-'.length)).toSorted()),
      [['bob', 'eve'], ['ann']],
    )
  })

  test('repeats until somebody answers, and one answer over any way ends every repeat', () => {
    const callOut = opened()
    const asks = (now: CallOut, minutes: number) =>
      names(dueBy(now, after(minutes)).filter(({ say }) => say === 'ask'))
    assert.deepEqual(asks(callOut, 0), ['ann', 'bob'])
    assert.deepEqual(
      dueBy(callOut, after(5)).map(({ id: due }) => due),
      ['callout-1/person-ann/ask/2', 'callout-1/person-bob/ask/2'],
    )
    for (const answer of ['coming', 'cannot'] as const) {
      assert.deepEqual(asks(answered(callOut, 'ann', answer, 5), 6), ['bob'])
      assert.deepEqual(asks(answered(callOut, 'ann', answer, 5), 60), ['bob'])
    }
  })

  test('tells the silent that nobody is needed any more when every place is filled, and asks them again when somebody falls out', () => {
    const one = opened({ quotas: [{ skills: [], wanted: 1 }], circles: [[who('ann'), who('bob')]] })
    const filled = answered(one, 'ann', 'coming', 3)
    assert.deepEqual(
      dueBy(filled, after(30)).map(({ id: due, say }) => [due, say]),
      [['callout-1/person-bob/not-needed/2', 'not-needed']],
    )
    const fellOut = answered(filled, 'ann', 'cannot', 40)
    assert.deepEqual(
      dueBy(fellOut, after(41)).map(({ say, time }) => [say, time]),
      [['ask', 19]],
    )
    const again = answered(fellOut, 'ann', 'coming', 50)
    assert.notEqual(dueBy(again, after(51))[0]!.id, dueBy(filled, after(30))[0]!.id)
  })

  test('can’t go out after the all-clear, and one that runs is stood down by it', () => {
    const refused = openCallOut(id, opening(), 'over', { at: start, by: olena })
    assert.ok(!refused.ok && refused.problem.code === 'response/alert-over')
    const over = passed(answered(opened(), 'ann', 'coming', 1), 3, 'over')
    assert.equal(over.closed?.why, 'alert-over')
    assert.deepEqual(
      dueBy(over, after(60)).map(({ person, say }) => [person, say]),
      [
        ['person-ann', 'stand-down'],
        ['person-bob', 'not-needed'],
      ],
    )
    assert.deepEqual(passTime(over, 'in-force', { at: after(60), by: olena }), [])
    const late = answerCallOut(
      over,
      { person: 'person-bob' as PersonId, answer: 'coming', over: 'sms', arrivingAt: null },
      { at: after(61), by: olena },
    )
    assert.ok(!late.ok && late.problem.code === 'response/call-out-over')
  })

  test('takes the same answer over several ways once, and a later one in its place', () => {
    const coming = answered(opened(), 'ann', 'coming', 1)
    const again = answerCallOut(
      coming,
      { person: 'person-ann' as PersonId, answer: 'coming', over: 'page', arrivingAt: null },
      { at: after(2), by: olena },
    )
    assert.deepEqual(again, { ok: true, value: [] })
    const cannot = answered(coming, 'ann', 'cannot', 9)
    assert.equal(fillingOf(cannot).quotas[0]!.by.length, 0)
    assert.deepEqual(
      cannot.asked[0]!.answers.map(({ answer }) => answer),
      ['coming', 'cannot'],
    )
  })

  test('refuses what nobody could mean', () => {
    const refusals: [string, Partial<Opening>][] = [
      ['response/over-already', { until: start }],
      ['response/no-places', { quotas: [] }],
      ['response/no-places', { quotas: [{ skills: [], wanted: 0 }] }],
      ['response/asked-twice', { circles: [[who('ann')], [who('ann')]] }],
      ['response/nobody-fits', { circles: [[who('dan', 'cook')]] }],
      ['response/too-often', { repeatEvery: 1_000 }],
    ]
    for (const [code, more] of refusals) {
      const refused = openCallOut(id, opening(more), 'in-force', { at: start, by: olena })
      assert.ok(!refused.ok && refused.problem.code === code, code)
    }
    const stranger = answerCallOut(
      opened(),
      { person: 'person-eve' as PersonId, answer: 'coming', over: 'sms', arrivingAt: null },
      { at: start, by: olena },
    )
    assert.ok(!stranger.ok && stranger.problem.code === 'response/not-asked')
  })
})

const skills = ['a', 'b', 'c']
const callees = fc.array(fc.subarray(skills), { minLength: 1, maxLength: 7 })
const nights = fc.record({
  people: callees,
  quotas: fc.array(fc.record({ skills: fc.subarray(skills), wanted: fc.integer({ min: 1, max: 3 }) }), {
    minLength: 1,
    maxLength: 3,
  }),
  steps: fc.array(
    fc.record({
      person: fc.nat(6),
      answer: fc.constantFrom('coming', 'cannot', 'arrived', 'stood-down', 'clock'),
      minutes: fc.integer({ min: 0, max: 6 }),
    }),
    { maxLength: 25 },
  ),
})

describe('whatever people answer', () => {
  test('nobody fills two places, every place is filled by somebody who fits, and no way fills more', () => {
    fc.assert(
      fc.property(nights, (night) => {
        for (const callOut of played(night)) {
          const { quotas, beyond, missing } = fillingOf(callOut)
          const seated = quotas.flatMap(({ by }) => by)
          assert.equal(new Set(seated).size, seated.length)
          for (const { quota, by } of quotas)
            for (const person of by) {
              const { skills: has } = callOut.asked.find((one) => one.person === person)!
              assert.ok(quota.skills.every((skill) => has.includes(skill)))
            }
          // Whoever has no place fits none that is empty.
          for (const person of beyond) {
            const one = callOut.asked.find((asked) => asked.person === person)!
            for (const { quota, missing: empty } of quotas)
              if (empty > 0) assert.ok(!quota.skills.every((skill) => one.skills.includes(skill)))
          }
          assert.equal(missing, callOut.quotas.reduce((sum, { wanted }) => sum + wanted, 0) - seated.length)
        }
      }),
    )
  })

  test('nobody who answered is asked again, and nobody is asked after the end', () => {
    fc.assert(
      fc.property(nights, (night) => {
        for (const callOut of played(night))
          for (const { person, say } of dueBy(callOut, after(600))) {
            const asked = callOut.asked.find((one) => one.person === person)!
            if (say === 'ask') assert.ok(asked.answers.length === 0 && callOut.closed === null)
          }
      }),
    )
  })
})

/** The call-out after each step of a night. */
function* played(night: typeof nights extends fc.Arbitrary<infer Night> ? Night : never): Generator<CallOut> {
  const people = night.people.map((has, at) => who(String(at), ...has))
  const half = Math.ceil(people.length / 2)
  const begun = openCallOut(
    id,
    opening({
      quotas: night.quotas as unknown as Opening['quotas'],
      circles: [people.slice(0, half), people.slice(half)],
    }),
    'in-force',
    { at: start, by: olena },
  )
  if (!begun.ok) return
  let [callOut, minutes] = [evolve(begun.value), 0]
  for (const { person, answer, minutes: wait } of night.steps) {
    const asked = { at: after((minutes += wait)), by: olena }
    const facts =
      answer === 'clock'
        ? passTime(callOut, 'in-force', asked)
        : answerCallOut(
            callOut,
            {
              person: `person-${person}` as PersonId,
              answer: answer as Answer,
              over: 'sms',
              arrivingAt: null,
            },
            asked,
          )
    if (Array.isArray(facts)) callOut = evolve(facts, callOut)
    else if (facts.ok) callOut = evolve(facts.value, callOut)
    yield callOut
  }
  const end = closeCallOut(callOut, { at: after(minutes), by: olena })
  if (end.ok) yield evolve(end.value, callOut)
}
