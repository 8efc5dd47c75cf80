/** A schema of CAP as data: what an XSD says of each element, nested as the elements are; made by tools/compile-cap-schema.ts. */
import type { BuiltInName } from './built-in-types.ts'

interface Occurs {
  /** 1 where nothing is said, as in XSD. */
  readonly min?: number
  readonly max?: number | 'unbounded'
}

interface NamedElement extends Occurs {
  readonly name: string
}

/** An element that holds a value and nothing else. */
export interface ValueRule extends NamedElement {
  readonly type: BuiltInName
  /** A list of values of that type, with white space between them. */
  readonly list?: true
  readonly oneOf?: readonly string[]
  /** As a regular expression of ECMAScript with the flag `u`, for the whole value after its white space was treated. */
  readonly pattern?: string
  /** What an element without any content says. */
  readonly default?: string
}

/** An element that holds elements in this order, white space between them and nothing else. */
export interface SequenceRule extends NamedElement {
  readonly sequence: readonly (ElementRule | AnyRule)[]
}

/** Elements of a namespace that the schema itself doesn't describe (XSD 1.0 part 1 §3.10); `lax`: checked where a declaration is known. */
export interface AnyRule extends Occurs {
  readonly anyOf: string
  readonly process: 'lax'
}

export type ElementRule = ValueRule | SequenceRule

export interface SchemaTable {
  readonly namespace: string
  /** The elements declared at the top; `alert` is the one a message begins with. */
  readonly elements: readonly ElementRule[]
}
