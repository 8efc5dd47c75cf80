/** What it costs to ask the audit of a ledger of 200,000 facts: `npx node bench/audit.bench.ts [facts]`. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { instantOf, silentLog, type ActorId, type Json, type JsonObject } from '#base'
import type { NewFact } from '#ledger'
import { openSqliteLedger } from '../src/ledger/ledger.sqlite.ts'
import { auditFrom, auditPage, type AuditFilter } from '../src/server/audit-pages.ts'
import { verifiedHead } from '../src/server/verified-head.ts'

const count = Number(process.argv[2] ?? 200_000)
const folder = mkdtempSync(join(tmpdir(), 'tocsin-audit-'))
const opened = await openSqliteLedger({ file: join(folder, 'ledger.sqlite'), log: silentLog })
if (!opened.ok) throw new Error(opened.problem.code)
const ledger = opened.value

// As in service: sessions, readings, and alerts that carry all they say.
const areas = Array.from({ length: 7 }, (_, i) => ({
  code: `gn:${i}`,
  names: { en: `District ${i}`, ru: `Район ${i}` },
}))
const content = {
  threat: 'drone',
  level: 'red',
  areas,
  wording: { texts: { en: { '360': 'Stay indoors. '.repeat(20) } } },
}
const begin = Date.parse('2025-11-22T00:00:00.000Z')
const factAt = (i: number): NewFact => {
  const who = `person-${String(i % 40).padStart(4, '0')}`
  const [stream, type, data] = (
    [
      ['sessions', 'session-started', { session: `s-${i}`, person: who, method: 'passkey', screen: 'own' }],
      ['audit', 'sensitive-read', { what: 'people', times: 1 }],
      [`alert:a-${i}`, 'alert-issued', { content, revision: 1 }],
      ['sessions', 'session-ended', { session: `s-${i}`, person: who, why: 'idle' }],
    ] as const
  )[i % 4]!
  const by = (i === 5_000 ? 'person-rare' : who) as ActorId
  const at = instantOf(begin + i * 60_000)
  return {
    stream,
    type,
    by,
    at,
    mode: 'drill',
    via: `session:s-${i}`,
    data: data as unknown as JsonObject as Json as JsonObject,
  }
}
for (let i = 0; i < count; i += 2_000)
  await ledger.append({
    facts: Array.from({ length: Math.min(2_000, count - i) }, (_, j) => factAt(i + j)),
    expected: {},
  })

async function timed<Value>(what: string, act: () => Promise<Value>): Promise<Value> {
  const started = performance.now()
  const value = await act()
  console.log(`${what.padEnd(64)} ${(performance.now() - started).toFixed(1).padStart(9)} ms`)
  return value
}
const page = (filter: AuditFilter, before?: number) => auditPage(ledger, filter, { before, limit: 100 })
console.log(`${count} facts, ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB`)
for (const again of ['first', 'again']) {
  await timed(`the newest 100 (${again})`, () => page({}))
  await timed(`the newest 100 of one of forty people (${again})`, () => page({ person: 'person-0007' }))
  await timed(`the newest 100 alerts (${again})`, () => page({ kind: 'alerts' }))
  await timed(`100 of half a year ago, by time (${again})`, () =>
    page({ to: instantOf(begin + (count / 2) * 60_000) }),
  )
}
await timed('one answer that finds nothing: the most that is looked at', () =>
  page({ person: 'person-nobody' }),
)
await timed('the same by kind, every fact read', () => page({ kind: 'data' }))
let asked = 0
await timed('the only fact of somebody, near the beginning, page by page', async () => {
  for (let before: number | null | undefined; before !== null; asked++) {
    const { found, before: next } = await page({ person: 'person-rare' }, before)
    before = found.length > 0 ? null : next
  }
})
console.log(`  (in ${asked} answers)`)
const verified = verifiedHead(ledger)
await timed('the part of the chain that one answer verifies', verified)
let lines = 0
await timed('everything, as for a file', async () => {
  for await (const some of auditFrom(ledger, {})) lines += some.length
})
console.log(`${lines} facts, ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB`)
await ledger.close()
rmSync(folder, { recursive: true })
