import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { memoryShelf, type PersonId } from '#base'
import { hashOfKey, openPeople, type Person, type Role } from './index.ts'

const person = (id: string, role: Role, more: Partial<Person> = {}): Person => ({
  id: id as PersonId,
  name: id,
  roles: [role],
  areas: 'everywhere',
  modes: ['drill'],
  keyHash: hashOfKey(`key of ${id}`),
  ...more,
})

describe('people', () => {
  test('are known by their key, also after a restart, and by nothing else', async () => {
    const shelf = memoryShelf()
    const people = await openPeople(shelf)
    assert.ok((await people.add(person('olena', 'officer'))).ok)
    for (const known of [people, await openPeople(shelf)]) {
      const found = known.withKey('key of olena')
      assert.ok(found.ok && found.value.id === 'olena')
      for (const key of ['', 'olena', hashOfKey('key of olena')])
        assert.equal(known.withKey(key).ok, false, key)
    }
  })

  test('have one entry per id', async () => {
    const people = await openPeople(memoryShelf())
    await people.add(person('olena', 'officer'))
    const twice = await people.add(person('olena', 'watcher', { keyHash: hashOfKey('another') }))
    assert.ok(!twice.ok && twice.problem.code === 'people/exists')
    assert.deepEqual(
      people.all().map(({ roles }) => roles),
      [['officer']],
    )
  })

  test('come together or not at all', async () => {
    const people = await openPeople(memoryShelf())
    await people.add(person('olena', 'officer'))
    const some = await people.addAll([person('admin', 'administrator'), person('olena', 'officer')])
    assert.ok(!some.ok && some.problem.code === 'people/exists')
    assert.equal(people.all().length, 1)
  })

  test('that another server added or removed are known once they are read again', async () => {
    const shelf = memoryShelf()
    const [here, there] = [await openPeople(shelf), await openPeople(shelf)]
    await there.addAll([person('admin', 'administrator'), person('olena', 'officer')])
    assert.equal(here.withKey('key of olena').ok, false)
    await here.reload()
    assert.equal(here.withKey('key of olena').ok, true)
    await there.remove('olena' as PersonId)
    await here.reload()
    assert.equal(here.withKey('key of olena').ok, false)
  })

  test('are strangers from the moment they are removed', async () => {
    const shelf = memoryShelf()
    const people = await openPeople(shelf)
    await people.add(person('admin', 'administrator'))
    await people.add(person('olena', 'officer'))
    assert.ok((await people.remove('olena' as PersonId)).ok)
    assert.equal(people.withKey('key of olena').ok, false)
    assert.equal((await openPeople(shelf)).withKey('key of olena').ok, false)
    const again = await people.remove('olena' as PersonId)
    assert.ok(!again.ok && again.problem.code === 'people/no-such-person')
  })

  test('keep an administrator: the last one can’t be removed, another can', async () => {
    const people = await openPeople(memoryShelf())
    await people.add(person('admin', 'administrator'))
    await people.add(person('olena', 'officer'))
    const last = await people.remove('admin' as PersonId)
    assert.ok(!last.ok && last.problem.code === 'people/last-administrator')
    await people.add(person('second', 'administrator'))
    assert.ok((await people.remove('admin' as PersonId)).ok)
  })
})
