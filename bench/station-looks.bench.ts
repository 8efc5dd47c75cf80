/** 1,739 stations with two weeks of past in SQLite: reading them at a start, and looking at all of them once a minute; how long the thread is held. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import { hour, instantOf, minute, virtualClock } from '#base'
import { readingStoreOver, take, type Station, type StationId } from '#sites'
import { openSiteWatch } from '../src/server/site-watch.ts'
import { openSqliteReadingRows } from '../src/sites/reading-rows.sqlite.ts'

const clock = virtualClock(instantOf(Date.parse('2026-11-23T00:00:00Z')))
const nowMs = Date.parse(clock.now())
/** As over Germany: fifteen kilometres apart. */
const stations = Array.from({ length: 1_739 }, (_, n): Station => ({
  ...{
    id: `station-${n}` as StationId,
    name: '',
    quantity: 'gamma-dose-rate',
    every: minute,
    threshold: null,
  },
  ...{ at: { lon: 6 + (n % 42) / 4.5, lat: 47.5 + Math.floor(n / 42) / 6 }, link: `mast-${n % 200}` },
}))
const folder = mkdtempSync(join(tmpdir(), 'tocsin-looks-bench-'))
const store = readingStoreOver(openSqliteReadingRows(join(folder, 'readings.sqlite')))

async function timed(name: string, act: () => Promise<unknown>) {
  const held = monitorEventLoopDelay({ resolution: 1 })
  held.enable()
  await wait(30)
  held.reset()
  const begun = performance.now()
  await act()
  const took = performance.now() - begun
  await wait(5)
  held.disable()
  console.log(`${name}: ${took.toFixed(0)} ms, the thread held for ${(held.max / 1e6).toFixed(0)} ms at most`)
}

try {
  for (let ago = 15 * 24; ago > 0; ago--)
    await store.write(
      stations.flatMap(({ id: station }) =>
        Array.from({ length: 6 }, (_, n) => ({
          ...{
            station,
            atMs: nowMs - ago * hour + n * 10 * minute,
            value: 90 + ((n * 7 + ago) % 5),
            flags: 0,
          },
        })),
      ),
    )
  await store.fold()
  const watch = openSiteWatch(store, clock, (id) => stations.find((one) => one.id === id))
  await timed('a start: two weeks of each station', () => watch.prepare(stations, new Set()))
  await timed('a look, all usual', () => watch.look(stations))
  const heard = stations.map(({ id }) => ({ station: id, atMs: nowMs, value: 500, quantity: null, flags: 0 }))
  const taken = take(heard, () => 'gamma-dose-rate', nowMs)
  await store.write(taken.readings)
  watch.heard(taken)
  await timed('a look, all raised', () => watch.look(stations))
  await timed('a server that follows, all raised', () => watch.follow(stations))
} finally {
  await store.close()
  rmSync(folder, { recursive: true })
}
