import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { startPushService, type PushService } from '../support/push-service.node.ts'
import { issueAlert, startTestServer, zadonsky, type TestServer } from '../support/server.node.ts'
import { openShell, type Shell } from './shell.node.ts'

describe('what stands around alerts, from the command line', () => {
  let server: TestServer
  let shell: Shell
  let folder: string
  let phones: PushService
  before(async () => {
    phones = await startPushService()
    server = await startTestServer({
      settings: {
        ...{ TOCSIN_BROKER: 'none', TOCSIN_WEBHOOK_ALLOW: '127.0.0.1', TOCSIN_PUSH_ALLOW: phones.host },
      },
    })
    shell = await openShell({ TOCSIN_SERVER: server.url, TOCSIN_DATA: server.folder })
    folder = mkdtempSync(join(tmpdir(), 'tocsin-cli-'))
  })
  after(async () => {
    await shell.close()
    await server.close()
    await phones.close()
    rmSync(folder, { recursive: true, force: true })
  })

  describe('areas', () => {
    test('are found by name in any script, and asked back when it is not clear', async () => {
      const { matches, decision } = await shell.json<{ matches: { code: string }[]; decision: string }>(
        ...['areas', 'find', 'Задонский', 'район'],
      )
      assert.deepEqual([matches[0]?.code, decision], [zadonsky, 'one'])
      const unsure = await shell.run('areas', 'find', 'Zadon')
      assert.equal(unsure.code, 1)
      assert.match(unsure.out, /^Which one\?\n.*Zadonsky District/)
      const nothing = await shell.run('areas', 'find', 'Atlantis')
      assert.deepEqual([nothing.code, nothing.out], [1, 'Nothing here is called “Atlantis”.\n'])
      assert.equal(
        (await shell.refused(1, 'areas', 'find', 'Zadonsk', '--within', 'nowhere')).code,
        'areas/unknown',
      )
    })

    test('are shown one by one or all', async () => {
      assert.equal((await shell.json('areas', 'show', zadonsky))['parent'], 'RU-LIP')
      assert.match((await shell.run('areas', 'show', zadonsky)).out, /shape +approximate/)
      assert.match(
        (await shell.run('areas', 'show')).out,
        /RU-LIP +region +Lipetsk Oblast · Липецкая область/,
      )
      assert.equal((await shell.refused(1, 'areas', 'show', 'nowhere')).code, 'areas/unknown')
    })

    test('are imported from files, with each feature that found no place told', async () => {
      const file = join(folder, 'shapes.geojson')
      const square = [
        [
          [38.5, 52.2],
          [39.1, 52.2],
          [39.1, 52.6],
          [38.5, 52.6],
          [38.5, 52.2],
        ],
      ]
      const feature = (name: string) => ({
        ...{ type: 'Feature', properties: { name }, geometry: { type: 'Polygon', coordinates: square } },
      })
      writeFileSync(
        file,
        JSON.stringify({
          type: 'FeatureCollection',
          features: [feature('Zadonsky District'), feature('Atlantis')],
        }),
      )
      const said = await shell.run('areas', 'import', file, '--within', 'RU-LIP')
      assert.equal(said.code, 1, said.err)
      assert.match(
        said.out,
        /^1 area new or changed, 22 in all; 1 feature joined to areas\.\n {2}NOT JOINED Atlantis in shapes\.geojson: /,
      )
      assert.match((await shell.run('areas', 'show', zadonsky)).out, /shape +surveyed/)
      assert.equal(
        (await shell.refused(2, 'areas', 'import', join(folder, 'none.json'))).code,
        'server/cannot-read',
      )
      writeFileSync(file, 'sun and sea')
      assert.equal((await shell.refused(1, 'areas', 'import', file)).code, 'areas/unrecognised-file')
    })
  })

  describe('webhooks', () => {
    let receiver: Server
    const received: string[] = []
    before(async () => {
      receiver = createServer((request, response) => {
        request.setEncoding('utf8').on('data', (text: string) => received.push(text))
        response.writeHead(request.url === '/broken' ? 500 : 204).end()
      }).listen(0, '127.0.0.1')
      await once(receiver, 'listening')
    })
    after(async () => {
      receiver.close()
      receiver.closeAllConnections()
      await once(receiver, 'close')
    })

    test('are added with a secret told once, tried, called, looked into and removed', async () => {
      const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`
      const added = await shell.json(
        'webhooks',
        'add',
        `${url}/hook`,
        '--area',
        'Zadonsky',
        '--mode',
        'drill',
      )
      const id = String(added['id'])
      assert.match(String(added['secret']), /^whsec_/)
      assert.equal((await shell.json('webhooks', 'test', id))['kind'], 'confirmed')
      const list = await shell.run('webhooks', 'list')
      assert.match(list.out, new RegExp(`${id} +${url}/hook +${zadonsky} +drill`))
      assert.ok(!list.out.includes('whsec_'))

      const rotated = await shell.json('webhooks', 'rotate', id)
      assert.match(String(rotated['secret']), /^whsec_/)
      assert.notEqual(rotated['secret'], added['secret'])

      const { id: alert } = await issueAlert(server)
      await server.running.system.quiet()
      assert.match(received.join(), new RegExp(`${alert}\\.1`))
      const { attempts } = await shell.json<{ attempts: { id: string; state: string }[] }>(
        'webhooks',
        'attempts',
        id,
      )
      assert.ok(attempts.some((one) => one.id.startsWith(`${alert}.1/webhook/`)))
      assert.match((await shell.run('webhooks', 'attempts', id)).out, /confirmed +1 try /)
      const reach = await shell.run('alert', 'reach', alert)
      assert.match(reach.out, /webhook +1 target: confirmed 1\n/)
      await server.olena.post(`/v1/alerts/${alert}/all-clear`, {})
      assert.equal(
        (await shell.refused(1, 'webhooks', 'resend', attempts[0]!.id)).code,
        'delivery/already-confirmed',
      )

      assert.deepEqual(await shell.json('webhooks', 'remove', id), {})
      assert.equal((await shell.refused(1, 'webhooks', 'test', id)).code, 'webhook/no-such-webhook')
      assert.equal(
        (await shell.refused(1, 'webhooks', 'add', 'https://10.0.0.1/')).code,
        'webhook/private-address',
      )
    })
  })

  describe('the ledger', () => {
    test('is verified, exported, restored and backed up while the server runs', async () => {
      const { id } = await issueAlert(server)
      const head = await server.head()
      const verified = await shell.json<{ intact: boolean; facts: number; head: { hash: string } }>(
        'ledger',
        'verify',
      )
      assert.deepEqual([verified.intact, verified.facts], [true, head])
      assert.match((await shell.run('ledger', 'verify')).out, /^Intact: \d+ facts, head [0-9a-f]{64}\n$/)

      const file = join(folder, 'ledger.jsonl')
      const exported = await shell.json('ledger', 'export', file)
      assert.deepEqual([exported['facts'], exported['head']], [head, verified.head.hash])
      assert.equal((await shell.run('ledger', 'export', '-')).out, readFileSync(file, 'utf8'))
      assert.equal((await shell.refused(1, 'ledger', 'export', file)).code, 'server/usage')
      assert.equal((await shell.run('ledger', 'export', '-', '--json')).code, 1)

      const restored = join(folder, 'restored')
      const into = ['--data', restored]
      const done = await shell.json('ledger', 'restore', file, ...into)
      assert.equal(done['facts'], head)
      assert.equal(
        (await shell.json<typeof verified>('ledger', 'verify', ...into)).head.hash,
        verified.head.hash,
      )
      assert.equal((await shell.refused(1, 'ledger', 'restore', file, ...into)).code, 'ledger/not-empty')
      const lines = readFileSync(file, 'utf8').split('\n')
      lines[3] = lines[3]!.replace('"at":"2', '"at":"1')
      writeFileSync(file, lines.join('\n'))
      const damaged = await shell.refused(1, 'ledger', 'restore', file, '--data', join(folder, 'damaged'))
      assert.equal(damaged.code, 'ledger/export-damaged')

      const { endpoint, keys } = phones.phone()
      const places = [{ area: zadonsky }]
      const wish = { endpoint, keys, language: 'en', places, content: 'full' }
      const subscribed = await server.stranger.post('/v1/push/subscriptions', wish)
      const { id: subscription, secret } = subscribed.body as { readonly id: string; readonly secret: string }
      const pushKey = (await server.stranger.get('/v1/push/key')).body

      const backup = join(folder, 'backup')
      const copied = await shell.json('ledger', 'backup', backup)
      assert.equal(copied['facts'], head)
      const settings = { TOCSIN_BROKER: 'none', TOCSIN_PUSH_ALLOW: phones.host }
      const again = await startTestServer({ folder: backup, settings })
      // Its phones are still told, by the key that they know.
      const phone = `/v1/push/subscriptions/${subscription}`
      const found = await again.stranger.get(phone, { authorization: `Bearer ${secret}` })
      assert.equal(found.status, 200)
      assert.deepEqual((await again.stranger.get('/v1/push/key')).body, pushKey)
      // The backup begins where it was taken: the alert stands, and its people's keys open.
      assert.equal((await again.olena.post(`/v1/alerts/${id}/all-clear`, {})).status, 200)
      assert.equal((await again.head()) > head, true)
      await again.close()
      assert.equal((await shell.refused(2, 'ledger', 'backup', restored)).code, 'ledger/backup-failed')
      await server.olena.post(`/v1/alerts/${id}/all-clear`, {})
    })

    test('ends without a complaint, and not as done, when nobody reads an export to its end', async () => {
      const entry = join(import.meta.dirname, '../../src/cli/tocsin.mjs')
      const words = ['ledger', 'export', '-', '--data', server.folder]
      const child = spawn(process.execPath, [entry, ...words])
      child.stdout.destroy()
      let said = ''
      child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
      assert.deepEqual([...(await once(child, 'close')), said], [2, null, ''])
    })
    test('that isn’t there can’t be verified, and none is made by asking', async () => {
      const none = join(folder, 'none')
      assert.equal((await shell.refused(2, 'ledger', 'verify', '--data', none)).code, 'ledger/cannot-open')
      assert.equal(existsSync(none), false)
    })
  })

  test('doctor looks at everything and finds a running server well', async () => {
    const findings = await shell.json<readonly { what: string; state: string; says: string }[]>('doctor')
    assert.deepEqual(
      findings.filter(({ state }) => state !== 'good'),
      [],
    )
    assert.deepEqual(
      findings.map(({ what }) => what),
      ['runtime', 'settings', 'data folder', 'ledger', 'phrases', 'server'],
    )
    assert.match((await shell.run('doctor')).out, / {2}good +ledger +intact, \d+ facts\n/)
  })

  test('board, sirens and everything else print one JSON document', async () => {
    for (const words of [
      ['board'],
      ['board', '--mode', 'test'],
      ['sirens', 'list'],
      ['sirens', 'list', '--area', zadonsky],
    ])
      await shell.json(...words)
    assert.equal((await shell.refused(1, 'board', '--mode', 'real')).code, 'server/invalid-request')
    // No broker, no sirens to test.
    assert.equal((await shell.refused(2, 'sirens', 'test')).code, 'server/no-sirens')
  })
})
