/** The profiles that published messages follow: those shipped by their names, an authority's own from its file. */
import { readFile } from 'node:fs/promises'
import { ok, refuse, type Result } from '#base'
import { lackingFor, type CapProfile } from '#cap'

/** What fills in for a setting that a profile asks for, and where it is set. */
const whereSet = {
  sender: 'a sender of its form in the authority’s file',
  web: 'the page that TOCSIN_PUBLIC_URL gives',
  contact: 'a contact, which messages of this server have none of',
}

/** Names as in `tocsin cap check --profile`; what ends in `.json` is a file. */
export async function readCapProfiles(
  names: readonly string[],
  messages: { readonly sender: string; readonly web?: string },
): Promise<Result<readonly CapProfile[]>> {
  const profiles: CapProfile[] = []
  for (const name of names) {
    const profile = name.endsWith('.json') ? await readOwn(name) : await shipped(name)
    if (!profile.ok) return profile
    const [lacking] = lackingFor(profile.value.dressing, messages)
    if (lacking !== undefined) return badSetting(name, `messages for it need ${whereSet[lacking]}`)
    profiles.push(profile.value)
  }
  return ok(profiles)
}

async function shipped(name: string): Promise<Result<CapProfile, 'server/bad-setting'>> {
  const { capProfile, capProfiles } = await import('#cap/reader')
  const known = capProfiles.map((profile) => profile.name).join(', ')
  const profile = capProfile(name)
  return profile === undefined
    ? badSetting(name, `it knows ${known}, and files that end in .json`)
    : ok(profile)
}

async function readOwn(file: string): Promise<Result<CapProfile>> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    return refuse('server/cannot-read', { file, why: (error as Error).message })
  }
  try {
    const { readProfileSheet } = await import('#cap/reader')
    return readProfileSheet(JSON.parse(text))
  } catch (error) {
    return badSetting(file, `it is no JSON (${(error as Error).message})`)
  }
}

function badSetting(value: string, why: string) {
  return refuse('server/bad-setting', { at: 'TOCSIN_CAP_PROFILES', value, why })
}
