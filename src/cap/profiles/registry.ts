/** The profiles shipped with the product: a new one is one file and one line here. */
import { capAu } from './cap-au.ts'
import { capCp } from './cap-cp.ts'
import { google } from './google.ts'
import { ipaws } from './ipaws.ts'
import { mowas } from './mowas.ts'
import type { CapProfile } from './profile.ts'

export const capProfiles: readonly CapProfile[] = [ipaws, capCp, capAu, google, mowas]

export function capProfile(name: string): CapProfile | undefined {
  return capProfiles.find((profile) => profile.name === name)
}
