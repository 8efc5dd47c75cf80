/** The first people of an installation and the keys of this machine: made once, at the first start, never shown but here. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { modes, type IdSource, type Log, type Mode, type PersonId, type Shelf } from '#base'
import {
  hashOfKey,
  mainAuthority,
  type KeyId,
  type Particulars,
  type People,
  type PeopleEvent,
  type Role,
} from '#people'
import { newKey } from '../people/key.node.ts'

const firstPeople: readonly {
  readonly id: string
  readonly kind: 'human' | 'machine'
  readonly name: string
  readonly roles: readonly Role[]
}[] = [
  { id: 'olena', kind: 'human', name: 'Olena K., duty officer', roles: ['officer'] },
  { id: 'taras', kind: 'human', name: 'Taras M., approver', roles: ['approver'] },
  { id: 'admin', kind: 'machine', name: 'This machine', roles: ['machine'] },
]

/** Keys of this machine stand in `<data>/keys/<id>.key`, readable by the account that runs the server alone. */
export function keyFile(dataFolder: string, id: string): string {
  return join(dataFolder, 'keys', `${id}.key`)
}

export interface IntroduceParts {
  readonly people: People
  /** Keeps a name: it is personal. */
  readonly name: (particulars: Particulars) => Promise<unknown>
  readonly shelf: Shelf
  readonly ids: IdSource
  readonly dataFolder: string
  readonly mode: Mode
  readonly demonstration: boolean
  readonly log: Log
}

/**
 * Gives an installation without people its first ones. In a demonstration an officer and an approver may drill, also
 * where the installation is live: whoever reads this folder is both of them. Everywhere there is the machine's own
 * account, with which its commands act; humans come in by the link that the server prints.
 */
export async function introducePeople(parts: IntroduceParts): Promise<void> {
  const { people, ids, dataFolder } = parts
  if (people.registry.version > 0 || (await adoptOldKeys(parts)))
    // Where nothing can be written it is read all the same, and the next start tries again.
    return keyForThisMachine(parts).catch((error: Error) =>
      parts.log.warn('This machine’s key lets nobody in and no other could be made', { why: error.message }),
    )
  const events: PeopleEvent[] = []
  for (const { id, kind, name, roles } of firstPeople) {
    if (!parts.demonstration && id !== 'admin') continue
    const key = newKey()
    await keepKey(dataFolder, id, key)
    const person = id as PersonId
    await parts.name({ id: person, name, login: id })
    const may = kind === 'machine' && parts.mode === 'live' ? modes : drilling
    events.push(
      ...introduced(person, { kind, roles, modes: may, hash: hashOfKey(key), key: ids.next('key') }),
    )
  }
  // Their keys are on the disk by now, and they come together: a crash leaves nobody out for ever.
  await people.asInstallation(({ version }) => (version === 0 ? events : []))
}

const machine = 'admin' as PersonId

/**
 * The way back in: a folder whose key lets nobody in (a restored ledger, a lost file) gets another one at the start of the
 * server that decides. Whoever can start it there can read and write all it keeps.
 */
async function keyForThisMachine({ people, ids, dataFolder }: IntroduceParts): Promise<void> {
  if (people.registry.people.get(machine)?.state !== 'active') return
  const known = people.withKey((await keyOfThisMachine(dataFolder, machine)) ?? '')
  if (known.ok && known.value.person.id === machine) return
  const key = newKey()
  await keepKey(dataFolder, machine, key)
  const made = keyMade(machine, { hash: hashOfKey(key), key: ids.next('key') })
  await people.asInstallation(() => [made])
}

async function keepKey(dataFolder: string, id: string, key: string): Promise<void> {
  await mkdir(join(dataFolder, 'keys'), { recursive: true, mode: 0o700 })
  await writeFile(keyFile(dataFolder, id), `${key}\n`, { mode: 0o600, flush: true })
}

const drilling = modes.filter((mode) => mode !== 'live')

interface Introduced {
  readonly kind: 'human' | 'machine'
  readonly roles: readonly Role[]
  readonly modes: readonly Mode[]
  readonly areas?: 'everywhere' | readonly string[]
  readonly hash: ReturnType<typeof hashOfKey>
  readonly key: string
}

function introduced(person: PersonId, one: Introduced): PeopleEvent[] {
  const { kind, roles, areas = 'everywhere' } = one
  const rights = { authority: mainAuthority, roles, areas, modes: one.modes }
  return [
    { type: 'person-added', data: { person, kind, ...rights } },
    ...(kind === 'human' ? [{ type: 'person-joined', data: { person } } as const] : []),
    keyMade(person, one),
  ]
}

/** As wide as its owner. */
function keyMade(owner: PersonId, { key, hash }: Pick<Introduced, 'key' | 'hash'>): PeopleEvent {
  const scope = { actions: 'all', areas: 'everywhere', modes, perMinute: null, expiresAt: null } as const
  return { type: 'key-made', data: { key: key as KeyId, owner, hash, ...scope, certificate: null } }
}

/** What versions before accounts kept of people: an entry on the shelf each, with a key. */
interface OldPerson {
  readonly id: PersonId
  readonly name: string
  readonly roles: readonly Role[]
  readonly areas: 'everywhere' | readonly string[]
  readonly modes: readonly Mode[]
  readonly keyHash: ReturnType<typeof hashOfKey>
}

/** Keys that were given before there were accounts go on being good; what was personal moves to the personal tables. */
async function adoptOldKeys({ people, shelf, name, ids }: IntroduceParts): Promise<boolean> {
  const old = (await shelf.list('people')).map(({ document }) => document as unknown as OldPerson)
  if (old.length === 0) return false
  for (const { id, name: called } of old) await name({ id, name: called, login: id })
  const events = old.flatMap((one) =>
    introduced(one.id, {
      ...{ kind: one.id === 'admin' ? 'machine' : 'human', hash: one.keyHash, key: ids.next('key') },
      ...{ roles: one.id === 'admin' ? ['machine'] : one.roles, areas: one.areas, modes: one.modes },
    }),
  )
  await people.asInstallation(({ version }) => (version === 0 ? events : []))
  await shelf.remove(
    'people',
    old.map(({ id }) => id),
  )
  return true
}

/** The key of somebody on this machine; undefined where there is none. */
export async function keyOfThisMachine(dataFolder: string, id: string): Promise<string | undefined> {
  try {
    return (await readFile(keyFile(dataFolder, id), 'utf8')).trim()
  } catch {
    return undefined
  }
}
