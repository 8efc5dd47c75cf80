import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { hour, plus, type NoticeId } from '#base'
import type { Outcome } from '#channels'
import { confirmed, dropped, later, never, start, told } from '../../test/support/courier-world.ts'
import {
  begin,
  callOff,
  expire,
  hear,
  interrupted,
  isOpen,
  isTryable,
  longestHistory,
  planned,
  reopen,
  settle,
  settleOvertaken,
  supersede,
  type Attempt,
  type Expired,
  type Sending,
  type Tryable,
} from './attempt.ts'

const next = plus(start, 5_000)
const accepted: Outcome = { kind: 'accepted', reference: 'r' }
const waiting = planned(
  told('a', 1, 'warning', ['o']),
  {
    channel: 'bell',
    target: 'one',
    serves: 'everywhere',
    areas: [],
    loudFor: [],
    priority: 1,
    deadlineAt: plus(start, hour),
  },
  start,
)
const sending = begin(waiting, start)
const after = (outcome: Outcome, nextTryAt: typeof next | null = next) =>
  settle(sending, outcome, start, nextTryAt)
const stateOf = (attempt: Attempt) => `${attempt.state}${isOpen(attempt) ? ' open' : ''}`

describe('an attempt', () => {
  test('counts a try when it begins, and takes it back when nothing was sent', () => {
    assert.equal(sending.tries, 1)
    const off = callOff(sending, 'a.2' as NoticeId, start)
    assert.deepEqual([off.tries, stateOf(off), off.supersededBy], [0, 'superseded', 'a.2'])
  })

  for (const [outcome, withNext, without] of [
    [confirmed, 'confirmed', 'confirmed'],
    [accepted, 'accepted open', 'accepted'],
    [dropped, 'unknown open', 'unknown'],
    [later, 'refused open', 'expired'],
    [never, 'refused', 'refused'],
  ] as const)
    test(`that was ${outcome.kind}${outcome === never ? ' for good' : ''} is ${withNext}, or ${without} with no time left`, () => {
      assert.equal(stateOf(after(outcome)), withNext)
      assert.equal(stateOf(after(outcome, null)), without)
    })

  test('that was overtaken in flight keeps what arrived, and is not tried again', () => {
    const states = [confirmed, accepted, dropped, later, never].map((outcome) =>
      stateOf(settleOvertaken(sending, outcome, 'a.2' as NoticeId, start)),
    )
    assert.deepEqual(states, ['confirmed', 'accepted', 'superseded', 'superseded', 'superseded'])
  })

  test('that ran out of time learns nothing from it', () => {
    const states = [waiting, after(accepted), after(dropped), after(later)].map((it) =>
      stateOf(expire(it as Tryable, next)),
    )
    assert.deepEqual(states, ['expired', 'accepted', 'unknown', 'expired'])
  })

  test('that was overtaken before its next try stays taken if a carrier took it', () => {
    const states = [waiting, after(accepted), after(dropped), after(later)].map((it) =>
      stateOf(supersede(it as Tryable, null, next)),
    )
    assert.deepEqual(states, ['superseded', 'accepted', 'superseded', 'superseded'])
  })

  test('that was being sent when the process died is unknown, and due at once', () => {
    const taken = interrupted(sending, next)
    assert.deepEqual([stateOf(taken), taken.nextTryAt, taken.tries], ['unknown open', next, 1])
  })

  test('keeps a bounded history, the latest outcomes', () => {
    let attempt: Attempt = waiting
    for (let tries = 0; tries < 40; tries++) {
      assert.ok(isTryable(attempt))
      attempt = settle(begin(attempt, start), { kind: 'unknown', problem: `x/y-${tries}` }, start, next)
    }
    assert.equal(attempt.history.length, longestHistory)
    assert.deepEqual(attempt.history.at(-1)?.outcome, { kind: 'unknown', problem: 'x/y-39' })
    assert.equal(attempt.tries, 40)
  })

  test('is reopened with a new deadline and all it knows', () => {
    const again = reopen(after(later, null) as Expired, next, plus(next, hour))
    assert.deepEqual(
      [again.state, again.nextTryAt, again.tries, again.history.length],
      ['waiting', next, 1, 1],
    )
  })
})

describe('a late outcome', () => {
  const heard = (attempt: Exclude<Attempt, Sending>, outcome: Outcome) =>
    stateOf(hear(attempt, outcome, next))

  test('confirms what was accepted, unknown, refused, expired or still waiting', () => {
    for (const it of [
      waiting,
      after(accepted),
      after(dropped),
      after(later),
      after(never),
      after(later, null),
    ])
      assert.equal(heard(it, confirmed), 'confirmed')
  })
  test('never takes a confirmation back', () => {
    for (const outcome of [never, later, dropped, accepted])
      assert.equal(heard(after(confirmed), outcome), 'confirmed')
  })
  test('may say that what a carrier took failed after all', () => {
    assert.equal(heard(after(accepted, null), never), 'refused')
  })
  test('never makes an attempt know less', () => {
    assert.equal(heard(after(accepted), dropped), 'accepted open')
    assert.equal(heard(after(later), dropped), 'refused open')
  })
  test('reopens nothing that is closed', () => {
    assert.equal(heard(after(dropped, null), later), 'refused')
    assert.equal(heard(after(dropped, null), accepted), 'accepted')
  })
  test('is kept with what was superseded, which stays superseded', () => {
    const it = hear(supersede(after(dropped) as Tryable, null, start), confirmed, next)
    assert.equal(it.state, 'superseded')
    assert.deepEqual(it.lastOutcome, confirmed)
  })
})
