import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { ResponderView, TeamView } from './answers.ts'
import { askedOf, circleKind, emptyDraft, idFrom, lacksOf, saidBy, skillsIn, skillsTyped } from './asking.ts'

const team = (id: string, members: string[], more: Partial<TeamView> = {}): TeamView => ({
  ...{ id, name: id, areas: [], members, neighbours: [], shifts: [], calendar: 'no', onDuty: [], ...more },
})
const responder = (id: string, ...skills: string[]): ResponderView => ({
  ...{ id, name: id, language: 'en', skills, lines: { pager: 'no' }, account: null },
})
const teams = [
  team('own', ['ann', 'bob'], { neighbours: ['beside'], onDuty: ['ann'] }),
  team('beside', ['cyd']),
  team('far', ['dan']),
]

describe('a call-out that is being written', () => {
  test('says what for and where to come, without a stop too many', () => {
    assert.equal(
      saidBy({ occasion: 'Glass broken, Mira street. ', place: ' Station 2 ' }),
      'Glass broken, Mira street. Station 2',
    )
    assert.equal(saidBy({ occasion: '', place: 'Station 2' }), 'Station 2')
  })
  test('lacks a place, a team and people until they are given, and is never too long for a phone', () => {
    assert.deepEqual(lacksOf(emptyDraft), ['place', 'teams'])
    const whole = { ...emptyDraft, place: 'Station 2', teams: ['own'] }
    assert.deepEqual(lacksOf(whole), [])
    assert.deepEqual(lacksOf({ ...whole, quotas: [{ wanted: 0, skills: [] }] }), ['quotas'])
    assert.deepEqual(lacksOf({ ...whole, occasion: 'x'.repeat(300) }), ['tooLong'])
  })
  test('asks in seconds, and names no alert where it is for none', () => {
    const { widenSeconds, repeatSeconds, ...rest } = askedOf({ ...emptyDraft, teams: ['own'] })
    assert.deepEqual([widenSeconds, repeatSeconds, 'alert' in rest], [600, 120, false])
  })
  test('offers what its teams and those beside them can do', () => {
    const people = [responder('ann', 'driver', 'cook'), responder('cyd', 'driver'), responder('dan', 'pilot')]
    assert.deepEqual(
      [...skillsIn(['own'], teams, people)],
      [
        ['cook', 1],
        ['driver', 2],
      ],
    )
  })
  test('says of a circle why it is asked when it is', () => {
    const kind = (...people: string[]) =>
      circleKind(
        people.map((person) => ({ person })),
        ['own'],
        teams,
      )
    assert.deepEqual([kind('ann'), kind('ann', 'bob'), kind('cyd')], ['duty', 'team', 'beside'])
  })
})

describe('what is typed', () => {
  test('becomes an id that is free, also where its letters have none', () => {
    const taken = new Set(['station-2', 'team-2'])
    assert.equal(idFrom('Station 2', 'team', taken), 'station-2-2')
    assert.equal(idFrom('Пост 1', 'team', new Set()), '1')
    assert.equal(idFrom('Застава', 'team', taken), 'team-3')
  })
  test('becomes skills as they are kept, or none where one can’t be', () => {
    assert.deepEqual(skillsTyped(' Breathing apparatus, driver_c,, driver c'), [
      'breathing-apparatus',
      'driver-c',
    ])
    assert.deepEqual(skillsTyped('Водій категорії C'), ['водій-категорії-c'])
    assert.equal(skillsTyped('driver (truck)'), undefined)
  })
})
