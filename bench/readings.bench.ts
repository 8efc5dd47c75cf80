/** A minute of 100,000 readings from 1,739 stations: written as batches and folded, beside a row for each reading, in SQLite; and how long the thread is held. */
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as wait } from 'node:timers/promises'
import { hour, minute, second } from '#base'
import { readingStoreOver, type Reading, type StationId } from '#sites'
import { openSqliteReadingRows } from '../src/sites/reading-rows.sqlite.ts'

const start = Date.parse('2026-11-23T00:00:00Z')
const [stations, aMinute, minutes] = [1_739, 100_000, 3]
const ids = Array.from({ length: stations }, (_, n) => String(n).padStart(9, '0') as StationId)

/** What comes in one second. */
function inSecond(n: number): readonly Reading[] {
  const count = Math.round(aMinute / 60)
  return Array.from({ length: count }, (_, i) => {
    const k = n * count + i
    return {
      ...{ station: ids[k % stations]!, atMs: start + n * second + (i % 1_000), flags: 0 },
      value: 90 + ((k * 7_919) % 1_000) / 100,
    }
  })
}

const folder = mkdtempSync(join(tmpdir(), 'tocsin-readings-bench-'))
const sizeOf = (name: string) => statSync(join(folder, name)).size / 2 ** 20
const seconds = minutes * 60
const all = minutes * aMinute

async function timed(
  name: string,
  write: (readings: readonly Reading[]) => Promise<void> | void,
  finish: () => Promise<void> | void = () => {},
) {
  const times: number[] = []
  const held = monitorEventLoopDelay({ resolution: 1 })
  held.enable()
  await wait(50)
  held.reset()
  const cpu = process.cpuUsage()
  for (let n = 0; n < seconds; n++) {
    const readings = inSecond(n)
    const begun = performance.now()
    await write(readings)
    times.push(performance.now() - begun)
    // A server does other things between two seconds’ readings; what holds it up is seen here.
    await wait(5)
  }
  const last = performance.now()
  await finish()
  const finished = performance.now() - last
  await wait(5)
  held.disable()
  const { user, system } = process.cpuUsage(cpu)
  times.sort((a, b) => a - b)
  const total = times.reduce((a, b) => a + b, 0)
  console.log(
    `${name}: ${((all / total) * 1_000).toFixed(0)} readings a second, CPU ${((user + system) / 1_000 / minutes).toFixed(0)} ms a minute of readings; a second’s write median ${times[seconds >> 1]!.toFixed(1)} ms, longest ${times.at(-1)!.toFixed(0)} ms; the rest folded in ${finished.toFixed(0)} ms`,
  )
  console.log(
    `  the thread was held for ${(held.max / 1e6).toFixed(0)} ms at most, ${(held.percentile(99) / 1e6).toFixed(0)} ms at the 99th percentile`,
  )
}

try {
  const rows = openSqliteReadingRows(join(folder, 'blocks.sqlite'))
  const store = readingStoreOver(rows)
  await timed(
    'a row for each station and hour',
    (readings) => store.write(readings),
    () => store.fold(),
  )
  const begun = performance.now()
  const chart = await store.rollups(ids[7]!, '10min', start, start + hour)
  const read = performance.now() - begun
  await store.close()

  const db = new DatabaseSync(join(folder, 'plain.sqlite'))
  db.exec(`pragma journal_mode = wal; pragma synchronous = full;
    create table readings (station text not null, at integer not null, value real not null, flags integer not null,
      primary key (station, at)) strict, without rowid`)
  const put = db.prepare('insert or replace into readings values (?, ?, ?, ?)')
  await timed('a row for each reading', (readings) => {
    db.exec('begin immediate')
    for (const { station, atMs, value, flags } of readings) put.run(station, atMs, value, flags)
    db.exec('commit')
  })
  const plainBegun = performance.now()
  db.prepare(
    'select at / ? as step, min(value), avg(value), max(value), count(*) from readings where station = ? and at between ? and ? group by step',
  ).all(10 * minute, ids[7]!, start, start + hour)
  const plainRead = performance.now() - plainBegun
  db.close()
  console.log(
    `on the disk: ${sizeOf('blocks.sqlite').toFixed(1)} MiB with roll-ups, ${sizeOf('plain.sqlite').toFixed(1)} MiB without; ` +
      `a chart of ${chart.length} steps: ${read.toFixed(1)} ms, ${plainRead.toFixed(1)} ms`,
  )
} finally {
  rmSync(folder, { recursive: true })
}
