/** Where drafts are kept: in this browser, for each person apart, written at every change and there even when the browser is killed. Another tab’s draft is left to it. */
import { readKept, writeKept, type Kept } from './kept.ts'

/** A draft of yesterday is about another night. */
const keptForMilliseconds = 24 * 3_600_000
const store = 'drafts'
const keyOf = (person: string, id: string) => `${person}:${id}`
const lockOf = (id: string) => `tocsin:compose:${id}`

let opened: Promise<IDBDatabase> | undefined

/** Not the simpler storage of the browser: that one is written to disk seconds later, and a killed browser forgets them. */
function open(): Promise<IDBDatabase> {
  return (opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open('tocsin-console', 1)
    request.addEventListener('upgradeneeded', () => request.result.createObjectStore(store))
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('no storage')))
  }))
}

/** Resolves when it is done for good. */
async function change(act: (drafts: IDBObjectStore) => void): Promise<void> {
  const database = await open()
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(store, 'readwrite', { durability: 'strict' })
    act(transaction.objectStore(store))
    transaction.addEventListener('complete', () => resolve())
    transaction.addEventListener('abort', () => reject(transaction.error ?? new Error('not kept')))
    // At once: a page that dies before it hears of the outcome must not take it along.
    transaction.commit()
  })
}

/** `lost` where the browser keeps nothing: then the screen must not say that it is saved. */
export async function keepDraft(person: string, kept: Kept): Promise<'kept' | 'lost'> {
  try {
    await change((drafts) => drafts.put(writeKept(kept), keyOf(person, kept.draft.id)))
    return 'kept'
  } catch {
    return 'lost'
  }
}

export function forgetDraft(person: string, id: string): void {
  change((drafts) => drafts.delete(keyOf(person, id))).catch(() => {})
}

/** Those of this person that no open tab is at work on, the newest first. What is too old, or none, goes. */
export async function keptDrafts(person: string, now: number): Promise<readonly Kept[]> {
  const found: Kept[] = []
  try {
    for (const [key, text] of await everyDraft()) {
      if (!key.startsWith(`${person}:`)) continue
      const kept = readKept(text)
      if (kept !== undefined && now - kept.savedAt <= keptForMilliseconds) found.push(kept)
      else await change((drafts) => drafts.delete(key))
    }
  } catch {}
  const held = new Set((await navigator.locks?.query())?.held?.map(({ name }) => name))
  const isFree = (id: string) => letGo.has(id) || !held.has(lockOf(id))
  return found.filter(({ draft }) => isFree(draft.id)).toSorted((a, b) => b.savedAt - a.savedAt)
}

async function everyDraft(): Promise<readonly (readonly [key: string, text: string])[]> {
  const database = await open()
  return new Promise((resolve, reject) => {
    const drafts = database.transaction(store).objectStore(store)
    const [keys, texts] = [drafts.getAllKeys(), drafts.getAll()]
    texts.addEventListener('success', () =>
      resolve(keys.result.map((key, i) => [String(key), String(texts.result[i])] as const)),
    )
    texts.addEventListener('error', () => reject(texts.error ?? new Error('not read')))
  })
}

/** Those that this tab has let go: the browser takes a moment to know it. */
const letGo = new Set<string>()

/** Holds a draft as this tab’s for as long as the tab lives, or until it is let go. */
export function holdDraft(id: string): () => void {
  let release: () => void = () => {}
  const until = new Promise<void>((resolve) => (release = resolve))
  letGo.delete(id)
  navigator.locks?.request(lockOf(id), () => until).catch(() => {})
  return () => {
    letGo.add(id)
    release()
  }
}

const lastKey = (person: string) => `tocsin:compose-areas:${person}`

/** What this person warned last on this device. */
export function lastAreas(person: string): readonly string[] {
  try {
    const read: unknown = JSON.parse(localStorage.getItem(lastKey(person)) ?? '[]')
    return Array.isArray(read) ? read.filter((one) => typeof one === 'string') : []
  } catch {
    return []
  }
}

export function keepLastAreas(person: string, areas: readonly string[]): void {
  try {
    localStorage.setItem(lastKey(person), JSON.stringify(areas))
  } catch {}
}

/** Names that no other piece of work has; works over plain HTTP too. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12))
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
