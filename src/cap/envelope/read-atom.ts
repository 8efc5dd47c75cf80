/** Reads an Atom feed (RFC 4287) of CAP messages: fat entries that hold them, thin ones that link to them, and pages and hubs. */
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

const historyNamespace = 'http://purl.org/syndication/history/1.0'

/** Of the `feed` element, or of an `entry` that stands alone. */
export function readAtom(root: XmlElement, text: string, found: Findings): CapContents {
  const { namespace } = root
  if (namespace !== atomNamespace) found.report(envelopeFindings, 'cap/feed-namespace', root, { namespace })
  const alone = root.name === 'entry'
  if (!alone) reportMissing(root, namespace, 'cap/feed-missing-element', found)
  const readings: CapReading[] = []
  const entries = (alone ? [root] : childrenNamed(root, 'entry', namespace)).map((entry) =>
    readEntry(entry, text, readings, found),
  )
  reportTwins(entries, found)
  return {
    kind: 'atom',
    root,
    readings,
    feed: {
      ...defined({
        id: alone ? undefined : textIn(root, 'id', namespace),
        title: alone ? undefined : textIn(root, 'title', namespace),
        updated: alone ? undefined : timeIn(root, 'updated', namespace, 'RFC 3339', found),
      }),
      ...relations(alone ? [] : linksIn(root, namespace, found)),
      isArchive: childIn(root, 'archive', historyNamespace) !== undefined,
      entries,
    },
  }
}

function readEntry(
  entry: XmlElement,
  text: string,
  readings: CapReading[],
  found: Findings,
): CapFeedEntryFound {
  const { namespace } = entry
  reportMissing(entry, namespace, 'cap/entry-missing-element', found)
  const here = readMessagesIn(entry, text, found)
  readings.push(...here)
  const links = [...linksIn(entry, namespace, found), ...outOfLine(entry, namespace, found)]
  const capHref = here.length === 0 ? capLink(links) : undefined
  if (here.length === 0) {
    reportForeign(entry, namespace, found)
    if (capHref === undefined) found.report(envelopeFindings, 'cap/entry-without-cap', entry)
  }
  return {
    element: entry,
    links,
    hints: hintsIn(entry),
    ...defined({
      id: textIn(entry, 'id', namespace),
      title: textIn(entry, 'title', namespace),
      updated: timeIn(entry, 'updated', namespace, 'RFC 3339', found),
      capHref,
      reading: here[0],
    }),
  }
}

function reportMissing(
  element: XmlElement,
  namespace: string,
  code: 'cap/feed-missing-element' | 'cap/entry-missing-element',
  found: Findings,
): void {
  for (const name of ['id', 'title', 'updated'])
    if (textIn(element, name, namespace) === undefined)
      found.report(envelopeFindings, code, childIn(element, name, namespace) ?? element, { element: name })
}

/** RFC 4287 §4.1.3.2: content that is elsewhere. */
function outOfLine(entry: XmlElement, namespace: string, found: Findings): CapFeedLink[] {
  const content = childIn(entry, 'content', namespace)
  const src = content === undefined ? undefined : attributeOf(content, 'src')?.trim()
  if (content === undefined || src === undefined || src === '') return []
  const type = attributeOf(content, 'type')?.trim().toLowerCase()
  return [
    {
      href: wholeAddress(src, content, found),
      rel: 'content',
      ...(type === undefined ? {} : { type }),
    },
  ]
}

/** XML in an entry that is neither a message nor a text for people. */
function reportForeign(entry: XmlElement, namespace: string, found: Findings): void {
  const content = childIn(entry, 'content', namespace)
  if (content === undefined || !/[/+]xml\b/i.test(attributeOf(content, 'type') ?? '')) return
  const [child] = childrenOf(content)
  if (child !== undefined)
    found.report(envelopeFindings, 'cap/entry-content-not-cap', child, { element: child.name })
}
