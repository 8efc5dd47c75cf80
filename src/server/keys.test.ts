import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test, type TestContext } from 'node:test'
import { memoryShelf, type Mode } from '#base'
import { openPeople } from '#people'
import { introducePeople, keyFile, keyOfThisMachine } from './keys.node.ts'

async function introduced(t: TestContext, options: { readonly mode: Mode; readonly demonstration: boolean }) {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-keys-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const people = await openPeople(memoryShelf())
  await introducePeople(people, folder, options)
  return { folder, people }
}

describe('the first people of an installation', () => {
  test('are an officer, an approver and an administrator in the demonstration, each with a key', async (t) => {
    const { folder, people } = await introduced(t, { mode: 'drill', demonstration: true })
    assert.deepEqual(
      people
        .all()
        .map(({ id }) => id)
        .toSorted(),
      ['admin', 'olena', 'taras'],
    )
    for (const { id } of people.all()) {
      const found = people.withKey((await keyOfThisMachine(folder, id)) ?? '')
      assert.equal(found.ok && found.value.id, id)
      assert.equal(statSync(keyFile(folder, id)).mode & 0o077, 0)
    }
  })

  test('of the demonstration never act live: one hand may hold both their keys', async (t) => {
    const { people } = await introduced(t, { mode: 'live', demonstration: true })
    for (const { roles, modes } of people.all())
      if (!roles.includes('administrator')) assert.deepEqual(modes, ['drill', 'test'])
  })

  test('elsewhere are one administrator', async (t) => {
    const { people } = await introduced(t, { mode: 'live', demonstration: false })
    assert.deepEqual(
      people.all().map(({ id }) => id),
      ['admin'],
    )
  })
})
