import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { latestOf, mostLines, onwardsFrom, type LinesPage } from './latest.ts'

/** A ledger of so many facts, read as the server reads it. */
const read = (facts: number, after: number, limit: number): LinesPage => {
  const all = Array.from({ length: facts }, (_, index) => index + 1).filter((seq) => seq > after)
  return {
    entries: all.slice(0, limit).map((seq) => ({ seq, at: '', kind: 'alerts', what: `${seq}`, by: null })),
    next: all.length > limit ? all[limit - 1]! : null,
    seq: facts,
  }
}
const afterOf = (page: LinesPage) => Number(onwardsFrom(page).query.replace('&after=', ''))
const placesOf = ({ entries }: LinesPage) => entries.map(({ seq }) => seq)

describe('the last lines', () => {
  test('are the newest also of more than one answer holds', () => {
    let kept = latestOf(read(2_500, 0, 1_000), undefined)
    while (onwardsFrom(kept).more === 'more') kept = latestOf(read(2_500, afterOf(kept), 1_000), kept)
    assert.deepEqual(placesOf(kept), [2493, 2494, 2495, 2496, 2497, 2498, 2499, 2500])
  })

  test('go on with what is new alone, and hold no more than is shown', () => {
    let kept = latestOf(read(5, 0, 1_000), undefined)
    assert.deepEqual(placesOf(kept), [1, 2, 3, 4, 5])
    for (let facts = 6; facts < 300; facts++) {
      const page = read(facts, afterOf(kept), 1_000)
      assert.equal(page.entries.length, 1)
      kept = latestOf(page, kept)
      assert.ok(kept.entries.length <= mostLines && kept.entries.at(-1)!.seq === facts)
    }
  })

  test('stand each once where two answers overlap, and stay where nothing came', () => {
    const kept = latestOf(read(6, 2, 1_000), latestOf(read(4, 0, 1_000), undefined))
    assert.deepEqual(placesOf(kept), [1, 2, 3, 4, 5, 6])
    assert.deepEqual(placesOf(latestOf(read(6, 6, 1_000), kept)), [1, 2, 3, 4, 5, 6])
  })
})
