/** Which sirens a certificate lets its holder be. */
import type { X509Certificate } from 'node:crypto'
import { isSirenId, type SirenId } from './siren.ts'

/** By its common name and its DNS names, each of which may be a siren's id: one box may speak for several. */
export function sirensNamedIn(certificate: X509Certificate): SirenId[] {
  const { CN } = certificate.toLegacyObject().subject as { readonly CN?: string | readonly string[] }
  // Node writes what could be taken for two names in quotation marks, and no siren's id has any.
  const names = (certificate.subjectAltName ?? '').split(', ')
  const alternatives = names.flatMap((name) => (name.startsWith('DNS:') ? name.slice(4) : []))
  // Two common names: nobody can say which of them was meant.
  const all = typeof CN === 'string' ? [CN, ...alternatives] : alternatives
  return [...new Set(all.filter(isSirenId))]
}
