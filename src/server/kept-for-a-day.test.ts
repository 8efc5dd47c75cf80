import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { day, hour, memoryShelf, minute, plus, recordingLog, virtualClock, type Instant } from '#base'
import { keptForADay, type Aging } from './kept-for-a-day.ts'

const start = '2026-11-23T00:00:00.000Z' as Instant

async function kept(given: { decides?: 'me' | 'other'; shelf?: ReturnType<typeof memoryShelf> } = {}) {
  const clock = virtualClock(start)
  const shelf = given.shelf ?? memoryShelf()
  let decides = given.decides ?? 'me'
  const book = await keptForADay<Aging>(
    { clock, shelf, log: recordingLog(), decides: () => decides, onApplied: () => {} },
    'tracks',
  )
  const becomes = (who: 'me' | 'other') => void (decides = who)
  return { clock, shelf, book, becomes }
}
const idsOf = (items: readonly Aging[]) => items.map(({ id }) => id)

describe('what is kept for a day', () => {
  test('is forgotten a day after it was fresh, also on the shelf', async () => {
    const { clock, shelf, book } = await kept()
    await book.put({ id: 'a', freshAt: start })
    await book.put({ id: 'b', freshAt: plus(start, 2 * hour) })
    clock.advance(day - minute)
    assert.deepEqual(idsOf(await book.list()), ['a', 'b'])
    clock.advance(2 * minute)
    assert.deepEqual(idsOf(await book.list()), ['b'])
    assert.equal(await book.get('a'), undefined)
    // Whether or not anybody asks, the shelf is swept each hour.
    clock.advance(hour)
    await new Promise((resolve) => setImmediate(resolve))
    assert.deepEqual(
      (await shelf.list('tracks')).map(({ key }) => key),
      ['b'],
    )
    book.close()
  })

  test('is swept at the start as well, when the server was down that long', async () => {
    const shelf = memoryShelf()
    await shelf.put('tracks', [{ key: 'old', document: { id: 'old', freshAt: plus(start, -day - minute) } }])
    const { book } = await kept({ shelf })
    assert.deepEqual(await shelf.list('tracks'), [])
    book.close()
  })

  test('is read again where another server writes it, and once more by whoever takes over', async () => {
    const shelf = memoryShelf()
    const { book, becomes } = await kept({ shelf, decides: 'other' })
    const write = (id: string) => shelf.put('tracks', [{ key: id, document: { id, freshAt: start } }])
    await write('a')
    assert.deepEqual(idsOf(await book.list()), ['a'])
    await write('b')
    becomes('me')
    await book.put({ id: 'c', freshAt: start })
    assert.deepEqual(idsOf(await book.list()), ['a', 'b', 'c'])
    // Who decides is the only one who writes, and has all at hand.
    await write('d')
    assert.deepEqual(idsOf(await book.list()), ['a', 'b', 'c'])
    book.close()
  })
})
