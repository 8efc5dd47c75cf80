/** Start tags: an element with its attributes and namespaces, out of whatever stands between `<` and `>`. */
import type { Characters } from './characters.ts'
import { ReadElement } from './element.ts'
import { nameAt, type XmlName } from './known-names.ts'
import type { Mistakes } from './mistakes.ts'
import { isSpace, nameEnd, skipSpace } from './names.ts'
import { mayNotDeclare, Namespaces } from './namespaces.ts'
import type { XmlAttribute } from './tree.ts'

interface Written {
  readonly name: XmlName
  readonly value: string
  readonly offset: number
}

/** From this many attributes on they are compared through a set. */
const many = 8

export class Tags {
  readonly namespaces = new Namespaces()
  /** After the tag that was read last. */
  end = 0
  closed: 'empty' | 'open' = 'open'
  private readonly text: string
  private readonly mistakes: Mistakes
  private readonly characters: Characters
  private nodes = 0

  constructor(text: string, mistakes: Mistakes, characters: Characters) {
    this.text = text
    this.mistakes = mistakes
    this.characters = characters
  }

  /** The element of the start tag of that name at this offset; sets `end` and `closed`. */
  read(at: number, name: XmlName, parent: ReadElement | undefined): ReadElement {
    const { text } = this
    const nameTo = at + 1 + name.written.length
    this.measureName(name, at + 1)
    this.countNode(at)
    if (text.charCodeAt(nameTo) === 0x3e) {
      this.end = nameTo + 1
      this.closed = 'open'
      return this.element(name, at, parent)
    }
    const written: Written[] = []
    this.closed = this.attributes(at, nameTo, written)
    const mark = this.namespaces.mark
    const plain = written.length === 0 ? written : written.filter((one) => !this.isDeclaration(one))
    const element = this.element(name, at, parent)
    if (this.namespaces.mark > mark) element.declares = this.namespaces.declaredSince(mark)
    if (plain.length > 0) element.attributes = this.resolve(plain, element)
    return element
  }

  private element(name: XmlName, at: number, parent: ReadElement | undefined): ReadElement {
    if (name.flaw !== undefined) this.mistakes.report('cap/xml-name-malformed', at, { name: name.written })
    const namespace = this.namespaceOf(name.prefix, at)
    return new ReadElement(name.local, name.prefix, namespace, parent, at)
  }

  private namespaceOf(prefix: string, at: number): string {
    const namespace = this.namespaces.of(prefix)
    if (namespace === undefined) this.mistakes.report('cap/xml-prefix-undeclared', at, { prefix })
    return namespace ?? ''
  }

  /** Whether it declares a namespace, which it then does. */
  private isDeclaration({ name: { written: name }, value, offset }: Written): boolean {
    if (!name.startsWith('xmlns')) return false
    const prefix = name === 'xmlns' ? '' : name.charCodeAt(5) === 0x3a ? name.slice(6) : undefined
    if (prefix === undefined) return false
    if (
      prefix.includes(':') ||
      (prefix === '' && name !== 'xmlns') ||
      (prefix !== '' && nameEnd(prefix, 0) === 0)
    )
      this.mistakes.report('cap/xml-name-malformed', offset, { name })
    else if (mayNotDeclare(prefix, value)) {
      this.mistakes.report('cap/xml-namespace-reserved', offset, { name, namespace: value })
      if (value === '') this.namespaces.declare(prefix, value)
    } else this.namespaces.declare(prefix, value)
    return true
  }

  private resolve(written: readonly Written[], element: ReadElement): readonly XmlAttribute[] {
    const attributes: XmlAttribute[] = []
    let seen: Set<string> | undefined
    for (const { name, value, offset } of written) {
      const { prefix, local, flaw } = name
      if (flaw !== undefined) this.mistakes.report('cap/xml-name-malformed', offset, { name: name.written })
      const namespace = prefix === '' ? '' : this.namespaceOf(prefix, offset)
      // The same name by two prefixes is one name (Namespaces in XML §6.3); the same spelling was caught before.
      if (namespace !== '' && written.length > 1) {
        seen ??= new Set()
        const expanded = `${namespace} ${local}`
        if (seen.has(expanded)) {
          this.mistakes.report('cap/xml-attribute-twice', offset, { name: name.written }, element)
          continue
        }
        seen.add(expanded)
      }
      attributes.push({ name: local, prefix, namespace, value })
    }
    return attributes
  }

  /** Reads attributes up to the end of the tag, and sets `end`. */
  private attributes(tagAt: number, nameTo: number, written: Written[]): 'empty' | 'open' {
    const { text, mistakes } = this
    let names: Set<string> | undefined
    let at = nameTo
    let malformed: 'yes' | 'no' = 'no'
    const isMalformed = (to: number) => {
      if (malformed === 'no')
        mistakes.report('cap/xml-tag-malformed', tagAt, { tag: text.slice(tagAt, Math.min(to, tagAt + 60)) })
      malformed = 'yes'
    }
    for (;;) {
      const from = skipSpace(text, at)
      const unit = text.charCodeAt(from)
      if (unit === 0x3e) {
        this.end = from + 1
        return 'open'
      }
      if (unit === 0x2f && text.charCodeAt(from + 1) === 0x3e) {
        this.end = from + 2
        return 'empty'
      }
      // A tag that another one begins in ends there; so does the document.
      if (from >= text.length || unit === 0x3c) {
        isMalformed(from)
        this.end = from
        return 'open'
      }
      const known = nameAt(text, from)
      if (known === undefined) {
        isMalformed(from + 1)
        at = from + 1
        continue
      }
      const name = known.written
      this.measureName(known, from)
      this.countNode(from)
      if (from === at) mistakes.report('cap/xml-attribute-malformed', from, { name })
      const value = this.value(from, name)
      at = this.end
      if (names === undefined ? written.some((one) => one.name.written === name) : names.has(name))
        mistakes.report('cap/xml-attribute-twice', from, { name })
      else {
        written.push({ name: known, value, offset: from })
        names?.add(name)
        if (written.length === many) names = new Set(written.map((one) => one.name.written))
        if (written.length > mistakes.limits.attributes)
          mistakes.tooMuch('attributes of one element', mistakes.limits.attributes, tagAt)
      }
    }
  }

  /** The value after an attribute's name, and sets `end`. */
  private value(at: number, name: string): string {
    const { text, mistakes } = this
    const nameEnds = at + name.length
    const equals = skipSpace(text, nameEnds)
    if (text.charCodeAt(equals) !== 0x3d) {
      mistakes.report('cap/xml-attribute-malformed', at, { name })
      this.end = nameEnds
      return ''
    }
    const from = skipSpace(text, equals + 1)
    const quote = text.charCodeAt(from)
    if (quote === 0x22 || quote === 0x27) {
      const closing = text.indexOf(quote === 0x22 ? '"' : "'", from + 1)
      if (closing !== -1) {
        this.end = closing + 1
        return this.valueOf(from + 1, closing, name)
      }
    }
    mistakes.report('cap/xml-attribute-malformed', at, { name })
    const begins = quote === 0x22 || quote === 0x27 ? from + 1 : from
    let to = begins
    while (to < text.length && !endsUnquoted(text, to)) to += 1
    this.end = to
    return this.valueOf(begins, to, name)
  }

  private valueOf(from: number, to: number, name: string): string {
    const most = this.mistakes.limits.attributeValue
    if (to - from > most) this.mistakes.tooMuch('characters in one attribute', most, from)
    return this.characters.read(from, to, 'attribute', name)
  }

  private measureName({ written }: XmlName, at: number): void {
    const most = this.mistakes.limits.name
    if (written.length > most) this.mistakes.tooMuch('characters in one name', most, at)
  }

  private countNode(at: number): void {
    this.nodes += 1
    const most = this.mistakes.limits.nodes
    if (this.nodes > most) this.mistakes.tooMuch('elements and attributes', most, at)
  }
}

function endsUnquoted(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  if (unit === 0x3e || unit === 0x3c || isSpace(unit)) return true
  return unit === 0x2f && text.charCodeAt(at + 1) === 0x3e
}

/** Where a broken tag is over: after its `>`, or before the next `<`. */
export function tagEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    if (unit === 0x3e) return at + 1
    if (unit === 0x3c) return at
  }
  return text.length
}
