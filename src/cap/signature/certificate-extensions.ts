/** What a certificate allows its key to do (RFC 5280 §4.2), read from its bytes, because node tells only a part of it. */
import { decode, sayObjectIdentifier, tags } from './der.ts'

export interface CertificateExtensions {
  /** Undefined where the certificate doesn't restrict its key. */
  readonly keyUsage: { readonly signs: boolean; readonly issues: boolean } | undefined
  /** How many certificate authorities may stand below this one. */
  readonly pathLength: number | undefined
  /** Critical extensions that are not understood here: whoever doesn't understand one must refuse the certificate (§4.2). */
  readonly unknownCritical: readonly string[]
}

const keyUsage = '2.5.29.15'
const basicConstraints = '2.5.29.19'
/** Understood or harmless when critical: extended key usage, subject alternative name, policies, key identifiers. */
const understood = new Set([
  keyUsage,
  basicConstraints,
  '2.5.29.37',
  '2.5.29.17',
  '2.5.29.32',
  '2.5.29.14',
  '2.5.29.35',
])

/** Of a certificate in DER; undefined where it can't be read. */
export function extensionsOf(certificate: Uint8Array): CertificateExtensions | undefined {
  const outer = decode(certificate)?.[0]
  const tbs = outer === undefined ? undefined : decode(outer.content)?.[0]
  const fields = tbs === undefined ? undefined : decode(tbs.content)
  if (fields === undefined) return undefined
  const wrapped = fields.find(({ tag }) => tag === 0xa3)
  const list = wrapped === undefined ? [] : decode(decode(wrapped.content)?.[0]?.content ?? Uint8Array.of())
  if (list === undefined) return undefined
  let usage: CertificateExtensions['keyUsage']
  let pathLength: number | undefined
  const unknownCritical: string[] = []
  for (const { content } of list) {
    const parts = decode(content)
    const [id, ...rest] = parts ?? []
    const value = rest.at(-1)
    if (id === undefined || value === undefined) return undefined
    const isCritical = rest.length === 2 && rest[0]!.tag === tags.boolean && rest[0]!.content[0] !== 0
    const oid = sayObjectIdentifier(id.content)
    if (oid === keyUsage) {
      const bits = decode(value.content)?.[0]?.content[1] ?? 0
      // Bits from the left: 0 digitalSignature, 1 nonRepudiation, 5 keyCertSign (§4.2.1.3).
      usage = { signs: (bits & 0xc0) !== 0, issues: (bits & 0x04) !== 0 }
    }
    if (oid === basicConstraints) {
      const limit = decode(decode(value.content)?.[0]?.content ?? Uint8Array.of())?.find(
        ({ tag }) => tag === tags.integer,
      )
      if (limit !== undefined) pathLength = limit.content.reduce((sum, byte) => sum * 256 + byte, 0)
    }
    if (isCritical && !understood.has(oid)) unknownCritical.push(oid)
  }
  return { keyUsage: usage, pathLength, unknownCritical }
}
