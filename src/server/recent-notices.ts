/** The notices of the last day, at hand for feeds: read back from the ledger at the start, then kept as they come. */
import { noticesOf, type Notice } from '#alerts'
import { day, plus } from '#base'
import type { Seq } from '#ledger'
import type { System } from './system.ts'

/** A reader who polls once a day still sees every end. */
const keptFor = day
const mostKept = 20_000
const pageFacts = 2_000

export interface RecentNotices {
  /** The oldest first. */
  all(): readonly Notice[]
}

export async function recentNotices(system: System): Promise<RecentNotices> {
  const { ledger, world, clock } = system
  let kept: Notice[] = []
  const forget = () => {
    const oldest = plus(clock.now(), -keptFor)
    const [first] = kept
    if (kept.length > mostKept || (first !== undefined && first.at < oldest))
      kept = kept.slice(-mostKept).filter((notice) => notice.at >= oldest)
    return kept
  }
  const add = (notices: readonly Notice[]) => {
    kept.push(...notices)
    forget()
  }
  let read = Math.max(0, world.head() - mostKept)
  while (read < world.head()) {
    const facts = await ledger.read(read as Seq, pageFacts)
    if (facts.length === 0) break
    add(facts.filter((fact) => fact.seq <= world.head()).flatMap(noticesOf))
    read = facts.at(-1)!.seq
  }
  let known = read
  system.onApplied((applied) => {
    for (const { fact, notices } of applied) if (fact.seq > known) add(notices)
    known = Math.max(known, applied.at(-1)?.fact.seq ?? 0)
  })
  return { all: forget }
}
