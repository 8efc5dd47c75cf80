/** The first people of an installation and the keys of this machine: made once, at the first start, never shown but here. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { modes, type Mode, type PersonId } from '#base'
import { hashOfKey, type People, type Person, type Role } from '#people'
import { newKey } from '../people/key.node.ts'

const firstPeople: readonly {
  readonly id: string
  readonly name: string
  readonly roles: readonly Role[]
}[] = [
  { id: 'olena', name: 'Olena K., duty officer', roles: ['officer'] },
  { id: 'taras', name: 'Taras M., approver', roles: ['approver'] },
  { id: 'admin', name: 'Administrator of this machine', roles: ['administrator'] },
]

/** Keys of this machine stand in `<data>/keys/<id>.key`, readable by the account that runs the server alone. */
export function keyFile(dataFolder: string, id: string): string {
  return join(dataFolder, 'keys', `${id}.key`)
}

/**
 * Gives an installation without people its first three. In a demonstration an officer and an approver may drill, also
 * where the installation is live: whoever reads this folder is both of them. Elsewhere there is an administrator alone,
 * who adds the others.
 */
export async function introducePeople(
  people: People,
  dataFolder: string,
  options: { readonly mode: Mode; readonly demonstration: boolean },
): Promise<void> {
  if (people.all().length > 0) return
  const drilling = modes.filter((mode) => mode !== 'live')
  const introduced: Person[] = []
  for (const { id, name, roles } of firstPeople) {
    if (!options.demonstration && id !== 'admin') continue
    const key = newKey()
    await mkdir(join(dataFolder, 'keys'), { recursive: true, mode: 0o700 })
    await writeFile(keyFile(dataFolder, id), `${key}\n`, { mode: 0o600, flush: true })
    const may = id === 'admin' && options.mode === 'live' ? modes : drilling
    const person = { id: id as PersonId, name, roles, modes: may, keyHash: hashOfKey(key) }
    introduced.push({ ...person, areas: 'everywhere' })
  }
  // Their keys are on the disk by now, and they come together: a crash leaves nobody out for ever.
  await people.addAll(introduced)
}

/** The key of somebody on this machine; undefined where there is none. */
export async function keyOfThisMachine(dataFolder: string, id: string): Promise<string | undefined> {
  try {
    return (await readFile(keyFile(dataFolder, id), 'utf8')).trim()
  } catch {
    return undefined
  }
}
