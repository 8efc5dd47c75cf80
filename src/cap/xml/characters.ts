/** Character data of a document: references resolved, line ends made one, forbidden characters replaced and reported. */
import type { Mistakes } from './mistakes.ts'
import { isCharacter, referenceAt } from './references.ts'

/** `text` between tags, an `attribute` value, or `raw`: CDATA, comments and instructions, where `&` means nothing. */
export type CharacterPlace = 'text' | 'attribute' | 'raw'

/** Control characters, the carriage return among them. Two ranges that touch almost nothing: the engine skips at speed. */
const controls = /[\u0000-\u0008\u000b-\u001f]/g
const beyond = /[\u{d800}-\u{dfff}\ufffe\uffff]/gu
const inAttribute = /[\u0000-\u001f&<\u{d800}-\u{dfff}\ufffe\uffff]/gu

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
  private ampersand = -1
  private sectionEnd = -1
  private beyond: number

  constructor(text: string, mistakes: Mistakes) {
    this.text = text
    this.mistakes = mistakes
    const none = text.isWellFormed() && !text.includes('\ufffe') && !text.includes('\uffff')
    this.beyond = none ? Infinity : -1
  }

  /** What the characters from one offset to another mean. `name` is the attribute's. */
  read(from: number, to: number, place: CharacterPlace, name = ''): string {
    const first = this.next(from, place)
    return first >= to ? this.text.slice(from, to) : this.readOn(from, first, to, place, name)
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

  private readOn(from: number, first: number, to: number, place: CharacterPlace, name: string): string {
    const { text, mistakes } = this
    let read = ''
    let kept = from
    let at = first
    while (at < to) {
      const unit = text.charCodeAt(at)
      let means: string | undefined
      let end = at + 1
      if (unit === 0x26 && place !== 'raw') {
        const reference = referenceAt(text, at)
        // A reference ends where its text or value ends: `a="&"` followed by `b;"` is none.
        if (reference.end > to) mistakes.report('cap/xml-bare-ampersand', at)
        else {
          means = this.meaning(reference, at)
          end = reference.end
        }
      } else if (unit === 0x0d) {
        if (text.charCodeAt(at + 1) === 0x0a && at + 1 < to) end = at + 2
        means = place === 'attribute' ? ' ' : '\n'
      } else if (unit === 0x09 || unit === 0x0a) {
        if (place === 'attribute') means = ' '
      } else if (unit === 0x3c) mistakes.report('cap/xml-attribute-less-than', at, { name })
      else if (unit === 0x5d) {
        if (text.startsWith(']]>', at) && place === 'text') mistakes.report('cap/xml-cdata-end-in-text', at)
      } else {
        const code = text.codePointAt(at)!
        if (isCharacter(code)) end = at + (code > 0xffff ? 2 : 1)
        else {
          mistakes.report('cap/xml-forbidden-character', at, { character: nameOf(code) })
          means = '\uFFFD'
        }
      }
      if (means !== undefined) {
        read += text.slice(kept, at) + means
        kept = end
      }
      at = this.next(end, place)
    }
    return read + text.slice(kept, to)
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
