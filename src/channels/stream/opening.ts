/** Brings a reader from where it stands to the present without a gap or a repetition, then lets it join the others. */
import type { Json } from '#base'
import type { AreaFilter } from './area-filter.ts'
import type { LiveHub, LiveReader } from './hub.ts'
import { encodeEvent, messagesAfter, type LiveBatch } from './live-event.ts'
import type { LiveSource } from './live-source.ts'
import { atSeq, newestNeeded, type Position } from './position.ts'

export interface OpeningReader extends LiveReader {
  readonly closed: boolean
  /** Writes and resolves once the bytes have left for the network or the reader is closed: at its own pace. */
  send(chunks: readonly Buffer[]): Promise<void>
}

export interface Openings {
  /** Resolves when the reader has joined or is closed. Rejects when the source fails. */
  open(reader: OpeningReader, filter: AreaFilter, from: Position | 'the present'): Promise<void>
}

export interface OpeningOptions {
  readonly hub: LiveHub
  readonly source: LiveSource
  /** A reader further behind than this many facts begins anew with the board. */
  readonly longestCatchUp?: number
  /** Bytes handed to one reader before it is waited for. */
  readonly pageBytes?: number
}

const pageFacts = 500

export function openings(options: OpeningOptions): Openings {
  const { hub, source, longestCatchUp = 10_000, pageBytes = 128 * 1024 } = options

  // After a restart thousands of readers ask for the same pages and the same board: each is read once for all of them.
  const pages = new Map<number, Promise<LiveBatch>>()
  const page = (seq: number) => sharedWhileReading(pages, seq, () => source.after(seq, pageFacts))
  let boards = new Map<string, Promise<{ seq: number; bytes: Buffer }>>()
  let boardsAt = -1
  const board = (filter: AreaFilter) => {
    if (boardsAt !== hub.head || boards.size > 1000) {
      boards = new Map()
      boardsAt = hub.head
    }
    let found = boards.get(filter.key)
    if (found === undefined) {
      const asked = boards
      found = source.board(filter).then(
        ({ seq, data }) => ({ seq, bytes: encodeEvent({ event: 'board', id: String(seq), data }) }),
        (error: unknown) => {
          asked.delete(filter.key)
          throw error
        },
      )
      boards.set(filter.key, found)
    }
    return found
  }

  const begin = async (reader: OpeningReader, filter: AreaFilter, before: readonly Buffer[]) => {
    const { seq, bytes } = await board(filter)
    await reader.send([...before, bytes])
    return atSeq(seq)
  }

  /** The position to go on from; a board is sent first where the reader has none that this ledger can continue. */
  const startingPoint = async (
    reader: OpeningReader,
    filter: AreaFilter,
    from: Position | 'the present',
  ): Promise<Position> => {
    if (from === 'the present') return begin(reader, filter, [])
    const needed = newestNeeded(from)
    // This process may be a moment behind the one that gave out the id; only the ledger itself can tell.
    if (needed > hub.head && needed > (await source.head()))
      return begin(reader, filter, [reset('unknown-position')])
    if (hub.head - from.seq > longestCatchUp) return begin(reader, filter, [reset('too-far-behind')])
    return from
  }

  return {
    async open(reader, filter, from) {
      let position = await startingPoint(reader, filter, from)
      while (!reader.closed) {
        if (newestNeeded(position) > hub.head) {
          await hub.reached(newestNeeded(position))
          continue
        }
        if (position.seq >= hub.floor) {
          const missed = hub.missed(filter, position, pageBytes)
          const sent = missed.chunks.length > 0 ? reader.send(missed.chunks) : undefined
          // Nothing may come between the look at the head and joining: no await on this path.
          if (missed.through === hub.head) return hub.join(reader, filter)
          await sent
          position = atSeq(missed.through)
          continue
        }
        const batch = await page(position.seq)
        if (batch.through <= position.seq)
          throw new Error(`the ledger gave nothing after fact ${position.seq}`)
        const from = position
        const chunks = batch.facts.flatMap((fact) =>
          messagesAfter(fact, filter, from).map(({ bytes }) => bytes),
        )
        if (chunks.length > 0) await reader.send(chunks)
        position = atSeq(batch.through)
      }
    },
  }
}

/** Tells the client to forget what it holds; the board that follows replaces it. It has no id of its own. */
function reset(reason: 'unknown-position' | 'too-far-behind'): Buffer {
  return encodeEvent({ event: 'reset', data: { reason } satisfies Json })
}

function sharedWhileReading<Value>(
  reads: Map<number, Promise<Value>>,
  key: number,
  read: () => Promise<Value>,
): Promise<Value> {
  let found = reads.get(key)
  if (found === undefined) {
    found = read().finally(() => reads.delete(key))
    reads.set(key, found)
  }
  return found
}
