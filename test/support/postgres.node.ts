/** A throw-away PostgreSQL for tests: its own folder, its own free port on 127.0.0.1, gone when the test process ends. */
import { execFileSync } from 'node:child_process'
import { chownSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { absent, postgresProgram } from './absent.ts'
import { answers, freePort, removeAtExit, start } from './started.node.ts'

export interface Postgres {
  /** Of the cluster's first database; take one of your own with `createDatabase`. */
  readonly url: string
  readonly pid: number
  createDatabase(): Promise<string>
  stop(): Promise<void>
}

let shared: Promise<Postgres> | undefined

/**
 * The one cluster of this test process, started by whoever asks first. Its `stop` leaves it running for the others: it
 * ends with the process. It does not fsync, since no test cuts the power; ask `startOwnPostgres` for one that does.
 */
export function startPostgres(): Promise<Postgres> {
  shared ??= startOwnPostgres({ survives: 'nothing' }).then((own) => ({ ...own, stop: async () => {} }))
  return shared
}

/** The URL of a new, empty database in the shared cluster. */
export async function createDatabase(): Promise<string> {
  return (await startPostgres()).createDatabase()
}

/** A cluster for one caller, who stops it: for tests that kill the database, and for benches that need its fsync. */
export async function startOwnPostgres(
  options: { readonly survives: 'power-loss' | 'nothing' } = { survives: 'power-loss' },
): Promise<Postgres> {
  const [initdb, postgres] = [postgresProgram('initdb'), postgresProgram('postgres')]
  const why = absent('postgres')
  if (why !== false || initdb === undefined || postgres === undefined) throw new Error(why || 'no PostgreSQL')
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-postgres-'))
  removeAtExit(folder)
  // PostgreSQL refuses to run as root.
  const user = process.getuid?.() === 0 ? idsOf('postgres') : undefined
  if (user !== undefined) chownSync(folder, user.uid, user.gid)
  const cluster = join(folder, 'cluster')
  const making = start(
    initdb,
    [
      '-D',
      cluster,
      '-A',
      'trust',
      '-U',
      'postgres',
      '-E',
      'UTF8',
      '--locale=C',
      '--no-sync',
      '--no-instructions',
    ],
    { cwd: folder, ...(user && { user }) },
  )
  await whileHeld(making.exited)
  const port = await freePort()
  const settings = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    `unix_socket_directories=${folder}`,
    'max_connections=200',
    'shared_buffers=32MB',
    ...(options.survives === 'nothing' ? ['fsync=off', 'full_page_writes=off'] : []),
  ]
  const server = start(postgres, ['-D', cluster, ...settings.flatMap((setting) => ['-c', setting])], {
    cwd: folder,
    // At once, without waiting for clients and without a last checkpoint; it frees its shared memory, unlike SIGKILL.
    lastSignal: 'SIGQUIT',
    ...(user && { user }),
  })
  await answers(port, server)
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`
  await accepts(url)
  let databases = 0
  return {
    url,
    pid: server.pid,
    async createDatabase() {
      const name = `tocsin_${++databases}`
      await query(url, `create database ${name}`)
      return `postgres://postgres@127.0.0.1:${port}/${name}`
    },
    stop: () => server.end('SIGQUIT'),
  }
}

/** The port opens a moment before the cluster lets anybody in (57P03, cannot_connect_now). */
async function accepts(url: string): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      return await query(url, 'select 1')
    } catch (error) {
      if (tries === 200) throw error
      await wait(25)
    }
  }
}

async function query(url: string, sql: string): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

/** Keeps the process alive while it waits for a child that does not. */
async function whileHeld(exited: Promise<void>): Promise<void> {
  const hold = setInterval(() => {}, 1_000)
  await exited
  clearInterval(hold)
}

function idsOf(user: string): { uid: number; gid: number } {
  const id = (flag: '-u' | '-g') => Number(execFileSync('id', [flag, user], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}
