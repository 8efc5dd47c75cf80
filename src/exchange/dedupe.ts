/** What has been seen of a source, so that nothing is taken twice and nothing is lost: its messages, and the links that lead to some. */
import {
  canonicalJson,
  day,
  epochMilliseconds,
  hour,
  instantOf,
  minute,
  plus,
  sha256,
  type Brand,
  type Instant,
  type Json,
  type Milliseconds,
  type Sha256,
} from '#base'
import { instantOfCapTime, type CapMessage } from '#cap'

/** Names one message of one source (`m…`) or one link (`l…`). */
export type SeenKey = Brand<string, 'SeenKey'>

export interface SeenMessage {
  readonly kind: 'message'
  /** When it last stood in what the source sent, to the day. */
  readonly seenAt: Instant
  readonly how: 'taken' | 'refused' | 'passed-over'
  readonly digest: Sha256
}

/** A link is kept from the moment it is seen, so that it is still followed after a crash, or when the feed has dropped it. */
export interface SeenLink {
  readonly kind: 'link'
  readonly seenAt: Instant
  readonly url: string
  /** When its entry was last changed, as the feed says. */
  readonly updated?: Instant
  /** Seen when the source was read for the first time: only what is still in force is wanted. */
  readonly backlog?: 'yes'
  readonly tries: number
  /** When it is followed next; null: no more. */
  readonly nextAt: Instant | null
  readonly how?: 'taken' | 'refused'
}

export type Seen = SeenMessage | SeenLink

/**
 * CAP's own name of a message (CAP 1.2 §3.2.1): sender, identifier and sent, the last as an instant, because relays write
 * the same one in other zones.
 */
export function messageKey({
  sender,
  identifier,
  sent,
}: Pick<CapMessage, 'sender' | 'identifier' | 'sent'>): SeenKey {
  return shortKey('m', [sender, identifier, instantOfCapTime(sent)])
}

/** An entry that changed has a new time, and is another link. */
export function linkKey(link: { readonly url: string; readonly updated?: Instant }): SeenKey {
  return shortKey('l', [link.url, link.updated ?? null])
}

function shortKey(kind: 'm' | 'l', parts: Json): SeenKey {
  return `${kind}${sha256(textOf(parts)).slice(0, 32)}` as SeenKey
}

/** Of what it says, not of how it is written: the same message comes with other white space from a relay. */
export function digestOf(message: CapMessage): Sha256 {
  return sha256(textOf(message as unknown as Json))
}

/** One text for one value; a lone surrogate, which canonical JSON has no text for, is no reason to lose the message it stands in. */
function textOf(value: Json): string {
  try {
    return canonicalJson(value)
  } catch {
    return JSON.stringify(value)
  }
}

export const retention = { notSeenFor: 30 * day, most: 20_000 } as const

/**
 * What may be forgotten after a document was read: what stood in none for a month, and beyond the limit what was seen
 * longest ago. Links still to be followed and what stands in the document (`present`) stay.
 */
export function forgettable(
  seen: ReadonlyMap<SeenKey, Seen>,
  present: ReadonlySet<SeenKey>,
  at: Instant,
  limits: { readonly notSeenFor: Milliseconds; readonly most: number } = retention,
): SeenKey[] {
  const free = [...seen].filter(
    ([key, one]) => !present.has(key) && (one.kind === 'message' || one.nextAt === null),
  )
  const before = instantOf(epochMilliseconds(at) - limits.notSeenFor)
  const old = free.filter(([, one]) => one.seenAt < before)
  const tooMany = seen.size - old.length - limits.most
  const rest =
    tooMany <= 0
      ? []
      : free
          .filter(([, one]) => one.seenAt >= before)
          .sort(([, a], [, b]) => (a.seenAt < b.seenAt ? -1 : a.seenAt > b.seenAt ? 1 : 0))
          .slice(0, tooMany)
  return [...old, ...rest].map(([key]) => key)
}

/** A link that leads nowhere is tried so often, ever more slowly, over half a day. */
export const mostTries = 10
/** What answers 404 may have been listed a moment too early; after this many it was taken away. */
export const mostTriesWhenMissing = 2
const firstRetryAfter = minute
const longestRetry = 2 * hour

/** When a link is followed again after `tries` tries that failed, or null: it is given up. */
export function nextLinkTry(
  tries: number,
  missing: 'missing' | 'failing',
  at: Instant,
  random: number,
): Instant | null {
  if (tries >= (missing === 'missing' ? mostTriesWhenMissing : mostTries)) return null
  const wait = Math.min(firstRetryAfter * 2 ** (tries - 1), longestRetry)
  return plus(at, Math.ceil(wait * (1 + 0.2 * random)))
}

/** Newest first; without a time last, in the order of the feed. */
export function newestFirst<Link extends { readonly updated?: Instant }>(links: readonly Link[]): Link[] {
  return links.toSorted((a, b) => {
    const [x, y] = [a.updated ?? '', b.updated ?? '']
    return x > y ? -1 : x < y ? 1 : 0
  })
}

/** An entry without a time may lead to something new under its old address: it is followed again after an hour. */
export function isOverdue(link: SeenLink, at: Instant): boolean {
  return link.updated === undefined && link.nextAt === null && plus(link.seenAt, hour) <= at
}
