/** How published CAP is written here: profiles, the page it leads to, and the signature, as the settings say. */
import { ok, type Result } from '#base'
import type { Authority } from './authority.ts'
import { readCapProfiles } from './cap-profiles.fs.ts'
import { readCapSigning } from './cap-signing.node.ts'
import type { Config } from './config.ts'
import type { CapWritten } from './system-parts.ts'

export async function howCapIsWritten(config: Config, authority: Authority): Promise<Result<CapWritten>> {
  const page = config.publicUrl === '' ? {} : { web: `${config.publicUrl.replace(/\/$/, '')}/` }
  const profiles = await readCapProfiles(config.capProfiles, { sender: authority.sender, ...page })
  if (!profiles.ok) return profiles
  const signing = await readCapSigning(config)
  if (!signing.ok) return signing
  return ok({
    ...{ dressings: profiles.value.flatMap(({ dressing }) => dressing ?? []), ...page },
    ...signing.value,
  })
}
