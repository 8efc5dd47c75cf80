import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { recordingLog, second, virtualClock, type Instant, type PersonId } from '#base'
import { inProcessChannel, type Channel } from '#channels'
import { memoryLedger, type KeptLedger } from '#ledger'
import type { LadderId, LevelId, ThreatId } from '#threats'
import { readPack } from '../areas/pack.fs.ts'
import { parseAuthority } from './authority.ts'
import { openInMemory } from './in-memory.ts'

const root = join(import.meta.dirname, '..', '..')
const settle = async () => {
  for (let i = 0; i < 20; i++) await new Promise<void>((resolve) => setImmediate(resolve))
}

/** A system whose right to decide a test gives and takes. */
async function world(first: 'me' | 'other') {
  const pack = await readPack(join(root, 'packs', 'lipetsk', 'pack.json'))
  const authority = parseAuthority(
    JSON.parse(readFileSync(join(root, 'packs', 'lipetsk', 'authority.json'), 'utf8')),
  )
  assert.ok(pack.ok && authority.ok)
  const clock = virtualClock('2025-11-01T21:00:00.000Z' as Instant)
  const log = recordingLog()
  const kept = memoryLedger({ log })
  let writer = first
  const listeners = new Set<(writer: 'me' | 'other') => void>()
  const ledger: KeptLedger = Object.create(kept, {
    writer: { get: () => writer },
    onLeadership: {
      value: (listen: (writer: 'me' | 'other') => void) => {
        listeners.add(listen)
        return () => listeners.delete(listen)
      },
    },
  })
  const heard: string[] = []
  let [opened, closed, failing] = [0, 0, false]
  const channel = (): Channel => {
    const phone = inProcessChannel({
      name: 'phone',
      targets: [{ id: 'one', areas: 'everywhere' }],
      receive(notice) {
        heard.push(notice.id)
        return { kind: 'confirmed', by: 'device' }
      },
    })
    return {
      ...phone,
      async close() {
        closed++
        await phone.close()
      },
    }
  }
  const system = await openInMemory({
    ...{ authority: authority.value, areas: pack.value.areas, mode: 'drill', log, clock, ledger },
    channels() {
      if (failing) throw new Error('the port is taken')
      opened++
      return [channel()]
    },
  })
  return {
    ...{ system, clock, log, heard },
    counts: () => ({ opened, closed }),
    fails: (as: boolean) => void (failing = as),
    decides(as: 'me' | 'other') {
      writer = as
      for (const listen of listeners) listen(as)
    },
    async issue() {
      const olena = 'olena' as PersonId
      const what = { threat: 'drone' as ThreatId, ladder: 'lipetsk' as LadderId, level: 'red' as LevelId }
      const areas = ['gn:465724' as never]
      const drafted = await system.desk.order({ type: 'draft', mode: 'drill', ...what, areas }, olena)
      assert.ok(drafted.ok, JSON.stringify(drafted))
      const { id } = drafted.value.alert
      assert.ok((await system.desk.order({ type: 'issue', alert: id }, olena)).ok)
      await settle()
      return `${id}.1`
    },
  }
}

describe('a server', () => {
  test('that follows opens no channel, and delivers what was written meanwhile once it decides', async () => {
    const it = await world('other')
    assert.equal(it.system.decides(), 'other')
    const notice = await it.issue()
    assert.deepEqual(it.heard, [])
    it.decides('me')
    assert.equal(it.system.decides(), 'other', 'not before everything is folded and its courier works')
    await settle()
    assert.equal(it.system.decides(), 'me')
    assert.deepEqual(it.heard, [notice])
    await it.system.close()
    assert.deepEqual(it.counts(), { opened: 1, closed: 1 })
  })

  test('delivers, and goes on folding, although somebody who listens throws', async () => {
    const it = await world('me')
    const fails = () => {
      throw new Error('a bug of whoever shows it')
    }
    it.system.onApplied(fails)
    it.system.onAttempt(fails)
    const seen: number[] = []
    it.system.onApplied((applied) => void seen.push(applied.length))
    const [first, second] = [await it.issue(), await it.issue()]
    assert.deepEqual(it.heard, [first, second])
    assert.ok(seen.length > 0, 'those behind it are told')
    assert.ok(it.log.lines.some(({ level }) => level === 'error'))
    await it.system.close()
  })

  test('that no longer decides says so and stops in the same turn, and begins anew when it decides again', async () => {
    const it = await world('me')
    assert.equal(it.system.decides(), 'me')
    it.decides('other')
    assert.equal(it.system.decides(), 'other')
    assert.equal(it.system.courier(), undefined)
    it.decides('me')
    assert.equal(it.system.decides(), 'other')
    await settle()
    assert.equal(it.system.decides(), 'me')
    const notice = await it.issue()
    assert.deepEqual(it.heard, [notice])
    await it.system.close()
    assert.deepEqual(it.counts(), { opened: 2, closed: 2 })
  })

  test('that could not open its channels when it took over tries again until it can', async () => {
    const it = await world('other')
    it.fails(true)
    it.decides('me')
    await settle()
    it.clock.advance(second)
    await settle()
    assert.equal(it.system.decides(), 'other')
    it.fails(false)
    it.clock.advance(second)
    await settle()
    assert.equal(it.system.decides(), 'me')
    const told = it.log.lines.filter(({ level }) => level === 'error').map(({ message }) => message)
    assert.deepEqual(told, Array(2).fill('Taking over failed; it is tried again'))
    await it.system.close()
  })
})
