/** Where drafts are kept: in this browser, for each person apart, written at every change. Another tab’s draft is left to it. */
import { readKept, writeKept, type Kept } from './kept.ts'

/** A draft of yesterday is about another night. */
const keptForMilliseconds = 24 * 3_600_000

const prefix = (person: string) => `tocsin:compose:${person}:`
const lastKey = (person: string) => `tocsin:compose-areas:${person}`

/** False where the browser keeps nothing: then the screen must not say that it is saved. */
export function keepDraft(person: string, kept: Kept): boolean {
  try {
    localStorage.setItem(prefix(person) + kept.draft.id, writeKept(kept))
    return true
  } catch {
    return false
  }
}

export function forgetDraft(person: string, id: string): void {
  try {
    localStorage.removeItem(prefix(person) + id)
  } catch {}
}

/** Those of this person that no open tab is at work on, the newest first. */
export async function keptDrafts(person: string, now: number): Promise<readonly Kept[]> {
  const found: Kept[] = []
  try {
    for (const key of Object.keys(localStorage).filter((one) => one.startsWith(prefix(person)))) {
      const kept = readKept(localStorage.getItem(key))
      if (kept === undefined || now - kept.savedAt > keptForMilliseconds) localStorage.removeItem(key)
      else found.push(kept)
    }
  } catch {}
  const held = new Set((await navigator.locks?.query())?.held?.map(({ name }) => name))
  return found
    .filter(({ draft }) => !held.has(`tocsin:compose:${draft.id}`))
    .toSorted((a, b) => b.savedAt - a.savedAt)
}

/** Holds a draft as this tab’s for as long as the tab lives, or until it is let go. */
export function holdDraft(id: string): () => void {
  let letGo: () => void = () => {}
  const until = new Promise<void>((resolve) => (letGo = resolve))
  void navigator.locks?.request(`tocsin:compose:${id}`, () => until)
  return letGo
}

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
