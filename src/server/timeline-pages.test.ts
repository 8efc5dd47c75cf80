import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { plus, type ActorId, type AlertId, type Instant, type JsonObject, type Mode } from '#base'
import { LedgerDamaged, memoryLedger, type Fact, type FactRecord, type NewFact } from '#ledger'
import { entryOf, type Names } from './timeline-entry.ts'
import { alertsIn, groupOf, groupOfStreamNamed, timelineGroups } from './timeline-kinds.ts'
import { spanOf, timelineFrom, timelinePage, type TimelineFilter } from './timeline-pages.ts'

const begins = '2025-11-01T21:00:00.000Z' as Instant
const groups = new Set(timelineGroups)
const kinds: readonly (readonly [stream: string, type: string, data?: JsonObject])[] = [
  ['alert:one', 'expiry-flagged'],
  ['alert:two', 'expiry-flagged'],
  ['reach:one', 'attempt-resent', { attempt: 'one.1/siren/a' }],
  ['siren:tower', 'siren-escalated', { siren: 'tower', notice: 'one.2e', status: 'silent' }],
  ['message:abc', 'report-drafted', { alert: 'two' }],
  ['second-person:one', 'approval-escalated', { alert: 'one', called: ['taras'] }],
  // Who is called about people's rights, and what is the audit's.
  ['second-person:proposal-7', 'approval-escalated', { proposal: 'proposal-7' }],
  ['people', 'person-added'],
  ['sessions', 'session-started'],
  ['areas', 'areas-imported', { files: ['x'] }],
  // One stream, three groups; and who holds a record stands in none.
  ['damage', 'observation-made', { area: 'x' }],
  ['damage', 'observation-locked', { observation: 'x' }],
  ['damage', 'outage-opened', { area: 'x' }],
  ['damage', 'remnant-area-kept', { area: 'x' }],
]
const modes: readonly Mode[] = ['live', 'drill', 'test']

async function ledgerOf(facts: readonly NewFact[], records: FactRecord[] = []) {
  const ledger = memoryLedger({ records })
  const written = await ledger.append({ facts, expected: {} })
  assert.ok(written.ok)
  return ledger
}
const factAt = (seconds: number, which: number, mode: Mode = 'drill'): NewFact => {
  const [stream, type, data = {}] = kinds[which % kinds.length]!
  return { stream, type, data, mode, at: plus(begins, seconds * 1_000), by: 'olena' as ActorId }
}

describe('the timeline of a ledger', () => {
  test('in pages of any size is what is found by looking at every fact', async () => {
    const facts = fc.array(
      fc.record({
        gap: fc.integer({ min: 0, max: 4_000 }),
        // Times are taken before facts are written.
        early: fc.integer({ min: 0, max: 20 }),
        which: fc.nat({ max: kinds.length - 1 }),
        mode: fc.constantFrom(...modes),
      }),
      { minLength: 1, maxLength: 60 },
    )
    const seconds = fc.option(fc.integer({ min: 0, max: 100_000 }), { nil: undefined })
    const asked = fc.record({
      ...{ from: seconds, to: seconds, limit: fc.integer({ min: 1, max: 20 }) },
      alert: fc.constantFrom(undefined, 'one', 'two'),
      mode: fc.constantFrom(undefined, ...modes),
      kinds: fc.constantFrom(
        ...[undefined, ['alerts'], ['siren-escalated', 'reach'], ['expiry-flagged']],
        ...[['damage'], ['outages', 'remnant-area-kept']],
      ),
    })
    await fc.assert(
      fc.asyncProperty(facts, asked, async (raw, { from, to, limit, ...more }) => {
        let seconds = 0
        const ledger = await ledgerOf(
          raw.map(({ gap, early, which, mode }) => factAt((seconds += gap) - early, which, mode)),
        )
        const instantOf = (of: number | undefined) =>
          of === undefined ? undefined : plus(begins, of * 1_000)
        const filter: TimelineFilter = {
          ...{ from: instantOf(from), to: instantOf(to), groups },
          ...(more as Pick<TimelineFilter, 'alert' | 'mode' | 'kinds'>),
        }
        const all = await ledger.read(0 as never, 1_000)
        const fits = (fact: Fact) => {
          const group = groupOf(fact)
          return (
            group !== undefined &&
            (filter.from === undefined || fact.at >= filter.from) &&
            (filter.to === undefined || fact.at < filter.to) &&
            (filter.mode ?? fact.mode) === fact.mode &&
            (filter.kinds === undefined ||
              filter.kinds.includes(group) ||
              filter.kinds.includes(fact.type)) &&
            (filter.alert === undefined || alertsIn(fact).includes(filter.alert))
          )
        }
        const span = await spanOf(ledger, filter)
        if (span === undefined) {
          const own = ['alert', 'reach', 'review', 'second-person'].map((name) => `${name}:${filter.alert}`)
          return assert.ok(!all.some(({ stream }) => own.includes(stream)))
        }
        const found: Fact[] = []
        for (let after: number | null = span.after; after !== null;) {
          const page: Awaited<ReturnType<typeof timelinePage>> = await timelinePage(ledger, filter, {
            ...{ after, until: span.until, limit },
          })
          found.push(...page.facts)
          after = page.next
        }
        // What names an alert long before its beginning or after its end is not looked for.
        const [first, last] = [span.after, span.until]
        const expected = all.filter((fact) => fits(fact) && fact.seq > first && fact.seq <= last)
        assert.deepEqual(
          found.map(({ seq }) => seq),
          expected.map(({ seq }) => seq),
        )
        if (filter.alert === undefined)
          assert.deepEqual(
            expected.map(({ seq }) => seq),
            all.filter(fits).map(({ seq }) => seq),
            'the span leaves nothing out',
          )
        const whole: Fact[] = []
        for await (const some of timelineFrom(ledger, filter, span)) whole.push(...some)
        assert.deepEqual(whole, found)
      }),
      { numRuns: 150 },
    )
  })

  test('looks at a bounded number of facts for one answer, and says where to go on', async () => {
    const ledger = await ledgerOf(
      Array.from({ length: 20_000 }, (_, n) => factAt(n, n % 5_000 === 4_999 ? 9 : 0)),
    )
    const filter = { kinds: ['areas'], groups }
    const pages: (readonly [number, number | null])[] = []
    for (let after: number | null = 0; after !== null;) {
      const page: Awaited<ReturnType<typeof timelinePage>> = await timelinePage(ledger, filter, {
        ...{ after, until: 20_000, limit: 100 },
      })
      pages.push([page.facts.length, page.next])
      after = page.next
    }
    assert.deepEqual(pages, [
      [1, 8_000],
      [2, 16_000],
      [1, null],
    ])
  })

  test('is not told out of facts that are not as they were written', async () => {
    const records: FactRecord[] = []
    const ledger = await ledgerOf([factAt(0, 0), factAt(60, 2)], records)
    records[1] = { ...records[1]!, text: records[1]!.text.replace('one.1', 'one.9') }
    const page = timelinePage(ledger, { groups }, { after: 0, until: 2, limit: 10 })
    await assert.rejects(page, LedgerDamaged)
  })

  test('of one alert begins with its first fact, and ends an hour after its last', async () => {
    const ledger = await ledgerOf([
      ...[factAt(0, 1), factAt(600, 0), factAt(700, 2)],
      // Thirty minutes after its last fact, and two hours after.
      ...[factAt(700 + 1_800, 3), factAt(700 + 7_200, 3)],
    ])
    const filter = { alert: 'one' as AlertId, groups }
    const span = await spanOf(ledger, filter)
    const { facts } = await timelinePage(ledger, filter, { ...span!, limit: 10 })
    assert.deepEqual(
      facts.map(({ seq }) => seq),
      [2, 3, 4],
    )
    assert.equal(await spanOf(ledger, { alert: 'three' as AlertId, groups }), undefined)
  })
})

describe('an entry of the timeline', () => {
  const names: Names = {
    personOf: (id) =>
      id === 'olena' || id === 'gone' ? { kind: 'human' } : id === 'app' ? { kind: 'machine' } : undefined,
    nameOf: (id) => ({ olena: 'Olena K.', app: 'The app' })[id as string],
    sourceOf: (id) => (id === 'source:hq' ? 'Headquarters' : undefined),
  }
  const entry = (which: number, more: Partial<Fact> = {}) =>
    entryOf({ ...factAt(0, which), seq: 1, version: 1, ...more } as Fact, names)

  test('names people as they are called now, machines as such, and those who were erased by their id alone', () => {
    const by = (id: string) => entry(0, { by: id as ActorId }).by
    assert.deepEqual(by('olena'), { id: 'olena', name: 'Olena K.', kind: 'human' })
    assert.deepEqual(by('gone'), { id: 'gone', name: null, kind: 'human' })
    assert.deepEqual(by('app'), { id: 'app', name: 'The app', kind: 'machine' })
    assert.deepEqual(by('system'), { id: 'system', name: null, kind: 'server' })
    assert.deepEqual(by('source:hq'), { id: 'source:hq', name: 'Headquarters', kind: 'machine' })
    assert.equal(by('nobody'), null)
    assert.deepEqual(entry(5).data['called'], [null])
  })

  test('leaves out what only machines need', () => {
    const order = { key: 'olena:1', digest: 'x' }
    const { data } = entry(0, { data: { renewBy: begins, order, contentHash: 'y' } })
    assert.deepEqual(data, { renewBy: begins })
    const counts = { targets: 2, confirmed: 1 }
    const channel = { channel: 'siren', counts, details: {}, uncovered: [], areas: [{ area: 'a', counts }] }
    const part = { uncovered: ['b'], channels: [channel] }
    const reach = entry(2, {
      type: 'reach-summarised',
      data: { revision: 1, latest: part, warned: part, ended: null },
    })
    const { areas: _, ...shown } = channel
    assert.deepEqual(reach.data['latest'], { uncovered: ['b'], channels: [shown] })
    const source = entry(9, {
      stream: 'source:x',
      type: 'source-changed',
      data: { settings: { address: 'http://in.house' } },
    })
    assert.deepEqual(source.data, {})
  })

  test('stands in the group of its stream, and of no other', () => {
    for (const stream of ['people', 'person:x', 'sessions', 'audit', 'webhook:x', 'bell:tower'])
      assert.equal(groupOfStreamNamed(stream), undefined, stream)
    assert.equal(groupOf({ stream: 'second-person:p', type: 'called', data: { proposal: 'p' } }), undefined)
  })
})
