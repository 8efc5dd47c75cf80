/** Words to families, for a week: by the day on which they are over, so that a whole day is forgotten at once. */
import { day, hour, ok, plus, refuse, type Instant, type Json, type Result } from '#base'
import { safeKeptFor, safeKeyOf, safeTokenOf, type SafeWord } from '#reports'
import type { System } from './system.ts'

const mostOfDay = 200_000
const page = 1_000

export interface SafeWords {
  /** The same id once more is the same word. */
  say(id: string, ciphertext: string | null): Promise<Result<SafeWord & { readonly token: string }>>
  read(token: string): Promise<SafeWord | undefined>
  takeBack(id: string): Promise<Result<void, 'reports/safe-unknown'>>
  close(): void
}

export function openSafeWords(system: Pick<System, 'personal' | 'clock' | 'log' | 'decides'>): SafeWords {
  const { personal, clock, log } = system
  let today = ''
  let saidToday = 0
  const collectionOf = (expiresAt: Instant) => `resident-safe-${expiresAt.slice(0, 10)}`
  /** Those in which something that is not over may be. */
  const collections = () => {
    const now = clock.now()
    return Array.from({ length: safeKeptFor / day + 1 }, (_, i) => collectionOf(plus(now, i * day)))
  }
  const find = async (token: string) => {
    const key = safeKeyOf(token)
    for (const collection of collections()) {
      const word = (await personal.get(collection, key)) as unknown as SafeWord | undefined
      if (word !== undefined) return { collection, key, word }
    }
    return undefined
  }
  const sweep = async () => {
    if (system.decides() === 'other') return
    // A server that was away for a while finds what was over meanwhile.
    for (let ago = 1; ago <= 60; ago++) {
      const collection = collectionOf(plus(clock.now(), -ago * day))
      for (;;) {
        const kept = await personal.list(collection, { limit: page })
        if (kept.length === 0) break
        await personal.remove(
          collection,
          kept.map(({ key }) => key),
        )
      }
    }
  }
  let callOff = () => {}
  const sweepAgain = (wait: number) => {
    callOff = clock.after(wait, () => {
      sweep().catch((error: Error) =>
        log.warn('Words to families that are over could not be forgotten', { why: error.message }),
      )
      sweepAgain(6 * hour)
    })
  }
  sweepAgain(hour)

  return {
    async say(id, ciphertext) {
      const token = safeTokenOf(id)
      const before = await find(token)
      if (before !== undefined) return ok({ ...before.word, token })
      const saidAt = clock.now()
      if (today !== saidAt.slice(0, 10)) [today, saidToday] = [saidAt.slice(0, 10), 0]
      if (saidToday >= mostOfDay) return refuse('reports/full', { seconds: 3_600 })
      saidToday++
      const word: SafeWord = { saidAt, expiresAt: plus(saidAt, safeKeptFor), ciphertext }
      const entry = { key: safeKeyOf(token), document: word as unknown as Json }
      await personal.put(collectionOf(word.expiresAt), [entry])
      return ok({ ...word, token })
    },
    async read(token) {
      const found = await find(token)
      return found === undefined || found.word.expiresAt < clock.now() ? undefined : found.word
    },
    async takeBack(id) {
      const found = await find(safeTokenOf(id))
      if (found === undefined) return refuse('reports/safe-unknown')
      await personal.remove(found.collection, [found.key])
      return ok()
    },
    close: () => callOff(),
  }
}
