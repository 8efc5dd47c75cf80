import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { canonicalJson, type Json, type JsonObject, type Sha256 } from '#base'
import { planBatch } from './batch.ts'
import {
  emptyHead,
  factText,
  genesis,
  openRecord,
  recordOf,
  sealFact,
  verifyChain,
  verifyRecords,
} from './chain.ts'
import type { FactRecord } from './chain.ts'
import type { Fact, NewFact, Seq } from './fact.ts'
import { newFact } from './ledger.contract.ts'

function chainOf(count: number): Fact[] {
  const facts: Fact[] = []
  let previous = genesis
  for (let seq = 1; seq <= count; seq++) {
    const { fact } = sealFact(newFact('alert:1', { n: seq }), seq as Seq, seq, previous)
    facts.push(fact)
    previous = fact.hash
  }
  return facts
}

const changed = (facts: readonly Fact[], seq: number, change: Partial<Fact>) =>
  facts.map((fact) => (fact.seq === seq ? { ...fact, ...change } : fact))

const verdict = (facts: readonly Fact[]) => {
  const check = verifyChain(facts, emptyHead)
  return check.intact ? 'intact' : `${check.at}: ${check.why}`
}

describe('a fact’s text', () => {
  test('is the canonical JSON of all its members but the hashes', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 })), fc.nat(), (data, n) => {
        const fact = newFact('alert:1', data as JsonObject)
        assert.equal(
          factText(fact, n as Seq, n + 1),
          canonicalJson({ ...fact, seq: n, version: n + 1 } as unknown as Json),
        )
      }),
      { numRuns: 100, seed: 1 },
    )
  })

  test('has a hash that sha256sum gives too', () => {
    // printf %s "$(printf 0%.0s {1..64})"'{"at":…}' | sha256sum
    const { fact, record } = sealFact(newFact('alert:1', { b: 1, a: 'ї' }), 1 as Seq, 1, genesis)
    const text =
      '{"at":"2025-11-02T00:14:00.000Z","by":"person-1","data":{"a":"ї","b":1},"mode":"drill",' +
      '"seq":1,"stream":"alert:1","type":"thing-happened","version":1}'
    assert.equal(record.text, text)
    assert.equal(fact.hash, 'eadad6a78e62b3843cf84c83016d09332bdd08e5b8d7d4f7e9628961492ad301')
    assert.deepEqual(openRecord(record), fact)
    assert.deepEqual(recordOf(fact), record)
  })

  test('refuses a stream without a proper name', () => {
    for (const name of ['', 'a\nb', 'a\u0000', 'x'.repeat(201)])
      assert.throws(() => sealFact(newFact(name), 1 as Seq, 1, genesis), TypeError)
  })
})

describe('the chain', () => {
  const facts = chainOf(5)

  test('is intact as it was sealed, from the beginning and from the middle', () => {
    assert.equal(verdict(facts), 'intact')
    const check = verifyChain(facts.slice(2), { seq: 2 as Seq, hash: facts[1]!.hash })
    assert.deepEqual(check, { intact: true, head: { seq: 5, hash: facts[4]!.hash } })
  })

  test('names the fact of which anything was changed', () => {
    const wrongHash = '3: its hash is not that of its content'
    assert.equal(verdict(changed(facts, 3, { data: { n: 4 } })), wrongHash)
    assert.equal(verdict(changed(facts, 3, { by: 'other' as Fact['by'] })), wrongHash)
    assert.equal(verdict(changed(facts, 3, { mode: 'live' })), wrongHash)
    assert.equal(verdict(changed(facts, 3, { version: 9 })), wrongHash)
    assert.equal(verdict(changed(facts, 3, { hash: '1'.repeat(64) as Sha256 })), wrongHash)
    assert.equal(verdict(changed(facts, 3, { previous: genesis })), wrongHash)
  })

  test('names the place where a fact is missing, doubled or moved', () => {
    assert.equal(verdict(facts.filter(({ seq }) => seq !== 3)), '3: it is missing; fact 4 comes next')
    assert.equal(verdict([...facts.slice(0, 3), facts[2]!]), '3: it is there twice or out of order')
    assert.equal(verdict([facts[1]!, facts[0]!]), '1: it is missing; fact 2 comes next')
  })

  test('names a fact that was replaced with its hash made right', () => {
    const forged = sealFact(newFact('alert:1', { n: 'forged' }), 3 as Seq, 3, facts[1]!.hash).fact
    assert.equal(
      verdict([...facts.slice(0, 2), forged, ...facts.slice(3)]),
      '4: it does not follow the fact before it',
    )
  })

  test('finds any single bit that flips in what is kept', () => {
    const records = facts.map(recordOf)
    fc.assert(
      fc.property(
        fc.nat(4),
        fc.constantFrom('text', 'hash', 'previous', 'stream'),
        fc.nat(),
        fc.nat(6),
        (index, column, place, bit) => {
          const record = records[index]!
          const value = record[column as 'text']
          const at = place % value.length
          const flipped = String.fromCharCode(value.charCodeAt(at) ^ (1 << bit))
          const damaged = {
            ...record,
            [column]: value.slice(0, at) + flipped + value.slice(at + 1),
          } as FactRecord
          const check = verifyRecords(records.with(index, damaged), emptyHead)
          assert.ok(!check.intact)
          assert.equal(check.at, index + 1)
        },
      ),
      { numRuns: 300, seed: 2 },
    )
  })
})

describe('a batch of commits', () => {
  test('is decided as if each were written before the next', () => {
    const streams = fc.constantFrom('a', 'b', 'c')
    const commit = fc.record({
      facts: fc.array(
        streams.map((stream): NewFact => newFact(stream)),
        { maxLength: 3 },
      ),
      expected: fc.dictionary(streams, fc.nat(3)),
    })
    fc.assert(
      fc.property(fc.array(commit, { maxLength: 8 }), (commits) => {
        const together = planBatch(commits, emptyHead, () => 0)
        const records: FactRecord[] = []
        const kinds = commits.map((one) => {
          const last = records.at(-1)
          const head = last ? { seq: last.seq, hash: last.hash } : emptyHead
          const alone = planBatch([one], head, (stream) => records.filter((r) => r.stream === stream).length)
          records.push(...alone.records)
          return alone.answers[0]!.kind
        })
        assert.deepEqual(together.records, records)
        assert.deepEqual(
          together.answers.map(({ kind }) => kind),
          kinds,
        )
        assert.ok(verifyRecords(records, emptyHead).intact)
      }),
      { numRuns: 200, seed: 3 },
    )
  })
})
