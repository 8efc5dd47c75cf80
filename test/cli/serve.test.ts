import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { verifyLedger } from '#ledger'
import { done, startTestServer, type Board, type TestServer } from '../support/server.node.ts'
import { start } from '../support/started.node.ts'
import { openShell, type Shell } from './shell.node.ts'

const entry = join(import.meta.dirname, '../../src/cli/tocsin.mjs')

describe('tocsin serve', () => {
  let folder: string
  before(() => (folder = mkdtempSync(join(tmpdir(), 'tocsin-serve-'))))
  after(() => rmSync(folder, { recursive: true, force: true }))

  test('says where to open it and that it is a drill, serves, and stops without a trace of trouble', async () => {
    const { TOCSIN_SERVER: _, ...environment } = process.env
    const served = start(process.execPath, [entry, 'serve', '--data', folder], {
      env: { ...environment, TOCSIN_PORT: '0', TOCSIN_MQTT_PORT: '0' },
    })
    const [, url = ''] = await served.says(/Open +(http:\S+)[^]*All commands.*\n/)
    const banner = served.said()
    assert.match(
      banner,
      /^ {2}▒▒▒ DRILL ▒▒▒ {2}Tocsin runs in DRILL mode\. Nothing it sends is a real alert\.\n/,
    )
    for (const line of [
      /First drill +npm run demo/,
      /Real areas +npm run -s tocsin -- areas import/,
      /shapes approximate/,
      /48 registered, broker mqtt:/,
    ])
      assert.match(banner, line)
    const health = (await (await fetch(`${url}/v1/health`)).json()) as { mode: string; decides: string }
    assert.deepEqual([health.mode, health.decides], ['drill', 'me'])
    await served.end('SIGTERM')
    assert.match(served.said().slice(banner.length), /^[\s▒DRIL]*Stopping \(SIGTERM\) …\n$/)
  })

  test('ends when the sirens’ port is taken, and says so', async (t) => {
    const taken = createServer().listen(0, '127.0.0.1')
    await once(taken, 'listening')
    t.after(() => void taken.close())
    const { TOCSIN_SERVER: _, ...environment } = process.env
    const { port } = taken.address() as AddressInfo
    const served = start(process.execPath, [entry, 'serve', '--data', join(folder, 'taken')], {
      env: { ...environment, TOCSIN_PORT: '0', TOCSIN_MQTT_PORT: String(port) },
    })
    await served.says(/server\/address-taken/)
    await served.exited
  })
})

describe('tocsin demo', () => {
  let server: TestServer
  let shell: Shell
  before(async () => {
    server = await startTestServer({ settings: { TOCSIN_BROKER: 'none' } })
    shell = await openShell({ TOCSIN_SERVER: server.url, TOCSIN_DATA: server.folder })
  })
  after(async () => {
    await shell.close()
    await server.close()
  })

  test('retells the night as a drill, from yellow to the all-clear', async () => {
    const told = await shell.json<{ steps: number; alerts: { yellow: string; red: string } }>(
      ...['demo', '--speed', '100000'],
    )
    assert.equal(told.steps, 4)
    assert.equal(done<Board>(await server.stranger.get('/v1/board')).inForce, 'nothing')
    const types = async (id: string) =>
      (await server.running.system.ledger.readStream(`alert:${id}`)).map(
        ({ type, mode }) => `${mode} ${type}`,
      )
    for (const id of Object.values(told.alerts))
      assert.deepEqual(await types(id), [
        ...['drill alert-drafted', 'drill alert-submitted', 'drill alert-approved', 'drill alert-issued'],
        'drill alert-cleared',
      ])
    assert.ok((await verifyLedger(server.running.system.ledger)).intact)
    const human = await shell.run('demo', '--speed', '100000')
    assert.deepEqual([human.code, human.err], [0, ''])
    assert.match(
      human.out,
      /^DRILL\. The night of 2 November 2025[^]*00:14 {2}Yellow[^]*00:37 {2}Red[^]*02:56[^]*03:40[^]*DRILL over\./,
    )
  })

  test('is told at a speed that is one', async () => {
    assert.equal((await shell.refused(1, 'demo', '--speed', 'fast')).code, 'server/usage')
    assert.equal((await shell.refused(1, 'demo', '--speed', '0')).code, 'server/usage')
  })
})
