/** Character data of a document: references resolved, line ends made one, forbidden characters replaced and reported. */
import type { Mistakes } from './mistakes.ts'
import { isCharacter, referenceAt } from './references.ts'

/** Units that need a look, by place in the document; whatever else there is goes through untouched. */
const special = { text: 1, attribute: 2, raw: 4 } as const
const ofAscii = new Uint8Array(128)
for (let unit = 0; unit < 0x20; unit += 1) ofAscii[unit] = special.text | special.attribute | special.raw
ofAscii[0x09] = special.attribute
ofAscii[0x0a] = special.attribute
ofAscii[0x26 /* & */] = special.text | special.attribute
ofAscii[0x3c /* < */] = special.attribute
ofAscii[0x5d /* ] */] = special.text

/** `text` between tags, an `attribute` value, or `raw`: CDATA, comments and instructions, where `&` means nothing. */
export type CharacterPlace = keyof typeof special

export class Characters {
  readonly text: string
  readonly mistakes: Mistakes
  /** Whether the document declares a document type, which might have meant other things by HTML's names. */
  doctype: 'none' | 'present' = 'none'

  constructor(text: string, mistakes: Mistakes) {
    this.text = text
    this.mistakes = mistakes
  }

  /** What the characters from one offset to another mean. `name` is the attribute's. */
  read(from: number, to: number, place: CharacterPlace, name = ''): string {
    const plain = this.plainUntil(from, to, special[place])
    return plain === to ? this.text.slice(from, to) : this.readOn(from, plain, to, place, name)
  }

  private plainUntil(from: number, to: number, mask: number): number {
    const { text } = this
    for (let at = from; at < to; at += 1) {
      const unit = text.charCodeAt(at)
      if (unit < 128 ? (ofAscii[unit]! & mask) !== 0 : unit >= 0xd800) return at
    }
    return to
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
      at = this.plainUntil(end, to, special[place])
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

function nameOf(code: number): string {
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
}
