/** What reading one CAP message gave: the message as data, the tree it stood in, and a way from each datum back to its place. */
import type { Findings } from './finding.ts'
import type { CapMessage } from './message.ts'
import type { XmlElement } from './xml/tree.ts'

export type CapVersion = '1.0' | '1.1' | '1.2'

export interface CapReading {
  readonly version: CapVersion
  /** The `alert` element. */
  readonly element: XmlElement
  /**
   * The alert as it is written, where the document holds it as text (escaped, in CDATA, in base 64); the offsets of its
   * elements are then those of the lines they stand in.
   */
  readonly source?: string
  /**
   * Undefined where what names it or says whether it is real can't be understood: identifier, sender, sent, status or
   * msgType. Nothing of these is ever guessed. Other values that can't be understood are left out, or `Unknown` where
   * the standard has that word, and a finding says so.
   */
  readonly message: CapMessage | undefined
  /** The `Signature` elements of XML-DSig (http://www.w3.org/2000/09/xmldsig#) directly under `alert`. */
  readonly signatures: readonly XmlElement[]
  /** The password of a CAP 1.0 message, which later versions took out: reported, and not part of the message. */
  readonly hasPassword: boolean
  /**
   * The element an object of the message was read from (message, info, area, resource, a CapValue, a ring, a circle, a
   * reference), or with a name its nth child of that name (from 0), or the element itself where it has none.
   */
  where(of: object, name?: string, nth?: number): XmlElement
}

/** A rule looks at one message and reports; it keeps nothing and changes nothing. */
export type CapRule = (reading: CapReading & { readonly message: CapMessage }, found: Findings) => void
