import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { recordingLog } from '#base'
import { startServer } from '../../src/server/serve.node.ts'
import { done, issueAlert, startTestServer, type TestServer } from '../support/server.node.ts'

const entry = join(import.meta.dirname, '../../src/cli/tocsin.mjs')

describe('a data folder', () => {
  let server: TestServer
  before(async () => (server = await startTestServer({ settings: { TOCSIN_BROKER: 'none' } })))
  after(() => server.close())

  test('serves one server: a second is refused by name, and the first doesn’t notice', async () => {
    const second = await startServer(server.running.config, recordingLog())
    assert.ok(!second.ok)
    assert.equal(second.problem.code, 'ledger/already-open')
    const { id } = await issueAlert(server)
    done(await server.olena.post(`/v1/alerts/${id}/all-clear`, {}))
  })

  test('serves one process: a second ends with exit code 2 and says why', () => {
    const { status, stderr } = spawnSync(process.execPath, [entry, 'serve'], {
      env: { ...process.env, TOCSIN_DATA: server.folder, TOCSIN_PORT: '0', TOCSIN_BROKER: 'none' },
      encoding: 'utf8',
      timeout: 30_000,
    })
    assert.equal(status, 2, stderr)
    assert.match(stderr, /Another server has the ledger .*ledger\.sqlite.* open/)
    assert.match(stderr, /\[ledger\/already-open\]/)
  })

  test('keeps what was there: the same people, keys, alerts and place in the ledger', async () => {
    const { id } = await issueAlert(server)
    const head = await server.head()
    const key = await server.keyOf('olena')
    await server.startAgain()
    assert.equal(await server.head(), head)
    assert.equal(await server.keyOf('olena'), key)
    assert.equal(
      done<{ alert: { status: string } }>(await server.olena.get(`/v1/alerts/${id}`)).alert.status,
      'issued',
    )
    done(await server.olena.post(`/v1/alerts/${id}/all-clear`, {}))
  })

  test(
    'that it makes itself is open to the account that runs it alone',
    { skip: process.platform === 'win32' && 'Windows has no such modes' },
    async () => {
      const around = mkdtempSync(join(tmpdir(), 'tocsin-made-'))
      const folder = join(around, 'data')
      const made = await startTestServer({ folder, settings: { TOCSIN_BROKER: 'none' } })
      try {
        assert.equal(statSync(folder).mode & 0o777, 0o700)
        assert.equal(statSync(join(folder, 'keys', 'admin.key')).mode & 0o777, 0o600)
      } finally {
        await made.close()
        rmSync(around, { recursive: true, force: true })
      }
    },
  )
})
