import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { Mode } from '#base'
import {
  actions,
  actionsOf,
  mainAuthority,
  may,
  roles,
  type Deed,
  type Owned,
  type Permitted,
} from './index.ts'

const district = 'gn:1'
const region = 'RU-LIP'
const contains = (outer: string, inner: string) => outer === inner || outer === region
const all: Owned = { areas: 'everywhere', threats: 'all', ladders: 'all', levels: 'all', channels: 'all' }
const officer: Permitted = {
  state: 'active',
  authority: mainAuthority,
  actions: actionsOf.officer,
  within: [[region], 'everywhere'],
  modes: ['drill', 'test'],
  owns: all,
  service: 'drill',
}
const codeOf = (who: Permitted, deed: Deed) => {
  const answer = may(who, deed, contains)
  return answer.ok ? 'yes' : answer.problem.code
}
const issue: Deed = { action: 'alert.issue', areas: [district], mode: 'drill' }

describe('permission', () => {
  test('is given to who has the role, in their areas and modes', () =>
    assert.equal(codeOf(officer, issue), 'yes'))
  test('is refused without the role', () =>
    assert.equal(codeOf(officer, { action: 'people.manage' }), 'people/not-allowed'))
  test('is refused outside of any of the areas that bound it: one’s own, the key’s, the authority’s', () => {
    for (const within of [
      [[district]],
      ['everywhere', [district]],
      [[region], [region], [district]],
    ] as const)
      assert.equal(codeOf({ ...officer, within }, { ...issue, areas: [region] }), 'people/outside-area')
  })
  test('is refused outside their modes', () =>
    assert.equal(codeOf(officer, { ...issue, mode: 'live' }), 'people/outside-mode'))
  test('to act live is refused until the authority is switched to live', () => {
    const live: Permitted = { ...officer, modes: ['live'] }
    assert.equal(codeOf(live, { ...issue, mode: 'live' }), 'people/not-live-yet')
    assert.equal(codeOf({ ...live, service: 'live' }, { ...issue, mode: 'live' }), 'yes')
  })
  test('to end what is live stays allowed when somebody switched the authority back to drills', () => {
    const live: Permitted = { ...officer, modes: ['live'], actions: [...officer.actions, 'alert.end'] }
    assert.equal(codeOf(live, { ...issue, action: 'alert.end', mode: 'live' }), 'yes')
    for (const action of ['alert.issue', 'alert.change', 'alert.draft'] as const) {
      const one: Permitted = { ...live, actions: [action] }
      assert.equal(codeOf(one, { ...issue, action, mode: 'live' }), 'people/not-live-yet')
    }
  })
  test('is refused to whoever is not active, whatever they were', () => {
    for (const state of ['invited', 'suspended', 'removed'] as const)
      assert.equal(codeOf({ ...officer, state }, { action: 'board.read' }), 'people/suspended')
  })
  test('is refused for a threat, ladder, level or channel that the authority does not own', () => {
    const owns: Owned = {
      ...{ areas: 'everywhere', threats: ['drone'], ladders: ['lipetsk'] },
      ...{ levels: ['lipetsk/yellow'], channels: ['stream'] },
    }
    const fine = { ...issue, threat: 'drone', ladder: 'lipetsk', level: 'yellow', channels: ['stream'] }
    assert.equal(codeOf({ ...officer, owns }, fine), 'yes')
    for (const more of [
      { threat: 'flood' },
      { ladder: 'all-hazards' },
      { level: 'red' },
      { channels: ['stream', 'siren'] },
      { channels: 'all' as const },
    ])
      assert.equal(codeOf({ ...officer, owns }, { ...fine, ...more }), 'people/outside-authority')
  })
  test('is refused to who has no action at all, and in any mode and area to who has none of them', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...actions),
        fc.constantFrom<Mode>('live', 'drill', 'test'),
        fc.array(fc.string()),
        (action, mode, areas) => {
          assert.notEqual(codeOf({ ...officer, actions: [] }, { action }), 'yes')
          assert.notEqual(codeOf({ ...officer, modes: [] }, { action: 'alert.issue', mode }), 'yes')
          if (areas.length > 0)
            assert.notEqual(codeOf({ ...officer, within: [[]] }, { action: 'alert.issue', areas }), 'yes')
        },
      ),
    )
  })
  test('to approve is never the officer’s, to draft never the approver’s, to warn never the administrator’s', () => {
    assert.ok(!actionsOf.officer.includes('alert.approve'))
    assert.ok(!actionsOf.approver.includes('alert.draft'))
    for (const action of ['alert.draft', 'alert.issue', 'alert.approve', 'alert.change'] as const) {
      assert.ok(!actionsOf.administrator.includes(action))
      assert.ok(!actionsOf.machine.includes(action))
    }
  })
  test('exists for every action in some role', () => {
    for (const action of actions)
      assert.ok(
        roles.some((role) => actionsOf[role].includes(action)),
        action,
      )
  })
})
