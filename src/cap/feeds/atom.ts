/** CAP messages as an Atom feed (RFC 4287): stable ids, the newest first, the same bytes for the same messages; an empty feed is a feed. */
import { refuse, type Result } from '#base'
import { atomTime, type CapTime } from '../time.ts'
import type { CapMessage } from '../message.ts'
import { capMediaType, capNamespace } from '../write.ts'
import { element, optional, writeXml, type Element } from '../xml/write-xml.ts'

export const atomMediaType = 'application/atom+xml'

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
}

export interface CapFeedEntry {
  readonly message: CapMessage
  /** Where the message's XML is, in full. */
  readonly href: string
}

export type CapFeedRefusal = 'cap/forbidden-character' | 'cap/bad-feed-address'

/** `language` picks the text of titles and summaries; a message that lacks it speaks in its own first language, and says which. */
export function writeCapFeed(feed: CapFeed, language: string): Result<string, CapFeedRefusal> {
  for (const address of [feed.self, feed.alternate, ...feed.entries.map((entry) => entry.href)])
    if (address !== undefined && !/^https?:\/\/[^\s/]+/.test(address))
      return refuse('cap/bad-feed-address', { text: address })
  const entries = [...feed.entries].sort(newestFirst)
  return writeXml({
    name: 'feed',
    attributes: { xmlns: 'http://www.w3.org/2005/Atom', 'xmlns:cap': capNamespace, 'xml:lang': language },
    content: [
      element('id', feed.id),
      element('title', feed.title),
      optional('subtitle', feed.subtitle),
      element('updated', atomTime(entries[0]?.message.sent ?? feed.since)),
      element('author', [element('name', feed.author)]),
      link('self', feed.self, atomMediaType),
      feed.alternate === undefined ? undefined : link('alternate', feed.alternate, 'text/html'),
      ...entries.map((entry) => entryElement(entry, language)),
    ],
  })
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

function primary(language: string | undefined): string | undefined {
  return language?.split('-')[0]?.toLowerCase()
}

function entryElement({ message, href }: CapFeedEntry, language: string): Element {
  const info =
    message.info.find((info) => info.language === language) ??
    // Messages written for a profile may say `en-CA` where the feed is asked for in `en`.
    message.info.find((info) => primary(info.language) === primary(language)) ??
    message.info[0]
  const spoken = info?.language !== undefined && info.language !== language ? info.language : undefined
  const text = (name: string, content: string): Element =>
    spoken === undefined ? { name, content } : { name, attributes: { 'xml:lang': spoken }, content }
  const sent = atomTime(message.sent)
  return element('entry', [
    element('id', entryId(message)),
    // A feed reader shows the title alone: an exercise has to say so there.
    text('title', titleOf(message, info?.headline ?? info?.event ?? message.msgType)),
    element('updated', sent),
    element('published', sent),
    element('author', [element('name', info?.senderName ?? message.sender)]),
    link('alternate', href, capMediaType),
    ...[...new Set(message.info.flatMap((info) => info.category))].map((category): Element => ({
      name: 'category',
      attributes: { term: category },
      content: '',
    })),
    info?.description === undefined ? undefined : text('summary', info.description),
    element('cap:identifier', message.identifier),
    element('cap:status', message.status),
    element('cap:msgType', message.msgType),
    optional('cap:event', info?.event),
    optional('cap:urgency', info?.urgency),
    optional('cap:severity', info?.severity),
    optional('cap:certainty', info?.certainty),
    optional('cap:effective', info?.effective),
    optional('cap:expires', info?.expires),
    optional('cap:areaDesc', info?.area?.map((area) => area.areaDesc).join('; ')),
  ])
}

function titleOf(message: CapMessage, headline: string): string {
  return message.status === 'Actual' ? headline : `[${message.status}] ${headline}`
}

function link(relation: string, href: string, type: string): Element {
  return { name: 'link', attributes: { rel: relation, href, type }, content: '' }
}

/** By the instant they were sent, whatever zone it is written in; of one second, in which CAP's times end, as they were given. */
function newestFirst(a: CapFeedEntry, b: CapFeedEntry): number {
  return Date.parse(atomTime(b.message.sent)) - Date.parse(atomTime(a.message.sent))
}
