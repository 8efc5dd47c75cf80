import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { SMTPServer } from 'smtp-server'
import { smsc, type Smsc } from '../support/smsc.node.ts'
import {
  dankovsky,
  done,
  issueAlert,
  red,
  refused,
  startTestServer,
  terbunsky,
  zadonsky,
  type AlertView,
  type TestServer,
} from '../support/server.node.ts'

interface Lines {
  readonly lines: readonly { readonly line: string; readonly listed: number; readonly optedOut: number }[]
}
interface Imported {
  readonly added: number
  readonly same: number
  readonly optedOut: number
  readonly refused: readonly { readonly row: number; readonly why: string }[]
}

describe('lists of recipients', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-recipients-'))
  const secret = 'a-secret-that-stands-in-the-callback'
  const mails: string[] = []
  const calls: { readonly id: string; readonly say: string; readonly back: string }[] = []
  const waiting = new Set<() => void>()
  const moved = () => {
    for (const look of waiting) look()
  }
  const until = (check: () => boolean) =>
    new Promise<void>((resolve) => {
      const look = () => check() && (waiting.delete(look), resolve())
      waiting.add(look)
      look()
    })
  let server: TestServer
  let centre: Smsc
  let mail: SMTPServer
  let gateway: Server
  before(async () => {
    centre = await smsc()
    mail = new SMTPServer({
      ...{ authOptional: true, disableReverseLookup: true, logger: false, hideSTARTTLS: true },
      onData(stream, _, taken) {
        let text = ''
        stream.on('data', (chunk: Buffer) => (text += chunk.toString()))
        // Long header lines are folded (RFC 5322 §2.2.3).
        stream.on('end', () => (mails.push(text.replaceAll(/\r\n[ \t]+/g, ' ')), taken(), moved()))
      },
    })
    mail.on('error', () => {})
    mail.listen(0, '127.0.0.1')
    await once(mail.server, 'listening')
    gateway = createServer((request, response) => {
      let text = ''
      request.on('data', (chunk: Buffer) => (text += chunk.toString()))
      request.on('end', () => {
        const id = `call${calls.length}`
        const { say = '', back = '' } = JSON.parse(text) as { say?: string; back?: string }
        calls.push({ id, say, back })
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ id }))
        moved()
      })
    })
    gateway.listen(0, '127.0.0.1')
    await once(gateway, 'listening')
    const port = (of: Server | SMTPServer['server']) => (of.address() as AddressInfo).port
    writeFileSync(join(folder, 'callback.secret'), `${secret}\n`)
    const template = {
      send: {
        url: `http://127.0.0.1:${port(gateway)}/call`,
        body: { json: { to: '{{number}}', say: '{{spoken}}', back: '{{callback}}' } },
      },
      secrets: { callback: 'callback.secret' },
      accepted: { reference: '/id' },
      callback: { secret: 'callback', reference: '/id', state: '/status', key: '/digits', from: '/from' },
    }
    writeFileSync(join(folder, 'voice.json'), JSON.stringify(template))
    server = await startTestServer({
      settings: {
        ...{ TOCSIN_BROKER: 'none', TOCSIN_SMPP: `smpp://tocsin:secret@127.0.0.1:${centre.port}` },
        ...{ TOCSIN_SMS_FROM: 'Tocsin', TOCSIN_SMTP: `smtp://localhost:${port(mail.server)}` },
        ...{ TOCSIN_MAIL_FROM: 'tocsin@example.org', TOCSIN_CALL_ALLOW: 'localhost' },
        ...{
          TOCSIN_VOICE_GATEWAY: join(folder, 'voice.json'),
          TOCSIN_PUBLIC_URL: 'https://warn.example.org',
        },
        TOCSIN_GATEWAY_ALLOW: `127.0.0.1:${port(gateway)}`,
      },
    })
  })
  after(async () => {
    await server?.close()
    await centre?.close()
    mail?.close()
    gateway?.closeAllConnections()
    gateway?.close()
    rmSync(folder, { recursive: true })
  })

  const list = [
    'channel,address,language,areas,modes,until',
    `sms,+7 474 255-51-00,ru,${zadonsky},live drill,`,
    `sms,+74742555101,en,${terbunsky},live drill,`,
    `sms,+74742555102,en,${zadonsky},,`,
    `sms,0800 55,en,${zadonsky},live,`,
    `sms,+74742555103,en,atlantis,live,`,
    `email,olga@Example.ORG,en,${zadonsky},live drill,`,
    `voice,+74742555100,en,${zadonsky},drill,2030-01-01`,
  ].join('\n')
  const bringIn = async (csv = list) =>
    done<Imported>(await server.admin.post('/v1/recipients/import', { csv }))
  const counts = async () => done<Lines>(await server.admin.get('/v1/recipients')).lines
  let alert: AlertView

  test('come in as CSV: what can be taken is, and each other row says why not, without its address', async () => {
    const imported = await bringIn()
    assert.deepEqual([imported.added, imported.same], [5, 0])
    assert.deepEqual(
      imported.refused.map(({ row }) => row),
      [5, 6],
    )
    assert.doesNotMatch(JSON.stringify(imported), /0800 55/)
    assert.deepEqual((await bringIn()).same, 5)
    assert.deepEqual(
      (await counts()).map(({ line, listed }) => [line, listed]),
      [
        ['sms', 3],
        ['email', 1],
        ['voice', 1],
      ],
    )
    refused(
      await server.admin.post('/v1/recipients/import', { csv: 'name,address\nTaras,+1' }),
      'line/bad-list',
    )
  })

  test('are warned by a drill only where they live and agreed to drills, marked as what it is', async () => {
    alert = await issueAlert(server, red([zadonsky]))
    await centre.until(() => centre.taken.length > 0)
    await until(() => mails.length === 1 && calls.length === 1)
    assert.deepEqual([...new Set(centre.taken.map(({ submit }) => submit.destination[2]))], ['74742555100'])
    assert.match(centre.taken[0]!.submit.text, /^УЧЕНИ/)
    assert.match(mails[0]!, /^Subject: DRILL/m)
    assert.match(mails[0]!, /^List-Unsubscribe: <https:\/\/warn\.example\.org\/unsubscribe\/[\w-]{32}>/m)
    assert.match(calls[0]!.say, /^DRILL/)
  })

  test('confirm a call by a key, and nobody without the gateway’s secret can say so for them', async () => {
    const [{ id, back }] = calls as [(typeof calls)[0]]
    assert.equal(back, `https://warn.example.org/v1/gateways/voice/${secret}`)
    const said = { id, digits: '1', from: '74742555100' }
    refused(await server.stranger.post('/v1/gateways/voice/guessed', said), 'line/bad-callback')
    refused(await server.stranger.post(`/v1/gateways/sms/${secret}`, said), 'line/bad-callback')
    done(await server.stranger.post(`/v1/gateways/voice/${secret}`, said))
    const attempts = async () =>
      done<{ attempts: readonly { channel: string; state: string }[] }>(
        await server.olena.get(`/v1/alerts/${alert.id}/attempts`),
      ).attempts.filter(({ channel }) => channel === 'voice')
    while ((await attempts()).some(({ state }) => state !== 'confirmed'));
    assert.equal((await attempts()).length, 1)
  })

  test('hear of the end, and no warning that the SMSC still has comes after it', async () => {
    const warned = centre.taken.map(({ id }) => id)
    done(await server.olena.post(`/v1/alerts/${alert.id}/all-clear`, {}))
    await centre.until(() => warned.every((id) => centre.cancelled.includes(id)))
    await centre.until(() => centre.taken.length > warned.length)
    await until(() => mails.length === 2)
    const reply = /^In-Reply-To: (<\S+>)/m.exec(mails[1]!)?.[1]
    assert.equal(reply, /^Message-ID: (<\S+>)/m.exec(mails[0]!)?.[1])
    assert.ok(!centre.cancelled.includes(centre.taken.at(-1)!.id))
  })

  test('end by STOP and by the link of an e-mail, which asks first, and the next list brings nobody back', async () => {
    const link = new URL(/^List-Unsubscribe: <(\S+)>/m.exec(mails[0]!)![1]!)
    const asked = await server.stranger.get(link.pathname)
    assert.equal(asked.status, 200)
    assert.equal((await counts()).find(({ line }) => line === 'email')?.optedOut, 0)
    assert.equal((await server.stranger.post(link.pathname, {})).status, 200)
    await centre.text('+74742555100', { short_message: Buffer.from('STOP'), data_coding: 0 })
    assert.deepEqual(
      (await counts()).map(({ line, listed, optedOut }) => [line, listed, optedOut]),
      [
        ['sms', 2, 1],
        ['email', 0, 1],
        ['voice', 0, 1],
      ],
    )
    assert.equal((await bringIn()).optedOut, 3)
    refused(await server.stranger.get('/unsubscribe/nobody-has-this-token'), 'line/no-such-recipient')
    const before = centre.taken.length
    await issueAlert(server, red([dankovsky, zadonsky]))
    assert.equal(centre.taken.length, before)
  })

  test('show a person everything of theirs, and erase it for good', async () => {
    const address = { address: '+7 4742 555100' }
    const about = done<{ recipients: object[]; messages: object[] }>(
      await server.admin.post('/v1/recipients/about', address),
    )
    assert.equal(about.recipients.length, 2)
    assert.equal(about.messages.length, 4)
    assert.doesNotMatch(JSON.stringify(about), /token/)
    const csv = (await server.admin.get('/v1/recipients.csv')).text
    assert.match(csv, /"sms","'\+74742555101","en"/)
    assert.doesNotMatch(csv, /74742555100/)
    assert.deepEqual(done(await server.admin.post('/v1/recipients/erase', address)), {
      ...{ recipients: 2, messages: 4 },
    })
    refused(await server.admin.post('/v1/recipients/erase', address), 'line/no-such-recipient')
    refused(await server.olena.get('/v1/recipients'), 'people/not-allowed')
    const facts = (await server.admin.get('/v1/audit?limit=200')).text
    assert.match(facts, /asked to be sent no more/)
    assert.doesNotMatch(facts, /7474255510|example\.org>/)
  })
})
