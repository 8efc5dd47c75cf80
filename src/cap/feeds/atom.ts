/** CAP messages as an Atom feed (RFC 4287): stable ids, the newest first, the same bytes for the same messages; an empty feed is a feed. */
import { ok, type Result } from '#base'
import { atomTime } from '../time.ts'
import { capMediaType, capNamespace } from '../write.ts'
import { element, optional, writeXml, type Element } from '../xml/write-xml.ts'
import {
  checkAddresses,
  entryId,
  hintElements,
  historyNamespace,
  linkElement,
  newestFirst,
  spokenIn,
  styled,
  type CapFeed,
  type CapFeedEntry,
  type CapFeedRefusal,
} from './feed.ts'

export { entryId } from './feed.ts'
export type { CapFeed, CapFeedEntry, CapFeedRefusal, CapFeedRelation } from './feed.ts'

export const atomMediaType = 'application/atom+xml'

/** `language` picks the text of titles and summaries; a message that lacks it speaks in its own first language, and says which. */
export function writeCapFeed(feed: CapFeed, language: string): Result<string, CapFeedRefusal> {
  const checked = checkAddresses(feed)
  if (!checked.ok) return checked
  const entries = newestFirst(feed.entries)
  const history = feed.archive === undefined ? {} : { 'xmlns:fh': historyNamespace }
  const written = writeXml({
    name: 'feed',
    attributes: { ...namespaces(language), ...history },
    content: [
      element('id', feed.id),
      element('title', feed.title),
      optional('subtitle', feed.subtitle),
      element('updated', atomTime(entries[0]?.message.sent ?? feed.since)),
      element('author', [element('name', feed.author)]),
      linkElement({ rel: 'self', href: feed.self, type: atomMediaType }),
      feed.alternate === undefined
        ? undefined
        : linkElement({ rel: 'alternate', href: feed.alternate, type: 'text/html' }),
      ...(feed.links ?? []).map((link) => linkElement(link)),
      feed.archive === undefined ? undefined : element('fh:archive', ''),
      ...entries.map((entry) => entryElement(entry, language)),
    ],
  })
  return written.ok ? ok(styled(written.value, feed.stylesheet)) : written
}

/** One message as an Atom entry document (RFC 4287 §2), for whoever shows messages one by one. */
export function writeCapEntry(
  entry: CapFeedEntry,
  language: string,
  stylesheet?: string,
): Result<string, CapFeedRefusal> {
  const written = writeXml({ ...entryElement(entry, language), attributes: namespaces(language) })
  return written.ok ? ok(styled(written.value, stylesheet)) : written
}

function namespaces(language: string) {
  return { xmlns: 'http://www.w3.org/2005/Atom', 'xmlns:cap': capNamespace, 'xml:lang': language }
}

function entryElement({ message, href, content }: CapFeedEntry, language: string): Element {
  const { info, title, language: spoken } = spokenIn(message, language)
  const text = (name: string, content: string): Element =>
    spoken === undefined ? { name, content } : { name, attributes: { 'xml:lang': spoken }, content }
  const sent = atomTime(message.sent)
  return element('entry', [
    element('id', entryId(message)),
    text('title', title),
    element('updated', sent),
    element('published', sent),
    element('author', [element('name', info?.senderName ?? message.sender)]),
    linkElement({ rel: 'alternate', href, type: capMediaType }),
    ...[...new Set(message.info.flatMap((info) => info.category))].map((category): Element => ({
      name: 'category',
      attributes: { term: category },
      content: '',
    })),
    info?.description === undefined ? undefined : text('summary', info.description),
    ...hintElements(message, info),
    content === undefined
      ? undefined
      : { name: 'content', attributes: { type: capMediaType }, content: '', markup: content },
  ])
}
