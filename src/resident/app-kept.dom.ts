/** What this device keeps for itself, where its pages and its service worker both read it; a browser that keeps nothing loses nothing else. */

const name = 'tocsin'
const store = 'kept'

function opened(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(name, 1)
    asked.onupgradeneeded = () => void asked.result.createObjectStore(store)
    asked.onsuccess = () => resolve(asked.result)
    asked.onerror = () => reject(asked.error ?? new Error('not opened'))
    asked.onblocked = () => reject(new Error('blocked'))
  })
}

async function run<Value>(
  how: 'readonly' | 'readwrite',
  act: (all: IDBObjectStore) => IDBRequest<Value>,
): Promise<Value> {
  const database = await opened()
  try {
    return await new Promise<Value>((resolve, reject) => {
      const transaction = database.transaction(store, how)
      const asked = act(transaction.objectStore(store))
      transaction.oncomplete = () => resolve(asked.result)
      transaction.onabort = () => reject(transaction.error ?? new Error('aborted'))
    })
  } finally {
    database.close()
  }
}

/** Undefined where nothing is kept, or can't be read. */
export async function kept<Value>(key: string): Promise<Value | undefined> {
  try {
    return (await run('readonly', (all) => all.get(key))) as Value | undefined
  } catch {
    return undefined
  }
}

/** Says whether it is kept: a full or a closed storage is no reason to stop. */
export async function keep(key: string, value: unknown): Promise<'kept' | 'not-kept'> {
  try {
    await run('readwrite', (all) => all.put(value, key))
    return 'kept'
  } catch {
    return 'not-kept'
  }
}

export async function forget(key: string): Promise<void> {
  try {
    await run('readwrite', (all) => all.delete(key))
  } catch {}
}

/** The keys that begin so, in order. */
export async function keptKeys(start: string): Promise<readonly string[]> {
  try {
    const keys = await run('readonly', (all) => all.getAllKeys(IDBKeyRange.bound(start, `${start}\uffff`)))
    return keys.map(String)
  } catch {
    return []
  }
}
