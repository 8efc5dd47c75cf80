/** XML as libxml2 reads it, and its canonical bytes. Loaded when the first signature is met: it takes a third of a second. */
import type * as Libxml2 from 'libxml2-wasm'
import type { CanonicalForm, Canonicalization } from './algorithms.ts'
import { xmlDsig } from './algorithms.ts'
import type { SignatureNode } from './signature-node.ts'

export interface OpenXml {
  readonly root: { readonly name: string; readonly namespace: string }
  /** Values of the root's attributes that may serve as an id: Id, ID, id, xml:id. */
  readonly rootIds: readonly string[]
  /** The Signature elements right below the root, in the order of the document. */
  readonly signatures: readonly (SignatureNode | 'too large')[]
  /** How many elements bear this id, whichever of the four names the attribute has. */
  bearers(id: string): { readonly count: number; readonly first: string | undefined }
  /** The name of the element around a Signature that is not right below the root. */
  misplacedSignature(): string | undefined
  /** Text of the root's children of this name in the root's namespace; undefined for one that holds elements. */
  childTexts(name: string): readonly (string | undefined)[]
  /** Takes signatures out, by their number in `signatures`; out stays out. */
  removeSignatures(numbers: readonly number[]): void
  canonical(form: CanonicalForm, prefixes: readonly string[]): Uint8Array
  /** The canonical SignedInfo of a signature in its context; the rest of the document is gone after it. */
  canonicalSignedInfo(number: number, form: CanonicalForm, prefixes: readonly string[]): Uint8Array
  close(): void
}

/** No external anything; the encoding was settled when the bytes became text. */
const noNetwork = 2_048
const ignoreEncoding = 2_097_152
const noExternals = 8_388_608
const noCatalog = 33_554_432

const modes: { readonly [Name in Canonicalization]: 0 | 1 | 2 } = { '1.0': 0, exclusive: 1, '1.1': 2 }
/** A Signature element with more below it than any certificate chain needs is not looked at. */
const mostSignatureNodes = 2_000

let loading: Promise<typeof Libxml2> | undefined

export async function openXml(
  text: string,
): Promise<{ readonly xml: OpenXml } | { readonly reason: string }> {
  loading ??= import('libxml2-wasm')
  const library = await loading
  if (text.includes('\0')) return { reason: 'it holds a NUL character' }
  let document: Libxml2.XmlDocument
  try {
    document = library.XmlDocument.fromString(text, {
      option: noNetwork | ignoreEncoding | noExternals | noCatalog,
    })
  } catch (error) {
    const [first = 'unknown'] = (error instanceof Error ? error.message : String(error)).trim().split('\n')
    return { reason: first }
  }
  return { xml: wrap(library, document) }
}

function wrap(library: typeof Libxml2, document: Libxml2.XmlDocument): OpenXml {
  const { root } = document
  const idAttributes = '@Id or @ID or @id or @*[name()="xml:id"]'
  const idsOf = (element: Libxml2.XmlElement) =>
    element.attrs
      .filter(
        ({ name, prefix }) => (prefix === '' && /^id$/i.test(name)) || (prefix === 'xml' && name === 'id'),
      )
      .map(({ value }) => value)
  // By XPath: walking from sibling to sibling, the library loses its way at a processing instruction.
  const children = (): readonly Libxml2.XmlNode[] => root.find('node()')
  const isSignature = (node: Libxml2.XmlNode): node is Libxml2.XmlElement =>
    node instanceof library.XmlElement && node.name === 'Signature' && node.namespaceUri === xmlDsig
  const elements: readonly Libxml2.XmlElement[] = children().filter(isSignature)
  const signatures = elements.map((element) => {
    const budget = { left: mostSignatureNodes }
    const node = plain(library, element, budget)
    return budget.left > 0 ? node : 'too large'
  })
  return {
    root: { name: root.name, namespace: root.namespaceUri },
    rootIds: idsOf(root),
    signatures,
    bearers(id) {
      const bearing = (root.find(`//*[${idAttributes}]`) as Libxml2.XmlElement[]).filter((element) =>
        idsOf(element).includes(id),
      )
      return { count: bearing.length, first: bearing[0]?.name }
    },
    misplacedSignature() {
      const any = root.get('//ds:Signature', { ds: xmlDsig })
      return any === null ? undefined : (any.parent?.name ?? 'the root')
    },
    childTexts(name) {
      return children()
        .filter(
          (node): node is Libxml2.XmlElement =>
            node instanceof library.XmlElement &&
            node.name === name &&
            node.namespaceUri === root.namespaceUri,
        )
        .map((element) => (element.get('*') === null ? element.content : undefined))
    },
    removeSignatures(numbers) {
      for (const number of numbers) elements[number]?.remove()
    },
    canonical: (form, prefixes) =>
      collect((handler) => document.canonicalize(handler, optionsOf(form, prefixes))),
    canonicalSignedInfo(number, form, prefixes) {
      const wanted = elements[number]!
      // Only what stands around SignedInfo matters to it; without the rest, the library asks about few nodes.
      for (const node of children()) if (!node.isSameNode(wanted)) node.remove()
      const signedInfo = wanted.get('ds:SignedInfo', { ds: xmlDsig })!
      return collect((handler) => signedInfo.canonicalize(handler, optionsOf(form, prefixes)))
    },
    close: () => document.dispose(),
  }
}

function optionsOf(
  { name, comments }: CanonicalForm,
  prefixes: readonly string[],
): Libxml2.SubtreeC14NOptions {
  return {
    mode: modes[name],
    withComments: comments === 'kept',
    ...(name === 'exclusive' && prefixes.length > 0 ? { inclusiveNamespacePrefixes: [...prefixes] } : {}),
  }
}

function collect(write: (handler: Libxml2.XmlOutputBufferHandler) => void): Uint8Array {
  const parts: Uint8Array[] = []
  write({
    write(part) {
      // The library's buffer is used again for the next part.
      parts.push(part.slice())
      return part.length
    },
    close: () => true,
  })
  return Buffer.concat(parts)
}

function plain(
  library: typeof Libxml2,
  element: Libxml2.XmlElement,
  budget: { left: number },
): SignatureNode {
  const content: SignatureNode['content'][number][] = []
  for (const node of element.find('node()')) {
    if (budget.left <= 0) break
    budget.left -= 1
    if (node instanceof library.XmlElement) content.push(plain(library, node, budget))
    else if (node instanceof library.XmlText || node instanceof library.XmlCData) content.push(node.content)
    else content.push({ odd: node instanceof library.XmlComment ? 'comment' : 'instruction' })
  }
  return {
    namespace: element.namespaceUri,
    name: element.name,
    attributes: Object.fromEntries(
      element.attrs.filter(({ prefix }) => prefix === '').map(({ name, value }) => [name, value]),
    ),
    content,
  }
}
