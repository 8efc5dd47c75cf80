/** The people of an installation, kept on a shelf; keys are hashed, so that reading the shelf lets nobody in. */
import { ok, refuse, sha256, type Json, type PersonId, type Result, type Shelf } from '#base'
import type { Person } from './person.ts'

const collection = 'people'

export interface People {
  /** Who shows this key; a wrong key and an unknown one are the same answer. */
  withKey(key: string): Result<Person, 'people/unknown-key'>
  all(): readonly Person[]
  add(person: Person): Promise<Result<void, 'people/exists'>>
  /** The same for several at once: all of them or, when the power goes, none. */
  addAll(persons: readonly Person[]): Promise<Result<void, 'people/exists'>>
  /** Nobody could ever add an administrator again: the last one stays. */
  remove(id: PersonId): Promise<Result<void, 'people/no-such-person' | 'people/last-administrator'>>
  /** Reads the shelf again: after another server wrote it. */
  reload(): Promise<void>
}

/** The hash under which a key is kept. Keys are 160 random bits, so that no slow hash is needed to keep them from being guessed. */
export function hashOfKey(key: string): string {
  return sha256(`tocsin-key:${key}`)
}

export async function openPeople(shelf: Shelf): Promise<People> {
  let byHash = new Map<string, Person>()
  const reload = async () => {
    const documents = await shelf.list(collection)
    const persons = documents.map(({ document }) => document as unknown as Person)
    byHash = new Map(persons.map((person) => [person.keyHash, person]))
  }
  const addAll: People['addAll'] = async (persons) => {
    const known = new Set([...byHash.values()].map(({ id }) => id))
    const twice = persons.find(({ id }) => known.has(id))
    if (twice !== undefined) return refuse('people/exists', { id: twice.id })
    await shelf.put(
      collection,
      persons.map((person) => ({ key: person.id, document: person as unknown as Json })),
    )
    for (const person of persons) byHash.set(person.keyHash, person)
    return ok()
  }
  await reload()
  return {
    withKey(key) {
      const person = byHash.get(hashOfKey(key))
      return person === undefined ? refuse('people/unknown-key') : ok(person)
    },
    all: () => [...byHash.values()],
    add: (person) => addAll([person]),
    addAll,
    reload,
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
