/** A schema's table made ready for checking: each rule knows its children by name. */
import type { BuiltInName } from './built-in-types.ts'
import type { AnyRule, ElementRule, SchemaTable, ValueRule } from './schema-table.ts'

export interface Compiled {
  readonly namespace: string
  readonly alert: Particle
  /** The elements declared at the top, by local name. */
  readonly elements: ReadonlyMap<string, Particle>
}

/** One place in a sequence, or an element declared at the top. All have the same fields, which keeps the walk fast. */
export interface Particle {
  readonly name: string
  readonly min: number
  readonly max: number
  readonly content: Content | undefined
  readonly value: Value | undefined
  /** The namespace of the elements it stands for, where it is not one element. */
  readonly anyOf: string | undefined
}

export interface Content {
  readonly sequence: readonly Particle[]
  readonly positions: ReadonlyMap<string, number>
  /** Where elements of another namespace are let in, or -1. */
  readonly any: number
}

export interface Value {
  readonly type: BuiltInName
  readonly list: boolean
  readonly oneOf: ReadonlySet<string> | undefined
  readonly pattern: RegExp | undefined
  /** The pattern as XSD wrote it. */
  readonly patternSaid: string
  readonly hasDefault: boolean
  /** Any text will do: nothing needs to be looked at but that there are no elements in it. */
  readonly anyText: boolean
  /** Whether a type of XSD is named, as xsi:type can only narrow a named one. */
  readonly named: boolean
}

/** More than any document may hold; unlike Infinity it is a small integer, and compares as fast as one. */
const unbounded = 2 ** 30 - 1

export function compileSchema(table: SchemaTable): Compiled {
  const elements = new Map(table.elements.map((rule) => [rule.name, particleOf(rule)]))
  const alert = elements.get('alert')
  if (alert === undefined) throw new Error(`the schema of ${table.namespace} has no alert`)
  return { namespace: table.namespace, alert, elements }
}

function particleOf(rule: ElementRule | AnyRule): Particle {
  const max = rule.max === 'unbounded' ? unbounded : (rule.max ?? 1)
  const occurs = { min: rule.min ?? 1, max }
  if ('anyOf' in rule) return { name: '', ...occurs, content: undefined, value: undefined, anyOf: rule.anyOf }
  if ('sequence' in rule) {
    const sequence = rule.sequence.map(particleOf)
    const positions = new Map(sequence.flatMap(({ name }, at) => (name === '' ? [] : [[name, at] as const])))
    const any = sequence.findIndex(({ anyOf }) => anyOf !== undefined)
    return {
      name: rule.name,
      ...occurs,
      content: { sequence, positions, any },
      value: undefined,
      anyOf: undefined,
    }
  }
  return { name: rule.name, ...occurs, content: undefined, value: valueOf(rule), anyOf: undefined }
}

export function valueOf(rule: ValueRule): Value {
  return {
    type: rule.type,
    list: rule.list === true,
    oneOf: rule.oneOf === undefined ? undefined : new Set(rule.oneOf),
    pattern: rule.pattern === undefined ? undefined : new RegExp(`^(?:${rule.pattern})$`, 'u'),
    patternSaid: rule.pattern?.replaceAll(String.raw`\p{Nd}`, String.raw`\d`) ?? '',
    hasDefault: rule.default !== undefined,
    anyText: rule.type === 'string' && rule.oneOf === undefined && rule.pattern === undefined,
    named: rule.list !== true && rule.oneOf === undefined && rule.pattern === undefined,
  }
}
