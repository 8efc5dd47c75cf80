/** Validates a message by the schema that OASIS published for its version; whatever the schema forbids is reported, and nothing else. */
import type { Json } from '#base'
import type { CapPlace, Findings } from '../finding.ts'
import type { CapVersion } from '../reading.ts'
import { textOf, type XmlElement } from '../xml/tree.ts'
import { cap10 } from './cap-1-0.ts'
import { cap11 } from './cap-1-1.ts'
import { cap12 } from './cap-1-2.ts'
import { restricts, takes, treated, type BuiltInName } from './built-in-types.ts'
import {
  compileSchema,
  valueOf,
  type Compiled,
  type Content,
  type Particle,
  type Value,
} from './compiled-schema.ts'
import { explainSequence, expectedAfter } from './explain-sequence.ts'
import { schemaFindings } from './schema-findings.ts'
import { typeNamed, xsi } from './xsi-type.ts'

const schemas: { readonly [Version in CapVersion]: Compiled } = {
  '1.0': compileSchema(cap10),
  '1.1': compileSchema(cap11),
  '1.2': compileSchema(cap12),
}

/**
 * `alert` is the message's root element. Where XSD 1.0 leaves nothing open the verdict is that of any other validator;
 * white space in a CDATA section counts as white space, and entities and DTD defaults don't exist. Reports carry codes
 * `cap/schema-…`, all of level error: none of them means valid.
 */
export function checkSchema(alert: XmlElement, version: CapVersion, found: Findings): void {
  checkBy(schemas[version], alert, found)
}

/** The same by a schema of one's own, which must have an `alert`. */
export function checkBy(schema: Compiled, alert: XmlElement, found: Findings): void {
  if (alert.name !== 'alert' || alert.namespace !== schema.namespace) {
    const { name, namespace } = alert
    found.report(schemaFindings, 'cap/schema-root', alert, { name, namespace, expected: schema.namespace })
    if (alert.name !== 'alert') return
  }
  const { namespace } = alert.namespace === schema.namespace ? alert : schema
  checkElement(alert, schema.alert, { schema, namespace, found, ids: new Set() })
}

interface Run {
  readonly schema: Compiled
  /** The schema's, but the very string of the tree where that has it: the same one compares at once, an equal one letter by letter. */
  readonly namespace: string
  readonly found: Findings
  /** Values of the type xs:ID, which only xsi:type can bring in, and of which no two may be equal. */
  readonly ids: Set<string>
}

function checkElement(element: XmlElement, particle: Particle, run: Run): void {
  const value = element.attributes.length === 0 ? particle.value : checkAttributes(element, particle, run)
  if (particle.content !== undefined) checkSequence(element, particle.content, run)
  else if (value !== undefined) checkValue(element, value, run)
}

/** Only the four attributes of XML Schema itself may stand on an element of CAP (part 1 §2.6). The answer is what xsi:type makes of the value. */
function checkAttributes(element: XmlElement, particle: Particle, run: Run): Value | undefined {
  let { value } = particle
  for (const attribute of element.attributes) {
    const place = attributePlace(element, attribute.name)
    if (attribute.namespace === xsi && attribute.name === 'nil')
      run.found.report(schemaFindings, 'cap/schema-nil', place, { element: element.name })
    else if (attribute.namespace === xsi && attribute.name === 'type') {
      const type = typeNamed(attribute.value, element)
      const declared = value?.named === true ? value.type : undefined
      if (type !== undefined && type !== 'anyType' && declared !== undefined && restricts(type, declared))
        value = { ...value!, type, anyText: type === 'string' }
      else {
        const why = type === undefined ? 'is none' : 'is not a narrower form of the declared one'
        run.found.report(schemaFindings, 'cap/schema-type', place, {
          element: element.name,
          type: attribute.value,
          why,
        })
      }
    } else if (attribute.namespace !== xsi || !locations.has(attribute.name))
      reportAttribute(element, attribute.name, run)
  }
  return value
}

const locations = new Set(['schemaLocation', 'noNamespaceSchemaLocation'])

function reportAttribute(element: XmlElement, name: string, run: Run): void {
  run.found.report(schemaFindings, 'cap/schema-unexpected-attribute', attributePlace(element, name), {
    name,
    element: element.name,
  })
}

/** A path costs a walk over the siblings: nobody asks for those of the findings beyond the limit. */
function attributePlace(element: XmlElement, name: string): CapPlace {
  return {
    offset: element.offset,
    get path() {
      return `${element.path}/@${name}`
    },
  }
}

function checkSequence(parent: XmlElement, content: Content, run: Run): void {
  const { sequence, positions } = content
  const parts = parent.content
  let [at, count, inOrder] = [0, 0, true]
  for (let nth = 0; nth < parts.length; nth++) {
    const part = parts[nth]!
    if (typeof part === 'string') {
      if (!isWhiteSpace(part)) reportText(parent, part, run)
      continue
    }
    const to = positionOf(part, content, positions, run)
    if (to === -1) {
      reportElement(parent, part, content, expectedAfter(sequence, at, count), run)
      continue
    }
    if (to === at) count += 1
    else {
      if (to < at || count < sequence[at]!.min) inOrder = false
      for (let skipped = at + 1; skipped < to; skipped++) if (sequence[skipped]!.min > 0) inOrder = false
      at = to
      count = 1
    }
    const particle = sequence[to]!
    if (count > particle.max) inOrder = false
    if (particle.anyOf === undefined) checkElement(part, particle, run)
    else checkForeign(part, run)
  }
  if (sequence.length > 0 && count < sequence[at]!.min) inOrder = false
  for (let rest = at + 1; rest < sequence.length; rest++) if (sequence[rest]!.min > 0) inOrder = false
  if (!inOrder)
    explainSequence(parent, content, (child) => positionOf(child, content, positions, run), run.found)
}

function positionOf(
  child: XmlElement,
  { any, sequence }: Content,
  positions: ReadonlyMap<string, number>,
  run: Run,
): number {
  if (child.namespace === run.namespace) return positions.get(child.name) ?? -1
  return any !== -1 && child.namespace === sequence[any]!.anyOf ? any : -1
}

/** XML 1.0's white space: a no-break space is text. */
function isWhiteSpace(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit !== 0x20 && unit !== 0x0a && unit !== 0x09 && unit !== 0x0d) return false
  }
  return true
}

function reportText(parent: XmlElement, text: string, run: Run): void {
  const details = { parent: parent.name, text: text.slice(0, 200).trim() }
  run.found.report(schemaFindings, 'cap/schema-unexpected-text', parent, details)
}

function reportElement(
  parent: XmlElement,
  child: XmlElement,
  { positions }: Content,
  expected: string,
  run: Run,
): void {
  const { name, namespace } = child
  if (positions.has(name) && namespace !== run.namespace)
    run.found.report(schemaFindings, 'cap/schema-wrong-namespace', child, {
      name,
      namespace,
      expected: run.schema.namespace,
    })
  else
    run.found.report(schemaFindings, 'cap/schema-unexpected-element', child, {
      name,
      parent: parent.name,
      expected: expected === '' ? 'nothing' : expected,
    })
}

function checkValue(element: XmlElement, value: Value, run: Run): void {
  const { content } = element
  for (let nth = 0; nth < content.length; nth++) {
    const part = content[nth]!
    if (typeof part !== 'string') {
      const details = { name: part.name, parent: element.name }
      run.found.report(schemaFindings, 'cap/schema-element-in-value', part, details)
      return
    }
  }
  if (value.anyText || (value.hasDefault && content.length === 0)) return
  checkText(element, textOf(element), value, run)
}

function checkText(element: XmlElement, text: string, value: Value, run: Run): void {
  const { type, oneOf, pattern } = value
  if (value.list) {
    if (!isList(type, text)) reportValue('cap/schema-not-of-type', element, text, { type }, run)
    return
  }
  const normal = treated(type, text)
  if (!takes(type, normal) || (type === 'ID' && run.ids.has(normal)))
    reportValue('cap/schema-not-of-type', element, normal, { type }, run)
  else if (oneOf !== undefined && !oneOf.has(normal))
    reportValue('cap/schema-not-listed', element, normal, { expected: [...oneOf] }, run)
  else if (pattern !== undefined && !pattern.test(normal))
    reportValue('cap/schema-not-of-form', element, normal, { pattern: value.patternSaid }, run)
  if (type === 'ID') run.ids.add(normal)
}

function reportValue(
  code: keyof typeof schemaFindings,
  element: XmlElement,
  value: string,
  details: { readonly [name: string]: Json },
  run: Run,
): void {
  run.found.report(schemaFindings, code, element, { element: element.name, value, ...details })
}

/** Any text is a list of strings. */
function isList(type: BuiltInName, text: string): boolean {
  if (type === 'string') return true
  return treated('token', text)
    .split(' ')
    .every((item) => item === '' || takes(type, item))
}

/**
 * XSD 1.0 part 1 §3.10.4, lax: an element whose declaration is known is checked by it, wherever it stands; of any other
 * only what xsi:type claims is held against it, and the search goes on inside.
 */
function checkForeign(element: XmlElement, run: Run): void {
  const declared = element.namespace === run.namespace ? run.schema.elements.get(element.name) : undefined
  if (declared !== undefined) return checkElement(element, declared, run)
  const claim = element.attributes.find(({ name, namespace }) => name === 'type' && namespace === xsi)
  if (claim !== undefined) {
    const type = typeNamed(claim.value, element)
    if (type === undefined) {
      run.found.report(schemaFindings, 'cap/schema-type', attributePlace(element, 'type'), {
        element: element.name,
        type: claim.value,
        why: 'is none',
      })
    } else if (type !== 'anyType') return checkClaimed(element, type, run)
  }
  for (const part of element.content) if (typeof part !== 'string') checkForeign(part, run)
}

function checkClaimed(element: XmlElement, type: BuiltInName, run: Run): void {
  for (const { name, namespace } of element.attributes)
    if (namespace !== xsi || !(locations.has(name) || name === 'type' || name === 'nil'))
      reportAttribute(element, name, run)
  checkValue(element, valueOf({ name: element.name, type }), run)
}
