import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Instant } from '#base'
import { outcomeOf, readRetryAfter } from './answer.ts'

const at = '2025-11-02T00:37:00.000Z' as Instant

describe('a receiver’s answer', () => {
  for (const [status, says] of [
    [200, 'confirmed'],
    [204, 'confirmed'],
    [301, 'webhook/redirected never'],
    [302, 'webhook/redirected later'],
    [308, 'webhook/redirected never'],
    [400, 'webhook/rejected later'],
    [404, 'webhook/rejected later'],
    [410, 'webhook/gone never'],
    [429, 'webhook/busy later'],
    [500, 'webhook/rejected later'],
    [503, 'webhook/busy later'],
  ] as const)
    test(`${status} means ${says}`, () => {
      const outcome = outcomeOf(status, undefined, at)
      assert.equal(outcome.kind === 'refused' ? `${outcome.problem} ${outcome.retry}` : outcome.kind, says)
    })

  test('may say when to call again, in seconds or as a date, an hour away at most', () => {
    assert.equal(readRetryAfter('120', at), '2025-11-02T00:39:00.000Z')
    assert.equal(readRetryAfter('Sun, 02 Nov 2025 00:40:00 GMT', at), '2025-11-02T00:40:00.000Z')
    assert.equal(readRetryAfter('Sun, 02 Nov 2025 00:30:00 GMT', at), at)
    assert.equal(readRetryAfter('999999', at), '2025-11-02T01:37:00.000Z')
    for (const text of ['', 'soon', '-5', '1.5', '2025-11-02', '9'.repeat(40)])
      assert.equal(readRetryAfter(text, at), undefined)
    const outcome = outcomeOf(503, '120', at)
    assert.equal(outcome.kind === 'refused' && outcome.notBefore, '2025-11-02T00:39:00.000Z')
  })
})
