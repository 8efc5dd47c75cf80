import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { silentLog, type ActorId, type Instant } from '#base'
import { memoryLedger, verifyLedger, type Fact, type FactRecord } from '#ledger'
import {
  changedFacts,
  doneTwice,
  endedBy,
  lostFacts,
  soundedTwice,
  streamFlaws,
  wronglySent,
  type HeardEvent,
  type KnownAtDeath,
  type Told,
} from './crash-checks.ts'

const at = '2025-11-01T21:37:00.000Z' as Instant

/** Two alerts: one issued and cleared, the other issued; each by its own order. */
async function night() {
  const ledger = memoryLedger({ log: silentLog })
  const write = async (type: string, alert: string, key: string, data: object) => {
    const fact = { stream: `alert:${alert}`, type, at, by: 'olena' as ActorId, mode: 'drill' as const }
    const order = { key, digest: 'x' }
    const written = await ledger.append({ facts: [{ ...fact, data: { ...data, order } }], expected: {} })
    assert.ok(written.ok)
    return written.value[0]!
  }
  const areas = [{ code: 'o', names: {}, shape: null }]
  const wording = { texts: {}, missing: [] }
  const content = { areas, wording, step: {}, issuer: {}, channels: 'all' }
  const published = (revision: number, kind: string) => ({
    ...{ revision, since: at, renewBy: at, content, told: [{ kind, areas, loudFor: [], wording }] },
  })
  const facts = [
    await write('alert-issued', 'a', 'issue-a', published(1, 'warning')),
    await write('alert-cleared', 'a', 'clear-a', published(2, 'all-clear')),
    await write('alert-issued', 'b', 'issue-b', published(1, 'warning')),
  ]
  return { ledger, facts, bySeq: new Map(facts.map((fact) => [fact.seq as number, fact])) }
}

const acknowledged = [
  { key: 'issue-a', alert: 'a', seq: 1 },
  { key: 'clear-a', alert: 'a', seq: 2 },
]
const sent = (life: number, attempt: string, kind: Told['kind']): Told => ({
  ...{ life, attempt, kind },
  alert: attempt.split('.')[0] as string,
})
const death: KnownAtDeath = {
  life: 1,
  confirmed: new Set(['b.1/webhook/w']),
  ended: new Set(['a']),
}

describe('the checks of a killed server', () => {
  test('find a lost fact, one in another’s place, and nothing where all is there', async () => {
    const { bySeq } = await night()
    assert.deepEqual(lostFacts(acknowledged, bySeq), [])
    const dropped = new Map(bySeq)
    dropped.delete(2)
    assert.match(
      lostFacts(acknowledged, dropped).join(),
      /fact 2 \(order clear-a\) was acknowledged and is not/,
    )
    const swapped = new Map(bySeq).set(2, bySeq.get(3)!)
    assert.match(lostFacts(acknowledged, swapped).join(), /is issue-b of alert:b/)
  })

  test('find a fact that was rewritten, and a chain that was', async () => {
    const { ledger, facts, bySeq } = await night()
    assert.deepEqual(changedFacts(bySeq, facts), [])
    const forged = { ...facts[1]!, hash: facts[0]!.hash } as Fact
    assert.deepEqual(changedFacts(bySeq, [forged]), ['fact 2 is another than before'])
    const records = await ledger.records(0 as never, 10)
    const bent = records.map((it) => ({ ...it, text: it.text.replace('issue-a', 'issue-x') }))
    const keeps = (some: readonly FactRecord[]) => ({
      head: () => ledger.head(),
      records: async (after: number, limit: number) => some.slice(after, after + limit),
    })
    assert.equal((await verifyLedger(keeps(records))).intact, true)
    assert.equal((await verifyLedger(keeps(bent))).intact, false)
    assert.equal((await verifyLedger(keeps(records.slice(0, 2)))).intact, false)
  })

  test('find an order that was carried out twice', async () => {
    const { facts } = await night()
    assert.deepEqual(doneTwice(facts), [])
    assert.deepEqual(doneTwice([...facts, { ...facts[0]!, seq: 9 } as Fact]), [
      'order issue-a was carried out twice, by facts 1 and 9',
    ])
  })

  test('find what was sent again although it was confirmed, and let what was not known go again', () => {
    const again = [sent(1, 'b.1/webhook/w', 'warning'), sent(2, 'b.1/webhook/w', 'warning')]
    assert.deepEqual(wronglySent(again, [death]), [
      'b.1/webhook/w was confirmed in life 1 and sent again in life 2',
    ])
    const other = [sent(1, 'b.1/webhook/v', 'warning'), sent(2, 'b.1/webhook/v', 'warning')]
    assert.deepEqual(wronglySent(other, [death]), [])
  })

  test('find what was sent of an alert that was over, and let its end go', () => {
    assert.deepEqual(
      wronglySent([sent(2, 'a.1/webhook/v', 'warning'), sent(2, 'a.1/siren/s', 'sound')], [death]),
      [
        'a was over in life 1 and a.1/webhook/v (warning) was sent in life 2',
        'a was over in life 1 and a.1/siren/s (sound) was sent in life 2',
      ],
    )
    assert.deepEqual(wronglySent([sent(1, 'a.1/webhook/v', 'warning')], [death]), [])
    assert.deepEqual(
      wronglySent([sent(2, 'a.2/webhook/v', 'all-clear'), sent(2, 'a.2/siren/s', 'stop')], [death]),
      [],
    )
  })

  test('find a siren that sounded twice for one order', () => {
    const once = [
      sent(1, 'a.1/siren/s', 'sound'),
      sent(2, 'a.2/siren/s', 'sound'),
      sent(2, 'a.1/siren/t', 'sound'),
    ]
    assert.deepEqual(soundedTwice(once), [])
    assert.deepEqual(soundedTwice([...once, sent(2, 'a.1/siren/s', 'sound')]), [
      'a.1/siren/s sounded in life 1 and again in life 2',
    ])
  })

  test('find what a reader of the stream missed, heard twice, out of order, or too much of', async () => {
    const { facts } = await night()
    const heard: HeardEvent[] = ['a.1', 'a.2', 'b.1'].map((notice, i) => ({
      event: 'notice',
      id: `${i}`,
      notice,
    }))
    const ping = { event: 'ping', id: '3' }
    assert.deepEqual(streamFlaws([...heard, ping], facts), [])
    assert.deepEqual(streamFlaws(heard.slice(0, 2), facts), ['the stream never said b.1'])
    assert.deepEqual(streamFlaws([...heard, heard[0]!], facts), ['the stream said a.1 2 times'])
    assert.deepEqual(streamFlaws([heard[1]!, heard[0]!, heard[2]!], facts), ['the stream was out of order'])
    assert.deepEqual(streamFlaws(heard, facts.slice(0, 2)), ['the stream said b.1, which is in no fact'])
    assert.match(streamFlaws([{ event: 'reset', id: '0' }, ...heard], facts).join(), /it began anew/)
  })

  test('know which alerts are over', async () => {
    const { facts } = await night()
    assert.deepEqual(endedBy(facts), new Set(['a']))
  })
})
