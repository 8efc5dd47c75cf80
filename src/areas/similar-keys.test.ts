import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { similarKeys } from './similar-keys.ts'

describe('similar keys', () => {
  const keys = similarKeys(['zadonski', 'zadonsk', 'volovski', 'elec', 'terbunski'])
  const near = (word: string) => keys.find(word).map(({ key, distance }) => `${key} ${distance}`)
  test('differ by a letter more, less, other, or exchanged', () => {
    assert.deepEqual(near('zadomski'), ['zadonski 1', 'zadonsk 2'])
    assert.deepEqual(near('volinski'), ['volovski 2'])
    assert.deepEqual(near('terubnski'), ['terbunski 1'])
  })
  test('of short words differ by one slip only', () => assert.deepEqual(near('elkk'), []))
  test('do not include the word itself', () => assert.deepEqual(near('elec'), []))
  test('of nothing are none', () => {
    assert.deepEqual(similarKeys([]).find('word'), [])
    assert.deepEqual(near(''), [])
    assert.deepEqual(near('x'.repeat(400)), [])
  })
  test('are all keys within the distance, compared one by one', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'š'), minLength: 3, maxLength: 9 })
    fc.assert(
      fc.property(fc.uniqueArray(word, { maxLength: 30 }), word, (all, asked) => {
        const most = asked.length <= 5 ? 1 : 2
        const wanted = all.filter((key) => key !== asked && distance(asked, key) <= most)
        assert.deepEqual(
          similarKeys(all)
            .find(asked)
            .map(({ key }) => key)
            .sort(),
          wanted.sort(),
        )
      }),
    )
  })
})

/** The textbook table, whole. */
function distance(a: string, b: string): number {
  const table = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  )
  for (let i = 1; i <= a.length; i++)
    for (let j = 1; j <= b.length; j++) {
      table[i]![j] = Math.min(
        table[i - 1]![j]! + 1,
        table[i]![j - 1]! + 1,
        table[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1),
      )
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        table[i]![j] = Math.min(table[i]![j]!, table[i - 2]![j - 2]! + 1)
    }
  return table[a.length]![b.length]!
}
