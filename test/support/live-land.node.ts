/** A land made up for a test and in service for real: an officer, an approver, machines with keys, and the warnings those two give. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { modes, type PersonId } from '#base'
import { hashOfKey, mainAuthority, type Action, type KeyId, type PeopleEvent, type RoleId } from '#people'
import { done, startTestServer, type Client, type Ordered, type TestServer } from './server.node.ts'
import { removeAtExit } from './started.node.ts'

export interface LiveLandOptions {
  /** As in a pack's file; its source and version may be left out. */
  readonly pack: object
  /** As in an authority's file: who warns, in which languages, where, by which ladder. */
  readonly authority: object
  readonly machines?: readonly LandMachine[]
  readonly settings?: { readonly [variable: `TOCSIN_${string}`]: string }
}

export interface LandMachine {
  readonly id: string
  readonly role: 'watcher' | 'administrator'
  /** What its key may; left out, all that its role may. */
  readonly actions?: readonly Action[]
}

export interface LiveLand {
  readonly server: TestServer
  readonly officer: Client
  /** Drafted, submitted, approved and issued, live unless the body says otherwise; the alert's id. */
  issue(body: object): Promise<string>
  end(...alerts: readonly string[]): Promise<void>
  /** What is in force and a dialect can't tell. */
  leftOut(dialect: string): Promise<number>
  /** Gives the areas codes by a file, as somebody with that file would. */
  importCodes(name: string, content: object): Promise<void>
  /** Stops the server and deletes its folder. */
  close(): Promise<void>
}

/** The key of anybody in such a land. */
export function keyOf(who: string): string {
  return `tocsin_${who}_0123456789abcdef0123456789abcdef`
}

export async function startLiveLand(options: LiveLandOptions): Promise<LiveLand> {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-live-land-'))
  // The server does that too when it is closed; this is for one that never started.
  removeAtExit(folder)
  const server = await startTestServer({
    folder,
    // It may find none to call while a warning waits for its approver.
    expects: /second person/,
    settings: {
      ...{ TOCSIN_AUTHORITY: inFolder(folder, options), TOCSIN_MODE: 'live', TOCSIN_BROKER: 'none' },
      ...options.settings,
    },
  })
  try {
    await server.running.system.people.asInstallation(() => people(options.machines ?? []))
  } catch (error) {
    await server.close()
    throw error
  }
  const officer = server.withKey(keyOf('officer'))
  const approver = server.withKey(keyOf('approver'))
  return {
    ...{ server, officer },
    async issue(body) {
      const { alert } = done<Ordered>(await officer.post('/v1/alerts', { mode: 'live', ...body }))
      const path = `/v1/alerts/${alert.id}`
      done(await officer.post(`${path}/submit`, {}))
      done(await approver.post(`${path}/approve`, { contentHash: alert.contentHash }))
      done(await officer.post(`${path}/issue`, {}))
      return alert.id
    },
    async end(...alerts) {
      for (const alert of alerts) done(await officer.post(`/v1/alerts/${alert}/all-clear`, {}))
    },
    async leftOut(dialect) {
      const { dialects } = done<{ dialects: readonly { id: string; leftOut: number }[] }>(
        await server.stranger.get('/v1/dialects'),
      )
      return dialects.find(({ id }) => id === dialect)!.leftOut
    },
    async importCodes(name, content) {
      const base64 = Buffer.from(JSON.stringify(content)).toString('base64')
      done(await server.admin.post('/v1/areas/import', { files: [{ name, base64 }] }))
    },
    close: () => server.close(),
  }
}

/** An authority and its pack, as an installation of one's own would have them. */
function inFolder(folder: string, { pack, authority }: LiveLandOptions): string {
  const land = join(folder, 'land')
  mkdirSync(land)
  const madeUp = { version: '1', source: [{ what: 'made up for tests', licence: 'Apache-2.0' }] }
  writeFileSync(join(land, 'pack.json'), JSON.stringify({ ...madeUp, ...pack }))
  const file = join(folder, 'land-authority.json')
  writeFileSync(
    file,
    JSON.stringify({ renewForMinutes: 180, demonstration: false, pack: land, ...authority }),
  )
  return file
}

function people(machines: readonly LandMachine[]): readonly PeopleEvent[] {
  return [
    ...added('officer', 'human', 'officer'),
    ...added('approver', 'human', 'approver'),
    ...machines.flatMap(({ id, role, actions }) => added(id, 'machine', role, actions)),
    { type: 'authority-switched', data: { authority: mainAuthority, service: 'live' } },
  ]
}

function added(
  id: string,
  kind: 'human' | 'machine',
  role: RoleId,
  actions: readonly Action[] | 'all' = 'all',
): readonly PeopleEvent[] {
  const person = id as PersonId
  const everywhere = { areas: 'everywhere', modes } as const
  return [
    {
      type: 'person-added',
      data: { person, kind, authority: mainAuthority, roles: [role], ...everywhere },
    },
    ...(kind === 'human' ? [{ type: 'person-joined', data: { person } } as const] : []),
    {
      type: 'key-made',
      data: {
        ...{ key: `key-${id}` as KeyId, owner: person, hash: hashOfKey(keyOf(id)), actions },
        ...{ ...everywhere, perMinute: null, expiresAt: null, certificate: null },
      },
    },
  ]
}
