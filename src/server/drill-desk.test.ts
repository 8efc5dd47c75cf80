import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import type { Order } from '#alerts'
import type { AreaCode } from '#areas'
import {
  minute,
  plus,
  recordingLog,
  second,
  virtualClock,
  type AlertId,
  type Instant,
  type Mode,
  type PersonId,
  type VirtualClock,
} from '#base'
import type { DrillScript } from '#drills'
import { memoryLedger, type FactRecord } from '#ledger'
import type { LadderId, LevelId, ThreatId } from '#threats'
import { readPack } from '../areas/pack.fs.ts'
import { parseAuthority } from './authority.ts'
import { drillSaid, openDrillDesk, type DrillDesk } from './drill-desk.ts'
import { fitsHere, readDrillScripts } from './drill-scripts.ts'
import { openInMemory } from './in-memory.ts'
import type { System } from './system.ts'

const root = join(import.meta.dirname, '..', '..')
const read = (file: string) => JSON.parse(readFileSync(join(root, 'packs', 'lipetsk', file), 'utf8'))
const begins = '2025-11-01T21:00:00.000Z' as Instant
const olena = 'olena' as PersonId
const by = { by: olena, via: 'key:k' }
/** Nothing in these stories happens between. */
const stride = 10 * second

const scripts = readDrillScripts(read('drills.json'))
assert.ok(scripts.ok)
const night = scripts.value[0] as DrillScript

const settle = async () => {
  for (let i = 0; i < 20; i++) await new Promise<void>((resolve) => setImmediate(resolve))
}

interface World {
  readonly system: System
  readonly drills: DrillDesk
  readonly clock: VirtualClock
  pass(milliseconds: number): Promise<void>
}

/** A server on these records; two of them on the same are one before and one after a crash. */
async function world(records: FactRecord[] = [], at: Instant = begins): Promise<World> {
  const pack = await readPack(join(root, 'packs', 'lipetsk', 'pack.json'))
  const authority = parseAuthority(read('authority.json'))
  assert.ok(pack.ok && authority.ok)
  const clock = virtualClock(at)
  const log = recordingLog()
  let drills: DrillDesk | undefined
  const system = await openInMemory({
    ...{ authority: authority.value, areas: pack.value.areas, mode: 'live', log, clock },
    ...{ ledger: memoryLedger({ log, records }), channels: () => [] },
    openBeside: async (opened) => (drills ??= await openDrillDesk(opened)).begin(),
  })
  await settle()
  return {
    ...{ system, clock, drills: drills as DrillDesk },
    async pass(milliseconds) {
      await settle()
      for (let passed = 0; passed < milliseconds; passed += stride) {
        clock.advance(Math.min(stride, milliseconds - passed))
        await settle()
      }
    },
  }
}

async function order({ system }: World, what: Order): Promise<AlertId> {
  const done = await system.desk.order(what, olena)
  assert.ok(done.ok, JSON.stringify(done))
  await settle()
  return done.value.alert.id
}
const issue = async (on: World, areas: readonly AreaCode[], mode: Mode = 'drill') => {
  const [threat, ladder, level] = ['drone' as ThreatId, 'lipetsk' as LadderId, 'red' as LevelId]
  const alert = await order(on, { type: 'draft', mode, threat, ladder, level, areas, channels: 'all' })
  await order(on, {
    type: 'issue',
    alert,
    ...(mode === 'live' ? { emergency: 'Alone, and they come.' } : {}),
  })
  return alert
}

describe('the desk that holds drills', () => {
  test('runs the shipped script to its end, and finds no mistake in who follows it', async () => {
    const on = await world()
    const { drills, system } = on
    const fits = fitsHere(night, system)
    assert.ok(fits.ok && fits.value.length === 8)
    const said: string[] = []
    const say = () => {
      const { state } = drillSaid(drills.book)
      if (said.at(-1) !== state) said.push(state)
    }
    say()
    const announced = await drills.announce({ script: night, announceMinutes: 10 }, by)
    assert.ok(announced.ok)
    say()
    await on.pass(10 * minute)
    say()
    const given = () => {
      const run = drills.book.get(announced.value.id)!
      return run.state === 'announced' ? [] : run.given.map(({ step }) => step)
    }
    assert.deepEqual(given(), ['alarm'])
    const step = (id: string) => night.steps.find((one) => one.id === id)!
    const wait = async (id: string) => {
      while (!given().includes(id)) await on.pass(stride)
      await on.pass(20 * second)
    }
    await wait('alarm')
    const alert = await issue(on, step('alarm').expect!.areas!)
    await wait('one-more-district')
    await order(on, { type: 'extend', alert, areas: ['gn:567100' as AreaCode] })
    await wait('goes-on')
    await order(on, { type: 'renew', alert })
    await wait('a-part-is-over')
    await order(on, { type: 'all-clear', alert, areas: step('a-part-is-over').expect!.areas! })
    await wait('all-is-over')
    await order(on, { type: 'all-clear', alert })
    await on.pass(5 * minute)
    say()
    assert.deepEqual(said, ['none', 'announced', 'running', 'none'])
    const run = drills.book.get(announced.value.id)!
    assert.ok(run.state === 'over')
    assert.deepEqual([run.how, run.endedAt], ['finished', plus(begins, 40 * minute)])
    const { score } = await drills.score(run)
    assert.deepEqual(score.counts, { expected: 6, inTime: 6, late: 0, early: 0, missed: 0, mistakes: 0 })
    assert.deepEqual([score.toIssueSeconds, score.medianSeconds], [20, 20])
    // What comes after it is none of its business.
    await issue(on, ['gn:465724' as AreaCode])
    assert.deepEqual((await drills.score(run)).score, score)
    await system.close()
  })

  test('goes on after a crash: what was given is not given again, and what was missed is made up for', async () => {
    const records: FactRecord[] = []
    const before = await world(records)
    const announced = await before.drills.announce({ script: night, announceMinutes: 0 }, by)
    assert.ok(announced.ok)
    await before.pass(4 * minute)
    // The process is gone; nothing of it is closed in an orderly way.
    const after = await world([...records], plus(begins, 12 * minute))
    const run = after.drills.book.now()
    assert.ok(run?.state === 'running')
    assert.equal(run.begunAt, begins)
    assert.deepEqual(
      run.given.map(({ step, at }) => [step, at]),
      [
        ['alarm', begins],
        ['silent-siren', plus(begins, 3 * minute)],
        ['one-more-district', plus(begins, 12 * minute)],
        ['rumour', plus(begins, 12 * minute)],
      ],
    )
    await after.pass(18 * minute)
    const over = after.drills.book.get(announced.value.id)
    assert.ok(over?.state === 'over')
    assert.deepEqual([over.how, over.given.length], ['finished', night.steps.length])
    await after.system.close()
    await before.system.close()
  })

  test('breaks a drill off when a live alert is issued, and begins none while one is in force', async () => {
    const on = await world()
    const { drills, system } = on
    const announced = await drills.announce({ script: night, announceMinutes: 0 }, by)
    assert.ok(announced.ok)
    await on.pass(second)
    assert.equal(drills.book.now()?.state, 'running')
    await issue(on, ['gn:465724' as AreaCode])
    assert.equal(drills.book.now()?.state, 'running', 'an alert of the drill itself is no reason')
    const live = await issue(on, ['gn:483542' as AreaCode], 'live')
    const run = drills.book.get(announced.value.id)
    assert.ok(run?.state === 'over')
    assert.deepEqual([run.how, run.alerts], ['broken-off', [live]])
    const refused = await drills.announce({ script: night, announceMinutes: 5 }, by)
    assert.equal(!refused.ok && refused.problem.code, 'drills/live-alert')
    const despite = await drills.announce({ script: night, announceMinutes: 0, despite: 'Far away.' }, by)
    assert.ok(despite.ok)
    await on.pass(second)
    assert.equal(drills.book.now()?.state, 'running')
    await system.close()
  })

  test('counts no live alert in a score', async () => {
    const on = await world()
    const { drills, system } = on
    const announced = await drills.announce(
      { script: night, announceMinutes: 0, despite: 'Tried on purpose.' },
      by,
    )
    assert.ok(announced.ok)
    await on.pass(second)
    await issue(on, night.steps[0]!.expect!.areas!, 'live')
    await on.pass(90 * second)
    const { score } = await drills.score(drills.book.get(announced.value.id)!)
    assert.deepEqual([score.steps[0]?.verdict, score.unexpected], ['missed', []])
    await system.close()
  })

  test('lets one of two that are announced at once be held', async () => {
    const on = await world()
    const both = await Promise.all([
      on.drills.announce({ script: night, announceMinutes: 5 }, by),
      on.drills.announce({ script: night, announceMinutes: 5 }, by),
    ])
    assert.deepEqual(
      both.map((one) => (one.ok ? 'announced' : one.problem.code)),
      ['announced', 'drills/another-one'],
    )
    assert.equal(on.drills.book.all().length, 1)
    await on.system.close()
  })
})
