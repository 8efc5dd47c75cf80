/** xsi:type (XSD 1.0 part 1 §2.6.1): which type of XML Schema an attribute's qualified name means where it stands. */
import { namespaceInScope, type XmlElement } from '../xml/tree.ts'
import { collapsed, isBuiltIn, type BuiltInName } from './built-in-types.ts'

export const xsi = 'http://www.w3.org/2001/XMLSchema-instance'
const xsd = 'http://www.w3.org/2001/XMLSchema'

/** Undefined where the name means no type: the schemas of CAP name none of their own. */
export function typeNamed(qualifiedName: string, element: XmlElement): BuiltInName | 'anyType' | undefined {
  const [first = '', second, ...more] = collapsed(qualifiedName).split(':')
  if (more.length > 0 || first === '' || second === '') return undefined
  const [prefix, name] = second === undefined ? ['', first] : [first, second]
  if (namespaceInScope(element, prefix) !== xsd) return undefined
  return name === 'anyType' || isBuiltIn(name) ? name : undefined
}
