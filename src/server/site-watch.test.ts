import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { day, hour, instantOf, minute, virtualClock, type VirtualClock } from '#base'
import {
  flagBits,
  memoryReadingRows,
  readingStoreOver,
  take,
  type ReadingRows,
  type Station,
  type StationId,
} from '#sites'
import { openSiteWatch } from './site-watch.ts'

const startMs = Date.parse('2026-11-23T00:00:00Z')
const station = (id: string, more: Partial<Station> = {}): Station => ({
  ...{ id: id as StationId, name: id, at: { lon: 39, lat: 52 }, quantity: 'gamma-dose-rate' },
  ...{ every: 10 * minute, link: null, threshold: null, ...more },
})
const stations = [station('a'), station('b')]

/** A server that keeps what is measured in these rows, which others may read too. */
function server(rows: ReadingRows, clock: VirtualClock) {
  const store = readingStoreOver(rows)
  const watch = openSiteWatch(store, clock, (id) => stations.find((one) => one.id === id))
  const give = async (value: number, flags = 0, ids = ['a', 'b']) => {
    const atMs = Date.parse(clock.now())
    const heard = ids.map((id) => ({ station: id, atMs, value, quantity: null, flags }))
    const taken = take(heard, () => 'gamma-dose-rate', atMs)
    await store.write(taken.readings)
    watch.heard(taken)
  }
  const verdicts = async () => (await watch.look(stations)).judgements.map(({ verdict }) => verdict)
  return { watch, store, give, verdicts }
}

/** Two weeks of what is usual, 90 and a little. */
async function past(rows: ReadingRows) {
  await readingStoreOver(rows).write(
    stations.flatMap(({ id }) =>
      Array.from({ length: 14 * 24 }, (_, n) => ({
        ...{ station: id, atMs: startMs - 15 * day + n * hour, value: 90 + (n % 3), flags: 0 },
      })),
    ),
  )
}

describe('what is at hand of stations', () => {
  test('is the same at a server that only follows: what it did not take itself it reads', async () => {
    const [rows, clock] = [memoryReadingRows(), virtualClock(instantOf(startMs))]
    await past(rows)
    const [leads, follows] = [server(rows, clock), server(rows, clock)]
    await leads.watch.prepare(stations, new Set())
    for (let n = 0; n < 3; n++) {
      clock.advance(10 * minute)
      await leads.give(n === 0 ? 91 : 400)
    }
    await follows.watch.follow(stations)
    assert.deepEqual(await leads.verdicts(), ['alarm', 'alarm'])
    assert.deepEqual(await follows.verdicts(), ['alarm', 'alarm'])
    assert.equal(follows.watch.latestOf('a' as StationId)?.value, 400)
    assert.equal(
      follows.watch.usualOf('a' as StationId)?.median,
      leads.watch.usualOf('a' as StationId)?.median,
    )
    // And again, when more came.
    clock.advance(10 * minute)
    await leads.give(401)
    await follows.watch.follow(stations)
    assert.equal(follows.watch.latestOf('a' as StationId)?.value, 401)
  })

  test('leaves out what was said under maintenance, also after a restart', async () => {
    const [rows, clock] = [memoryReadingRows(), virtualClock(instantOf(startMs))]
    await past(rows)
    const before = server(rows, clock)
    await before.watch.prepare(stations, new Set())
    for (let n = 0; n < 4; n++) {
      clock.advance(10 * minute)
      await before.give(5_000, flagBits.maintenance)
      clock.advance(minute)
      await before.give(91)
    }
    assert.deepEqual(await before.verdicts(), ['usual', 'usual'])
    const after = server(rows, clock)
    await after.watch.prepare(stations, new Set())
    assert.deepEqual(await after.verdicts(), ['usual', 'usual'])
  })

  test('tells a link that says itself that it is down, once its stations are silent', async () => {
    const [rows, clock] = [memoryReadingRows(), virtualClock(instantOf(startMs))]
    const behind = [station('a', { link: 'mast', every: minute }), station('b', { every: minute })]
    const store = readingStoreOver(rows)
    const watch = openSiteWatch(store, clock, (id) => behind.find((one) => one.id === id))
    await watch.prepare(behind, new Set())
    const atMs = Date.parse(clock.now())
    const heard = behind.map(({ id }) => ({ station: id, atMs, value: 90, quantity: null, flags: 0 }))
    watch.heard(take(heard, () => 'gamma-dose-rate', atMs))
    watch.linkIs('mast', 'down')
    const whys = async () =>
      [...(await watch.look(behind)).presences.values()].map((one) =>
        one.state === 'dark' ? one.why : 'speaks',
      )
    assert.deepEqual(await whys(), ['speaks', 'speaks'])
    clock.advance(10 * minute)
    assert.deepEqual(await whys(), ['link-lost', 'silent'])
    watch.linkIs('mast', 'up')
    assert.deepEqual(await whys(), ['silent', 'silent'])
  })
})
