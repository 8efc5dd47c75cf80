/** One check with everything this installation knows: the standard, the profiles by their names, the signatures by its trust list. */
import { existsSync } from 'node:fs'
import type { Instant } from '#base'
import { verdictOf, type CapVerdict } from '#cap'

/** Whom to believe, and when it is; left out, signatures are only noted. */
export interface CapTrust {
  /** A trust list; nobody is believed while it is not there. */
  readonly file: string
  readonly at: Instant
}

export async function judge(
  source: Uint8Array | string,
  profiles: readonly string[],
  trust: CapTrust | undefined,
): Promise<CapVerdict> {
  const { capProfile, checkCap, nobodyTrusted } = await import('#cap/reader')
  const chosen = profiles.flatMap((name) => capProfile(name) ?? [])
  const check = checkCap(source, { profiles: chosen })
  if (trust === undefined || check.readings.every(({ signatures }) => signatures.length === 0))
    return verdictOf(check)
  // An XML engine comes with these; most messages aren't signed.
  const { signatureVerdict } = await import('../cap/signature-verdict.node.ts')
  const { readTrustFile } = await import('../cap/signature/trust-file.node.ts')
  const list = existsSync(trust.file) ? await readTrustFile(trust.file) : undefined
  if (list !== undefined && !list.ok) {
    const why = `the server’s trust list can’t be used: ${String(list.problem.details['why'])}`
    return verdictOf(check, { present: true, valid: false, signer: null, why })
  }
  return verdictOf(check, await signatureVerdict(source, check, list?.value ?? nobodyTrusted, trust.at))
}
