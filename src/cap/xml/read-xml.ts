/**
 * XML as a tree, in one pass over the text: no document type, no entities but the five and numbers, nothing fetched, no
 * recursion, bounded. What is not XML is read as its author most likely meant it, and always reported.
 */
import type { Findings } from '../finding.ts'
import { Characters } from './characters.ts'
import { versionIn } from './declaration.ts'
import { doctypeEnd } from './doctype.ts'
import type { ReadElement } from './element.ts'
import { nameAt, standsAt } from './known-names.ts'
import { xmlLimits, type XmlLimits } from './limits.ts'
import { BeyondLimit, Mistakes } from './mistakes.ts'
import { isSpace, nameEnd, skipSpace } from './names.ts'
import { tagEnd, Tags } from './tags.ts'
import type { XmlElement } from './tree.ts'

/**
 * The root element of a document, or undefined where there is none or a limit is passed; either is reported. Offsets are
 * those of `text`, before line ends are made one. A declared encoding means nothing here: the text is decoded already.
 */
export function readXml(
  text: string,
  found: Findings,
  limits: Partial<XmlLimits> = {},
): XmlElement | undefined {
  const mistakes = new Mistakes(found, { ...xmlLimits, ...limits })
  try {
    if (text.length > mistakes.limits.characters)
      mistakes.tooMuch('characters', mistakes.limits.characters, 0)
    return new Reader(text, mistakes).read()
  } catch (thrown) {
    if (thrown instanceof BeyondLimit) return undefined
    throw thrown
  } finally {
    mistakes.end()
  }
}

/** HTML's elements that are left open in texts. Not all of HTML’s: `area`, `link`, `source` and `param` are names in CAP and feeds. */
const leftOpen = new Set(['br', 'hr', 'img', 'wbr', 'BR', 'HR', 'IMG', 'WBR'])

class Reader {
  private readonly text: string
  private readonly mistakes: Mistakes
  private readonly characters: Characters
  private readonly tags: Tags
  private root: ReadElement | undefined
  private current: ReadElement | undefined
  /** Names of the open elements with their prefixes, and what was declared before each. */
  private readonly openNames: string[] = []
  private readonly marks: number[] = []
  /** Character data of the current element since its last tag. */
  private run = ''
  private strayText: { readonly offset: number; readonly text: string } | undefined
  /** Where each of HTML's end tags comes next, Infinity where it doesn't. */
  private readonly nextEndTag = new Map<string, number>()

  constructor(text: string, mistakes: Mistakes) {
    this.text = text
    this.mistakes = mistakes
    this.characters = new Characters(text, mistakes)
    this.tags = new Tags(text, mistakes, this.characters)
  }

  read(): ReadElement | undefined {
    const { text } = this
    let at = text.charCodeAt(0) === 0xfeff ? 1 : 0
    const beginning = at
    while (at < text.length) {
      const bracket = text.indexOf('<', at)
      const to = bracket === -1 ? text.length : bracket
      if (to > at) this.characterData(at, to)
      if (to === text.length) break
      at = this.markup(to, beginning)
      if (at === -1) break
    }
    if (at !== -1) this.end()
    if (this.root === undefined) this.mistakes.report('cap/xml-no-root', 0)
    return this.root
  }

  /** Reads what begins with the `<` at this offset and answers where it ends; -1 to read no further. */
  private markup(at: number, beginning: number): number {
    switch (this.text.charCodeAt(at + 1)) {
      case 0x2f: // </
        return this.endTag(at)
      case 0x3f: // <?
        return this.instruction(at, beginning)
      case 0x21: // <!
        if (this.text.startsWith('<!--', at)) return this.comment(at)
        if (this.text.startsWith('<![CDATA[', at) && this.current !== undefined) return this.cdata(at)
        if (this.text.startsWith('<!DOCTYPE', at) && this.current === undefined) return this.doctype(at)
        return this.bareLessThan(at)
      default:
        return this.startTag(at)
    }
  }

  private characterData(from: number, to: number): void {
    if (this.current !== undefined) {
      const read = this.characters.read(from, to, 'text')
      this.run = this.run === '' ? read : this.run + read
      return
    }
    const begins = skipSpace(this.text, from)
    if (begins < to) this.outside(begins, to)
  }

  private outside(from: number, to: number): void {
    const stray = { offset: from, text: this.text.slice(from, Math.min(to, from + 40)).trimEnd() }
    if (this.root === undefined) this.strayText ??= stray
    else this.mistakes.report('cap/xml-text-outside-root', stray.offset, { text: stray.text })
  }

  private bareLessThan(at: number): number {
    if (this.current === undefined) this.outside(at, at + 1)
    else {
      this.mistakes.report('cap/xml-bare-less-than', at)
      this.run += '<'
    }
    return at + 1
  }

  private startTag(at: number): number {
    const name = nameAt(this.text, at + 1)
    if (name === undefined) return this.bareLessThan(at)
    if (this.current === undefined && this.root !== undefined) {
      this.mistakes.report('cap/xml-second-root', at, { name: name.written })
      return -1
    }
    this.flush()
    if (this.root === undefined && this.strayText !== undefined)
      this.mistakes.report('cap/xml-text-outside-root', this.strayText.offset, { text: this.strayText.text })
    const mark = this.tags.namespaces.mark
    const element = this.tags.read(at, name, this.current)
    const { end, closed } = this.tags
    this.current?.add(element)
    this.root ??= element
    element.contentFrom = element.contentTo = end
    if (closed === 'empty') this.tags.namespaces.leave(mark)
    else if (this.isLeftOpen(element, end)) {
      this.mistakes.report('cap/xml-html-unclosed', at, { name: element.name })
      this.tags.namespaces.leave(mark)
    } else {
      if (this.openNames.length >= this.mistakes.limits.depth)
        this.mistakes.tooMuch('open elements', this.mistakes.limits.depth, at)
      this.openNames.push(name.written)
      this.marks.push(mark)
      this.current = this.mistakes.inside = element
    }
    return end
  }

  /** Whether this is a `<br>` that nothing later can close. Each end tag is searched for once. */
  private isLeftOpen(element: ReadElement, from: number): boolean {
    const { name } = element
    if (name.length > 3 || !leftOpen.has(name) || element.prefix !== '' || this.current === undefined)
      return false
    let next = this.nextEndTag.get(name) ?? 0
    if (next < from) {
      next = this.text.indexOf(`</${name}`, from)
      if (next === -1) next = Infinity
      this.nextEndTag.set(name, next)
    }
    return next === Infinity
  }

  private endTag(at: number): number {
    const { text, openNames } = this
    const open = openNames[openNames.length - 1]
    if (
      open !== undefined &&
      text.charCodeAt(at + 2 + open.length) === 0x3e &&
      standsAt(text, open, at + 2)
    ) {
      this.flush()
      this.close(at)
      return at + open.length + 3
    }
    const nameTo = nameEnd(text, at + 2)
    if (nameTo === at + 2) return this.bareLessThan(at)
    let end = skipSpace(text, nameTo)
    if (text.charCodeAt(end) === 0x3e) end += 1
    else {
      if (end >= text.length) return this.cutShort(at, 'an end tag')
      this.mistakes.report('cap/xml-tag-malformed', at, { tag: text.slice(at, Math.min(end + 1, at + 60)) })
      end = tagEnd(text, end)
    }
    this.flush()
    this.closeNamed(text.slice(at + 2, nameTo), at)
    return end
  }

  /** Closes the nearest open element of that name, and all that were left open in it. */
  private closeNamed(name: string, at: number): void {
    const nearest = this.openNames.lastIndexOf(name)
    if (nearest === -1) {
      this.mistakes.report('cap/xml-end-tag-without-start', at, { name })
      return
    }
    while (this.openNames.length - 1 > nearest) {
      const left = this.current!
      if (leftOpen.has(left.name) && left.prefix === '') {
        this.mistakes.report('cap/xml-html-unclosed', left.offset, { name: left.name }, left)
        this.close(at)
        left.emptyInto(this.current!)
      } else {
        this.mistakes.report('cap/xml-element-unclosed', left.offset, { name: left.name, parent: name }, left)
        this.close(at)
      }
    }
    this.close(at)
  }

  private close(at: number): void {
    const element = this.current!
    element.contentTo = at
    this.openNames.pop()
    this.tags.namespaces.leave(this.marks.pop()!)
    this.current = this.mistakes.inside = element.parent
  }

  private flush(): void {
    if (this.run === '') return
    this.current!.add(this.run)
    this.run = ''
  }

  private comment(at: number): number {
    const closing = this.text.indexOf('-->', at + 4)
    if (closing === -1) return this.cutShort(at, 'a comment')
    const hyphens = this.text.indexOf('--', at + 4)
    if (hyphens < closing) this.mistakes.report('cap/xml-comment-malformed', hyphens)
    this.characters.read(at + 4, closing, 'raw')
    return closing + 3
  }

  private cdata(at: number): number {
    const closing = this.text.indexOf(']]>', at + 9)
    if (closing === -1) {
      this.run += this.characters.read(at + 9, this.text.length, 'raw')
      return this.cutShort(at, 'a CDATA section')
    }
    this.run += this.characters.read(at + 9, closing, 'raw')
    return closing + 3
  }

  private doctype(at: number): number {
    this.mistakes.report('cap/xml-doctype', at)
    this.characters.doctype = 'present'
    const end = doctypeEnd(this.text, at + 9)
    return end === -1 ? this.cutShort(at, 'a document type declaration') : end
  }

  private instruction(at: number, beginning: number): number {
    const { text } = this
    const closing = text.indexOf('?>', at + 2)
    if (closing === -1) return this.cutShort(at, 'a processing instruction')
    const nameTo = nameEnd(text, at + 2)
    const target = text.slice(at + 2, nameTo)
    if (target === 'xml') {
      if (at !== beginning) this.mistakes.report('cap/xml-declaration-late', at)
      this.declaration(at, closing + 2)
    } else if (
      target === '' ||
      target.includes(':') ||
      target.toLowerCase() === 'xml' ||
      (nameTo !== closing && !isSpace(text.charCodeAt(nameTo)))
    )
      this.mistakes.report('cap/xml-instruction-malformed', at)
    this.characters.read(at + 2, closing, 'raw')
    return closing + 2
  }

  private declaration(from: number, to: number): void {
    const written = this.text.slice(from, Math.min(to, from + 1_000))
    const version = versionIn(written)
    if (version === undefined)
      this.mistakes.report('cap/xml-declaration-malformed', from, { declaration: written })
    else if (version !== '1.0') this.mistakes.report('cap/xml-version', from, { version })
  }

  /** The document ends inside what began at this offset. */
  private cutShort(at: number, what: string): number {
    this.mistakes.report('cap/xml-cut-short', at, { what })
    this.finish()
    return -1
  }

  private end(): void {
    if (this.current === undefined) return
    this.mistakes.report('cap/xml-cut-short', this.text.length, { what: `the element ${this.current.name}` })
    this.finish()
  }

  private finish(): void {
    this.flush()
    while (this.current !== undefined) this.close(this.text.length)
  }
}
