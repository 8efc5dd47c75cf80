/** Messages with something done to them that a schema may mind: the same seed gives the same text. */
import type { XmlElement } from '../../src/cap/xml/tree.ts'
import type { Chance } from './chance.ts'

/** A tree that can be changed; content that is neither text nor element is written as it stands. */
export interface MutableElement {
  name: string
  /** Written as they stand, namespace declarations among them. */
  attributes: [name: string, value: string][]
  content: (MutableElement | string | { readonly raw: string })[]
}

export interface MutantBase {
  readonly namespace: string
  readonly root: MutableElement
}

const xsi = 'http://www.w3.org/2001/XMLSchema-instance'
const xsd = 'http://www.w3.org/2001/XMLSchema'
const signature = 'http://www.w3.org/2000/09/xmldsig#'

export function mutantBase(alert: XmlElement): MutantBase {
  return { namespace: alert.namespace, root: mutable(alert, undefined) }
}

function mutable(element: XmlElement, inherited: string | undefined): MutableElement {
  const attributes = element.attributes
    .filter((one) => one.namespace === '')
    .map((one): [string, string] => [one.name, one.value])
  return {
    name: element.name,
    attributes: element.namespace === inherited ? attributes : [['xmlns', element.namespace], ...attributes],
    content: element.content.map((part) =>
      typeof part === 'string' ? part : mutable(part, element.namespace),
    ),
  }
}

/** The text of the base with one to four things done to it. */
export function mutant(base: MutantBase, random: Chance): string {
  const root = structuredClone(base.root)
  const times = random.pick([1, 1, 1, 1, 2, 2, 3, 4])
  for (let done = 0; done < times; done++) random.pick(mutations)(root, random, base)
  const prefix = random.happens(0.2) ? 'cap:' : ''
  const declared = root.attributes.find(([name]) => name === 'xmlns')
  if (prefix !== '' && declared !== undefined) declared[0] = 'xmlns:cap'
  root.attributes.push(['xmlns:xsi', xsi], ['xmlns:xs', xsd], ['xmlns:own', base.namespace])
  return `<?xml version="1.0" encoding="UTF-8"?>\n${written(root, prefix)}`
}

function written(element: MutableElement, prefix: string): string {
  // Inside an element with a namespace of its own names are written without a prefix.
  const inner = element.attributes.some(([name]) => name === 'xmlns') ? '' : prefix
  const name = element.name.includes(':') ? element.name : `${inner}${element.name}`
  const seen = new Set<string>()
  const attributes = element.attributes
    .filter(([key]) => !seen.has(key) && seen.add(key))
    .map(([key, value]) => ` ${key}="${escaped(value).replaceAll('"', '&quot;')}"`)
  const content = element.content.map((part) =>
    typeof part === 'string' ? escaped(part) : 'raw' in part ? part.raw : written(part, inner),
  )
  return content.length === 0
    ? `<${name}${attributes.join('')}/>`
    : `<${name}${attributes.join('')}>${content.join('')}</${name}>`
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

type Mutation = (root: MutableElement, random: Chance, base: MutantBase) => void

const mutations: readonly Mutation[] = [
  function drop(root, random) {
    const { parent, at } = placeIn(root, random)
    parent.content.splice(at, 1)
  },
  function duplicate(root, random) {
    const { parent, at } = placeIn(root, random)
    parent.content.splice(at, 0, structuredClone(parent.content[at] ?? ''))
  },
  function swap(root, random) {
    const parent = random.pick(withChildren(root))
    const elements = parent.content.flatMap((part, index) => (isElement(part) ? [index] : []))
    const at = random.between(0, elements.length - 2)
    const [first, second] = [elements[at], elements[at + 1]]
    if (first === undefined || second === undefined) return
    ;[parent.content[first], parent.content[second]] = [parent.content[second]!, parent.content[first]!]
  },
  function move(root, random) {
    const { parent, at } = placeIn(root, random)
    const [taken] = parent.content.splice(at, 1)
    const target = random.happens(0.7) ? parent : random.pick(withChildren(root))
    target.content.splice(random.between(0, target.content.length), 0, taken ?? '')
  },
  function rename(root, random) {
    random.pick(belowOf(root)).name = random.pick(names)
  },
  function sayOtherwise(root, random) {
    random.pick(leavesOf(root)).content = [random.pick(trickyValues)]
  },
  function sayOtherwiseOfItsKind(root, random) {
    const leaf = random.pick(leavesOf(root).filter(({ name }) => name in valuesOf))
    if (leaf !== undefined) leaf.content = [random.pick(valuesOf[leaf.name]!)]
  },
  function addTyped(root, random) {
    const [name, values] = random.pick(Object.entries(valuesOf))
    addInPlace(root, { name, attributes: [], content: [random.pick(values)] }, random)
  },
  function addAttribute(root, random) {
    random.pick(allOf(root)).attributes.push(random.pick(attributes))
  },
  function claimType(root, random) {
    const element = random.pick(allOf(root))
    element.attributes.push(['xsi:type', random.pick(claims)])
    if (random.happens(0.5)) element.content = [random.pick(trickyValues)]
  },
  function addText(root, random) {
    insert(random.pick(allOf(root)), random.pick([' ', '\n\t', 'x', '\u00a0', '.', '\u2003', '1']), random)
  },
  function addRaw(root, random) {
    const raw = random.pick([
      '<!-- a -->',
      '<?say so?>',
      '<![CDATA[x]]>',
      '&#32;',
      '&#x9;',
      '&#160;',
      '<!---->',
    ])
    insert(random.pick(allOf(root)), { raw }, random)
  },
  function addForeign(root, random, base) {
    const inner = random.pick([
      structuredClone(base.root),
      { name: 'value', attributes: [['xmlns', base.namespace]], content: [random.pick(['x', element('b')])] },
      { name: 'status', attributes: [['xmlns', base.namespace]], content: ['wrong'] },
      { name: 'y', attributes: [['xsi:type', random.pick(claims)]], content: [random.pick(trickyValues)] },
      'text',
    ] as MutableElement['content'])
    const namespace = random.pick([signature, signature, signature, 'urn:other', ''])
    const foreign: MutableElement = {
      name: random.pick(['Signature', 'x', 'info', 'alert']),
      attributes: [['xmlns', namespace]],
      content: random.happens(0.5) ? [inner] : [{ name: 'deep', attributes: [], content: ['t', inner] }],
    }
    if (random.happens(0.6)) root.content.push(foreign)
    else insert(random.pick(withChildren(root)), foreign, random)
  },
  function changeNamespace(root, random, base) {
    const target = random.pick(allOf(root))
    const namespace = random.pick([...namespaces, '', 'urn:other', base.namespace, signature])
    target.attributes = [['xmlns', namespace], ...target.attributes.filter(([name]) => name !== 'xmlns')]
  },
  function usePrefix(root, random) {
    const target = random.pick(belowOf(root))
    if (!target.name.includes(':')) target.name = `own:${target.name}`
  },
  function empty(root, random) {
    random.pick(allOf(root)).content = random.pick([[], [], [' '], [{ raw: '<!-- -->' }]])
  },
  function wrap(root, random) {
    const { parent, at } = placeIn(root, random)
    const inside = parent.content[at]
    if (inside !== undefined)
      parent.content[at] = { name: random.pick(names), attributes: [], content: [inside] }
  },
  function borrow(root, random) {
    insert(random.pick(withChildren(root)), structuredClone(random.pick(belowOf(root))), random)
  },
  function pad(root, random) {
    const leaf = random.pick(leavesOf(root))
    const around = random.pick([' ', '\n', '\t', '\u00a0'])
    leaf.content = random.happens(0.5) ? [around, ...leaf.content] : [...leaf.content, around]
  },
  function splitText(root, random) {
    const leaf = random.pick(leavesOf(root))
    const text = leaf.content[0]
    if (typeof text !== 'string' || text.length < 2) return
    const at = random.between(1, text.length - 1)
    const second = text.slice(at).includes(']]>') ? 'x' : text.slice(at)
    leaf.content = [
      text.slice(0, at),
      { raw: random.pick([`<![CDATA[${second}]]>`, `<!-- -->${escaped(second)}`]) },
    ]
  },
]

function isElement(part: MutableElement | string | { readonly raw: string }): part is MutableElement {
  return typeof part !== 'string' && 'name' in part
}

function element(name: string): MutableElement {
  return { name, attributes: [], content: [] }
}

function allOf(root: MutableElement): MutableElement[] {
  return [root, ...root.content.filter(isElement).flatMap(allOf)]
}

/** Without the root, unless there is nothing else. */
function belowOf(root: MutableElement): MutableElement[] {
  const [, ...below] = allOf(root)
  return below.length > 0 ? below : [root]
}

function withChildren(root: MutableElement): MutableElement[] {
  const found = allOf(root).filter(({ content }) => content.some(isElement))
  return found.length > 0 ? found : [root]
}

function leavesOf(root: MutableElement): MutableElement[] {
  const found = allOf(root).filter(({ content }) => !content.some(isElement))
  return found.length > 0 ? found : [root]
}

function placeIn(
  root: MutableElement,
  random: Chance,
): { readonly parent: MutableElement; readonly at: number } {
  const parent = random.pick(withChildren(root))
  const elements = parent.content.flatMap((part, index) => (isElement(part) ? [index] : []))
  return { parent, at: elements.length === 0 ? 0 : random.pick(elements) }
}

function insert(parent: MutableElement, part: MutableElement['content'][number], random: Chance): void {
  parent.content.splice(random.between(0, parent.content.length), 0, part)
}

/** Beside an element of that name where there is one, so that the order often stays right. */
function addInPlace(root: MutableElement, added: MutableElement, random: Chance): void {
  const after = successors[added.name] ?? []
  for (const parent of withChildren(root)) {
    const at = parent.content.findIndex((part) => isElement(part) && after.includes(part.name))
    if (at !== -1) {
      parent.content.splice(at, random.happens(0.2) ? 1 : 0, added)
      return
    }
  }
  insert(random.pick(withChildren(root)), added, random)
}

const successors: { readonly [name: string]: readonly string[] } = {
  language: ['category'],
  web: ['contact', 'parameter', 'resource', 'area'],
  size: ['uri', 'derefUri', 'digest'],
  uri: ['derefUri', 'digest'],
  altitude: ['ceiling'],
  onset: ['expires', 'senderName', 'headline', 'description'],
  effective: ['onset', 'expires', 'senderName', 'headline', 'description'],
  expires: ['senderName', 'headline', 'description'],
  responseType: ['urgency'],
  sent: ['status'],
}

const names =
  'alert identifier sender sent status msgType password source scope restriction addresses code note references incidents info language category event responseType urgency severity certainty audience eventCode effective onset expires senderName headline description instruction web contact parameter valueName value resource resourceDesc mimeType size uri derefUri digest area areaDesc polygon circle geocode altitude ceiling Alert foo'.split(
    ' ',
  )
const namespaces = [
  'urn:oasis:names:tc:emergency:cap:1.2',
  'urn:oasis:names:tc:emergency:cap:1.1',
  'http://www.incident.com/cap/1.0',
]

const times = [
  ...'2020-02-29T00:00:00-00:00 2021-02-29T00:00:00-00:00 1900-02-29T00:00:00+00:00 2000-02-29T12:00:00+05:30'.split(
    ' ',
  ),
  ...'0000-01-01T00:00:00+00:00 2020-01-01T24:00:00+00:00 2020-01-01T24:00:01+00:00 2020-01-01T23:59:60+00:00'.split(
    ' ',
  ),
  ...'2020-01-01T00:00:00+14:00 2020-01-01T00:00:00-14:00 2020-01-01T00:00:00+14:01 2020-01-01T00:00:00+13:60'.split(
    ' ',
  ),
  ...'2020-01-01T00:00:00,00:00 2020-01-01T00:00:00Z 2020-01-01T00:00:00 2020-01-01T00:00:00z 2020-01-01'.split(
    ' ',
  ),
  ...'2020-13-01T00:00:00-00:00 2020-00-01T00:00:00-00:00 2020-04-31T00:00:00-00:00 2020-04-30T00:00:00-00:00'.split(
    ' ',
  ),
  ...'12020-01-01T00:00:00-00:00 -2020-01-01T00:00:00-00:00 -0004-02-29T00:00:00Z -0001-01-01T00:00:00Z'.split(
    ' ',
  ),
  ...'2020-01-01T00:00:00.0-00:00 2020-01-01T00:00:00.123456789Z 2020-01-01T00:00:00.Z 02020-01-01T00:00:00Z'.split(
    ' ',
  ),
  ...'+2020-01-01T00:00:00Z 2020-1-1T00:00:00Z 2020-01-01T0:00:00Z 2020-01-01T24:00:00.000Z 10000-02-29T00:00:00Z'.split(
    ' ',
  ),
  ' 2020-01-01T00:00:00-00:00 ',
  '2020-01-01 00:00:00-00:00',
  '\u06622020-01-01T00:00:00-00:00',
  '',
]
const uris = [
  ...'http://a.example/ a: http: http:// :a 1a:b % %4 %41 a%zz # #a#b ?a?b ?[ #[ [ ] // /// /a:b a/b:c a:b:c é'.split(
    ' ',
  ),
  ...'http://[::1] http://[::1 http://[::1]:80/ http://[::1]x http://u@h http://u@h@i http://u:p@h:1/ http://h:x'.split(
    ' ',
  ),
  ...`mailto:a@b.example *'() @ <> "{}|^\`\\ http://é.example/ü urn:a:b http://a/%C3%A9 http://a/b?c=d&e=f#g`.split(
    ' ',
  ),
  'http://a b/',
  ' a ',
  'a\nb',
  '',
  '\u00a0',
]
const integers = [
  ...'0 1 +1 -1 - + 1. 1.0 0x1 1e3 00 -0 \u0661 1,000 NaN 1_0 --1 999999999999999999999999'.split(' '),
  '',
  ' 7 ',
  '1 1',
]
const decimals = [...'1. .1 . +.1 -1.5 +-1 1e3 INF NaN 1,5 0.0 00.100 1.2.3'.split(' '), '', ' 1.5\n', '- 1']
const languages = [
  ...'en en-US e abcdefgh abcdefghi en- -en en--US en_US en-12345678 en-123456789 i-x 1a a1 x-a-b-c é EN zh-Hant-TW'.split(
    ' ',
  ),
  '',
  ' de ',
  'e n',
]
const listed = [
  ...'Actual actual Draft Alert Cancel Public Met CBRNE Avoid AllClear None Immediate Past Extreme Observed Likely Unknown'.split(
    ' ',
  ),
  'Very Likely',
  'Very  Likely',
  ' Actual',
  'Unknown\n',
  '',
]
const valuesOf: { readonly [name: string]: readonly string[] } = {
  sent: times,
  effective: times,
  onset: times,
  expires: times,
  language: languages,
  web: uris,
  uri: uris,
  size: integers,
  altitude: decimals,
  ceiling: decimals,
  status: listed,
  msgType: listed,
  scope: listed,
  category: listed,
  responseType: listed,
  urgency: listed,
  severity: listed,
  certainty: listed,
}
const trickyValues = [
  ...[...times, ...uris, ...integers, ...decimals, ...languages, ...listed],
  ...'true TRUE 1 INF -INF +INF 1e5 1E-5 .e1 P1Y P P1YT PT1.5S -P1D PT P1M2D P1S a:b a -a _b b.c 4a'.split(
    ' ',
  ),
  ...'12:00:00 12:00:00Z 24:00:00 2020-02-30 2020-02-28 2020-02 --02-29 --02-30 ---31 ---32 --13 --12 2020 20 20200Z'.split(
    ' ',
  ),
  ...'00 0 0g ABcd YQ== YWI= YWJj YR== YQ= Y Q= 127 128 -128 -129 255 256 32767 32768 2147483648'.split(' '),
  ...'9223372036854775807 9223372036854775808 18446744073709551615 18446744073709551616 4294967296 65536'.split(
    ' ',
  ),
  'a b',
  'Y Q = =',
  'a  b',
  ' 127 ',
]
const claims = [
  ...'string normalizedString token language NMTOKEN Name NCName boolean decimal integer nonPositiveInteger'.split(
    ' ',
  ),
  ...'negativeInteger long int short byte nonNegativeInteger unsignedLong unsignedInt unsignedShort unsignedByte'.split(
    ' ',
  ),
  ...'positiveInteger float double duration dateTime time date gYearMonth gYear gMonthDay gDay gMonth'.split(
    ' ',
  ),
  ...'hexBinary anyURI anySimpleType anyType IDREF NMTOKENS nonsense String'.split(' '),
]
  .map((type) => `xs:${type}`)
  .concat(['nonsense', 'string', 'xsi:string', 'none:string', 'xs:', ':string', 'own:string', ''])

const attributes: readonly [string, string][] = [
  ['id', 'a'],
  ['xml:lang', 'en'],
  ['xml:space', 'preserve'],
  ['xsi:nil', 'true'],
  ['xsi:nil', 'false'],
  ['xsi:nil', 'perhaps'],
  ['xsi:schemaLocation', 'urn:a urn:b'],
  ['xsi:schemaLocation', 'urn:a'],
  ['xsi:noNamespaceSchemaLocation', 'urn:b'],
  ['xsi:other', 'a'],
  ['own:status', 'a'],
  ['type', 'xs:string'],
]
