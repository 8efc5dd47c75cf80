import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { AreaCode } from '#areas'
import { memoryShelf, type Instant, type PersonId } from '#base'
import { mostSets, openAreaSets } from './area-sets.ts'

const set = (id: string, name: string, ...areas: string[]) => ({
  ...{ id, name, areas: areas as AreaCode[] },
  ...{ by: 'olena' as PersonId, at: '2026-11-23T02:00:00.000Z' as Instant },
})

describe('sets of areas', () => {
  test('are listed by their names, and are there for another server on the same shelf', async () => {
    const shelf = memoryShelf()
    const sets = openAreaSets(shelf)
    assert.ok((await sets.put(set('two', 'South', 'b'))).ok)
    assert.ok((await sets.put(set('one', 'North', 'a'))).ok)
    const all = await openAreaSets(shelf).all()
    assert.deepEqual(
      all.map(({ name }) => name),
      ['North', 'South'],
    )
  })
  test('are not called alike, however the name is written; one keeps its own name', async () => {
    const sets = openAreaSets(memoryShelf())
    await sets.put(set('one', 'Вздовж річки', 'a'))
    const again = await sets.put(set('two', ' вздовж  РІЧКИ', 'b'))
    assert.ok(!again.ok)
    assert.equal(again.problem.code, 'server/area-set-name-taken')
    assert.equal(again.problem.details['set'], 'one')
    assert.ok((await sets.put(set('one', 'Вздовж Річки', 'b'))).ok)
    assert.deepEqual((await sets.get('one'))?.areas, ['b'])
  })
  test('of the same name at the same moment are one and a refusal', async () => {
    const sets = openAreaSets(memoryShelf())
    const done = await Promise.all(['a', 'b', 'c'].map((id) => sets.put(set(id, 'The river', id))))
    assert.deepEqual(
      done.map(({ ok }) => ok),
      [true, false, false],
    )
  })
  test('are no more than somebody finds anything in', async () => {
    const sets = openAreaSets(memoryShelf())
    for (let i = 0; i < mostSets; i++) assert.ok((await sets.put(set(`s${i}`, `Set ${i}`))).ok)
    const more = await sets.put(set('more', 'One more'))
    assert.ok(!more.ok && more.problem.code === 'server/too-many-area-sets')
    assert.ok((await sets.remove('s0')).ok)
    assert.ok((await sets.put(set('more', 'One more'))).ok)
  })
  test('that are not there can’t be removed', async () => {
    const gone = await openAreaSets(memoryShelf()).remove('nothing')
    assert.ok(!gone.ok && gone.problem.code === 'server/no-such-area-set')
  })
})
