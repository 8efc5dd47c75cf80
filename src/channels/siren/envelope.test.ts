import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { Instant, JsonObject } from '#base'
import { commandSchema } from './command.ts'
import { longestPayloadBytes, opened, sealed } from './envelope.ts'
import { quietTestOrder, usualTimes } from './order.ts'
import { heartbeatSchema, reportSchema } from './report.ts'
import { ed25519Verifier, newSigningKey, signingKey } from './signing.node.ts'
import type { SirenId } from './siren.ts'

const key = newSigningKey()
const verify = ed25519Verifier()
const { command } = quietTestOrder(
  'zadonsk-1' as SirenId,
  3,
  '2025-11-01T21:37:00.000Z' as Instant,
  usualTimes,
)
const body = command as unknown as JsonObject
const bytes = (text: string) => Buffer.from(text)

describe('an envelope', () => {
  test('gives back what was sealed, with a signature that fits', () => {
    const envelope = opened('command', commandSchema, bytes(sealed('command', body, key.sign)))
    assert.ok(envelope.ok)
    assert.deepEqual(envelope.value.body, command)
    assert.ok(verify(envelope.value.text, envelope.value.signature ?? '', key.publicKey))
  })
  test('no longer fits its signature when a character of the body is another', () => {
    const altered = sealed('command', body, key.sign).replace('"counter":3', '"counter":4')
    const envelope = opened('command', commandSchema, bytes(altered))
    assert.ok(envelope.ok)
    assert.equal(verify(envelope.value.text, envelope.value.signature ?? '', key.publicKey), false)
  })
  test('of one kind can’t be passed off as another', () => {
    const signature = JSON.parse(sealed('report', body, key.sign)).signature
    const envelope = opened('command', commandSchema, bytes(JSON.stringify({ body, signature })))
    assert.ok(envelope.ok)
    assert.equal(verify(envelope.value.text, signature, key.publicKey), false)
  })
  test('is garbled when it is too long, has a field too many, or a counter that is no number', () => {
    const wrong = [
      ' '.repeat(longestPayloadBytes + 1),
      sealed('command', { ...body, surprise: 1 }),
      sealed('command', { ...body, counter: '3' }),
      '{"body":{"v":1,"siren":"\\ud800"}}',
      JSON.stringify({ body, signature: 'a'.repeat(200) }),
      '',
    ]
    for (const text of wrong)
      assert.equal(opened('command', commandSchema, bytes(text)).ok, false, text.slice(0, 80))
  })
  test('never makes its reader throw, whatever bytes arrive', () => {
    const anything = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.json().map(bytes),
      fc.json().map((json) => bytes(`{"body":${json}}`)),
    )
    fc.assert(
      fc.property(anything, (payload) => {
        for (const read of [
          () => opened('command', commandSchema, payload),
          () => opened('report', reportSchema, payload),
          () => opened('heartbeat', heartbeatSchema, payload),
        ])
          assert.equal(read().ok, false)
      }),
    )
  })
})

describe('a signing key', () => {
  test('is the same after it was written down', () => {
    const again = signingKey(key.privateKey)
    assert.equal(again.publicKey, key.publicKey)
    assert.equal(again.sign('text'), key.sign('text'))
  })
  test('is refused when it has not 32 bytes', () => {
    assert.throws(() => signingKey('c2hvcnQ'), TypeError)
  })
  test('checks RFC 8032 §7.1 test 2', () => {
    const known = signingKey(
      Buffer.from('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb', 'hex').toString(
        'base64url',
      ),
    )
    assert.equal(
      Buffer.from(known.publicKey, 'base64url').toString('hex'),
      '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
    )
    assert.equal(
      Buffer.from(known.sign('\x72'), 'base64url').toString('hex'),
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
    )
  })
  test('finds nothing valid in malformed keys and signatures', () => {
    assert.equal(verify('text', key.sign('text'), 'no key'), false)
    assert.equal(verify('text', '!!!', key.publicKey), false)
  })
})
