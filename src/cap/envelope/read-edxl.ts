/** Reads an EDXL-DE distribution (1.0 and 2.0): the messages in its content objects, or where they are. */
import type { Findings } from '../finding.ts'
import type { CapReading } from '../reading.ts'
import { childrenOf, textOf, type XmlElement } from '../xml/tree.ts'
import { readMessagesIn } from './messages-in.ts'
import type { CapContents, CapFeedEntryFound, CapFeedLink } from './document.ts'
import { envelopeFindings } from './envelope-findings.ts'
import { capLink, capType, childIn, defined, textIn, timeIn, wholeAddress } from './feed-parts.ts'

export function readEdxl(root: XmlElement, text: string, found: Findings): CapContents {
  const { namespace } = root
  const readings: CapReading[] = []
  const objects = below(root, 'contentObject')
  if (objects.length === 0) found.report(envelopeFindings, 'cap/edxl-without-content', root)
  const entries = objects.map((object) => readObject(object, text, readings, found))
  return {
    kind: 'edxl-de',
    root,
    readings,
    feed: {
      ...defined({
        id: textIn(root, 'distributionID', namespace),
        updated: timeIn(root, 'dateTimeSent', namespace, 'RFC 3339', found),
      }),
      hubs: [],
      links: [],
      isArchive: false,
      entries,
    },
  }
}

function readObject(
  object: XmlElement,
  text: string,
  readings: CapReading[],
  found: Findings,
): CapFeedEntryFound {
  const here = readMessagesIn(object, text, found)
  readings.push(...here)
  const links: CapFeedLink[] = []
  // 1.0 calls it nonXMLContent, 2.0 otherContent.
  for (const name of ['nonXMLContent', 'otherContent'])
    for (const content of below(object, name)) {
      const type = textIn(content, 'mimeType', content.namespace)?.toLowerCase()
      const uri = childIn(content, 'uri', content.namespace)
      const href = uri === undefined ? '' : textOf(uri).trim()
      if (uri !== undefined && href !== '' && type?.startsWith(capType) === true)
        links.push({ href: wholeAddress(href, uri, found), rel: 'content', type })
    }
  const capHref = here.length === 0 ? capLink(links) : undefined
  if (here.length === 0 && capHref === undefined)
    found.report(envelopeFindings, 'cap/edxl-without-cap', object)
  return {
    element: object,
    links,
    hints: {},
    ...defined({
      title: textIn(object, 'contentDescription', object.namespace),
      capHref,
      reading: here[0],
    }),
  }
}

/** Elements of that name in EDXL's parts of the tree: version 2.0 puts more elements around them. */
function below(element: XmlElement, name: string): XmlElement[] {
  return childrenOf(element).flatMap((child) =>
    child.name === name
      ? [child]
      : child.namespace === element.namespace && child.name !== 'contentObject'
        ? below(child, name)
        : [],
  )
}
