/** A text as the short messages that carry it: the alphabet it needs, and parts cut so that no phone shows half a character. */
import { inGsm, septetsOf, toUcs2 } from './alphabet.ts'

/** TS 23.038 §4: what `data_coding` says of the alphabet. */
export const dataCoding = { gsm: 0x00, ucs2: 0x08 } as const

export interface ShortMessage {
  readonly dataCoding: 0x00 | 0x08
  /** Header and text, as they stand in `short_message`. */
  readonly parts: readonly Uint8Array[]
  /** Whether each begins with a header (`esm_class` 0x40). */
  readonly header: 'none' | 'concatenation'
}

/** TS 23.040 §9.2.3.24: 140 octets, of which a header for concatenation takes six (and one bit to fill up septets). */
const whole = { gsm: 160, ucs2: 140 } as const
const piece = { gsm: 153, ucs2: 134 } as const

/**
 * Cuts a text into short messages. `reference` (0–255) tells the parts of one text from those of another to the same phone.
 * GSM octets hold one septet each: packing is the carrier's.
 */
export function shortMessage(text: string, reference: number): ShortMessage {
  const plain = inGsm(text)
  const alphabet = plain === undefined ? 'ucs2' : 'gsm'
  const units =
    plain === undefined
      ? graphemesOf(text).map((one) => toUcs2(one))
      : [...plain].map((one) => Uint8Array.from(septetsOf(one)!))
  const coding = dataCoding[alphabet]
  const length = units.reduce((sum, unit) => sum + unit.length, 0)
  if (length <= whole[alphabet]) return { dataCoding: coding, parts: [Buffer.concat(units)], header: 'none' }
  const texts = cut(units, piece[alphabet])
  const parts = texts.map((one, at) =>
    // TS 23.040 §9.2.3.24.1: element 0x00, three octets: reference, how many, which.
    Buffer.concat([Uint8Array.of(5, 0x00, 3, reference & 0xff, texts.length, at + 1), one]),
  )
  return { dataCoding: coding, parts, header: 'concatenation' }
}

/** How many short messages a text takes. */
export function partsOf(text: string): number {
  return shortMessage(text, 0).parts.length
}

/** Never between the two halves of a pair, and not within what is read as one sign where that fits a part. */
function graphemesOf(text: string): readonly string[] {
  segmenter ??= new Intl.Segmenter()
  return [...segmenter.segment(text)].flatMap(({ segment }) =>
    segment.length * 2 <= piece.ucs2 ? segment : [...segment],
  )
}

/** Made for the first text: it takes 8 ms, which a server that sends none saves at each start. */
let segmenter: Intl.Segmenter | undefined

function cut(units: readonly Uint8Array[], most: number): readonly Uint8Array[] {
  const parts: Uint8Array[] = []
  let part: Uint8Array[] = []
  let size = 0
  for (const unit of units) {
    if (size + unit.length > most) {
      parts.push(Buffer.concat(part))
      part = []
      size = 0
    }
    part.push(unit)
    size += unit.length
  }
  parts.push(Buffer.concat(part))
  return parts
}
