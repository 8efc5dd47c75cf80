/** The guide on certificates, done step by step: its commands are run, and what they make is used. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { instantOf } from '#base'
import { clientCertificateOf } from '../../src/server/client-certificate.node.ts'
import { absent } from '../support/absent.ts'
import { startTestServer } from '../support/server.node.ts'
import { joinSiren, sirenIn } from '../support/sirens.ts'

const guide = readFileSync(join(import.meta.dirname, '../../docs/guides/mutual-tls.md'), 'utf8')
const blocks = [...guide.matchAll(/```sh\n([^]*?)```/g)].map(([, text = '']) => text)
const isForOpenssl = (text: string) => /openssl/.test(text)

describe('the guide on certificates', { skip: absent('openssl') }, () => {
  let folder: string
  const file = (name: string) => join(folder, name)
  const text = (name: string) => readFileSync(file(name), 'utf8')
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'tocsin-guide-'))
    const commands = blocks.filter(isForOpenssl)
    assert.equal(commands.length, 3)
    const done = spawnSync('bash', ['-e', '-u', '-c', commands.join('\n')], { cwd: folder, encoding: 'utf8' })
    assert.equal(done.status, 0, done.stderr)
  })
  after(() => rmSync(folder, { recursive: true }))

  test('makes certificates that openssl itself finds good', () => {
    for (const name of ['server', 'radio', 'peer', 'hand-1']) {
      const purpose = name === 'server' ? 'sslserver' : 'sslclient'
      const args = ['verify', '-x509_strict', '-purpose', purpose, '-CAfile', 'ca.pem', `${name}.pem`]
      const verified = spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' })
      assert.equal(verified.status, 0, `${name}: ${verified.stderr}`)
    }
  })

  test('leads to a server that knows its clients, and to sirens that get in', async (t) => {
    // The settings are those of the guide's own lines, on free ports.
    const settings = Object.fromEntries(
      blocks
        .filter((block) => !isForOpenssl(block))
        .flatMap((block) => [...block.matchAll(/(TOCSIN_\w+)=((?:server|ca|peer)\.\w+)/g)])
        .filter(([, variable = '']) => !variable.startsWith('TOCSIN_BROKER'))
        .map(([, variable = '', name = '']) => [variable, file(name)]),
    )
    assert.deepEqual(Object.keys(settings).length, 9)
    const server = await startTestServer({ settings: { ...settings, TOCSIN_TLS_PORT: '0' } })
    t.after(() => server.close())
    const seen: unknown[] = []
    server.running.app.fastify.server.prependListener('request', (incoming) =>
      seen.push(clientCertificateOf(incoming, instantOf(Date.now()))),
    )
    const status = await new Promise((resolve, reject) => {
      const asked = request(`${server.running.tls!.url}/v1/board`, {
        ...{ ca: text('ca.pem'), key: text('radio.key'), cert: text('radio.pem'), agent: false },
      })
      asked.on('response', (response) => resolve(response.resume().statusCode))
      asked.on('error', reject).end()
    })
    assert.equal(status, 200)
    assert.deepEqual(seen, [text('radio.fingerprint').trim()])

    const { siren: desk } = server.running.desks
    const siren = await joinSiren(desk.registry, { url: desk.brokerUrl }, sirenIn('gn:465724', 'hand-1'), {
      trusts: desk.commandKey,
      tls: () => ({ ca: text('ca.pem'), key: text('hand-1.key'), cert: text('hand-1.pem') }),
    })
    await siren.connected.close()
  })
})
