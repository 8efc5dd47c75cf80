/** Recorded history through the whole system, beside the least that any keeper of the same facts must do: write each as JSON and chain SHA-256. */
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { silentLog } from '#base'
import { memoryLedger, type Fact, type Seq } from '#ledger'
import { importPaths } from '../src/areas/pack.fs.ts'
import { readHistory } from '../src/cli/replay/history.ts'
import { replay } from '../src/cli/replay/replay.ts'
import { openSqliteLedger } from '../src/ledger/ledger.sqlite.ts'

const shared = fileURLToPath(new URL('../../shared/', import.meta.url))
const [file] = globSync(join(shared, 'history/ukraine-alerts-*.csv.gz'))
if (file === undefined || !existsSync(file)) {
  console.log('nothing measured: the recorded history in ../shared is not there')
  process.exit(0)
}
const history = readHistory(gunzipSync(readFileSync(file)).toString('utf8'))
const areas = await importPaths(
  globSync(
    join(
      shared,
      'areas/{katotth-*.csv,ukraine-oblasts.geojson,ukraine-raions.geojson,ukraine-hromadas.geojson}.gz',
    ),
  ),
  [],
)
if (!areas.ok) throw new Error(areas.problem.code)
const loaded = areas.value.areas
const stopwatch = () => performance.now()
const cpu = () => process.cpuUsage().user / 1e6

console.log(
  `${'keeper'.padEnd(26)} ${'rows'.padStart(7)} ${'facts'.padStart(8)} ${'seconds'.padStart(8)} ${'cpu s'.padStart(7)} ${'facts/s'.padStart(8)} violations`,
)
const row = (name: string, rows: number, facts: number, seconds: number, used: number, violations: string) =>
  console.log(
    `${name.padEnd(26)} ${String(rows).padStart(7)} ${String(facts).padStart(8)} ${seconds.toFixed(1).padStart(8)} ${used.toFixed(1).padStart(7)} ${String(Math.round(facts / seconds)).padStart(8)} ${violations}`,
  )

const ledger = memoryLedger({ log: silentLog })
let before = cpu()
const inMemory = await replay({ history, areas: loaded, log: silentLog, stopwatch, ledger })
row(
  'whole system, in memory',
  inMemory.alerts,
  inMemory.facts,
  inMemory.seconds,
  cpu() - before,
  String(inMemory.violations),
)

const facts: Fact[] = []
for (let at = 0 as Seq; ;) {
  const page = await ledger.read(at, 5_000)
  if (page.length === 0) break
  facts.push(...page)
  at = (page.at(-1) as Fact).seq
}
before = cpu()
const began = performance.now()
let hash = '0'.repeat(64)
for (const fact of facts)
  hash = createHash('sha256')
    .update(hash + JSON.stringify(fact))
    .digest('hex')
row(
  'JSON and SHA-256 alone',
  inMemory.alerts,
  facts.length,
  (performance.now() - began) / 1_000,
  cpu() - before,
  '',
)

if (process.argv.includes('--sqlite')) {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-replay-'))
  const kept = await openSqliteLedger({ file: join(folder, 'ledger.sqlite'), log: silentLog })
  if (!kept.ok) throw new Error(kept.problem.code)
  before = cpu()
  const onDisk = await replay({ history, areas: loaded, log: silentLog, stopwatch, ledger: kept.value })
  row(
    'whole system, SQLite',
    onDisk.alerts,
    onDisk.facts,
    onDisk.seconds,
    cpu() - before,
    String(onDisk.violations),
  )
  await kept.value.close()
  rmSync(folder, { recursive: true, force: true })
}
