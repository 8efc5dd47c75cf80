/** `eventCode`, `parameter` and `geocode`: two elements since CAP 1.1, `name=value` in the text before. */
import type { CapValue } from '../message.ts'
import type { XmlElement } from '../xml/tree.ts'
import { readFindings } from './read-findings.ts'
import { childrenIn, type Reader } from './reader.ts'
import { valueShape } from './shapes.ts'
import { readLine, readToken, sayEmpty } from './text.ts'
import { collect } from './writable.ts'

export function readPairs(elements: readonly XmlElement[], reader: Reader): CapValue[] | undefined {
  return collect(elements, readPair, reader)
}

function readPair(element: XmlElement, reader: Reader): CapValue | undefined {
  const { content } = element
  if (content.length === 0) {
    sayEmpty(element, reader, 'optional')
    return undefined
  }
  const pair = content.some(isElement) ? pairOfElements(element, reader) : pairOfText(element, reader)
  if (pair !== undefined) reader.places.set(pair, element)
  return pair
}

function isElement(part: XmlElement | string): boolean {
  return typeof part !== 'string'
}

/** A value may be empty: what its name says is known then, and that nothing was said of it. Even the name may: no clause forbids it. */
function pairOfElements(element: XmlElement, reader: Reader): CapValue | undefined {
  const children = childrenIn(element, valueShape, reader)
  const valueName = readToken(children.one('valueName'), reader) ?? ''
  const value = readLine(children.one('value'), reader) ?? ''
  return valueName === '' && value === '' ? undefined : { valueName, value }
}

function pairOfText(element: XmlElement, reader: Reader): CapValue | undefined {
  const text = readToken(element, reader)
  if (text === undefined) return undefined
  const { found, version } = reader
  const { name } = element
  const at = text.indexOf('=')
  if (at <= 0) {
    found.report(readFindings, 'cap/invalid-value-pair', element, { element: name, text })
    return undefined
  }
  if (version !== '1.0') found.report(readFindings, 'cap/value-pair-form', element, { element: name, text })
  return { valueName: text.slice(0, at).trim(), value: text.slice(at + 1).trim() }
}
