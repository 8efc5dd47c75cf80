/** Reads messages in JSON as google's cap-library writes them: elements by their names, repeated ones as lists, values as CAP writes them in XML. */
import type { Findings } from '../finding.ts'
import type { CapContents } from '../envelope/document.ts'
import { envelopeFindings } from '../envelope/envelope-findings.ts'
import { readWrittenAlerts } from '../envelope/written-alerts.ts'
import { readCapElement } from '../read/read-cap-element.ts'
import { alertShape, areaShape, infoShape, resourceShape, valueShape, type Shape } from '../read/shapes.ts'
import { capNamespaces, versionOf } from '../read/version.ts'
import type { CapReading } from '../reading.ts'
import { ReadElement } from '../xml/element.ts'
import { textOf } from '../xml/tree.ts'
import { jsonTree } from './json-tree.ts'

/** One message, a list of them, an object whose `alert` is either, or whatever else holds them. Paths are those that the message has in XML. */
export function readCapJson(text: string, found: Findings): CapContents {
  const tree = jsonTree(text, 'alert', found)
  const roots = tree ?? []
  const direct = roots.flatMap(alertsOf).flatMap((alert) => readAlert(alert, found) ?? [])
  const readings = direct.length > 0 ? direct : readDeeper(roots, text, found)
  if (readings.length > 0) return { kind: 'json', root: undefined, readings }
  if (tree !== undefined)
    found.report(
      envelopeFindings,
      'cap/not-cap',
      { offset: 0, path: '/' },
      { what: 'JSON of something else' },
    )
  return { kind: 'unreadable', root: undefined, readings }
}

function alertsOf(root: ReadElement): ReadElement[] {
  const inside = elementsIn(root).filter((child) => child.name === 'alert')
  for (const child of inside) child.parent = undefined
  return inside.length > 0 ? inside : [root]
}

/** Feeds have names and wrappers of their own, around messages in JSON or around their XML as text. */
function readDeeper(roots: readonly ReadElement[], text: string, found: Findings): readonly CapReading[] {
  const waiting = roots.toReversed()
  const alerts: ReadElement[] = []
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const children = elementsIn(next)
    const names = new Set(children.map((child) => child.name))
    if (names.has('identifier') && names.has('sender') && names.has('sent')) alerts.push(next)
    else for (let i = children.length - 1; i >= 0; i -= 1) waiting.push(children[i]!)
  }
  const [first] = alerts
  if (first === undefined) return roots.flatMap((root) => readWrittenAlerts(root, text, found))
  found.report(envelopeFindings, 'cap/wrapped-alert', first, { element: first.name, count: alerts.length })
  return alerts.flatMap((alert) => readAlert(named(alert), found) ?? [])
}

function named(alert: ReadElement): ReadElement {
  const element = new ReadElement('alert', '', '', undefined, alert.offset)
  const { content, contentFrom, contentTo } = alert
  return Object.assign(element, { content, contentFrom, contentTo })
}

function elementsIn(element: ReadElement): ReadElement[] {
  return element.content.filter((part) => part instanceof ReadElement)
}

function readAlert(written: ReadElement, found: Findings): CapReading | undefined {
  const names = new Set(elementsIn(written).map((child) => child.name))
  // A status and a code have others, too: a web server that says what went wrong, for one.
  const owned = ['identifier', 'sender', 'sent', 'msgType', 'scope', 'info'].filter((name) => names.has(name))
  if (owned.length < 2) return undefined
  const declared = elementsIn(written).find((child) => child.name === 'xmlns')
  const xmlns = declared === undefined ? undefined : textOf(declared).trim()
  if (declared !== undefined) written.content = written.content.filter((part) => part !== declared)
  const namespace =
    xmlns !== undefined && versionOf(xmlns) !== undefined ? xmlns : capNamespaces[versionBy(written)]
  return readCapElement(arrange(written, alertShape, namespace, undefined), found)
}

/** JSON doesn't say its version; what only CAP 1.0 had gives that away. */
function versionBy(alert: ReadElement): '1.0' | '1.2' {
  const plain = (parent: ReadElement, ...names: string[]) =>
    elementsIn(parent).some(
      (child) => names.includes(child.name) && child.content.some((part) => typeof part === 'string'),
    )
  const infos = elementsIn(alert).filter((child) => child.name === 'info')
  const areas = infos.flatMap((info) => elementsIn(info).filter((child) => child.name === 'area'))
  return plain(alert, 'password') ||
    infos.some((info) => plain(info, 'eventCode', 'parameter')) ||
    areas.some((area) => plain(area, 'geocode'))
    ? '1.0'
    : '1.2'
}

const shapeOf: { readonly [name: string]: Shape } = {
  info: infoShape,
  resource: resourceShape,
  area: areaShape,
  eventCode: valueShape,
  parameter: valueShape,
  geocode: valueShape,
}

/** The names of an object have no order: they are put into the schema's, in the namespace of the message. */
function arrange(
  written: ReadElement,
  shape: Shape | undefined,
  namespace: string,
  parent: ReadElement | undefined,
): ReadElement {
  const element = new ReadElement(written.name, '', namespace, parent, written.offset)
  element.contentFrom = written.contentFrom
  element.contentTo = written.contentTo
  const rank = (part: ReadElement | string) =>
    typeof part === 'string' ? 0 : (shape?.indexOf.get(part.name) ?? shape?.parts.length ?? 0)
  const parts = written.content as readonly (ReadElement | string)[]
  element.content = parts
    .toSorted((a, b) => rank(a) - rank(b))
    .map((part) =>
      typeof part === 'string'
        ? part
        : arrange(part, shape === undefined ? undefined : shapeOf[part.name], namespace, element),
    )
  return element
}
