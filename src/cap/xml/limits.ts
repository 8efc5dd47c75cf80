/** How much of a document is read. Beyond any of these nothing of it is: half a message must not pass for a whole one. */

export interface XmlLimits {
  /** Of the document, before it is decoded. */
  readonly bytes: number
  /** Of the document, in UTF-16 units. */
  readonly characters: number
  /** Open elements at once. */
  readonly depth: number
  /** Elements and attributes of the document together, which is what its tree costs. */
  readonly nodes: number
  /** Of one element, namespace declarations among them. */
  readonly attributes: number
  /** UTF-16 units of one name with its prefix. */
  readonly name: number
  /** UTF-16 units of one attribute's value. */
  readonly attributeValue: number
  /** Errors after which a text is not XML with mistakes but something else. */
  readonly mistakes: number
}

/** A message of 93,000 vertices has 1.7 million characters and 60 nodes; a feed of a thousand full messages 5 million and 100,000. */
export const xmlLimits: XmlLimits = {
  bytes: 32 * 2 ** 20,
  characters: 16 * 2 ** 20,
  depth: 256,
  nodes: 400_000,
  attributes: 256,
  name: 1_024,
  attributeValue: 2 ** 20,
  mistakes: 20_000,
}
