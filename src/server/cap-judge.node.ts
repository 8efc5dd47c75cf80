/** One check with everything this installation knows: the standard, the profiles by their names, the signatures. */
import { capProfile, checkCap, verdictOf, type CapVerdict } from '#cap'

export async function judge(source: Uint8Array | string, profiles: readonly string[]): Promise<CapVerdict> {
  const chosen = profiles.flatMap((name) => capProfile(name) ?? [])
  return verdictOf(checkCap(source, { profiles: chosen }))
}
