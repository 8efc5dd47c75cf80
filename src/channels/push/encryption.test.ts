import assert from 'node:assert/strict'
import { createECDH, type ECDH } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import fc from 'fast-check'
import { hour, memoryShelf, virtualClock, type Instant } from '#base'
import {
  checkedVapid,
  decrypted,
  newPhoneKeys,
  phoneKeys,
} from '../../../test/support/push-service-crypto.ts'
import { encryptingThreads } from './encrypting.node.ts'
import { keptVapidKey, newVapidKey, vapidKey, vapidKeyFile, vapidTokens } from './vapid.node.ts'

const from = (text: string) => Buffer.from(text, 'base64url')
const withKey = (privateKey: string): ECDH => {
  const ecdh = createECDH('prime256v1')
  ecdh.setPrivateKey(from(privateKey))
  return ecdh
}

describe('the reader of the test push service', () => {
  test('reads the example of RFC 8291 (Appendix A)', () => {
    const phone = phoneKeys(
      withKey('q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94'),
      from('BTBZMqHH6r4Tts7J_aSIgg'),
    )
    assert.equal(
      phone.keys.p256dh,
      'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
    )
    const body = from(
      'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
    )
    assert.equal(decrypted(body, phone).toString(), 'When I grow up, I want to be a watermelon')
  })
})

describe('what is encrypted', () => {
  const encrypting = encryptingThreads({ threads: 1, idleFor: 1_000 })
  after(() => encrypting.close())

  test('is read with the phone’s keys, whatever it says, and with no other’s', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 600 }), async (text) => {
        const phone = newPhoneKeys()
        const body = await encrypting.encrypt(phone.keys, Buffer.from(text))
        assert.ok(body.ok)
        assert.equal(decrypted(Buffer.from(body.value), phone).toString(), text)
        assert.throws(() => decrypted(Buffer.from(body.value), newPhoneKeys()))
      }),
      { numRuns: 25 },
    )
  })
  test('is another each time', async () => {
    const phone = newPhoneKeys()
    const [once, again] = await Promise.all(
      [1, 2].map(() => encrypting.encrypt(phone.keys, Buffer.from('x'))),
    )
    assert.ok(once?.ok && again?.ok)
    assert.notDeepEqual(once.value, again.value)
  })
  test('is refused for keys that are none, and the thread goes on', async () => {
    const phone = newPhoneKeys()
    // A point that is not on the curve: nothing may be sent under it.
    const p256dh = Buffer.concat([Buffer.of(4), Buffer.alloc(64, 7)]).toString('base64url')
    const bad = await encrypting.encrypt({ ...phone.keys, p256dh }, Buffer.from('x'))
    assert.ok(!bad.ok && bad.problem.code === 'push/bad-keys')
    assert.ok((await encrypting.encrypt(phone.keys, Buffer.from('x'))).ok)
  })
})

describe('the key of push', () => {
  const folders: string[] = []
  const folder = () => {
    folders.push(mkdtempSync(join(tmpdir(), 'tocsin-vapid-')))
    return folders.at(-1)!
  }
  after(() => folders.forEach((one) => rmSync(one, { recursive: true })))

  test('is made once and stands in the data folder, for the server’s account alone', async () => {
    const dataFolder = folder()
    const first = await keptVapidKey({ dataFolder })
    assert.equal((await keptVapidKey({ dataFolder })).publicKey, first.publicKey)
    assert.equal(statSync(vapidKeyFile(dataFolder)).mode & 0o777, 0o600)
    assert.equal(readFileSync(vapidKeyFile(dataFolder), 'utf8'), first.written)
  })
  test('is the same on every server that shares a shelf', async () => {
    const shared = memoryShelf()
    const [one, other] = await Promise.all([
      keptVapidKey({ dataFolder: folder(), shared }),
      keptVapidKey({ dataFolder: folder(), shared }),
    ])
    assert.equal(one.publicKey, other.publicKey)
  })
  test('is not made anew where it is damaged: every subscription hangs on it', () => {
    assert.throws(() => vapidKey('{}'))
    assert.throws(() => vapidKey('no key'))
  })
})

describe('a token for a push service', () => {
  const start = '2025-11-01T21:37:00.000Z' as Instant
  test('is ours, for that service, for half a day, and says whom to ask', () => {
    const key = newVapidKey()
    const clock = virtualClock(start)
    const token = vapidTokens(key, { clock, subject: () => 'mailto:duty@example.org' })
    const vapid = checkedVapid(token('https://push.example'), 'https://push.example', Date.parse(start))
    assert.deepEqual(vapid, {
      ...{ publicKey: key.publicKey, aud: 'https://push.example', sub: 'mailto:duty@example.org' },
      exp: Date.parse(start) / 1_000 + 12 * 3_600,
    })
    assert.throws(() =>
      checkedVapid(token('https://push.example'), 'https://other.example', Date.parse(start)),
    )
  })
  test('is signed once for each service, and anew before it is over', () => {
    const clock = virtualClock(start)
    const token = vapidTokens(newVapidKey(), { clock, subject: () => '' })
    const first = token('https://push.example')
    assert.equal(token('https://push.example'), first)
    assert.notEqual(token('https://other.example'), first)
    clock.advance(11.5 * hour)
    const later = token('https://push.example')
    assert.notEqual(later, first)
    checkedVapid(later, 'https://push.example', Date.parse(clock.now()) + 11 * hour)
  })
})
