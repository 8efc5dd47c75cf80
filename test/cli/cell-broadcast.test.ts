import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { NetworkState } from '#channels'
import { systemClock } from '../../src/base/clock.node.ts'
import { runSimulator, type Simulator } from '../../src/channels/cell-broadcast/simulator.http.ts'
import { done, issueAlert, lipetskOblast, startTestServer, type TestServer } from '../support/server.node.ts'
import { openShell, type Shell } from './shell.node.ts'

describe('cell broadcast, from the order to the phones', () => {
  let simulator: Simulator
  let server: TestServer
  let shell: Shell
  let folder: string
  before(async () => {
    const cells = ['1', '2']
    const phones = [
      { id: 'a', name: 'A', cell: '1', tests: 'shown', additional: 'shown' },
      { id: 'b', name: 'B', cell: '2', tests: 'hidden', additional: 'shown' },
    ] as const
    simulator = await runSimulator({ port: 0, cells, phones, clock: systemClock() })
    folder = mkdtempSync(join(tmpdir(), 'tocsin-cell-broadcast-'))
    const list = join(folder, 'networks.json')
    const network = {
      id: 'north',
      name: 'North',
      url: simulator.url,
      areas: [lipetskOblast],
      forAPart: 'broadcast',
      languages: ['ru', 'en'],
      testsOnAir: 'yes',
    }
    writeFileSync(list, JSON.stringify({ networks: [network] }))
    server = await startTestServer({ settings: { TOCSIN_CELL_BROADCAST: list } })
    shell = await openShell({ TOCSIN_SERVER: server.url, TOCSIN_DATA: server.folder })
  })
  after(async () => {
    await shell?.close()
    await server?.close()
    await simulator?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const state = () => shell.json<NetworkState>('cell-broadcast', 'phones', '--centre', simulator.url)
  const until = async (wanted: (now: NetworkState) => boolean) => {
    const patience = AbortSignal.timeout(10_000)
    for (;;) {
      const now = await state()
      if (wanted(now)) return now
      assert.ok(!patience.aborted, JSON.stringify(now, undefined, 1))
    }
  }

  test('a drill goes on the air as an exercise, and off with the all-clear of the server that was started meanwhile', async () => {
    const { id } = await issueAlert(server)
    const on = await until(({ onAir }) => onAir.length === 2)
    assert.deepEqual(
      on.onAir.map(({ messageId }) => messageId),
      [4381, 4394],
    )
    const [a, b] = on.phones
    assert.deepEqual(
      a?.screen.map(({ of }) => of),
      ['exercise', 'exercise'],
    )
    assert.ok(a?.screen.some(({ text }) => text.startsWith('УЧЕНИЯ.') && text.endsWith('УЧЕНИЯ.')))
    assert.ok(a?.screen.some(({ text }) => text.startsWith('DRILL.') && text.includes('Zadonsky')))
    assert.equal(b?.rang, 0)
    // The server that comes after knows what the one before put on the air.
    await server.startAgain()
    done(await server.olena.post(`/v1/alerts/${id}/all-clear`, {}))
    await until(({ onAir }) => onAir.length === 0)
  })

  test('a test of the channel asks the centre, and broadcasts one test message where the list allows it', async () => {
    const proof = await shell.json<{ proven: string; steps: { code: string }[] }>(
      ...['cell-broadcast', 'test', '--server', server.url],
    )
    assert.deepEqual(
      [proof.proven, proof.steps.map(({ code }) => code)],
      ['yes', ['centre-answered', 'test-broadcast']],
    )
    const { phones, onAir } = await state()
    assert.equal(phones[0]?.screen[0]?.of, 'test')
    assert.match(phones[0]?.screen[0]?.text ?? '', /^TEST\. .*There is no danger\. TEST\.$/)
    assert.deepEqual(onAir, [])
  })
  test('the page of the pretended network says what it is, and shows no text as anything but text', async () => {
    const page = await (await fetch(simulator.url)).text()
    assert.match(page, /Simulation: no network, no phones, nobody is warned/)
    assert.match(page, /Emergency alert: test/)
    assert.doesNotMatch(page, /<script/)
  })
})

describe('a text on the air', () => {
  let shell: Shell
  before(async () => (shell = await openShell({})))
  after(() => shell.close())
  test('is told page by page', async () => {
    const shown = await shell.json<object>('cell-broadcast', 'show', 'Тривога')
    assert.deepEqual(shown, {
      ...{ alphabet: 'ucs-2', units: 7, dcs: 0x48, reads: 'Тривога' },
      pages: [`0422044004380432043e04330430${'000d'.repeat(34)}`],
    })
    const said = await shell.run('cell-broadcast', 'show', 'ж'.repeat(616))
    assert.equal(said.code, 1)
    assert.match(said.out + said.err, /takes 16 pages; a message has 15/)
  })
})
