/** A feed of CAP messages as data: what Atom and RSS both say, and how each of its messages is named and spoken of in one language. */
import { refuse, type Result } from '#base'
import type { CapInfo, CapMessage } from '../message.ts'
import { atomTime, type CapTime } from '../time.ts'
import type { Element } from '../xml/write-xml.ts'

export interface CapFeed {
  /** An IRI that never changes, even when the feed moves: a tag URI (RFC 4151) or the first address it ever had. */
  readonly id: string
  readonly title: string
  readonly subtitle?: string
  /** Who is responsible for the feed as a whole (RFC 4287 §4.1.1). */
  readonly author: string
  /** Where the feed is, in full. */
  readonly self: string
  /** A page for people. */
  readonly alternate?: string
  /** Used while there is no entry: when the feed came into being. */
  readonly since: CapTime
  /** Newest first; the writer sorts, but of messages of the same second only the caller knows which came later. */
  readonly entries: readonly CapFeedEntry[]
  /** Other relations of the feed: other languages and formats, hubs (WebSub §4), pages (RFC 5005 §4). */
  readonly links?: readonly CapFeedRelation[]
  /** A page of the archive that will never change (RFC 5005 §4). */
  readonly archive?: 'complete'
  /** Of a CSS stylesheet that makes it readable in a browser. */
  readonly stylesheet?: string
}

export interface CapFeedRelation {
  readonly rel: 'alternate' | 'hub' | 'prev-archive' | 'next-archive' | 'current'
  /** In full. */
  readonly href: string
  readonly type?: string
  /** Of what is linked to. */
  readonly language?: string
}

export interface CapFeedEntry {
  readonly message: CapMessage
  /** Where the message's XML is, in full. */
  readonly href: string
  /** The message's `alert` element as XML text, to stand in the entry itself. */
  readonly content?: string
}

export type CapFeedRefusal = 'cap/forbidden-character' | 'cap/bad-feed-address'

export const historyNamespace = 'http://purl.org/syndication/history/1.0'

/** Refused where an address can't be followed by a reader elsewhere. */
export function checkAddresses(feed: CapFeed): Result<void, 'cap/bad-feed-address'> {
  const addresses = [feed.self, feed.alternate, ...feed.entries.map((entry) => entry.href)]
  for (const address of [...addresses, ...(feed.links ?? []).map(({ href }) => href)])
    if (address !== undefined && !/^https?:\/\/[^\s/]+/.test(address))
      return refuse('cap/bad-feed-address', { text: address })
  return { ok: true, value: undefined }
}

/**
 * A tag URI (RFC 4151) out of what makes a message unique (CAP 1.2 §3.2.1): the sender, who must be a domain name or an
 * e-mail address for it, the day it was sent and the identifier. Other senders are taken into a name of ours.
 */
export function entryId(message: Pick<CapMessage, 'sender' | 'identifier' | 'sent'>): string {
  const day = message.sent.slice(0, 10)
  const identifier = encodeURIComponent(message.identifier)
  return isAuthority(message.sender)
    ? `tag:${message.sender.toLowerCase()},${day}:${identifier}`
    : `tag:cap.invalid,${day}:${encodeURIComponent(message.sender)}/${identifier}`
}

function isAuthority(sender: string): boolean {
  return /^([\w.+-]+@)?[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(sender)
}

/** What a message says in the feed's language, or in its own first one where it lacks it. */
export interface Spoken {
  readonly info: CapInfo | undefined
  /** A feed reader shows the title alone: an exercise has to say so there. */
  readonly title: string
  /** Where it isn't the feed's. */
  readonly language: string | undefined
}

export function spokenIn(message: CapMessage, language: string): Spoken {
  const info =
    message.info.find((info) => info.language === language) ??
    // Messages written for a profile may say `en-CA` where the feed is asked for in `en`.
    message.info.find((info) => primary(info.language) === primary(language)) ??
    message.info[0]
  const other = info?.language !== undefined && info.language !== language ? info.language : undefined
  const headline = info?.headline ?? info?.event ?? message.msgType
  const title = message.status === 'Actual' ? headline : `[${message.status}] ${headline}`
  return { info, title, language: other }
}

function primary(language: string | undefined): string | undefined {
  return language?.split('-')[0]?.toLowerCase()
}

/** A link as Atom writes it; `prefix` where the feed is not Atom. */
export function linkElement(
  { rel, href, type, language }: { rel: string; href: string; type?: string; language?: string },
  prefix = '',
): Element {
  const more = {
    ...(type === undefined ? {} : { type }),
    ...(language === undefined ? {} : { hreflang: language }),
  }
  return { name: `${prefix}link`, attributes: { rel, href, ...more }, content: '' }
}

/** By the instant they were sent, whatever zone it is written in; of one second, in which CAP's times end, as they were given. */
export function newestFirst(entries: readonly CapFeedEntry[]): readonly CapFeedEntry[] {
  const at = (entry: CapFeedEntry) => Date.parse(atomTime(entry.message.sent))
  return [...entries].sort((a, b) => at(b) - at(a))
}

/** The text of a feed with the processing instruction that makes it readable in a browser. */
export function styled(xml: string, stylesheet: string | undefined): string {
  if (stylesheet === undefined) return xml
  const end = xml.indexOf('\n') + 1
  return `${xml.slice(0, end)}<?xml-stylesheet type="text/css" href="${stylesheet}"?>\n${xml.slice(end)}`
}

/** What a reader may want to know before it fetches the message. */
export function hintElements(message: CapMessage, info: CapInfo | undefined): (Element | undefined)[] {
  const hint = (name: string, text: string | undefined): Element | undefined =>
    text === undefined ? undefined : { name: `cap:${name}`, content: text }
  return [
    hint('identifier', message.identifier),
    hint('status', message.status),
    hint('msgType', message.msgType),
    hint('event', info?.event),
    hint('urgency', info?.urgency),
    hint('severity', info?.severity),
    hint('certainty', info?.certainty),
    hint('effective', info?.effective),
    hint('expires', info?.expires),
    hint('areaDesc', info?.area?.map((area) => area.areaDesc).join('; ')),
  ]
}
