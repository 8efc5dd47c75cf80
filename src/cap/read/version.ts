/** Which CAP a namespace means: the three of the standard exactly, and what real messages put in their place, understood but never silently. */
import type { CapVersion } from '../reading.ts'

export const capNamespaces: { readonly [version in CapVersion]: string } = {
  '1.0': 'http://www.incident.com/cap/1.0',
  '1.1': 'urn:oasis:names:tc:emergency:cap:1.1',
  '1.2': 'urn:oasis:names:tc:emergency:cap:1.2',
}

export const signatureNamespace = 'http://www.w3.org/2000/09/xmldsig#'

export interface VersionFound {
  readonly version: CapVersion
  /** False where the namespace is not the standard's own, letter for letter. */
  readonly exact: boolean
}

/** Undefined for a namespace that has nothing to do with CAP; no namespace at all is read as the newest version. */
export function versionOf(namespace: string): VersionFound | undefined {
  switch (namespace) {
    case capNamespaces['1.2']:
      return exactly12
    case capNamespaces['1.1']:
      return exactly11
    case capNamespaces['1.0']:
      return exactly10
    case '':
      return { version: '1.2', exact: false }
  }
  // A name that long is no mistake of spelling.
  if (namespace.length > 200) return undefined
  const version = /\bcap[:/\s]*(?:v(?:ersion)?)?[:/\s]*1\.([012])(?!\d)/i.exec(namespace)?.[1]
  if (version !== undefined) return { version: `1.${version}` as CapVersion, exact: false }
  return /\bcap\b/i.test(namespace) ? { version: '1.2', exact: false } : undefined
}

const exactly12: VersionFound = { version: '1.2', exact: true }
const exactly11: VersionFound = { version: '1.1', exact: true }
const exactly10: VersionFound = { version: '1.0', exact: true }

/** For sentences. */
export function sayNamespace(namespace: string): string {
  return namespace === '' ? 'no namespace' : `the namespace “${namespace}”`
}
