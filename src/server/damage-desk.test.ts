/** The desk of damage on every store, with a second server that follows: nothing is lost or doubled, holds lapse, embargoes end by the clock, and what is over is swept. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { buildHierarchy, type Area, type AreaCode } from '#areas'
import {
  countingIds,
  day,
  hour,
  memoryShelf,
  minute,
  ok,
  silentLog,
  virtualClock,
  type Instant,
  type PersonId,
  type Result,
  type Shelf,
} from '#base'
import type { ObservationId, OccurrenceId, RemnantId } from '#damage'
import { memoryLedger, type KeptLedger } from '#ledger'
import { absent } from '../../test/support/absent.ts'
import { createDatabase } from '../../test/support/postgres.node.ts'
import { openPostgresShelf } from '../base/shelf.postgres.ts'
import { openSqliteShelf } from '../base/shelf.sqlite.ts'
import { openPostgresLedger } from '../ledger/ledger.postgres.ts'
import { openSqliteLedger } from '../ledger/ledger.sqlite.ts'
import { openDamageDesk } from './damage-desk.ts'
import { makeObservation, type ToMake } from './damage-making.ts'
import { damagePhotos } from './damage-photos.ts'
import { damageViews } from './damage-views.ts'

interface Stores {
  readonly ledger: KeptLedger
  readonly personal: Shelf
}
interface Place {
  /** As often as servers stand on it. */
  open(): Promise<Stores>
  remove(): Promise<void>
}

const begins = '2026-11-23T02:00:00.000Z' as Instant
const night = 'night-2026-11-22' as OccurrenceId
const vira = { by: 'vira' as PersonId, via: 'key:v' }
const ihor = { by: 'ihor' as PersonId, via: 'key:i' }
const area = (code: string, parent: string | null, kind: string) =>
  ({ code, kind, names: { en: code }, parent }) as unknown as Area
const built = buildHierarchy([area('region', null, 'region'), area('north', 'region', 'district')])
assert.ok(built.ok)
const hierarchy = built.value
const onePixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

function good<Value>(result: Result<Value>): Value {
  assert.ok(result.ok, JSON.stringify(result))
  return result.value
}

/** One server on the stores; several share the clock and the ids. */
function serverOn({ ledger, personal }: Stores, shared: Shared) {
  const system = {
    ...{ ledger, personal, ...shared, log: silentLog, folded: async () => {}, decides: () => 'me' as const },
    areas: { hierarchy: () => hierarchy, locator: () => ({ locate: () => [] }) },
    config: { mode: 'drill' as const },
    authority: { timeZone: 'Europe/Moscow' },
    particulars: { of: () => undefined },
  } as unknown as Parameters<typeof openDamageDesk>[0] &
    Parameters<typeof damageViews>[0] &
    Parameters<typeof makeObservation>[0]
  const desk = openDamageDesk(system)
  const views = damageViews(system, desk)
  const photos = damagePhotos(system, desk)
  const note = (more: Partial<ToMake>, by = vira) =>
    makeObservation(
      system,
      desk,
      {
        ...{ area: 'north' as AreaCode, occurrence: night, subject: 'dwellings', cause: 'glass' },
        ...{ atLeast: 1, atMost: 1, status: 'reported', authority: 'main' },
        source: { kind: 'assessor', ref: by.by },
        ...more,
      } as ToMake,
      by,
      () => ok(),
    )
  return { desk, views, photos, note, personal }
}
interface Shared {
  readonly clock: ReturnType<typeof virtualClock>
  readonly ids: ReturnType<typeof countingIds>
}

function damageDeskContract(
  name: string,
  place: () => Promise<Place>,
  options: { readonly skip?: string | false } = {},
): void {
  describe(`the desk of damage in ${name}`, { skip: options.skip ?? false }, () => {
    const closing: (() => Promise<void>)[] = []
    after(async () => {
      for (const close of closing.toReversed()) await close()
    })
    const world = async () => {
      const at = await place()
      closing.push(() => at.remove())
      const shared: Shared = { clock: virtualClock(begins), ids: countingIds() }
      const server = async () => {
        const stores = await at.open()
        const one = serverOn(stores, shared)
        closing.push(async () => {
          one.desk.stop()
          await stores.ledger.close()
          await stores.personal.close()
        })
        return one
      }
      return { ...shared, server }
    }
    const idOf = async (noted: Promise<Result<{ readonly observation: { readonly id: ObservationId } }>>) =>
      good(await noted).observation.id
    const tallyOf = async ({ views }: ReturnType<typeof serverOn>, code = 'region') =>
      (await views.tallies(night, () => true))
        .filter((one) => one.area === code && one.subject === 'dwellings')
        .flatMap(({ lines }) => lines.map(({ standing, atLeast }) => `${standing} ${atLeast}`))

    test('keeps what is sent twice at one instant once, and a server that follows adds it up alike', async () => {
      const { server } = await world()
      const [one, other] = [await server(), await server()]
      const asked = Array.from({ length: 12 }, (_, i) => ({
        id: `phone-${i}`,
        asset: { address: `ул. Мира, ${i + 1}`, at: null },
      }))
      // A phone that heard no answer sends it again.
      const noted = await Promise.all(asked.flatMap((said) => [one.note(said), one.note(said)]))
      const refusals = noted.filter(({ ok: is }) => !is)
      assert.deepEqual(refusals, [])
      for (const each of [one, other]) {
        const state = await each.desk.state()
        assert.equal(state.observations.size, 12)
        assert.deepEqual(await tallyOf(each), ['reported 12'])
      }
      const { version } = await one.desk.state()
      assert.equal((await other.desk.state()).version, version)
    })

    test('lets the second of two people wait until the first one’s hold lapses, or take it over; whoever follows sees both', async () => {
      const { server, clock } = await world()
      const [one, other] = [await server(), await server()]
      const observation = await idOf(one.note({}))
      const lock = (from: 'nobody' | 'anybody') => () => ok({ type: 'lock', observation, from } as const)
      const why = good(await one.desk.words('Counted again', 'why'))
      const judge = () =>
        ok({
          ...({ type: 'judge', observation, readVersion: 1, to: 'confirmed', against: [], why } as const),
        })
      good(await one.desk.order(lock('nobody'), vira, 'drill'))
      const refused = await one.desk.order(judge, ihor, 'drill')
      assert.equal(refused.ok ? '' : refused.problem.code, 'damage/held-by-another')
      clock.advance(10 * minute + 1)
      // That somebody held it changed nothing of it: the version that was read is still the version.
      good(await one.desk.order(judge, ihor, 'drill'))
      assert.equal((await other.desk.state()).observations.get(observation)?.status, 'confirmed')
      const again = await one.desk.order(judge, vira, 'drill')
      assert.equal(again.ok ? '' : again.problem.code, 'damage/moved-on')
      good(await one.desk.order(lock('nobody'), vira, 'drill'))
      good(await one.desk.order(lock('anybody'), ihor, 'drill'))
      const facts = (await other.desk.state()).observations.get(observation)!.facts.length
      assert.equal(facts, 5)
    })

    test('tells the public when the time is over, or when a person let an area go, and on every server', async () => {
      const { server, clock } = await world()
      const [one, other] = [await server(), await server()]
      good(await one.note({ atLeast: 40, atMost: 40 }))
      const shown = async (each = other) =>
        (await each.views.publicLines()).lines.map(({ area: of, atLeast }) => `${of} ${atLeast}`)
      assert.deepEqual(await shown(), [])
      clock.advance(24 * hour - 1)
      assert.deepEqual(await shown(), [])
      clock.advance(1)
      assert.deepEqual(await shown(), ['north 40', 'region 40'])
      // A later word waits its own time; what was public stays so until then.
      good(await one.note({ atLeast: 70, atMost: 70 }))
      assert.deepEqual(await shown(), ['north 40', 'region 40'])
      assert.deepEqual(await shown(one), ['north 40', 'region 40'])
      const why = good(await one.desk.words('The governor told it', 'why'))
      const lift = { code: 'north' as AreaCode, within: ['north' as AreaCode] }
      good(
        await one.desk.order(
          () => ok({ type: 'lift-embargo', occurrence: night, why, area: lift }),
          ihor,
          'drill',
        ),
      )
      assert.deepEqual(await shown(), ['north 70', 'region 70'])
    })

    test('forgets addresses, words and photos after their time, and no outline as long as it is needed', async () => {
      const { server, clock } = await world()
      const one = await server()
      const observation = await idOf(one.note({ asset: { address: 'ул. Мира, 3', at: null } }))
      const photo = good(await one.photos.add(observation, onePixel, vira))
      assert.equal(good(await one.photos.add(observation, onePixel, vira)), photo, 'given again, it is one')
      const ring = [
        { lon: 38.901, lat: 52.401 },
        { lon: 38.902, lat: 52.401 },
        { lon: 38.902, lat: 52.402 },
      ]
      const outline = await one.desk.keepOutline(ring)
      const keep = (state: 'suspected' | 'cleared', is: 'new' | 'changed') =>
        one.desk.order(
          () =>
            ok({
              ...{ type: 'keep-remnant', is, state, remnant: 'r' as RemnantId, area: 'north' as AreaCode },
              ...{ source: { kind: 'official', ref: 'x' }, seenAt: clock.now(), readVersion: undefined },
              drawn: is === 'new' ? { outline, squares: [] } : undefined,
            } as const),
          vira,
          'drill',
        )
      good(await keep('suspected', 'new'))
      // Drawn and never kept: nobody needs it.
      const spare = await one.desk.keepOutline(ring.map(({ lon, lat }) => ({ lon: lon + 1, lat })))
      const kept = async () => ({
        places: (await one.desk.places(await one.desk.state())).length,
        photo: (await one.photos.read(photo)) !== undefined,
        outline: (await one.desk.outline(outline)) !== undefined,
        spare: (await one.desk.outline(spare)) !== undefined,
      })
      assert.deepEqual(await kept(), { places: 1, photo: true, outline: true, spare: true })
      const days = async (count: number, until: Partial<Awaited<ReturnType<typeof kept>>>) => {
        for (let i = 0; i < count; i++) {
          clock.advance(day)
          // The sweep of a day is not waited for by anybody; a store of its own takes its time.
          await new Promise((resolve) => setImmediate(resolve))
        }
        for (let tries = 0; tries < 400; tries++) {
          const now = await kept()
          if (Object.entries(until).every(([what, is]) => now[what as keyof typeof now] === is)) return
          await new Promise((resolve) => setImmediate(resolve))
        }
        assert.deepEqual(await kept(), until)
      }
      await days(3, { places: 1, photo: true, outline: true, spare: false })
      await days(399, { places: 0, photo: false, outline: true })
      good(await keep('cleared', 'changed'))
      await days(402, { outline: false })
      assert.equal((await one.desk.state()).observations.size, 1, 'the counts stay')
    })
  })
}

damageDeskContract('memory', async () => {
  const ledger = memoryLedger({ records: [] })
  const personal = memoryShelf()
  return {
    open: async () => ({
      ledger: { ...ledger, close: async () => {} } as KeptLedger,
      personal: { ...personal, close: async () => {} },
    }),
    async remove() {},
  }
})

damageDeskContract('SQLite', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-damage-'))
  const opened = await openSqliteLedger({ file: join(folder, 'ledger.sqlite'), log: silentLog })
  if (!opened.ok) throw new Error(JSON.stringify(opened.problem))
  const personal = openSqliteShelf({ file: join(folder, 'people.sqlite'), erases: 'for-good' })
  // One process holds a file: two desks in it stand on the same handles.
  return {
    open: async () => ({
      ledger: { ...opened.value, close: async () => {} } as KeptLedger,
      personal: { ...personal, close: async () => {} },
    }),
    async remove() {
      await opened.value.close()
      await personal.close()
      rmSync(folder, { recursive: true })
    },
  }
})

damageDeskContract(
  'PostgreSQL',
  async () => {
    const url = await createDatabase()
    return {
      async open() {
        const ledger = await openPostgresLedger({ url, log: silentLog })
        if (!ledger.ok) throw new Error(JSON.stringify(ledger.problem))
        return { ledger: ledger.value, personal: await openPostgresShelf({ url, table: 'personal' }) }
      },
      async remove() {},
    }
  },
  { skip: absent('postgres') },
)
