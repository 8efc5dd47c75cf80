import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { PersonId } from '#base'
import { actions, actionsOf, may, roles, type Person } from './index.ts'

const district = 'gn:1'
const region = 'RU-LIP'
const contains = (outer: string, inner: string) => outer === inner || outer === region
const officer: Person = {
  id: 'olena' as PersonId,
  name: 'Olena',
  roles: ['officer'],
  areas: [region],
  modes: ['drill', 'test'],
  keyHash: '',
}
const codeOf = (person: Person, deed: Parameters<typeof may>[1]) => {
  const answer = may(person, deed, contains)
  return answer.ok ? 'yes' : answer.problem.code
}

describe('permission', () => {
  test('is given to who has the role, in their areas and modes', () =>
    assert.equal(codeOf(officer, { action: 'alert.issue', areas: [district], mode: 'drill' }), 'yes'))
  test('is refused without the role', () =>
    assert.equal(codeOf(officer, { action: 'people.manage' }), 'people/not-allowed'))
  test('is refused outside their areas', () =>
    assert.equal(
      codeOf({ ...officer, areas: [district] }, { action: 'alert.issue', areas: [region], mode: 'drill' }),
      'people/outside-area',
    ))
  test('is refused outside their modes', () =>
    assert.equal(
      codeOf(officer, { action: 'alert.issue', areas: [district], mode: 'live' }),
      'people/outside-mode',
    ))
  test('is refused to the suspended, whatever they were', () =>
    assert.equal(codeOf({ ...officer, suspended: true }, { action: 'board.read' }), 'people/suspended'))
  test('is refused to who has no role at all', () => {
    for (const action of actions)
      assert.equal(codeOf({ ...officer, roles: [] }, { action }), 'people/not-allowed')
  })
  test('to approve is never the officer’s, to draft never the approver’s', () => {
    assert.ok(!actionsOf.officer.includes('alert.approve'))
    assert.ok(!actionsOf.approver.includes('alert.draft'))
  })
  test('exists for every action in some role', () => {
    for (const action of actions)
      assert.ok(
        roles.some((role) => actionsOf[role].includes(action)),
        action,
      )
  })
})
