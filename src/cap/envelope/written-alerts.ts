/** Messages that stand in an envelope as text instead of elements: escaped, in CDATA, or in base 64. */
import type { Findings } from '../finding.ts'
import { readCapElement } from '../read/read-cap-element.ts'
import type { CapReading } from '../reading.ts'
import { bytesOfBase64, measureBase64 } from '../rules/base-64.ts'
import { decodeXml } from '../xml/decode.ts'
import { textOf, type XmlElement } from '../xml/tree.ts'
import { envelopeFindings } from './envelope-findings.ts'
import { readInnerAlert, sameLine } from './inner-document.ts'

/** Of all elements below `element` that hold nothing but text. `document` is what their offsets count in. */
export function readWrittenAlerts(element: XmlElement, document: string, found: Findings): CapReading[] {
  return leavesOf(element).flatMap((leaf) => readLeaf(leaf, document, found) ?? [])
}

function readLeaf(holder: XmlElement, document: string, found: Findings): CapReading | undefined {
  const text = textOf(holder)
  const { name, contentFrom, contentTo } = holder
  if (beginsWithAlert(text)) {
    found.report(envelopeFindings, 'cap/alert-as-text', holder, { element: name })
    const from = text.length - text.trimStart().length
    const inner = text.slice(from)
    const line = sameLine(text, document, contentFrom, contentTo)
    return read(inner, (offset) => line(from + offset))
  }
  // EDXL-DE's contentData, and whatever else holds files.
  if (name !== 'contentData' || measureBase64(text).why !== undefined) return undefined
  const decoded = decodeXml(bytesOfBase64(text)).text.trimStart()
  if (!beginsWithAlert(decoded)) return undefined
  found.report(envelopeFindings, 'cap/alert-as-base-64', holder, { element: name })
  return read(decoded, () => contentFrom)

  function read(inner: string, outside: (offset: number) => number): CapReading | undefined {
    const alert = readInnerAlert(inner, holder, outside, found)
    const reading = alert && readCapElement(alert.element, found)
    return reading && { ...reading, source: alert.source }
  }
}

function leavesOf(element: XmlElement): XmlElement[] {
  const leaves: XmlElement[] = []
  const waiting: XmlElement[] = [element]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { content } = next
    if (content.length > 0 && content.every((part) => typeof part === 'string')) leaves.push(next)
    for (let i = content.length - 1; i >= 0; i -= 1) {
      const part = content[i]!
      if (typeof part !== 'string') waiting.push(part)
    }
  }
  return leaves
}

const alertTag = /<(?:[^\s<>:/!?]{1,60}:)?alert[\s>]/iy

/** After a declaration, comments and instructions. */
function beginsWithAlert(text: string): boolean {
  let at = 0
  for (;;) {
    while (/\s/.test(text[at] ?? '')) at += 1
    const closing = text.startsWith('<?', at) ? '?>' : text.startsWith('<!--', at) ? '-->' : undefined
    if (closing === undefined) break
    const end = text.indexOf(closing, at)
    if (end === -1) return false
    at = end + closing.length
  }
  alertTag.lastIndex = at
  return alertTag.test(text)
}
