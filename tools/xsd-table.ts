/** Turns an XSD into a table of src/cap/schema; a construct it doesn't know is an error, so that no rule of a schema is ever left out in silence. */
import { XmlDocument, XmlElement, XmlText, type XmlTreeNode } from 'libxml2-wasm'
import { isBuiltIn, type BuiltInName } from '../src/cap/schema/built-in-types.ts'
import type { AnyRule, ElementRule, SchemaTable, ValueRule } from '../src/cap/schema/schema-table.ts'

const xsd = 'http://www.w3.org/2001/XMLSchema'

/** Throws at the first construct that the table can't express, with its line. */
export function compileXsd(text: string): SchemaTable {
  const document = XmlDocument.fromString(text)
  try {
    const { root } = document
    const namespace = read(root, 'schema', ['targetNamespace'], {
      elementFormDefault: 'qualified',
      attributeFormDefault: 'unqualified',
      version: undefined,
    })['targetNamespace']
    if (namespace === undefined) throw stray(root, 'has no targetNamespace')
    const globals = new Map(childrenOf(root).map((child) => [attribute(child, 'name') ?? '', child]))
    const refer = (element: XmlElement) => {
      const [prefix, name = ''] = attribute(element, 'ref')!.split(':')
      const target = globals.get(name)
      if (prefix === undefined || element.namespaceForPrefix(prefix) !== namespace || target === undefined)
        throw stray(element, 'refers to what is not declared')
      return target
    }
    return { namespace, elements: [...globals.values()].map((element) => elementRule(element, refer)) }
  } finally {
    document.dispose()
  }
}

type Refer = (element: XmlElement) => XmlElement

function elementRule(element: XmlElement, refer: Refer): ElementRule {
  const said = read(element, 'element', ['name', 'ref', 'type', 'minOccurs', 'maxOccurs', 'default'], {
    form: 'qualified',
  })
  const { name, ref, type } = said
  const [child, ...more] = childrenOf(element)
  if (more.length > 0) throw stray(element, 'holds more than one definition')
  if (ref !== undefined) {
    if (name !== undefined || type !== undefined || child !== undefined)
      throw stray(element, 'says more than ref')
    return { ...elementRule(refer(element), refer), ...occurs(element, said) }
  }
  if (name === undefined) throw stray(element, 'has neither name nor ref')
  if ((type === undefined) === (child === undefined)) throw stray(element, 'has not exactly one type')
  const named = { name, ...occurs(element, said) }
  const standard = said['default'] === undefined ? {} : { default: said['default'] }
  if (type !== undefined) return { ...named, type: builtIn(element, type), ...standard }
  if (child!.name === 'complexType' && said['default'] === undefined)
    return { ...named, sequence: sequenceOf(child!, refer) }
  return { ...named, ...simpleType(child!), ...standard }
}

function sequenceOf(complexType: XmlElement, refer: Refer): (ElementRule | AnyRule)[] {
  read(complexType, 'complexType', [], {})
  const [sequence, ...more] = childrenOf(complexType)
  if (sequence === undefined || more.length > 0) throw stray(complexType, 'is not one sequence')
  read(sequence, 'sequence', [], {})
  const rules = childrenOf(sequence).map((one) =>
    one.name === 'any' ? anyRule(one) : elementRule(one, refer),
  )
  const names = rules.map((rule) => ('name' in rule ? rule.name : ''))
  // Names tell places apart: with one twice, a place would depend on what stands before it.
  if (new Set(names).size < names.length) throw stray(sequence, 'names an element twice')
  if (rules.length === 0) throw stray(sequence, 'is empty')
  return rules
}

function anyRule(element: XmlElement): AnyRule {
  const said = read(element, 'any', ['minOccurs', 'maxOccurs', 'namespace'], { processContents: 'lax' })
  const anyOf = said['namespace'] ?? '##any'
  if (anyOf.startsWith('##') || /\s/.test(anyOf)) throw stray(element, 'is not of one namespace')
  if (attribute(element, 'processContents') === undefined) throw stray(element, 'is not lax')
  return { anyOf, process: 'lax', ...occurs(element, said) }
}

function simpleType(element: XmlElement): Omit<ValueRule, 'name'> {
  read(element, 'simpleType', [], {})
  const [child, ...more] = childrenOf(element)
  if (child === undefined || more.length > 0) throw stray(element, 'is not one restriction or list')
  if (child.name === 'list') {
    const { itemType } = read(child, 'list', ['itemType'], {})
    if (itemType === undefined || childrenOf(child).length > 0) throw stray(child, 'has no named items')
    return { type: builtIn(child, itemType), list: true }
  }
  const { base } = read(child, 'restriction', ['base'], {})
  if (base === undefined) throw stray(child, 'has no base')
  const [oneOf, patterns]: [string[], string[]] = [[], []]
  for (const facet of childrenOf(child)) {
    const { value } = read(facet, facet.name === 'pattern' ? 'pattern' : 'enumeration', ['value'], {})
    if (value === undefined || childrenOf(facet).length > 0) throw stray(facet, 'has no value')
    if (facet.name === 'pattern') patterns.push(expression(facet, value))
    else oneOf.push(value)
  }
  const type = builtIn(child, base)
  // An enumeration is compared as text, which is right for strings only: 1.0 and 1 are the same decimal.
  if (oneOf.length > 0 && type !== 'string') throw stray(child, 'lists values of another type than string')
  return {
    type,
    ...(oneOf.length === 0 ? {} : { oneOf }),
    ...(patterns.length === 0 ? {} : { pattern: patterns.join('|') }),
  }
}

/** XSD 1.0 part 2 appendix F in ECMAScript, as far as it is needed: digits, plain characters, and classes of plain characters. */
function expression(facet: XmlElement, pattern: string): string {
  const parts = /^(?:\\d|[A-Za-z0-9:-]|\[-?[A-Za-z0-9:,+]+\])*$/
  if (!parts.test(pattern)) throw stray(facet, `has a pattern that is not translated: ${pattern}`)
  // \d is every decimal digit of Unicode there; a hyphen outside a class stands for itself in both.
  return pattern.replaceAll('\\d', String.raw`\p{Nd}`)
}

function occurs(element: XmlElement, said: Said): Pick<ValueRule, 'min' | 'max'> {
  const { minOccurs = '1', maxOccurs = '1' } = said
  if (!/^\d+$/.test(minOccurs) || !/^(\d+|unbounded)$/.test(maxOccurs))
    throw stray(element, 'counts strangely')
  return {
    ...(minOccurs === '1' ? {} : { min: Number(minOccurs) }),
    ...(maxOccurs === '1'
      ? {}
      : { max: maxOccurs === 'unbounded' ? ('unbounded' as const) : Number(maxOccurs) }),
  }
}

function builtIn(element: XmlElement, qualifiedName: string): BuiltInName {
  const [prefix, name] = qualifiedName.includes(':') ? qualifiedName.split(':') : ['', qualifiedName]
  if (element.namespaceForPrefix(prefix!) !== xsd || name === undefined || !isBuiltIn(name))
    throw stray(element, `uses the type ${qualifiedName}`)
  return name
}

type Said = { readonly [name: string]: string | undefined }

/** The attributes that are allowed: any value of `free`, and of `fixed` only the value given, or any where it is undefined. */
function read(element: XmlElement, name: string, free: readonly string[], fixed: Said): Said {
  if (element.name !== name || element.namespaceUri !== xsd)
    throw stray(element, `stands where ${name} is known`)
  for (const { name: key, value, prefix } of element.attrs) {
    const known = prefix === '' && (free.includes(key) || (key in fixed && (fixed[key] ?? value) === value))
    if (!known) throw stray(element, `has the attribute ${key}="${value}"`)
  }
  return Object.fromEntries(element.attrs.map((one) => [one.name, one.value]))
}

function attribute(element: XmlElement, name: string): string | undefined {
  return element.attrs.find((one) => one.name === name && one.prefix === '')?.value
}

/** Without annotations, which bind nobody (part 1 §3.13). */
function childrenOf(element: XmlElement): XmlElement[] {
  const children: XmlElement[] = []
  for (let node: XmlTreeNode | null = element.firstChild; node !== null; node = node.next) {
    if (node instanceof XmlText && node.content.trim() !== '') throw stray(element, 'holds text')
    if (node instanceof XmlElement && !(node.name === 'annotation' && node.namespaceUri === xsd))
      children.push(node)
  }
  return children
}

function stray(element: XmlElement, says: string): Error {
  return new Error(
    `line ${element.line}: <${element.name}> ${says}, which the compiler of schemas does not know`,
  )
}
