/** `tocsin ledger …`: proves, copies and moves the record. Works beside a running server, or without one. */
import { cp, mkdir } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { backup, DatabaseSync } from 'node:sqlite'
import { ok, refuse, silentLog, type Json, type Result } from '#base'
import { restoreLedger, verifyLedger, type KeptLedger } from '#ledger'
import { exportLedgerToFile, exportLedger, linesOfFile } from '../../ledger/export.node.ts'
import { readConfig } from '../../server/config.ts'
import { dataFolder } from '../client.http.ts'
import type { Command, Given, Option } from '../command.ts'

const database: Option = {
  takes: 'URL',
  means: 'A ledger in PostgreSQL (default: TOCSIN_DATABASE, else the data folder)',
}

export const commands: readonly Command[] = [
  {
    name: 'ledger verify',
    does: 'Check every fact against the chain; exit 1 and the place when something was altered',
    needs: 'this-machine',
    options: { database },
    async run(given, output) {
      return withLedger(given, 'look', async (ledger) => {
        const verdict = await verifyLedger(ledger, {
          onProgress: ({ checked, total }) => output.progress(`checked ${checked} of ${total} facts`),
        })
        output.give(verdict as unknown as Json)
        if (verdict.intact) {
          output.say(`Intact: ${verdict.facts} facts, head ${verdict.head.hash}`)
          return ok()
        }
        output.say(`NOT INTACT at fact ${verdict.at}: ${verdict.why}`)
        output.say(
          'Nothing after this fact can be trusted. Restore a backup, and keep this file: it is evidence.',
        )
        return ok({ exit: 1 })
      })
    },
  },
  {
    name: 'ledger export',
    takes: 'FILE',
    does: 'Write the whole ledger as JSON Lines; “-” is standard output',
    needs: 'this-machine',
    options: { database },
    async run(given, output) {
      const [file] = given.words
      if (file === undefined) return refuse('server/usage', { why: 'Name a file.', command: 'ledger export' })
      return withLedger(given, 'look', async (ledger) => {
        if (file === '-') {
          if (output.json === 'json')
            return refuse('server/usage', {
              why: 'The ledger and --json can’t both be on standard output.',
              command: 'ledger export',
            })
          await exportLedger(ledger, process.stdout)
          return ok()
        }
        if (existsSync(file))
          return refuse('server/usage', {
            why: `${file} exists already; name a new file.`,
            command: 'ledger export',
          })
        await exportLedgerToFile(ledger, file)
        const head = await ledger.head()
        output.give({ file, facts: head.seq, head: head.hash })
        output.say(`${head.seq} facts in ${file}, head ${head.hash}`)
        return ok()
      })
    },
  },
  {
    name: 'ledger restore',
    takes: 'FILE',
    does: 'Read an export into an empty ledger, checking the chain on the way; hashes stay the same',
    needs: 'this-machine',
    options: { database },
    async run(given, output) {
      const [file] = given.words
      if (file === undefined)
        return refuse('server/usage', { why: 'Name a file.', command: 'ledger restore' })
      if (!existsSync(file)) return refuse('server/cannot-read', { file, why: 'it does not exist' })
      return withLedger(given, 'write', async (ledger) => {
        const restored = await restoreLedger(linesOfFile(file), ledger, {
          onProgress: ({ step, done }) => output.progress(`${step} ${done} facts`),
        })
        if (!restored.ok) return restored
        output.give(restored.value as unknown as Json)
        const head = await ledger.head()
        output.say(`${head.seq} facts restored, head ${head.hash}`)
        return ok()
      })
    },
  },
  {
    name: 'ledger backup',
    takes: 'FOLDER',
    does: 'Copy ledger, tables and keys into a new folder while the server runs; “serve --data FOLDER” starts from it',
    needs: 'this-machine',
    async run(given, output) {
      const [folder] = given.words
      if (folder === undefined)
        return refuse('server/usage', { why: 'Name a folder.', command: 'ledger backup' })
      const from = dataFolder(given)
      const tables = ['shelf.sqlite', 'people.sqlite', 'push.sqlite', 'attempts.sqlite']
      // Before anything is copied: half a backup over an older one would look like a whole one.
      const taken = [...tables, 'ledger.sqlite', 'keys'].find((name) => existsSync(join(folder, name)))
      if (taken !== undefined)
        return refuse('ledger/backup-failed', { why: `${join(folder, taken)} exists already` })
      if (!existsSync(join(from, 'ledger.sqlite')))
        return refuse('ledger/cannot-open', { why: `there is none in ${from}` })
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const { backupSqliteLedger } = await import('../../ledger/backup.sqlite.ts')
      // The tables first: a table that knows less than the ledger catches up with it, the other way round it would not.
      for (const table of tables) {
        if (!existsSync(join(from, table))) continue
        const source = new DatabaseSync(join(from, table), { readOnly: true })
        // In one go: between two parts a write of the server would begin the copy anew, and it writes all the time.
        await backup(source, join(folder, table), { rate: 1_000_000_000 })
        source.close()
      }
      const copied = await backupSqliteLedger(join(from, 'ledger.sqlite'), join(folder, 'ledger.sqlite'), {
        onProgress: ({ checked, total }) =>
          output.progress(`verifying the copy: ${checked} of ${total} facts`),
      })
      if (!copied.ok) return copied
      if (existsSync(join(from, 'keys')))
        await cp(join(from, 'keys'), join(folder, 'keys'), { recursive: true })
      output.give(copied.value as unknown as Json)
      output.say(
        `${copied.value.facts} facts copied to ${folder} and verified, head ${copied.value.head.hash}`,
      )
      return ok()
    },
  },
]

async function withLedger(
  given: Given,
  how: 'look' | 'write',
  act: (ledger: KeptLedger) => Promise<Result<void | { exit: 0 | 1 | 2 }>>,
): Promise<Result<void | { exit: 0 | 1 | 2 }>> {
  const url = given.value('database')
  const config = readConfig({
    ...process.env,
    TOCSIN_DATA: dataFolder(given),
    ...(url === undefined ? {} : { TOCSIN_DATABASE: url }),
  })
  if (!config.ok) return config
  const opened = await open(config.value, how)
  if (!opened.ok) return opened
  try {
    return await act(opened.value)
  } finally {
    await opened.value.close()
  }
}

async function open(
  config: { readonly database: string; readonly data: string },
  how: 'look' | 'write',
): Promise<Result<KeptLedger>> {
  const readOnly = how === 'look'
  if (config.database === '') {
    const { openSqliteLedger } = await import('../../ledger/ledger.sqlite.ts')
    return openSqliteLedger({ file: join(config.data, 'ledger.sqlite'), readOnly, log: silentLog })
  }
  const { openPostgresLedger } = await import('../../ledger/ledger.postgres.ts')
  return openPostgresLedger({ url: config.database, readOnly, log: silentLog })
}
