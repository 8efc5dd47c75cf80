/** JSON as the tree that messages are read from: a name for an element, a list for elements of one name, text for text; bounded, and each with its place. */
import type { Findings } from '../finding.ts'
import { ReadElement } from '../xml/element.ts'
import { jsonFindings } from './json-findings.ts'

const deepest = 32
const mostElements = 400_000

/**
 * The elements of a JSON text under an element named `root`: one for an object, one for each object of a list. Undefined,
 * and said, where the text is not JSON.
 */
export function jsonTree(text: string, root: string, found: Findings): readonly ReadElement[] | undefined {
  const reader = new JsonReader(text, found)
  try {
    reader.value(root, undefined, 0)
    reader.end()
  } catch (thrown) {
    if (!(thrown instanceof NotJson)) throw thrown
    found.report(
      jsonFindings,
      'cap/json-syntax',
      { offset: thrown.offset, path: '/' },
      { what: thrown.message },
    )
    return undefined
  }
  return reader.roots
}

class NotJson extends Error {
  readonly offset: number

  constructor(what: string, offset: number) {
    super(what)
    this.offset = offset
  }
}

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const space = /[ \t\n\r]*/y
const word = /true|false|null/y

class JsonReader {
  private readonly text: string
  private readonly found: Findings
  private at = 0
  private elements = 0
  private lists: 'plain' | 'nested' = 'plain'
  readonly roots: ReadElement[] = []

  constructor(text: string, found: Findings) {
    this.text = text
    this.found = found
    if (text.charCodeAt(0) === 0xfeff) this.at = 1
  }

  value(
    name: string,
    parent: ReadElement | undefined,
    depth: number,
    list: 'in a list' | 'alone' = 'alone',
  ): void {
    this.take(space)
    const from = this.at
    if (depth > deepest) throw new NotJson(`it is nested more than ${deepest} deep`, from)
    switch (this.text[from]) {
      case '[':
        if (list === 'in a list' && this.lists === 'plain') {
          this.lists = 'nested'
          const place = { offset: from, path: parent?.path ?? '/' }
          this.found.report(jsonFindings, 'cap/json-list', place, { element: name })
        }
        this.at += 1
        this.items(']', () => this.value(name, parent, depth + 1, 'in a list'))
        return
      case '{': {
        const element = this.add(name, parent, from)
        this.at += 1
        this.items('}', () => {
          const child = this.string()
          this.take(space)
          if (this.text[this.at] !== ':') throw new NotJson('a colon is missing', this.at)
          this.at += 1
          this.value(child, element, depth + 1)
        })
        element.contentTo = this.at
        return
      }
      case '"': {
        const text = this.string()
        const element = this.add(name, parent, from)
        if (text !== '') element.add(text)
        return
      }
      default: {
        const written = this.take(number) || this.take(word)
        if (written === '') throw new NotJson('a value is missing', from)
        // What is null isn't there.
        if (written === 'null') return
        const element = this.add(name, parent, from)
        element.add(written)
        if (written === 'true' || written === 'false')
          this.found.report(jsonFindings, 'cap/json-value', element, {
            element: name,
            kind: 'a truth value',
            text: written,
          })
      }
    }
  }

  end(): void {
    this.take(space)
    if (this.at < this.text.length) throw new NotJson('more follows after its end', this.at)
  }

  private items(closing: string, item: () => void): void {
    this.take(space)
    if (this.text[this.at] === closing) {
      this.at += 1
      return
    }
    for (;;) {
      item()
      this.take(space)
      const next = this.text[this.at]
      if (next !== ',' && next !== closing)
        throw new NotJson(next === undefined ? 'it ends too early' : 'a comma is missing', this.at)
      this.at += 1
      if (next === closing) return
      this.take(space)
    }
  }

  private string(): string {
    const { text } = this
    const from = this.at
    let to = text.charCodeAt(from) === 0x22 ? text.indexOf('"', from + 1) : -1
    while (to !== -1 && isEscaped(text, to)) to = text.indexOf('"', to + 1)
    if (to === -1) throw new NotJson('a string is missing or not closed', from)
    this.at = to + 1
    try {
      return JSON.parse(text.slice(from, to + 1)) as string
    } catch {
      throw new NotJson('a string holds what JSON’s strings can’t', from)
    }
  }

  private add(name: string, parent: ReadElement | undefined, offset: number): ReadElement {
    this.elements += 1
    if (this.elements > mostElements) throw new NotJson(`it has more than ${mostElements} values`, offset)
    const element = new ReadElement(name, '', '', parent, offset)
    element.contentFrom = offset
    if (parent === undefined) this.roots.push(element)
    else parent.add(element)
    return element
  }

  /** What the expression matches right here, and the place moves behind it. */
  private take(expression: RegExp): string {
    expression.lastIndex = this.at
    const match = expression.exec(this.text)?.[0] ?? ''
    this.at += match.length
    return match
  }
}

/** An odd number of backslashes stands before it. */
function isEscaped(text: string, at: number): boolean {
  let before = at - 1
  while (text.charCodeAt(before) === 0x5c) before -= 1
  return (at - before) % 2 === 0
}
