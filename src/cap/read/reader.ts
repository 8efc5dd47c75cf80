/** What reading one message carries along, and what its containers hold: children in their places, and every deviation said. */
import type { Findings } from '../finding.ts'
import type { CapVersion } from '../reading.ts'
import { textOf, type XmlElement } from '../xml/tree.ts'
import { readFindings } from './read-findings.ts'
import type { Shape } from './shapes.ts'
import { sayNamespace, signatureNamespace, versionOf } from './version.ts'

export interface Reader {
  readonly found: Findings
  readonly version: CapVersion
  readonly namespace: string
  readonly alert: XmlElement
  /** The element each object of the message was read from. */
  readonly places: Map<object, XmlElement>
  readonly signatures: XmlElement[]
  /** Other namespaces that were complained of already: once each is enough. */
  readonly strangers: Set<string>
}

/** The children of one container by the name the standard gives them. */
export class Children {
  private readonly shape: Shape
  private readonly slots: (XmlElement | XmlElement[] | undefined)[]

  constructor(shape: Shape, slots: (XmlElement | XmlElement[] | undefined)[]) {
    this.shape = shape
    this.slots = slots
  }

  one(name: string): XmlElement | undefined {
    const slot = this.slots[this.shape.indexOf.get(name)!]
    return Array.isArray(slot) ? slot[0] : slot
  }

  all(name: string): readonly XmlElement[] {
    const slot = this.slots[this.shape.indexOf.get(name)!]
    return slot === undefined ? nothing : Array.isArray(slot) ? slot : [slot]
  }
}

const nothing: readonly XmlElement[] = []
const unfilled = () => undefined

export function childrenIn(element: XmlElement, shape: Shape, reader: Reader): Children {
  const { found, version } = reader
  const { parts } = shape
  const slots: (XmlElement | XmlElement[] | undefined)[] = parts.map(unfilled)
  let last = -1
  let ordered = true
  for (const child of element.content) {
    if (typeof child === 'string') {
      const text = child.trim()
      if (text !== '') found.report(readFindings, 'cap/stray-text', element, { element: element.name, text })
      continue
    }
    const index = indexOf(child, shape, reader)
    if (index === undefined) continue
    const part = parts[index]!
    if (index < last && ordered) {
      ordered = false
      found.report(readFindings, 'cap/element-order', child, {
        element: part.name,
        after: parts[last]!.name,
      })
    }
    if (index > last) last = index
    if (
      (part.since !== undefined && version < part.since) ||
      (part.until !== undefined && version > part.until)
    )
      found.report(readFindings, 'cap/element-of-another-version', child, { element: part.name, version })
    const slot = slots[index]
    if (part.often === 'once') {
      if (slot === undefined) slots[index] = child
      else
        found.report(readFindings, 'cap/duplicate-element', child, {
          element: part.name,
          ignored: textOf(child).trim(),
        })
    } else if (slot === undefined) slots[index] = [child]
    else (slot as XmlElement[]).push(child)
  }
  for (let i = 0; i < parts.length; i += 1) {
    const { name, requiredFrom } = parts[i]!
    if (requiredFrom !== undefined && slots[i] === undefined && version >= requiredFrom)
      found.report(readFindings, 'cap/missing-element', element, { element: name })
  }
  return new Children(shape, slots)
}

/** Which part of the shape a child is; undefined, and said, where it is none. */
function indexOf(child: XmlElement, shape: Shape, reader: Reader): number | undefined {
  const { found, version } = reader
  const { name, namespace } = child
  if (namespace !== reader.namespace) {
    if (namespace === signatureNamespace && child.parent === reader.alert) {
      // The schema lets any element of that namespace stand there.
      if (name === 'Signature') reader.signatures.push(child)
      else found.report(readFindings, 'cap/stray-signature-part', child, { element: nameAsWritten(child) })
      return undefined
    }
    if (versionOf(namespace) === undefined) {
      found.report(readFindings, 'cap/unsupported-element', child, { element: nameAsWritten(child), version })
      return undefined
    }
    if (!reader.strangers.has(namespace)) {
      reader.strangers.add(namespace)
      found.report(readFindings, 'cap/mixed-namespaces', child, {
        element: name,
        namespace: sayNamespace(namespace),
      })
    }
  }
  const exact = shape.indexOf.get(name)
  if (exact !== undefined) return exact
  const meant = shape.indexOfLowerCase.get(name.toLowerCase())
  if (meant === undefined)
    found.report(readFindings, 'cap/unsupported-element', child, { element: nameAsWritten(child), version })
  else
    found.report(readFindings, 'cap/element-spelling', child, {
      element: name,
      meant: shape.parts[meant]!.name,
    })
  return meant
}

export function nameAsWritten(element: XmlElement): string {
  return element.prefix === '' ? element.name : `${element.prefix}:${element.name}`
}
