import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AreaCode } from '#areas'
import { minute, recordingLog, virtualClock, type Instant, type PersonId } from '#base'
import { inProcessChannel } from '#channels'
import { beginning } from '#ledger'
import type { LadderId, LevelId, ThreatId } from '#threats'
import { readPack } from '../areas/pack.fs.ts'
import { openInMemory } from './in-memory.ts'
import { summariseReach } from './reach-summaries.ts'
import { readAuthority } from './shipped-files.fs.ts'

test('what is known of who was told is written into the ledger a minute after a notice, without naming a target', async () => {
  const authority = await readAuthority('packs/lipetsk/authority.json')
  const pack = await readPack('packs/lipetsk/pack.json')
  assert.ok(authority.ok && pack.ok)
  const clock = virtualClock('2025-11-01T21:14:00.000Z' as Instant)
  const log = recordingLog()
  const target = { id: 'siren-of-zadonsk', areas: ['gn:465724' as AreaCode] }
  const system = await openInMemory({
    ...{ authority: authority.value, areas: pack.value.areas, clock, log, mode: 'drill' },
    channels: () => [
      inProcessChannel({ targets: [target], receive: () => ({ kind: 'confirmed', by: 'device' }) }),
    ],
  })
  const stop = summariseReach(system, minute)
  const officer = 'olena' as PersonId
  const drafted = await system.desk.order(
    {
      ...{ type: 'draft', mode: 'drill', threat: 'drone' as ThreatId, ladder: 'lipetsk' as LadderId },
      ...{ level: 'red' as LevelId, areas: ['gn:465724' as AreaCode] },
    },
    officer,
  )
  assert.ok(drafted.ok)
  assert.ok((await system.desk.order({ type: 'issue', alert: drafted.value.alert.id }, officer)).ok)
  await system.quiet()
  const before = system.world.head()
  clock.advance(minute)
  await system.folded((before + 1) as typeof before)
  const fact = (await system.ledger.read(beginning, 100)).at(-1)
  assert.equal(fact?.type, 'reach-summarised')
  const data = fact.data as { warned: { channels: { channel: string; counts: { confirmed: number } }[] } }
  assert.deepEqual(
    data.warned.channels.map((one) => [one.channel, one.counts.confirmed]),
    [['in-process', 1]],
  )
  assert.ok(!JSON.stringify(fact.data).includes(target.id))
  stop()
  await system.close()
  assert.deepEqual(
    log.lines.filter((line) => line.level !== 'info'),
    [],
  )
})
