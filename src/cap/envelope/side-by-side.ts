/** Messages that stand one after the other in one document, or after something else, with nothing around them: not XML, and read all the same. */
import type { Findings } from '../finding.ts'
import { ReadElement } from '../xml/element.ts'
import { readXml } from '../xml/read-xml.ts'
import type { XmlElement } from '../xml/tree.ts'
import { alertsIn, readAlertsIn } from './alerts-in.ts'
import type { CapContents } from './document.ts'
import { envelopeFindings } from './envelope-findings.ts'
import { moveOutside } from './inner-document.ts'

const alertTag = /<(?:[^\s<>:/!?]{1,60}:)?alert[\s>]/i
const around = { before: '<document>', after: '</document>' }

/** Undefined where no message follows the root element. What is wrong with the text as XML was said already. */
export function readSideBySide(text: string, root: XmlElement, found: Findings): CapContents | undefined {
  const end = endOf(text, root)
  const rest = text.slice(end)
  if (rest.trim() === '' || !alertTag.test(rest)) return undefined
  const blank = (declaration: string) => ' '.repeat(declaration.length)
  const inside = text.replace(/<\?xml\s[^<>?]{0,200}\?>/g, blank)
  const whole = readXml(around.before + inside + around.after, behind(end, text.length, found))
  if (!(whole instanceof ReadElement)) return undefined
  const count = alertsIn(whole).length
  if (count <= alertsIn(root).length) return undefined
  moveOutside(whole, (offset) => Math.min(Math.max(0, offset - around.before.length), text.length))
  found.report(envelopeFindings, 'cap/alerts-side-by-side', root, { count })
  return { kind: 'wrapped', root: undefined, readings: readAlertsIn(whole, found) }
}

function endOf(text: string, root: XmlElement): number {
  if (!text.startsWith('</', root.contentTo)) return root.contentTo
  const end = text.indexOf('>', root.contentTo)
  return end === -1 ? text.length : end + 1
}

/** What is said of the first root element was said when it was read alone. */
function behind(end: number, length: number, found: Findings): Findings {
  return {
    report(table, code, place, details) {
      const offset = place.offset - around.before.length
      if (offset >= end && offset < length) found.report(table, code, { offset, path: place.path }, details)
    },
    all: () => found.all(),
    get leftOut() {
      return found.leftOut
    },
    get errors() {
      return found.errors
    },
  }
}
