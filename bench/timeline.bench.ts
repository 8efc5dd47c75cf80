/**
 * How long the timeline takes out of a year of 165,000 facts in SQLite: one night, one alert, what is rare over the whole
 * year, and a whole year as CSV. Alerts' facts are those that the product itself writes; the ledger was just written.
 * `node bench/timeline.bench.ts [--facts 165000] [--rounds 9]`
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { day, hour, minute, plus, silentLog, type AlertId, type Instant } from '#base'
import type { Fact, NewFact } from '#ledger'
import { openSqliteLedger } from '../src/ledger/ledger.sqlite.ts'
import { csvRow } from '../src/server/timeline-csv.ts'
import { entryOf } from '../src/server/timeline-entry.ts'
import { timelineGroups } from '../src/server/timeline-kinds.ts'
import { spanOf, timelineFrom, timelinePage, type TimelineFilter } from '../src/server/timeline-pages.ts'
import { olena, warning } from '../test/support/story.ts'
import { openStoryWorld } from '../test/support/story-world.ts'

const { values } = parseArgs({
  options: { facts: { type: 'string', default: '165000' }, rounds: { type: 'string', default: '9' } },
})
const wanted = Number(values.facts)
const rounds = Number(values.rounds)
const folder = mkdtempSync(join(tmpdir(), 'tocsin-bench-'))

/** The facts of one warning of the region's districts, from draft to all-clear. */
async function oneAlert(): Promise<readonly Fact[]> {
  const story = await openStoryWorld({})
  const red = warning('one', 'red')
  await olena.issues(red).for('Zadonsky', 'Terbunsky', 'Yelets', 'Dankovsky').act(story)
  await olena.renews(red).act(story)
  await olena.ends(red).act(story)
  const facts = (await story.system.ledger.read(0 as never, 100)).filter((fact) =>
    fact.stream.startsWith('alert:'),
  )
  await story.close()
  return facts
}

const begins = '2025-01-01T00:00:00.000Z' as Instant
const opened = await openSqliteLedger({ file: join(folder, 'ledger.sqlite'), log: silentLog })
if (!opened.ok) throw new Error(opened.problem.code)
const ledger = opened.value
const pattern = await oneAlert()
const alerts = Math.ceil(wanted / pattern.length)
const apart = (365 * day) / alerts
for (let batch: NewFact[] = [], n = 0; n < alerts; n++) {
  const stream = `alert:alert-${String(n).padStart(6, '0')}`
  for (const [step, { by, mode, type, data }] of pattern.entries())
    batch.push({ stream, at: plus(begins, Math.floor(n * apart + step * minute)), by, mode, type, data })
  if (batch.length < 1_500 && n < alerts - 1) continue
  const written = await ledger.append({ facts: batch, expected: {} })
  if (!written.ok) throw new Error(written.problem.code)
  batch = []
}
const { seq } = await ledger.head()
console.log(`${seq} facts of ${alerts} alerts, ${pattern.length} each`)

const groups = new Set(timelineGroups)
const names = { personOf: () => undefined, nameOf: () => undefined, sourceOf: () => undefined }
const around = { language: 'en' as never, timeZone: 'Europe/Moscow', namesOf: () => undefined }

async function timed(what: string, times: number, read: () => Promise<number>): Promise<void> {
  const took: number[] = []
  let found = 0
  for (let round = 0; round < times; round++) {
    const from = performance.now()
    found = await read()
    took.push(performance.now() - from)
  }
  const sorted = took.toSorted((a, b) => a - b)
  const ms = (value: number | undefined) => (value ?? 0).toFixed(1).padStart(9)
  console.log(
    `${what.padEnd(40)}${ms(sorted[sorted.length >> 1])} ms median ${ms(sorted.at(-1))} worst, ${found} entries`,
  )
}
const page = async (filter: TimelineFilter, limit: number, after = 0) => {
  const span = await spanOf(ledger, filter)
  if (span === undefined) return 0
  const { facts } = await timelinePage(ledger, filter, { ...span, after: Math.max(after, span.after), limit })
  JSON.stringify(facts.map((fact) => entryOf(fact, names)))
  return facts.length
}
const from = plus(begins, 200 * day)
const night = { from, to: plus(from, 12 * hour), groups }
await timed('one night, its first 200', rounds, () => page(night, 200))
await timed('one night, all of it', rounds, () => page(night, 10_000))
await timed('one alert', rounds, () =>
  page({ alert: `alert-${String(alerts >> 1).padStart(6, '0')}` as AlertId, groups }, 1_000),
)
await timed('what came after the last look', rounds, () => page({ groups }, 200, seq - 5))
await timed('of a year what is not there, one answer', rounds, () =>
  page({ kinds: ['alert-retracted'], groups }, 200),
)
await timed('a whole year as CSV', 1, async () => {
  let found = 0
  const span = await spanOf(ledger, { groups })
  for await (const facts of timelineFrom(ledger, { groups }, span!))
    for (const fact of facts) found += csvRow(entryOf(fact, names), fact, around).length > 0 ? 1 : 0
  return found
})
await ledger.close()
rmSync(folder, { recursive: true })
