import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { join } from 'node:path'
import { codesOf } from '#alerts'
import type { Area } from '#areas'
import { instantOf, minute, ok, silentLog, virtualClock, type PersonId, type VirtualClock } from '#base'
import { memoryLedger, type FactRecord } from '#ledger'
import { memoryReadingRows, type ReadingRows, type Site, type SiteId, type StationId } from '#sites'
import { readPack } from '../areas/pack.fs.ts'
import { openInMemory } from './in-memory.ts'
import { openSiteDesk } from './site-desk.ts'
import { readAuthority } from './shipped-files.fs.ts'

const startMs = Date.parse('2026-11-23T00:00:00Z')
const by = { by: 'olena' as PersonId, via: 'test' }
const root = join(import.meta.dirname, '..', '..')

interface Options {
  readonly areas?: readonly Area[]
  readonly rows?: ReadingRows
  /** Of a ledger that another server wrote. */
  readonly records?: FactRecord[]
  readonly clock?: VirtualClock
}

async function open(options: Options = {}) {
  const authority = await readAuthority('packs/lipetsk/authority.json')
  assert.ok(authority.ok)
  const { areas = [], clock = virtualClock(instantOf(startMs)), records = [] } = options
  const system = await openInMemory({
    ...{ authority: authority.value, areas, clock, log: silentLog, mode: 'drill', channels: () => [] },
    ledger: memoryLedger({ log: silentLog, records }),
  })
  const sighted: string[] = []
  const desk = await openSiteDesk(system, options.rows ?? memoryReadingRows(), {
    enter: async (told) => {
      sighted.push(told.text)
      return ok({} as never)
    },
  })
  const give = (value: number, ...ids: string[]) =>
    desk.give(
      ids.map((id) => ({
        ...{ station: id, atMs: Date.parse(clock.now()), value, quantity: null, flags: 0 },
      })),
    )
  const close = async () => {
    await desk.stop()
    await system.close()
  }
  return { system, desk, clock, sighted, give, close }
}

/** Near Zadonsk; it stands nowhere. */
const place = { lon: 38.9, lat: 52.4 }
const station = (id: string) => ({
  ...{ id: id as StationId, name: id, at: place, quantity: 'gamma-dose-rate' as const },
  ...{ every: minute, link: 'mast', threshold: 300 },
})
const site: Site = {
  ...{ id: 'plant' as SiteId, name: 'Drill plant', kind: 'nuclear-plant', at: place },
  ...{ rings: [{ name: 'inner', radiusKm: 5 }], hotlines: [], stations: [station('a'), station('b')] },
}

describe('a site’s desk', () => {
  test('raises an alarm once, tells what falls silent since when, and notes a sighting where nothing can be drafted', async () => {
    const { desk, clock, sighted, give, system, close } = await open()
    assert.ok((await desk.keep(site, by)).ok)
    await desk.look()
    await give(500, 'a', 'b')
    await desk.look()
    await desk.look()
    // There are no areas here, so that nobody could be warned.
    assert.equal(sighted.length, 1)
    assert.match(sighted[0]!, /^Drill plant, a, b/)
    const { alarm } = desk.toldOf(site.id)
    assert.deepEqual(alarm?.stations, ['a', 'b'])
    assert.deepEqual([alarm?.proposed, alarm?.notProposed], [null, 'sites/nothing-to-propose'])
    const heardAt = clock.now()
    clock.advance(10 * minute)
    await desk.look()
    assert.deepEqual(
      [...desk.toldOf(site.id).dark.values()],
      [
        { why: 'link-lost', since: heardAt },
        { why: 'link-lost', since: heardAt },
      ],
    )
    assert.ok((await desk.endAlarm('plant', alarm!.id, 'A test source.', by)).ok)
    assert.equal(desk.toldOf(site.id).alarm, null)
    const types = (await system.ledger.readStream('sites')).map(({ type }) => type)
    assert.ok(types.includes('site-alarm-raised') && types.includes('site-alarm-ended'))
    await close()
  })

  test('lays a draft before a person: the danger of the site, the areas of its ring, nothing issued', async () => {
    const pack = await readPack(join(root, 'packs', 'lipetsk', 'pack.json'))
    assert.ok(pack.ok)
    const { areas } = pack.value
    const { desk, give, sighted, system, close } = await open({ areas })
    assert.ok((await desk.keep(site, by)).ok)
    await desk.look()
    await give(500, 'a', 'b')
    await desk.look()
    await desk.look()
    const { alarm } = desk.toldOf(site.id)
    const alert = system.world.alert(alarm!.proposed!)
    assert.ok(alert.status === 'draft', alert.status)
    const { threat, ladder, level, areas: frozen, restsOn } = alert.content
    // A danger, because the owner’s own line is crossed.
    assert.deepEqual([threat, ladder, level], ['radiation', 'all-hazards', 'warning'])
    assert.ok(codesOf(frozen).length > 0 && codesOf(frozen).length < 5, codesOf(frozen).join())
    assert.deepEqual(restsOn, ['site/plant', `site-alarm/${alarm!.id}`])
    assert.deepEqual([sighted.length, [...system.world.inForce()].length], [0, 0])
    const drafts = [...system.world.alerts()].filter(({ status }) => status === 'draft')
    assert.equal(drafts.length, 1)
    await close()
  })

  test('drafts no second time where it was cut off between the draft and its fact', async () => {
    const pack = await readPack(join(root, 'packs', 'lipetsk', 'pack.json'))
    assert.ok(pack.ok)
    const { areas } = pack.value
    const [clock, rows, records] = [virtualClock(instantOf(startMs)), memoryReadingRows(), [] as FactRecord[]]
    const before = await open({ areas, clock, rows, records })
    assert.ok((await before.desk.keep(site, by)).ok)
    await before.desk.look()
    await before.give(500, 'a', 'b')
    await before.desk.look()
    const kept = before.desk.book.all()
    await before.close()
    const cut = records.findIndex(({ text }) => text.includes('"type":"site-alert-proposed"'))
    assert.ok(cut > 0)
    // What stood in the ledger when the power went.
    const after = await open({ areas, clock, rows, records: records.slice(0, cut) })
    for (const { site: one } of kept) assert.ok((await after.desk.keep(one, by)).ok)
    await after.desk.look()
    const { alarm } = after.desk.toldOf(site.id)
    assert.equal(after.system.world.alert(alarm!.proposed!).status, 'draft')
    assert.equal([...after.system.world.alerts()].length, 1)
    await after.close()
  })
})
