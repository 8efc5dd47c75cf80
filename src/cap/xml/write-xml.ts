/** XML text, one element at a time: escaped once, indented, and never holding a character that XML 1.0 forbids (§2.2). */
import { ok, refuse, type Result } from '#base'

/** Whatever is not a Char of XML 1.0 §2.2: control characters, halves of surrogate pairs, U+FFFE and U+FFFF. */
const forbidden = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u

/** What an element holds: text, other elements, or both attributes and text. Elements that are undefined are left out. */
export interface Element {
  readonly name: string
  readonly attributes?: { readonly [name: string]: string }
  readonly content: string | readonly (Element | undefined)[]
  /** XML that was written already, put in as it is instead of the content. */
  readonly markup?: string
}

export function element(name: string, content: Element['content']): Element {
  return { name, content }
}

/** An element if there is something to say, else nothing. */
export function optional(name: string, text: string | undefined): Element | undefined {
  return text === undefined ? undefined : { name, content: text }
}

/**
 * The document as text: UTF-8 declared, two spaces a level, a line feed at the end; the same bytes for the same element.
 * The refusal's `at` is the path of the element that holds the forbidden character, counted from 1 as XPath does.
 */
export function writeXml(root: Element): Result<string, 'cap/forbidden-character'> {
  const lines = ['<?xml version="1.0" encoding="UTF-8"?>']
  const found = writeElement(root, '', `/${root.name}`, lines)
  if (found !== undefined) return refuse('cap/forbidden-character', found)
  return ok(lines.join('\n') + '\n')
}

type Found = { readonly at: string; readonly character: string }

function writeElement(node: Element, indent: string, path: string, lines: string[]): Found | undefined {
  let open = `${indent}<${node.name}`
  for (const [name, value] of Object.entries(node.attributes ?? {})) {
    const found = forbidden.exec(value)
    if (found !== null) return { at: `${path}/@${name}`, character: nameCharacter(found[0]) }
    open += ` ${name}="${escapeText(value).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;')}"`
  }
  if (node.markup !== undefined) {
    lines.push(`${open}>${node.markup}</${node.name}>`)
    return undefined
  }
  if (typeof node.content === 'string') {
    const found = forbidden.exec(node.content)
    if (found !== null) return { at: path, character: nameCharacter(found[0]) }
    lines.push(node.content === '' ? `${open}/>` : `${open}>${escapeText(node.content)}</${node.name}>`)
    return undefined
  }
  const children = node.content.filter((child) => child !== undefined)
  if (children.length === 0) {
    lines.push(`${open}/>`)
    return undefined
  }
  lines.push(`${open}>`)
  const seen = new Map<string, number>()
  for (const child of children) {
    const count = (seen.get(child.name) ?? 0) + 1
    seen.set(child.name, count)
    const found = writeElement(child, indent + '  ', `${path}/${child.name}[${count}]`, lines)
    if (found !== undefined) return found
  }
  lines.push(`${indent}</${node.name}>`)
  return undefined
}

/** A carriage return is written as a reference: a parser would read a bare one as a line feed (XML 1.0 §2.11). */
function escapeText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#13;')
}

function nameCharacter(character: string): string {
  return `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`
}
