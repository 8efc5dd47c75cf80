/** Whether a certificate was given by an authority that is trusted: RFC 5280 §6.1, for short chains, without revocation lists. */
import type { X509Certificate } from 'node:crypto'
import { ok, refuse, type Result } from '#base'
import { extensionsOf } from './certificate-extensions.ts'
import { nameOf } from './keys.node.ts'

/** Between a signer and the authority there are one or two intermediates in practice. */
const longestChain = 5

export type Chain = readonly X509Certificate[]
type NoChain = Result<Chain, 'no-chain' | 'bad-chain'>

/** From the leaf to the authority, both included. `bad-chain` tells why one that leads there doesn't count. */
export function chainTo(
  authority: X509Certificate,
  leaf: X509Certificate,
  around: readonly X509Certificate[],
  historicAlgorithms: 'refused' | 'accepted',
): NoChain {
  let why: string | undefined
  const search = (chain: Chain): Chain | undefined => {
    const child = chain.at(-1)!
    if (chain.length > longestChain) return undefined
    for (const issuer of [authority, ...around]) {
      if (chain.some((one) => one.fingerprint256 === issuer.fingerprint256)) continue
      if (!wasIssued(child, issuer)) continue
      const fault = faultOfLink(child, issuer, chain.length - 1, historicAlgorithms)
      if (fault !== undefined) {
        why ??= fault
        continue
      }
      const longer = [...chain, issuer]
      const found = issuer === authority ? longer : search(longer)
      if (found !== undefined) return found
    }
    return undefined
  }
  const found = search([leaf])
  if (found === undefined) return why === undefined ? refuse('no-chain') : refuse('bad-chain', { why })
  const fault = faultOfLeaf(leaf)
  return fault === undefined ? ok(found) : refuse('bad-chain', { why: fault })
}

/** By its signature and not by names alone: names are free to choose. */
function wasIssued(child: X509Certificate, issuer: X509Certificate): boolean {
  try {
    return child.issuer === issuer.subject && child.verify(issuer.publicKey)
  } catch {
    return false
  }
}

/** `below` counts the authorities between the leaf and this issuer. */
function faultOfLink(
  child: X509Certificate,
  issuer: X509Certificate,
  below: number,
  historicAlgorithms: 'refused' | 'accepted',
): string | undefined {
  const name = nameOf(issuer)
  const extensions = extensionsOf(issuer.raw)
  if (extensions === undefined) return `the certificate of ${name} can’t be read`
  if (extensions.keyUsage !== undefined && !extensions.keyUsage.issues)
    return `the key of ${name} may not sign certificates`
  if (!issuer.ca) return `${name} gave it, which is no certificate authority`
  if (extensions.pathLength !== undefined && below > extensions.pathLength)
    return `${name} may have ${extensions.pathLength} authorities below it, and here are ${below}`
  if (extensions.unknownCritical.length > 0)
    return `the certificate of ${name} has a critical extension (${extensions.unknownCritical[0]}) that is not understood`
  // Node checks the names and identifiers of both as OpenSSL does.
  if (!child.checkIssued(issuer)) return `it doesn’t fit the certificate of ${name}`
  if (historicAlgorithms === 'accepted') return undefined
  if (/sha1|md5|md2/i.test(child.signatureAlgorithm ?? ''))
    return `${name} signed it with ${child.signatureAlgorithm}, which can be forged today`
  const bits = issuer.publicKey.asymmetricKeyDetails?.modulusLength ?? Number.POSITIVE_INFINITY
  return bits < 2_048 ? `the key of ${name} has only ${bits} bits` : undefined
}

function faultOfLeaf(leaf: X509Certificate): string | undefined {
  const extensions = extensionsOf(leaf.raw)
  if (extensions === undefined) return 'it can’t be read'
  if (extensions.keyUsage !== undefined && !extensions.keyUsage.signs)
    return 'its key may not be used for signing'
  if (extensions.unknownCritical.length > 0)
    return `it has a critical extension (${extensions.unknownCritical[0]}) that is not understood`
  return undefined
}
