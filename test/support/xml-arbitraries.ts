/** Documents for fast-check: a tree, and any of the many ways in which XML may spell it. */
import fc from 'fast-check'
import type { PlainElement } from './xml-judge.ts'

/** An element of a namespace; attributes have unlike names. */
export interface TreeElement {
  readonly namespace: string
  readonly name: string
  readonly attributes: readonly {
    readonly namespace: string
    readonly name: string
    readonly value: string
  }[]
  readonly content: readonly (TreeElement | string)[]
}

export const xmlNames = fc.oneof(
  fc.constantFrom(
    'alert',
    'info',
    'area',
    'polygon',
    'br',
    'a',
    'A',
    '_',
    'b-1.2',
    'été',
    'предупреждение',
    '𐐀',
  ),
  fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_.-]{0,8}$/).filter((name) => !/^xml/i.test(name)),
)

const namespaces = fc.constantFrom(
  '',
  'urn:oasis:names:tc:emergency:cap:1.2',
  'http://www.w3.org/2005/Atom',
  'urn:x',
)

/** Whatever XML 1.0 lets stand in a text, the awkward ones often. */
export const xmlTexts = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.stringMatching(/^[ -~]{0,12}$/) },
      fc.constantFrom(
        '&',
        '<',
        '>',
        ']]>',
        '"',
        "'",
        '\r\n',
        '\r',
        '\n',
        '\t',
        '--',
        '&amp;',
        'é',
        'щ',
        '𝄞',
        '\u0085',
        '\uFFFD',
      ),
      fc.string({ unit: 'grapheme', maxLength: 6 }),
    ),
    { maxLength: 4 },
  )
  .map((parts) =>
    parts.join('').replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, ''),
  )

export const xmlTrees: fc.Arbitrary<TreeElement> = fc.letrec<{ element: TreeElement }>((tie) => ({
  element: fc.record({
    namespace: namespaces,
    name: xmlNames,
    attributes: fc.uniqueArray(fc.record({ namespace: namespaces, name: xmlNames, value: xmlTexts }), {
      maxLength: 4,
      selector: ({ namespace, name }) => `${namespace} ${name}`,
    }),
    content: fc.oneof(
      { depthSize: 'small' },
      fc.array(xmlTexts, { maxLength: 1 }),
      fc.array(fc.oneof(xmlTexts, tie('element')), { maxLength: 4 }),
    ),
  }),
})).element

/** The tree as a reader should give it: texts that touch are one, and none is empty. */
export function plainTree({ namespace, name, attributes, content }: TreeElement): PlainElement {
  const joined: (PlainElement | string)[] = []
  for (const part of content) {
    const last = joined.at(-1)
    if (typeof part !== 'string') joined.push(plainTree(part))
    else if (typeof last === 'string') joined[joined.length - 1] = last + part
    else if (part !== '') joined.push(part)
  }
  return {
    name: expanded(namespace, name),
    attributes: attributes.map((one) => `${expanded(one.namespace, one.name)}=${one.value}`).toSorted(),
    content: joined,
  }
}

function expanded(namespace: string, name: string): string {
  return namespace === '' ? name : `{${namespace}}${name}`
}

/** Chooses one of so many ways, from 0. */
export type Choice = (ways: number) => number

/** A run of choices; used up, it takes the first way. */
export const choices: fc.Arbitrary<Choice> = fc
  .infiniteStream(fc.nat(0xffff))
  .map((stream) => (ways) => stream.next().value! % ways)

/** One spelling of the tree: prefixes, quotation marks, references, CDATA, comments and instructions as chosen. */
export function spell(tree: TreeElement, choose: Choice, declaration = ''): string {
  const misc = () => ['', '\n', '<!-- a - b -->', '<?p q="?"?>', ' \r\n\t'][choose(5)]!
  return `${declaration}${misc()}${spellElement(tree, choose, new Map([['', '']]))}${misc()}`
}

function spellElement(tree: TreeElement, choose: Choice, scope: ReadonlyMap<string, string>): string {
  const known = new Map(scope)
  const declared = new Map<string, string>()
  // What a prefix means in a tag it means in the whole tag: one that is in use is not declared anew.
  const used = new Set<string>()
  const prefixOf = (namespace: string, of: 'element' | 'attribute'): string => {
    if (namespace === '' && of === 'attribute') return ''
    const usable = [...known].filter(
      ([prefix, meant]) => meant === namespace && (of === 'element' || prefix !== ''),
    )
    if (usable.length > 0 && (namespace === '' || choose(3) > 0)) {
      const [prefix] = usable[choose(usable.length)]!
      used.add(prefix)
      return prefix
    }
    const free = ['', 'cap', 'p', 'ns0', 'б'].filter(
      (prefix) => !used.has(prefix) && (prefix === '' ? of === 'element' : namespace !== ''),
    )
    const prefix = free[choose(free.length)] ?? `p${used.size}`
    used.add(prefix)
    declared.set(prefix, namespace)
    known.set(prefix, namespace)
    return prefix
  }
  const own = prefixOf(tree.namespace, 'element')
  const attributes = tree.attributes.map(({ namespace, name, value }) => ({
    name: qualified(prefixOf(namespace, 'attribute'), name),
    value,
  }))
  const all = [
    ...[...declared]
      .filter(([prefix, namespace]) => prefix === '' || namespace !== '')
      .map(([prefix, value]) => ({ name: prefix === '' ? 'xmlns' : `xmlns:${prefix}`, value })),
    ...attributes,
  ]
  const space = () => [' ', '\n', '\t ', '\r\n'][choose(4)]!
  const maybe = () => ['', ' ', '\n'][choose(3)]!
  const tag =
    `<${qualified(own, tree.name)}` +
    all
      .map(({ name, value }) => `${space()}${name}${maybe()}=${maybe()}${spellValue(value, choose)}`)
      .join('')
  const empty = tree.content.every((part) => part === '')
  if (empty && choose(2) === 0) return `${tag}${maybe()}/>`
  const content = tree.content.map((part) =>
    typeof part === 'string' ? spellText(part, choose) : spellElement(part, choose, known),
  )
  const between = () => ['', '', '', '<!---->', '<!-- <b> & -->', '<?p?>'][choose(6)]!
  return `${tag}${maybe()}>${between()}${content.join(between())}${between()}</${qualified(own, tree.name)}${maybe()}>`
}

function qualified(prefix: string, name: string): string {
  return prefix === '' ? name : `${prefix}:${name}`
}

function spellValue(value: string, choose: Choice): string {
  const quote = choose(2) === 0 ? '"' : "'"
  return quote + spellCharacters(value, choose, /[<&\t\n\r"']/) + quote
}

function spellText(text: string, choose: Choice): string {
  if (choose(4) === 0 && !text.includes('\r') && text !== '')
    return `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`
  return spellCharacters(text, choose, /[<&>\r]/)
}

const entities: { readonly [character: string]: string } = {
  '<': 'lt',
  '>': 'gt',
  '&': 'amp',
  '"': 'quot',
  "'": 'apos',
}

function spellCharacters(text: string, choose: Choice, never: RegExp): string {
  return [...text]
    .map((character) => {
      if (!never.test(character) && choose(8) !== 0) return character
      const code = character.codePointAt(0)!
      const entity = entities[character]
      const ways = [`&#${code};`, `&#x${code.toString(16)};`, `&#x000${code.toString(16).toUpperCase()};`]
      return entity !== undefined && choose(2) === 0 ? `&${entity};` : ways[choose(ways.length)]!
    })
    .join('')
}

export const xmlEncodings = [
  'utf-8',
  'utf-8 with mark',
  'utf-16le',
  'utf-16be',
  'iso-8859-1',
  'iso-8859-5',
] as const
export type XmlEncoding = (typeof xmlEncodings)[number]

/** The bytes of a text, marked where the encoding wants a mark; undefined where it has no bytes for one of the characters. */
export function encoded(text: string, encoding: XmlEncoding): Uint8Array | undefined {
  switch (encoding) {
    case 'utf-8':
      return new TextEncoder().encode(text)
    case 'utf-8 with mark':
      return new TextEncoder().encode(`\uFEFF${text}`)
    case 'utf-16le':
      return Uint8Array.from(Buffer.from(`\uFEFF${text}`, 'utf16le'))
    case 'utf-16be':
      return Uint8Array.from(Buffer.from(`\uFEFF${text}`, 'utf16le').swap16())
    case 'iso-8859-1':
      return /[^\0-\u007f\u00a0-\u00ff]/.test(text) ? undefined : bytesOf(text, (unit) => unit)
    case 'iso-8859-5':
      return /[^\0-\u00a0\u0401-\u040c\u040e-\u044f]/.test(text)
        ? undefined
        : bytesOf(text, (unit) => (unit <= 0xa0 ? unit : unit - 0x360))
  }
}

function bytesOf(text: string, byte: (unit: number) => number): Uint8Array {
  return Uint8Array.from({ length: text.length }, (_, nth) => byte(text.charCodeAt(nth)))
}

/** The declaration that such a document needs. */
export function declarationOf(encoding: XmlEncoding): string {
  const name = encoding.startsWith('utf-16') ? 'UTF-16' : encoding.split(' ')[0]!
  return `<?xml version="1.0" encoding="${name}"?>`
}
