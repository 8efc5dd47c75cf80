/** From where each session was opened, kept for those who ask later “from where was that ordered”, and no longer than for that. */
import { day, minute, plus, type Clock, type Instant, type Json, type PersonId, type Shelf } from '#base'
import { sessionLimits, type Session, type SessionId } from '../session.ts'

const collection = 'visits'
const page = 500

/** After a session's end: long enough for an inquiry, told in docs/guides/audit.md. */
export const visitsKeptForDays = 90
const longestSession = Math.max(...Object.values(sessionLimits).map((one) => one.longestMinutes)) * minute

export interface Visit {
  readonly session: SessionId
  readonly person: PersonId
  readonly address: string
  /** The User-Agent as it was sent, cut. */
  readonly browser: string
  readonly startedAt: Instant
  /** From then on it is not kept any more. */
  readonly keptUntil: Instant
}

export interface VisitBook {
  /** Durable when it returns. */
  add(session: Session): Promise<void>
  get(session: string): Promise<Visit | undefined>
  /** The oldest session's id first. */
  listOf(person: PersonId): Promise<readonly Visit[]>
  forget(person: PersonId): Promise<void>
  /** Forgets those that were kept long enough; how many they were. */
  sweep(): Promise<number>
}

/** They are asked for by auditors alone: read from the shelf each time. */
export function openVisitBook({ shelf, clock }: { readonly shelf: Shelf; readonly clock: Clock }): VisitBook {
  const isKept = ({ keptUntil }: Visit) => clock.now() < keptUntil
  const chosen = async (choose: (visit: Visit) => unknown): Promise<Visit[]> => {
    const found: Visit[] = []
    for (let after: string | undefined; ;) {
      const some = await shelf.list(collection, { limit: page, ...(after === undefined ? {} : { after }) })
      for (const { document } of some) if (choose(document as unknown as Visit)) found.push(document as never)
      after = some.at(-1)?.key
      if (some.length < page) return found
    }
  }
  const drop = async (visits: readonly Visit[]) => {
    await shelf.remove(
      collection,
      visits.map(({ session }) => session),
    )
    return visits.length
  }
  return {
    async add({ id, person, address, browser, startedAt }) {
      const keptUntil = plus(startedAt, longestSession + visitsKeptForDays * day)
      const visit: Visit = { session: id, person, address, browser, startedAt, keptUntil }
      await shelf.put(collection, [{ key: id, document: visit as unknown as Json }])
    },
    async get(session) {
      const visit = (await shelf.get(collection, session)) as unknown as Visit | undefined
      return visit !== undefined && isKept(visit) ? visit : undefined
    },
    listOf: (person) => chosen((visit) => visit.person === person && isKept(visit)),
    forget: async (person) => void (await drop(await chosen((visit) => visit.person === person))),
    sweep: async () => drop(await chosen((visit) => !isKept(visit))),
  }
}
