import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { absent } from '../support/absent.ts'
import { createDatabase } from '../support/postgres.node.ts'
import { ask, keyOf, startServe } from '../support/serve.node.ts'
import { issueAlert, startTestServer } from '../support/server.node.ts'
import { openShell } from './shell.node.ts'

const hashOf = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex')

test(
  'a ledger moves from SQLite to PostgreSQL and back, every hash unchanged, and a server goes on with it',
  { skip: absent('postgres') },
  async () => {
    const server = await startTestServer({ settings: { TOCSIN_BROKER: 'none' } })
    for (let n = 0; n < 3; n++) await issueAlert(server)
    const folder = mkdtempSync(join(tmpdir(), 'tocsin-moves-'))
    const shell = await openShell({ TOCSIN_DATA: server.folder })
    try {
      const [first, second, third] = ['1', '2', '3'].map((n) => join(folder, `${n}.jsonl`)) as [
        string,
        string,
        string,
      ]
      interface Known {
        readonly facts: number
        readonly head: string
      }
      const exported = await shell.json<Known>('ledger', 'export', first)
      assert.ok(exported.facts >= 12, `${exported.facts} facts`)
      const database = await createDatabase()
      const inPostgres = ['--database', database]
      await shell.json('ledger', 'restore', first, ...inPostgres)
      const verified = await shell.json('ledger', 'verify', ...inPostgres)
      assert.deepEqual(verified, {
        intact: true,
        facts: exported.facts,
        head: { seq: exported.facts, hash: exported.head },
      })
      assert.equal(
        (await shell.refused(1, 'ledger', 'restore', first, ...inPostgres)).code,
        'ledger/not-empty',
      )
      await shell.json('ledger', 'export', second, ...inPostgres)
      const inSqlite = ['--data', join(folder, 'back')]
      await shell.json('ledger', 'restore', second, ...inSqlite)
      assert.deepEqual(await shell.json('ledger', 'verify', ...inSqlite), verified)
      await shell.json('ledger', 'export', third, ...inSqlite)
      assert.equal(hashOf(second), hashOf(first))
      assert.equal(hashOf(third), hashOf(first))

      // What is in force goes on being in force.
      const moved = join(folder, 'moved')
      const serving = startServe({
        folder: moved,
        settings: { TOCSIN_DATABASE: database, TOCSIN_BROKER: 'none' },
      })
      try {
        const url = await serving.ready
        const board = (await ask(url, 'GET', '/v1/board')).body as {
          lines: { alerts: { alert: string }[] }[]
        }
        const [alert] = board.lines.flatMap((line) => line.alerts)
        assert.ok(alert !== undefined)
        // Keys are facts, so that those that were given go on being good; the machine’s own is made anew.
        const as = keyOf(server.folder, 'olena')
        assert.notEqual(keyOf(moved, 'admin'), keyOf(server.folder, 'admin'))
        const done = await ask(url, 'POST', `/v1/alerts/${alert.alert}/all-clear`, { as, body: {} })
        assert.equal(done.status, 200, JSON.stringify(done.body))
        const head = (await ask(url, 'GET', '/v1/ledger/head')).body as { readonly seq: number }
        assert.equal(head.seq, exported.facts + 2)
      } finally {
        await serving.end('SIGKILL')
      }
    } finally {
      await shell.close()
      await server.close()
      rmSync(folder, { recursive: true })
    }
  },
)
