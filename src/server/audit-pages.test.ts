import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { instantOf, silentLog, type ActorId, type Instant } from '#base'
import { memoryLedger, type KeptLedger, type NewFact } from '#ledger'
import { auditKindOf } from '#people'
import { auditFrom, auditPage, mostLookedAt, type AuditFilter } from './audit-pages.ts'
import { verifiedHead } from './verified-head.ts'

const begin = Date.parse('2026-11-22T00:00:00.000Z')
const people = ['person-a', 'person-b', 'person-c'] as const
/** A fact every second, not quite in order, by one of three; the stream says of which kind it is. */
const factAt = (i: number): NewFact => ({
  stream: ['people', 'sessions', 'alert:x', 'siren:y'][i % 4]!,
  at: instantOf(begin + i * 1_000 + (i % 5 === 0 ? 1_700 : 0)),
  ...{ by: people[i % 3] as unknown as ActorId, mode: 'drill', type: `happened-${i % 7}` },
  data: i % 11 === 0 ? { person: 'person-c' } : { count: i },
})
async function ledgerOf(count: number): Promise<KeptLedger> {
  const ledger = memoryLedger({ log: silentLog })
  for (let i = 0; i < count; i += 1_000)
    await ledger.append({
      facts: Array.from({ length: Math.min(1_000, count - i) }, (_, j) => factAt(i + j)),
      expected: {},
    })
  return ledger
}
const allOf = async (ledger: KeptLedger, filter: AuditFilter, limit: number) => {
  const seqs: number[] = []
  let before: number | null | undefined
  let asked = 0
  while (before !== null) {
    const page = await auditPage(ledger, filter, { before: before ?? undefined, limit })
    assert.ok(page.found.length <= limit)
    seqs.push(...page.found.map(({ record }) => record.seq as number))
    before = page.before
    asked++
  }
  return { seqs, asked }
}

describe('the audit', () => {
  test('finds by any filter what a look at every fact finds, once each, newest first, whatever the page', async () => {
    const count = 1_700
    const ledger = await ledgerOf(count)
    const facts = await ledger.read(0 as never, count)
    const instant = fc.integer({ min: -5, max: count + 5 }).map((i) => instantOf(begin + i * 1_000))
    const filters = fc.record(
      {
        person: fc.constantFrom(...people, 'person-nobody', 'person'),
        kind: fc.constantFrom('rights', 'signing-in', 'alerts', 'machines', 'data'),
        from: instant,
        to: instant,
      },
      { requiredKeys: [] },
    ) as fc.Arbitrary<AuditFilter>
    await fc.assert(
      fc.asyncProperty(filters, fc.integer({ min: 1, max: 500 }), async (filter, limit) => {
        const { person, kind, from = '' as Instant, to = '9' as Instant } = filter
        const fits = facts
          .filter(
            (fact) =>
              (person === undefined || fact.by === person || fact.data['person'] === person) &&
              (kind === undefined || auditKindOf(fact) === kind) &&
              fact.at >= from &&
              fact.at < to,
          )
          .map(({ seq }) => seq as number)
        assert.deepEqual((await allOf(ledger, filter, limit)).seqs, fits.toReversed())
        const exported: number[] = []
        for await (const some of auditFrom(ledger, filter)) exported.push(...some.map(({ fact }) => fact.seq))
        assert.deepEqual(exported, fits)
      }),
      { numRuns: 60 },
    )
  })

  test('looks at a bounded number of facts for one answer, and says where to go on', async () => {
    const count = mostLookedAt + 3_000
    const ledger = await ledgerOf(count)
    let read = 0
    const counted = {
      head: () => ledger.head(),
      async records(...asked: Parameters<KeptLedger['records']>) {
        const records = await ledger.records(...asked)
        read += records.length
        return records
      },
    }
    const first = await auditPage(counted, { person: 'person-nobody' }, { limit: 100 })
    assert.deepEqual([first.found.length, first.before], [0, 3_001])
    assert.equal(read, mostLookedAt)
    const second = await auditPage(
      counted,
      { person: 'person-nobody' },
      { before: first.before!, limit: 100 },
    )
    assert.equal(second.before, null)
    read = 0
    await auditPage(counted, {}, { limit: 100 })
    assert.equal(read, 100, 'without a filter no more than is shown')
  })

  test('verifies the chain a little further at each question, and names the first fact that was altered', async () => {
    const ledger = await ledgerOf(12_000)
    const altered = 11_500
    let broken = 'no'
    const verified = verifiedHead({
      head: () => ledger.head(),
      async records(...asked) {
        const records = await ledger.records(...asked)
        return records.map((record) =>
          broken === 'yes' && record.seq === altered
            ? { ...record, text: record.text.replace('drill', 'live') }
            : record,
        )
      },
    })
    const first = await verified()
    assert.deepEqual([first.seq, first.damage], [10_000, null])
    broken = 'yes'
    const second = await verified()
    assert.equal(second.seq, altered - 1)
    assert.equal(second.damage?.at, altered)
    assert.match(second.damage?.why ?? '', /hash/)
    const whole = verifiedHead(ledger)
    await whole()
    assert.deepEqual(await whole(), { ...(await ledger.head()), damage: null })
  })
})
