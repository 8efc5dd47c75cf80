import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { buildHierarchy, type AreaCode } from '#areas'
import { ok, sha256, type ActorId, type AlertId, type Instant } from '#base'
import { shippedThreatBook, type LadderId, type LevelId, type ThreatId } from '#threats'
import {
  compose,
  decide,
  defaultPolicy,
  emptyBoard,
  evolve,
  none,
  type Alert,
  type AlertOrder,
  type DraftOrder,
  type DueOrder,
  type Order,
  type Saying,
  type Surroundings,
} from './index.ts'

const by = 'olena' as ActorId
const at = '2025-11-02T00:00:00.000Z' as Instant
const area = (code: string, parent: string | null) => ({
  ...{
    code: code as AreaCode,
    kind: 'district' as const,
    parent: parent as AreaCode | null,
    names: { en: `The ${code}` },
    divided: 'wholly' as const,
  },
})
const built = buildHierarchy([
  area('o', null),
  area('a', 'o'),
  area('b', 'o'),
  area('c', 'o'),
  area('x', null),
])
assert.ok(built.ok)
const hierarchy = built.value
const red: DraftOrder = {
  ...{ type: 'draft', mode: 'drill', threat: 'drone' as ThreatId, ladder: 'lipetsk' as LadderId },
  ...{ level: 'red' as LevelId, areas: ['a', 'b'] as never, renewForMinutes: 60 },
}

/** What was asked to be said, in order, and a board that the alerts given stand on. */
function place(inForce: readonly Alert[] = []): { around: Surroundings; said: Saying[] } {
  const said: Saying[] = []
  const board = emptyBoard()
  for (const alert of inForce) board.move(none, alert)
  const around: Surroundings = {
    ...{
      hierarchy,
      book: shippedThreatBook(),
      board,
      issuer: { en: 'Centre' },
      languages: ['en'],
      renewForMinutes: 180,
    },
    speak(saying) {
      said.push(saying)
      return ok({
        texts: { en: { 90: saying.reason, 360: saying.reason, 1395: saying.reason } },
        missing: [],
      })
    },
    hashOfShape: (code) => (code === 'a' ? sha256('a') : null),
  }
  return { around, said }
}

/** Composes, decides and folds; the alert after it. */
function after(alert: Alert, order: Order | DueOrder, around: Surroundings, id = 'alert-1'): Alert {
  const command = compose(alert, order, { by, at }, around)
  assert.ok(command.ok, JSON.stringify(command))
  const { contains } = hierarchy
  const decided = decide(alert, command.value, { policy: defaultPolicy.drill, contains })
  assert.ok(decided.ok, JSON.stringify(decided))
  return decided.value.reduce((now, fact) => evolve(now, id as AlertId, fact), alert)
}
const alert = 'alert-1' as AlertId
const issued = (around: Surroundings, order: DraftOrder = red, id = 'alert-1') =>
  after(after(none, order, around, id), { type: 'issue', alert: id as AlertId }, around, id)
const refusal = (of: Alert, order: Order, around = place().around) => {
  const command = compose(of, order, { by, at }, around)
  return command.ok ? 'composed' : [command.problem.code, command.problem.at]
}
const codes = (of: Alert) => (of.status === 'none' ? [] : of.content.areas.map(({ code }) => code as string))

describe('an order, composed', () => {
  test('freezes names and shapes as they are, and takes what the authority says where it says nothing', () => {
    const { renewForMinutes: _, ...short } = red
    const { around, said } = place()
    const drafted = after(none, short, around)
    assert.ok(drafted.status === 'draft')
    const { content } = drafted
    assert.deepEqual(content.areas, [
      { code: 'a', names: { en: 'The a' }, shape: sha256('a') },
      { code: 'b', names: { en: 'The b' }, shape: null },
    ])
    assert.deepEqual(
      [content.renewForMinutes, content.channels, content.issuer],
      [180, 'all', { en: 'Centre' }],
    )
    assert.deepEqual(content.step, { gravity: 'danger', height: 2, siren: 'attention' })
    assert.deepEqual([said[0]?.kind, said[0]?.reason, said[0]?.at], ['warning', 'issued', at])
  })

  test('says of areas that lie in each other only the wider one', () => {
    assert.deepEqual(codes(after(none, { ...red, areas: ['a', 'o'] as never }, place().around)), ['o'])
  })

  test('counts an end in time from the moment of the order', () => {
    const { renewForMinutes: _, ...rest } = red
    const until = (text: string) => ({ ...rest, renewBy: text as Instant })
    const drafted = after(none, until('2025-11-02T01:30:00.000Z'), place().around)
    assert.equal(drafted.status === 'draft' && drafted.content.renewForMinutes, 90)
    assert.deepEqual(refusal(none, until(at)), ['alerts/expiry-in-the-past', 'renewBy'])
  })

  test('is refused where it names nothing, or something that is not there', () => {
    assert.deepEqual(refusal(none, { ...red, areas: [] }), ['alerts/no-areas', 'areas'])
    assert.deepEqual(refusal(none, { ...red, areas: ['a', 'z'] as never }), ['areas/unknown', 'areas[1]'])
    assert.deepEqual(refusal(none, { ...red, threat: 'dragon' as ThreatId }), [
      'alerts/unknown-threat',
      'threat',
    ])
    assert.deepEqual(refusal(none, { ...red, ladder: 'steps' as LadderId }), [
      'alerts/unknown-ladder',
      'ladder',
    ])
    assert.deepEqual(refusal(none, { ...red, level: 'blue' as LevelId }), ['alerts/unknown-level', 'level'])
    assert.deepEqual(refusal(none, { ...red, threat: 'flood' as ThreatId }), [
      'alerts/ladder-has-no-words',
      'threat',
    ])
    assert.deepEqual(refusal(none, { type: 'submit', alert }), ['alerts/unknown', undefined])
  })

  test('about something that is not in force is refused before any words are looked for', () => {
    const { around, said } = place()
    const draft = after(none, red, around)
    const before = said.length
    const orders: AlertOrder[] = [
      { type: 'raise', alert, level: 'red' as LevelId },
      { type: 'renew', alert },
      { type: 'all-clear', alert },
      { type: 'retract', alert, reason: 'wrong' },
    ]
    for (const order of orders)
      assert.deepEqual(refusal(draft, order, around), ['alerts/not-in-force', undefined])
    assert.equal(said.length, before)
  })

  test('that edits keeps all that it does not name, and its time', () => {
    const { around } = place()
    const edited = after(
      after(none, { ...red, channels: ['siren'] }, around),
      { type: 'edit', alert, areas: ['c'] as never },
      around,
    )
    assert.ok(edited.status === 'draft')
    const { level, channels, renewForMinutes } = edited.content
    assert.deepEqual([codes(edited), level, channels, renewForMinutes], [['c'], 'red', ['siren'], 60])
  })

  test('that extends or reduces says both what stays and who leaves', () => {
    const { around, said } = place()
    const wider = after(issued(around), { type: 'extend', alert, areas: ['c'] as never }, around)
    // All parts of it are the whole.
    assert.deepEqual(codes(wider), ['o'])
    said.length = 0
    const narrower = after(wider, { type: 'reduce', alert, areas: ['a'] as never }, around)
    assert.deepEqual(codes(narrower), ['b', 'c'])
    const told = Object.fromEntries(
      said.map(({ kind, areas }) => [kind, areas.map(({ code }) => code as string)]),
    )
    assert.deepEqual(told, { 'all-clear': ['a'], update: ['b', 'c'] })
    assert.deepEqual(refusal(wider, { type: 'reduce', alert, areas: ['x'] as never }, around), [
      'alerts/area-not-in-alert',
      'areas',
    ])
  })

  test('that clears all the areas is the end of it, however they are named', () => {
    const { around } = place()
    for (const areas of [undefined, ['a', 'b'] as AreaCode[], ['o'] as AreaCode[]]) {
      const order = {
        type: 'all-clear' as const,
        alert,
        ...(areas === undefined ? {} : { areas }),
      } satisfies AlertOrder
      const ended = after(issued(around), order, around)
      assert.ok(ended.status === 'ended' && ended.how === 'all-clear', String(areas))
    }
    assert.deepEqual(
      codes(after(issued(around), { type: 'all-clear', alert, areas: ['b'] as never }, around)),
      ['a'],
    )
  })

  test('that ends says what goes on there, its own line left out, other modes too', () => {
    const other = place()
    const yellow = issued(
      other.around,
      { ...red, level: 'yellow' as LevelId, areas: ['o'] as never },
      'alert-2',
    )
    const test = issued(other.around, { ...red, mode: 'test', areas: ['a'] as never }, 'alert-3')
    const here = place()
    const own = issued(here.around)
    const { around, said } = place([yellow, test, own])
    after(own, { type: 'all-clear', alert }, around)
    assert.deepEqual(
      said.map(({ kind, stillInForce }) => [kind, stillInForce.map(({ level }) => level)]),
      [['all-clear', ['yellow']]],
    )
    said.length = 0
    after(own, { type: 'renew', alert }, around)
    assert.deepEqual(said, [], 'a renewal says nothing new')
  })

  test('that corrects without a word by hand changes nothing, and is refused', () => {
    const { around } = place()
    for (const texts of [{}, { en: {} }])
      assert.deepEqual(refusal(issued(around), { type: 'correct', alert, texts } as AlertOrder, around), [
        'alerts/nothing-changed',
        'texts',
      ])
  })
})
