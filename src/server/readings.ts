/**
 * Who read what is sensitive, as facts: the first reading at once, what follows within ten minutes as one fact with how
 * often. A screen that asks every second fills no ledger. What was read at a server that doesn't decide is handed to the one that does.
 */
import {
  minute,
  type ActorId,
  type Clock,
  type IdSource,
  type Instant,
  type Json,
  type JsonObject,
  type Log,
  type Shelf,
} from '#base'

/** Between two facts about the same key or session reading the same. */
export const readingToldEvery = 10 * minute
const collection = 'readings'

export interface Reader {
  readonly by: ActorId
  readonly via: string
}

export interface ReadingParts {
  readonly shelf: Shelf
  readonly clock: Clock
  readonly ids: IdSource
  readonly log: Log
  readonly decides: () => 'me' | 'other'
  /** Resolves to something once it is durable. */
  readonly note: (fact: ReadingFact) => Promise<unknown>
}

export interface ReadingFact {
  readonly stream: 'audit'
  readonly type: 'sensitive-read'
  readonly by: ActorId
  readonly via: string
  readonly data: JsonObject
}

export interface Readings {
  /** `about` is the person whose data were read. */
  wasRead(reader: Reader, what: string, about?: string): void
  /** Writes down what waits, at once. */
  flush(): Promise<void>
  /** On the server that decides: takes over what others have noted. */
  begin(): { caughtUp(): Promise<void>; close(): Promise<void> }
}

interface Untold {
  times: number
  since: Instant
  readonly callOff: () => void
}

export function openReadings(parts: ReadingParts): Readings {
  const { shelf, clock, ids, log } = parts
  // One for each key or session and each kind of reading within ten minutes: bounded by those who may read.
  const open = new Map<string, Untold & { readonly tell: () => void }>()
  const writing = new Set<Promise<void>>()

  const keep = async (fact: ReadingFact) => {
    if (parts.decides() === 'me' && (await parts.note(fact)) !== undefined) return
    await shelf.put(collection, [{ key: ids.next('reading'), document: fact as unknown as Json }])
  }
  const write = (fact: ReadingFact) => {
    const written = keep(fact)
      .catch((error: Error) =>
        log.error('That somebody read could not be written down', { why: error.message }),
      )
      .finally(() => writing.delete(written))
    writing.add(written)
  }
  const factOf = (
    { by, via }: Reader,
    what: string,
    about: string | undefined,
    times: number,
    since: Instant,
  ): ReadingFact => ({
    stream: 'audit',
    type: 'sensitive-read',
    ...{ by, via },
    data: { what, times, since, ...(about === undefined ? {} : { person: about }) },
  })
  const begun = (key: string, reader: Reader, what: string, about: string | undefined) => {
    const untold: Untold & { tell: () => void } = {
      ...{ times: 0, since: clock.now() },
      tell() {
        if (untold.times > 0) write(factOf(reader, what, about, untold.times, untold.since))
      },
      callOff: clock.after(readingToldEvery, () => {
        open.delete(key)
        untold.tell()
        // The next ten minutes begin: their first reading waits for the end of them.
        if (untold.times > 0) begun(key, reader, what, about)
      }),
    }
    open.set(key, untold)
  }
  const takeOver = async () => {
    for (const { key, document } of await shelf.list(collection, { limit: 500 })) {
      if ((await parts.note(document as unknown as ReadingFact)) === undefined) return
      await shelf.remove(collection, [key])
    }
  }

  return {
    wasRead(reader, what, about) {
      const key = `${reader.via} ${what} ${about ?? ''}`
      const untold = open.get(key)
      if (untold === undefined) {
        write(factOf(reader, what, about, 1, clock.now()))
        begun(key, reader, what, about)
        return
      }
      if (untold.times === 0) untold.since = clock.now()
      untold.times++
    },
    async flush() {
      for (const untold of open.values()) {
        untold.callOff()
        untold.tell()
      }
      open.clear()
      await Promise.all(writing)
    },
    begin() {
      let closed = false
      let callOff = () => {}
      const look = async () => {
        await takeOver().catch((error: Error) =>
          log.warn('What was read at other servers could not be taken over', { why: error.message }),
        )
        if (!closed) callOff = clock.after(minute, () => void (looking = look()))
      }
      let looking = look()
      return {
        async caughtUp() {
          await looking
          await Promise.all(writing)
        },
        async close() {
          closed = true
          callOff()
          await looking
        },
      }
    },
  }
}
