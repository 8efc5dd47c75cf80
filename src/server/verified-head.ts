/** How far the chain of facts was verified by this server: a little further at each question, until it is all of it. */
import { emptyHead, verifyRecords, type Head, type KeptLedger, type Seq } from '#ledger'

export interface Verified extends Head {
  /** The first fact that is not as it was written; null where none was found so far. */
  readonly damage: { readonly at: number; readonly why: string } | null
}

/** For one question; a tenth of a second. */
const factsAtOnce = 10_000
const pageFacts = 1_000

export function verifiedHead(ledger: Pick<KeptLedger, 'records' | 'head'>): () => Promise<Verified> {
  let head: Head = emptyHead
  let damage: Verified['damage'] = null
  let going: Promise<void> | undefined
  const goOn = async () => {
    const end = await ledger.head()
    for (let checked = 0; head.seq < end.seq && damage === null && checked < factsAtOnce;) {
      const records = await ledger.records(head.seq, Math.min(pageFacts, end.seq - head.seq))
      const check = verifyRecords(records, head)
      if (records.length === 0) damage = { at: head.seq + 1, why: 'it is missing' }
      else if (check.intact) head = check.head
      else {
        damage = { at: check.at, why: check.why }
        const good = verifyRecords(
          records.filter(({ seq }) => seq < (check.at as Seq)),
          head,
        )
        if (good.intact) head = good.head
      }
      checked += records.length
    }
  }
  return async () => {
    going ??= goOn().finally(() => (going = undefined))
    await going
    return { ...head, damage }
  }
}
