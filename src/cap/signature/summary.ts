/** The signatures of a document in one line, as `tocsin cap check` tells them. */
import type { CapSignatureVerdict } from '../verdict.ts'
import type { CapVerification } from './verification.ts'

/**
 * Of all messages of a document: the first that fails speaks for them. Where no trust list was given, nobody can say whose key it
 * is; then “valid” is that the message is unchanged since somebody signed it soundly, and `why` says that this is all.
 */
export function signatureVerdictOf(
  verifications: readonly CapVerification[],
  trust: 'trust list given' | 'no trust list',
): CapSignatureVerdict {
  const holds = (one: CapVerification) =>
    one.valid || (trust === 'no trust list' && one.intact && one.code === 'cap/signature-untrusted')
  const speaks = verifications.find((one) => !holds(one)) ?? verifications[0]
  const signers = [...new Set(verifications.flatMap(({ signer }) => signer ?? []))]
  const isUnknown = speaks !== undefined && holds(speaks) && !speaks.valid
  const named = speaks?.signer ?? 'somebody who sent no certificate'
  return {
    present: verifications.some(({ present }) => present),
    valid: speaks !== undefined && holds(speaks),
    signer: signers.length === 0 ? null : signers.join(', '),
    why: isUnknown
      ? `Unchanged since ${named} signed it (${speaks.algorithm?.signature}). No trust list was given, so whether that is who it says is not known.`
      : (speaks?.why ?? null),
  }
}
