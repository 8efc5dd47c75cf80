import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { AnsweredView, AskedView } from './answers.ts'
import { askingOf, countsOf, inOrder, placesOf, standingOf } from './standing.ts'

const at = Date.parse('2026-11-02T02:40:00Z')
const asked = (
  person: string,
  answers: readonly Partial<AnsweredView>[] = [],
  more: Partial<AskedView> = {},
) =>
  ({
    ...{ person, name: person, skills: [], circle: 0, askedAt: '2026-11-02T02:30:00Z', asksAgainAt: null },
    ...{ answers: answers.map((one) => ({ arrivingAt: null, ...one })), sent: [], ...more },
  }) as AskedView
const coming = (time: string) => asked(time, [{ answer: 'coming', arrivingAt: `2026-11-02T${time}:00Z` }])

describe('who was asked', () => {
  test('is in the order in which an officer needs them', () => {
    const all = [
      ...[
        asked('no', [{ answer: 'cannot' }]),
        coming('02:55'),
        coming('02:45'),
        asked('here', [{ answer: 'arrived' }]),
      ],
      ...[asked('late asked', [], { askedAt: '2026-11-02T02:35:00Z' }), asked('silent'), coming('02:39')],
    ]
    assert.deepEqual(
      inOrder(all, at).map(({ person }) => person),
      ['02:39', 'silent', 'late asked', '02:45', '02:55', 'here', 'no'],
    )
    assert.deepEqual(
      [...countsOf(all, at)],
      [
        ['overdue', 1],
        ['silent', 2],
        ['coming', 2],
        ['arrived', 1],
        ['cannot', 1],
      ],
    )
  })

  test('stands as they said last; who named no time is never overdue', () => {
    assert.equal(standingOf(asked('a', [{ answer: 'coming' }]), at), 'coming')
    assert.equal(standingOf(asked('a', [{ answer: 'coming' }, { answer: 'cannot' }]), at), 'cannot')
  })

  test('was asked as often as the way that was used most, and each way stands as it did last', () => {
    const sent = (way: string, outcome: string, say = 'ask') => ({ way, outcome, say, problem: null })
    const all = [
      sent('sms', 'refused'),
      sent('voice', 'unknown'),
      sent('sms', 'confirmed'),
      sent('sms', 'accepted', 'unclear'),
    ]
    const { times, ways } = askingOf({ sent: all as never })
    assert.equal(times, 2)
    assert.deepEqual(
      ways.map(({ way, outcome }) => `${way} ${outcome}`),
      ['sms confirmed', 'voice unknown'],
    )
    assert.deepEqual(askingOf({ sent: [] }), { times: 0, ways: [] })
  })

  test('fills places that are added up over all quotas', () => {
    const quota = { skills: [], coming: 0, arrived: 0, by: [] }
    assert.deepEqual(
      placesOf({
        quotas: [
          { ...quota, wanted: 4, missing: 2 },
          { ...quota, wanted: 1, missing: 0 },
        ],
      }),
      {
        ...{ wanted: 5, missing: 2 },
      },
    )
  })
})
