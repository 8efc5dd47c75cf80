import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { buildHierarchy, type AreaCode } from '#areas'
import { ok, type ActorId, type AlertId, type Instant, type Sha256 } from '#base'
import type { Fact, Seq } from '#ledger'
import { shippedThreatBook, type LadderId, type LevelId, type ThreatId } from '#threats'
import { none, type Alert, type Texts } from './alert.ts'
import { emptyBoard } from './board.ts'
import { compose } from './compose.ts'
import { evolve } from './evolve.ts'
import type { AlertFact } from './facts.ts'
import { decide } from './lifecycle.ts'
import { noticesOf } from './notices-of.ts'
import type { Order, RelayOrder } from './order.ts'
import { defaultPolicy } from './policy.ts'
import type { Surroundings } from './surroundings.ts'

const at = '2026-11-22T00:00:00.000Z' as Instant
const source = 'source:met' as ActorId
const code = (text: string) => text as AreaCode
const built = buildHierarchy([
  { code: code('o'), kind: 'region', parent: null, names: { en: 'O' }, divided: 'wholly' },
  ...['a', 'b', 'c'].map((name) => ({
    ...{ code: code(name), kind: 'district' as const, parent: code('o'), names: { en: name } },
  })),
])
assert.ok(built.ok)
const hierarchy = built.value
const around: Surroundings = {
  ...{ hierarchy, book: shippedThreatBook(), board: emptyBoard(), issuer: { en: 'Centre' } },
  ...{ languages: ['en', 'uk'], renewForMinutes: 180, hashOfShape: () => null },
  speak: ({ reason }) => ok({ texts: { en: texts(`ours: ${reason}`) }, missing: ['uk'] }),
}
function texts(text: string): Texts {
  return { 90: text, 360: text, 1395: text }
}
const relay: RelayOrder = {
  ...{ type: 'relay', alert: 'relay-1' as AlertId, mode: 'live', issuer: { en: 'Met Office' } },
  relayed: {
    source: 'met',
    name: 'Met feed',
    sender: 'met.example',
    identifier: 'm-1',
    sent: '2026-11-22T00:00:00-00:00',
  },
  ...{ threat: 'wind' as ThreatId, ladder: 'all-hazards' as LadderId, level: 'watch' as LevelId },
  ...{ areas: [code('a'), code('b')], renewForMinutes: 3 * 24 * 60, channels: [] },
  texts: { en: texts('Gusts up to 100 km/h.') },
}
const update = (more: Partial<RelayOrder>): RelayOrder => ({
  ...relay,
  ...more,
  relayed: { ...relay.relayed, identifier: 'm-2', sent: '2026-11-22T03:00:00+02:00', ...more.relayed },
})

function decided(alert: Alert, order: Order) {
  const command = compose(alert, order, { by: source, at }, around)
  return command.ok
    ? decide(alert, command.value, { policy: defaultPolicy.live, contains: hierarchy.contains })
    : command
}
function facts(alert: Alert, order: Order): readonly AlertFact[] {
  const found = decided(alert, order)
  assert.ok(found.ok, JSON.stringify(found))
  return found.value
}
const fold = (alert: Alert, all: readonly AlertFact[]) =>
  all.reduce((now, fact) => evolve(now, relay.alert, fact), alert)
const noticesGiven = (all: readonly AlertFact[]) =>
  all.flatMap((fact, i) =>
    noticesOf({
      ...(fact as unknown as Fact),
      ...{ stream: 'alert:relay-1', seq: (i + 1) as Seq, hash: '' as Sha256 },
    }),
  )
const inForce = fold(none, facts(none, relay))
const refusal = (alert: Alert, order: Order) => {
  const found = decided(alert, order)
  return found.ok ? undefined : found.problem.code
}

describe('a relayed alert', () => {
  test('is issued at once, live, by nobody’s second hand, in its sender’s words and for as long as they said', () => {
    const all = facts(none, relay)
    assert.deepEqual(
      all.map((fact) => fact.type),
      ['alert-drafted', 'alert-issued'],
    )
    assert.ok(inForce.status === 'issued' && inForce.approvedBy === null)
    assert.equal(inForce.renewBy, '2026-11-25T00:00:00.000Z')
    const [notice] = noticesGiven(all)
    assert.equal(notice?.wording.texts['en']?.['360'], 'Gusts up to 100 km/h.')
    assert.deepEqual(notice?.wording.missing, ['uk'])
    assert.deepEqual(notice?.issuer, { en: 'Met Office' })
    assert.deepEqual(notice?.relayed, relay.relayed)
  })

  test('changes in whatever way its sender changes it; who is no longer in it is let go, who is new in it is told loudly', () => {
    const change = facts(inForce, update({ areas: [code('b'), code('c')], texts: { en: texts('Now 120.') } }))
    const [stay, leave] = noticesGiven(change)
    assert.equal(stay?.reason, 'updated')
    assert.deepEqual(stay?.loudFor, ['c'])
    assert.equal(leave?.kind, 'all-clear')
    assert.deepEqual(
      leave?.areas.map((area) => area.code),
      ['a'],
    )
  })

  test('that grows graver is loud for everybody in it', () => {
    const [notice] = noticesGiven(facts(inForce, update({ level: 'warning' as LevelId })))
    assert.deepEqual(notice?.loudFor, ['a', 'b'])
  })

  test('is changed by another message of the same sender from the same source only', () => {
    assert.equal(refusal(inForce, relay), 'alerts/nothing-changed')
    const older = { ...relay.relayed, identifier: 'm-0', sent: '2026-11-21T23:00:00-00:00' }
    assert.equal(refusal(inForce, update({ relayed: older })), 'alerts/nothing-changed')
    for (const other of [{ source: 'other' }, { sender: 'other.example' }])
      assert.equal(
        refusal(inForce, update({ relayed: { ...relay.relayed, ...other } })),
        'alerts/relayed',
        JSON.stringify(other),
      )
  })

  test('is not changed in our words: it is renewed or ended here, or left alone', () => {
    const about = { alert: relay.alert }
    const orders: Order[] = [
      { ...about, type: 'raise', level: 'warning' as LevelId },
      { ...about, type: 'extend', areas: [code('c')] },
      { ...about, type: 'reduce', areas: [code('a')] },
      { ...about, type: 'correct', texts: { en: { 90: 'Ours' } } },
      { ...about, type: 'all-clear', areas: [code('a')] },
    ]
    for (const order of orders) assert.equal(refusal(inForce, order), 'alerts/relayed', order.type)
    assert.equal(refusal(inForce, { ...about, type: 'all-clear' }), undefined)
    assert.equal(refusal(inForce, { ...about, type: 'renew', renewForMinutes: 60 }), undefined)
  })

  test('ends in its sender’s words where there are any, and in ours where there are none', () => {
    const end = { type: 'relay-end', alert: relay.alert, reason: 'Cancelled by its sender' } as const
    const said = { ...end, how: 'all-clear', texts: { en: texts('The storm is over.') } } as const
    assert.equal(noticesGiven(facts(inForce, said))[0]?.wording.texts['en']?.['90'], 'The storm is over.')
    const [silent] = noticesGiven(facts(inForce, { ...end, how: 'retraction' }))
    assert.equal(silent?.kind, 'retraction')
    assert.equal(silent?.wording.texts['en']?.['90'], 'ours: retracted')
  })

  test('ends once, and an alert of ours is never ended that way', () => {
    const end = { type: 'relay-end', alert: relay.alert, how: 'all-clear', reason: 'over' } as const
    assert.equal(refusal(fold(inForce, facts(inForce, end)), end), 'alerts/not-in-force')
    const { relayed: _, ...own } = inForce.status === 'issued' ? inForce.content : assert.fail()
    assert.equal(refusal({ ...inForce, content: own } as Alert, end), 'alerts/not-in-force')
  })
})
