import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { AreaCode } from '#areas'
import { plus, minute, type ActorId, type AlertId, type Instant } from '#base'
import { memoryLedger, type Fact, type NewFact } from '#ledger'
import type { LadderId, LevelId, ThreatId } from '#threats'
import {
  decide,
  defaultPolicy,
  emptyWorld,
  evolve,
  hashOfContent,
  none,
  recount,
  toLedger,
  worldFrom,
  type Alert,
  type AlertCommand,
  type AlertContent,
  type World,
} from './index.ts'

const start = '2025-11-02T00:00:00.000Z' as Instant
const olena = 'olena' as ActorId
const codes = ['a', 'b', 'c'] as const
const contains = (outer: string, inner: string) => outer === inner
const wording = (text: string) => ({ texts: { en: { 90: text, 360: text, 1395: text } }, missing: [] })
const contentFor = (areas: readonly string[], level: 'yellow' | 'red'): AlertContent => ({
  issuer: { en: 'Operations centre' },
  ...{ threat: 'drone' as ThreatId, ladder: 'lipetsk' as LadderId, level: level as LevelId },
  step:
    level === 'red'
      ? { gravity: 'danger', height: 2, siren: 'attention' }
      : { gravity: 'advisory', height: 1 },
  areas: areas.map((code) => ({ code: code as AreaCode, names: { en: code }, shape: null })),
  ...{ wording: wording(level), renewForMinutes: 60, channels: 'all' },
})

type Ask = readonly [
  alert: number,
  what: 'draft' | 'issue' | 'raise' | 'lower' | 'renew' | 'flag' | 'clear' | 'part' | 'retract' | 'lapse',
  area: number,
]

/** Plays what is asked on several alerts, refusals left out, and writes it into a ledger. */
async function ledgerOf(asks: readonly Ask[]): Promise<readonly Fact[]> {
  const ledger = memoryLedger()
  const alerts = new Map<string, Alert>()
  let at = start
  for (const [number, what, area] of asks) {
    at = plus(at, 7 * minute)
    const id = `alert-${number}` as AlertId
    const alert = alerts.get(id) ?? none
    const now =
      alert.status === 'none'
        ? contentFor([codes[area % 3]!, codes[(area + 1) % 3]!], 'yellow')
        : alert.content
    const command = { by: olena, at, ...commandFor(what, now, wording('over')) } as AlertCommand
    const decided = decide(alert, command, { policy: defaultPolicy.drill, contains })
    if (!decided.ok) continue
    const facts: NewFact[] = toLedger(id, decided.value)
    for (const fact of decided.value) alerts.set(id, evolve(alerts.get(id) ?? none, id, fact))
    assert.ok((await ledger.append({ facts, expected: {} })).ok)
  }
  return ledger.read(0 as never, 10_000)
}

function commandFor(what: Ask[1], now: AlertContent, over: AlertContent['wording']): object {
  const to = (level: 'yellow' | 'red') =>
    contentFor(
      now.areas.map(({ code }) => code),
      level,
    )
  switch (what) {
    case 'draft':
      return { type: 'draft', mode: 'drill', content: now }
    case 'issue':
      return { type: 'issue' }
    case 'raise':
      return { type: 'change', change: 'raised', content: to('red') }
    case 'lower':
      return { type: 'change', change: 'lowered', content: to('yellow') }
    case 'renew':
      return { type: 'change', change: 'renewed', content: now }
    case 'flag':
      return { type: 'flag-expiry' }
    case 'part':
      return {
        type: 'clear-areas',
        content: { ...now, areas: now.areas.slice(1) },
        leaves: { areas: now.areas.slice(0, 1), wording: over },
      }
    case 'clear':
      return { type: 'clear', wording: over }
    case 'retract':
      return { type: 'retract', wording: over, reason: 'wrong' }
    case 'lapse':
      return { type: 'lapse', wording: over }
  }
}

function fold(facts: readonly Fact[], world: World = emptyWorld()): World {
  for (const fact of facts) world.apply(fact)
  return world
}

/** Everything about a world that anybody can ask it. */
function allOf(world: World): unknown {
  const sorted = (list: Iterable<unknown>) => [...list].map((one) => JSON.stringify(one)).sort()
  return {
    ...{ head: world.head(), at: world.latestAt() },
    ...{ alerts: sorted(world.alerts()), inForce: sorted(world.inForce()) },
    ...{
      lines: [...world.board.lines()]
        .map(({ alerts, ...line }) => JSON.stringify([line, sorted(alerts)]))
        .sort(),
    },
    endings: sorted(world.board.endings()),
  }
}

const asks = fc.array(
  fc.tuple(
    fc.integer({ min: 0, max: 3 }),
    fc.constantFrom(
      'draft',
      'draft',
      'issue',
      'issue',
      'raise',
      'lower',
      'renew',
      'flag',
      'clear',
      'part',
      'retract',
      'lapse',
    ),
    fc.integer({ min: 0, max: 2 }),
  ),
  { maxLength: 60 },
) as fc.Arbitrary<readonly Ask[]>

describe('the world', () => {
  test('is the same from a snapshot at any point as from the first fact', async () => {
    await fc.assert(
      fc.asyncProperty(asks, fc.nat(), async (asked, cut) => {
        const facts = await ledgerOf(asked)
        const at = facts.length === 0 ? 0 : cut % (facts.length + 1)
        const snapshot = JSON.parse(JSON.stringify(fold(facts.slice(0, at)).toJson())) as never
        assert.deepEqual(allOf(fold(facts.slice(at), worldFrom(snapshot))), allOf(fold(facts)))
      }),
      { seed: 20251102, numRuns: 200 },
    )
  })

  test('shows exactly the alerts in force on its board, after any life of several', async () => {
    await fc.assert(
      fc.asyncProperty(asks, async (asked) => {
        const world = fold(await ledgerOf(asked))
        assert.deepEqual(recount(world.board, world.alerts()), [])
      }),
      { seed: 20251102, numRuns: 200 },
    )
  })

  test('passes over what it has applied, and refuses a gap', async () => {
    const facts = await ledgerOf([
      [0, 'draft', 0],
      [0, 'issue', 0],
      [0, 'clear', 0],
    ])
    const world = fold(facts.slice(0, 2))
    assert.equal(world.apply(facts[0] as Fact), undefined)
    assert.equal(world.head(), 2)
    const { after, notices } = world.apply(facts[2] as Fact)!
    assert.equal(after.status, 'ended')
    assert.deepEqual(
      notices.map(({ id, kind }) => [id, kind]),
      [['alert-0.2', 'all-clear']],
    )
    const other = fold(facts.slice(0, 1))
    assert.throws(() => other.apply(facts[2] as Fact), /fact 3 came after fact 1/)
  })

  test('knows an order again by its key, and its content by the digest', async () => {
    const ledger = memoryLedger()
    const content = contentFor(['a'], 'red')
    const order = { key: 'olena:1', digest: 'd' as never }
    const data = { content, contentHash: hashOfContent(content), order }
    const written = await ledger.append({
      facts: toLedger('alert-1' as AlertId, [
        { type: 'alert-drafted', at: start, by: olena, mode: 'drill', data },
      ]),
      expected: {},
    })
    assert.ok(written.ok)
    const world = fold(written.value)
    assert.deepEqual(world.done('olena:1'), { digest: 'd', alert: 'alert-1', seq: 1, at: start })
    assert.equal(world.done('taras:1'), undefined)
    assert.deepEqual(worldFrom(world.toJson()).done('olena:1'), world.done('olena:1'))
  })

  test('lets facts that are no alert’s pass, and keeps its place', async () => {
    const ledger = memoryLedger()
    const fact = {
      stream: 'areas',
      at: start,
      by: olena,
      mode: 'drill' as const,
      type: 'areas-imported',
      data: {},
    }
    const written = await ledger.append({ facts: [fact], expected: {} })
    assert.ok(written.ok)
    const world = fold(written.value)
    assert.deepEqual([world.head(), [...world.alerts()]], [1, []])
  })
})
