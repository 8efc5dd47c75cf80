/** What a checked document's signatures amount to: one answer for all its messages, the first that fails says why. */
import type { Instant } from '#base'
import type { CapCheck } from './check.ts'
import { signatureVerdictOf } from './signature/summary.ts'
import { nobodyTrusted, type TrustList } from './signature/trust.ts'
import type { VerificationPolicy } from './signature/verification.ts'
import { verifyCap, verifyEachCap } from './signature/verify.node.ts'
import type { CapSignatureVerdict } from './verdict.ts'

/**
 * `source` is what was checked. A feed's signatures hold when each of its messages has one that does. Files are checked at their
 * leisure: a certificate must have held when the message was sent, not now.
 */
export async function signatureVerdict(
  source: Uint8Array | string,
  { kind, readings }: Pick<CapCheck, 'kind' | 'readings'>,
  trust: TrustList,
  at: Instant,
): Promise<CapSignatureVerdict> {
  if (kind === 'unreadable' || kind === 'json')
    return { present: false, valid: false, signer: null, why: 'Only messages in XML can be signed.' }
  const policy: VerificationPolicy = { use: 'archive', historicAlgorithms: 'refused' }
  const written = readings.flatMap((reading) => reading.source ?? [])
  const all =
    written.length === 0
      ? await verifyEachCap(source, trust, at, policy)
      : await Promise.all(written.map((alert) => verifyCap(alert, trust, at, policy)))
  return signatureVerdictOf(all, trust === nobodyTrusted ? 'no trust list' : 'trust list given')
}
