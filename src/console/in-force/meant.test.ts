import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { meanRetraction, wasMeant } from './meant.ts'

describe('a retraction that was pressed elsewhere', () => {
  test('is begun once, for that alert, and only within moments', () => {
    assert.equal(wasMeant('a', 1_000), false)
    meanRetraction('a', 1_000)
    assert.equal(wasMeant('a', 1_400), true)
    assert.equal(wasMeant('a', 1_500), false)
    meanRetraction('a', 1_000)
    assert.equal(wasMeant('b', 1_100), false)
    assert.equal(wasMeant('a', 1_200), false)
    meanRetraction('a', 1_000)
    assert.equal(wasMeant('a', 7_000), false)
  })
})
