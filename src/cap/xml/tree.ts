/** An XML document as a tree that remembers where everything stood: elements, attributes and text; comments and instructions are gone. */
import type { CapPlace } from '../finding.ts'

export interface XmlAttribute {
  /** Without the prefix. */
  readonly name: string
  readonly prefix: string
  /** Resolved; an attribute without a prefix has none ('') (Namespaces in XML §6.2). */
  readonly namespace: string
  readonly value: string
}

/** A namespace declaration: '' for the prefix of names without one. */
export interface XmlDeclaration {
  readonly prefix: string
  readonly namespace: string
}

export interface XmlElement extends CapPlace {
  /** Without the prefix. */
  readonly name: string
  readonly prefix: string
  /** Resolved; '' where there is none. */
  readonly namespace: string
  /** Without namespace declarations. */
  readonly attributes: readonly XmlAttribute[]
  /** The namespaces declared right on it, where there are any: values such as xsi:type's hold prefixes too. */
  readonly declares?: readonly XmlDeclaration[]
  /** In the order of the document: elements and runs of character data with references resolved. */
  readonly content: readonly (XmlElement | string)[]
  readonly parent: XmlElement | undefined
  /** Of its `<`, in UTF-16 units from the beginning of the text. */
  readonly offset: number
  /** Offsets of what stands between its tags; equal for an empty element. */
  readonly contentFrom: number
  readonly contentTo: number
  /** XPath with local names, counted from 1 below the root: `/alert/info[2]/event[1]`. */
  readonly path: string
}

/** Character data right in the element, not in its children. */
export function textOf(element: XmlElement): string {
  const { content } = element
  if (content.length === 1 && typeof content[0] === 'string') return content[0]
  let text = ''
  for (const part of content) if (typeof part === 'string') text += part
  return text
}

export function childrenOf(element: XmlElement): XmlElement[] {
  return element.content.filter((part): part is XmlElement => typeof part !== 'string')
}

export function attributeOf(element: XmlElement, name: string, namespace = ''): string | undefined {
  return element.attributes.find((one) => one.name === name && one.namespace === namespace)?.value
}

/** The namespace that a prefix means where the element stands; '' where none is declared for the empty one. */
export function namespaceInScope(element: XmlElement, prefix: string): string | undefined {
  for (let at: XmlElement | undefined = element; at !== undefined; at = at.parent) {
    const declared = at.declares?.find((one) => one.prefix === prefix)
    if (declared !== undefined) return declared.namespace
  }
  return prefix === '' ? '' : undefined
}
