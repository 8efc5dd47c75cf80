/** `tocsin serve` with certificates: a signal makes it read them again, and pretended sirens show theirs. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { join } from 'node:path'
import { connect } from 'node:tls'
import { describe, test } from 'node:test'
import { start } from '../support/started.node.ts'
import { testAuthority } from '../support/tls.node.ts'

const entry = join(import.meta.dirname, '../../src/cli/tocsin.mjs')
const skip = process.platform === 'win32' ? 'Windows has no SIGHUP' : false

describe('tocsin serve with certificates', { skip }, () => {
  test('reads them again at SIGHUP, goes on, and lets in the sirens that show theirs', async (t) => {
    const authority = testAuthority()
    const own = authority.server()
    const { TOCSIN_SERVER: _, ...environment } = process.env
    const folder = join(authority.folder, 'data')
    const served = start(process.execPath, [entry, 'serve', '--data', folder], {
      env: {
        ...environment,
        ...{ TOCSIN_PORT: '0', TOCSIN_TLS_PORT: '0', TOCSIN_MQTT_PORT: '0', TOCSIN_LOG: 'info' },
        ...{ TOCSIN_TLS_KEY: own.key, TOCSIN_TLS_CERTIFICATE: own.certificate },
        ...{ TOCSIN_MQTT_TLS_KEY: own.key, TOCSIN_MQTT_TLS_CERTIFICATE: own.certificate },
        TOCSIN_MQTT_TLS_CLIENT_CA: authority.ca,
      },
    })
    t.after(() => served.end('SIGTERM'))
    const [, url = '', plain = ''] = await served.says(
      /Open +(https:\S+)[^]*Here only +(http:\S+)[^]*All commands/,
    )
    const printOf = async () => {
      const ca = authority.made.pem
      const socket = connect({ port: Number(new URL(url).port), servername: 'localhost', ca })
      await once(socket, 'secureConnect')
      const { fingerprint256 } = socket.getPeerX509Certificate()!
      socket.destroy()
      return fingerprint256
    }
    const before = await printOf()
    authority.server()
    process.kill(served.pid, 'SIGHUP')
    await served.says(/were read again/)
    assert.notEqual(await printOf(), before)
    assert.equal((await fetch(`${plain}/v1/board`)).status, 200)

    for (const siren of ['sim-0001', 'sim-0002', 'sim-0003']) authority.client(siren)
    const simulated = start(
      process.execPath,
      [entry, 'sirens', 'simulate', '--count', '3', '--certificates', authority.folder, '--for', '60'],
      { env: { ...environment, TOCSIN_SERVER: plain, TOCSIN_DATA: folder } },
    )
    await simulated.says(/3 pretended sirens: works 3/)
    await simulated.end('SIGTERM')
  })
})
