/** Reads an RSS feed of CAP messages: 2.0, and older ones whose items stand beside the channel. */
import type { Findings } from '../finding.ts'
import type { CapReading } from '../reading.ts'
import { attributeOf, childrenOf, type XmlElement } from '../xml/tree.ts'
import { readMessagesIn } from './messages-in.ts'
import type { CapContents, CapFeedEntryFound, CapFeedLink } from './document.ts'
import { envelopeFindings } from './envelope-findings.ts'
import {
  atomNamespace,
  capLink,
  childIn,
  childrenNamed,
  defined,
  hintsIn,
  linksIn,
  relations,
  reportTwins,
  textIn,
  timeIn,
  wholeAddress,
} from './feed-parts.ts'

export function readRss(root: XmlElement, text: string, found: Findings): CapContents {
  const channel = childrenOf(root).find((child) => child.name === 'channel') ?? root
  const { namespace } = channel
  for (const name of ['title', 'link', 'description'])
    if (textIn(channel, name, namespace) === undefined)
      found.report(
        envelopeFindings,
        'cap/feed-missing-element',
        childIn(channel, name, namespace) ?? channel,
        {
          element: name,
        },
      )
  const updated =
    timeIn(channel, 'pubDate', namespace, 'RFC 822', found) ??
    timeIn(channel, 'lastBuildDate', namespace, 'RFC 822', found)
  if (updated === undefined && childIn(channel, 'pubDate', namespace) === undefined)
    found.report(envelopeFindings, 'cap/feed-without-date', channel)
  const readings: CapReading[] = []
  const entries = [channel, ...(channel === root ? [] : [root])]
    .flatMap((parent) => childrenNamed(parent, 'item', namespace))
    .map((item) => readItem(item, text, readings, found))
  reportTwins(entries, found)
  const id = textIn(channel, 'link', namespace)
  return {
    kind: 'rss',
    root,
    readings,
    feed: {
      ...defined({ id, title: textIn(channel, 'title', namespace), updated }),
      ...relations(linksIn(channel, atomNamespace, found)),
      isArchive: childIn(channel, 'archive', 'http://purl.org/syndication/history/1.0') !== undefined,
      entries,
    },
  }
}

function readItem(
  item: XmlElement,
  text: string,
  readings: CapReading[],
  found: Findings,
): CapFeedEntryFound {
  const { namespace } = item
  const title = textIn(item, 'title', namespace)
  if (title === undefined && textIn(item, 'description', namespace) === undefined)
    found.report(envelopeFindings, 'cap/item-without-words', item)
  const guid = textIn(item, 'guid', namespace)
  if (guid === undefined) found.report(envelopeFindings, 'cap/item-without-guid', item)
  const here = readMessagesIn(item, text, found)
  readings.push(...here)
  const links = itemLinks(item, namespace, guid, found)
  const capHref = here.length === 0 ? capLink(links) : undefined
  if (here.length === 0 && capHref === undefined)
    found.report(envelopeFindings, 'cap/entry-without-cap', item)
  return {
    element: item,
    links,
    hints: hintsIn(item),
    ...defined({
      id: guid,
      title,
      updated: timeIn(item, 'pubDate', namespace, 'RFC 822', found),
      capHref,
      reading: here[0],
    }),
  }
}

function itemLinks(
  item: XmlElement,
  namespace: string,
  guid: string | undefined,
  found: Findings,
): CapFeedLink[] {
  const links: CapFeedLink[] = []
  const link = childIn(item, 'link', namespace)
  const href = textIn(item, 'link', namespace)
  if (link !== undefined && href !== undefined)
    links.push({ href: wholeAddress(href, link, found), rel: 'alternate' })
  for (const enclosure of childrenNamed(item, 'enclosure', namespace)) {
    const url = attributeOf(enclosure, 'url')?.trim()
    if (url === undefined || url === '') continue
    const type = attributeOf(enclosure, 'type')?.trim().toLowerCase()
    links.push({
      href: wholeAddress(url, enclosure, found),
      rel: 'enclosure',
      ...(type === undefined ? {} : { type }),
    })
  }
  links.push(...linksIn(item, atomNamespace, found))
  // A guid is an address unless it says that it isn't (RSS 2.0).
  if (links.length === 0 && guid !== undefined && /^https?:\/\//i.test(guid)) {
    const element = childIn(item, 'guid', namespace)
    if (element !== undefined && attributeOf(element, 'isPermaLink') !== 'false')
      links.push({ href: guid, rel: 'alternate' })
  }
  return links
}
