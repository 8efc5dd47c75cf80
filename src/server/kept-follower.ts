/** Follows the ledger from a place that is kept: what a fact asks for is done durably before the place moves on, so a crash repeats it and never skips it. */
import type { Shelf } from '#base'
import { beginning, type Fact, type Follower, type Seq } from '#ledger'
import type { System } from './system.ts'
import { untilItWorks } from './until-it-works.ts'

const collection = 'places-in-the-ledger'
/** Facts of no interest that a restart may read again, so that not each of them costs a write. */
const mostReadAgain = 500

/** Who reads the ledger from a kept place. */
export const readers = ['courier', 'relay', 'archive'] as const
export type Reader = (typeof readers)[number]

/**
 * Where the readers of a new installation begin: what a restored ledger holds was done by the one it comes from. Called
 * before the first order; where a reader has been at work already it changes nothing.
 */
export async function beginReading(shelf: Shelf, head: Seq): Promise<void> {
  for (const reader of readers)
    // The archive holds what was ever said, also by the installation before.
    if (reader !== 'archive' && (await shelf.get(collection, reader)) === undefined)
      await shelf.put(collection, [{ key: reader, document: { seq: head } }])
}

export interface Reading<Wanted> {
  /** What of some facts asks for something to be done. */
  readonly wanted: (facts: readonly Fact[]) => readonly Wanted[]
  /** Must do no harm when it is done twice; it is tried until it works. */
  readonly act: (wanted: readonly Wanted[]) => Promise<void>
  /** For the log: “Notices could not be planned”. */
  readonly failure: string
}

/** The reader's place, or the ledger's end where that lies before it: a ledger restored beside newer tables ends there. */
export async function followKept<Wanted>(
  system: System,
  reader: Reader,
  { wanted, act, failure }: Reading<Wanted>,
): Promise<Follower> {
  const { ledger, shelf, log, clock } = system
  const kept = (await shelf.get(collection, reader)) as { readonly seq: Seq } | undefined
  const { seq: head } = await ledger.head()
  let written = Math.min(kept?.seq ?? beginning, head)
  let closed = false
  const around = { clock, log, isOver: () => closed }
  const follower = ledger.follow(written as Seq, async (facts) => {
    const last = (facts.at(-1) as { seq: Seq }).seq
    const found = wanted(facts)
    if (found.length === 0 && last - written < mostReadAgain) return
    // Whoever acts asks the world how things stand: it must not know less than the reader.
    await system.folded(last)
    if (found.length > 0) await untilItWorks(failure, () => act(found), around)
    if (closed) throw new Error('closed before everything was done')
    const place = [{ key: reader, document: { seq: last } }]
    const notKept = `The place of the ${reader} in the ledger can’t be kept`
    await untilItWorks(notKept, () => shelf.put(collection, place), around)
    written = last
  })
  return {
    caughtUp: () => follower.caughtUp(),
    async close() {
      closed = true
      await follower.close()
    },
  }
}
