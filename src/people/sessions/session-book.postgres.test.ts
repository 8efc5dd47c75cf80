import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countingIds, minute, ok, silentLog, virtualClock, type Instant, type PersonId } from '#base'
import { absent } from '../../../test/support/absent.ts'
import { createDatabase } from '../../../test/support/postgres.node.ts'
import { openPostgresShelf } from '../../base/shelf.postgres.ts'
import { openSessionBook } from './session-book.ts'
import { newToken } from './token.node.ts'

const desk = { address: '10.0.0.7', browser: 'Firefox' }

test(
  'a session used now at one server and now at the other is idle at both together',
  { skip: absent('postgres') },
  async (t) => {
    const url = await createDatabase()
    const clock = virtualClock('2026-11-22T02:00:00.000Z' as Instant)
    const ids = countingIds()
    const open = async (decides: 'me' | 'other') => {
      const shelf = await openPostgresShelf({ url, table: 'personal' })
      t.after(() => shelf.close())
      const parts = { shelf, clock, ids, newToken, log: silentLog, note: async () => ok() }
      return openSessionBook({ ...parts, decides: () => decides, stateOf: () => 'active' })
    }
    const [decider, reader] = [await open('me'), await open('other')]
    const person = 'person-olena' as PersonId
    const started = await decider.start({ person, screen: 'shared', method: 'passkey', place: desk })
    assert.ok(started.ok)
    const { token } = started.value
    // Fifteen minutes is the most on a shared screen.
    for (const server of [reader, reader, decider, reader, decider]) {
      clock.advance(14 * minute)
      assert.equal((await server.use(token, desk)).ok, true)
      await server.settled()
    }
    clock.advance(14 * minute)
    for (const server of [reader, decider]) assert.equal((await server.look(token, desk)).ok, true)
    // Its use at the reader is what a sweep at the other goes by.
    await reader.use(token, desk)
    await reader.settled()
    clock.advance(2 * minute)
    await decider.sweep()
    assert.equal((await decider.look(token, desk)).ok, true)
    clock.advance(14 * minute)
    for (const server of [decider, reader]) {
      const over = await server.use(token, desk)
      assert.ok(!over.ok && over.problem.details['why'] === 'idle')
    }
  },
)
