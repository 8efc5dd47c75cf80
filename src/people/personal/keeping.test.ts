import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { hour, memoryShelf, plus, recordingLog, virtualClock, type Instant, type PersonId } from '#base'
import { openParticularsBook } from '../credentials/particulars-book.ts'
import type { Proposal } from '../proposal.ts'
import { beginKeeping } from './keeping.ts'

const begins = '2026-11-22T00:00:00.000Z' as Instant
const [here, coming, gone] = ['here', 'coming', 'gone'] as PersonId[]

describe('the name of somebody who never came', () => {
  test('is forgotten when their day is over or the power went before they were invited, and nobody else’s is', async () => {
    const clock = virtualClock(begins)
    const log = recordingLog()
    const particulars = await openParticularsBook(memoryShelf())
    for (const id of [here!, coming!, gone!]) await particulars.put({ id, name: id, login: id })
    const invites = { order: { type: 'add-person', person: coming }, endsAt: plus(begins, 2 * hour) }
    const keeping = beginKeeping({
      ...{ clock, log, particulars },
      registry: {
        people: new Map([[here!, { id: here! }]]) as never,
        proposals: new Map([['p', invites as unknown as Proposal]]),
      },
      erasure: { remove: async () => {}, finish: async () => {} },
      visits: { sweep: async () => 0 },
      links: { listOf: async () => [], withdraw: async () => {} },
    })
    const known = async () => {
      await keeping.caughtUp()
      return particulars.all().map(({ id }) => id)
    }
    // Seen once it may be somebody who is being invited just now.
    assert.deepEqual(await known(), [here, coming, gone])
    clock.advance(hour)
    assert.deepEqual(await known(), [here, coming])
    for (const _ of [1, 2]) {
      clock.advance(hour)
      await keeping.caughtUp()
    }
    assert.deepEqual(await known(), [here])
    assert.equal(particulars.byLogin('coming'), undefined)
    assert.deepEqual(log.lines, [])
    await keeping.close()
  })
})
