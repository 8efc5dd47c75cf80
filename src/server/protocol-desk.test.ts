import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import type { Order } from '#alerts'
import type { AreaCode } from '#areas'
import {
  memoryShelf,
  minute,
  plus,
  recordingLog,
  second,
  virtualClock,
  type AlertId,
  type Instant,
  type Mode,
  type PersonId,
  type Shelf,
} from '#base'
import { memoryLedger, type FactRecord } from '#ledger'
import type { TaskKey, ZoneKey } from '#response'
import type { LadderId, LevelId, ThreatId } from '#threats'
import { readPack } from '../areas/pack.fs.ts'
import { readProtocolFile } from '../response/protocol/protocol-yaml.node.ts'
import { parseAuthority } from './authority.ts'
import { openInMemory } from './in-memory.ts'
import { openProtocolBook } from './protocol-book.ts'
import { openProtocolDesk, type ProtocolDesk } from './protocol-desk.ts'
import { viewOfRun } from './protocol-shapes.ts'

const root = join(import.meta.dirname, '..', '..')
const begins = '2026-11-22T00:37:00.000Z' as Instant
const olena = 'olena' as PersonId
const by = { by: olena, via: 'key:k' }
const zadonsky = 'gn:465724' as AreaCode
const shipped = (name: string) => readFileSync(join(root, 'packs', 'protocols', `${name}.yaml`), 'utf8')

const settle = async () => {
  for (let i = 0; i < 20; i++) await new Promise<void>((resolve) => setImmediate(resolve))
}

/** A server on these records and this shelf; two of them on the same are one before and one after a crash. */
async function world(
  records: FactRecord[] = [],
  shelf: Shelf = memoryShelf(),
  at: Instant = begins,
  lists: 'started' | 'by-nobody' = 'started',
) {
  const pack = await readPack(join(root, 'packs', 'lipetsk', 'pack.json'))
  const authority = parseAuthority(
    JSON.parse(readFileSync(join(root, 'packs', 'lipetsk', 'authority.json'), 'utf8')),
  )
  assert.ok(pack.ok && authority.ok)
  const clock = virtualClock(at)
  const log = recordingLog()
  const book = await openProtocolBook(shelf, log)
  let desk: ProtocolDesk | undefined
  const system = await openInMemory({
    ...{ authority: authority.value, areas: pack.value.areas, mode: 'live', log, clock },
    ...{ ledger: memoryLedger({ log, records }), channels: () => [] },
    openBeside: async (opened) => {
      desk ??= await openProtocolDesk(opened, book)
      return lists === 'started' ? desk.begin() : { caughtUp: async () => {}, close: async () => {} }
    },
  })
  await settle()
  const order = async (what: Order): Promise<AlertId> => {
    const done = await system.desk.order(what, olena)
    assert.ok(done.ok, JSON.stringify(done))
    await settle()
    return done.value.alert.id
  }
  return {
    ...{ system, clock, desk: desk as ProtocolDesk, book, order },
    async take(yaml: string) {
      const read = readProtocolFile(yaml)
      assert.ok('protocol' in read, JSON.stringify(read))
      const put = await book.put(read.protocol, by, system)
      assert.ok(put.ok)
      await settle()
      return put.value
    },
    async issue(level: string, mode: Mode = 'drill') {
      const [threat, ladder] = ['drone' as ThreatId, 'lipetsk' as LadderId]
      const more = { areas: [zadonsky], channels: 'all' } as const
      const alert = await order({ type: 'draft', mode, threat, ladder, level: level as LevelId, ...more })
      return order({ type: 'issue', alert })
    },
    async pass(milliseconds: number) {
      await settle()
      for (let passed = 0; passed < milliseconds; passed += 30 * second) {
        clock.advance(Math.min(30 * second, milliseconds - passed))
        await settle()
      }
    },
    views: () =>
      (desk as ProtocolDesk).runs.all().map(({ id }) => {
        const found = (desk as ProtocolDesk).find(id)
        assert.ok(found.ok)
        return viewOfRun(found.value, clock.now())
      }),
    typesOf: async () =>
      (await system.ledger.readStream('protocol-runs')).map(({ type, mode }) => `${type} ${mode}`),
  }
}

describe('the desk of protocols', () => {
  test('starts with an alert what is for it, and a raised level starts its own beside what is done', async () => {
    const on = await world()
    await on.take(shipped('drone-yellow'))
    await on.take(shipped('drone-red'))
    await on.take(shipped('flood'))
    const alert = await on.issue('yellow')
    assert.deepEqual(
      on.views().map(({ protocol, mode, alert: of }) => [protocol.id, mode, of === alert]),
      [['drone-yellow', 'drill', true]],
    )
    const [run] = on.desk.runs.all()
    const done = { task: 'shelters-ready' as TaskKey, given: { how: 'tick' } } as const
    assert.ok((await on.desk.order(run!.id, { type: 'do', done }, by)).ok)
    await on.order({ type: 'raise', alert, level: 'red' as LevelId })
    assert.deepEqual(
      on.views().map(({ protocol, tasks }) => [protocol.id, tasks[0]!.state]),
      [
        ['drone-yellow', 'done'],
        ['drone-red', 'open'],
      ],
    )
    await on.system.close()
  })

  test('goes on after a crash at any fact, and starts nothing twice', async () => {
    const shelf = memoryShelf()
    const records: FactRecord[] = []
    const before = await world(records, shelf)
    await before.take(shipped('drone-red'))
    const alert = await before.issue('red')
    await before.pass(3 * minute)
    await before.order({ type: 'all-clear', alert })
    const whole = await before.typesOf()
    await before.system.close()
    assert.ok(whole.length >= 3)
    // As if the server had been killed after each of the facts, with everything later lost.
    const first = records.findIndex((record) => JSON.stringify(record).includes('protocol-started'))
    for (let kept = first; kept <= records.length; kept++) {
      const at = plus(begins, 3 * minute)
      const after = await world(records.slice(0, kept), shelf, at)
      await settle()
      const types = await after.typesOf()
      const starts = types.filter((type) => type.startsWith('protocol-started'))
      assert.deepEqual(starts, ['protocol-started drill'], `${kept} records`)
      const closings = types.filter((type) => type.startsWith('protocol-closing-started'))
      assert.ok(closings.length <= 1)
      assert.equal(closings.length === 1, after.system.world.alert(alert).status === 'ended')
      await after.system.close()
    }
  })

  test('lets a late task climb in virtual time, also in one step after an outage', async () => {
    const records: FactRecord[] = []
    const shelf = memoryShelf()
    const on = await world(records, shelf)
    await on.take(shipped('drone-red'))
    await on.issue('red')
    const first = () => on.views()[0]!.tasks[0]!
    await on.pass(minute)
    assert.deepEqual([first().state, first().owner], ['open', 'officer'])
    await on.pass(90 * second)
    assert.deepEqual([first().state, first().owner, first().climbed], ['late', 'approver', 1])
    await on.system.close()
    const later = await world(records, shelf, plus(begins, 60 * minute))
    const [view] = later.views()
    assert.equal(view!.tasks.find(({ key }) => key === 'shelters-open')!.owner, 'officer')
    assert.ok((await later.typesOf()).every((type) => type.endsWith(' drill')))
    await later.system.close()
  })

  test('keeps the version with which a list began, and starts the next by the new one', async () => {
    const on = await world()
    await on.take(shipped('drone-red'))
    await on.issue('red')
    const again = await on.take(shipped('drone-red'))
    assert.equal(again.protocol.version, 1)
    const newer = await on.take(shipped('drone-red').replace('due: 2 min', 'due: 4 min'))
    assert.equal(newer.protocol.version, 2)
    await on.issue('red')
    assert.deepEqual(
      on.views().map(({ protocol }) => protocol.version),
      [1, 2],
    )
    assert.ok((await on.book.retire(newer.protocol.id, by, on.system)).ok)
    await on.issue('red')
    assert.equal(on.views().length, 2)
    await on.system.close()
  })

  test('lifts no zone with the all-clear, and is closed only when somebody did', async () => {
    const on = await world()
    await on.take(shipped('flood').replace('threats: [flood]', 'threats: [drone]'))
    const alert = await on.issue('red')
    const [run] = on.desk.runs.all()
    const zone = 'low-bank' as ZoneKey
    const tell = (to: 'order' | 'lifted') =>
      on.desk.order(run!.id, { type: 'zone', change: { zone, to } }, by)
    const close = () => on.desk.order(run!.id, { type: 'close', why: 'a'.repeat(64) as never }, by)
    assert.ok((await tell('order')).ok)
    await on.order({ type: 'all-clear', alert })
    assert.deepEqual(
      on.views().map(({ phase, zones }) => [phase, zones[0]!.state]),
      [['closing', 'order']],
    )
    const early = await close()
    assert.equal(!early.ok && early.problem.code, 'response/zone-not-lifted')
    assert.ok((await tell('lifted')).ok)
    assert.ok((await close()).ok)
    assert.deepEqual(on.desk.runs.open(), [])
    await on.system.close()
  })

  test('starts lists and closing lists also for what came and went while nobody started any', async () => {
    const records: FactRecord[] = []
    const shelf = memoryShelf()
    const before = await world(records, shelf, begins, 'by-nobody')
    await before.take(shipped('drone-yellow'))
    const alert = await before.issue('yellow')
    await before.order({ type: 'raise', alert, level: 'red' as LevelId })
    await before.order({ type: 'all-clear', alert })
    assert.deepEqual(before.views(), [])
    await before.system.close()
    // Taken in after its end: it is not for it.
    const flood = shipped('flood').replace('threats: [flood]', 'threats: [drone]')
    const later = await world(records, shelf, plus(begins, 10 * minute))
    assert.deepEqual(
      later.views().map(({ protocol, phase, danger }) => [protocol.id, phase, danger?.level]),
      [['drone-yellow', 'closing', 'yellow']],
    )
    await later.take(flood)
    assert.equal(later.views().length, 1)
    await later.system.close()
  })
})
