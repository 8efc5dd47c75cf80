/**
 * What the phone keeps: records, their photos, the forms, and who was last signed in. A write rejects where nothing can be kept, because
 * whoever writes a record must know; reading where nothing is kept finds nothing.
 */
import type { KeptRecord } from './kept-record.ts'

const name = 'tocsin-assess'
const stores = ['records', 'photos', 'kept'] as const
type Store = (typeof stores)[number]

function opened(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(name, 1)
    asked.onupgradeneeded = () => {
      for (const store of stores) asked.result.createObjectStore(store)
    }
    asked.onsuccess = () => resolve(asked.result)
    asked.onerror = () => reject(asked.error ?? new Error('not opened'))
    asked.onblocked = () => reject(new Error('blocked'))
  })
}

async function run<Value>(
  store: Store,
  how: 'readonly' | 'readwrite',
  act: (all: IDBObjectStore) => IDBRequest<Value>,
): Promise<Value> {
  const database = await opened()
  try {
    return await new Promise<Value>((resolve, reject) => {
      // On the disk before it is said: a phone that dies now still has it.
      const transaction = database.transaction(store, how, { durability: 'strict' })
      const asked = act(transaction.objectStore(store))
      transaction.oncomplete = () => resolve(asked.result)
      transaction.onabort = () => reject(transaction.error ?? new Error('aborted'))
      transaction.onerror = () => reject(transaction.error ?? new Error('failed'))
    })
  } finally {
    database.close()
  }
}

export const putRecord = (record: KeptRecord): Promise<unknown> =>
  run('records', 'readwrite', (all) => all.put(record, record.id))
export const recordsKept = (): Promise<readonly KeptRecord[]> =>
  run('records', 'readonly', (all) => all.getAll() as IDBRequest<KeptRecord[]>).catch(() => [])
export const recordKept = (id: string): Promise<KeptRecord | undefined> =>
  run('records', 'readonly', (all) => all.get(id) as IDBRequest<KeptRecord | undefined>).catch(
    () => undefined,
  )

const photoKey = (record: string, field: string) => `${record}/${field}`
export const putPhoto = (record: string, field: string, photo: Blob): Promise<unknown> =>
  run('photos', 'readwrite', (all) => all.put(photo, photoKey(record, field)))
export const photoKept = (record: string, field: string): Promise<Blob | undefined> =>
  run('photos', 'readonly', (all) => all.get(photoKey(record, field)) as IDBRequest<Blob | undefined>).catch(
    () => undefined,
  )
export const dropPhoto = (record: string, field: string): Promise<unknown> =>
  run('photos', 'readwrite', (all) => all.delete(photoKey(record, field)))

export async function dropRecord(id: string): Promise<void> {
  await run('photos', 'readwrite', (all) => all.delete(IDBKeyRange.bound(`${id}/`, `${id}/\uffff`)))
  await run('records', 'readwrite', (all) => all.delete(id))
}

export const keep = (key: string, value: unknown): Promise<unknown> =>
  run('kept', 'readwrite', (all) => all.put(value, key))
export const kept = <Value>(key: string): Promise<Value | undefined> =>
  run('kept', 'readonly', (all) => all.get(key) as IDBRequest<Value | undefined>).catch(() => undefined)

/** Everything of this phone: nothing of it can be read afterwards. */
export async function dropAll(): Promise<void> {
  for (const store of stores) await run(store, 'readwrite', (all) => all.clear())
}
