/** What a checked document's signatures amount to: one answer for all its messages, the first that fails says why. */
import type { Instant } from '#base'
import type { CapCheck } from './check.ts'
import type { TrustList } from './signature/trust.ts'
import { forFresh, verifyEachCap } from './signature/verify.node.ts'
import type { CapSignatureVerdict } from './verdict.ts'

/** `source` is what was checked. A feed's signatures hold when each of its messages has one that does. */
export async function signatureVerdict(
  source: Uint8Array | string,
  { kind }: Pick<CapCheck, 'kind'>,
  trust: TrustList,
  at: Instant,
): Promise<CapSignatureVerdict> {
  if (kind === 'unreadable' || kind === 'json')
    return { present: false, valid: false, signer: null, why: 'Only messages in XML can be signed.' }
  const all = await verifyEachCap(source, trust, at, forFresh)
  const failed = all.find(({ valid }) => !valid)
  const spokesman = failed ?? all[0]
  return {
    present: all.some(({ present }) => present),
    valid: failed === undefined && all.length > 0,
    signer: spokesman?.signer ?? null,
    why: spokesman?.why ?? null,
  }
}
