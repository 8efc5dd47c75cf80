/**
 * How long a server that starts needs until it finds every subscriber by their places again, and how long it keeps others waiting
 * meanwhile. `npx node bench/push-index.bench.ts [--rows N]`: a table of N rows (1,000,000) in SQLite, on the shipped map.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { DatabaseSync } from 'node:sqlite'
import { parseArgs } from 'node:util'
import { buildHierarchy } from '#areas'
import { countingIds, silentLog } from '#base'
import { openSubscriptionBook } from '#channels'
import { readPack } from '../src/areas/pack.fs.ts'
import { systemClock } from '../src/base/clock.node.ts'
import { openSqlitePushTable } from '../src/channels/push/push-table.sqlite.ts'
import { chance } from '../test/support/chance.ts'

const { values } = parseArgs({ options: { rows: { type: 'string', default: '1000000' } } })
const rows = Number(values.rows)
const folder = mkdtempSync(join(tmpdir(), 'tocsin-push-index-'))
const file = join(folder, 'push.sqlite')
try {
  const pack = await readPack(join(import.meta.dirname, '..', 'packs', 'lipetsk', 'pack.json'))
  if (!pack.ok) throw new Error(pack.problem.code)
  const map = buildHierarchy(pack.value.areas)
  if (!map.ok) throw new Error(map.problem.code)
  const codes = [...map.value.all()].map(({ code }) => code)
  await openSqlitePushTable(file).close()
  fill(codes)
  const table = openSqlitePushTable(file)
  const delay = monitorEventLoopDelay({ resolution: 1 })
  const before = process.memoryUsage()
  const began = performance.now()
  const cpu = process.cpuUsage()
  delay.enable()
  const book = await openSubscriptionBook({
    ...{ table, clock: systemClock(), log: silentLog, ids: countingIds(), policy: { allowed: [] } },
    ...{ modes: ['drill', 'test'], hierarchy: () => map.value, newSecret: () => '' },
  })
  const openMs = performance.now() - began
  await book.ready()
  const readyMs = performance.now() - began
  delay.disable()
  const { user, system } = process.cpuUsage(cpu)
  const after = process.memoryUsage()
  const asked = performance.now()
  const found = book.inAreas([codes[1]!]).length
  console.log(
    [
      `load ${loadavg()
        .map((one) => one.toFixed(1))
        .join(' ')}, node ${process.version}`,
      `${book.size} rows (${Math.round(statSync(file).size / 1e6)} MB): the server goes on after ${openMs.toFixed(0)} ms, everybody is found after ${(readyMs / 1_000).toFixed(1)} s (CPU ${((user + system) / 1e6).toFixed(1)} s)`,
      `others waited meanwhile: p50 ${(delay.percentile(50) / 1e6).toFixed(0)} ms, p99 ${(delay.percentile(99) / 1e6).toFixed(0)} ms, longest ${(delay.max / 1e6).toFixed(0)} ms`,
      `memory: ${Math.round((after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers) / 1e6)} MB more; ${found} in one area found in ${(performance.now() - asked).toFixed(1)} ms, the first time`,
    ].join('\n'),
  )
  await table.close()
} finally {
  rmSync(folder, { recursive: true })
}

/** Half by area, half by a square in the region. */
function fill(codes: readonly string[]): void {
  const luck = chance('push index')
  const db = new DatabaseSync(file)
  const add = db.prepare(
    `insert into push_subscriptions (row, id, secret, endpoint, p256dh, auth, language, places, content, modes, state, created_at, proven_at)
     values (?, ?, 's', ?, 'p', 'a', 'uk', ?, 'full', 6, 'working', '2025-11-01T00:00:00.000Z', '2025-11-01T00:00:00.000Z')`,
  )
  db.exec('pragma synchronous = off; begin')
  for (let row = 0; row < rows; row++) {
    const place =
      row % 2 === 0
        ? codes[luck.between(1, codes.length - 1)]
        : [luck.between(3_780, 4_050), luck.between(5_190, 5_350)]
    add.run(row, `push-${row}`, `https://push.example/${row}`, JSON.stringify([place]))
  }
  db.exec('commit')
  db.close()
}
