/** Failed sign-ins as facts: one at once, and at most one a minute and person after it, with how many there were. A flood fills no ledger. */
import { minute, system, type Clock, type Instant, type PersonId } from '#base'
import type { SignInMethod } from '../session.ts'
import type { Note } from './ports.ts'

/** Between two facts about the same person. */
const toldEvery = minute

interface Untold {
  count: number
  since: Instant
  readonly methods: Set<string>
  readonly doubts: Set<string>
  readonly callOff: () => void
}

export interface Failures {
  /** `doubt` is why a passkey proved nothing. What was typed is never written down: it may be a password. */
  add(person: PersonId | 'unknown', method: SignInMethod, doubt?: string): void
  /** Writes what waits, at once. */
  flush(): Promise<void>
}

export function countFailures({ clock, note }: { readonly clock: Clock; readonly note: Note }): Failures {
  // One for each person who exists, and one for all others: its size is bounded by theirs.
  const open = new Map<PersonId | 'unknown', Untold>()
  const writing = new Set<Promise<unknown>>()
  const tell = (
    person: PersonId | 'unknown',
    told: Pick<Untold, 'count' | 'since' | 'methods' | 'doubts'>,
  ) => {
    const { count, since, methods, doubts } = told
    const write = note({
      ...{ stream: 'sessions', type: 'sign-in-failed', by: system },
      data: {
        ...{ person, count, since, methods: [...methods].toSorted() },
        ...(doubts.size === 0 ? {} : { doubts: [...doubts].toSorted() }),
      },
    }).finally(() => writing.delete(write))
    writing.add(write)
  }
  const fresh = (person: PersonId | 'unknown'): Untold => ({
    ...{ count: 0, since: clock.now(), methods: new Set(), doubts: new Set() },
    callOff: clock.after(toldEvery, () => {
      const untold = open.get(person)
      open.delete(person)
      if (untold === undefined || untold.count === 0) return
      tell(person, untold)
      // The next minute begins: its first failure waits for the end of it.
      open.set(person, fresh(person))
    }),
  })
  return {
    add(person, method, doubt) {
      const untold = open.get(person)
      const doubts = doubt === undefined ? [] : [doubt]
      if (untold === undefined) {
        tell(person, { count: 1, since: clock.now(), methods: new Set([method]), doubts: new Set(doubts) })
        open.set(person, fresh(person))
        return
      }
      if (untold.count === 0) untold.since = clock.now()
      untold.count++
      untold.methods.add(method)
      for (const one of doubts) untold.doubts.add(one)
    },
    async flush() {
      for (const [person, untold] of open) {
        untold.callOff()
        if (untold.count > 0) tell(person, untold)
      }
      open.clear()
      await Promise.all(writing)
    },
  }
}
