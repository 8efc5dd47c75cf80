import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { promisify } from 'node:util'
import { recordingLog, type Instant } from '#base'
import { readCap } from '#cap/reader'
import { verifyCap } from '../../src/cap/signature/verify.node.ts'
import { bytesOf } from '../../src/exchange/found-document.ts'
import { readConfig } from '../../src/server/config.ts'
import { startServer } from '../../src/server/serve.node.ts'
import { absent } from '../support/absent.ts'
import { certificate } from '../support/certificates.node.ts'
import { done, issueAlert, red, refused, startTestServer, type TestServer } from '../support/server.node.ts'
import { trusting } from '../support/signed-messages.node.ts'

const run = promisify(execFile)

describe('a server with a key', () => {
  const own = certificate({ name: 'Lipetsk Oblast' })
  const other = certificate({ name: 'Somebody else' })
  let folder: string
  let server: TestServer
  let id: string
  const file = (name: string, text: string) => {
    const path = join(folder, name)
    writeFileSync(path, text)
    return path
  }
  const start = (key: string, pem: string) => ({ TOCSIN_CAP_KEY: key, TOCSIN_CAP_CERTIFICATE: pem })
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tocsin-signed-'))
    server = await startTestServer({
      settings: {
        TOCSIN_BROKER: 'none',
        ...start(file('own.key', own.keyPem), file('own.pem', `${own.keyPem}\n${own.pem}`)),
      },
    })
    id = `${(await issueAlert(server, red())).id}.1`
  })
  after(async () => {
    await server.close()
    rmSync(folder, { recursive: true })
  })
  const now = () => new Date().toISOString() as Instant
  const verdict = (bytes: Uint8Array) =>
    verifyCap(bytes, trusting({ certificate: own.pem, senders: ['demonstration@tocsin.invalid'] }), now())

  test('signs what it publishes, with the stylesheet that stands before it', async () => {
    const { text } = await server.stranger.get(`/v1/notices/${id}.cap`)
    assert.match(text, /<\?xml-stylesheet type="text\/css" href="\/cap-drill.css"\?>/)
    assert.equal((await verdict(Buffer.from(text))).valid, true)
    const changed = text.replace('/cap-drill.css', '/cap-live.css')
    assert.equal(
      (await verdict(Buffer.from(changed))).valid,
      false,
      'what says that it is a drill is signed, too',
    )
  })

  test('is believed by xmlsec1', { skip: absent('xmlsec1') }, async () => {
    const { text } = await server.stranger.get(`/v1/notices/${id}.cap`)
    const published = file('published.cap', text)
    await run('xmlsec1', ['--verify', '--trusted-pem', file('trusted.pem', own.pem), published])
    const forged = file('forged.cap', text.replace('<urgency>Immediate', '<urgency>Past'))
    await assert.rejects(run('xmlsec1', ['--verify', '--trusted-pem', join(folder, 'trusted.pem'), forged]))
  })

  test('signs what stands inside a feed so that it holds there', async () => {
    for (const format of ['atom', 'rss']) {
      const { text } = await server.stranger.get(`/v1/feed.${format}?content=full`)
      const { readings } = readCap(text)
      assert.equal(readings[0]?.message?.identifier, id)
      assert.equal((await verdict(bytesOf(readings[0]!.element!, text))).valid, true, format)
    }
  })

  test('never signs a message twice: its bytes are the same after a restart', async () => {
    const { text } = await server.stranger.get(`/v1/notices/${id}.cap`)
    await server.startAgain()
    assert.equal((await server.stranger.get(`/v1/notices/${id}.cap`)).text, text)
  })

  test('shows its certificate, and never its key', async () => {
    const { text } = await server.stranger.get('/v1/certificate.pem')
    assert.equal(text.trim(), own.pem.trim())
    const bare = await startTestServer({ settings: { TOCSIN_BROKER: 'none' } })
    refused(await bare.stranger.get('/v1/certificate.pem'), 'server/not-signed-here')
    await bare.close()
  })

  test('does not start with a key that can’t sign', async () => {
    const key = file('k.key', own.keyPem)
    const pem = file('k.pem', own.pem)
    for (const [settings, code] of [
      [start(key, file('other.pem', other.pem)), 'cap/bad-signing-key'],
      [start(file('no.key', 'nothing'), pem), 'cap/bad-signing-key'],
      [start(join(folder, 'absent.key'), pem), 'server/cannot-read'],
      [start(key, ''), 'server/bad-setting'],
      [start('', pem), 'server/bad-setting'],
    ] as const) {
      const config = readConfig({
        ...{
          TOCSIN_PORT: '0',
          TOCSIN_MQTT_PORT: '0',
          TOCSIN_BROKER: 'none',
          TOCSIN_DATA: join(folder, 'data'),
        },
        ...settings,
      })
      assert.ok(config.ok)
      const started = await startServer(config.value, recordingLog())
      assert.equal(!started.ok && started.problem.code, code)
    }
  })

  test('warns without a signature rather than not at all when its certificate is over', async () => {
    const past = certificate({
      name: 'Past',
      notBefore: '2020-01-01T00:00:00Z',
      notAfter: '2021-01-01T00:00:00Z',
    })
    const late = await startTestServer({
      settings: {
        TOCSIN_BROKER: 'none',
        ...start(file('late.key', past.keyPem), file('late.pem', past.pem)),
      },
      expects: /could not be signed/,
    })
    const notice = `${(await issueAlert(late, red())).id}.1`
    const answer = await late.stranger.get(`/v1/notices/${notice}.cap`)
    done(answer)
    assert.doesNotMatch(answer.text, /Signature/)
    assert.ok(late.log.lines.some(({ message }) => /could not be signed/.test(message)))
    await late.close()
  })
})
