/** What every keeper of readings must satisfy: each reading comes back, roll-ups equal a recount, forgetting forgets no more. */
import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, test } from 'node:test'
import fc from 'fast-check'
import { day, hour, minute } from '#base'
import { fold, touchedBy } from './folding.ts'
import { rollUp, steps, type Step } from './block.ts'
import type { Reading } from './reading.ts'
import { readingStoreOver, type ReadingRows, type ReadingStore } from './reading-store.ts'
import { rounded } from './quantity.ts'
import type { StationId } from './site.ts'

export interface ReadingRowsWorld {
  readonly rows: ReadingRows
  /** Closes and opens again on what was kept; absent where nothing is kept. */
  readonly reopen?: () => Promise<ReadingRows>
  close(): Promise<void>
}

const start = Date.parse('2026-11-23T00:00:00Z')
const [one, other] = ['065320010' as StationId, 'Ж/2' as StationId]
const at = (station: StationId, afterMs: number, value: number, flags = 0): Reading => ({
  ...{ station, atMs: start + afterMs, value, flags },
})
const timed = (readings: readonly Reading[]) =>
  readings.map(({ atMs, value, flags }) => ({ atMs, value, flags }))

export function readingStoreContract(
  name: string,
  makeWorld: () => Promise<ReadingRowsWorld>,
  options: { readonly skip?: string | false } = {},
): void {
  describe(`readings ${name}`, { skip: options.skip ?? false }, () => {
    let world: ReadingRowsWorld
    let store: ReadingStore
    beforeEach(async () => {
      world = await makeWorld()
      store = readingStoreOver(world.rows)
    })
    afterEach(() => world.close())
    const all = (station: StationId, of = store) => of.read(station, start - 40 * day, start + 40 * day)

    test('come back as they were written, before and after folding, each of its own station', async () => {
      const mine = [
        at(one, 0, 92),
        at(one, minute, 93.5, 3),
        at(one, 59 * minute + 59_999, 94),
        at(one, hour, 95),
      ]
      await store.write([...mine.slice(0, 2), at(other, 0, 1.5)])
      await store.write(mine.slice(2))
      assert.deepEqual(await all(one), timed(mine))
      await store.fold()
      assert.deepEqual(await all(one), timed(mine))
      assert.deepEqual(await all(other), [{ atMs: start, value: 1.5, flags: 0 }])
      assert.deepEqual(await all('none' as StationId), [])
    })

    test('are still there after it was opened again, folded or not', async (t) => {
      if (world.reopen === undefined) return t.skip('it keeps nothing')
      await store.write([at(one, 0, 92)])
      await store.fold()
      await store.write([at(one, minute, 93)])
      const again = readingStoreOver(await world.reopen())
      assert.deepEqual(timed([at(one, 0, 92), at(one, minute, 93)]), await all(one, again))
    })

    test('take what is sent twice once, and what is said later of a moment', async () => {
      await store.write([at(one, 0, 92), at(one, minute, 93)])
      await store.fold()
      await store.write([at(one, 0, 92), at(one, minute, 94)])
      const steps = [{ atMs: start, min: 92, mean: 93, max: 94, count: 2 }]
      assert.deepEqual(await store.rollups(one, '10min', start, start + hour), steps)
      await store.fold()
      assert.deepEqual(await store.rollups(one, '10min', start, start + hour), steps)
      assert.deepEqual(timed([at(one, 0, 92), at(one, minute, 94)]), await all(one))
    })

    test('are read from a moment to before another', async () => {
      await store.write([at(one, 0, 1), at(one, hour, 2), at(one, 2 * hour, 3)])
      await store.fold()
      const found = await store.read(one, start + hour, start + 2 * hour)
      assert.deepEqual(found, timed([at(one, hour, 2)]))
    })

    test('leave a gap where nothing was measured', async () => {
      await store.write([at(one, 5 * minute, 1), at(one, 45 * minute, 3)])
      const found = await store.rollups(one, '10min', start, start + hour)
      assert.deepEqual(
        found.map(({ atMs }) => (atMs - start) / minute),
        [0, 40],
      )
    })

    test('are forgotten by age while their roll-ups stay, and what comes late joins them', async () => {
      await store.write([at(one, -3 * day, 10), at(one, 0, 92)])
      assert.equal(await store.prune({ readingsMs: start - day, rollupsMs: start - 30 * day }), 1)
      assert.deepEqual(await all(one), timed([at(one, 0, 92)]))
      await store.write([at(one, -3 * day + minute, 20)])
      assert.deepEqual(await store.rollups(one, 'day', start - 3 * day, start - 2 * day), [
        { atMs: start - 3 * day, min: 10, mean: 15, max: 20, count: 2 },
      ])
      await store.prune({ readingsMs: start - day, rollupsMs: start - day })
      assert.deepEqual(await store.rollups(one, 'day', start - 3 * day, start - 2 * day), [])
    })

    test('have roll-ups that equal a recount, in whatever order and pieces they came', async () => {
      let run = 0
      await fc.assert(
        fc.asyncProperty(
          fc.array(
            fc.record({
              afterMs: fc.integer({ min: 0, max: 2 * day }),
              value: fc.integer({ min: 1, max: 5_000 }),
              fold: fc.boolean(),
            }),
            { minLength: 1, maxLength: 25 },
          ),
          async (readings) => {
            const station = `s${run++}` as StationId
            const last = new Map<number, Reading>()
            for (const { afterMs, value, fold } of readings) {
              const reading = at(station, afterMs, value)
              await store.write([reading])
              last.set(afterMs, reading)
              if (fold) await store.fold()
            }
            const kept = timed([...last.values()])
            for (const step of Object.keys(steps) as Step[]) {
              const found = await store.rollups(station, step, start, start + 3 * day)
              const wanted = rollUp(kept, steps[step])
              // Means of means, kept in 32 bits.
              const plain = (all: typeof found) =>
                all.map((it) => ({ ...it, mean: Number(rounded(it.mean).toPrecision(5)) }))
              assert.deepEqual(plain(found), plain(wanted))
            }
          },
        ),
        { numRuns: 15, seed: 20_261_123 },
      )
    })

    test('fold by themselves, and writing does not wait for it', async () => {
      for (let index = 0; index < 61; index++) await store.write([at(one, index * 1_000, index)])
      assert.equal((await all(one)).length, 61)
      for (let turns = 0; (await world.rows.batches()).length > 10; turns++) {
        assert.ok(turns < 5_000, 'nothing was folded')
        await world.rows.breathe()
      }
      assert.equal((await all(one)).length, 61)
    })

    test('that two servers fold at once are kept once, and those that came meanwhile too', async () => {
      await store.write([at(one, 0, 1), at(other, 0, 2)])
      const waiting = await world.rows.batches()
      const readings = [at(one, 0, 1)]
      const slice = () => world.rows.refold(waiting, touchedBy(readings), (kept) => fold(readings, kept))
      // One server was cut off, or is slow, after its first slice.
      await slice()
      await store.write([at(one, minute, 3)])
      await store.fold()
      await assert.rejects(slice(), /another server folded/)
      await assert.rejects(world.rows.drop(waiting), /another server folded/)
      assert.deepEqual(await all(one), timed([at(one, 0, 1), at(one, minute, 3)]))
      assert.deepEqual(await all(other), timed([at(other, 0, 2)]))
    })

    test('of all stations are at hand from a time on, folded or not', async () => {
      await store.write([at(one, -day, 1), at(one, 0, 2), at(other, 0, 5)])
      await store.fold()
      await store.write([at(one, minute, 4), at(one, hour, 9)])
      const recent = await store.recent(start)
      assert.deepEqual(
        [...recent]
          .map(([id, rollups]) => [id, rollups.map(({ mean, count }) => [mean, count])] as const)
          .toSorted(([a], [b]) => (a < b ? -1 : 1)),
        [
          [
            one,
            [
              [3, 2],
              [9, 1],
            ],
          ],
          [other, [[5, 1]]],
        ],
      )
      const past = await store.pastRollups(one, 'hour', start - day, start + day)
      assert.deepEqual(
        past.map(({ mean }) => mean),
        [1, 2],
      )
    })
  })
}
