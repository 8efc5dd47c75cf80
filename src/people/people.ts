/** The people of an installation, kept on a shelf; keys are hashed, so that reading the shelf lets nobody in. */
import { ok, refuse, sha256, type Json, type PersonId, type Result, type Shelf } from '#base'
import type { Person } from './person.ts'

const collection = 'people'

export interface People {
  /** Who shows this key; a wrong key and an unknown one are the same answer. */
  withKey(key: string): Result<Person, 'people/unknown-key'>
  all(): readonly Person[]
  add(person: Person): Promise<Result<void, 'people/exists'>>
  /** Nobody could ever add an administrator again: the last one stays. */
  remove(id: PersonId): Promise<Result<void, 'people/no-such-person' | 'people/last-administrator'>>
}

/** The hash under which a key is kept. Keys are 160 random bits, so that no slow hash is needed to keep them from being guessed. */
export function hashOfKey(key: string): string {
  return sha256(`tocsin-key:${key}`)
}

export async function openPeople(shelf: Shelf): Promise<People> {
  const byHash = new Map<string, Person>()
  for (const { document } of await shelf.list(collection)) {
    const person = document as unknown as Person
    byHash.set(person.keyHash, person)
  }
  return {
    withKey(key) {
      const person = byHash.get(hashOfKey(key))
      return person === undefined ? refuse('people/unknown-key') : ok(person)
    },
    all: () => [...byHash.values()],
    async add(person) {
      if ([...byHash.values()].some((known) => known.id === person.id))
        return refuse('people/exists', { id: person.id })
      await shelf.put(collection, [{ key: person.id, document: person as unknown as Json }])
      byHash.set(person.keyHash, person)
      return ok()
    },
    async remove(id) {
      const others = [...byHash.values()].filter((person) => person.id !== id)
      if (others.length === byHash.size) return refuse('people/no-such-person', { id })
      if (!others.some(({ roles }) => roles.includes('administrator')))
        return refuse('people/last-administrator', { id })
      await shelf.remove(collection, [id])
      for (const [hash, person] of byHash) if (person.id === id) byHash.delete(hash)
      return ok()
    },
  }
}
