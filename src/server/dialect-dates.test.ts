import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { epochMilliseconds, instantOf, type Instant, type Mode } from '#base'
import type { Fact, Seq } from '#ledger'
import { lastChange, readLastChanges } from './dialect-dates.ts'

const began = epochMilliseconds('2026-11-23T02:00:00.000Z' as Instant)

/** A ledger of facts so many milliseconds after it began, each with a mode and a type. */
function ledgerOf(all: readonly (readonly [after: number, type: string, mode?: Mode, stream?: string])[]) {
  const facts = all.map(
    ([after, type, mode = 'live', stream = 'alert:a'], index) =>
      ({ seq: index + 1, at: instantOf(began + after), type, mode, stream, data: {} }) as unknown as Fact,
  )
  let asked = 0
  return {
    ...{ facts, head: facts.length as Seq, asked: () => asked },
    read: async (after: Seq, limit: number) => {
      asked += 1
      return facts.slice(after, after + limit)
    },
  }
}

const told = (facts: readonly Fact[], modes: readonly Mode[] = ['live']) => {
  const change = lastChange(modes)
  for (const fact of facts) change.apply(fact)
  return change.datedAt
}

describe('the date of what a dialect shows', () => {
  test('is that of the last fact which changed it: not of drafts, other modes, or what is no alert’s', () => {
    const { facts } = ledgerOf([
      [0, 'alert-issued'],
      [70_250, 'alert-raised'],
      [200_000, 'alert-drafted'],
      [300_000, 'alert-issued', 'drill'],
      [400_000, 'role-changed', 'live', 'people'],
    ])
    assert.equal(told(facts), facts[1]!.at)
    assert.equal(told(facts, ['live', 'drill']), facts[3]!.at)
    assert.equal(told([]), undefined)
  })

  test('is that of an import of areas, whatever its mode', () => {
    const { facts } = ledgerOf([
      [0, 'alert-issued'],
      [90_000, 'areas-imported', 'drill', 'areas'],
    ])
    assert.equal(told(facts), facts[1]!.at)
  })

  test('is another second for each of several changes in one', () => {
    const { facts } = ledgerOf([
      [100, 'alert-issued'],
      [200, 'alert-raised'],
      [900, 'alert-lowered'],
      [1_500, 'alert-cleared'],
    ])
    assert.deepEqual(
      facts.map((_, index) => told(facts.slice(0, index + 1))),
      [facts[0]!.at, ...[1, 2, 3].map((second) => instantOf(began + second * 1_000))],
    )
    const rested = ledgerOf([
      [0, 'alert-issued'],
      [0, 'alert-raised'],
      [62_400, 'alert-cleared'],
    ])
    assert.equal(told(rested.facts), rested.facts[2]!.at)
  })

  test('read back from the ledger is the one that was told as it happened', async () => {
    const types = ['alert-issued', 'alert-raised', 'alert-drafted', 'areas-imported', 'alert-cleared']
    const fact = fc.record({
      wait: fc.constantFrom(0, 0, 0, 300, 1_000, 5_000, 61_000, 90_000),
      type: fc.constantFrom(...types),
      mode: fc.constantFrom<Mode>('live', 'drill'),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(fact, { maxLength: 60 }), async (all) => {
        let after = 0
        const ledger = ledgerOf(all.map(({ wait, type, mode }) => [(after += wait), type, mode]))
        for (const modes of [['live'], ['live', 'drill']] as const) {
          const change = lastChange(modes)
          await readLastChanges(ledger, ledger.head, [{ modes, apply: (one) => change.apply(one) }])
          assert.equal(change.datedAt, told(ledger.facts, modes))
        }
      }),
      { numRuns: 300 },
    )
  })

  test('is sought no further back than it must, and not for ever', async () => {
    const none = { modes: ['live'] as const, apply() {} }
    const quiet = (count: number) =>
      Array.from({ length: count }, (_, index) => [index * 1_000, 'role-changed', 'live', 'people'] as const)
    const recent = ledgerOf([...quiet(2_000), [3_000_000, 'alert-issued'], [4_000_000, 'alert-cleared']])
    await readLastChanges(recent, recent.head, [none])
    assert.equal(recent.asked(), 1)
    const long = ledgerOf(quiet(30_000))
    const { oldest } = await readLastChanges(long, long.head, [none])
    assert.equal(oldest, long.facts[10_000]!.at)
    assert.equal((await readLastChanges(ledgerOf([]), 0 as Seq, [none])).oldest, undefined)
  })
})
