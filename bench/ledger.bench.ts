/**
 * Durable facts a second on both engines, alone and with 64 writers, beside a bare loop of write and fsync on the same disk
 * in the same run; and how long a large ledger takes to open, with a checked snapshot and without.
 * `node bench/ledger.bench.ts [--facts 1000000] [--seconds 3] [--folder DIR]`
 */
import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { silentLog, type ActorId, type Instant, type Json } from '#base'
import { beginning, loadSnapshot, saveSnapshot, sealFact, genesis, verifyLedger } from '#ledger'
import type { Fact, KeptLedger, NewFact, Seq } from '#ledger'
import { openSqliteShelf } from '../src/base/shelf.sqlite.ts'
import { openPostgresLedger } from '../src/ledger/ledger.postgres.ts'
import { openSqliteLedger } from '../src/ledger/ledger.sqlite.ts'
import { absent } from '../test/support/absent.ts'
import { startOwnPostgres } from '../test/support/postgres.node.ts'

const { values } = parseArgs({
  options: {
    facts: { type: 'string', default: '1000000' },
    seconds: { type: 'string', default: '3' },
    folder: { type: 'string', default: tmpdir() },
  },
})
const facts = Number(values.facts)
const seconds = Number(values.seconds)
const folder = mkdtempSync(join(values.folder, 'tocsin-bench-'))

/** An alert's fact of about the size the product writes: some 450 bytes of text; thirty facts an alert. */
function factOf(n: number): NewFact {
  return {
    stream: `alert:${String(Math.floor(n / 30)).padStart(9, '0')}`,
    at: '2025-11-02T00:37:00.000Z' as Instant,
    by: 'person-01hf3x' as ActorId,
    mode: 'drill',
    type: 'alert-raised',
    data: {
      areas: ['RU-LIP:zadonsky', 'RU-LIP:terbunsky', 'RU-LIP:khlevensky'],
      level: 'red',
      threat: 'drone',
      text: 'Red level: drone attack threat. Go indoors, keep away from windows. '.repeat(3),
      n,
    },
  }
}

const bytes = Buffer.from(sealFact(factOf(1), 1 as Seq, 1, genesis).record.text)

async function perSecond(act: () => Promise<number>): Promise<number> {
  const started = performance.now()
  let done = 0
  while (performance.now() - started < seconds * 1_000) done += await act()
  return done / ((performance.now() - started) / 1_000)
}

async function opened<Kept>(opening: Promise<{ ok: true; value: Kept } | { ok: false; problem: unknown }>) {
  const result = await opening
  if (!result.ok) throw new Error(JSON.stringify(result.problem))
  return result.value
}

let n = 0
async function writeOne(ledger: KeptLedger): Promise<number> {
  const written = await ledger.append({ facts: [factOf(n++)], expected: {} })
  if (!written.ok) throw new Error(JSON.stringify(written.problem))
  return 1
}

async function withWriters(ledger: KeptLedger, writers: number): Promise<number> {
  const rates = await Promise.all(Array.from({ length: writers }, () => perSecond(() => writeOne(ledger))))
  return rates.reduce((sum, rate) => sum + rate)
}

const rows: (readonly [what: string, figure: string, ratio: string])[] = []
const rate = (value: number) => `${Math.round(value).toLocaleString('en')}/s`
const time = (milliseconds: number) =>
  milliseconds < 1_000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1_000).toFixed(1)} s`

try {
  const bare = openSync(join(folder, 'bare'), 'w')
  const fsyncs = await perSecond(async () => {
    writeSync(bare, bytes)
    fsyncSync(bare)
    return 1
  })
  closeSync(bare)
  rows.push(['bare loop: write and fsync, one fact each', rate(fsyncs), '1.00'])
  const compare = (what: string, value: number) => rows.push([what, rate(value), (value / fsyncs).toFixed(2)])

  let seals = 0
  compare(
    'sealing alone (no disk)',
    await perSecond(async () => {
      for (let i = 0; i < 1_000; i++) sealFact(factOf(seals++), 1 as Seq, 1, genesis)
      return 1_000
    }),
  )

  const sqlite = await opened(openSqliteLedger({ file: join(folder, 'rate.sqlite'), log: silentLog }))
  compare('SQLite, one writer', await withWriters(sqlite, 1))
  compare('SQLite, 64 writers', await withWriters(sqlite, 64))
  await sqlite.close()

  const why = absent('postgres')
  if (why) rows.push(['PostgreSQL', `not measured: ${why}`, ''])
  else {
    const database = await startOwnPostgres({ survives: 'power-loss' })
    const postgres = await opened(openPostgresLedger({ url: database.url, log: silentLog }))
    compare('PostgreSQL, one writer', await withWriters(postgres, 1))
    compare('PostgreSQL, 64 writers', await withWriters(postgres, 64))
    await postgres.close()
    await database.stop()
  }

  await openings()
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]!.length)))
  console.log(`\nFacts of ${bytes.length} bytes; ratio: to the bare loop.\n`)
  for (const [what, figure, ratio] of rows)
    console.log(`${what.padEnd(widths[0]!)}  ${figure.padStart(widths[1]!)}  ${ratio.padStart(6)}`)
} finally {
  rmSync(folder, { recursive: true })
}

/** The state a server would keep: how far each of the last alerts has come. */
function follower(ledger: KeptLedger, state: Map<string, number>, after: Seq) {
  return ledger.follow(after, (page: readonly Fact[]) => {
    for (const { stream, version } of page) state.set(stream, version)
  })
}

async function openings(): Promise<void> {
  const file = join(folder, 'large.sqlite')
  const shelfFile = join(folder, 'shelf.sqlite')
  const count = facts.toLocaleString('en')
  const tail = Math.min(1_000, facts)
  const building = performance.now()
  let ledger = await opened(openSqliteLedger({ file, log: silentLog }))
  for (let done = 0; done < facts;) {
    const size = Math.min(2_000, facts - done)
    const page = Array.from({ length: size }, (_, i) => factOf(done + i))
    const written = await ledger.append({ facts: page, expected: {} })
    if (!written.ok) throw new Error(JSON.stringify(written.problem))
    done += size
  }
  rows.push([`writing ${count} facts, 2,000 a commit`, time(performance.now() - building), ''])
  const state = new Map<string, number>()
  const [at] = facts > tail ? await ledger.records((facts - tail - 1) as Seq, 1) : []
  if (at) {
    for (let i = 0; i < at.seq; i += 30) state.set(factOf(i).stream, 30)
    const shelf = openSqliteShelf({ file: shelfFile })
    const json: Json = Object.fromEntries(state)
    await saveSnapshot(shelf, { name: 'bench', shape: 1, seq: at.seq, hash: at.hash, state: json })
    await shelf.close()
  }
  await ledger.close()

  let started = performance.now()
  ledger = await opened(openSqliteLedger({ file, log: silentLog }))
  rows.push([
    `opening ${count} facts: file and end of the chain checked`,
    time(performance.now() - started),
    '',
  ])
  const shelf = openSqliteShelf({ file: shelfFile })
  const loaded = await loadSnapshot(shelf, ledger, { name: 'bench', shape: 1 })
  if (loaded.found) {
    const served = new Map(Object.entries(loaded.snapshot.state as { [stream: string]: number }))
    const catching = follower(ledger, served, loaded.snapshot.seq)
    await catching.caughtUp()
    rows.push([
      `  … to serving from a checked snapshot, ${tail.toLocaleString('en')} facts behind`,
      time(performance.now() - started),
      '',
    ])
    await catching.close()
  }
  await shelf.close()
  await ledger.close()

  started = performance.now()
  ledger = await opened(openSqliteLedger({ file, log: silentLog }))
  const reading = follower(ledger, new Map(), beginning)
  await reading.caughtUp()
  rows.push([
    '  … to serving without a snapshot, every fact read and checked',
    time(performance.now() - started),
    '',
  ])
  await reading.close()

  started = performance.now()
  const verified = await verifyLedger(ledger)
  rows.push([
    verified.intact ? '  … verified from end to end' : '  … NOT INTACT',
    time(performance.now() - started),
    '',
  ])
  await ledger.close()
  rows.push(['memory at the end (rss)', `${Math.round(process.memoryUsage.rss() / 1e6)} MB`, ''])
  rows.push(['size of the file', `${Math.round(statSync(file).size / 1e6)} MB`, ''])
}
