import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import type { AreaCode } from '#areas'
import {
  between,
  epochMilliseconds,
  hour,
  minute,
  recordingLog,
  second,
  virtualClock,
  type Instant,
  type PersonId,
} from '#base'
import { inProcessChannel, type Outcome } from '#channels'
import { beginning, type Seq } from '#ledger'
import type { LadderId, LevelId, ThreatId } from '#threats'
import { readPack } from '../../src/areas/pack.fs.ts'
import { systemClock } from '../../src/base/clock.node.ts'
import { parseAuthority } from '../../src/server/authority.ts'
import { openInMemory } from '../../src/server/in-memory.ts'

const root = join(import.meta.dirname, '..', '..')
const olena = 'olena' as PersonId

/** The whole system by a machine's clock that a test can set; `real` time passes all the same. */
async function world() {
  const pack = await readPack(join(root, 'packs', 'lipetsk', 'pack.json'))
  const authority = parseAuthority(
    JSON.parse(readFileSync(join(root, 'packs', 'lipetsk', 'authority.json'), 'utf8')),
  )
  assert.ok(pack.ok && authority.ok)
  const real = virtualClock('2025-11-01T21:00:00.000Z' as Instant)
  const jumps: number[] = []
  let set = 0
  const clock = systemClock({
    read: () => epochMilliseconds(real.now()) + set,
    elapsed: () => epochMilliseconds(real.now()),
    onJump: (backBy) => void jumps.push(backBy),
  })
  const log = recordingLog()
  const tries: Instant[] = []
  let answer: Outcome = { kind: 'confirmed', by: 'device' }
  const phone = inProcessChannel({
    name: 'phone',
    targets: [{ id: 'one', areas: 'everywhere' }],
    receive() {
      tries.push(real.now())
      return answer
    },
  })
  const system = await openInMemory({
    ...{ authority: authority.value, areas: pack.value.areas, mode: 'drill', log },
    clock: { now: clock.now, after: (wait, act) => real.after(wait, act) },
    channels: () => [phone],
  })
  const settle = async () => {
    for (let i = 0; i < 20; i++) await new Promise<void>((resolve) => setImmediate(resolve))
  }
  return {
    ...{ system, log, jumps, tries, real },
    answers: (as: Outcome) => void (answer = as),
    setsBack: (by: number) => void (set -= by),
    /** Real time passes, in steps in which everything due is done. */
    async passes(time: number, step = minute) {
      for (let left = time; left > 0; left -= step) {
        real.advance(Math.min(step, left))
        await settle()
      }
    },
    async issue(renewForMinutes: number) {
      const what = { threat: 'drone' as ThreatId, ladder: 'lipetsk' as LadderId, level: 'red' as LevelId }
      const areas = ['gn:465724' as AreaCode]
      const drafted = await system.desk.order(
        { type: 'draft', mode: 'drill', ...what, areas, renewForMinutes },
        olena,
      )
      assert.ok(drafted.ok, JSON.stringify(drafted))
      const issued = await system.desk.order({ type: 'issue', alert: drafted.value.alert.id }, olena)
      assert.ok(issued.ok)
      await settle()
      return issued.value.alert.id
    },
    facts: () => system.ledger.read(beginning as Seq, 1_000),
  }
}

describe('a machine’s clock that jumps back', () => {
  test('takes no fact’s time back, and is told of once', async () => {
    const it = await world()
    await it.issue(180)
    await it.passes(minute)
    it.setsBack(2 * hour)
    await it.issue(180)
    await it.passes(3 * minute)
    await it.issue(180)
    const times = (await it.facts()).map(({ at }) => at)
    assert.deepEqual(times, times.toSorted())
    assert.equal(new Set(times).size, 3, 'time does not stand still either')
    assert.equal(it.jumps.length, 1)
    await it.system.close()
  })

  test('lets an alert lapse once, when its own time is up: never sooner, and at most a ninth later', async () => {
    const it = await world()
    const id = await it.issue(60)
    const issuedAt = it.real.now()
    await it.passes(10 * minute)
    it.setsBack(5 * hour)
    const alert = () => it.system.world.alert(id)
    await it.passes(50 * minute)
    assert.equal(alert().status, 'issued')
    await it.passes(8 * minute)
    const now = alert()
    assert.ok(now.status === 'ended' && now.how === 'lapsed')
    const lapses = (await it.facts()).filter(({ type }) => type === 'alert-lapsed')
    const flags = (await it.facts()).filter(({ type }) => type === 'expiry-flagged')
    assert.equal(lapses.length, 1)
    assert.equal(flags.length, 1)
    assert.ok(between(issuedAt, lapses[0]!.at) >= hour, 'by the time that its readers were told')
    await it.system.close()
  })

  test('keeps nobody waiting: what was refused is tried again in its time', async () => {
    const it = await world()
    it.answers({ kind: 'refused', problem: 'phone/engaged', retry: 'later' })
    await it.passes(minute)
    it.setsBack(hour)
    await it.issue(60)
    await it.passes(10 * second, second)
    assert.ok(it.tries.length >= 2, `${it.tries.length} tries in ten seconds`)
    it.answers({ kind: 'confirmed', by: 'device' })
    await it.passes(minute, second)
    const attempts = await it.system.attempts.byTarget('phone', 'one', 10)
    assert.deepEqual(
      attempts.map(({ state }) => state),
      ['confirmed'],
    )
    await it.system.close()
  })
})
