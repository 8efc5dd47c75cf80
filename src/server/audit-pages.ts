/**
 * The ledger as an auditor reads it: the newest first and a page at a time, or from the oldest as a file. No index is kept:
 * one request looks at a bounded number of facts and says where to go on, so that a question costs the same in the tenth year.
 */
import { minute, plus, type Instant, type Json } from '#base'
import type { FactRecord, KeptLedger, Seq } from '#ledger'
import { auditKindOf, type AuditFact, type AuditKind } from '#people'

export interface AuditFilter {
  /** Facts by them, or that name them. */
  readonly person?: string | undefined
  readonly kind?: AuditKind | undefined
  /** The first instant. */
  readonly from?: Instant | undefined
  /** The first instant after it. */
  readonly to?: Instant | undefined
}

type Records = Pick<KeptLedger, 'records' | 'head'>

/** Of the ledger for one answer: at the speed of a small machine a fifth of a second. */
export const mostLookedAt = 20_000
const pageFacts = 500
/** Times are taken before facts are written: two may stand the other way round, by moments. */
export const clocksStumbleFor = minute

export interface AuditFound {
  readonly record: FactRecord
  readonly fact: AuditFact
}

/** The newest facts below `before` that fit, and below which place to go on; null when nothing older is left. */
export async function auditPage(
  ledger: Records,
  filter: AuditFilter,
  { before, limit }: { readonly before?: number | undefined; readonly limit: number },
): Promise<{ readonly found: readonly AuditFound[]; readonly before: number | null }> {
  let below = Math.min(before ?? Infinity, (await ledger.head()).seq + 1)
  if (filter.to !== undefined)
    below = Math.min(below, await firstAfter(ledger, plus(filter.to, clocksStumbleFor)))
  const earliest = filter.from === undefined ? undefined : plus(filter.from, -clocksStumbleFor)
  const found: AuditFound[] = []
  for (let looked = 0; below > 1;) {
    if (looked >= mostLookedAt) return { found, before: below }
    const after = Math.max(0, below - 1 - Math.min(pageFacts, isNarrow(filter) ? pageFacts : limit))
    const records = await ledger.records(after as Seq, below - 1 - after)
    for (const record of records.toReversed()) {
      looked++
      below = record.seq
      const one = fitting(record, filter)
      if (one !== undefined) found.push(one)
      if (found.length === limit) return { found, before: below > 1 ? below : null }
      if (earliest !== undefined && atOf(record) < earliest) return { found, before: null }
    }
    if (records.length === 0) break
  }
  return { found, before: null }
}

/** Everything that fits, the oldest first, in pages. */
export async function* auditFrom(
  ledger: Records,
  filter: AuditFilter,
): AsyncGenerator<readonly AuditFound[]> {
  const { seq: end } = await ledger.head()
  const latest = filter.to === undefined ? undefined : plus(filter.to, clocksStumbleFor)
  let after =
    filter.from === undefined ? 0 : (await firstAfter(ledger, plus(filter.from, -clocksStumbleFor))) - 1
  while (after < end) {
    const records = await ledger.records(after as Seq, Math.min(pageFacts, end - after))
    const last = records.at(-1)
    if (last === undefined) return
    after = last.seq
    yield records.flatMap((record) => fitting(record, filter) ?? [])
    if (latest !== undefined && atOf(last) > latest) return
  }
}

function isNarrow({ person, kind, from, to }: AuditFilter): boolean {
  return person !== undefined || kind !== undefined || from !== undefined || to !== undefined
}

function fitting(record: FactRecord, { person, kind, from, to }: AuditFilter): AuditFound | undefined {
  // An id stands in a fact's text as it is, in quotes: looking for it costs a tenth of reading the fact.
  if (person !== undefined && !record.text.includes(`"${person}"`)) return undefined
  const fact = factIn(record)
  if (person !== undefined && fact.by !== person && !isNamedIn(fact.data, person)) return undefined
  if (kind !== undefined && auditKindOf(fact) !== kind) return undefined
  if (from !== undefined && fact.at < from) return undefined
  if (to !== undefined && fact.at >= to) return undefined
  return { record, fact }
}

function isNamedIn(value: Json | undefined, id: string): boolean {
  if (typeof value === 'string') return value === id
  if (typeof value !== 'object' || value === null) return false
  return Object.values(value).some((one) => isNamedIn(one, id))
}

/** Read as it is kept, also where it is not as it was written: whoever looks shall see it, and that. */
function factIn({ text, seq, stream }: FactRecord): AuditFact {
  try {
    return JSON.parse(text) as AuditFact
  } catch {
    return {
      seq,
      stream,
      type: 'unreadable',
      by: 'nobody-known' as never,
      at: '' as Instant,
      mode: 'test',
      data: {},
    }
  }
}

/** Canonical JSON begins with it (`factText` of the ledger). */
export function atOf({ text }: FactRecord): Instant {
  return text.slice(7, 31) as Instant
}

/** The place of the first fact after that instant; one beyond the last where there is none. */
export async function firstAfter(ledger: Records, at: Instant): Promise<number> {
  let [low, high] = [1, (await ledger.head()).seq + 1]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    const [record] = await ledger.records((middle - 1) as Seq, 1)
    if (record !== undefined && atOf(record) <= at) low = middle + 1
    else high = middle
  }
  return low
}
