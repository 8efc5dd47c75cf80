/** Which namespace a prefix stands for where the reader is: a step costs what it declares, however deep it is (Namespaces in XML 1.0). */
import type { XmlDeclaration } from './tree.ts'

export const xmlNamespace = 'http://www.w3.org/XML/1998/namespace'
export const xmlnsNamespace = 'http://www.w3.org/2000/xmlns/'

export class Namespaces {
  private readonly bound = new Map<string, string>([['xml', xmlNamespace]])
  private readonly undo: {
    readonly prefix: string
    readonly namespace: string
    readonly before: string | undefined
  }[] = []
  /** Of names without a prefix. */
  private plain = ''

  /** The namespace of an element's prefix; undefined where none is declared. */
  of(prefix: string): string | undefined {
    return prefix === '' ? this.plain : this.bound.get(prefix)
  }

  /** To be given to `leave` at the end of the element that is about to declare. */
  get mark(): number {
    return this.undo.length
  }

  declare(prefix: string, namespace: string): void {
    this.undo.push({ prefix, namespace, before: this.of(prefix) })
    this.bind(prefix, namespace)
  }

  declaredSince(mark: number): XmlDeclaration[] {
    return this.undo.slice(mark).map(({ prefix, namespace }) => ({ prefix, namespace }))
  }

  leave(mark: number): void {
    while (this.undo.length > mark) {
      const { prefix, before } = this.undo.pop()!
      this.bind(prefix, before)
    }
  }

  private bind(prefix: string, namespace: string | undefined): void {
    if (prefix === '') this.plain = namespace ?? ''
    // `xmlns:p=""` is a mistake of Namespaces 1.0; the prefix is then nobody's.
    else if (namespace === undefined || namespace === '') this.bound.delete(prefix)
    else this.bound.set(prefix, namespace)
  }
}

/** Whether a declaration is one of those that may not be made (§3). */
export function mayNotDeclare(prefix: string, namespace: string): boolean {
  if (prefix === 'xml') return namespace !== xmlNamespace
  if (prefix === 'xmlns') return true
  return namespace === xmlNamespace || namespace === xmlnsNamespace || (prefix !== '' && namespace === '')
}
