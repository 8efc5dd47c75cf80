/** Reads whatever arrives: a message, a feed, a distribution, JSON, or something else that holds messages; never throws, never silent. */
import { findingsIn, type Findings } from '../finding.ts'
import { readCapJson } from '../json/read-json.ts'
import { readCapElement } from '../read/read-cap-element.ts'
import type { XmlElement } from '../xml/tree.ts'
import { decodeXml, reportDecoding } from '../xml/decode.ts'
import { readXml } from '../xml/read-xml.ts'
import { readMessagesIn } from './messages-in.ts'
import type { CapContents, CapDocument } from './document.ts'
import { envelopeFindings } from './envelope-findings.ts'
import { readAtom } from './read-atom.ts'
import { readEdxl } from './read-edxl.ts'
import { readRss } from './read-rss.ts'
import { readSideBySide } from './side-by-side.ts'

/** Bytes are decoded by their mark and declaration; a string is taken as decoded. */
export function readCap(source: Uint8Array | string): CapDocument {
  const decoded = typeof source === 'string' ? undefined : decodeXml(source)
  const text = decoded?.text ?? (source as string)
  const found = findingsIn(text)
  if (decoded !== undefined) reportDecoding(decoded, found)
  const contents = readCapText(text, found)
  return { ...contents, text, problems: found.all(), leftOut: found.leftOut }
}

/** Of text that was decoded already; findings go where the caller has others of the same text. */
export function readCapText(text: string, found: Findings): CapContents {
  if (/^[\uFEFF\s]*[{[]/.test(text)) return readCapJson(text, found)
  const root = readXml(text, found)
  if (root === undefined) {
    found.report(
      envelopeFindings,
      'cap/not-cap',
      { offset: 0, path: '/' },
      { what: 'no XML that can be read' },
    )
    return { kind: 'unreadable', root, readings: [] }
  }
  return readRoot(root, text, found)
}

function readRoot(root: XmlElement, text: string, found: Findings): CapContents {
  switch (root.name) {
    case 'feed':
    case 'entry':
      return readAtom(root, text, found)
    case 'rss':
    case 'RDF':
      return readRss(root, text, found)
    case 'EDXLDistribution':
    case 'edxlDistribution':
      return readEdxl(root, text, found)
  }
  const sideBySide = readSideBySide(text, root, found)
  if (sideBySide !== undefined) return sideBySide
  const reading = readCapElement(root, found)
  if (reading !== undefined) return { kind: 'cap', root, readings: [reading] }
  const readings = readMessagesIn(root, text, found)
  if (readings.length === 0) {
    found.report(envelopeFindings, 'cap/not-cap', root, { what: `a document of ${root.name}` })
    return { kind: 'unreadable', root, readings }
  }
  found.report(envelopeFindings, 'cap/wrapped-alert', root, { element: root.name, count: readings.length })
  return { kind: 'wrapped', root, readings }
}
