import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { minute, recordingLog, virtualClock, type Instant } from '#base'
import { openRefusedAccess } from './refused-access.ts'

const world = () => {
  const [log, clock] = [recordingLog(), virtualClock('2026-11-22T02:40:00.000Z' as Instant)]
  return { log, clock, refused: openRefusedAccess({ log, clock }) }
}

describe('refused access', () => {
  test('is told at once, and then once a minute with how often', () => {
    const { log, clock, refused } = world()
    const probe = (times: number) => {
      for (let i = 0; i < times; i++) refused.add('key:1', 'POST /v1/people', 'people/not-allowed')
    }
    probe(5)
    refused.add('key:2', 'POST /v1/people', 'people/not-allowed')
    clock.advance(minute)
    probe(3)
    assert.deepEqual(
      log.lines.map(({ level, details }) => [level, details['who'], details['times']]),
      [
        ['info', 'key:1', 1],
        ['info', 'key:2', 1],
        // Four of the minute before, and the one that told of them.
        ['info', 'key:1', 5],
      ],
    )
  })

  test('by ever more strangers fills no log', () => {
    const { log, clock, refused } = world()
    const flood = () => {
      for (let i = 0; i < 5_000; i++) refused.add(`address ${i}`, 'GET /v1/alerts', 'people/unknown-key')
    }
    flood()
    assert.equal(log.lines.length, 1_001)
    assert.equal(log.lines.at(-1)!.details['who'], 'others')
    clock.advance(minute)
    flood()
    assert.ok(log.lines.length <= 2_003, String(log.lines.length))
  })
})
