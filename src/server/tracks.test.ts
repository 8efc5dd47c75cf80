import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Area, AreaCode } from '#areas'
import { countingIds, memoryShelf, recordingLog, virtualClock, type Instant } from '#base'
import type { ThreatId } from '#threats'
import type { System } from './system.ts'
import { openTracks, type KeptTrack } from './tracks.ts'

/** Within a minute: at its turn everything is reckoned anew. */
const now = '2026-11-23T02:40:10.000Z' as Instant

/** Districts in a row towards the east, each with a shape. */
const areas = Array.from({ length: 200 }, (_, i): Area => {
  const [west, east] = [39 + i / 10, 39.1 + i / 10]
  const ring = [
    ...[
      { lon: west, lat: 52 },
      { lon: east, lat: 52 },
      { lon: east, lat: 52.1 },
      { lon: west, lat: 52.1 },
    ],
    { lon: west, lat: 52 },
  ]
  return { code: `t:${i}` as AreaCode, shape: [[ring]] } as unknown as Area
})

async function world() {
  const clock = virtualClock(now)
  const hierarchy = { version: '1', get: (code: AreaCode) => areas.find((one) => one.code === code) }
  const system = {
    ...{ clock, ids: countingIds(), shelf: memoryShelf(), log: recordingLog(), config: { mode: 'drill' } },
    ...{ decides: () => 'me', onApplied() {}, areas: { hierarchy: () => hierarchy } },
    book: { threat: () => ({ id: 'drone', speedKmPerHour: { from: 150, to: 200 } }) },
  } as unknown as System
  return { clock, tracks: await openTracks(system) }
}
const track: KeptTrack = {
  ...{ id: 'track-1', threat: 'drone' as ThreatId, freshAt: now, state: 'followed', headingDegrees: 90 },
  seen: [{ at: now, lon: 38, lat: 52 }],
}
const codes = areas.map(({ code }) => code)

describe('arrivals in many areas', () => {
  test('are reckoned in pieces, between which what warns has its turn, and once a minute', async () => {
    const { clock, tracks } = await world()
    let over = false
    const asked = tracks.arrivals(codes, [track])
    void asked.then(() => (over = true))
    await new Promise((resolve) => setImmediate(resolve))
    assert.equal(over, false, 'all of them in one turn')
    for (let pieces = 0; !over; pieces++) {
      assert.ok(pieces < 100)
      clock.advance(1)
      await new Promise((resolve) => setImmediate(resolve))
    }
    assert.equal((await asked).known.length, areas.length)
    // Known by now: nothing has to be reckoned, and nobody waits.
    assert.deepEqual(await tracks.arrivals(codes, [track]), await asked)
    tracks.close()
  })
})
