/** The element that the reader makes: one shape for all of them, and a path only when somebody asks. */
import type { XmlAttribute, XmlDeclaration, XmlElement } from './tree.ts'

type Content = XmlElement | string
const nothing: readonly never[] = Object.freeze([])

export class ReadElement implements XmlElement {
  readonly name: string
  readonly prefix: string
  readonly namespace: string
  parent: ReadElement | undefined
  /** Moved where the document stood in another as text. */
  offset: number
  attributes: readonly XmlAttribute[] = nothing
  declares: readonly XmlDeclaration[] = nothing
  content: readonly Content[] = nothing
  contentFrom = 0
  contentTo = 0

  constructor(
    name: string,
    prefix: string,
    namespace: string,
    parent: ReadElement | undefined,
    offset: number,
  ) {
    this.name = name
    this.prefix = prefix
    this.namespace = namespace
    this.parent = parent
    this.offset = offset
  }

  /** Most elements hold one text or nothing, and those without anything share one empty list. */
  add(part: Content): void {
    if (this.content === nothing) this.content = [part]
    else (this.content as Content[]).push(part)
  }

  /** For an element that was never meant to hold what follows it. */
  emptyInto(parent: ReadElement): void {
    const held = this.content
    this.content = nothing
    this.contentTo = this.contentFrom
    for (const part of held) {
      if (part instanceof ReadElement) part.parent = parent
      parent.add(part)
    }
  }

  get path(): string {
    return pathOf(this)
  }
}

function pathOf(element: ReadElement): string {
  let steps = ''
  let at = element
  while (at.parent !== undefined) {
    let nth = 1
    for (const sibling of at.parent.content) {
      if (sibling === at) break
      if (typeof sibling !== 'string' && sibling.name === at.name) nth += 1
    }
    steps = `/${at.name}[${nth}]${steps}`
    at = at.parent
  }
  return `/${at.name}${steps}`
}

/** The source between an element's tags, as it was written: what stray HTML in a text is kept as. */
export function markupOf(text: string, element: XmlElement): string {
  return text.slice(element.contentFrom, element.contentTo)
}
