/** What libxml2 says of a document, in a form that our own tree can be held against. A judge in tests, never a part of the product. */
import {
  ParseOption,
  XmlCData,
  XmlDocument,
  XmlElement as JudgeElement,
  XmlLibError,
  XmlText,
  XmlTreeNode,
  type XmlNode,
} from 'libxml2-wasm'
import type { XmlElement } from '../../src/cap/xml/tree.ts'

/** An element without places: namespace and local name, attributes in alphabetical order, content without empty runs. */
export interface PlainElement {
  readonly name: string
  readonly attributes: readonly string[]
  readonly content: readonly (PlainElement | string)[]
}

export type Judgement =
  | { readonly wellFormed: true; readonly root: PlainElement }
  | { readonly wellFormed: false; readonly why: string }

/** Well-formed, and well-formed with namespaces: libxml2 reports an offence against either as an error, not as a warning. */
export function judge(bytes: Uint8Array): Judgement {
  let document: XmlDocument
  try {
    document = XmlDocument.fromBuffer(bytes, {
      option: ParseOption.XML_PARSE_NO_XXE | ParseOption.XML_PARSE_HUGE,
    })
  } catch (thrown) {
    if (!(thrown instanceof XmlLibError)) throw thrown
    return {
      wellFormed: false,
      why: thrown.details
        .filter((one) => one.level > 1)
        .map((one) => one.message.trim())
        .join(' ¶ '),
    }
  }
  try {
    return { wellFormed: true, root: plainOfJudge(document.root) }
  } finally {
    document.dispose()
  }
}

/** Our tree in the same form. */
export function plain(element: XmlElement): PlainElement {
  return {
    name: nameIn(element.namespace, element.name),
    attributes: element.attributes.map((one) => `${nameIn(one.namespace, one.name)}=${one.value}`).toSorted(),
    content: element.content.map((part) => (typeof part === 'string' ? part : plain(part))),
  }
}

function plainOfJudge(element: JudgeElement): PlainElement {
  const content: (PlainElement | string)[] = []
  for (let node: XmlNode | null = element.firstChild; node !== null;) {
    if (node instanceof JudgeElement) content.push(plainOfJudge(node))
    else if (node instanceof XmlText || node instanceof XmlCData) {
      const last = content.at(-1)
      if (typeof last === 'string') content[content.length - 1] = last + node.content
      else if (node.content !== '') content.push(node.content)
    }
    node = node instanceof XmlTreeNode ? node.next : node.get('following-sibling::node()[1]')
  }
  return {
    name: nameIn(element.namespaceUri, element.name),
    attributes: element.attrs.map((one) => `${nameIn(one.namespaceUri, one.name)}=${one.value}`).toSorted(),
    content,
  }
}

function nameIn(namespace: string, name: string): string {
  return namespace === '' ? name : `{${namespace}}${name}`
}
