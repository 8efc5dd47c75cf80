import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { buildHierarchy, type AreaCode } from '#areas'
import {
  countingIds,
  day,
  hour,
  minute,
  ok,
  virtualClock,
  type ActorId,
  type AlertId,
  type Instant,
  type PersonId,
} from '#base'
import { memoryLedger, type KeptLedger } from '#ledger'
import { shippedThreatBook, type LadderId, type LevelId, type ThreatId } from '#threats'
import {
  defaultPolicy,
  emptyWorld,
  openDesk,
  worldFrom,
  type Desk,
  type DraftOrder,
  type Order,
  type World,
} from './index.ts'

const olena = 'olena' as PersonId
const start = '2025-11-02T00:00:00.000Z' as Instant
const area = (code: string, parent: string | null) => ({
  ...{
    code: code as AreaCode,
    kind: 'district' as const,
    parent: parent as AreaCode | null,
    names: { en: code },
  },
})
const built = buildHierarchy([area('o', null), area('a', 'o'), area('b', 'o'), area('c', 'o')])
assert.ok(built.ok)
const hierarchy = built.value
const red: DraftOrder = {
  ...{ type: 'draft', mode: 'drill', threat: 'drone' as ThreatId, ladder: 'lipetsk' as LadderId },
  ...{ level: 'red' as LevelId, areas: ['a' as AreaCode], renewForMinutes: 60 },
}

/** A desk on a ledger in memory; its world folds on its own, as the system does it. */
function deskWorld(given: { ledger?: KeptLedger; world?: World; at?: Instant } = {}) {
  const ledger = given.ledger ?? memoryLedger()
  const world = given.world ?? emptyWorld()
  const clock = virtualClock(given.at ?? start)
  const waiting: { readonly seq: number; readonly resolve: () => void }[] = []
  ledger.follow(world.head(), (facts) => {
    for (const fact of facts) world.apply(fact)
    for (const one of waiting.splice(0))
      if (world.head() >= one.seq) one.resolve()
      else waiting.push(one)
  })
  const desk = openDesk({
    ...{ ledger, world, clock, ids: countingIds() },
    folded: (seq) =>
      world.head() >= seq ? Promise.resolve() : new Promise((resolve) => waiting.push({ seq, resolve })),
    policy: (mode) => defaultPolicy[mode],
    surroundings: () => ({
      ...{
        hierarchy,
        book: shippedThreatBook(),
        issuer: { en: 'Operations centre' },
        languages: ['en'],
        renewForMinutes: 60,
      },
      speak: ({ kind }) => ok({ texts: { en: { 90: kind, 360: kind, 1395: kind } }, missing: [] }),
      hashOfShape: () => null,
    }),
  })
  return { desk, ledger, world, clock }
}

const done = async (desk: Desk, order: Order, key?: string, by: ActorId = olena) => {
  const ordered = await desk.order(order, by, key)
  assert.ok(ordered.ok, JSON.stringify(ordered))
  return ordered.value
}
const issued = async (desk: Desk, order: DraftOrder = red): Promise<AlertId> => {
  const { alert } = await done(desk, order)
  await done(desk, { type: 'issue', alert: alert.id })
  return alert.id
}

describe('the desk', () => {
  test('answers when the facts are in the ledger and on the board', async () => {
    const { desk, ledger, world } = deskWorld()
    const { alert, facts } = await done(desk, red)
    assert.deepEqual(
      facts.map(({ type, by, at }) => [type, by, at]),
      [['alert-drafted', olena, start]],
    )
    assert.equal((await ledger.head()).seq, 1)
    await done(desk, { type: 'issue', alert: alert.id })
    assert.equal([...world.board.lines()].length, 1)
  })

  test('takes the orders about one alert one after the other, in the order they came', async () => {
    const { desk, ledger } = deskWorld()
    const alert = await issued(desk)
    const results = await Promise.all([
      desk.order({ type: 'extend', alert, areas: ['b' as AreaCode] }, olena),
      desk.order({ type: 'extend', alert, areas: ['c' as AreaCode] }, olena),
      desk.order({ type: 'reduce', alert, areas: ['b' as AreaCode] }, olena),
      desk.order({ type: 'all-clear', alert }, olena),
      desk.order({ type: 'renew', alert }, olena),
    ])
    assert.deepEqual(
      results.map((one) => (one.ok ? 'done' : one.problem.code)),
      [...['done', 'done', 'done', 'done'], 'alerts/not-in-force'],
    )
    assert.deepEqual(
      (await ledger.readStream(`alert:${alert}`)).map(({ type }) => type),
      ['alert-drafted', 'alert-issued', 'alert-extended', 'alert-extended', 'alert-reduced', 'alert-cleared'],
    )
  })

  test('does not let a refused order hold up the next', async () => {
    const { desk } = deskWorld()
    const alert = await issued(desk)
    const [refused, fine] = await Promise.all([
      desk.order({ type: 'raise', alert, level: 'red' as LevelId }, olena),
      desk.order({ type: 'renew', alert }, olena),
    ])
    assert.deepEqual([refused.ok, fine.ok], [false, true])
  })

  test('does an order with a key once, also while the first is under way, and says so', async () => {
    const { desk, ledger } = deskWorld()
    const results = await Promise.all(Array.from({ length: 5 }, () => done(desk, red, 'k')))
    assert.deepEqual(
      results.map(({ repeated }) => repeated),
      ['first-time', ...Array<string>(4).fill('repeated')],
    )
    assert.equal(new Set(results.map(({ alert }) => alert.id)).size, 1)
    assert.equal((await ledger.head()).seq, 1)
    const other = await desk.order({ ...red, areas: ['b' as AreaCode] }, olena, 'k')
    assert.ok(!other.ok && other.problem.code === 'alerts/order-key-reused')
  })

  test('gives nothing to the ledger where it cannot write, and goes on when it can', async () => {
    const { desk, ledger, world } = deskWorld()
    const alert = await issued(desk)
    const append = ledger.append
    Object.assign(ledger, {
      append: async () => ({ ok: false, problem: { code: 'ledger/cannot-write', details: { why: 'full' } } }),
    })
    const refused = await desk.order({ type: 'all-clear', alert }, olena, 'end')
    assert.ok(!refused.ok && refused.problem.code === 'ledger/cannot-write')
    assert.equal(world.alert(alert).status, 'issued')
    Object.assign(ledger, { append })
    assert.equal((await done(desk, { type: 'all-clear', alert }, 'end')).repeated, 'first-time')
  })

  test('flags what is about to lapse and lapses what nobody renewed, each when it is due', async () => {
    const { desk, ledger, clock } = deskWorld()
    assert.equal(desk.nextDueAt(), undefined)
    const alert = await issued(desk)
    const types = async () => (await ledger.readStream(`alert:${alert}`)).map(({ type }) => type).slice(2)
    assert.equal(desk.nextDueAt(), '2025-11-02T00:50:00.000Z')
    clock.advance(49 * minute)
    await desk.due()
    assert.deepEqual(await types(), [])
    clock.advance(minute)
    await desk.due()
    await desk.due()
    assert.deepEqual(await types(), ['expiry-flagged'])
    assert.equal(desk.nextDueAt(), '2025-11-02T01:00:00.000Z')
    clock.advance(10 * minute)
    await desk.due()
    assert.deepEqual(await types(), ['expiry-flagged', 'alert-lapsed'])
    assert.equal(desk.nextDueAt(), undefined)
  })

  test('does not lapse what is renewed at the last moment', async () => {
    const { desk, clock, world } = deskWorld()
    const alert = await issued(desk)
    clock.advance(hour)
    const [renewed] = await Promise.all([desk.order({ type: 'renew', alert }, olena), desk.due()])
    assert.ok(renewed.ok)
    assert.equal(world.alert(alert).status, 'issued')
  })

  test('lapses at once what ran out while nobody was there to look', async () => {
    const before = deskWorld()
    const alert = await issued(before.desk)
    const after = deskWorld({ ledger: before.ledger, at: '2025-11-03T00:00:00.000Z' as Instant })
    await before.ledger.follow(0 as never, () => {}).caughtUp()
    await new Promise<void>((resolve) => setImmediate(resolve))
    assert.ok((after.desk.nextDueAt() as string) < after.clock.now())
    await after.desk.due()
    const lapsed = after.world.alert(alert)
    assert.ok(lapsed.status === 'ended' && lapsed.how === 'lapsed')
  })

  test('finds an alert that ended long ago, although it is no longer at hand', async () => {
    const { desk, ledger, clock, world } = deskWorld()
    const alert = await issued(desk)
    await done(desk, { type: 'all-clear', alert })
    clock.advance(3 * day)
    // What is over is forgotten when a thousand facts have come since.
    for (let turn = 0; (await ledger.head()).seq < 1_000; turn++) {
      const at = clock.now()
      await ledger.append({
        facts: Array.from({ length: 200 }, () => ({
          ...{ stream: 'sirens', at, by: olena, mode: 'drill' as const, type: 'noted', data: {} },
        })),
        expected: {},
      })
    }
    await done(desk, red)
    assert.equal(world.alert(alert).status, 'none')
    const found = await desk.find(alert)
    assert.ok(found.status === 'ended' && found.how === 'all-clear')
    assert.equal((await desk.find('alert-never' as AlertId)).status, 'none')
    const refused = await desk.order({ type: 'renew', alert }, olena)
    assert.ok(!refused.ok && refused.problem.code === 'alerts/not-in-force')
  })

  test('goes on from a snapshot as if nothing had happened', async () => {
    const before = deskWorld()
    const alert = await issued(before.desk)
    await done(before.desk, { type: 'extend', alert, areas: ['b' as AreaCode] }, 'wider')
    const world = worldFrom(JSON.parse(JSON.stringify(before.world.toJson())))
    const { desk } = deskWorld({ ledger: before.ledger, world })
    assert.equal(
      (await done(desk, { type: 'extend', alert, areas: ['b' as AreaCode] }, 'wider')).repeated,
      'repeated',
    )
    assert.equal((await done(desk, { type: 'all-clear', alert })).alert.status, 'ended')
  })
})
