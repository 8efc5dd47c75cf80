import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { countingIds, type Instant } from '#base'
import { aRecipient } from './line-table.contract.ts'
import { memoryLineTable } from './line-table.ts'
import { openRecipientBook } from './recipient-book.ts'
import { readRecipientList } from './recipient-list.ts'

const at = '2025-11-02T00:37:00.000Z' as Instant
const later = '2025-11-03T00:37:00.000Z' as Instant

async function world() {
  const table = memoryLineTable()
  const open = (limit?: number) =>
    openRecipientBook({ table, ids: countingIds(), newToken: () => 'token', ...(limit && { limit }) })
  return { table, open, book: await open() }
}

describe('a book of recipients', () => {
  test('is never empty while it is read again, and loses no wish that comes meanwhile', async () => {
    const { table, book } = await world()
    await table.put([aRecipient('a'), aRecipient('bb')])
    await book.reload()
    const reading = book.reload()
    assert.equal(book.in('sms', 'live', () => true).length, 2)
    const stopped = book.optOut(aRecipient('a').address, at)
    await Promise.all([reading, stopped])
    assert.equal(book.in('sms', 'live', () => true).length, 1)
    assert.equal((await table.get(aRecipient('a').id))?.state, 'opted-out')
  })

  test('takes off whose time is over, and whom a new list does not have', async () => {
    const { book } = await world()
    const listed = (address: string, keptUntil: Instant | null = null) => ({
      ...{ channel: 'sms', address, language: 'en', areas: ['gn:1'], modes: ['live'], keptUntil },
    })
    const list = [listed('+4930111111'), listed('+4930222222', later)] as never[]
    await book.import(list, 'stay', at)
    assert.deepEqual(await book.sweep(later, at), { recipients: 1, messages: 0 })
    const after = await book.import([listed('+4930333333')] as never[], 'are-removed', at)
    assert.deepEqual(after.ok && [after.value.added, after.value.removed], [1, 1])
  })

  test('takes no more than it can serve', async () => {
    const { open } = await world()
    const book = await open(1)
    const read = readRecipientList('address,areas\n+4930111111,gn:1\n+4930222222,gn:1', {
      ...{ channel: 'sms', language: 'en', resolve: (areas) => ({ ok: true, value: areas as never }) },
    })
    assert.ok(read.ok)
    const imported = await book.import(read.value.taken, 'stay', at)
    assert.equal(!imported.ok && imported.problem.code, 'line/too-many')
    assert.equal(book.all().length, 0)
  })
})
