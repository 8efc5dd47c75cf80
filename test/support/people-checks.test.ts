import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Fact } from '#ledger'
import {
  agreedOtherwise,
  brokenPromises,
  happenedTwice,
  lostOrders,
  moreThanShown,
  otherwiseTold,
  personalIn,
  refolded,
  type Trial,
} from './people-checks.ts'

const digest = 'd'.repeat(64)
const webhook = `webhook-${'d'.repeat(20)}`
const rights = { authority: 'main', roles: ['watcher'], areas: 'everywhere', modes: ['drill'] }
const at = '2026-11-22T00:00:00.000Z'

const written = (facts: readonly (readonly [type: string, data: object])[]) =>
  facts.map(([type, data], index) => ({
    ...{ seq: index + 1, version: index + 1, at, by: 'ann', mode: 'drill', type, data },
    stream: type.startsWith('session') ? 'sessions' : 'people',
  })) as unknown as Fact[]

/** Somebody invited, who joined, got a key and signed in by a code; a webhook that two agreed to. */
const good = [
  ['person-added', { person: 'zoe', kind: 'human', ...rights }],
  ['person-joined', { person: 'zoe' }],
  [
    'key-made',
    {
      key: 'k1',
      owner: 'zoe',
      hash: 'h',
      actions: 'all',
      areas: 'everywhere',
      modes: ['drill'],
      perMinute: null,
      expiresAt: null,
      certificate: null,
    },
  ],
  ['session-started', { session: 's1', person: 'zoe', method: 'recovery-code', screen: 'own' }],
  [
    'proposal-made',
    {
      proposal: 'p1',
      order: { type: 'foreign', kind: 'webhooks/create', digest, shown: {} },
      contentHash: 'c',
      endsAt: at,
    },
  ],
  ['proposal-confirmed', { proposal: 'p1', contentHash: 'c' }],
  ['proposal-carried-out', { proposal: 'p1' }],
] as const
const again = (type: string) => good.find(([one]) => one === type)!
const without = (type: string) => good.filter(([one]) => one !== type)
const told = {
  people: [{ id: 'zoe', state: 'active', roles: ['watcher'] }],
  keys: [{ id: 'k1', owner: 'zoe', endsAt: null, replacedBy: null }],
  proposals: [],
}

describe('the checks of people’s access', () => {
  test('say nothing when all is well', () => {
    const facts = written(good)
    assert.deepEqual(happenedTwice(facts), [])
    assert.deepEqual(agreedOtherwise(facts, [webhook]), [])
    assert.deepEqual(lostOrders(facts, [{ type: 'key-made', holds: { key: 'k1', owner: 'zoe' } }]), [])
    assert.deepEqual(moreThanShown(facts, [{ person: 'zoe', method: 'recovery-code', different: 1 }]), [])
    assert.deepEqual(otherwiseTold(refolded(facts), told), [])
    assert.deepEqual(personalIn(JSON.stringify(facts), ['Zoe Zabludovska']), [])
  })

  test('see who gets in who was to be out, who is kept out who was to get in, and a server that broke', () => {
    const trial = (promised: Trial['promised'], status: number) =>
      brokenPromises([{ life: 2, thing: 'key k1', promised, status }]).length
    for (const [promised, status, flaws] of [
      ['good', 200, 0],
      ['good', 401, 1],
      ['over', 200, 1],
      ['over', 401, 0],
      ['out', 201, 1],
      ['out', 403, 0],
      ['unsure', 200, 0],
      ['unsure', 401, 0],
      ['unsure', 500, 1],
      ['over', 500, 1],
      ['good', 503, 1],
    ] as const)
      assert.equal(trial(promised, status), flaws, `${promised} answered ${status}`)
  })

  test('see a code that was taken twice', () => {
    const facts = written([...good, again('session-started')])
    const shown = { person: 'zoe', method: 'recovery-code', different: 1 } as const
    assert.equal(moreThanShown(facts, [shown]).length, 1)
    assert.equal(moreThanShown(facts, [{ ...shown, different: 2 }]).length, 0)
  })

  test('see who joined twice, and what was answered or carried out twice', () => {
    for (const type of ['person-added', 'person-joined', 'proposal-confirmed', 'proposal-carried-out'])
      assert.equal(happenedTwice(written([...good, again(type)])).length, 1, type)
    const refused = ['proposal-refused', { proposal: 'p1', contentHash: 'c' }] as const
    assert.equal(happenedTwice(written([...good, refused])).length, 1)
  })

  test('see a webhook that is missing, there twice, not marked as done, or that nobody agreed to', () => {
    assert.equal(agreedOtherwise(written(good), []).length, 1)
    assert.equal(agreedOtherwise(written(good), [webhook, webhook]).length, 1)
    assert.equal(agreedOtherwise(written(without('proposal-carried-out')), [webhook]).length, 1)
    assert.equal(agreedOtherwise(written(without('proposal-confirmed')), [webhook]).length, 1)
    assert.equal(agreedOtherwise(written(good), [webhook, 'webhook-other']).length, 1)
  })

  test('see an acknowledged order that is not in the ledger', () => {
    const acknowledged = [{ type: 'person-joined', holds: { person: 'zoe' } }]
    assert.equal(lostOrders(written(without('person-joined')), acknowledged).length, 1)
    assert.equal(lostOrders(written(good), [{ type: 'person-joined', holds: { person: 'ann' } }]).length, 1)
  })

  test('see where the server says something else than its ledger', () => {
    const registry = refolded(written(good))
    const [zoe, key] = [told.people[0]!, told.keys[0]!]
    for (const [what, other, flaws] of [
      ['a state', { ...told, people: [{ ...zoe, state: 'suspended' }] }, 2],
      ['a role', { ...told, people: [{ ...zoe, roles: ['administrator'] }] }, 2],
      ['a person too many', { ...told, people: [zoe, { ...zoe, id: 'eve' }] }, 1],
      ['a key too few', { ...told, keys: [] }, 1],
      ['a key’s end', { ...told, keys: [{ ...key, endsAt: at }] }, 2],
      ['a proposal', { ...told, proposals: [{ id: 'p1', contentHash: 'c' }] }, 1],
    ] as const)
      assert.equal(otherwiseTold(registry, other).length, flaws, what)
  })

  test('see a name in the ledger, however it is written', () => {
    const facts = written([...good, ['person-note', { text: 'ZOE Zabludovska' }]])
    assert.equal(personalIn(JSON.stringify(facts), ['Zoe Zabludovska', 'zoe@example.org']).length, 1)
  })
})
