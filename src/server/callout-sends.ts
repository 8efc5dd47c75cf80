/** What was sent to whom over which way, and what became of it: personal, kept for a month, and the same on every store. */
import {
  between,
  day,
  plus,
  second,
  type Clock,
  type Instant,
  type Json,
  type PersonId,
  type Shelf,
} from '#base'
import type { Outcome } from '#channels'
import type { CallOutId, Due } from '#response'
import type { WayName } from './callout-ways.ts'

const collection = 'callout-sends'
const keptFor = 30 * day
const keptUpEvery = 3 * second

export interface Sent {
  /** As the line knows it. */
  readonly id: string
  readonly callOut: CallOutId
  readonly person: PersonId
  readonly way: WayName
  readonly say: Due['say'] | 'unclear' | 'late' | 'answered'
  readonly time: number
  readonly at: Instant
  readonly outcome: Outcome['kind']
  readonly problem: string | null
  /** Whether it may be tried again. */
  readonly again: 'never' | 'later'
}

export interface SentBook {
  get(id: string): Sent | undefined
  of(callOut: CallOutId): readonly Sent[]
  ofPerson(person: PersonId): readonly Sent[]
  note(sent: Sent): Promise<void>
  /** What is learnt later of something that was sent. */
  heard(id: string, outcome: Outcome): Promise<void>
  forget(person: PersonId): Promise<void>
  sweep(): Promise<void>
  reload(): Promise<void>
  /** Where another server sends: what that one wrote down is read again, at most every few seconds. */
  keepUp(another: () => boolean): Promise<void>
}

export async function openSentBook(shelf: Shelf, clock: Clock): Promise<SentBook> {
  let all = new Map<string, Sent>()
  const reload = async () => {
    const kept = await shelf.list(collection)
    all = new Map(kept.map(({ key, document }) => [key, document as unknown as Sent]))
  }
  await reload()
  let readAt = clock.now()
  const remove = async (gone: readonly Sent[]) => {
    if (gone.length > 0)
      await shelf.remove(
        collection,
        gone.map(({ id }) => id),
      )
    for (const { id } of gone) all.delete(id)
  }
  const put = async (sent: Sent) => {
    all.set(sent.id, sent)
    await shelf.put(collection, [{ key: sent.id, document: sent as unknown as Json }])
  }
  return {
    get: (id) => all.get(id),
    of: (callOut) => [...all.values()].filter((sent) => sent.callOut === callOut),
    ofPerson: (person) => [...all.values()].filter((sent) => sent.person === person),
    note: put,
    async heard(id, outcome) {
      const before = all.get(id)
      if (before !== undefined && before.outcome !== 'confirmed') await put({ ...before, ...toldBy(outcome) })
    },
    forget: (person) => remove([...all.values()].filter((sent) => sent.person === person)),
    sweep: () => remove([...all.values()].filter(({ at }) => at < plus(clock.now(), -keptFor))),
    reload,
    async keepUp(another) {
      if (!another() || between(readAt, clock.now()) < keptUpEvery) return
      readAt = clock.now()
      const kept = await shelf.list(collection)
      // Meanwhile this one may have begun to send: what it notes itself is newer.
      if (another()) all = new Map(kept.map(({ key, document }) => [key, document as unknown as Sent]))
    },
  }
}

export function toldBy(outcome: Outcome): Pick<Sent, 'outcome' | 'problem' | 'again'> {
  const problem = 'problem' in outcome ? outcome.problem : null
  return { outcome: outcome.kind, problem, again: outcome.kind === 'refused' ? outcome.retry : 'never' }
}
