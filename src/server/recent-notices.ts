/** What was published in the last day, at hand for feeds: read back from the ledger at the start, then kept as it comes. */
import { noticesOf, type Notice } from '#alerts'
import { day, plus, type Mode } from '#base'
import type { Fact, Seq } from '#ledger'
import { isRelayed, type ArchiveEntry } from './cap-archive.ts'
import type { System } from './system.ts'

/** A reader who polls once a day still sees every end. */
const keptFor = day
const mostKept = 20_000
const pageFacts = 2_000

export interface RecentNotices {
  /** The oldest first. */
  all(): readonly Notice[]
  /** As they are published: relayed alerts in their sender's message, not in our notices of them. The oldest first. */
  published(mode: Mode): readonly ArchiveEntry[]
}

type Published = ArchiveEntry & { readonly mode: Mode }

export async function recentNotices(system: System): Promise<RecentNotices> {
  const { ledger, world, clock } = system
  let notices: Notice[] = []
  let published: Published[] = []
  const add = (facts: readonly Fact[]) => {
    notices.push(...facts.flatMap(noticesOf))
    published.push(...facts.flatMap(publishedBy))
    forget()
  }
  const forget = () => {
    const oldest = plus(clock.now(), -keptFor)
    notices = recent(notices, oldest)
    published = recent(published, oldest)
  }
  let read = Math.max(0, world.head() - mostKept)
  while (read < world.head()) {
    const facts = await ledger.read(read as Seq, pageFacts)
    if (facts.length === 0) break
    add(facts.filter((fact) => fact.seq <= world.head()))
    read = facts.at(-1)!.seq
  }
  let known = read
  system.onApplied((applied) => {
    add(applied.flatMap(({ fact }) => (fact.seq > known ? fact : [])))
    known = Math.max(known, applied.at(-1)?.fact.seq ?? 0)
  })
  return {
    all() {
      forget()
      return notices
    },
    published(mode) {
      forget()
      return published.filter((one) => one.mode === mode)
    },
  }
}

function recent<One extends { readonly at: string }>(list: One[], oldest: string): One[] {
  const [first] = list
  if (list.length <= mostKept && (first === undefined || first.at >= oldest)) return list
  return list.slice(-mostKept).filter(({ at }) => at >= oldest)
}

function publishedBy(fact: Fact): readonly Published[] {
  const { seq, at, mode } = fact
  if (isRelayed(fact)) return [{ kind: 'relayed', id: fact.stream.slice('message:'.length), seq, at, mode }]
  return noticesOf(fact)
    .filter(({ relayed }) => relayed === undefined)
    .map(({ id }) => ({ kind: 'own', id, seq, at, mode }))
}
