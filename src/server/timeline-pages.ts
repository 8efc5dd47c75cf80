/**
 * The ledger as a duty room reads it: the facts of one alert or of one night, the oldest first, a page at a time. A span is
 * found by halving, since facts stand in the order of their times but for moments; one request looks at a bounded number of
 * facts and says where to go on.
 */
import { hour, minute, plus, type AlertId, type Instant, type Mode } from '#base'
import { openRecord, type Fact, type FactRecord, type KeptLedger, type Seq } from '#ledger'
import { atOf, clocksStumbleFor, firstAfter } from './audit-pages.ts'
import {
  alertsIn,
  groupOf,
  groupOfStreamNamed,
  groupsBeside,
  streamsOfAlert,
  type TimelineGroup,
} from './timeline-kinds.ts'

export interface TimelineFilter {
  readonly alert?: AlertId | undefined
  /** The first instant. */
  readonly from?: Instant | undefined
  /** The first instant after it. */
  readonly to?: Instant | undefined
  /** Groups, or types of facts; all when left out. */
  readonly kinds?: readonly string[] | undefined
  readonly mode?: Mode | undefined
  /** What the reader may read. */
  readonly groups: ReadonlySet<TimelineGroup>
}

type Records = Pick<KeptLedger, 'records' | 'head' | 'readStream'>

/** Of the ledger for one answer: alerts’ facts are large, and reading so many takes half a second on a busy machine. */
export const mostLookedAt = 8_000
const pageFacts = 500
/** Characters: of a fact's text, what its mode, stream, type and `via` can take at most (`factText` of the ledger). */
const behindData = 4_000

/** Places in the ledger: after `after`, and up to `until`. */
export interface Span {
  readonly after: number
  readonly until: number
}

/** Where in the ledger the filter's facts lie. Undefined for an alert that the ledger doesn't know. */
export async function spanOf(ledger: Records, filter: TimelineFilter): Promise<Span | undefined> {
  const { seq: head } = await ledger.head()
  let [after, until] = [0, head as number]
  if (filter.from !== undefined) after = (await firstAfter(ledger, plus(filter.from, -clocksStumbleFor))) - 1
  if (filter.to !== undefined)
    until = Math.min(until, (await firstAfter(ledger, plus(filter.to, clocksStumbleFor))) - 1)
  if (filter.alert === undefined) return { after, until }
  const own = await Promise.all(streamsOfAlert(filter.alert).map((stream) => ledger.readStream(stream)))
  const places = own.flat().map(({ seq }) => seq)
  if (places.length === 0) return undefined
  const times = own.flat().map(({ at }) => at as string)
  const [begun, over] = [times.toSorted()[0] as Instant, times.toSorted().at(-1) as Instant]
  // What names it without being its own: the report it was drafted from, a siren that failed after its end.
  const first = (await firstAfter(ledger, plus(begun, -minute))) - 1
  const last = (await firstAfter(ledger, plus(over, hour))) - 1
  return {
    after: Math.max(after, Math.min(first, Math.min(...places) - 1)),
    until: Math.min(until, Math.max(last, Math.max(...places))),
  }
}

/** One page within a span, after a place; `next` is where to go on, null when the span is read to its end. */
export async function timelinePage(
  ledger: Records,
  filter: TimelineFilter,
  { after, until, limit }: Span & { readonly limit: number },
): Promise<{ readonly facts: readonly Fact[]; readonly next: number | null }> {
  const facts: Fact[] = []
  let place = after
  for (let looked = 0; place < until;) {
    if (looked >= mostLookedAt) return { facts, next: place }
    const records = await ledger.records(place as Seq, Math.min(pageFacts, until - place))
    if (records.length === 0) break
    for (const record of records) {
      looked++
      place = record.seq
      const fact = fitting(record, filter)
      if (fact !== undefined) facts.push(fact)
      if (facts.length === limit) return { facts, next: place < until ? place : null }
    }
  }
  return { facts, next: null }
}

/** Everything within a span, in pages. */
export async function* timelineFrom(
  ledger: Records,
  filter: TimelineFilter,
  span: Span,
): AsyncGenerator<readonly Fact[]> {
  for (let after: number | null = span.after; after !== null;) {
    const { facts, next }: Awaited<ReturnType<typeof timelinePage>> = await timelinePage(ledger, filter, {
      ...{ after, until: span.until, limit: pageFacts },
    })
    after = next
    if (facts.length > 0) yield facts
  }
}

/** The alerts that have a fact within a span; one may be named more than once. */
export async function* alertsStanding(ledger: Records, { after, until }: Span): AsyncGenerator<AlertId> {
  for (let place = after; place < until;) {
    const records = await ledger.records(place as Seq, Math.min(pageFacts, until - place))
    const last = records.at(-1)
    if (last === undefined) return
    place = last.seq
    for (const { stream } of records)
      if (stream.startsWith('alert:')) yield stream.slice('alert:'.length) as AlertId
  }
}

/** Reading a fact costs ten times what looking at its stream and its text does: that is done first. */
function fitting(record: FactRecord, filter: TimelineFilter): Fact | undefined {
  const { alert, from, to, kinds, mode, groups } = filter
  const stream = groupOfStreamNamed(record.stream)
  if (stream === undefined || !groupsBeside(stream).some((one) => groups.has(one))) return undefined
  const { text } = record
  if (alert !== undefined && !text.includes(`${alert}"`) && !text.includes(`${alert}.`)) return undefined
  const isOfGroup = kinds?.some((kind) => groupsBeside(stream).some((one) => one === kind)) === true
  const types = kinds === undefined || isOfGroup ? undefined : kinds
  // Both stand behind the data, near the end; a text that has neither there is no fact of it.
  const end = text.slice(-behindData)
  if (types !== undefined && !types.some((type) => end.includes(`"type":"${type}"`))) return undefined
  if (mode !== undefined && !end.includes(`"mode":"${mode}"`)) return undefined
  const at = atOf(record)
  if ((from !== undefined && at < from) || (to !== undefined && at >= to)) return undefined
  // Nobody may act on, or report to a governor, what is not as it was written: opening it says so.
  const fact = openRecord(record)
  const group = groupOf(fact)
  if (group === undefined || !groups.has(group)) return undefined
  if (mode !== undefined && fact.mode !== mode) return undefined
  if (kinds !== undefined && !kinds.includes(group) && !kinds.includes(fact.type)) return undefined
  return alert === undefined || alertsIn(fact).includes(alert) ? fact : undefined
}
