import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Area, AreaCode } from '#areas'
import {
  countingIds,
  memoryShelf,
  plus,
  recordingLog,
  virtualClock,
  type Instant,
  type PersonId,
} from '#base'
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
  const facts: string[] = []
  const hierarchy = { version: '1', get: (code: AreaCode) => areas.find((one) => one.code === code) }
  const system = {
    ...{ clock, ids: countingIds(), shelf: memoryShelf(), log: recordingLog(), config: { mode: 'drill' } },
    ...{ decides: () => 'me', onApplied() {}, areas: { hierarchy: () => hierarchy } },
    note: async ({ type }: { type: string }) => ({ seq: facts.push(type) }),
    folded: async () => {},
    book: { threat: () => ({ id: 'drone', speedKmPerHour: { from: 150, to: 200 } }) },
  } as unknown as System
  return { clock, facts, tracks: await openTracks(system) }
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

describe('a track that two officers follow at once', () => {
  const by = { by: 'ann' as PersonId, via: 'key:ann' }
  const at = (seconds: number) => plus(now, -60_000 + seconds * 1_000)
  const begun = async () => {
    const { tracks, facts } = await world()
    const made = await tracks.begin(
      { threat: 'drone' as ThreatId, seen: [{ at: at(0), lon: 38, lat: 52 }] },
      by,
    )
    assert.ok(made.ok)
    return { tracks, facts, id: made.value.id }
  }

  test('keeps the positions of both', async () => {
    const { tracks, id } = await begun()
    const seen = (seconds: number) => tracks.seen(id, { at: at(seconds), lon: 38 + seconds / 100, lat: 52 })
    assert.ok((await Promise.all([seen(10), seen(20)])).every(({ ok }) => ok))
    const found = await tracks.find(id)
    assert.equal(found.ok && found.value.seen.length, 3)
    tracks.close()
  })

  test('is over when one of them ends it, and once', async () => {
    const { tracks, facts, id } = await begun()
    await Promise.all([
      tracks.end(id, by),
      tracks.seen(id, { at: at(10), lon: 38.1, lat: 52 }),
      tracks.end(id, by),
    ])
    const found = await tracks.find(id)
    assert.equal(found.ok && found.value.state, 'ended')
    assert.deepEqual(facts, ['track-begun', 'track-ended'])
    tracks.close()
  })
})
