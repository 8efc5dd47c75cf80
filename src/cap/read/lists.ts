/** Lists in one element: items between spaces or in quotation marks, and the references to earlier messages. */
import type { CapReference } from '../message.ts'
import type { XmlElement } from '../xml/tree.ts'
import { readFindings } from './read-findings.ts'
import type { Reader } from './reader.ts'
import { readToken } from './text.ts'
import { readTimeText, understandTime } from './times.ts'

/** `addresses`, `incidents`: separated by white space, an item that has some stands in quotation marks (§3.2.1). */
export function readList(element: XmlElement | undefined, reader: Reader): string[] | undefined {
  const text = readToken(element, reader)
  if (text === undefined) return undefined
  const { items, closed } = itemsOf(text)
  if (!closed)
    reader.found.report(readFindings, 'cap/unclosed-quotation', element!, { element: element!.name })
  return items.length === 0 ? undefined : items
}

const item = /"([^"]*)("|$)|[^\s"]+/g

function itemsOf(text: string): { readonly items: string[]; readonly closed: boolean } {
  const items: string[] = []
  let closed = true
  for (const [whole, quoted, end] of text.matchAll(item)) {
    if (quoted === undefined) items.push(whole)
    else if (quoted.trim() !== '') items.push(quoted.trim())
    if (end === '') closed = false
  }
  return { items, closed }
}

/** A name may have quotation marks in it, but one around a whole reference is none of its name. */
const triple = /^([^\s,"][^\s,]*),([^\s,]+),([^\s,"]+)$/

/** CAP 1.0: identifier/sender, neither with a comma in it. */
const extended = /^[^\s,/]+\/[^\s,]+$/

/** `references`: `sender,identifier,sent`, separated by white space (§3.2.1). */
export function readReferences(element: XmlElement | undefined, reader: Reader): CapReference[] | undefined {
  const text = readToken(element, reader)
  if (text === undefined) return undefined
  const references: CapReference[] = []
  const parts = text.split(/\s+/)
  if (parts.every((part) => triple.test(part))) {
    for (const part of parts) {
      const [, sender = '', identifier = '', sent = ''] = triple.exec(part) ?? []
      add(sender, identifier, sent)
    }
  } else if (reader.version === '1.0' && parts.every((part) => extended.test(part)))
    reader.found.report(readFindings, 'cap/references-without-time', element!, { text })
  else understand(text)
  return references.length === 0 ? undefined : references

  function add(sender: string, identifier: string, sent: string): void {
    const at = readTimeText(sent, element!, reader)
    if (at === undefined) return
    const reference: CapReference = { sender, identifier, sent: at }
    reader.places.set(reference, element!)
    references.push(reference)
  }

  /**
   * Spaces after commas, quotation marks, commas or semicolons between messages, spaces in identifiers: the time at the
   * end of each tells them apart. What is left over is said.
   */
  function understand(text: string): void {
    const loose =
      /\s*([^,"]+?)\s*,\s*([^,"]+?)\s*,\s*([^\s,;"]+(?:\s+\d\d:\d\d:\d\d\S*)?)(?:\s+|\s*[,;]\s*|$)/y
    // Single spaces: with long runs of them the expression would take for ever.
    const plain = text.replace(/[\s"]+/g, ' ').trim()
    let at = 0
    let rest = ''
    for (;;) {
      loose.lastIndex = at
      const match = loose.exec(plain)
      const [, sender = '', identifier = '', sent = ''] = match ?? []
      if (match === null || /\s/.test(sender) || understandTime(sent).at === undefined) {
        rest = plain.slice(at)
        break
      }
      add(sender, identifier, sent)
      at = loose.lastIndex
      if (at >= plain.length) break
    }
    const { found } = reader
    if (references.length > 0)
      found.report(readFindings, 'cap/references-format', element!, { count: references.length })
    if (rest !== '') found.report(readFindings, 'cap/invalid-references', element!, { text: rest })
  }
}
