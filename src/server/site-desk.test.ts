import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instantOf, minute, ok, silentLog, virtualClock, type PersonId } from '#base'
import { memoryReadingRows, type Site, type SiteId, type StationId } from '#sites'
import { openInMemory } from './in-memory.ts'
import { openSiteDesk } from './site-desk.ts'
import { readAuthority } from './shipped-files.fs.ts'

const startMs = Date.parse('2026-11-23T00:00:00Z')

test('a site’s alarm is a fact and is laid before the duty room once; stations that fall silent are told', async () => {
  const authority = await readAuthority('packs/lipetsk/authority.json')
  assert.ok(authority.ok)
  const clock = virtualClock(instantOf(startMs))
  const system = await openInMemory({
    ...{ authority: authority.value, areas: [], clock, log: silentLog, mode: 'drill', channels: () => [] },
  })
  const proposed: string[] = []
  const desk = await openSiteDesk(system, memoryReadingRows(), {
    enter: async (told) => {
      proposed.push(`${told.threat} ${told.text}`)
      return ok({} as never)
    },
  })
  const station = (id: string) => ({
    ...{ id: id as StationId, name: id, at: { lon: 39, lat: 52 }, quantity: 'gamma-dose-rate' as const },
    ...{ every: minute, link: 'mast', threshold: 300 },
  })
  const site: Site = {
    ...{ id: 'plant' as SiteId, name: 'Drill plant', kind: 'nuclear-plant', at: { lon: 39, lat: 52 } },
    ...{ rings: [], hotlines: [], stations: [station('a'), station('b')] },
  }
  const by = { by: 'olena' as PersonId, via: 'test' }
  assert.ok((await desk.keep(site, by)).ok)
  await desk.look()
  const give = (value: number) =>
    desk.give(
      ['a', 'b'].map((id) => ({
        ...{ station: id, atMs: Date.parse(clock.now()), value, quantity: null, flags: 0 },
      })),
    )
  await give(500)
  await desk.look()
  await desk.look()
  assert.equal(proposed.length, 1)
  assert.match(proposed[0]!, /^radiation Drill plant, a, b/)
  assert.deepEqual(desk.toldOf(site.id).alarm?.stations, ['a', 'b'])
  clock.advance(10 * minute)
  await desk.look()
  assert.deepEqual([...desk.toldOf(site.id).dark.values()], ['link-lost', 'link-lost'])
  const { alarm } = desk.toldOf(site.id)
  assert.ok((await desk.endAlarm('plant', alarm!.id, 'A test source.', by)).ok)
  assert.equal(desk.toldOf(site.id).alarm, null)
  const types = (await system.ledger.readStream('sites')).map(({ type }) => type)
  assert.ok(types.includes('site-alarm-raised') && types.includes('site-alarm-ended'))
  await desk.stop()
  await system.close()
})
