/**
 * Erasing what is personal about somebody: first the fact that it shall be, then the removal from every table, then the
 * fact that it is gone. Whatever breaks between them is made up for at the next start; the ledger holds ids alone and stays.
 */
import { oneAfterAnother, system, type Log, type PersonId } from '#base'
import type { Registry } from '../registry.ts'
import type { Note } from '../sign-in/ports.ts'
import type { PersonalTable } from './tables.ts'

export interface ErasureParts {
  readonly tables: readonly PersonalTable[]
  readonly registry: Pick<Registry, 'erased'>
  readonly note: Note
  readonly log: Log
}

export interface Erasure {
  /** Removes all that is personal about somebody whose erasure is a fact; rejects as the shelf does, and may be called again. */
  remove(person: PersonId): Promise<void>
  /** The same for everybody who is to be erased and of whom something is left. Never rejects. */
  finish(): Promise<void>
}

export function openErasure({ tables, registry, note, log }: ErasureParts): Erasure {
  const inTurn = oneAfterAnother()
  const remove: Erasure['remove'] = (person) =>
    inTurn(async () => {
      // Nobody loses anything by a call too many.
      if (!registry.erased.has(person)) return
      let removed = 0
      for (const table of tables) {
        if ((await table.of(person)) === undefined) continue
        await table.forget(person)
        removed++
      }
      if (removed === 0) return
      const done = await note({
        ...{ stream: `person:${person}`, type: 'personal-data-removed', by: system },
        data: { person },
      } as const)
      if (!done.ok) log.warn('That somebody’s personal data are gone could not be written down', { person })
    })
  return {
    remove,
    async finish() {
      for (const person of registry.erased)
        await remove(person).catch((error: Error) =>
          log.warn('Personal data that shall be erased are still there; it is tried again', {
            ...{ person, why: error.message },
          }),
        )
    },
  }
}
