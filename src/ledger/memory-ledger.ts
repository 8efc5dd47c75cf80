/** A ledger in memory, for tests and replays: everything a kept one promises, except surviving the process. */
import { ok, type Log } from '#base'
import { emptyHead, type FactRecord } from './chain.ts'
import type { Seq } from './fact.ts'
import type { KeptLedger } from './keeper.ts'
import { keptLedger } from './kept-ledger.ts'

/** Without a log, a follower that fails becomes an unhandled rejection: loud enough for a test. */
const loud: Log = {
  info() {},
  warn() {},
  error: (message, details) => void Promise.reject(new Error(`${message}: ${String(details?.['why'])}`)),
}

/** `records` are those of a ledger that was open before: a test's way to restart. */
export function memoryLedger(
  options: { readonly id?: string; readonly log?: Log; readonly records?: FactRecord[] } = {},
): KeptLedger {
  const records = options.records ?? []
  let id = options.id ?? 'ledger-in-memory'
  const streams = new Map<string, FactRecord[]>()
  const file = (record: FactRecord) => {
    const stream = streams.get(record.stream)
    if (stream) stream.push(record)
    else streams.set(record.stream, [record])
  }
  for (const record of records) file(record)
  const head = () => records.at(-1) ?? emptyHead
  const core = keptLedger(
    {
      id: () => id,
      async adopt(adopted) {
        id = adopted
      },
      prepare: async () => ok(head()),
      versionsOf: async (asked) => new Map(asked.map((stream) => [stream, streams.get(stream)?.length ?? 0])),
      async write(written) {
        for (const record of written) {
          records.push(record)
          file(record)
        }
        return ok()
      },
      async head() {
        const { seq, hash } = head()
        return { seq, hash }
      },
      // Facts have no gaps, so a fact's place in the array is its seq less one.
      records: async (after, limit) => records.slice(after, after + limit),
      streamRecords: async (stream, afterVersion) => (streams.get(stream) ?? []).slice(afterVersion),
      async close() {},
    },
    { newest: head().seq as Seq, log: options.log ?? loud, writer: 'me' },
  )
  return core.ledger
}
