import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { memoryShelf, ok, recordingLog, type PersonId } from '#base'
import { openErasure } from './erasure.ts'
import type { PersonalTable } from './tables.ts'

const olena = 'person-olena' as PersonId
const taras = 'person-taras' as PersonId

/** Tables on a shelf, of which one can fail. */
const world = (fails: { at?: string } = {}) => {
  const shelf = memoryShelf()
  const table = (name: string): PersonalTable => ({
    collections: [name],
    async of(person) {
      const kept = await shelf.get(name, person)
      return kept === undefined ? undefined : { [name]: kept }
    },
    async forget(person) {
      if (fails.at === name) throw new Error('the power went')
      await shelf.remove(name, [person])
    },
  })
  const tables = ['links', 'sessions', 'names'].map(table)
  const erased = new Set<PersonId>()
  const facts: string[] = []
  const log = recordingLog()
  const erasure = openErasure({
    ...{ tables, registry: { erased }, log },
    async note({ type, data }) {
      facts.push(`${type} ${String(data['person'])}`)
      return ok()
    },
  })
  const fill = async (person: PersonId) => {
    for (const { collections } of tables)
      await shelf.put(collections[0]!, [{ key: person, document: 'kept' }])
  }
  const left = async (person: PersonId) =>
    (await Promise.all(tables.map((one) => one.of(person)))).filter((one) => one !== undefined).length
  return { erasure, erased, facts, log, fill, left }
}

describe('an erasure', () => {
  test('empties every table of one person, is written down once, and touches nobody else', async () => {
    const { erasure, erased, facts, fill, left } = world()
    await Promise.all([fill(olena), fill(taras)])
    erased.add(olena)
    await Promise.all([erasure.remove(olena), erasure.remove(olena)])
    await erasure.finish()
    assert.deepEqual([await left(olena), await left(taras)], [0, 3])
    assert.deepEqual(facts, ['personal-data-removed person-olena'])
  })

  test('of somebody whose erasure is no fact does nothing', async () => {
    const { erasure, fill, left } = world()
    await fill(olena)
    await erasure.remove(olena)
    assert.equal(await left(olena), 3)
  })

  test('that broke off is finished later, whichever table it came to', async () => {
    for (const at of ['links', 'sessions', 'names']) {
      const fails: { at?: string } = { at }
      const { erasure, erased, facts, log, fill, left } = world(fails)
      await Promise.all([fill(olena), fill(taras)])
      erased.add(olena).add(taras)
      await assert.rejects(erasure.remove(olena))
      await erasure.finish()
      assert.equal(log.lines.length, 2, 'each is told, and one does not keep another from being tried')
      assert.deepEqual(facts, [])
      delete fails.at
      await erasure.finish()
      assert.deepEqual([await left(olena), await left(taras)], [0, 0])
      assert.equal(facts.length, 2)
    }
  })
})
