import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { hour, minute, plus, type Instant } from '#base'
import type { CodedClaim } from './coded-claim.ts'
import { offersOf } from './offers.ts'

const now = '2026-11-23T02:00:00.000Z' as Instant
const ago = (wait: number) => plus(now, -wait)
const offered = (
  event: CodedClaim['event'],
  more: { happened?: 'yes' | 'no'; from?: Instant; to?: Instant; saidAt?: Instant | null } = {},
) => {
  const { happened = 'yes', from = null, to = null, saidAt = now } = more
  return offersOf({ event, happened, from, to }, { now, saidAt })
}

describe('a claim', () => {
  test('of a danger that goes on offers a draft alert', () => {
    assert.deepEqual(offered('alert'), ['draft-alert'])
    assert.deepEqual(offered('strike', { saidAt: ago(hour) }), ['draft-alert', 'damage'])
    assert.deepEqual(
      offered('strike', { from: ago(5 * hour), to: ago(10 * minute), saidAt: ago(5 * hour) }),
      ['draft-alert', 'damage'],
    )
  })
  test('of what is over offers damage and never a warning', () => {
    assert.deepEqual(offered('strike', { to: ago(hour) }), ['damage'])
    assert.deepEqual(offered('strike', { saidAt: ago(3 * hour) }), ['damage'])
    assert.deepEqual(offered('alert', { to: ago(hour) }), [])
    for (const event of ['casualties', 'damage', 'outage', 'interception'] as const)
      assert.deepEqual(offered(event, { from: now }), ['damage'], event)
  })
  test('of a strike whose time nobody gives is of what was', () => {
    assert.deepEqual(offered('strike', { saidAt: null }), ['damage'])
    assert.deepEqual(offered('alert', { saidAt: null }), ['draft-alert'])
  })
  test('of a sign is weighed, and a denial offers nothing', () => {
    assert.deepEqual(offered('production'), ['indicator'])
    assert.deepEqual(offered('strike', { happened: 'no' }), [])
    assert.deepEqual(offered('statement'), [])
  })
})
