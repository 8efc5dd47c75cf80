/** Reads a whole ledger and tells whether every fact is as it was written and where it was; names the first that isn't. */
import { emptyHead, verifyRecords } from './chain.ts'
import type { Seq } from './fact.ts'
import type { KeptLedger } from './keeper.ts'
import type { Head } from './ledger.ts'

export type Verification =
  | { readonly intact: true; readonly facts: number; readonly head: Head }
  | { readonly intact: false; readonly at: Seq; readonly why: string }

export interface VerifyProgress {
  readonly checked: number
  readonly total: number
}

const pageFacts = 1_000

/**
 * Verifies the facts after `from` (by default all of them) up to the head at the time of the call.
 * The ledger may be in use: pages are read one after the other, with room for others in between.
 */
export async function verifyLedger(
  ledger: Pick<KeptLedger, 'head' | 'records'>,
  options: { readonly from?: Head; readonly onProgress?: (progress: VerifyProgress) => void } = {},
): Promise<Verification> {
  let end: Head
  try {
    end = await ledger.head()
  } catch (error) {
    return { intact: false, at: 1 as Seq, why: `the head can't be read: ${(error as Error).message}` }
  }
  const from = options.from ?? emptyHead
  const total = end.seq - from.seq
  let head = from
  while (head.seq < end.seq) {
    const limit = Math.min(pageFacts, end.seq - head.seq)
    const records = await readableFrom(ledger, head.seq, limit)
    if (!Array.isArray(records)) return { intact: false, at: (head.seq + 1) as Seq, why: records as string }
    if (records.length === 0) return { intact: false, at: (head.seq + 1) as Seq, why: 'it is missing' }
    const check = verifyRecords(records, head)
    if (!check.intact) return check
    head = check.head
    options.onProgress?.({ checked: head.seq - from.seq, total })
  }
  if (head.seq === end.seq && head.hash !== end.hash)
    return { intact: false, at: head.seq, why: 'the ledger names another hash for its last fact' }
  return { intact: true, facts: total, head }
}

/** A page of records; when the keeper can't read it, as many as can be read, or why not even the first. */
async function readableFrom(ledger: Pick<KeptLedger, 'records'>, after: Seq, limit: number) {
  for (let size = limit; ; size = Math.ceil(size / 10)) {
    try {
      return await ledger.records(after, size)
    } catch (error) {
      if (size === 1) return `it can't be read: ${(error as Error).message}`
    }
  }
}
