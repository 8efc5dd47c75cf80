import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { day, hour, memoryShelf, virtualClock, type Instant, type PersonId } from '#base'
import type { Session } from '../session.ts'
import { openVisitBook, visitsKeptForDays } from './visit-book.ts'

const olena = 'person-olena' as PersonId
const taras = 'person-taras' as PersonId

const world = () => {
  const clock = virtualClock('2026-11-22T02:00:00.000Z' as Instant)
  const shelf = memoryShelf()
  const visits = openVisitBook({ shelf, clock })
  const add = (id: string, person: PersonId) =>
    visits.add({
      ...{ id, person, address: '203.0.113.9', browser: 'Firefox', startedAt: clock.now() },
      tokenHash: 'never kept here',
    } as unknown as Session)
  return { clock, shelf, visits, add }
}

describe('from where a session was opened', () => {
  test('is known for ninety days after the longest that it can last, and then no more', async () => {
    const { clock, shelf, visits, add } = world()
    await add('s-1', olena)
    assert.deepEqual((await visits.get('s-1'))?.address, '203.0.113.9')
    clock.advance(12 * hour + visitsKeptForDays * day - 1)
    assert.equal((await visits.get('s-1'))?.person, olena)
    assert.equal(await visits.sweep(), 0)
    clock.advance(1)
    assert.equal(await visits.get('s-1'), undefined, 'also before it is swept')
    assert.equal(await visits.sweep(), 1)
    assert.deepEqual(await shelf.list('visits'), [])
  })

  test('is kept without the session’s token, and found and forgotten by person, however many there are', async () => {
    const { shelf, visits, add } = world()
    for (let i = 0; i < 1_203; i++) await add(`s-${i}`, i % 3 === 0 ? taras : olena)
    assert.equal((await visits.listOf(taras)).length, 401)
    await visits.forget(taras)
    assert.deepEqual(await visits.listOf(taras), [])
    assert.equal((await visits.listOf(olena)).length, 802)
    assert.ok(!JSON.stringify(await shelf.list('visits')).includes('never kept'))
  })
})
