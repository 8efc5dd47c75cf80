import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { memoryShelf, recordingLog, second, type ActorId, type Shelf } from '#base'
import { memoryLedger, type Seq } from '#ledger'
import { courierWorld, start, target } from '../../test/support/courier-world.ts'
import { courierFollower } from './courier-follower.ts'
import { beginReading } from './kept-follower.ts'
import type { System } from './system.ts'

/** A courier that follows a ledger, with a shelf that a test can break. */
async function following(shelf: Shelf = memoryShelf()) {
  const log = recordingLog()
  const ledger = memoryLedger({ log })
  const world = courierWorld({ targets: [target('one')] })
  let broken = false
  const fragile: Shelf = {
    ...shelf,
    async put(collection, entries) {
      if (broken) throw new Error('database or disk is full')
      await shelf.put(collection, entries)
    },
  }
  const system = { ledger, log, shelf: fragile, clock: world.clock, folded: async () => {} }
  let issued = 0
  return {
    ...{ log, ledger, shelf, world },
    breaks: (as: boolean) => void (broken = as),
    follow: () => courierFollower(system as unknown as System, world.courier),
    /** Writes the fact of an issued alert, as the desk would. */
    async issue() {
      const alert = `alert-${++issued}`
      const content = { areas: [], threat: 'drone', ladder: 'l', level: 'red', step: { gravity: 'danger' } }
      const areas = [{ code: 'o', names: { en: 'o' }, shape: null }]
      const wording = { texts: {}, missing: [] }
      const written = await ledger.append({
        facts: [
          {
            ...{ stream: `alert:${alert}`, type: 'alert-issued', mode: 'drill', at: start },
            by: 'olena' as ActorId,
            data: {
              ...{ revision: 1, since: start, renewBy: '2025-11-02T00:00:00.000Z', contentHash: 'x' },
              content: { ...content, areas, wording, issuer: {}, channels: 'all', renewForMinutes: 60 },
              told: [{ kind: 'warning', areas, loudFor: ['o'] }],
              approvedBy: null,
            },
          },
        ],
        expected: {},
      })
      assert.ok(written.ok)
      return `${alert}.1→one`
    },
    place: async () => (await shelf.get('places-in-the-ledger', 'courier')) as { seq: number } | undefined,
  }
}

describe('the courier’s reading of the ledger', () => {
  test('goes on when its place could not be kept for a while', async () => {
    const it = await following()
    const follower = await it.follow()
    it.breaks(true)
    const first = await it.issue()
    await it.world.settle()
    await it.world.settle()
    assert.deepEqual(it.world.said(), [first])
    assert.equal(await it.place(), undefined)
    it.breaks(false)
    it.world.clock.advance(second)
    const second_ = await it.issue()
    await follower.caughtUp()
    await it.world.courier.quiet()
    assert.deepEqual(it.world.said(), [first, second_])
    assert.deepEqual(await it.place(), { seq: 2 })
    assert.deepEqual(
      it.log.lines.map(({ message }) => message),
      ['The place of the courier in the ledger can’t be kept; it is tried again until it works'],
    )
    await follower.close()
    await it.world.courier.close()
  })

  test('begins after what a restored ledger already held', async () => {
    const it = await following()
    await it.issue()
    await beginReading(it.shelf, (await it.ledger.head()).seq)
    const follower = await it.follow()
    const second_ = await it.issue()
    await follower.caughtUp()
    await it.world.courier.quiet()
    assert.deepEqual(it.world.said(), [second_])
    await beginReading(it.shelf, 0 as Seq)
    assert.deepEqual(await it.place(), { seq: 2 }, 'a courier that was at work goes on where it was')
    await follower.close()
    await it.world.courier.close()
  })

  test('misses nothing when the ledger ends before the place that newer tables remember', async () => {
    const it = await following()
    await beginReading(it.shelf, 500 as Seq)
    const follower = await it.follow()
    const first = await it.issue()
    await follower.caughtUp()
    await it.world.courier.quiet()
    assert.deepEqual(it.world.said(), [first])
    await follower.close()
    await it.world.courier.close()
  })
})
