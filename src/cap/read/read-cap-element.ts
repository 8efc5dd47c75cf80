/** Reads the `alert` element of CAP 1.0, 1.1 or 1.2: leniently, with a finding for each deviation, never guessing what names it or whether it is real. */
import type { Findings } from '../finding.ts'
import type { CapMessage } from '../message.ts'
import type { CapReading } from '../reading.ts'
import type { XmlElement } from '../xml/tree.ts'
import { readList, readReferences } from './lists.ts'
import { readFindings } from './read-findings.ts'
import { readInfo } from './read-information.ts'
import { childrenIn, type Children, type Reader } from './reader.ts'
import { alertShape } from './shapes.ts'
import { readLine, readProse, readToken } from './text.ts'
import { readTime } from './times.ts'
import { msgTypes, readValue, scopes, statuses } from './values.ts'
import { sayNamespace, versionOf } from './version.ts'
import { collect, type Writable } from './writable.ts'

/** Undefined where the element is no alert of CAP; that is not a finding, for the caller knows what else it could be. */
export function readCapElement(element: XmlElement, found: Findings): CapReading | undefined {
  if (!isAlert(element)) return undefined
  const { version, exact } = versionOf(element.namespace) ?? { version: '1.2', exact: false }
  if (!exact)
    found.report(readFindings, 'cap/wrong-namespace', element, {
      namespace: sayNamespace(element.namespace),
      version,
    })
  if (element.name !== 'alert')
    found.report(readFindings, 'cap/element-spelling', element, { element: element.name, meant: 'alert' })
  const reader: Reader = {
    found,
    version,
    namespace: element.namespace,
    places: new Map(),
    signatures: [],
    strangers: new Set(),
    alert: element,
  }
  const children = childrenIn(element, alertShape, reader)
  const password = children.one('password')
  if (password !== undefined) found.report(readFindings, 'cap/password', password)
  const message = readMessage(element, children, reader)
  const { places, signatures } = reader
  return {
    version,
    element,
    message,
    signatures,
    hasPassword: password !== undefined,
    where: (of, name, nth = 0) => whereIn(places.get(of) ?? element, name, nth),
  }
}

/** An `alert` of CAP by its namespace, or by what stands in it where that is nobody's or somebody else's. */
export function isAlert(element: XmlElement): boolean {
  if (element.name !== 'alert' && element.name.toLowerCase() !== 'alert') return false
  if (versionOf(element.namespace)?.exact === true) return true
  let known = 0
  for (const child of element.content)
    if (typeof child !== 'string' && alertShape.indexOfLowerCase.has(child.name.toLowerCase())) known += 1
  return known >= 3
}

function readMessage(element: XmlElement, children: Children, reader: Reader): CapMessage | undefined {
  const identifier = readName(children.one('identifier'), 'cap/identifier-characters', reader)
  const sender = readName(children.one('sender'), 'cap/sender-characters', reader)
  const sent = readTime(children.one('sent'), reader, 'required')
  const status = readValue(children.one('status'), statuses, reader, 'nothing')
  const msgType = readValue(children.one('msgType'), msgTypes, reader, 'nothing')
  const scopeElement = children.one('scope')
  // CAP 1.0 lets it be left out. Elsewhere the narrowest is the careful reading: what isn't said to be public isn't.
  const scope =
    scopeElement === undefined && reader.version === '1.0'
      ? 'Public'
      : (readValue(scopeElement, scopes, reader, 'Private') ?? 'Private')
  const rest: Writable<Partial<CapMessage>> = {}
  for (const name of ['source', 'restriction'] as const) {
    const text = readLine(children.one(name), reader)
    if (text !== undefined) rest[name] = text
  }
  for (const name of ['addresses', 'incidents'] as const) {
    const list = readList(children.one(name), reader)
    if (list !== undefined) rest[name] = list
  }
  const code = collect(children.all('code'), readToken, reader)
  if (code !== undefined) rest.code = code
  const note = readProse(children.one('note'), reader)
  if (note !== undefined) rest.note = note
  const references = readReferences(children.one('references'), reader)
  if (references !== undefined) rest.references = references
  const info = collect(children.all('info'), readInfo, reader) ?? []
  if (
    identifier === undefined ||
    sender === undefined ||
    sent === undefined ||
    status === undefined ||
    msgType === undefined
  )
    return undefined
  const message: CapMessage = { identifier, sender, sent, status, msgType, scope, ...rest, info }
  reader.places.set(message, element)
  return message
}

/** §3.2.1: no space, comma, < or &, because references are lists of names between commas and spaces. */
function readName(
  element: XmlElement | undefined,
  code: 'cap/identifier-characters' | 'cap/sender-characters',
  reader: Reader,
): string | undefined {
  const text = readToken(element, reader, 'required')
  if (text !== undefined && /[\s,<&]/.test(text)) reader.found.report(readFindings, code, element!, { text })
  return text
}

function whereIn(element: XmlElement, name: string | undefined, nth: number): XmlElement {
  if (name === undefined) return element
  const wanted = name.toLowerCase()
  let left = nth
  for (const child of element.content) {
    if (typeof child === 'string' || (child.name !== name && child.name.toLowerCase() !== wanted)) continue
    if (left === 0) return child
    left -= 1
  }
  return element
}
