import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { after, before, describe, test } from 'node:test'
import { sirenReachOf } from './siren-counts.ts'
import {
  done,
  issueAlert,
  lipetskOblast,
  startTestServer,
  zadonsky,
  type TestServer,
} from '../support/server.node.ts'
import { start, type Started } from '../support/started.node.ts'
import { openShell, type Shell } from './shell.node.ts'

const entry = join(import.meta.dirname, '../../src/cli/tocsin.mjs')
const shares = ['--fail', '10%', '--mute', '4%', '--late', '4%']

describe('sirens from the command line', () => {
  let server: TestServer
  let shell: Shell
  let folder: string
  let fleet: Started
  let truth: { readonly [siren: string]: string }
  before(async () => {
    server = await startTestServer()
    // Those of the demonstration are played by nobody here.
    const { sirens } = done<{ sirens: { id: string }[] }>(await server.admin.get('/v1/sirens'))
    const shipped = sirens.map(({ id }) => id)
    await server.admin.post('/v1/sirens/remove', { sirens: shipped })
    shell = await openShell({ TOCSIN_SERVER: server.url, TOCSIN_DATA: server.folder })
    folder = mkdtempSync(join(tmpdir(), 'tocsin-cli-'))
    const variables = { TOCSIN_SERVER: server.url, TOCSIN_DATA: server.folder }
    fleet = start(
      process.execPath,
      [entry, 'sirens', 'simulate', '--count', '50', ...shares, '--seed', 'test', '--for', '120', '--json'],
      { env: { ...process.env, ...variables } },
    )
    while (!fleet.said().includes('\n')) await wait(20)
    truth = (JSON.parse(fleet.said()) as { truth: typeof truth }).truth
  })
  after(async () => {
    await fleet.end('SIGINT')
    await shell.close()
    await server.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const of = (behaviour: string) => Object.values(truth).filter((one) => one === behaviour).length

  test('are simulated as asked: some fail, some are mute, some late, the rest work', () => {
    assert.equal(Object.keys(truth).length, 50)
    assert.deepEqual([of('fails'), of('mute'), of('late')], [5, 2, 2])
  })

  test('are each reported as they truly are, and counted once', async () => {
    const { id } = await issueAlert(server, { threat: 'drone', level: 'red', areas: [lipetskOblast] })
    const counts = await sirenReachOf(shell, id, ({ sounding, failed }) => sounding >= 41 && failed === 5)
    assert.equal(
      Object.values(counts).reduce((sum, one) => sum + one, 0),
      50,
    )
    assert.equal(counts.failed, of('fails'))
    // A mute one is waited for; a late one comes in its time; neither is ever counted as sounding before it says so.
    assert.ok(counts.sounding <= 50 - of('fails') - of('mute'), JSON.stringify(counts))
    const said = await shell.run('alert', 'reach', id)
    assert.match(
      said.out,
      /siren +50 targets: confirmed 4[1-3] · (unknown \d · )?refused 5( · pending \d)?\n/,
    )
    assert.match(said.out, /siren\/fault/)
    await server.olena.post(`/v1/alerts/${id}/all-clear`, {})
    const over = await sirenReachOf(shell, id, ({ sounding }) => sounding === 0)
    assert.equal(over.sounding, 0, JSON.stringify(over))
  })

  test('are listed with how they stand, and tested without a sound', async () => {
    const list = await shell.json<{
      sirens: { id: string; status: string; authenticity: string }[]
      broker: string
    }>('sirens', 'list')
    assert.equal(list.sirens.length, 50)
    assert.ok(list.sirens.every(({ authenticity }) => authenticity === 'signed'))
    assert.match((await shell.run('sirens', 'list')).out, /50 sirens, broker mqtt:\/\/127\.0\.0\.1:\d+\n$/)
    const working = Object.keys(truth)
      .filter((id) => truth[id] === 'works')
      .slice(0, 3)
    const tested = await shell.json<{ tested: { [id: string]: string } }>('sirens', 'test', ...working)
    assert.deepEqual(tested.tested, Object.fromEntries(working.map((id) => [id, 'passed'])))
    assert.match((await shell.run('sirens', 'test', working[0]!)).out, /^1 of 1 passed\.\n$/)
    assert.equal((await shell.refused(1, 'sirens', 'test', 'no-such')).code, 'server/unknown-siren')
  })

  test('are registered from a file, or refused with the place of the mistake', async () => {
    const file = join(folder, 'sirens.json')
    const siren = { id: 'new-1', name: 'New 1', area: zadonsky, operator: 'O', lon: 38.9, lat: 52.4 }
    writeFileSync(file, JSON.stringify([siren]))
    assert.deepEqual(await shell.json('sirens', 'register', file), { registered: 1 })
    writeFileSync(file, JSON.stringify([siren, { ...siren, id: 'new-2', area: 'nowhere' }]))
    const problem = await shell.refused(1, 'sirens', 'register', file)
    assert.deepEqual([problem.code, problem['at']], ['areas/unknown', 'sirens[1].area'])
    writeFileSync(file, '[{')
    assert.equal((await shell.refused(1, 'sirens', 'register', file)).code, 'base/malformed-json')
    assert.equal((await shell.run('sirens', 'remove', 'new-1', 'no-such')).code, 1)
    assert.equal((await shell.run('sirens', 'remove', 'new-1')).out, '0 of 1 siren removed.\n')
  })

  test('stop being simulated when they are told to, long before their time', async () => {
    await fleet.end('SIGINT')
    assert.match(fleet.said(), /^\{.*\}\n$/)
  })

  test('are not simulated on a whim', async () => {
    for (const words of [
      ['--fail', 'some'],
      ['--fail', '120%'],
      ['--count', '0'],
      ['--count', 'ten'],
      ['--for', 'ever'],
    ])
      assert.equal(
        (await shell.refused(1, 'sirens', 'simulate', ...words)).code,
        'server/usage',
        words.join(' '),
      )
  })
})
