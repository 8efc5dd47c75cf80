/** CAP messages as an RSS 2.0 feed: the same entries under the same ids as in Atom, for readers that know nothing newer. */
import { ok, type Result } from '#base'
import type { CapTime } from '../time.ts'
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

export const rssMediaType = 'application/rss+xml'

/** Minutes for which a reader may keep it without asking again; RSS has nothing shorter. */
const timeToLive = 1

/** As `writeCapFeed`; RSS says its language once, for all of it. */
export function writeCapRss(feed: CapFeed, language: string): Result<string, CapFeedRefusal> {
  const checked = checkAddresses(feed)
  if (!checked.ok) return checked
  const entries = newestFirst(feed.entries)
  const at = rfc822Time(entries[0]?.message.sent ?? feed.since)
  const history = feed.archive === undefined ? {} : { 'xmlns:fh': historyNamespace }
  const written = writeXml({
    name: 'rss',
    attributes: {
      version: '2.0',
      'xmlns:atom': 'http://www.w3.org/2005/Atom',
      'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
      'xmlns:cap': capNamespace,
      ...history,
    },
    content: [
      element('channel', [
        element('title', feed.title),
        element('link', feed.alternate ?? feed.self),
        element('description', feed.subtitle ?? feed.title),
        element('language', language),
        element('pubDate', at),
        element('lastBuildDate', at),
        element('ttl', String(timeToLive)),
        linkElement({ rel: 'self', href: feed.self, type: rssMediaType }, 'atom:'),
        ...(feed.links ?? []).map((link) => linkElement(link, 'atom:')),
        feed.archive === undefined ? undefined : element('fh:archive', ''),
        ...entries.map((entry) => itemElement(entry, language)),
      ]),
    ],
  })
  return written.ok ? ok(styled(written.value, feed.stylesheet)) : written
}

function itemElement({ message, href, content }: CapFeedEntry, language: string): Element {
  const { info, title } = spokenIn(message, language)
  return element('item', [
    element('title', title),
    element('link', href),
    optional('description', info?.description),
    ...[...new Set(message.info.flatMap((info) => info.category))].map((category) =>
      element('category', category),
    ),
    { name: 'guid', attributes: { isPermaLink: 'false' }, content: entryId(message) },
    element('pubDate', rfc822Time(message.sent)),
    element('dc:creator', info?.senderName ?? message.sender),
    linkElement({ rel: 'alternate', href, type: capMediaType }, 'atom:'),
    // With the whole message beside them, its main words would only be said twice.
    ...(content === undefined
      ? hintElements(message, info)
      : [{ name: 'atom:content', attributes: { type: capMediaType }, content: '', markup: content }]),
  ])
}

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** As RFC 822 §5 with the four digits of RFC 1123, in the zone it was given in: `Sun, 02 Nov 2025 00:37:00 +0300`. */
export function rfc822Time(time: CapTime): string {
  const [year = '', month = '', day = ''] = time.slice(0, 10).split('-')
  // The day of the week where it was written, not in UTC.
  const weekday = new Date(`${time.slice(0, 19)}Z`).getUTCDay()
  const offset = time.slice(19).replace(':', '').replace('-0000', '+0000')
  return `${days[weekday]}, ${day} ${months[Number(month) - 1]} ${year} ${time.slice(11, 19)} ${offset}`
}
