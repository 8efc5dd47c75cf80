import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { growthOf, secondHalf, updatesOfAShift, verdictOn } from './growth.ts'

const megabyte = 1_048_576
/** Measurements every 300 updates, off by turns. */
const row = (perUpdate: number, off: number, count = 12) =>
  Array.from({ length: count }, (_, index) => ({
    updates: 300 * index,
    bytes: 8 * megabyte + perUpdate * 300 * index + (index % 2 === 0 ? off : -off),
  }))

describe('growth', () => {
  test('is the line through what was measured', () => {
    const growth = growthOf(row(50, 0))
    assert.ok(Math.abs(growth.perUpdate - 50) < 1e-6 && growth.give < 1e-6, JSON.stringify(growth))
  })

  test('is told with how far off it may be', () => {
    const { perUpdate, give } = growthOf(row(0, 20_000))
    assert.ok(give > 2 && Math.abs(perUpdate) < give, `${perUpdate} ± ${give}`)
    assert.throws(() => growthOf(row(0, 0, 3)), /too few/)
  })

  test('is judged by a whole shift: a tenth more is too much', () => {
    const most = (0.1 * 8 * megabyte) / updatesOfAShift
    assert.equal(verdictOn(growthOf(row(0, 5_000))), 'level')
    assert.equal(verdictOn(growthOf(row(most * 0.5, 5_000))), 'level')
    assert.equal(verdictOn(growthOf(row(most * 2, 5_000))), 'grows')
  })

  test('that cannot be told from noise is not called level', () => {
    assert.equal(verdictOn(growthOf(row(0, 500_000))), 'unsure')
  })

  test('is not what filled up at the beginning', () => {
    const filling = row(0, 0).map((one, index) => (index < 4 ? { ...one, bytes: one.bytes / 2 } : one))
    assert.equal(verdictOn(growthOf(secondHalf(filling))), 'level')
    assert.notEqual(verdictOn(growthOf(filling)), 'level')
  })
})
