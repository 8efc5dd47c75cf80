import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect as connectPlainly } from 'node:net'
import { connect } from 'node:tls'
import { renameSync, writeFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { instantOf, recordingLog, virtualClock } from '#base'
import { testAuthority } from '../../test/support/tls.node.ts'
import { systemClock } from './clock.node.ts'
import { listenWithTls } from './tls-listener.node.ts'
import { keepTls } from './tls-watch.node.ts'

const at = instantOf(Date.UTC(2026, 10, 22))
const lookEvery = 1_000

async function keeping(order: { readonly notAfter?: string } = {}) {
  const authority = testAuthority()
  const files = authority.server('server', order)
  const time = virtualClock(at)
  let looked = () => {}
  const clock = {
    now: time.now,
    after(wait: number, act: () => void) {
      looked()
      return time.after(wait, act)
    },
  }
  const log = recordingLog()
  const named = {
    key: { setting: 'KEY', file: files.key },
    certificate: { setting: 'CERTIFICATE', file: files.certificate },
    authorities: { setting: 'CA', file: '' },
  }
  const kept = await keepTls(named, { clock, log, lookEvery })
  assert.ok(kept.ok && kept.value !== undefined, JSON.stringify(kept))
  /** Lets one look at the files happen, and end. */
  const look = () =>
    new Promise<void>((resolve) => {
      looked = resolve
      time.advance(lookEvery)
    })
  return { authority, files, time, log, kept: kept.value, look }
}

describe('files of keys and certificates', () => {
  test('count anew once both of a pair are written', async () => {
    const { authority, kept, log, look } = await keeping()
    let changes = 0
    kept.onChange(() => changes++)
    await look()
    assert.equal(changes, 0)
    const renewed = authority.server()
    await look()
    assert.equal(changes, 0, 'what just changed may be half of it')
    await look()
    assert.equal(changes, 1)
    assert.equal(kept.current().cert, renewed.made.pem)
    assert.deepEqual(
      log.lines.filter(({ level }) => level !== 'info'),
      [],
    )
    kept.close()
  })
  test('count anew when they are replaced under the same name', async () => {
    const { authority, files, kept, look } = await keeping()
    const next = authority.server('next')
    renameSync(next.key, files.key)
    renameSync(next.certificate, files.certificate)
    await look()
    await look()
    assert.equal(kept.current().key, next.made.keyPem)
    kept.close()
  })
  test('leave the old pair in place when one of them is wrong, and complain once', async () => {
    const { authority, files, kept, log, look } = await keeping()
    const before = kept.current()
    writeFileSync(files.key, authority.client('x').made.keyPem)
    for (let looks = 0; looks < 5; looks++) await look()
    assert.equal(kept.current(), before)
    const complaints = log.lines.filter(({ level }) => level === 'error')
    assert.equal(complaints.length, 1)
    assert.equal(complaints[0]!.details['why'], 'base/tls-wrong-key')
    kept.close()
  })
  test('are warned of every day before the certificate ends', async () => {
    const { time, kept, log, look } = await keeping({ notAfter: '2026-12-01T00:00:00Z' })
    const warnings = () => log.lines.filter(({ message }) => message === 'A certificate ends soon').length
    assert.equal(warnings(), 1)
    await look()
    assert.equal(warnings(), 1)
    time.advanceTo(instantOf(Date.UTC(2026, 10, 23)))
    await look()
    assert.equal(warnings(), 2)
    kept.close()
  })
})

describe('a port that speaks TLS', () => {
  for (const [whose, bound] of [
    ['of all', { mostHandshakes: 2 }],
    ['of one address', { mostHandshakesOfOne: 2, crowdOf: (address: string) => address }],
  ] as const)
    test(`closes who doesn’t finish the handshake in time, and who comes beyond the bound ${whose}`, async (t) => {
      const { authority, kept } = await keeping()
      let taken: () => void
      const isTaken = new Promise<void>((resolve) => (taken = resolve))
      const listener = await listenWithTls({
        ...{ host: '127.0.0.1', port: 0, tls: kept, clients: 'may', clock: systemClock() },
        ...{ handshakeFor: 300, ...bound },
        take: () => taken(),
      })
      t.after(() => {
        listener.close()
        kept.close()
      })
      const begun = performance.now()
      const idle = [1, 2].map(() => connectPlainly(listener.port, '127.0.0.1').on('error', () => {}))
      await Promise.all(idle.map((one) => once(one, 'connect')))
      const surplus = connectPlainly(listener.port, '127.0.0.1').on('error', () => {})
      await once(surplus, 'close')
      assert.ok(performance.now() - begun < 250, 'the surplus did not wait for the others')
      await Promise.all(idle.map((one) => once(one, 'close')))
      assert.ok(performance.now() - begun >= 250)
      const welcome = connect({ port: listener.port, servername: 'localhost', ca: authority.made.pem })
      await once(welcome, 'secureConnect')
      await isTaken
      welcome.destroy()
    })
})
