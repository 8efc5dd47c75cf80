/** Character data of a document: references resolved, line ends made one, forbidden characters replaced and reported. */
import type { Mistakes } from './mistakes.ts'
import { referenceAt } from './references.ts'

/** `text` between tags, an `attribute` value, or `raw`: CDATA, comments and instructions, where `&` means nothing. */
export type CharacterPlace = 'text' | 'attribute' | 'raw'

// oxlint-disable-next-line no-control-regex -- these are what is looked for
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g
const beyond = /[\u{d800}-\u{dfff}\ufffe\uffff]/gu
// oxlint-disable-next-line no-control-regex -- as above
const inAttribute = /[\u0000-\u0008\u000b\u000c\u000e-\u001f&<\u{d800}-\u{dfff}\ufffe\uffff]/gu
const space = /[\t\n\r]/g

/**
 * Most text has nothing to resolve, and a polygon of two megabytes should cost no more than finding that out: each kind of
 * character that needs a look is searched for once through the document, always forward.
 */
export class Characters {
  readonly text: string
  readonly mistakes: Mistakes
  /** Whether the document declares a document type, which might have meant other things by HTML's names. */
  doctype: 'none' | 'present' = 'none'
  /** Where each comes next, at or after the place that was last asked about. */
  private control = -1
  private attribute = -1
  private space = -1
  private carriageReturn = -1
  private looked = 0
  private ampersand = -1
  private sectionEnd = -1
  /** Before this offset no text has anything to look at, nor an end of a line to change. */
  private quietTo = -1
  private beyond: number

  constructor(text: string, mistakes: Mistakes) {
    this.text = text
    this.mistakes = mistakes
    const none = text.isWellFormed() && !text.includes('\ufffe') && !text.includes('\uffff')
    this.beyond = none ? Infinity : -1
  }

  /** What the characters from one offset to another mean. `name` is the attribute's. */
  read(from: number, to: number, place: CharacterPlace, name = ''): string {
    if (to <= this.quietTo && place === 'text') return this.text.slice(from, to)
    const first = this.next(from, place)
    if (first >= to) {
      const piece = this.piece(from, to, place)
      if (place === 'text') this.quietTo = Math.min(first, this.carriageReturn)
      return piece
    }
    const pieces: string[] = []
    let kept = from
    let at = first
    while (at < to) {
      const means = this.lookAt(at, to, place, name)
      if (means !== undefined) {
        if (at > kept) pieces.push(this.piece(kept, at, place))
        pieces.push(means)
        kept = this.looked
      }
      at = this.next(this.looked, place)
    }
    pieces.push(this.piece(kept, to, place))
    return pieces.join('')
  }

  /** Where the next character stands that needs a look; Infinity where there is none. */
  private next(from: number, place: CharacterPlace): number {
    const { text } = this
    if (place === 'attribute') {
      if (this.attribute < from) this.attribute = search(inAttribute, text, from)
      return this.attribute
    }
    if (this.control < from) this.control = search(controls, text, from)
    if (this.beyond < from) this.beyond = search(beyond, text, from)
    const forbidden = Math.min(this.control, this.beyond)
    if (place === 'raw') return forbidden
    if (this.ampersand < from) this.ampersand = orInfinity(text.indexOf('&', from))
    if (this.sectionEnd < from) this.sectionEnd = orInfinity(text.indexOf(']]>', from))
    return Math.min(forbidden, this.ampersand, this.sectionEnd)
  }

  /** Characters without anything to look at but ends of lines (XML 1.0 §2.11) and an attribute's white space (§3.3.3). */
  private piece(from: number, to: number, place: CharacterPlace): string {
    const { text } = this
    const piece = text.slice(from, to)
    if (place === 'attribute') {
      if (this.space < from) this.space = search(space, text, from)
      return this.space < to ? piece.replace(/\r\n/g, ' ').replace(space, ' ') : piece
    }
    if (this.carriageReturn < from) this.carriageReturn = orInfinity(text.indexOf('\r', from))
    return this.carriageReturn < to ? piece.replace(/\r\n/g, '\n').replace(/\r/g, '\n') : piece
  }

  /** What the character here means, up to `looked`; undefined where it stays as it is. */
  private lookAt(at: number, to: number, place: CharacterPlace, name: string): string | undefined {
    const { text, mistakes } = this
    this.looked = at + 1
    switch (text.charCodeAt(at)) {
      case 0x26: {
        const reference = referenceAt(text, at)
        // A reference ends where its text or value ends: `a="&"` followed by `b;"` is none.
        if (reference.end > to) mistakes.report('cap/xml-bare-ampersand', at)
        else {
          this.looked = reference.end
          return this.meaning(reference, at)
        }
        return undefined
      }
      case 0x3c:
        mistakes.report('cap/xml-attribute-less-than', at, { name })
        return undefined
      case 0x5d:
        mistakes.report('cap/xml-cdata-end-in-text', at)
        return undefined
      default:
        mistakes.report('cap/xml-forbidden-character', at, { character: nameOf(text.charCodeAt(at)) })
        return '\uFFFD'
    }
  }

  private meaning({ means, wrong, name }: ReturnType<typeof referenceAt>, at: number): string {
    if (wrong === undefined) return means
    if (wrong === 'bare') this.mistakes.report('cap/xml-bare-ampersand', at)
    else if (wrong === 'forbidden')
      this.mistakes.report('cap/xml-forbidden-character', at, { character: name })
    else {
      this.mistakes.report('cap/xml-unknown-entity', at, { name })
      if (this.doctype === 'present') return name
    }
    return means
  }
}

function search(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from
  return pattern.test(text) ? pattern.lastIndex - 1 : Infinity
}

function orInfinity(found: number): number {
  return found === -1 ? Infinity : found
}

function nameOf(code: number): string {
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
}
