/** A Signature element as plain data, so that what it says can be judged without a parser at hand. */

export interface SignatureNode {
  readonly namespace: string
  readonly name: string
  /** Of no namespace, by name. */
  readonly attributes: { readonly [name: string]: string }
  /** Comments and instructions are there as such: inside a value they are an attempt to make two readers see two values. */
  readonly content: readonly (SignatureNode | string | { readonly odd: 'comment' | 'instruction' })[]
}

export function elementsOf({ content }: SignatureNode): SignatureNode[] {
  return content.filter((part): part is SignatureNode => typeof part !== 'string' && !('odd' in part))
}

export function childOf(
  node: SignatureNode | undefined,
  namespace: string,
  name: string,
): SignatureNode | undefined {
  return node === undefined
    ? undefined
    : elementsOf(node).find((one) => one.namespace === namespace && one.name === name)
}

export function childrenCalled(
  node: SignatureNode | undefined,
  namespace: string,
  name: string,
): SignatureNode[] {
  return node === undefined
    ? []
    : elementsOf(node).filter((one) => one.namespace === namespace && one.name === name)
}

/** The text of an element that holds nothing but text; undefined where it holds anything else. */
export function plainTextOf(node: SignatureNode): string | undefined {
  return node.content.every((part) => typeof part === 'string') ? node.content.join('') : undefined
}

/** The bytes of a base 64 text with white space allowed; undefined where it is not base 64. */
export function bytesOf(node: SignatureNode | undefined): Uint8Array | undefined {
  const text = node === undefined ? undefined : plainTextOf(node)?.replace(/[ \t\r\n]+/g, '')
  if (text === undefined || text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return undefined
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
}
