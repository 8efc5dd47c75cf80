/** What must be true of what a server took in, however often it was killed. Each check names every violation; none means that all is well. */
import { between, type Instant, type Milliseconds } from '#base'
import { asMessageFact, type MessageReceived } from '#exchange'
import type { Fact } from '#ledger'
import { messageKey, type Seen } from '../../src/exchange/dedupe.ts'
import type { SourceState } from '../../src/exchange/source-state.ts'
import type { Publisher } from './publisher.node.ts'

/** What lies on the shelf, by the names of the sources. */
export interface Kept {
  readonly seen: ReadonlyMap<string, ReadonlyMap<string, Seen>>
  readonly states: ReadonlyMap<string, SourceState>
  /** SHA-256 of the messages that are kept. */
  readonly bytes: ReadonlySet<string>
  /** Up to this fact the board was moved. */
  readonly movedThrough: number
}

type Said = Pick<Publisher, 'name' | 'messages' | 'hrefOf' | 'shownAt'>

export function receivedIn(facts: Iterable<Fact>): (MessageReceived & Pick<Fact, 'stream' | 'seq'>)[] {
  return [...facts].flatMap((fact) => {
    const typed = asMessageFact(fact)
    return typed?.type === 'message-received' ? { ...typed.data, stream: fact.stream, seq: fact.seq } : []
  })
}

/** Messages that were written down twice, that nobody sent, or whose bytes were not kept before. */
export function takenWrongly(facts: Iterable<Fact>, publishers: readonly Said[], kept: Kept): string[] {
  const sent = new Set(publishers.flatMap(({ messages }) => messages.map(nameOf)))
  const first = new Map<string, number>()
  const flaws: string[] = []
  for (const received of receivedIn(facts)) {
    const name = nameOf(received)
    const before = first.get(name)
    if (before !== undefined) flaws.push(`${name} was taken by facts ${before} and ${received.seq}`)
    else first.set(name, received.seq)
    if (!sent.has(name)) flaws.push(`fact ${received.seq} took ${name}, which nobody sent`)
    if (!kept.bytes.has(received.bytes)) flaws.push(`the bytes of ${name} are gone`)
  }
  return flaws
}

/** Messages that were sent and never taken. */
export function neverTaken(facts: Iterable<Fact>, publishers: readonly Said[]): string[] {
  const taken = new Set(receivedIn(facts).map(nameOf))
  return publishers.flatMap(({ messages }) =>
    messages.map(nameOf).flatMap((name) => (taken.has(name) ? [] : `${name} was never taken`)),
  )
}

/** What was done on the board more than once for one message. One act may be several facts: drafted and issued in one breath. */
export function movedTwice(facts: Iterable<Fact>): string[] {
  const first = new Map<string, number>()
  const flaws: string[] = []
  for (const { seq, type, data } of facts) {
    const key = orderKeyOf({ data })
    if (key === undefined) continue
    const before = first.get(`${type} ${key}`)
    if (before === undefined) first.set(`${type} ${key}`, seq)
    else flaws.push(`${type} of ${key} was written by facts ${before} and ${seq}`)
  }
  return flaws
}

/** Acts that are held to be done on the board, and aren't. */
export function neverMoved(facts: Iterable<Fact>, kept: Kept): string[] {
  const all = [...facts]
  const keys = new Set(all.map(orderKeyOf))
  return receivedIn(all)
    .filter(({ seq }) => seq <= kept.movedThrough)
    .flatMap(({ acts, stream, identifier }) =>
      acts.flatMap(({ what, alert }, index) =>
        keys.has(`${stream}:${index}`)
          ? []
          : `${what} of ${alert}, which ${identifier} asks for, is passed over`,
      ),
    )
}

/** What the shelf holds as dealt with although no fact says so: it would not be asked for again. */
export function doneTooEarly(facts: Iterable<Fact>, publishers: readonly Said[], kept: Kept): string[] {
  const taken = new Set(receivedIn(facts).map(nameOf))
  const flaws: string[] = []
  for (const { name: source, messages, hrefOf, shownAt } of publishers) {
    const seen = [...(kept.seen.get(source)?.entries() ?? [])]
    const marked = new Set(seen.flatMap(([key, one]) => (one.kind === 'message' ? key : [])))
    const links = new Map(seen.flatMap(([, one]) => (one.kind === 'link' ? [[one.url, one] as const] : [])))
    const etag = kept.states.get(source)?.validators?.etag
    const shown = new Set(etag === undefined ? [] : shownAt(etag))
    for (const message of messages) {
      const name = nameOf(message)
      if (taken.has(name)) continue
      const link = links.get(hrefOf(message.identifier))
      if (marked.has(messageKey(message))) flaws.push(`${name} is marked as seen and was not taken`)
      if (link?.nextAt === null) flaws.push(`the link to ${name} is done and it was not taken`)
      if (shown.has(message.identifier) && link === undefined)
        flaws.push(`the feed with ${name} is held to be read, and nothing of it is known`)
    }
  }
  return flaws
}

/** What was asked for and, by what the shelf held when the life began, need not have been. */
export function askedNeedlessly(paths: Iterable<string>, publishers: readonly Said[], kept: Kept): string[] {
  const asked = new Set(paths)
  return publishers.flatMap(({ name }) =>
    [...(kept.seen.get(name)?.values() ?? [])].flatMap((one) =>
      one.kind === 'link' && one.nextAt === null && asked.has(new URL(one.url).pathname)
        ? `${one.url} was asked for again`
        : [],
    ),
  )
}

/** In which of the narrow places between two writes a life ended. */
export function windowsOf(facts: Iterable<Fact>, publishers: readonly Said[], kept: Kept): string[] {
  const all = [...facts]
  const received = receivedIn(all)
  const hit: string[] = []
  const inFacts = new Set(received.map(({ bytes }) => bytes))
  if ([...kept.bytes].some((bytes) => !inFacts.has(bytes))) hit.push('between the bytes and the fact')
  const keys = new Set(all.map(orderKeyOf))
  const newest = received.findLast(({ acts }) => acts.length > 0)
  if (newest?.acts.some((_, index) => !keys.has(`${newest.stream}:${index}`)) === true)
    hit.push('between the fact and the board')
  const marks = new Set([...kept.seen.values()].flatMap((seen) => [...seen.keys()]))
  const unmarked = publishers.flatMap(({ messages }) => messages.filter((one) => !marks.has(messageKey(one))))
  const taken = new Set(received.map(nameOf))
  if (unmarked.some((message) => taken.has(nameOf(message)))) hit.push('between the fact and its mark')
  if (
    [...kept.seen.values()].some((seen) =>
      [...seen.values()].some((one) => one.kind === 'link' && one.nextAt !== null),
    )
  )
    hit.push('with links to follow')
  return hit
}

export interface Asked {
  readonly atMs: number
  /** Whether somebody had told the server to ask. */
  readonly told: 'told' | 'by-itself'
}

/**
 * Requests of a feed that came sooner after the one before than the source's settings let them. Those that somebody told
 * the server to make count for nothing: which of two in a row was meant, nobody can tell.
 */
export function impatient(feed: string, requests: readonly Asked[], minSeconds: number): string[] {
  const byItself = requests.filter(({ told }) => told === 'by-itself')
  return byItself.flatMap(({ atMs }, index) => {
    const gap = index === 0 ? Infinity : atMs - byItself[index - 1]!.atMs
    return gap < leastGap(minSeconds) ? [`${feed} was asked again after ${Math.round(gap)} ms`] : []
  })
}

/** A server that dies and starts again may not ask again at once: when the next request is due lies on the shelf before one is made. */
export function dueTooSoon(
  { name, feed }: Pick<Publisher, 'name' | 'feed'>,
  lastAskedAt: Instant,
  kept: Kept,
  minSeconds: number,
): string[] {
  const due = kept.states.get(name)?.nextAt
  if (due === null) return []
  const gap = due === undefined ? 0 : between(lastAskedAt, due)
  return gap < leastGap(minSeconds)
    ? [`${feed} was asked at ${lastAskedAt}, and is to be again at ${due}`]
    : []
}

/** The time of the next request is reckoned before the one waits for its turn at the host, on a busy machine for seconds. */
function leastGap(minSeconds: number): Milliseconds {
  return minSeconds * 1_000 - 3_000
}

export function nameOf(message: Pick<MessageReceived, 'sender' | 'identifier' | 'sent'>): string {
  return `${message.sender},${message.identifier},${message.sent}`
}

function orderKeyOf({ data }: Pick<Fact, 'data'>): string | undefined {
  return (data['order'] as { readonly key?: string } | undefined)?.key
}

/** What of the shelf's collections concerns the exchange; `list` gives a collection whole. */
export async function readKept(
  sources: readonly string[],
  list: (collection: string) => Promise<readonly (readonly [string, unknown])[]>,
): Promise<Kept> {
  const seen = await Promise.all(
    sources.map(async (source) => [source, new Map(await list(`exchange-seen/${source}`))] as const),
  )
  const places = new Map(await list('places-in-the-ledger'))
  return {
    seen: new Map(seen) as Kept['seen'],
    states: new Map(await list('exchange-sources')) as Kept['states'],
    bytes: new Set((await list('messages-from-outside')).map(([key]) => key)),
    movedThrough: (places.get('relay') as { readonly seq: number } | undefined)?.seq ?? 0,
  }
}
