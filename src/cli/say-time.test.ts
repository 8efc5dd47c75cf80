import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { sayTime } from './say-time.ts'

describe('a time in the terminal', () => {
  test('is that of the reader’s zone, which is named', () => {
    const instant = '2025-11-01T21:37:05.250Z'
    assert.equal(sayTime(instant, 'Europe/Moscow'), '2025-11-02 00:37:05 GMT+3')
    assert.equal(sayTime(instant, 'UTC'), '2025-11-01 21:37:05 UTC')
  })

  test('has two digits for the hour after midnight, never 24', () => {
    assert.equal(sayTime('2025-11-02T00:00:00Z', 'UTC'), '2025-11-02 00:00:00 UTC')
  })
})
