/**
 * Who hears what: readers grouped by what they asked for, each new fact written to the groups it concerns, once and in
 * order, from bytes that all share.
 */
import type { AreaFilter } from './area-filter.ts'
import { encodeEvent, messagesAfter, type LiveBatch, type LiveFact, type LiveMessage } from './live-event.ts'
import { atSeq, type Position } from './position.ts'
import { recentFacts } from './recent-facts.ts'

export interface LiveReader {
  /** The hub's head when it joined: it has heard of everything up to there by other means. The hub sets it. */
  joinedAt: number
  write(bytes: Buffer): void
  /** Ends the stream so that the reader comes back and resumes. */
  end(): void
}

/** What a reader that stands at a position has yet to hear, as far as it was asked for. */
export interface Missed {
  readonly chunks: readonly Buffer[]
  /** Where the reader stands once it has the chunks. */
  readonly through: number
}

export interface LiveHub {
  /** The newest fact published. */
  readonly head: number
  /** What came after this fact is at hand; what came before has to be read from the ledger. */
  readonly floor: number
  readonly readers: number
  readonly groups: number
  /** Events handed to connections since the start. */
  readonly deliveries: number
  /**
   * Writes a batch to everyone it concerns. What was published before is left out; if facts are missing before it,
   * every stream is ended instead, to resume from the ledger, because nobody may silently miss one.
   */
  publish(batch: LiveBatch): void
  /** Fills the memory for readers that come back, without writing to anyone: once, at the start. */
  remember(batch: LiveBatch): void
  /** What is at hand of the last `facts` facts, for another hub to remember. */
  remembered(facts: number): LiveBatch
  /** What is missing after `position` (not below the floor), up to `limit` bytes or the head. */
  missed(filter: AreaFilter, position: Position, limit: number): Missed
  /** The reader must have heard of everything up to the head in this very turn. */
  join(reader: LiveReader, filter: AreaFilter): void
  leave(reader: LiveReader, filter: AreaFilter): void
  /** Resolves when the head has reached `seq`. */
  reached(seq: number): Promise<void>
  /** Tells every reader that the line is alive, and up to where it has heard everything. */
  ping(): void
  /** Ends every stream and forgets what was at hand: the map has changed, or the server stops. */
  endAll(): void
}

interface Group {
  readonly filter: AreaFilter
  readonly readers: Set<LiveReader>
}

export interface HubOptions {
  /** The ledger's head when the hub starts. */
  readonly head: number
  readonly keepFacts?: number
  readonly keepBytes?: number
  /** Writes done before others get their turn: 13 µs each, and the same process answers sirens. */
  readonly slice?: number
  /** Runs the rest after others had their turn. */
  readonly soon: (act: () => void) => void
}

export function liveHub(options: HubOptions): LiveHub {
  const { keepFacts = 4096, keepBytes = 32 * 1024 * 1024, slice = 500, soon } = options
  const recent = recentFacts(options.head, keepFacts, keepBytes)
  const groups = new Map<string, Group>()
  let waiting: { readonly seq: number; readonly resolve: () => void }[] = []
  let head = options.head
  let readers = 0
  let deliveries = 0

  // Deliveries run one after another, so that a reader hears facts in their order although each run takes many turns.
  const runs: Iterator<unknown>[] = []
  const work = () => {
    let left = slice
    for (let run = runs[0]; run !== undefined; run = runs[0]) {
      if (run.next().done === true) runs.shift()
      else if (--left === 0) return soon(work)
    }
  }
  const start = (run: Iterator<unknown>) => {
    runs.push(run)
    if (runs.length === 1) work()
  }

  function* deliver(batch: LiveBatch) {
    const built = new Map<string, Buffer>()
    for (const { filter, readers } of groups.values()) {
      const bytes = batchBytes(batch, filter, built)
      if (bytes === undefined) continue
      for (const reader of readers) {
        // It joined while this run was under way, and had the batch from the recent facts.
        if (reader.joinedAt >= batch.through) continue
        reader.write(bytes)
        deliveries++
        yield
      }
    }
  }

  function* deliverPing(seq: number) {
    const bytes = encodeEvent({ event: 'ping', id: String(seq), data: { seq } })
    for (const group of groups.values())
      for (const reader of group.readers) {
        if (reader.joinedAt > seq) continue
        reader.write(bytes)
        yield
      }
  }

  const endAll = () => {
    runs.length = 0
    recent.clear(head)
    for (const group of groups.values()) for (const reader of group.readers) reader.end()
  }

  return {
    get head() {
      return head
    },
    get floor() {
      return recent.floor
    },
    get readers() {
      return readers
    },
    get groups() {
      return groups.size
    },
    get deliveries() {
      return deliveries
    },
    publish(batch) {
      if (batch.through <= head) return
      if (batch.after > head) {
        head = batch.after
        endAll()
      }
      const fresh = { ...batch, after: head, facts: batch.facts.filter((fact) => fact.seq > head) }
      recent.add(fresh)
      head = batch.through
      if (fresh.facts.length > 0) start(deliver(fresh))
      const due = waiting.filter(({ seq }) => seq <= head)
      if (due.length === 0) return
      waiting = waiting.filter(({ seq }) => seq > head)
      for (const { resolve } of due) resolve()
    },
    remember(batch) {
      if (batch.through !== head || readers > 0) return
      recent.clear(batch.after)
      recent.add(batch)
    },
    remembered(facts) {
      const after = Math.max(recent.floor, head - facts)
      return { after, through: head, facts: [...recent.after(after)] }
    },
    missed(filter, position, limit) {
      const chunks: Buffer[] = []
      let bytes = 0
      for (const fact of recent.after(position.seq)) {
        for (const message of messagesAfter(fact, filter, position)) {
          chunks.push(message.bytes)
          bytes += message.bytes.length
        }
        if (bytes >= limit) return { chunks, through: fact.seq }
      }
      return { chunks, through: head }
    },
    join(reader, filter) {
      let group = groups.get(filter.key)
      if (group === undefined) groups.set(filter.key, (group = { filter, readers: new Set() }))
      reader.joinedAt = head
      group.readers.add(reader)
      readers++
    },
    leave(reader, filter) {
      const group = groups.get(filter.key)
      if (group === undefined || !group.readers.delete(reader)) return
      readers--
      if (group.readers.size === 0) groups.delete(filter.key)
    },
    reached(seq) {
      return seq <= head ? Promise.resolve() : new Promise((resolve) => waiting.push({ seq, resolve }))
    },
    ping: () => start(deliverPing(head)),
    endAll,
  }
}

/** The bytes of a batch for one filter; groups that hear the same messages share one buffer. */
function batchBytes(batch: LiveBatch, filter: AreaFilter, built: Map<string, Buffer>): Buffer | undefined {
  const heard: LiveMessage[] = []
  let key = ''
  batch.facts.forEach((fact: LiveFact, f) => {
    messagesAfter(fact, filter, atSeq(batch.after)).forEach((message) => {
      heard.push(message)
      key += `${f}.${fact.messages.indexOf(message)} `
    })
  })
  if (heard.length <= 1) return heard[0]?.bytes
  let bytes = built.get(key)
  if (bytes === undefined) built.set(key, (bytes = Buffer.concat(heard.map((message) => message.bytes))))
  return bytes
}
